"""A text in lines of a given width, in any direction: broken between words, as even as can be, cut if too long."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

Measure = Callable[[str], float]
"""Returns how wide a text is when it is shaped."""

ELLIPSIS: Final = "…"

_BREAKABLE_SPACE: Final = re.compile(r"[^\S\u00a0\u2007\u202f]+")
_CLUSTER: Final = regex.compile(r"\X")

_ISOLATED: Final = re.compile("[\u2066-\u2068][^\u2066-\u2069]*\u2069")
_MARK_OF_CLASS: Final = {"L": "\u200e", "R": "\u200f", "AL": "\u061c"}
"""The unseen mark that has the same effect as a letter of this bidirectional class (UAX 9, 2.6)."""

_HALVINGS: Final = 7
"""Of the range in which the even width is sought: to within a hundredth of it."""


def break_lines(text: str, *, width: float, measure: Measure) -> tuple[str, ...]:
    """Return a text in as few lines as it needs, and these as even as they can be."""
    words = _words(text, width, measure)
    widths, space = [measure(word) for word in words], measure(" ")
    return _join(words, _fill(widths, space, _even_width(widths, space, width)))


def cut_lines(text: str, *, width: float, most: int, measure: Measure) -> tuple[str, ...]:
    """Return no more than so many lines of a text, full ones, the last of which ends in … where there is more."""
    words = _words(text, width, measure)
    lines = _join(words, _fill([measure(word) for word in words], measure(" "), width))
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], shorten(" ".join(lines[most - 1 :]), width=width, measure=measure))


def shorten(text: str, *, width: float, measure: Measure) -> str:
    """Return a text on one line: whole, else as many words as fit with an ellipsis, else as many letters."""
    if measure(text) <= width:
        return text
    for ends in ([space.start() for space in _BREAKABLE_SPACE.finditer(text)], _cluster_ends(text)):
        kept = bisect_right(ends, width, key=lambda end: measure(text[:end] + ELLIPSIS))
        if kept:
            return text[: ends[kept - 1]] + ELLIPSIS
    return ELLIPSIS


def in_context(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines with unseen marks at their ends, so that each can be drawn by itself.

    The bidirectional algorithm orders the letters of a paragraph as a whole (UAX 9, 3.4): digits and signs at the end
    of a line go by the letters before and behind the break. The marks stand for those letters.
    """
    return tuple(
        _nearest_mark(reversed(_around("".join(lines[:number]))))
        + line
        + _nearest_mark(_around("".join(lines[number + 1 :])))
        for number, line in enumerate(lines)
    )


def _words(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """Return the words of a text; one that is wider than a line is broken between its letters."""
    return tuple(
        piece for word in _BREAKABLE_SPACE.split(text) if word for piece in _pieces(word, width=width, measure=measure)
    )


def _pieces(word: str, *, width: float, measure: Measure) -> Iterator[str]:
    rest = word
    while rest and measure(rest) > width:
        ends = _cluster_ends(rest)
        kept = max(1, bisect_right(ends, width, key=lambda end, rest=rest: measure(rest[:end])))  # type: ignore[misc]
        yield rest[: ends[kept - 1]]
        rest = rest[ends[kept - 1] :]
    if rest:
        yield rest


def _even_width(widths: Sequence[float], space: float, width: float) -> float:
    """Return the least width at which the words need no more lines than at the full one."""
    needed = len(_fill(widths, space, width))
    low, high = max(widths, default=0.0), width
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_fill(widths, space, middle)) <= needed else (middle, high)
    return high


def _fill(widths: Sequence[float], space: float, width: float) -> list[tuple[int, int]]:
    """Return the first word of each line and the one after its last, as many words as fit on each."""
    starts: list[int] = []
    filled = width
    for number, word in enumerate(widths):
        filled += space + word
        if filled > width or not starts:
            starts.append(number)
            filled = word
    return list(pairwise([*starts, len(widths)]))


def _join(words: Sequence[str], lines: Iterable[tuple[int, int]]) -> tuple[str, ...]:
    return tuple(" ".join(words[start:end]) for start, end in lines)


def _cluster_ends(text: str) -> list[int]:
    return [cluster.end() for cluster in _CLUSTER.finditer(text)]


def _around(text: str) -> str:
    """Return a text without what is isolated in it, which turns nothing around it."""
    return _ISOLATED.sub("", text)


def _nearest_mark(characters: Iterable[str]) -> str:
    """Return the mark of the first letter that has a direction; empty where none has."""
    marks = (_MARK_OF_CLASS.get(unicodedata.bidirectional(character)) for character in characters)
    return next((mark for mark in marks if mark), "")
