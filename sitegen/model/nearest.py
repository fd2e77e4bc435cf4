"""The nearest known name to one that is not known, for messages that offer it."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher, get_close_matches
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


def nearest_slug(word: str, slugs: Iterable[str]) -> str | None:
    """Return the slug that is like a word, which may be the path of a sidecar or seed; None where none is near."""
    name = re.split(r"[\\/]", word)[-1]
    return nearest(re.sub(r"\.(?:ya?ml|txt)$", "", name), slugs)


def nearest_meaning(word: str, candidates: Iterable[str], *, likeness: float = LIKENESS) -> str | None:
    """Return the same of words with a meaning, keys and values: never one that says the opposite of the word."""
    written = word.casefold()
    close = (one for one in nearest_few(word, candidates) if _likeness(written, one.casefold()) >= likeness)
    return next((one for one in close if not is_opposite(written, one.casefold())), None)


def is_opposite(word: str, other: str) -> bool:
    """Tell whether two words are likest when one of them loses what turns its meaning round, and the other does not.

    `verifed` is `unverified` without `un`, `indirct` is nothing without `in`; `succeeded_by` turns `succeeded` round.
    """
    readings, others = _readings(word), _readings(other)
    if len(readings) == len(others) == 1:
        return False
    pairs = ((_likeness(one, two), turns == also) for one, turns in readings for two, also in others)
    likest, turned_alike = max(pairs)
    return likest >= LIKENESS and not turned_alike


_TURNS_ROUND: Final = re.compile(
    r"(?:^|(?<=[_\s]))(?:un|in|im|ir|il|dis|mis|de|non[_\s-]?|not?[_\s]?|anti[_\s-]?"
    r"|غير[_\s]|لا[_\s]?|بلا[_\s]|نا|غیر[_\s\u200c]?|לא[_\s]|אי[_\s]|בלתי[_\s])|[_\s]by$"
)


def _readings(word: str) -> list[tuple[str, bool]]:
    """Return a word as it is and, for each part that turns its meaning round, without that part; and which it is."""
    turned = ((word[: part.start()] + word[part.end() :], True) for part in _TURNS_ROUND.finditer(word))
    return [(word, False), *turned]


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, other, word).ratio()
