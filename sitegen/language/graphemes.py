"""Grapheme clusters: what readers take for one character, a letter with its marks or an emoji of several parts."""

import regex

from sitegen.model.text import Span

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
