"""One process at a time in a folder."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.output.errors import OutputError, machine_fault

PAUSE = 0.05
"""Seconds between two looks at a lock that another process holds."""


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
    deadline = time.monotonic() + patience
    while (lock := _try_lock(path)) is None:
        if time.monotonic() >= deadline:
            raise OutputError(
                f"{folder}: another sitegen ({_holder(path)}) is writing here; waited {patience:g} s",
                status=3,
            )
        time.sleep(PAUSE)
    return lock


def _try_lock(path: Path) -> sqlite3.Connection | None:
    """Return the locked file, or None where another process has it or has just removed it."""
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
        if isinstance(error, FileExistsError) and not os.path.lexists(path.parent):
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


def _begin_exclusively(path: Path) -> sqlite3.Connection | None:
    """Return a connection that alone may use the database; None where another one does. Raises OSError."""
    lock = None
    try:
        lock = sqlite3.connect(path, timeout=0, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error as error:
        if lock:
            lock.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return None
        # The one who held it may have removed the folder, which may be there again by now.
        if error.sqlite_errorcode == sqlite3.SQLITE_CANTOPEN and (not path.exists() or os.access(path, os.W_OK)):
            return None
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:  # another program's file, or an older sitegen's
            os.truncate(path, 0)
            return None
        if not path.exists():
            return None
        raise OSError(str(error)) from error
    return lock


def _holder(path: Path) -> str:
    with suppress(OSError):
        if number := holder_file(path).read_text(encoding="ascii", errors="replace").strip():
            return f"process {number}"
    return "a process that has just begun"
