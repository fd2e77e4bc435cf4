"""Finding a string in a text: every place of it, loosely, and with a few edits.

Approximate search is Myers' bit-parallel matcher (G. Myers, A fast bit-vector algorithm for approximate string
matching, 1999) on Python's integers, which have no word size: one step for each character of the text, however long the
pattern is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from sitegen.language.words import is_of_word, is_word_border, word_end, word_start
from sitegen.model.text import Span


def find_all(wanted: str, text: str) -> Iterator[Span]:
    """Yield every span at which the text holds this, in order; none for the empty string."""
    position = text.find(wanted) if wanted else -1
    while position >= 0:
        yield Span(position, position + len(wanted))
        position = text.find(wanted, position + 1)


def find_pattern(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the match at every offset at which there is one, in order."""
    match = pattern.search(text)
    while match:
        yield Span(*match.span())
        match = pattern.search(text, match.start() + 1)


@lru_cache(maxsize=256)
def loose_pattern(words: str) -> str:
    """Return a pattern of folded words that overlooks what writers set and leave out without seeing it.

    That is a comma, the space after a و that begins a word, and white space beside signs. No two other words are
    joined, none is parted, and numbers keep their signs. Empty where there is nothing but commas and white space.
    """
    signs = [(match["sign"], bool(match["gap"])) for match in _SIGN_AND_GAP.finditer(words.strip(" ,"))]
    return "".join(
        _loosened(
            signs[index - 1] if index else ("", True), sign, signs[index + 1][0] if index + 1 < len(signs) else ""
        )
        for index, sign in enumerate(signs)
    )


def _loosened(before: tuple[str, bool], sign: tuple[str, bool], following: str) -> str:
    """Return the pattern of a character and of what may stand between it and the next one, if there is one."""
    character, has_gap = sign
    written = re.escape(character)
    if not following:
        return written
    if is_of_word(character) and is_of_word(following):
        if character == "و" and (before[1] or not is_of_word(before[0])):
            return rf"(?<!\w){written}(?:{_GAP})?" if has_gap else rf"(?:(?<!\w){written} |{written})"
        gap = _GAP_OF_NUMBERS if character.isdigit() and following.isdigit() else _GAP
        return written + gap if has_gap else written
    is_of_number = any(map(str.isdigit, (character, following))) and not {character, following}.isdisjoint(
        _SIGNS_OF_NUMBERS
    )
    if is_of_number:
        return written + _GAP if has_gap else written
    return rf"{written}[ ,]{{0,3}}"


_SIGN_AND_GAP: Final = re.compile(r"(?P<sign>.)(?P<gap>(?: |(?<!\d),|,(?!\d))*)", re.DOTALL)
"""A character, and the white space and commas behind it; a comma between two digits is the number's own."""

_GAP: Final = "[ ,]{1,4}"
"""Signs between two words, in folded text."""

_GAP_OF_NUMBERS: Final = "(?: |, | ,)"
"""Signs between two numbers: a comma alone would make them one."""

_SIGNS_OF_NUMBERS: Final = ".:/-"
"""Beside a digit white space parts two numbers, or a number and what follows."""


@dataclass(frozen=True, slots=True)
class Approximation:
    """A stretch of a text that becomes the pattern by a number of insertions, deletions and replacements."""

    start: int
    end: int
    edits: int


def find_closest(pattern: str, text: str, *, most: int) -> tuple[Approximation, ...]:
    """Return the first so many places that take the fewest edits, in the order of the text, never overlapping.

    Of overlapping ones with equally many edits the one is taken that begins and ends with whole words, and then the one
    whose length is nearest to the pattern's. None where no place has even one character in common.
    """
    fewest, ends = _best_ends(pattern, text) if pattern else (0, ())
    found: list[Approximation] = []
    for end in ends:
        candidate = _with_start(pattern, text, end, fewest)
        if not found or found[-1].end <= candidate.start:
            found.append(candidate)
        else:
            found[-1] = max(found[-1], candidate, key=lambda place: _fit(pattern, text, place))
        if len(found) > most:
            break
    return tuple(found[:most])


def settle_borders(pattern: str, text: str, place: Approximation, *, most_edits: int) -> tuple[int, int]:
    """Return start and end near the place as an editor would draw them: in whole words, the pattern's own if there are.

    Of the stretches that take at most so many edits the one that begins and ends with the pattern's own first and last
    word, words having been put in or left out between; of several such, or none, the one that takes the fewest:
    أعلنوا and not أعلن for أعلنت. Where none is so close, the place with the words at its borders taken in whole.
    """
    starts = _border_candidates(pattern, text, place.start)
    backwards = _border_candidates(pattern[::-1], text[::-1], len(text) - place.end)
    ends = {len(text) - offset: is_own for offset, is_own in backwards.items()}
    best = ((3, 0, 0), (word_start(text, place.start), word_end(text, place.end)))
    for start, begins_alike in starts.items():
        for end, edits in enumerate(
            edit_distances(pattern, text[start : max(ends, default=start)], skipping=1), start=start + 1
        ):
            if end in ends and edits <= most_edits:
                rank = (2 - begins_alike - ends[end], edits, abs(end - start - len(pattern)))
                best = min(best, (rank, (start, end)))
    return best[1]


