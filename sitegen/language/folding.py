"""Folding: texts that readers take for the same become the same string, with the way back to the original.

Two strengths. `fold_word` keeps case and serves names: it takes away what is not spelling (invisible marks, harakat,
tatweel, Unicode and presentation forms) and joins letters that writers exchange. `fold` serves quotes and also joins
case, white space, quotation marks, dashes and punctuation. Which letters are joined is said at `LETTER_VARIANTS`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that knows where each of its characters came from."""

    text: str
    offsets: Sequence[int] = field(repr=False)
    """For each folded character the offset of its original in `source`, and the source's length at the end."""
    source: str = field(repr=False)

    def span(self, start: int, end: int) -> Span:
        """Return the span in the source of the folded characters from `start` to `end`.

        Marks and tatweel after the last letter belong to it; what was removed before the first one does not. Where the
        border falls inside a character that became several (a ligature), the whole character is taken.
        """
        first = self.offsets[start]
        if end <= start:
            return Span(first, first)
        last, following = self.offsets[end - 1], end
        while self.offsets[following] == last:
            following += 1
        stop = self.offsets[following]
        while stop > last + 1 and _stands_alone(self.source[stop - 1]):
            stop -= 1
        return Span(first, stop)


def fold(text: str) -> Folded:
    """Return the text as quotes are compared; offsets are code points in the text that was given."""
    rules = _rules_for(_alphabet(text))
    singles = text.translate(rules.singles)
    if rules.irregular is None:
        return Folded(singles, range(len(text) + 1), text)
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in rules.irregular.finditer(text):
        start, end = match.span()
        folded = fold_cluster(match[0])
        pieces += (singles[done:start], folded)
        offsets.extend(range(done, start))
        offsets.extend([start] * len(folded))
        done = end
    offsets.extend(range(done, len(text) + 1))
    return Folded("".join((*pieces, singles[done:])), offsets, text)


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Return one word as names are compared: letters, marks and digits are folded, case and punctuation are kept."""
    if word.isascii() or _SELF_FOLDING.fullmatch(word):
        return word
    parts = _decompose(word.translate(_LETTERS))
    return unicodedata.normalize("NFC", parts.translate(_LETTERS))


PLAIN_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]+")
"""Letters that fold one by one, so that a part of a word of them folds to the same part of the result.

They are also their own spelling: the common case of words, made fast.
"""

OTHER_LETTERS = re.compile(r"[^\W\d_\u0621-\u063a\u0641-\u064a]")
"""Letters that are none of these: where a text has none, a word that is all letters is all such."""


def fold_plain_arabic(word: str) -> str | None:
    """Return the result of `fold_word` for a word of `PLAIN_ARABIC`; None for all others."""
    if _SELF_FOLDING.fullmatch(word):
        return word
    return word.translate(_PLAIN_ARABIC_LETTERS) if PLAIN_ARABIC.fullmatch(word) else None


@lru_cache(maxsize=1 << 16)
def fold_cluster(cluster: str) -> str:
    """Return the folded form, of any length, of a character, a letter with its marks, or a run of white space."""
    plain = unicodedata.normalize("NFC", cluster).translate(_LETTERS).translate(_PUNCTUATION)
    parts = _decompose(plain)
    if parts.startswith(" ") and not plain[0].isspace():
        parts = plain  # ¨ and its like would become a space and a combining mark
    composed = unicodedata.normalize("NFC", parts.translate(_LETTERS).translate(_PUNCTUATION))
    return _REPEATED.sub(r"\1", unicodedata.normalize("NFC", composed.casefold()))


def _decompose(text: str) -> str:
    """Return the compatibility decomposition (NFKD), but for superscript digits and fractions: 10² is not 102."""
    if _NO_DIGITS.isdisjoint(text):
        return unicodedata.normalize("NFKD", text)
    return "".join(
        piece if piece in _NO_DIGITS else unicodedata.normalize("NFKD", piece)
        for piece in _AROUND_NO_DIGITS.split(text)
    )


def is_removed(character: str) -> bool:
    """Tell whether folding takes the character away: invisible marks, harakat, niqqud, tatweel."""
    return not fold_cluster(character)


@dataclass(frozen=True, slots=True)
class _Rules:
    """How the characters of one text fold."""

    singles: Mapping[int, str]
    """The characters that become exactly one."""
    irregular: re.Pattern[str] | None
    """Finds what does not fold one to one: runs, letters with marks, two apostrophes, removed characters, ligatures."""


def _alphabet(text: str) -> frozenset[str]:
    """Return the characters that rules are made for: a long text's own, and for short ones a set that most share."""
    if len(text) > _LONG:
        return frozenset(text)
    return _COMMON if _COMMON.issuperset(text) else _COMMON.union(text)


