"""Words as the search compares them: folded, and filed so that a word and its forms with proclitics stand together.

The search's script does the same to what is typed (`templates/assets/search.js`), with the tables that `script_tables`
gives it; `tests/language/cases/search_words.json` holds both to it. Folding goes character by character, so that two
programs in two languages can agree on it: it joins what `folding.fold_word` joins, and case and Latin accents as well.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

import regex

from sitegen.language.common_words import list_function_words
from sitegen.language.folding import LETTER_VARIANTS, REMOVED, ZEROS, fold_word
from sitegen.language.proclitics import PERSIAN_SUFFIXES
from sitegen.language.words import LATIN_LETTERS

GROUPS: Final = 1024
"""Words are filed in so many groups, so that a search reads a small part of the index."""
_KEPT_LETTERS: Final = 3
"""Letters by which a word is filed. By two the fullest group holds a fortieth of all words, by three a hundredth."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuv"
"""Of base 32: two make the number of a group, which sorts as it counts."""

_ZWNJ: Final = "\u200c"
_SEEN_THROUGH: Final = "(?:(?:ال|[وفبكل]|[ايتنم]ست)+|[והבלכמש]+)(?=..)"
"""What may stand before a word, taken as often as it is there: also letters of the word itself, in all its forms.

So are those of the tenth form (استعمل, مستقبل), in whose groups too many words would be.
"""
_before = re.compile(_SEEN_THROUGH).match
_OF_NO_WORD: Final = regex.compile(rf"[^\p{{L}}\p{{Nd}}\p{{M}}{_ZWNJ}]")
_PARTED_DIGITS: Final = re.compile(r"[,٬\u00a0\u202f](?<=\d.)(?=\d{3}(?!\d))")
"""Between thousands: 3,000 is searched for as 3000."""
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
_ENDS_A_WORD: Final = "\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"
"""Letters that serve as apostrophes."""


class _Folds(dict[int, str]):
    """What each character becomes, by its code point; a space where it is of no word."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code))
        return folded


class _Pieces(dict[str, str]):
    """What stands between two spaces, by how it is written: most of an article's pieces stood in others before."""

    def __missing__(self, piece: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        folded = self[piece] = piece.translate(_FOLDS)
        return folded


class _Groups(dict[str, str]):
    """Words behind the two digits of their groups: most words of an article were in others before."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KEPT:
            self.clear()
        filed = self[word] = write_group(group_of(word)) + word
        return filed


_MOST_KEPT: Final = 1 << 16
_FOLDS: Final = _Folds()
_PIECES: Final = _Pieces()
_GROUPS: Final = _Groups()


def search_words(text: str) -> list[str]:
    """Return the words of a text in its order, folded; a word with a ZWNJ is followed by those it is made of."""
    folded = " ".join(map(_PIECES.__getitem__, _PARTED_DIGITS.sub("", text).split()))
    return [part for word in folded.split() for part in _parts(word)] if _ZWNJ in folded else folded.split()


def file_words(words: Iterable[str]) -> Iterator[str]:
    """Return folded words, each behind the two digits of its group."""
    return map(_GROUPS.__getitem__, words)


def group_of(word: str) -> int:
    """Return the number of the group in which a folded word is filed, from 0, below GROUPS.

    Words that differ in what stands before them alone have one: بوتين and لبوتين, الكرملين and للكرملين.
    """
    before = _before(word)
    number = 0
    for letter in word[before.end() if before else 0 :][:_KEPT_LETTERS]:
        number = number * 31 + ord(letter)
    return (number * 2654435761 & 0xFFFFFFFF) >> 22  # by Knuth: the high bits of the product are well mixed


def write_group(number: int) -> str:
    """Return the number of a group, or GROUPS itself, as two digits or what sorts behind all of these."""
    return _DIGITS[number >> 5] + _DIGITS[number & 31] if number < GROUPS else "w"


def read_group(digits: str) -> int:
    """Return the number of a group from its two digits."""
    return _DIGITS.index(digits[0]) << 5 | _DIGITS.index(digits[1])


def script_tables() -> dict[str, object]:
    """Return what the search's script folds, and takes words apart, by."""
    joined = {variant: letter for letter, variants in LETTER_VARIANTS.items() for variant in variants}
    return {
        "removed": [[first, last] for first, last in REMOVED],
        "variants": joined | dict.fromkeys(_ENDS_A_WORD, " "),
        "latin": {chr(code): letter for code, letter in LATIN_LETTERS.items()},
        "zeros": ZEROS,
        "before": _SEEN_THROUGH,
        "suffixes": sorted(PERSIAN_SUFFIXES),
        "common": " ".join(
            sorted({word for common in list_function_words() for word in search_words(" ".join(common))})
        ),
    }


def _fold_character(character: str) -> str:
    if character == _ZWNJ or character in _ENDS_A_WORD:
        return character if character == _ZWNJ else " "
    decomposed = unicodedata.normalize("NFD", fold_word(character).lower())
    return _OF_NO_WORD.sub(" ", _ACCENTS.sub("", decomposed).translate(LATIN_LETTERS).replace("ς", "σ"))


def _parts(word: str) -> list[str]:
    """Return a word with a ZWNJ whole, then its parts, without a suffix."""
    pieces = [piece for piece in word.split(_ZWNJ) if piece]
    if len(pieces) < 2:  # noqa: PLR2004 - the joiner parted nothing
        return pieces
    return ["".join(pieces), *(piece for piece in pieces if piece not in PERSIAN_SUFFIXES)]