def edit_distances(pattern: str, text: str, *, skipping: int) -> Iterator[int]:
    """Yield for each character of the text the fewest edits of a match that ends with it. One scan.

    `skipping` is what a character before the match costs: 0 where a match may begin anywhere, 1 where it begins with
    the text.
    """
    full, last = (1 << len(pattern)) - 1, 1 << (len(pattern) - 1)
    places: dict[str, int] = {}
    for index, character in enumerate(pattern):
        places[character] = places.get(character, 0) | 1 << index
    rises, falls, edits = full, 0, len(pattern)
    for character in text:
        equal = places.get(character, 0)
        diagonal = (((equal & rises) + rises) ^ rises) | equal | falls
        grows, shrinks = falls | ~(diagonal | rises), rises & diagonal
        if grows & last:
            edits += 1
        elif shrinks & last:
            edits -= 1
        grows = grows << 1 | skipping
        rises, falls = (shrinks << 1 | ~(diagonal | grows)) & full, grows & diagonal
        yield edits


PIECE = 6
"""Characters of a piece of a pattern that is looked up as it is: long enough to be rare, and few to be untouched."""

LONGEST_SHIFT = 60
"""Characters by which a border is looked for beside that of the closest match, whatever the pattern's length."""

MOST_SHIFTED = 20_000
"""That many times the pattern's length: for each border of a long pattern all of it is compared."""


def _best_ends(pattern: str, text: str) -> tuple[int, Iterable[int]]:
    """Return the fewest edits of any match and where such matches end; no ends where nothing matches at all."""
    windows, fewer_than = _windows(pattern, text)
    fewest, ends = _best_ends_within(windows, pattern, text)
    if fewest < fewer_than:
        return fewest, ends
    return _best_ends_within(((0, len(text)),), pattern, text)


def _best_ends_within(windows: Iterable[tuple[int, int]], pattern: str, text: str) -> tuple[int, list[int]]:
    scans = [(start, tuple(edit_distances(pattern, text[start:stop], skipping=0))) for start, stop in windows]
    fewest = min((min(distances, default=len(pattern)) for _, distances in scans), default=len(pattern))
    if fewest == len(pattern):
        return fewest, []
    return fewest, [
        start + index for start, distances in scans for index, edits in enumerate(distances, start=1) if edits == fewest
    ]


def _windows(pattern: str, text: str) -> tuple[list[tuple[int, int]], int]:
    """Return stretches that hold all matches with fewer edits than a number, and that number.

    Cut into so many pieces, the pattern has one that no edit touches in each of these matches.
    """
    count = len(pattern) // PIECE
    borders = [len(pattern) * index // count for index in range(count + 1)] if count else []
    windows: list[tuple[int, int]] = []
    for first, last in pairwise(borders):
        for found in find_all(pattern[first:last], text):
            start = found.start - first - count
            windows.append((max(0, start), start + len(pattern) + 2 * count))
    merged = _merged(windows)
    is_worth_it = 2 * sum(stop - start for start, stop in merged) < len(text)
    return (merged, count) if is_worth_it else ([], 0)


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], stop)
        else:
            merged.append((start, stop))
    return merged


def _with_start(pattern: str, text: str, end: int, edits: int) -> Approximation:
    """Return the best match among those with this end and number of edits: read backwards, a start is an end."""
    window = text[max(0, end - len(pattern) - edits) : end][::-1]
    lengths = enumerate(edit_distances(pattern[::-1], window, skipping=1), start=1)
    candidates = (Approximation(end - length, end, edits) for length, count in lengths if count == edits)
    return max(candidates, key=lambda place: _fit(pattern, text, place))


def _fit(pattern: str, text: str, place: Approximation) -> tuple[int, int, int]:
    """Return what makes a match better than another with as many edits."""
    spaces = (text[place.start] == " ") + (text[place.end - 1] == " ")
    borders = is_word_border(text, place.start) + is_word_border(text, place.end)
    return -spaces, borders, -abs(place.end - place.start - len(pattern))


def _border_candidates(pattern: str, text: str, offset: int) -> dict[int, bool]:
    """Return the offsets near one at which a word begins, or the pattern's first does, and whether it is that one."""
    # What stands before the first space, punctuation and all.
    word, shift = pattern.partition(" ")[0], min(LONGEST_SHIFT, len(pattern) // 2, MOST_SHIFTED // len(pattern))
    near = range(max(0, offset - shift), min(len(text), offset + shift) + 1)
    own = {at for at in near if text.startswith(word, at) and is_word_border(text, at + len(word))}
    borders = (at for at in near if is_word_border(text, at) and text[at : at + 1] not in (" ", ""))
    return {at: at in own for at in (*own, *borders)}