@lru_cache(maxsize=64)
def _rules_for(alphabet: frozenset[str]) -> _Rules:
    folded = {character: fold_cluster(character) for character in alphabet}
    singles = {ord(character): to for character, to in folded.items() if len(to) == 1 and to != character}
    removed = {character for character, to in folded.items() if not to}
    several = {character for character, to in folded.items() if len(to) > 1}
    marks = {character for character in alphabet - removed if _joins_its_base(character)}
    alternatives = [
        *_runs({character for character, to in folded.items() if to == " "}, removed),
        *_runs({character for character, to in folded.items() if to == "-"}, removed),
        *_letters_with_marks(marks, removed, folded),
        *([f"(?P<quote>{_one_of(quotes)})(?P=quote)"] if (quotes := _SINGLE_QUOTES & alphabet) else []),
        *([_one_of(removed | several)] if removed or several else []),
    ]
    return _Rules(singles, re.compile("|".join(alternatives)) if alternatives else None)


def _runs(characters: set[str], removed: set[str]) -> Iterator[str]:
    """Yield a pattern for two or more of the characters, whatever invisible marks stand between them."""
    if characters:
        yield f"{_one_of(characters)}{_any_of(characters | removed)}{_one_of(characters)}"


def _letters_with_marks(marks: set[str], removed: set[str], folded: Mapping[str, str]) -> Iterator[str]:
    """Yield a pattern for marks that folding keeps, with the character before them, if it can carry them."""
    if marks:
        white = {character for character, to in folded.items() if to == " "}
        base = _one_of(marks | removed | white, negate=True)
        yield f"(?:{base}{_any_of(removed)})?{_one_of(marks)}{_any_of(marks | removed)}"


def _one_of(characters: Iterable[str], *, negate: bool = False) -> str:
    caret = "^" if negate else ""
    return f"[{caret}{re.escape(''.join(sorted(characters)))}]"


def _any_of(characters: Iterable[str]) -> str:
    listed = "".join(characters)
    return f"{_one_of(listed)}*" if listed else ""


def _joins_its_base(character: str) -> bool:
    """Tell whether the character can compose with the one before it: a mark, or a Hangul vowel or final."""
    return unicodedata.category(character).startswith("M") or "\u1161" <= character <= "\u11ff"


def _stands_alone(character: str) -> bool:
    """Tell whether a removed character belongs to no letter before it, as directional marks do."""
    return (
        not fold_cluster(character)
        and character not in _BELONGING_TO_A_LETTER
        and not unicodedata.category(character).startswith("M")
    )


_SELF_FOLDING = re.compile("[\u0621\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a]+")
"""Arabic letters that fold to themselves: most Arabic words have no others, and looking is cheaper than folding."""

_LONG = 2000
"""From this length on, rules made for the very characters of a text save more time than they cost."""

_COMMON = frozenset(map(chr, (*range(0x20, 0x180), *range(0x5D0, 0x5EB), *range(0x600, 0x700), *range(0x200B, 0x2040))))
"""Latin, Hebrew and Arabic letters and general punctuation: rules for these serve nearly every quote."""

_BELONGING_TO_A_LETTER = frozenset("\u0640\u0674\u06e5\u06e6\u200c\u200d")
"""Tatweel, high hamza, small waw and yeh, and the two joiners, which Unicode counts into the cluster before them."""

