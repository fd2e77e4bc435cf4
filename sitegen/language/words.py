"""Words, the characters that readers see, and sentences: where they begin and end (UAX 29), and how words are compared.

Unicode's own borders of words would not do: an Arabic word here keeps its tatweel and joiners, and an apostrophe or a
letter that serves as one ends it, as names are looked up word by word.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from sitegen.language.folding import PLAIN_ARABIC, fold_word
from sitegen.model.text import Span

_INVISIBLE = r"[\u00ad\u061c\u200b\u200e\u200f\u2060-\u2064\u206a-\u206f\ufeff]"
"""What readers cannot see: between two letters it does not end the word."""
_DIRECTIONAL = r"[\u202a-\u202e\u2066-\u2069]"
"""Marks that open and close a stretch of the other direction: they end a word, so that no link holds one alone."""
_DIGIT = r"\p{Nd}\p{Nl}\u2080-\u2089"
"""Subscripts are of a word (CO₂); superscripts and fractions are none of its digits, as they call a footnote."""
_LETTER = rf"[[\p{{L}}{_DIGIT}]--[\u02b9-\u02bf\u0640]]"
"""Letters and digits, one of which a word has. Letters that serve as apostrophes (ʼ ʿ ʾ) end it as apostrophes do."""
_RUN = rf"[[\p{{L}}{_DIGIT}\p{{M}}\u0640\u200c\u200d]--[\u02b9-\u02bf]]"
_WORD = regex.compile(rf"(?P<word>[\u0640\u200c\u200d]*+{_LETTER}{_RUN}*+(?:{_INVISIBLE}++{_RUN}++)*+)", regex.VERSION1)
_LAST_OF_NO_WORD = regex.compile(rf"(?r)[^[{_RUN}||{_INVISIBLE}]]", regex.VERSION1)
"""Searches backwards for a character that can stand in no word."""
SIGNS_BESIDE_WORDS = ' .،,:؛؟!()«»"\n'
"""What most often stands beside a word and is of none."""
_PLAIN_AFTER_SPACE = re.compile("[ ](?P<word>[\u0621-\u063a\u0641-\u064a]+)(?=[ .،]|\\Z)")
"""A word of such letters that surely ends where they do."""
_ACCENTS = regex.compile(r"(?<=[\p{Latin}\p{Greek}])\p{M}++")
_LATIN_ACCENTS = regex.compile(r"(?<=\p{Latin})\p{M}++")
LATIN_LETTERS: Final = str.maketrans(
    dict(zip("ŁłØøĐđÐðĦħŦŧı", "LlOoDdDdHhTti", strict=True))
    | {"Æ": "Ae", "æ": "ae", "Œ": "Oe", "œ": "oe", "Þ": "Th", "þ": "th", "ß": "ss"}
)
"""Latin letters that no decomposition takes apart, as they are written where a keyboard lacks them."""
_CAPITALS = {ord("Ё"): "Е", ord("ẞ"): "SS"} | {
    code: plain.upper() for code, plain in LATIN_LETTERS.items() if chr(code).isupper()
}
"""Capitals for which others may stand."""
_OVERLOOKED = regex.compile(rf"[\s\p{{M}}\u0640\u200c\u200d]|{_INVISIBLE}|{_DIRECTIONAL}", regex.VERSION1)
_SIGN_VARIANTS = {
    "'": "’‘‛`´′‵ʹʻʼʽʾʿ׳＇",
    '"': "“”„‟«»″״ʺ",
    "-": "\u00ad\u05be\u2010\u2011\u2012\u2013\u2212\u058a\u30a0",
    ",": "،",
    ".": "۔",
    ";": "؛",
}
_SIGNS = {variant: sign for sign, written in _SIGN_VARIANTS.items() for variant in written}


@dataclass(frozen=True, slots=True)
class Word:
    """A written word and where it stands."""

    span: Span
    text: str


def split_words(text: str, within: Span | None = None) -> tuple[Word, ...]:
    """Return the words of a text, or of a stretch of it: runs of letters, digits, marks, tatweel, ZWNJ and ZWJ."""
    start, end = (0, len(text)) if within is None else (within.start, within.end)
    return tuple(Word(Span(*match.span()), match[0]) for match in _WORD.finditer(text, start, end))


def written_words(text: str) -> list[str]:
    """Return the words that `split_words` gives, without their places."""
    bare = text.strip(SIGNS_BESIDE_WORDS)
    return [bare] if PLAIN_ARABIC.fullmatch(bare) else _WORD.findall(text)


def next_word(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the offsets of the first word between two offsets, at the first of which no word goes on."""
    match = _PLAIN_AFTER_SPACE.match(text, start, end) or _WORD.search(text, start, end)
    return match.span("word") if match else None


