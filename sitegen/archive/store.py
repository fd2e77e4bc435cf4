"""The rows of all briefings in a database: what changes when one of them does, and what a page was made from."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, Final

from sitegen.archive.rows import Row

Key = int
"""What a page can depend on: a list's lines (a negative number), or what is behind one line (its row, positive)."""

_TABLES: Final = """
CREATE TABLE shelf (slug TEXT PRIMARY KEY, day INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE rows (
  id INTEGER PRIMARY KEY, list INTEGER NOT NULL, slug TEXT NOT NULL, number INTEGER NOT NULL,
  light TEXT NOT NULL, heavy TEXT NOT NULL
);
"""
_INDEXES: Final = """
CREATE UNIQUE INDEX IF NOT EXISTS rows_by_list ON rows (list, slug, number);
CREATE INDEX IF NOT EXISTS rows_by_slug ON rows (slug);
"""

_PATIENCE: Final = 0.5
"""Seconds that a database is waited for: builds exclude each other, so only somebody who looks into it can hold it."""


@cache
def list_key(name: str) -> Key:
    """Return the key of a list's lines: the same in every process and on every machine."""
    return -(int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "big") >> 1) - 1


def is_list(key: Key) -> bool:
    """Tell whether a key is that of a list's lines, not of what is behind one of them."""
    return key < 0


@dataclass(eq=False)
class Trace:
    """What was looked up while something was made."""

    keys: set[Key] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Line:
    """A row as lists read it."""

    slug: str
    number: int
    light: Any
    """As JSON has it; None where there is nothing."""


