"""Sentences: where the one begins and ends that a name or a quote stands in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final

import regex

from sitegen.model.text import Span


class Sentences:
    """Where the sentences of one block of a text end: found once, however many names stand in it."""

    def __init__(self, text: str, block: Span) -> None:
        self._text = text
        self._block = block
        self._ends = list(_ends(text, block))

    def around(self, inner: Span) -> Span:
        """Return the sentence that holds the inner span, or the run of sentences where it lies over several.

        Offsets are code points in the text; white space at both ends is left out.
        """
        ends = self._ends
        before = bisect_right(ends, inner.start)
        behind = bisect_left(ends, inner.end, before)
        start = ends[before - 1] if before else self._block.start
        end = ends[behind] if behind < len(ends) else self._block.end
        return _trimmed(self._text, Span(min(start, inner.start), max(end, inner.end)))


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


def _trimmed(text: str, span: Span) -> Span:
    written = span.of(text)
    start = span.start + len(written) - len(written.lstrip())
    return Span(start, max(start, span.end - len(written) + len(written.rstrip())))


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