def end_of_word(text: str, offset: int) -> int | None:
    """Return the end of the word that holds the character at an offset; None where no word holds it."""
    border = _LAST_OF_NO_WORD.search(text, 0, offset)
    for match in _WORD.finditer(text, border.end() if border else 0):
        if match.end() > offset:
            return match.end() if match.start() <= offset else None
    return None


def widen_to_words(span: Span, words: tuple[Word, ...]) -> Span:
    """Return the span with the words at its borders taken in whole; `words` are in the order of the text."""
    if not span:
        return span
    first = bisect_right(words, span.start, key=lambda word: word.span.start) - 1
    last = bisect_right(words, span.end - 1, key=lambda word: word.span.start) - 1
    start = words[first].span.start if first >= 0 and span.start < words[first].span.end else span.start
    end = max(span.end, words[last].span.end) if last >= 0 else span.end
    return Span(start, end)


def word_start(text: str, offset: int) -> int:
    """Return the start of the word of a folded text that goes on over the offset, or the offset where none does."""
    while not is_word_border(text, offset):
        offset -= 1
    return offset


def word_end(text: str, offset: int) -> int:
    """Return the end of the word of a folded text that goes on over the offset, or the offset where none does."""
    while not is_word_border(text, offset):
        offset += 1
    return offset


def is_word_border(text: str, offset: int) -> bool:
    """Tell whether no word of a folded text, which holds nothing invisible, goes on from one side to the other."""
    if offset <= 0 or offset >= len(text):
        return True
    return not (is_of_word(text[offset - 1]) and is_of_word(text[offset]))


def is_of_word(character: str) -> bool:
    """Tell whether a folded character belongs to a word: a letter, a digit (² and ½ are none) or a mark."""
    return character.isalpha() or character.isdecimal() or unicodedata.category(character).startswith("M")


@lru_cache(maxsize=1 << 16)
def spelling(word: str) -> str:
    """Return the letters that a writer chose: without harakat, tatweel and invisible marks, else as written."""
    if word.isascii() or PLAIN_ARABIC.fullmatch(word):
        return word
    composed = unicodedata.normalize("NFKC", word)
    return "".join(character for character in composed if character != " " and not _is_no_letter(character))


@lru_cache(maxsize=1 << 16)
def letter_offsets(word: str) -> tuple[int, ...]:
    """Return for each letter of the word's spelling where it stands in the word, and the word's length at the end."""
    if spelling(word) == word:
        return tuple(range(len(word) + 1))
    offsets = [offset for offset, character in enumerate(word) for _ in spelling(character)]
    return (*offsets, len(word))


@lru_cache(maxsize=1 << 16)
def word_key(word: str) -> str:
    """Return the key by which words are looked up: equal for all that `is_same_word` may take for one."""
    folded = fold_word(word)
    upper = folded.upper()
    if upper == folded.lower():
        return folded
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", upper))
    return unicodedata.normalize("NFC", bare).translate(_CAPITALS)


@lru_cache(maxsize=1 << 16)
def is_same_word(name: str, written: str) -> bool:
    """Tell whether a word of a name stands in a text with the name's capitals, or with more where headlines have them.

    Both words have the same `word_key`. Marks of Latin letters may be missing or added (Erdogan for Erdoğan), a word
    all in capitals may lack all accents, and ё may be written е.
    """
    name_letters, letters = (without_latin_marks(fold_word(word)) for word in (name, written))
    if letters in (name_letters, name_letters[:1].upper() + name_letters[1:]):
        return True
    return len(letters) > 1 and letters == letters.upper()


def without_latin_marks(word: str) -> str:
    """Return a folded word as keyboards without marks write it: Erdoğan as Erdogan, Łódź as Lodz; ё is written е."""
    if word.isascii() or word.upper() == word.lower():
        return word
    bare = unicodedata.normalize("NFC", _LATIN_ACCENTS.sub("", unicodedata.normalize("NFD", word)))
    return bare.translate(LATIN_LETTERS).replace("ё", "е").replace("Ё", "Е")


@lru_cache(maxsize=1 << 12)
def joint(between: str) -> str:
    """Return the characters between two words in the form that is compared: one space, or signs without white space.

    A hyphen, a tight dash and the low line of hashtags join as a space does; kinds of quotation marks and apostrophes
    are one, and two apostrophes are a quotation mark, as gershayim are typed.
    """
    signs = _OVERLOOKED.sub("", between)
    if not signs:
        return " "
    folded = "".join(_SIGNS.get(sign, sign) for sign in unicodedata.normalize("NFKC", signs)).replace("''", '"')
    is_tight = not any(character.isspace() for character in between)
    return " " if is_tight and folded in ("-", "_") else folded


@lru_cache(maxsize=1 << 12)
def _is_no_letter(character: str) -> bool:
    return not fold_word(character)


