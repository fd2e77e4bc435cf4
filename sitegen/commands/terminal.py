"""The terminal: what a command says to whoever typed it, how much of it and in which colours, and the two streams.

No reader that hangs up and no character set ends a command.
"""

import io
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

import click

from sitegen.progress import Progress, ProgressLine, StageTimes

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer  # exists for type checkers alone


@dataclass(frozen=True, slots=True)
class Terminal:
    """The two ends of a command, standard output and standard error, and how much its user wants to hear."""

    quiet: bool = False
    """Nothing but errors is said."""
    verbose: bool = False

    def answer(self, text: str) -> None:
        """Print what the command is there for."""
        click.echo(text, color=True)

    def report(self, line: str) -> None:
        """Tell on standard output what was done."""
        if not self.quiet:
            click.echo(line)

    def remark(self, line: str) -> None:
        """Tell beside the answer how it went."""
        if not self.quiet:
            click.echo(line, err=True)

    def explain(self, line: str) -> None:
        """Tell those who asked for more."""
        if self.verbose:
            click.echo(line, err=True)

    def complain(self, text: str) -> None:
        """Tell what went wrong, whoever wants to hear it."""
        click.echo(text, err=True, color=True)

    @contextmanager
    def follow(self, times: StageTimes) -> Iterator[Progress]:
        """Show how far the work inside the block comes, on a terminal and where it takes long; note its times."""
        line = (
            None
            if self.quiet or not is_screen(sys.stderr, os.environ)
            else ProgressLine(sys.stderr, width=_width_of(sys.stderr))
        )

        def progress(stage: str, done: int, total: int) -> None:
            times(stage, done, total)
            if line:
                line(stage, done, total)

        try:
            yield progress
        finally:
            times.pause()
            if line:
                line.clear()


def is_screen(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether a stream is a terminal that can take back a line; of Windows' only the new one surely can."""
    if sys.platform == "win32" and not (environment.get("WT_SESSION") or environment.get("TERM")):
        return False
    return stream.isatty() and environment.get("TERM") != "dumb"


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Tell whether words may be coloured: https://no-color.org, and FORCE_COLOR for those who pipe to a pager."""
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return environment["FORCE_COLOR"] != "0"
    return is_screen(stream, environment)


def _width_of(stream: TextIO) -> int:
    """Return how many letters fit a line; new terminals say 0 until they are shown."""
    return os.get_terminal_size(stream.fileno()).columns or 80


def prepare_streams() -> None:
    """Replace the two streams of this process, once, before anything is said."""
    sys.stdout = _prepared(sys.stdout, is_line_buffered=sys.stdout is not None and sys.stdout.isatty())
    sys.stderr = _prepared(sys.stderr, is_line_buffered=True)


def _prepared(stream: TextIO | None, *, is_line_buffered: bool) -> TextIO:
    """Return a stream to the same place; letters that its character set lacks are written as escapes.

    What was closed from the start leads nowhere, so that no file which is opened later takes its number. A console of
    Windows keeps its stream, which can write all letters there (PEP 528); bytes would be read by its code page.
    """
    if sys.platform == "win32" and isinstance(stream, io.TextIOWrapper) and stream.isatty():
        stream.reconfigure(errors="backslashreplace", line_buffering=True)
        return stream
    descriptor = stream.fileno() if stream else os.open(os.devnull, os.O_WRONLY)
    return io.TextIOWrapper(
        io.BufferedWriter(_Descriptor(descriptor, "wb", closefd=False)),
        encoding=stream.encoding if stream else "utf-8",
        errors="backslashreplace",
        line_buffering=is_line_buffered,
    )


class _Descriptor(io.FileIO):
    """A stream's end: when its reader hangs up (`sitegen check | head`), what is left is dropped, and work goes on."""

    is_broken = False

    def write(self, content: "ReadableBuffer") -> int:
        """Write, or drop; OSError the first time that the machine fails, so that it is told once."""
        try:
            if not self.is_broken:
                return super().write(content)
        except BrokenPipeError:
            self.is_broken = True
        except OSError:
            self.is_broken = True
            raise
        return memoryview(content).nbytes
