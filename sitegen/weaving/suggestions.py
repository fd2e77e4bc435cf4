"""Telling equal places apart: what stands around each, and the shortest words that settle which one is meant."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.language.folding import Folded, fold
from sitegen.language.words import is_of_word, is_word_border, word_end, word_start
from sitegen.weaving.contexts import Place, joint_after, joint_before, type_out

REACH = 240
"""How many folded characters around a place are looked at: nobody wants to paste a longer prefix."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The key of a selector, and its value, that settle one of several places."""

    key: str
    """`prefix`, `suffix` or `occurrence`."""
    value: str | int


def tell_apart(places: Sequence[Place], folded: Folded, chosen: Iterable[int]) -> tuple[Suggestion, ...]:
    """Return for each of the chosen places, given by their indexes, the fewest whole words around it that it alone has.

    Where no words do, or only very many, the number of its occurrence.
    """
    before = [_context_before(folded, place) for place in places]
    after = [_context_after(folded, place) for place in places]
    prefixes, suffixes = _Contexts(before, sorted(before)), _Contexts(after, sorted(after))
    suggestions = []
    for index in chosen:
        place = places[index]
        words = [
            *(one for one in _prefix(folded, place, needed=prefixes.needed(index)) if prefixes.settles(one, index)),
            *(one for one in _suffix(folded, place, needed=suffixes.needed(index)) if suffixes.settles(one, index)),
        ]
        words.sort(key=lambda word: (_begins_within_word(word, place, folded), *_length(str(word.value))))
        suggestions.append(words[0] if words else Suggestion("occurrence", index + 1))
    return tuple(suggestions)


@dataclass(frozen=True, slots=True)
class _Contexts:
    """What stands before each of many places, read backwards, or after it."""

    of_places: Sequence[str]
    ordered: Sequence[str]
    """The same, sorted: the one that shares most with another stands next to it."""

    def needed(self, index: int) -> int:
        """Return how many of its first characters no other one has, one more than it has at most."""
        context = self.of_places[index]
        position = bisect_left(self.ordered, context)
        neighbours = (*self.ordered[max(0, position - 1) : position], *self.ordered[position + 1 : position + 2])
        return 1 + max((_shared_length(context, neighbour) for neighbour in neighbours), default=0)

    def settles(self, suggestion: Suggestion, index: int) -> bool:
        """Tell whether the suggestion, typed in, fits this place alone."""
        words = fold(str(suggestion.value)).text.strip(" ")
        wanted = (words[::-1] if suggestion.key == "prefix" else words)[:REACH]
        first = bisect_left(self.ordered, wanted)
        count = bisect_left(self.ordered, wanted + LAST_CHARACTER) - first
        return count == 1 and self.of_places[index].startswith(wanted)


LAST_CHARACTER: Final = "\U0010ffff"
"""Sorted, whatever begins with a text stands before the text with this behind it."""


def _context_before(folded: Folded, place: Place) -> str:
    """Return the folded text before a place, read backwards from the joint."""
    joint = joint_before(folded, place)
    return folded.text[max(0, joint - REACH) : joint][::-1]


def _context_after(folded: Folded, place: Place) -> str:
    joint = joint_after(folded, place)
    return folded.text[joint : joint + REACH]


def _shared_length(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(left), len(right)))


def _prefix(folded: Folded, place: Place, *, needed: int) -> Iterable[Suggestion]:
    """Yield the words before the place that hold as many characters as needed, if there are so many within reach."""
    joint = joint_before(folded, place)
    if needed <= min(joint, REACH):
        start = joint - needed
        start -= start > 0 and folded.text[start] == " "
        if any(map(is_of_word, folded.text[start:joint])):
            yield Suggestion("prefix", _typed(folded, word_start(folded.text, start), joint))
        while start > 0 and not is_of_word(folded.text[start]):
            start -= 1
        yield Suggestion("prefix", _typed(folded, word_start(folded.text, start), joint))


def _suffix(folded: Folded, place: Place, *, needed: int) -> Iterable[Suggestion]:
    joint = joint_after(folded, place)
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
    return type_out(words)


def _begins_within_word(suggestion: Suggestion, place: Place, folded: Folded) -> bool:
    """Tell whether the place cuts the word that the suggestion begins with, which is then no whole one."""
    return not is_word_border(folded.text, place.start if suggestion.key == "prefix" else place.end)


def _length(words: str) -> tuple[int, int]:
    return len(words.split()), len(words)
