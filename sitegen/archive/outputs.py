"""The archive's register of the output folder: how each file was left there, so that a changed one shows."""

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from sitegen.disk.stamps import Stamp

TABLES: Final = "CREATE TABLE outputs (path TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID;"


class Outputs:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamp of every file by its path within the output folder."""
        return dict(self._connection.execute("SELECT path, stamp FROM outputs"))

    def put(self, stamps: Mapping[str, Stamp]) -> None:
        """Enter files that were written."""
        self._connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?)", stamps.items())

    def replace(self, stamps: Mapping[str, Stamp]) -> None:
        """Enter all files that there are; others are forgotten."""
        known = self.stamps()
        self._remove(known.keys() - stamps.keys())
        self.put({path: one for path, one in stamps.items() if known.get(path) != one})

    def _remove(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM outputs WHERE path = ?", [(path,) for path in paths])
