"""Grapheme clusters: what readers take for one character, a letter with its marks or an emoji of several parts."""

import regex

from sitegen.model.text import Span

_CLUSTER = regex.compile(r"\X")
_PLAIN = regex.compile(
    r"[\n -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u058f\u05d0-\u05ea\u060c-\u060f\u061b\u061d-\u064a]"
)
"""Characters that never join with another plain one: the letters and signs that most texts consist of."""


def widen_to_clusters(text: str, span: Span) -> Span:
    """Return the span moved outward to whole grapheme clusters (UAX 29, extended); an empty one stays."""
    if span.start >= span.end:
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
    return bool(_PLAIN.match(text, offset - 1) and _PLAIN.match(text, offset))
