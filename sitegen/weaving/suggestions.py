"""Telling equal places apart: what stands around each, and the shortest words that settle which one is meant."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sitegen.language.borders import is_of_word, is_word_border, word_end, word_start
from sitegen.language.folding import Folded, fold
from sitegen.model.text import Span

REACH = 240
"""How many folded characters around a place are looked at: nobody wants to paste a longer prefix."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that a quote may mean, in both frames."""

    span: Span
    """In the seed's text."""
    start: int
    """In the folded text, as `end`."""
    end: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The key of a selector, and its value, that settle one of several places."""

    key: str
    """`prefix`, `suffix` or `occurrence`."""
    value: str | int


def place_of(span: Span, folded: Folded) -> Place:
    """Return the place at a span of the folded text's source."""
    return Place(span, bisect_left(folded.offsets, span.start), bisect_left(folded.offsets, span.end))


def filter_by_context(places: Iterable[Place], folded: Folded, *, prefix: str, suffix: str) -> tuple[Place, ...]:
    """Return the places with this text right before and after, compared folded, white space at the joint ignored."""
    before, after = _fold_context(prefix, folded).rstrip(" "), _fold_context(suffix, folded).lstrip(" ")
    return tuple(
        place
        for place in places
        if folded.text.endswith(before, 0, _joint_before(folded, place))
        and folded.text.startswith(after, _joint_after(folded, place))
    )


def tell_apart(places: Sequence[Place], folded: Folded, *, most: int) -> tuple[Suggestion, ...]:
    """Return for each of the first so many places the fewest whole words before or after it that it alone has.

    Where no words do, or only very many, the number of its occurrence.
    """
    prefixes = _needed([_context_before(folded, place) for place in places])
    suffixes = _needed([_context_after(folded, place) for place in places])
    suggestions = []
    for number, place in enumerate(places[:most], start=1):
        words = [
            *_prefix(folded, place, needed=prefixes[number - 1]),
            *_suffix(folded, place, needed=suffixes[number - 1]),
        ]
        settling = [word for word in words if _settles(word, place, places, folded)]
        settling.sort(key=lambda word: (_begins_within_word(word, place, folded), *_length(str(word.value))))
        suggestions.append(settling[0] if settling else Suggestion("occurrence", number))
    return tuple(suggestions)


def _fold_context(context: str, folded: Folded) -> str:
    return fold(context if "¶" in folded.source else context.replace("¶", "\n")).text


def _joint_before(folded: Folded, place: Place) -> int:
    return place.start - (place.start > 0 and folded.text[place.start - 1] == " ")


def _joint_after(folded: Folded, place: Place) -> int:
    return place.end + folded.text.startswith(" ", place.end)


def _context_before(folded: Folded, place: Place) -> str:
    """Return the folded text before a place, read backwards from the joint."""
    joint = _joint_before(folded, place)
    return folded.text[max(0, joint - REACH) : joint][::-1]


def _context_after(folded: Folded, place: Place) -> str:
    joint = _joint_after(folded, place)
    return folded.text[joint : joint + REACH]


def _needed(contexts: Sequence[str]) -> list[int]:
    """Return for each context how many of its first characters no other one has, one more than it has at most.

    Sorted, the one that shares most with another stands next to it.
    """
    order = sorted(range(len(contexts)), key=contexts.__getitem__)
    needed = [1] * len(contexts)
    for left, right in pairwise(order):
        shared = _shared_length(contexts[left], contexts[right])
        needed[left] = max(needed[left], shared + 1)
        needed[right] = max(needed[right], shared + 1)
    return needed


def _shared_length(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(left), len(right)))


def _prefix(folded: Folded, place: Place, *, needed: int) -> Iterable[Suggestion]:
    """Yield the words before the place that hold as many characters as needed, if there are so many within reach."""
    joint = _joint_before(folded, place)
    if needed <= min(joint, REACH):
        start = joint - needed
        start -= start > 0 and folded.text[start] == " "
        if any(map(is_of_word, folded.text[start:joint])):
            yield Suggestion("prefix", _typed(folded, word_start(folded.text, start), joint))
        while start > 0 and not is_of_word(folded.text[start]):
            start -= 1
        yield Suggestion("prefix", _typed(folded, word_start(folded.text, start), joint))


def _suffix(folded: Folded, place: Place, *, needed: int) -> Iterable[Suggestion]:
    joint = _joint_after(folded, place)
    if needed <= min(len(folded.text) - joint, REACH):
        end = joint + needed
        end += end < len(folded.text) and folded.text[end - 1] == " "
        if any(map(is_of_word, folded.text[joint:end])):
            yield Suggestion("suffix", _typed(folded, joint, word_end(folded.text, end)))
        while end < len(folded.text) and not is_of_word(folded.text[end - 1]):
            end += 1
        yield Suggestion("suffix", _typed(folded, joint, word_end(folded.text, end)))


def _typed(folded: Folded, start: int, end: int) -> str:
    """Return the source's words as one would type them: on one line, without directional and other invisible marks."""
    words = re.sub(r"\s+", " ", folded.span(start, end).of(folded.source)).strip()
    return "".join(
        character for character in words if unicodedata.category(character) != "Cf" or character in "\u200c\u200d"
    )


def _begins_within_word(suggestion: Suggestion, place: Place, folded: Folded) -> bool:
    """Tell whether the place cuts the word that the suggestion begins with, which is then no whole one."""
    return not is_word_border(folded.text, place.start if suggestion.key == "prefix" else place.end)


def _length(words: str) -> tuple[int, int]:
    return len(words.split()), len(words)


def _settles(suggestion: Suggestion, place: Place, places: Iterable[Place], folded: Folded) -> bool:
    """Tell whether the suggestion, typed in, leaves this place alone."""
    context = {"prefix": "", "suffix": "", suggestion.key: str(suggestion.value)}
    return filter_by_context(places, folded, **context) == (place,)
