"""What stands around a place, compared with the prefix and suffix of a selector, and as one would type it."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.language.folding import Folded, fold
from sitegen.model.text import Span
from sitegen.weaving.approximate import edit_distances
from sitegen.weaving.occurrences import loose_pattern

JOINERS: Final = "\u200c\u200d"
"""Invisible, yet letters' own: they part and join what is written."""


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch that a quote may mean, in both frames."""

    span: Span
    """In the seed's text."""
    start: int
    """In the folded text, as `end`."""
    end: int


def place_of(span: Span, folded: Folded) -> Place:
    """Return the place at a span of the folded text's source."""
    return Place(span, bisect_left(folded.offsets, span.start), bisect_left(folded.offsets, span.end))


def filter_by_context(places: Sequence[Place], folded: Folded, *, prefix: str, suffix: str) -> tuple[Place, ...]:
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


def count_context_edits(place: Place, folded: Folded, *, prefix: str, suffix: str) -> tuple[int, int]:
    """Return how many edits make what stands around the place of a prefix and suffix, and how long these two are.

    Both in folded characters, white space at the joint left out.
    """
    before, after = _fold_context(prefix, folded).strip(" "), _fold_context(suffix, folded).strip(" ")
    joints = joint_before(folded, place), joint_after(folded, place)
    there = folded.text[max(0, joints[0] - 2 * len(before)) : joints[0]][::-1]
    edits = _edits_at_start(before[::-1], there)
    edits += _edits_at_start(after, folded.text[joints[1] : joints[1] + 2 * len(after)])
    return edits, len(before) + len(after)


def joint_before(folded: Folded, place: Place) -> int:
    """Return where the text before a place ends, without the white space at the joint; in the folded text."""
    return place.start - (place.start > 0 and folded.text[place.start - 1] == " ")


def joint_after(folded: Folded, place: Place) -> int:
    """Return where the text after a place begins, likewise."""
    return place.end + folded.text.startswith(" ", place.end)


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


def _fold_context(context: str, folded: Folded) -> str:
    return fold(context if "¶" in folded.source else context.replace("¶", "\n")).text


def _filter_loosely(places: Sequence[Place], folded: Folded, before: str, after: str) -> tuple[Place, ...]:
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
