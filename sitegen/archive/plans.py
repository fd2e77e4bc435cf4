"""The archive's register of pages over all briefings: what each was made from, so that only those are made again."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from sitegen.archive.damage import CodecError
from sitegen.archive.store import Key

TABLES: Final = """
CREATE TABLE families (name TEXT PRIMARY KEY, keys BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE pages (path TEXT PRIMARY KEY, family TEXT NOT NULL, keys BLOB NOT NULL) WITHOUT ROWID;
CREATE INDEX pages_by_family ON pages (family);
CREATE TABLE notes (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

FEW: Final = 4
"""Keys of which each is found among those of a page, which are sorted, sooner than all of these are gone through."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page with what it was made from."""

    path: str
    """Within the output folder."""
    keys: frozenset[Key]


class Plans:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._has_same_pages = True

    @property
    def has_same_pages(self) -> bool:
        """Tell whether no page came or went since the register was opened."""
        return self._has_same_pages

    def families(self) -> set[str]:
        """Return the names of all families that were made."""
        return {row[0] for row in self._connection.execute("SELECT name FROM families")}

    def touched_families(self, changed: AbstractSet[Key]) -> set[str]:
        """Return the families whose plans rest on something that changed."""
        rows = self._connection.execute("SELECT name, keys FROM families")
        return {name for name, keys in rows if _touches(keys, changed)}

    def touched_pages(self, changed: AbstractSet[Key]) -> dict[str, set[str]]:
        """Return the pages that rest on something that changed, by family."""
        found: dict[str, set[str]] = {}
        for path, family, keys in self._connection.execute("SELECT path, family, keys FROM pages"):
            if _touches(keys, changed):
                found.setdefault(family, set()).add(path)
        return found

    def family_of(self, path: str) -> str | None:
        """Return the family to which a page belongs; None where it is of no family."""
        row = self._connection.execute("SELECT family FROM pages WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def pages(self) -> dict[str, str]:
        """Return the family of every page."""
        return dict(self._connection.execute("SELECT path, family FROM pages"))

    def put(self, family: str, keys: Iterable[Key], pages: Collection[MadePage], *, all_paths: Collection[str]) -> None:
        """Enter a family with the pages that were made; those of `all_paths` that were not made stay as they were."""
        self._connection.execute("INSERT OR REPLACE INTO families VALUES (?, ?)", (family, _packed(keys)))
        known = {row[0] for row in self._connection.execute("SELECT path FROM pages WHERE family = ?", (family,))}
        gone = known.difference(all_paths)
        self._has_same_pages &= not gone and known.issuperset(page.path for page in pages)
        self._connection.executemany("DELETE FROM pages WHERE path = ?", [(path,) for path in gone])
        self._connection.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)", [(page.path, family, _packed(page.keys)) for page in pages]
        )

    def remove(self, family: str) -> None:
        """Forget a family and its pages."""
        self._has_same_pages = False
        self._connection.execute("DELETE FROM families WHERE name = ?", (family,))
        self._connection.execute("DELETE FROM pages WHERE family = ?", (family,))

    def note(self, name: str) -> str:
        """Return what was noted under a name, empty where nothing was."""
        row = self._connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def write_note(self, name: str, value: str) -> None:
        """Note something under a name."""
        self._connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, value))


def _packed(keys: Iterable[Key]) -> bytes:
    return array("q", sorted(keys)).tobytes()


def _touches(packed: bytes, changed: AbstractSet[Key]) -> bool:
    """Tell whether one of these keys changed. A change of one note touches one, and all keys of a site are millions."""
    try:
        keys = memoryview(packed).cast("q")
    except TypeError as error:
        raise CodecError("keys are cut off") from error
    if len(changed) > FEW:
        return not changed.isdisjoint(keys)
    for key in changed:
        place = bisect_left(keys, key)
        if place < len(keys) and keys[place] == key:
            return True
    return False
