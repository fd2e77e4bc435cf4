"""The nearest known name to one that is not known, for messages that offer it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Final

LIKENESS: Final = 0.6
"""difflib's own measure of "close": below it, proposals of words of four letters and more are guesses."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like the word, case aside; None where none is like it."""
    return next(iter(nearest_few(word, candidates, count=1)), None)


def nearest_few(word: str, candidates: Iterable[str], *, count: int = 3) -> tuple[str, ...]:
    """Return the candidates that are like the word, case aside, the likest first, ties by code points."""
    written = {candidate.casefold(): candidate for candidate in sorted(candidates)}
    return tuple(written[match] for match in get_close_matches(word.casefold(), sorted(written), count, LIKENESS))
