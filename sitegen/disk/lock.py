"""One process at a time in a folder."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.disk.faults import OutputError, machine_fault

PAUSE = 0.05
"""Seconds between two looks at a lock that another process holds."""


@contextmanager
def hold_lock(path: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock file while the block runs; it and its folder are made and removed again.

    A record lock (POSIX `fcntl`): the system drops it with the process, so none is ever stale, and forked workers
    do not inherit it. Waits `patience` seconds, then OutputError with status 3 that names the other process.
    Threads of one process do not exclude each other.
    """
    descriptor = _wait_for_lock(path, patience=patience)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
            path.parent.rmdir()
        os.close(descriptor)


def _wait_for_lock(path: Path, *, patience: float) -> int:
    folder = path.parent.parent
    deadline = time.monotonic() + patience
    while (descriptor := _try_lock(path)) is None:
        if time.monotonic() >= deadline:
            raise OutputError(
                f"{folder}: another sitegen ({_holder(path)}) is writing here; waited {patience:g} s",
                status=3,
            )
        time.sleep(PAUSE)
    return descriptor


def _try_lock(path: Path) -> int | None:
    """Return the descriptor of the locked file, or None where another process has it or has just removed it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.is_symlink():
            raise OutputError(f"{path.parent}: a symbolic link stands where a folder should be", status=2)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o644)
    except FileNotFoundError:
        return None
    except OSError as error:
        # The one who held it may have removed the folder between our making it and our looking at what stood there.
        if isinstance(error, FileExistsError) and not os.path.lexists(path.parent):
            return None
        raise machine_fault(path.parent.parent, error) from error
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # The one who held it may have removed the file between our opening and our locking: then it locks nothing.
        if os.path.samestat(os.fstat(descriptor), path.stat()):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, str(os.getpid()).encode())
            return descriptor
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    except BaseException:
        os.close(descriptor)
        raise
    os.close(descriptor)
    return None


def _holder(path: Path) -> str:
    with suppress(OSError):
        if number := path.read_text().strip():
            return f"process {number}"
    return "a process that has just begun"
