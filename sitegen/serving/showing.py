"""What the browsers are shown at this moment."""

from dataclasses import dataclass
from pathlib import Path

from sitegen.serving.builds import ServedProblem


@dataclass
class Showing:
    """The pages and problems of the last build; changed on the IO loop alone."""

    folder: Path
    """Where the pages are; its real path."""
    build: int
    """Grows with each build that changed what is shown, and from one run to the next."""
    problems: tuple[ServedProblem, ...] = ()
    """What lies over the pages: all of the last build if it failed, else what is wrong with drafts."""
