"""What one run of a program costs: time, processor time with its children's, memory of its largest process."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.contenders import REPOSITORY

_UNIT_OF_MEMORY: Final = 1024 if os.uname().sysname != "Darwin" else 1
"""Bytes of one unit in which the system tells a process's greatest memory."""
_PROCESSES: Final = Path("/proc")
_PAUSE: Final = 0.05
"""Seconds between two counts of processes: one that lives for less may be missed."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, the children's included."""
    memory: float
    """Bytes in memory at the same time, in the process that had most."""
    processes: int = 1
    """That ran at the same time, at most; where the system has no /proc they are not counted."""


def run_measured(command: Sequence[str], cwd: Path = REPOSITORY) -> Cost:
    """Return what a command costs. RuntimeError, with what it said, where it fails.

    The memory is never less than this process's own at that time, as a child begins as its copy.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=_environment(), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        with _counting(process.pid) as counts:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}\n{said.read().decode()}")
    memory = usage.ru_maxrss * _UNIT_OF_MEMORY
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, max(counts))


def _environment() -> Mapping[str, str]:
    """Return the environment in which Python keeps the bytecode of what it imports, as it does where it is not told."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def read_all(folder: Path) -> None:
    """Read every file of a folder, so that the first run that is measured finds them in memory as the later ones do."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()


@contextmanager
def _counting(process: int) -> Iterator[list[int]]:
    """Count a process and those below it again and again while the block runs; the list grows by each count."""
    counts, is_over = [1], threading.Event()

    def count() -> None:
        while not is_over.wait(_PAUSE):
            counts.append(sum(1 for _ in _family_of(process)))

    counter = threading.Thread(target=count, daemon=True)
    counter.start()
    try:
        yield counts
    finally:
        is_over.set()
        counter.join()


def _family_of(process: int) -> Iterator[int]:
    """Yield a process and those that it started, and those that they started."""
    yield process
    with suppress(OSError):  # it ended
        for thread in (_PROCESSES / str(process) / "task").iterdir():
            for child in (thread / "children").read_text(encoding="ascii").split():
                yield from _family_of(int(child))
