"""Stretches of a file replaced, all else kept byte for byte: byte-order mark and line ends too."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END: Final = re.compile("\r\n?|\n")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What is to stand in the stead of a stretch."""

    start: int
    """In the file's text as it is read: without byte-order mark, lines ending at LF. So `end`."""
    end: int
    words: str
    """Its line ends are LF; they become the file's."""


def apply_edits(raw: str, edits: Iterable[Edit]) -> str:
    """Return a file's whole text, as it stands on the disk, with the edits made; none may overlap another."""
    mark = len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0
    pairs = [found.start() - mark - count for count, found in enumerate(re.finditer("\r\n", raw))]
    first = _LINE_END.search(raw)
    line_end = first[0] if first else "\n"

    def in_file(offset: int) -> int:
        return offset + mark + bisect_left(pairs, offset)

    for edit in sorted(edits, reverse=True):
        words = edit.words.replace("\n", line_end)
        raw = raw[: in_file(edit.start)] + words + raw[in_file(edit.end) :]
    return raw
