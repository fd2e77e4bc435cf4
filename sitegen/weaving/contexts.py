"""The words around a place: compared with prefix and suffix of a selector, and the fewest that tell places apart."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sitegen.language.folding import Folded, fold
from sitegen.language.words import is_of_word, is_word_border, word_end, word_start
from sitegen.model.text import Span
from sitegen.weaving.string_search import edit_distances, loose_pattern

REACH = 240
"""How many folded characters around a place are looked at: nobody wants to paste a longer prefix."""

JOINERS: Final = "\u200c\u200d"
"""Invisible, yet letters' own: they part and join what is written."""

LAST_CHARACTER: Final = "\U0010ffff"
"""Sorted, whatever begins with a text stands before the text with this behind it."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """A stretch that a quote may mean, in both texts."""

    span: Span
    """In the seed's text."""
    start: int
    """In the folded text, as `end`."""
    end: int


def place_of(span: Span, folded: Folded) -> TextPlace:
    """Return the place at a span of the folded text's source."""
    return TextPlace(span, bisect_left(folded.offsets, span.start), bisect_left(folded.offsets, span.end))


def filter_by_context(
    places: Sequence[TextPlace], folded: Folded, *, prefix: str, suffix: str
) -> tuple[TextPlace, ...]:
    """Return the places with this text right before and after, compared folded, white space at the joint ignored.

    Where there is none, those where a comma or a space after و is all that differs.
    """
    before, after = _fold_context(prefix, folded).rstrip(" "), _fold_context(suffix, folded).lstrip(" ")
    fitting = tuple(
        place
        for place in places
        if folded.text.endswith(before, 0, joint_before(folded, place))
        and folded.text.startswith(after, joint_after(folded, place))
    )
    return fitting or _filter_loosely(places, folded, before, after)


def count_context_edits(place: TextPlace, folded: Folded, *, prefix: str, suffix: str) -> tuple[int, int]:
    """Return how many edits make what stands around the place of a prefix and suffix, and how long these two are.

    Both in folded characters, white space at the joint left out.
    """
    before, after = _fold_context(prefix, folded).strip(" "), _fold_context(suffix, folded).strip(" ")
    joints = joint_before(folded, place), joint_after(folded, place)
    there = folded.text[max(0, joints[0] - 2 * len(before)) : joints[0]][::-1]
    edits = _edits_at_start(before[::-1], there)
    edits += _edits_at_start(after, folded.text[joints[1] : joints[1] + 2 * len(after)])
    return edits, len(before) + len(after)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The key of a selector, and its value, that settle one of several places."""

    key: str
    """`prefix`, `suffix` or `occurrence`."""
    value: str | int


def tell_apart(places: Sequence[TextPlace], folded: Folded, chosen: Iterable[int]) -> tuple[Suggestion, ...]:
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
        best = min(words, key=partial(_cost, place=place, folded=folded), default=None)
        suggestions.append(best or Suggestion("occurrence", index + 1))
    return tuple(suggestions)


def last_words(before: str, old: str) -> str:
    """Return as many words from the end of a text as the old ones are, with a space at the joint if they had one."""
    words = reversed(list(_so_many(reversed(before.split()), old)))
    has_space = old.endswith(" ") and before[-1:].isspace()
    return type_out(" ".join(words)) + (" " if has_space else "")


def first_words(after: str, old: str) -> str:
    """Return as many words from the beginning of a text, likewise."""
    words = _so_many(after.split(), old)
    has_space = old.startswith(" ") and after[:1].isspace()
    return (" " if has_space else "") + type_out(" ".join(words))


def type_out(words: str) -> str:
    """Return words without the invisible marks that nobody types and that are not compared."""
    return "".join(one for one in words if unicodedata.category(one) != "Cf" or one in JOINERS)


def joint_before(folded: Folded, place: TextPlace) -> int:
    """Return where the text before a place ends, without the white space at the joint; in the folded text."""
    return place.start - (place.start > 0 and folded.text[place.start - 1] == " ")


def joint_after(folded: Folded, place: TextPlace) -> int:
    """Return where the text after a place begins, likewise."""
    return place.end + folded.text.startswith(" ", place.end)


def _fold_context(context: str, folded: Folded) -> str:
    return fold(context if "¶" in folded.source else context.replace("¶", "\n")).text


def _filter_loosely(places: Sequence[TextPlace], folded: Folded, before: str, after: str) -> tuple[TextPlace, ...]:
    prefix, suffix = (re.compile(pattern) for pattern in (rf"{loose_pattern(before)}\Z", loose_pattern(after)))
    reach = 2 * len(before)
    fitting = []
    for place in places:
        joint = _without_signs_before(folded, joint_before(folded, place))
        if prefix.search(folded.text, max(0, joint - reach), joint) and suffix.match(
            folded.text, _without_signs_after(folded, joint_after(folded, place))
        ):
            fitting.append(place)
    return tuple(fitting)


def _without_signs_before(folded: Folded, joint: int) -> int:
    """Return where the text before a place ends if commas do not count."""
    return len(folded.text[max(0, joint - 3) : joint].rstrip(" ,")) + max(0, joint - 3)


def _without_signs_after(folded: Folded, joint: int) -> int:
    following = folded.text[joint : joint + 3]
    return joint + len(following) - len(following.lstrip(" ,"))


def _edits_at_start(wanted: str, text: str) -> int:
    """Return the fewest edits that make any beginning of a text of what is wanted."""
    return min((len(wanted), *edit_distances(wanted, text, skipping=1))) if wanted else 0


def _so_many(words: Iterable[str], old: str) -> Iterator[str]:
    """Yield words until there are as many as in the old text; signs that stand alone are none."""
    wanted = max(1, sum(map(_is_word, old.replace("¶", " ").split())))
    for word in words:
        yield word
        wanted -= _is_word(word)
        if not wanted:
            return


def _is_word(signs: str) -> bool:
    return any(sign.isalnum() for sign in signs)


@dataclass(frozen=True, slots=True)
class _Contexts:
    """The text before each of many places, read backwards, or the text after it."""

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


def _context_before(folded: Folded, place: TextPlace) -> str:
    """Return the folded text before a place, read backwards from the joint."""
    joint = joint_before(folded, place)
    return folded.text[max(0, joint - REACH) : joint][::-1]


def _context_after(folded: Folded, place: TextPlace) -> str:
    joint = joint_after(folded, place)
    return folded.text[joint : joint + REACH]


def _shared_length(left: str, right: str) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((index for index, (one, other) in pairs if one != other), min(len(left), len(right)))


def _prefix(folded: Folded, place: TextPlace, *, needed: int) -> Iterable[Suggestion]:
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


def _suffix(folded: Folded, place: TextPlace, *, needed: int) -> Iterable[Suggestion]:
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


def _cost(suggestion: Suggestion, place: TextPlace, folded: Folded) -> tuple[bool, int, int]:
    """Return what makes a suggestion worse: that the place cuts the word beside it, many words, many characters."""
    border = place.start if suggestion.key == "prefix" else place.end
    words = str(suggestion.value)
    return not is_word_border(folded.text, border), len(words.split()), len(words)
