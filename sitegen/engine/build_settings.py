"""The settings of a build and its workers. Commands import this, so it imports little."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """The wishes from which, with a site's files, all that is made follows."""

    root: Path
    """The site's folder."""
    templates: tuple[Path, ...]
    """Folders of templates in order of precedence, the theme last."""
    base_url: str = ""
    """Instead of `url` in site.yaml."""
    with_drafts: bool = False
    shows_drafts: bool = False
    """Readers will see the drafts; a check reads them too, but shows them to nobody."""
    with_hints: bool = False
    """Look for hints too."""


@dataclass(frozen=True, slots=True)
class Workers:
    """The processes that may work at a build, however much there is to do."""

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
