"""What a command says to whoever typed it: how much of it, where to, in which colours."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO

import click

from sitegen.progress import Progress, ProgressLine, StageTimes


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
