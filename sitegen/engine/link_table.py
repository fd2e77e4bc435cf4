"""The archive's register of links in texts: where each leads, and what is wrong with it."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sitegen.model.problems import Problem, read_problems, write_problems
from sitegen.model.text import Location
from sitegen.model.wording import TextLink

TABLES: Final = """
CREATE TABLE links (
  id INTEGER PRIMARY KEY, owner TEXT NOT NULL, path TEXT NOT NULL, line INTEGER NOT NULL, "column" INTEGER NOT NULL,
  written TEXT NOT NULL, file TEXT NOT NULL, fragment TEXT NOT NULL, is_picture INTEGER NOT NULL, problem TEXT NOT NULL
);
CREATE INDEX links_by_owner ON links (owner);
CREATE INDEX links_by_file ON links (file);
CREATE INDEX links_that_are_dead ON links (id) WHERE problem != '';
"""
_INSERT: Final = "INSERT INTO links VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, '')"
_SELECT: Final = 'SELECT id, path, line, "column", written, file, fragment, is_picture, problem FROM links'
_OF_OWNER: Final = f"{_SELECT} WHERE owner = ? ORDER BY id"
_INTO_FILE: Final = f"{_SELECT} WHERE file = ? AND fragment != '' ORDER BY id"


@dataclass(frozen=True, slots=True)
class KeptLink:
    """A link in the register."""

    id: int
    link: TextLink
    is_dead: bool


class Links:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, owner: str, links: Iterable[TextLink]) -> None:
        """Enter the links of a file in the place of what was known of them; the owner is the file, or empty."""
        self._connection.execute("DELETE FROM links WHERE owner = ?", (owner,))
        self._connection.executemany(_INSERT, [(owner, *_plain_link(link)) for link in links])

    def all(self) -> list[KeptLink]:
        """Return all links."""
        return _read(self._connection.execute(_SELECT))

    def of(self, owner: str) -> list[KeptLink]:
        """Return the links of a file."""
        return _read(self._connection.execute(_OF_OWNER, (owner,)))

    def into(self, file: str) -> list[KeptLink]:
        """Return the links to places on a page of the site."""
        return _read(self._connection.execute(_INTO_FILE, (file,)))

    def judge(self, link: KeptLink, problem: Problem | None) -> None:
        """Note what is wrong with a link; nothing where it holds."""
        if problem or link.is_dead:
            written = write_problems([problem]) if problem else ""
            self._connection.execute("UPDATE links SET problem = ? WHERE id = ?", (written, link.id))

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with links, once for each that is dead in any edition."""
        told: set[tuple[Location, str]] = set()
        for (written,) in self._connection.execute("SELECT problem FROM links WHERE problem != '' ORDER BY id"):
            for problem in read_problems(written):
                if (problem.where, problem.found) not in told:
                    told.add((problem.where, problem.found))
                    yield problem


def _plain_link(link: TextLink) -> tuple[object, ...]:
    where = link.where
    return (where.path, where.line, where.column, link.written, link.file, link.fragment, link.is_picture)


def _read(rows: Iterable[Any]) -> list[KeptLink]:
    return [
        KeptLink(row_id, TextLink(Location(*place), written, file, fragment, bool(is_picture)), bool(problem))
        for row_id, *place, written, file, fragment, is_picture, problem in rows
    ]
