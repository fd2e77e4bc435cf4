"""Every place of a string or a pattern in a text, those that overlap too."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from sitegen.language.words import is_of_word
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


_SIGN_AND_GAP: Final = re.compile(r"(?P<sign>.)(?P<gap>(?: |(?<!\d),|,(?!\d))*)", re.DOTALL)
"""A character, and the white space and commas behind it; a comma between two digits is the number's own."""

_GAP: Final = "[ ,]{1,4}"
"""What parts two words, in folded text."""

_GAP_OF_NUMBERS: Final = "(?: |, | ,)"
"""What parts two numbers: a comma alone would make them one."""

_SIGNS_OF_NUMBERS: Final = ".:/-"
"""Beside a digit white space parts two numbers, or a number and what follows."""


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