_CLUSTER = regex.compile(r"\X")
_PLAIN_RANGES = (
    *((0x0A, 0x0A), (0x20, 0x7E), (0xA1, 0xAC), (0xAE, 0x2FF), (0x370, 0x482), (0x48A, 0x58F), (0x5D0, 0x5EA)),
    *((0x60C, 0x60F), (0x61B, 0x61B), (0x61D, 0x64A)),
)
_PLAIN = frozenset(chr(code) for first, last in _PLAIN_RANGES for code in range(first, last + 1))
"""Characters that never join with another plain one: the letters and signs that most texts consist of."""


def widen_to_clusters(text: str, span: Span) -> Span:
    """Return the span moved outward to whole grapheme clusters (UAX 29, extended); an empty one stays."""
    if span.start >= span.end or (_is_border_for_sure(text, span.start) and _is_border_for_sure(text, span.end)):
        return span
    return Span(_border(text, span.start, forward=False), _border(text, span.end, forward=True))


def _border(text: str, offset: int, *, forward: bool) -> int:
    """Return the next cluster border at or after the offset, or the last one at or before it."""
    if _is_border_for_sure(text, offset):
        return offset
    start = offset
    while not _is_border_for_sure(text, start):
        start -= 1
    for cluster in _CLUSTER.finditer(text, start):
        if cluster.end() >= offset:
            return cluster.end() if forward or cluster.end() == offset else cluster.start()
    return offset


def _is_border_for_sure(text: str, offset: int) -> bool:
    if offset in (0, len(text)):
        return True
    return text[offset - 1] in _PLAIN and text[offset] in _PLAIN


class Sentences:
    """Where the sentences of one block of a text end: found once, however many names stand in it."""

    def __init__(self, text: str, block: Span) -> None:
        self._text = text
        self._block = block
        self._ends = list(_ends(text, block))

    def enclosing(self, inner: Span) -> Span:
        """Return the sentence that holds the inner span, or the run of sentences where it lies over several.

        Offsets are code points in the text; white space at both ends is left out.
        """
        ends = self._ends
        before = bisect_right(ends, inner.start)
        behind = bisect_left(ends, inner.end, before)
        start = ends[before - 1] if before else self._block.start
        end = ends[behind] if behind < len(ends) else self._block.end
        whole = Span(min(start, inner.start), max(end, inner.end))
        written = whole.of(self._text)
        first = whole.start + len(written) - len(written.lstrip())
        return Span(first, max(first, whole.end - len(written) + len(written.rstrip())))


def _ends(text: str, block: Span) -> Iterator[int]:
    """Yield the offsets right after each sentence but the last."""
    start = block.start
    for match in _END.finditer(text, block.start, block.end):
        if match["mark"] != "." or not _is_no_end(text[start : match.start()], text[match.end() : match.end() + 2]):
            start = match.end()
            yield start


def _is_no_end(before: str, after: str) -> bool:
    """Tell whether a full stop between these belongs to an abbreviation, an initial or the number of a list's item."""
    last = before[before.rfind(" ") + 1 :]
    if len(last) > 1 and last.isalpha():  # as most words are: what follows would come to the same
        return last.casefold() in _ABBREVIATIONS or after.strip()[:1].islower()
    word = _LAST_WORD.search(before, before.rfind(" ") + 1)
    if word is None:
        return not before.strip()
    if len(word[0]) == 1 and not word[0].isdecimal():
        return True
    if word[0].isdecimal() and not before[: word.start()].strip():
        return True
    return word[0].casefold() in _ABBREVIATIONS or after.strip()[:1].islower()


_CLOSING: Final = r"[\p{Pe}\p{Pf}\"'”’»“\p{Bidi_Class=BN}\u200e\u200f\u061c]"
_END: Final = regex.compile(
    rf"(?P<mark>(?:[!?؟‽…۔؞]|\.\.)[.!?؟…]*+|\.){_CLOSING}*+(?=\s|$)(?!\s+[\p{{Ll}},،;؛])|[。！？]++{_CLOSING}*+"
)
"""A full stop, or other marks, with the quotation marks and brackets that close after it; small letters go on with the
sentence. Chinese and Japanese leave no space after theirs.
"""
_LAST_WORD: Final = regex.compile(r"[\p{L}\p{N}\p{M}]++(?=[\"'”’»)\]]*$)")
_WRITTEN_SHORT: Final = """
mr mrs ms dr prof sr jr st mt ft vs etc no nos vol pp fig ed eds al inc ltd co corp gen col lt sgt capt rep sen gov
rev hon jan feb mar apr jun jul aug sep sept oct nov dec approx est dept univ assn bros bzw ca evtl ggf usw vgl nr str
mme mlle
гг ул им тыс млн млрд руб др проф акад см стр рис إلخ الخ מס עמ
"""
_ABBREVIATIONS: Final = frozenset(_WRITTEN_SHORT.split())
"""Words that are written short with a full stop behind them, in small letters; those of one letter need no list."""