REMOVED: Final = (
    # soft hyphen, grapheme joiner, Hebrew cantillation and niqqud (not maqaf, paseq, sof pasuq)
    *((0x00AD, 0x00AD), (0x034F, 0x034F), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5)),
    *((0x05C7, 0x05C7), (0xFB1E, 0xFB1E)),
    # Arabic: honorifics, letter mark, tatweel, harakat and hamza as a mark, superscript alef, Quranic signs
    *((0x0610, 0x061A), (0x061C, 0x061C), (0x0640, 0x0640), (0x064B, 0x065F), (0x0670, 0x0670), (0x0674, 0x0674)),
    *((0x06D6, 0x06ED), (0x0897, 0x089F), (0x08CA, 0x08FF), (0x10EFD, 0x10EFF)),
    # the presentation forms of lone harakat, which would decompose to a space or tatweel that carries them
    *((0xFC5E, 0xFC63), (0xFCF2, 0xFCF4), (0xFE70, 0xFE72), (0xFE74, 0xFE74), (0xFE76, 0xFE7F)),
    # invisible: fillers, variation selectors, zero width, directional marks, byte-order mark, tags
    *((0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
    *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE0FFF)),
)
"""What folding takes away, as first and last code points."""

LETTER_VARIANTS: Final = {
    "ا": "\u0671\u0672\u0673",
    "ه": "\u0629\u06c3\u06c1\u06be\u06d5",
    "ي": "\u0649\u06cc",
    "ك": "\u06a9\u06aa",
    "וו": "\u05f0",
    "וי": "\u05f1",
    "יי": "\u05f2",
}
"""Letters that keyboards and habits exchange, and that readers take for one.

A hamza or madda on a carrier (alef, waw, yeh) is left out as freely as harakat are, and in Unicode it is a mark of its
own: these letters are decomposed and their marks removed. A hamza on the line stays: ماء is not ما. So do ے and ی, ں
and ن (they tell words apart in Urdu), گ چ پ ژ ڤ (other sounds), and accents in Latin, Greek and Cyrillic script.
"""

ZEROS: Final = "٠۰߀०০੦૦୦௦౦೦൦๐໐༠၀០᠐"
"""The zeros of the digits that are read as 0 to 9; nine more follow each. Compatibility forms decompose to ASCII."""

_NO_DIGITS = frozenset(map(chr, (0xB2, 0xB3, 0xB9, 0xBC, 0xBD, 0xBE, 0x2070, *range(0x2074, 0x207A), 0x2189))) | {
    chr(fraction) for fraction in range(0x2150, 0x2160)
}
"""Superscript digits and fractions, which decompose to digits and are none."""
_AROUND_NO_DIGITS = re.compile(f"([{''.join(sorted(_NO_DIGITS))}])")

_SINGLE_QUOTES = frozenset("'`´‘’‚‛′׳ʹʻʼ")

_PUNCTUATION_VARIANTS = {
    '"': "'`´‘’‚‛“”„‟«»‹›′″‴‵‶‷ʹʺʻʼʽʾʿ׳״「」『』《》〈〉〝〞〟❛❜❝❞❮❯⹂＂＇",
    "-": "\u058a\u05be\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2053\u207b\u2212\u2e3a\u2e3b\u301c\u3030\u02d7",
    ",": "،\u066c、⹁\u2e32",
    ";": "؛⁏\u2e35",
    "?": "؟⸮",
    ".": "۔\u066b。",
    ":": "׃",
    "|": "׀",
    "%": "٪",
    "/": "\u060d\u2044\u2215",
    "*": "\u066d",
    "(": "\ufd3f",
    ")": "\ufd3e",
    "...": "…",
    " ": "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u1680\u2028\u2029",
}
"""Punctuation and white space that stand for one another; compatibility forms not listed decompose by themselves."""

_REPEATED = re.compile(r"([ \-\"])\1+")


def _code_points(ranges: Iterable[tuple[int, int]]) -> Iterator[int]:
    for first, last in ranges:
        yield from range(first, last + 1)


_LETTERS: Mapping[int, str | None] = {
    **dict.fromkeys(_code_points(REMOVED)),
    **{ord(variant): letter for letter, variants in LETTER_VARIANTS.items() for variant in variants},
    **{ord(zero) + value: str(value) for zero in ZEROS for value in range(10)},
}
_PLAIN_ARABIC_LETTERS: Mapping[int, str] = {
    code: fold_word(chr(code)) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))
}
_PUNCTUATION: Mapping[int, str] = {
    ord(variant): sign for sign, variants in _PUNCTUATION_VARIANTS.items() for variant in variants
}
