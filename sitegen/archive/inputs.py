"""The archive's register of the files that a site was made from: how each was when it was read last."""

import sqlite3
from collections.abc import Mapping
from typing import Final

from sitegen.archive.damage import CodecError
from sitegen.disk.inventory import Inventory

TABLES: Final = "CREATE TABLE inputs (folder TEXT PRIMARY KEY, inventory BLOB NOT NULL) WITHOUT ROWID;"


class Inputs:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, folder: str) -> Inventory | None:
        """Return the files of a folder; None where nothing was read yet. CodecError where the register is damaged."""
        row = self._connection.execute("SELECT inventory FROM inputs WHERE folder = ?", (folder,)).fetchone()
        try:
            return row and Inventory.unpack(row[0])
        except (ValueError, TypeError) as error:
            raise CodecError("stamps are cut off") from error

    def replace(self, inventories: Mapping[str, Inventory]) -> None:
        """Enter all files of some folders; others of these folders are forgotten."""
        packed = [(folder, inventory.pack()) for folder, inventory in inventories.items()]
        self._connection.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?)", packed)
