"""The output folder as it is found when a build begins: all its files of ours with their stamps."""

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from sitegen.disk.aside import WORTH_A_PROCESS, do_aside
from sitegen.disk.stamps import Stamp, stamps_below
from sitegen.making.frame_key import digest_of
from sitegen.output import Output


@dataclass(frozen=True)
class Sight:
    """What is found."""

    output: Output
    look: Callable[[], bytes]
    """Gives the stamps of the files that the manifest names, in its order."""

    @cached_property
    def stamps(self) -> "array[Stamp]":
        """Return the stamps in the order of `output.listed`."""
        found = array("q")
        found.frombytes(self.look())
        # A process that was killed may have told a part of them.
        return found if len(found) == len(self.output.listed) else stamps_below(self.output.folder, self.output.listed)

    @cached_property
    def digest(self) -> str:
        """Return what differs where a file comes, goes or changes."""
        return digest_of_outputs(self.output.listed, self.stamps)

    @property
    def stamp_of(self) -> dict[str, Stamp]:
        """Return the stamps by path."""
        return dict(zip(self.output.listed, self.stamps, strict=True))


@contextmanager
def look_at(output: Output, *, aside: bool) -> Iterator[Sight]:
    """Give the sight of a held folder; with `aside` a second process looks at it, if there is much to see."""

    def look() -> bytes:
        return stamps_below(output.folder, output.listed).tobytes()

    if aside and len(output.listed) >= WORTH_A_PROCESS:
        with do_aside(look) as found:
            yield Sight(output, found)
    else:
        yield Sight(output, look)


def digest_of_outputs(paths: Sequence[str], stamps: "array[Stamp]") -> str:
    """Return what differs where a file comes, goes or changes, told by the stamps of the paths."""
    return digest_of("\n".join(paths).encode("utf-8", "surrogateescape"), stamps.tobytes())
