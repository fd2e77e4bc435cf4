"""The archive of a build: one database with the rows of all briefings, the register of files and that of pages."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from sitegen.engine import briefing_files, changes, link_table, steps
from sitegen.engine.briefing_files import BriefingFiles
from sitegen.engine.changes import is_complete, mark_complete, mark_incomplete
from sitegen.engine.link_table import Links
from sitegen.engine.steps import Steps
from sitegen.records.database import DATABASE_ERRORS, Connection, create_database, open_database
from sitegen.records.tables import Records
from sitegen.refusal import Refusal

TABLE: Final = "CREATE TABLE named_value (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"

ARCHIVE_FAULTS: Final = DATABASE_ERRORS
"""Exceptions of a database that cannot be read or written."""


class ArchiveError(Refusal):
    """The archive cannot be read or written."""


@dataclass
class Work:
    """The outcome of work with an archive."""

    is_done: bool = False
    """The next build may go on from it."""
    fault: str = ""
    """Why it may not, where the machine did not let it be kept."""


@dataclass(frozen=True, slots=True)
class Archive:
    """All registers of one database."""

    connection: Connection
    records: Records
    files: BriefingFiles
    links: Links
    steps: Steps
    path: Path | None
    """None in memory."""
    is_fresh: bool
    """Nothing was in it when it was opened."""

    def value(self, name: str) -> str:
        """Return the value that was written under a name, empty where none was."""
        row = self.connection.execute("SELECT value FROM named_value WHERE name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def write_value(self, name: str, value: str) -> None:
        """Write a value under a name."""
        self.connection.execute("INSERT OR REPLACE INTO named_value VALUES (?, ?)", (name, value))

    @contextmanager
    def at_work(self, place: Path | None = None) -> Iterator["Work"]:
        """Close the archive when the block ends, and put it where the next build looks for it; without a place it goes.

        What was not committed is taken back; of a new archive that was not done nothing is left. ArchiveError where the
        database cannot be read or written: then this one goes too, as it does where the work has a fault.
        """
        work = Work()
        try:
            yield work
        except ARCHIVE_FAULTS as error:
            work.fault = f"{self.path or 'archive'}: {error}"
            raise ArchiveError(work.fault, status=3) from error
        finally:
            with suppress(sqlite3.Error):
                self.connection.close()
            if self.path and place and not work.fault and (work.is_done or not self.is_fresh):
                work.fault = _keep(self.path, place)
            elif self.path:
                _discard(self.path)


def new_archive(path: Path | None) -> Archive:
    """Return an empty archive, in a new file or in memory. ArchiveError: then nothing is left of the file."""
    connection = None
    try:
        if path:
            path.unlink(missing_ok=True)
        connection = create_database(path)
        Records(connection).create()
        connection.executescript(changes.TABLES + briefing_files.TABLES + link_table.TABLES + steps.TABLES + TABLE)
    except (sqlite3.Error, OSError) as error:
        if connection:
            connection.close()
        if path:
            _discard(path)
        raise ArchiveError(f"{path or 'memory'}: {error}", status=3) from error
    return _over(connection, path, is_fresh=True)


def open_archive(path: Path) -> Archive | None:
    """Return the archive in a file; None where there is none or it is damaged.

    It is marked as incomplete until it was worked with.
    """
    if not is_complete(path):
        return None
    connection = None
    try:
        connection = open_database(path)
        mark_incomplete(path)
        return _over(connection, path, is_fresh=False)
    except (sqlite3.Error, ValueError, OSError):
        pass
    if connection:
        with suppress(sqlite3.Error):
            connection.close()
    return None


@contextmanager
def room_for_archives(folder: Path) -> Iterator[Path]:
    """Make the folder where archives are kept, or lend one while the block runs where that cannot be.

    So on a read-only disk, and where a link stands, which may lead to what is somebody else's. ArchiveError where there
    is no room for files at all.
    """
    if _is_made(folder):
        yield folder
    else:
        try:
            lent = TemporaryDirectory(prefix="sitegen-")
        except OSError as error:
            raise ArchiveError(f"{error.filename or folder}: {error.strerror}", status=3) from error
        with lent as place:
            yield Path(place)


def _keep(file: Path, place: Path) -> str:
    """Put a closed archive in its place; where that cannot be, it goes. Return why it cannot, empty where it can."""
    try:
        if file != place:
            mark_incomplete(place)
            file.replace(place)
        mark_complete(place)
    except OSError as error:
        _discard(file)
        return f"{place}: {error.strerror}"
    return ""


def _discard(file: Path) -> None:
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _is_made(folder: Path) -> bool:
    ignored = folder / ".gitignore"
    try:
        if folder.parent.is_symlink() or folder.is_symlink():
            return False
        folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), ignored.open("x", encoding="ascii") as written:  # through no link
            written.write("*\n")
    except OSError:
        return False
    return os.access(folder, os.W_OK | os.X_OK)


def _over(connection: Connection, path: Path | None, *, is_fresh: bool) -> Archive:
    return Archive(
        connection=connection,
        records=Records(connection),
        files=BriefingFiles(connection),
        links=Links(connection),
        steps=Steps(connection, is_fresh=is_fresh),
        path=path,
        is_fresh=is_fresh,
    )
