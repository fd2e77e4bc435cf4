"""What the browsers are shown at this moment."""

from dataclasses import dataclass
from pathlib import Path


@dataclass
class Showing:
    """The pages and problems of the last build; changed on the IO loop alone."""

    folder: Path
    """Where the pages are; its real path."""
    build: int
    """Grows with each build that changed what is shown, and from one run to the next."""
    problems: tuple[str, ...] = ()
    """Of the last build, if it failed."""
