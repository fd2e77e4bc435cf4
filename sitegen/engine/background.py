"""Work that a second process does in the background."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import NoReturn


@contextmanager
def in_background(work: Callable[[], bytes]) -> Iterator[Callable[[], bytes]]:
    """Let a forked process do a piece of work while the block runs, and give a function that returns its result.

    A process may be forked only where no other threads run. Where that cannot be, or nothing comes of it, the work is
    done here when it is asked for; where the second process is killed, only a part may come.
    """
    reading, writing = os.pipe()
    try:
        process = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        yield cache(work)
        return
    if not process:
        os.close(reading)  # else it would wait for itself to read
        _work_and_end(work, writing)
    os.close(writing)
    try:
        yield cache(lambda: _read_all(reading) or work())
    finally:
        os.close(reading)
        with suppress(ChildProcessError):
            os.waitpid(process, 0)


def _work_and_end(work: Callable[[], bytes], writing: int) -> NoReturn:
    """Do the work and leave, past all that the first process wants to be done at its own end."""
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        with open(writing, "wb") as told:
            told.write(work())
    finally:
        os._exit(0)


def _read_all(reading: int) -> bytes:
    with open(reading, "rb", closefd=False) as told:
        return told.read()
