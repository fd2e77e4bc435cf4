"""How work is to be done."""

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manner:
    """How work is to be done, however much there is."""

    jobs: int = 1
    """Processes at most."""
    can_fork: bool = hasattr(os, "fork") and sys.platform != "darwin"
    """The system can, and no other threads run that would be cut off in a forked process: on macOS those of its own
    libraries may (https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods)."""
    cluster: str = ""
    """The address of a Dask scheduler, to whose workers all work goes; they see the site's folder under its path."""


def usable_cores() -> int:
    """Return how many processes of this machine can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