class Store:
    """Rows in a database, which one process at a time writes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._traces: list[Trace] = []

    @classmethod
    def create(cls, path: Path | str) -> "Store":
        """Return an empty store in a new file, or in memory (`:memory:`)."""
        connection = _connect(path)
        with _closed_on_failure(connection):
            connection.executescript(_TABLES)
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> "Store":
        """Return a store that was made before, to be changed. sqlite3.Error where the file is none."""
        return cls(_check(_connect(path, journal="MEMORY")))

    @classmethod
    def open_to_read(cls, path: Path) -> "Store":
        """Return a store that another process made and does not write to now. sqlite3.Error where the file is none.

        Without locks: a forked process would take its parent's for its own.
        """
        return cls(_check(_connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")))

    def close(self) -> None:
        """Close the database."""
        self._connection.close()

    def commit(self) -> None:
        """Let other processes see what was written; what comes now disturbs them at the next commit only."""
        self._connection.commit()
        self._connection.execute("PRAGMA cache_spill = OFF")

    def rollback(self) -> None:
        """Take back what was written since the last commit."""
        self._connection.rollback()

    @property
    def connection(self) -> sqlite3.Connection:
        """Return the database, for other tables in it."""
        return self._connection

    # --- writing

    def fill(self, briefings: Iterable[tuple[str, int, Iterable[Row]]]) -> None:
        """Put briefings with their days and rows into an empty store."""
        for slug, day, rows in briefings:
            self._connection.execute("INSERT INTO shelf VALUES (?, ?)", (slug, day))
            self._insert(slug, rows)

    def finish(self) -> None:
        """Make what was filled ready to be read."""
        self._connection.executescript(_INDEXES)

    def replace(self, slug: str, day: int | None, rows: Iterable[Row]) -> set[Key]:
        """Put a briefing's rows in the place of its former ones, and return the keys of what changed.

        Without a day the briefing is taken out.
        """
        old_day = self._connection.execute("SELECT day FROM shelf WHERE slug = ?", (slug,)).fetchone()
        former = self._former(slug)
        present = {(list_key(row.list), row.number): row for row in rows}
        changed = self._drop(slug, [key for key in former if key not in present], former)
        changed |= self._update(former, present)
        fresh = [row for key, row in present.items() if key not in former]
        self._insert(slug, fresh)
        changed |= {list_key(row.list) for row in fresh}
        if old_day != (None if day is None else (day,)):
            changed |= self._move(slug, day, present)
        return changed

    def _former(self, slug: str) -> Mapping[tuple[Key, int], tuple[int, str, str]]:
        found = self._connection.execute("SELECT list, number, id, light, heavy FROM rows WHERE slug = ?", (slug,))
        return {(name, number): (row_id, light, heavy) for name, number, row_id, light, heavy in found}

    def _drop(
        self, slug: str, gone: Iterable[tuple[Key, int]], former: Mapping[tuple[Key, int], tuple[int, str, str]]
    ) -> set[Key]:
        gone = list(gone)
        self._connection.executemany(
            "DELETE FROM rows WHERE list = ? AND slug = ? AND number = ?",
            [(name, slug, number) for name, number in gone],
        )
        return {name for name, _ in gone} | {former[key][0] for key in gone}

    def _update(
        self, former: Mapping[tuple[Key, int], tuple[int, str, str]], present: Mapping[tuple[Key, int], Row]
    ) -> set[Key]:
        changed: set[Key] = set()
        for key, row in present.items():
            row_id, light, heavy = former.get(key, (0, row.light, row.heavy))
            if (light, heavy) != (row.light, row.heavy):
                self._connection.execute(
                    "UPDATE rows SET light = ?, heavy = ? WHERE id = ?", (row.light, row.heavy, row_id)
                )
                changed |= {row_id} if heavy != row.heavy else set()
                changed |= {key[0]} if light != row.light else set()
        return changed

    def _move(self, slug: str, day: int | None, present: Iterable[tuple[Key, int]]) -> set[Key]:
        """Put a briefing where its day belongs: the order of every list that names it changes."""
        self._connection.execute("DELETE FROM shelf WHERE slug = ?", (slug,))
        if day is not None:
            self._connection.execute("INSERT INTO shelf VALUES (?, ?)", (slug, day))
        return {name for name, _ in present}

    def _insert(self, slug: str, rows: Iterable[Row]) -> None:
        self._connection.executemany(
            "INSERT INTO rows (list, slug, number, light, heavy) VALUES (?, ?, ?, ?, ?)",
            [(list_key(name), slug, number, light, heavy) for name, number, light, heavy in rows],
        )

    # --- reading

    @contextmanager
    def tracing(self) -> Iterator[Trace]:
        """Note in a trace what is looked up while the block runs."""
        trace = Trace()
        self._traces.append(trace)
        try:
            yield trace
        finally:
            self._traces.remove(trace)

    def note_keys(self, keys: Iterable[Key]) -> None:
        """Add keys to what is being traced: of something that was looked up before and is used again."""
        for trace in self._traces:
            trace.keys.update(keys)

    def lines(self, name: str) -> Sequence[Line]:
        """Return the lines of a list, newest briefing first."""
        key = list_key(name)
        self.note_keys((key,))
        found = self._connection.execute(
            "SELECT rows.slug, number, light FROM rows JOIN shelf USING (slug) WHERE list = ?"
            " ORDER BY day DESC, slug, number",
            (key,),
        ).fetchall()
        lights = json.loads(f"[{','.join(light or 'null' for _, _, light in found)}]")
        return [Line(slug, number, light) for (slug, number, _), light in zip(found, lights, strict=True)]

    def heavy(self, name: str, slug: str, number: int = 0) -> str | None:
        """Return what is behind a line; None where there is none."""
        key, heavy = self.keyed_heavy(name, slug, number)
        self.note_keys((key,))
        return heavy

    def keyed_heavy(self, name: str, slug: str, number: int = 0) -> tuple[Key, str | None]:
        """Return the same with the key on which it depends, for who notes that itself: this is never traced."""
        row: tuple[Key, str] | None = self._connection.execute(
            "SELECT id, heavy FROM rows WHERE list = ? AND slug = ? AND number = ?", (list_key(name), slug, number)
        ).fetchone()
        return row or (list_key(name), None)

    def behind(self, name: str, of: str) -> Sequence[str]:
        """Return what is behind a list's lines of those briefings that another list names."""
        self.note_keys((list_key(of),))
        # The other list, which may be short, is gone through first: left to itself SQLite goes through the first one.
        # CROSS JOIN keeps the order (https://www.sqlite.org/optoverview.html, "Manual Control Of Query Plans").
        found = self._connection.execute(
            "SELECT rows.id, rows.heavy FROM rows AS others CROSS JOIN rows USING (slug)"
            " WHERE rows.list = ? AND others.list = ?",
            (list_key(name), list_key(of)),
        ).fetchall()
        self.note_keys(row_id for row_id, _ in found)
        return [heavy for _, heavy in found]

    def rows_of(self, slug: str, names: Iterable[str]) -> Sequence[Row]:
        """Return a briefing's rows in some lists; this is never traced."""
        found = []
        for name in names:
            rows = self._connection.execute(
                "SELECT number, light, heavy FROM rows WHERE list = ? AND slug = ?", (list_key(name), slug)
            )
            found += [Row(name, number, light, heavy) for number, light, heavy in rows]
        return found

    def counts(self) -> Mapping[Key, int]:
        """Return how long every list is that holds anything; this is never traced."""
        return dict(self._connection.execute("SELECT list, COUNT(*) FROM rows GROUP BY list"))

    def has_briefing(self, slug: str) -> bool:
        """Tell whether a briefing of this slug is published; this is never traced."""
        return self._connection.execute("SELECT 1 FROM shelf WHERE slug = ?", (slug,)).fetchone() is not None

    def has(self, name: str) -> bool:
        """Tell whether a list holds anything; this is never traced."""
        found = self._connection.execute("SELECT 1 FROM rows WHERE list = ? LIMIT 1", (list_key(name),))
        return found.fetchone() is not None


@contextmanager
def _closed_on_failure(connection: sqlite3.Connection) -> Iterator[None]:
    """Hold nothing open of a database that cannot be used."""
    try:
        yield
    except sqlite3.Error:
        connection.close()
        raise


def _check(connection: sqlite3.Connection) -> sqlite3.Connection:
    with _closed_on_failure(connection):
        connection.execute("SELECT id, list, slug, number, light, heavy FROM rows LIMIT 1").fetchall()
    return connection


def _connect(place: Path | str, journal: str = "OFF") -> sqlite3.Connection:
    """Return a database by its path or its URI. Threads may pass it on: whoever works with it waits for the others.

    A journal in memory is enough to take changes back; where the process is killed the file is not sealed again.
    """
    connection = sqlite3.connect(
        place, timeout=_PATIENCE, check_same_thread=False, uri=isinstance(place, str) and place.startswith("file:")
    )
    settings = f"PRAGMA journal_mode = {journal}; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
    with _closed_on_failure(connection):
        connection.executescript(settings)
    if place == ":memory:":
        connection.execute("PRAGMA temp_store = MEMORY")  # there may be no room for files
    return connection
