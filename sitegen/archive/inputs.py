"""The archive's register of the files that a site was made from: how each was when it was read last."""

import sqlite3
from array import array
from typing import Final

from sitegen.archive.codec import CodecError
from sitegen.disk.inventory import Inventory

TABLES: Final = "CREATE TABLE inputs (paths BLOB NOT NULL, stamps BLOB NOT NULL);"


class Inputs:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self) -> Inventory | None:
        """Return the files; None where nothing was read yet. CodecError where the register is damaged."""
        row = self._connection.execute("SELECT paths, stamps FROM inputs").fetchone()
        if row is None:
            return None
        stamps = array("q")
        try:
            stamps.frombytes(row[1])
            found = Inventory(bytes(row[0]), stamps)
            is_whole = len(found.names) == len(stamps)
        except (ValueError, TypeError) as error:
            raise CodecError("stamps are cut off") from error
        if not is_whole:
            raise CodecError("stamps and paths do not fit")
        return found

    def replace(self, inventory: Inventory) -> None:
        """Enter all files that there are; others are forgotten."""
        self._connection.execute("DELETE FROM inputs")
        self._connection.execute("INSERT INTO inputs VALUES (?, ?)", (inventory.paths, inventory.stamps.tobytes()))
