"""The progress of long work: a line on a terminal that counts real steps and leaves no trace; each stage's time."""

import time
from collections.abc import Callable
from typing import Final, TextIO

Progress = Callable[[str, int, int], None]
"""Told a stage's name, how many of its pieces are done, and how many there are (0 where nobody knows)."""

PATIENCE: Final = 0.5
"""Seconds before a line is shown: what is done by then needs none."""
REFRESH: Final = 0.1
"""Seconds between two lines: the eye reads no faster, and a terminal costs time."""
ERASE: Final = "\r\x1b[K"
"""Back to the line's beginning, and empty to its end (ECMA-48: EL)."""


def no_progress(_stage: str, _done: int, _total: int) -> None:
    """Take in how far work has come, and tell nobody."""


class ProgressLine:
    """One line at the bottom of a terminal, written anew as work goes on; `clear` leaves no trace of it."""

    def __init__(self, stream: TextIO, *, width: int = 80, now: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._width = width
        self._now = now
        self._next = now() + PATIENCE
        self._is_shown = False

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage has come, unless a line was shown a moment ago."""
        now = self._now()
        if now < self._next:
            return
        self._next = now + REFRESH
        count = f" {done:,} of {total:,}" if total else ""
        self._write(ERASE + f"{stage}{count}"[: self._width - 1])
        self._is_shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            self._write(ERASE)
            self._is_shown = False

    def _write(self, text: str) -> None:
        self._stream.write(text)
        self._stream.flush()


class StageTimes:
    """The time of each stage: from its first piece to the next stage's."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._stage = ""
        self._since = 0.0
        self._seconds: dict[str, float] = {}

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Note that work is at a stage."""
        if stage != self._stage:
            self.pause()
            self._stage, self._since = stage, self._now()

    def pause(self) -> None:
        """Stop the clock until the next stage is named."""
        if self._stage:
            self._seconds[self._stage] = self._seconds.get(self._stage, 0.0) + self._now() - self._since
        self._stage = ""

    @property
    def seconds(self) -> dict[str, float]:
        """Return each stage's time, in the order in which they were first met."""
        return dict(self._seconds)
