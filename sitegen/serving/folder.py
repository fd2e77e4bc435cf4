"""Where a server builds its pages: a folder for each server of a site, for what one has written the other must show."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path

from sitegen.output.errors import OutputError
from sitegen.output.lock import hold_lock

MOST_SERVERS = 9
"""Of one site at one time; the folders of those that have ended are used again."""


@contextmanager
def hold_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder for pages, inside this one, that no other server has while the block runs.

    It need not exist: the build makes it. OutputError with status 3 where the machine fails, or where there are as
    many servers as there may be.
    """
    with ExitStack() as held:
        for number in count(1):
            name = "serve" if number == 1 else f"serve-{number}"
            try:
                held.enter_context(hold_lock(parent / f"{name}.lock", patience=0))
                break
            except OutputError:
                if number == MOST_SERVERS:
                    raise
        yield parent / name
