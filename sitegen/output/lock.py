"""One process at a time in a folder."""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.output.errors import OutputError, machine_fault

PAUSE = 0.05
"""Seconds between two looks at a lock that another process holds."""

FAULT_LASTS = 0.5
"""Seconds for which an error of SQLite must last: a shorter one comes of the holder's removing the file and its folder
while they are opened here, and SQLite calls that by many names."""


@contextmanager
def hold_lock(path: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock file while the block runs; it and its folder are made and removed again.

    The lock is an exclusive transaction of SQLite on an empty database: its locks are alike on all systems, the system
    drops them with the process, so none is ever stale, and forked workers do not inherit them
    (https://www.sqlite.org/lockingv3.html). Waits `patience` seconds, then OutputError with status 3 that names the
    other process, whose number stands in a file beside the lock.
    """
    lock = _wait_for_lock(path, patience=patience)
    try:
        yield
    finally:
        try:
            _remove(holder_file(path))
            is_gone = _remove(path)
        finally:
            lock.close()
        if is_gone or _remove(path):  # on Windows no file can be removed that is open
            with suppress(OSError):
                path.parent.rmdir()


def holder_file(path: Path) -> Path:
    """Return the file beside a lock file that names the process which holds the lock."""
    return path.with_name(f"{path.name}-holder")


def _remove(path: Path) -> bool:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def _wait_for_lock(path: Path, *, patience: float) -> sqlite3.Connection:
    folder = path.parent.parent
    begun = sound = time.monotonic()
    while True:
        try:
            if lock := _try_lock(path):
                return lock
            sound = time.monotonic()
        except sqlite3.Error as error:
            if time.monotonic() - sound >= FAULT_LASTS:
                raise machine_fault(folder, OSError(str(error))) from error
        if sound - begun >= patience:
            raise OutputError(
                f"{folder}: another sitegen ({_holder(path)}) is writing here; waited {patience:g} s",
                status=3,
            )
        time.sleep(PAUSE)


def _try_lock(path: Path) -> sqlite3.Connection | None:
    """Return the locked file, or None where another process has it or has just removed it.

    sqlite3.Error where SQLite cannot lock the file, which may come of its being removed meanwhile.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for each in (path.parent, path):
            if each.is_symlink():
                raise OutputError(f"{each}: a symbolic link stands where a folder should be", status=2)
        path.touch()
        before = path.stat()
        lock = _begin_exclusively(path)
        if lock is None:
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        # The one who held it may have removed the folder between our making it and our looking at what stood there.
        if isinstance(error, FileExistsError) and _is_folder_or_gone(path.parent):
            return None
        raise machine_fault(path.parent.parent, error) from error
    try:
        # The one who held it may have removed the file between our opening and our locking: then it locks nothing.
        if os.path.samestat(before, path.stat()):
            holder_file(path).write_text(str(os.getpid()), encoding="ascii")
            return lock
    except FileNotFoundError:
        pass
    except OSError as error:
        lock.close()
        raise machine_fault(path.parent.parent, error) from error
    lock.close()
    return None


def _is_folder_or_gone(path: Path) -> bool:
    """Tell whether nothing but a folder is in the way; by one look, as it may come and go between two."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return True


def _begin_exclusively(path: Path) -> sqlite3.Connection | None:
    """Return a connection that alone may use the database; None where another one does. Raises sqlite3.Error."""
    lock = None
    try:
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if lock:
            lock.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return None
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:  # another program's file, or an older sitegen's
            os.truncate(path, 0)
            return None
        raise
    return lock


def _holder(path: Path) -> str:
    with suppress(OSError):
        if number := holder_file(path).read_text(encoding="ascii", errors="replace").strip():
            return f"process {number}"
    return "a process that has just begun"
