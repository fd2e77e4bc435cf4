"""A text, spans of it, and the names that people have for places: path, line, column."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Final

BLANK: Final = (
    r"\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff"
)
"""What leaves a line empty: white space and marks that cannot be seen, for a class of a regular expression."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points, from 0, half open."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        """Tell whether the other span lies wholly within this one."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the characters that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file as people name it: line and column count from 1, columns in code points."""

    path: str
    """Relative to the site's folder, with `/`."""
    line: int = 1
    column: int = 1


@dataclass(frozen=True)
class SourceText:
    """The text of one file, after decoding: no byte-order mark, lines end at LF."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Return the offset at which each line begins; lines end at LF only."""
        starts = [0]
        position = self.text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = self.text.find("\n", position + 1)
        return tuple(starts)

    def location(self, offset: int) -> Location:
        """Return the line and column of an offset."""
        line = bisect_right(self.line_starts, offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return a line by its number from 1, without its line end."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        return self.text[starts[number - 1] : starts[number] - 1 if number < len(starts) else len(self.text)]
