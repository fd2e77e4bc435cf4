"""Characters that cannot be seen: which they are, what messages call them, and the bidi controls among them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

BIDI_CONTROLS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates (UAX #9, section 2), which can show a text as what it is not."""

NAME_KEYS: Final = frozenset({"id", "slug"})
"""Keys whose values are names for programs: there, as in keys, a bidi control is an error."""

_BIDI_CONTROL: Final = re.compile(f"[{BIDI_CONTROLS}]")
_OVERRIDES: Final = "\u202a\u202b\u202d\u202e"
"""Embeddings and overrides; U+202C ends them and does nothing without one."""
_ISOLATE_END: Final = "\u2069"
_ISOLATE_OPENERS: Final = "\u2066\u2067\u2068"
_UNSEEN: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")


_RARE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")


@lru_cache(maxsize=4)
def is_plain(text: str) -> bool:
    """Tell whether a text holds none of the characters that texts must not hold, or that need a closer look.

    These are control characters, line separators, bidi controls and byte-order marks. Whoever looks for some of them in
    a whole file asks here first: so each file is gone through once.
    """
    return _RARE.search(text) is None


def first_unseen(text: str) -> str:
    """Return the first character of a text that cannot be seen, empty where there is none."""
    found = _UNSEEN.search(text)
    return found[0] if found else ""


def name_unseen(character: str) -> str:
    """Return how a message names a character that cannot be seen: `U+200B (ZERO WIDTH SPACE)`."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def unsettled_bidi_controls(text: str) -> Iterator[int]:
    """Yield the offsets of bidi controls that reach beyond themselves: embeddings, overrides, isolates without end.

    Isolates end with their paragraph (UAX #9, BD9), so each line is looked at by itself.
    """
    if is_plain(text) or not _BIDI_CONTROL.search(text):
        return
    start = 0
    for line in text.split("\n"):
        yield from (start + offset for offset in _unsettled_in_line(line))
        start += len(line) + 1


def _unsettled_in_line(line: str) -> Iterator[int]:
    open_isolates: list[int] = []
    found = []
    for match in _BIDI_CONTROL.finditer(line):
        if match[0] in _OVERRIDES:
            found.append(match.start())
        elif match[0] in _ISOLATE_OPENERS:
            open_isolates.append(match.start())
        elif match[0] == _ISOLATE_END and open_isolates:
            open_isolates.pop()
    yield from sorted(found + open_isolates)
