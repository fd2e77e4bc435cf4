"""In what a quote and the article differ, in words that an editor understands."""

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from sitegen.language.folding import Folded, fold, is_removed
from sitegen.model.text import Span


def name_differences(quote: str, found: str) -> tuple[str, ...]:
    """Return the kinds of difference between two texts that are equal when folded, each once, in a fixed order."""
    kinds = set(_kinds_around(quote)) ^ set(_kinds_around(found))
    folded = fold(_bare(quote)), fold(_bare(found))
    if folded[0].text == folded[1].text:
        kinds.update(kind for pair in _aligned_pieces(*folded) for kind in _kinds_of(*pair))
    else:
        kinds.add(UNICODE_FORM)  # the quote ends within a ligature
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


def _aligned_pieces(quote: Folded, found: Folded) -> Iterator[tuple[str, str]]:
    """Yield the pieces of both sources that fold to the same and differ, as short as they can be."""
    quote_start = found_start = 0
    for index in range(1, len(quote.text) + 1):
        quote_end, found_end = quote.offsets[index], found.offsets[index]
        if index < len(quote.text) and (quote_end == quote.offsets[index - 1] or found_end == found.offsets[index - 1]):
            continue  # within a ligature, or a letter that became two
        pieces = quote.source[quote_start:quote_end], found.source[found_start:found_end]
        if pieces[0] != pieces[1]:
            yield pieces
        quote_start, found_start = quote_end, found_end


def _kinds_of(quote: str, found: str) -> Iterator[str]:
    left, right = (unicodedata.normalize("NFC", piece) for piece in (quote, found))
    if left == right:
        yield UNICODE_FORM
        return
    yield from (_kind_of_removed(character) for character in set(left) ^ set(right) if is_removed(character))
    left, right = ("".join(character for character in piece if not is_removed(character)) for piece in (left, right))
    if left != right:
        yield _kind_of_replaced(left, right)


def _kind_of_removed(character: str) -> str:
    if character == "\u0640":
        return TATWEEL
    if "\u0590" <= character <= "\u05ff":
        return NIQQUD
    is_arabic = "\u0610" <= character <= "\u06ff" or "\u0890" <= character <= "\u08ff"
    return HARAKAT if is_arabic and unicodedata.category(character) != "Cf" else INVISIBLE


def _kind_of_replaced(left: str, right: str) -> str:
    """Return why a reader takes two pieces for the same; they fold alike and are not canonically equivalent."""
    folded = fold(left).text
    signs = {" ": WHITE_SPACE, '"': QUOTATION_MARKS, "-": DASHES}
    if not any(character.isalnum() for character in folded):
        return signs.get(folded, PUNCTUATION)
    if unicodedata.normalize("NFKC", left) == unicodedata.normalize("NFKC", right):
        return UNICODE_FORM
    if left.casefold() == right.casefold():
        return CASE
    return DIGITS if folded.isdecimal() else LETTERS


HARAKAT = "harakat"
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
PUNCTUATION = "punctuation"
_ALL_KINDS = (
    *(HARAKAT, NIQQUD, TATWEEL, INVISIBLE, UNICODE_FORM, LETTERS, CASE, DIGITS),
    *(WHITE_SPACE, QUOTATION_MARKS, DASHES, PUNCTUATION),
)
