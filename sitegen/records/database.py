"""SQLite databases of a build: opened to be filled, changed or read; how they fail."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

Connection = sqlite3.Connection

_TIMEOUT: Final = 0.5
"""Seconds to wait for a lock: builds exclude each other, so only a program that looks into the file can hold one."""


class DamagedError(Exception):
    """A database holds something else than a build wrote. No ValueError: those are a template's faults on a page."""


DATABASE_ERRORS: Final = (sqlite3.Error, DamagedError, json.JSONDecodeError)
"""Exceptions of a database that cannot be read or written."""


def create_database(path: Path | None) -> Connection:
    """Return an empty database in a new file; without a path, in memory."""
    if path:
        return _connect(str(path))
    connection = _connect(":memory:")
    connection.execute("PRAGMA temp_store = MEMORY")  # there may be no room for files
    return connection


def open_database(path: Path) -> Connection:
    """Return a database that an earlier build made, to be changed. sqlite3.Error where the file is none.

    A journal in memory is enough to take changes back: where the process is killed, the file is not marked as complete.
    """
    return _connect(str(path), journal="MEMORY")


def read_database(path: Path) -> Connection:
    """Return a database that another process made and does not write to now. sqlite3.Error where the file is none.

    Without locks: a forked process would take its parent's for its own.
    """
    return _connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1")


def commit(connection: Connection) -> None:
    """Let other processes see what was written; later writes stay in memory until the next commit."""
    connection.commit()
    connection.execute("PRAGMA cache_spill = OFF")


def _connect(place: str, journal: str = "OFF") -> Connection:
    """Return a database. Threads may pass it on: they use it by turns."""
    connection = sqlite3.connect(place, timeout=_TIMEOUT, check_same_thread=False, uri=place.startswith("file:"))
    # Nothing waits for the disk: where the process is killed the archive is not marked as complete, and not used. A
    # negative size of the cache counts KiB, so it is 64 MiB (https://www.sqlite.org/pragma.html#pragma_cache_size).
    with _closed_on_failure(connection):
        connection.executescript(
            f"PRAGMA journal_mode = {journal}; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
        )
        connection.execute("SELECT name FROM sqlite_master LIMIT 1").fetchall()
    return connection


@contextmanager
def _closed_on_failure(connection: Connection) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error:
        connection.close()
        raise
