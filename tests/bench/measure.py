"""What one run of a program costs: time, processor time with its children's, memory of its largest process."""

import os
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.contenders import REPOSITORY

_UNIT_OF_MEMORY: Final = 1024 if os.uname().sysname != "Darwin" else 1
"""Bytes of one unit in which the system tells a process's greatest memory."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, the children's included."""
    memory: float
    """Bytes in memory at the same time, in the process that had most."""


def run_measured(command: Sequence[str], cwd: Path = REPOSITORY) -> Cost:
    """Return what a command costs. RuntimeError, with what it said, where it fails.

    The memory is never less than this process's own at that time, as a child begins as its copy.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: exit status {process.returncode}\n{said.read().decode()}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _UNIT_OF_MEMORY)


def read_all(folder: Path) -> None:
    """Read every file of a folder, so that the first run that is measured finds them in memory as the later ones do."""
    for path in folder.rglob("*"):
        if path.is_file():
            path.read_bytes()
