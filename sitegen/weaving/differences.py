"""In what a quote and the article differ, in words that an editor understands."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from sitegen.language.folding import Folded, fold, is_removed
from sitegen.language.words import is_of_word
from sitegen.model.text import Span


def name_differences(quote: str, found: str) -> tuple[str, ...]:
    """Return the kinds of difference between two texts of which one may be quoted for the other, in a fixed order."""
    kinds = set(_kinds_around(quote)) ^ set(_kinds_around(found))
    units = tuple(_aligned_units(fold(_bare(quote)), fold(_bare(found))))
    kinds.update(kind for unit in units for kind in _kinds_of(unit))
    if not units:
        kinds.add(UNICODE_FORM)  # the quote ends within a ligature
    kinds -= {part for whole, part in ((HARAKAT, FINAL_HARAKAT), (PUNCTUATION, COMMA)) if whole in kinds}
    return tuple(kind for kind in _ALL_KINDS if kind in kinds)


def changed_words(quote: str, found: str) -> tuple[tuple[str, str], ...]:
    """Return what the quote has and what the article has instead, word by word; one of the two may be empty."""
    before, after = quote.split(), found.split()
    same = SequenceMatcher(None, _folded_words(before), _folded_words(after), autojunk=False)
    return tuple(
        (" ".join(before[first:last]), " ".join(after[from_:to]))
        for tag, first, last, from_, to in same.get_opcodes()
        if tag != "equal"
    )


def first_difference(quote: Folded, found: Folded) -> tuple[Span, Span]:
    """Return the first character that is not the same when folded, in each source; empty where one has ended."""
    pairs = zip(quote.text, found.text, strict=False)
    shorter = min(len(quote.text), len(found.text))
    index = next((index for index, (wanted, there) in enumerate(pairs) if wanted != there), shorter)
    first, second = (folded.span(index, min(index + 1, len(folded.text))) for folded in (quote, found))
    return first, second


def _bare(text: str) -> str:
    """Return the text without white space, and what folding removes, at its ends; marks of the last letter stay."""
    folded = fold(text)
    first = len(folded.text) - len(folded.text.lstrip(" "))
    return folded.span(first, max(first, len(folded.text.rstrip(" ")))).of(text)


def _kinds_around(text: str) -> Iterator[str]:
    """Yield what stands around the bare text."""
    before, _, after = text.partition(_bare(text))
    for character in before + after:
        yield WHITE_SPACE if character.isspace() else _kind_of_removed(character)


def _folded_words(words: list[str]) -> list[str]:
    return [fold(word).text for word in words]


@dataclass(frozen=True, slots=True)
class _Unit:
    """The pieces of two sources at the same place, as short as they can be compared."""

    quoted: str
    found: str
    following: str
    """The next characters of the article, folded."""


def _aligned_units(quote: Folded, found: Folded) -> Iterator[_Unit]:
    """Yield the units of two texts that fold to the same but for commas and white space; none where they do not."""
    ends = _aligned_ends(quote.text, found.text)
    if ends[-1:] != [(len(quote.text), len(found.text))]:
        return
    quote_start = found_start = 0
    for quote_end, found_end in ends:
        if _is_within_character(quote, quote_end) or _is_within_character(found, found_end):
            continue
        stops = quote.offsets[quote_end], found.offsets[found_end]
        following = found.text[found_end : found_end + 2]
        yield _Unit(quote.source[quote_start : stops[0]], found.source[found_start : stops[1]], following)
        quote_start, found_start = stops


def _aligned_ends(quote: str, found: str) -> list[tuple[int, int]]:
    """Return where the units of two folded texts end, as far as the texts agree."""
    ends, here, there = [], 0, 0
    while here < len(quote) or there < len(found):
        if quote[here : here + 1] == found[there : there + 1]:
            here, there = here + 1, there + 1
        else:
            gaps = len(_gap(quote, here)), len(_gap(found, there))
            if not any(gaps):
                break
            here, there = here + gaps[0], there + gaps[1]
        ends.append((here, there))
    return ends


def _gap(text: str, start: int) -> str:
    """Return the commas and white space that begin at an offset of a folded text."""
    end = start
    while text[end : end + 1] in _GAP_SIGNS:
        end += 1
    return text[start:end]


_GAP_SIGNS: Final = (" ", ",")


def _is_within_character(folded: Folded, offset: int) -> bool:
    """Tell whether an offset lies within a ligature, or a letter that became two."""
    return 0 < offset < len(folded.text) and folded.offsets[offset] == folded.offsets[offset - 1]


def _kinds_of(unit: _Unit) -> Iterator[str]:
    left, right = (unicodedata.normalize("NFC", piece) for piece in (unit.quoted, unit.found))
    if left == right:
        if unit.quoted != unit.found:
            yield UNICODE_FORM
        return
    for character in set(left) ^ set(right):
        if is_removed(character):
            kind = _kind_of_removed(character)
            yield FINAL_HARAKAT if kind == HARAKAT and _ends_word(character, unit.following) else kind
    left, right = ("".join(character for character in piece if not is_removed(character)) for piece in (left, right))
    if left != right:
        yield from _kinds_of_replaced(left, right)


def _ends_word(haraka: str, following: str) -> bool:
    """Tell whether a letter's haraka is the word's last one; tanwin is also written before the alef that carries it."""
    if haraka == FATHATAN and following[:1] in ("ا", "ي"):
        following = following[1:]
    return not following or not is_of_word(following[0])


FATHATAN: Final = "\u064b"


def _kind_of_removed(character: str) -> str:
    if character == "\u0640":
        return TATWEEL
    if "\u0590" <= character <= "\u05ff":
        return NIQQUD
    is_arabic = "\u0610" <= character <= "\u06ff" or "\u0890" <= character <= "\u08ff"
    return HARAKAT if is_arabic and unicodedata.category(character) != "Cf" else INVISIBLE


def _kinds_of_replaced(left: str, right: str) -> Iterator[str]:
    """Yield why a reader takes two pieces for the same; they are not canonically equivalent."""
    folded = fold(left).text, fold(right).text
    if not "".join(folded).strip(" ,"):
        yield from _kinds_of_gaps(left, right)
    elif not any(character.isalnum() for character in folded[0]):
        yield {'"': QUOTATION_MARKS, "-": DASHES}.get(folded[0], PUNCTUATION)
    elif unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        yield UNICODE_FORM
    elif left.casefold() == right.casefold():
        yield CASE
    else:
        yield DIGITS if folded[0].isdecimal() else LETTERS


def _kinds_of_gaps(left: str, right: str) -> Iterator[str]:
    """Yield in what two stretches of commas and white space differ, of which one may be empty."""
    commas = [[sign for sign in gap if not sign.isspace()] for gap in (left, right)]
    if len(commas[0]) != len(commas[1]):
        yield COMMA
    elif commas[0] != commas[1]:
        yield COMMA if {*commas[0], *commas[1]} == {"،", ","} else PUNCTUATION
    if commas[0] == commas[1] or left.count(" ") != right.count(" "):
        yield WHITE_SPACE


HARAKAT = "harakat"
FINAL_HARAKAT = "final harakat"
NIQQUD = "niqqud"
TATWEEL = "tatweel"
INVISIBLE = "invisible marks"
UNICODE_FORM = "Unicode form"
LETTERS = "letter variants"
CASE = "case"
DIGITS = "digits"
WHITE_SPACE = "white space"
QUOTATION_MARKS = "quotation marks"
DASHES = "dashes"
COMMA = "a comma"
PUNCTUATION = "punctuation"
_ALL_KINDS = (
    *(HARAKAT, FINAL_HARAKAT, NIQQUD, TATWEEL, INVISIBLE, UNICODE_FORM, LETTERS, CASE, DIGITS),
    *(WHITE_SPACE, QUOTATION_MARKS, DASHES, COMMA, PUNCTUATION),
)

HARDLY_TYPED: Final = frozenset({INVISIBLE, WHITE_SPACE, FINAL_HARAKAT, COMMA})
"""Differences that an editor can hardly see or type: they are no mistake."""
