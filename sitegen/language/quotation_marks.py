"""Quotation marks: where the words between the outermost pairs of them stand."""

import unicodedata
from collections.abc import Iterator
from typing import Final

from sitegen.language.words import spelling
from sitegen.model.text import Span


def find_quotations(text: str, block: Span) -> Iterator[Span]:
    """Yield what stands between the outermost pairs of quotation marks of a block, the marks left out.

    A mark opens where no word stands right before it, and closes where none goes on after it; proclitics may stand
    before it (بـ"إطلاق", ב"הארץ"). Gershayim, seconds and marks that nothing closes are no quotations.
    """
    opener, start, depth = "", 0, 0
    for offset in range(block.start, block.end):
        mark = text[offset]
        if mark not in _FAMILY_OF_MARK or (opener and _FAMILY_OF_MARK[mark] != _FAMILY_OF_MARK[opener]):
            continue
        opens, closes = _may_open(text, offset, block), _may_close(text, offset, block)
        if opener and closes and not (opens and mark == opener in _OPENING):
            depth -= 1
            if depth == 0:
                opener = ""
                yield from _words_between(text, start, offset)
        elif opener and opens and mark != _STRAIGHT:
            depth += 1
        elif opens:
            opener, start, depth = mark, offset + 1, 1


def _may_open(text: str, offset: int, block: Span) -> bool:
    """Tell whether a mark may open a quotation: some text follows, and before it there is none or a proclitic."""
    if offset + 1 >= block.end:
        return False
    word = _letters_before(text, offset, block)
    if not word:
        return offset == block.start or not _is_of_word(text[offset - 1])
    return spelling(word) in _PROCLITICS and _rest_of_word(text, offset, block) > 1


def _may_close(text: str, offset: int, block: Span) -> bool:
    return offset > block.start and (offset + 1 == block.end or not _is_of_word(text[offset + 1]))


def _letters_before(text: str, offset: int, block: Span) -> str:
    start = offset
    while start > block.start and _is_of_word(text[start - 1]):
        start -= 1
    return text[start:offset]


def _rest_of_word(text: str, offset: int, block: Span) -> int:
    """Return how many letters go on after a mark: one alone is an abbreviation's last (צה"ל)."""
    end = offset + 1
    while end < block.end and _is_of_word(text[end]):
        end += 1
    return end - offset - 1


def _is_of_word(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M" or character == "\u0640"


def _words_between(text: str, start: int, end: int) -> Iterator[Span]:
    written = text[start:end]
    inner = Span(start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip()))
    if any(map(_is_of_word, inner.of(text))):
        yield inner


_STRAIGHT: Final = '"'
_OPENING: Final = "«“„‟"
_FAMILY_OF_MARK: Final = {
    _STRAIGHT: "straight",
    **dict.fromkeys("«»", "guillemets"),
    **dict.fromkeys("“”„‟", "curly"),
}
"""Marks that can open and close each other: which of a pair opens differs from language to language."""

_WRITTEN_PROCLITICS: Final = "و ف ب ك ل ال وب ول وك فب فل وال بال كال لل وبال ولل ו ה ב ל כ מ ש וב ול וה ומ וש שב של שה"
_PROCLITICS: Final = frozenset(_WRITTEN_PROCLITICS.split())
"""Arabic and Hebrew write them together with the word that follows, be it in quotation marks."""
