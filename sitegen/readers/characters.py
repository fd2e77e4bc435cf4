"""Characters that cannot be seen: their set, their names in messages, and the bidi controls among them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText

BIDI_CONTROLS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Embeddings, overrides and isolates (UAX #9, section 2), which can show a text in a false order."""

NAME_KEYS: Final = frozenset({"id", "slug"})
"""Keys whose values are names for programs: there, as in keys, a bidi control is an error."""

BIDI_CONTROL: Final = re.compile(f"[{BIDI_CONTROLS}]")
_OVERRIDES: Final = "\u202a\u202b\u202d\u202e"
"""Embeddings and overrides; U+202C ends them and does nothing without one."""
_EMBEDDING_END: Final = "\u202c"
_ISOLATE_OPENERS: Final = "\u2066\u2067\u2068"
_UNSEEN: Final = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")

_SHOWN: Final = 40
"""Characters of a text that a message shows from such a one on."""

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
    """Yield the offsets of bidi controls that reach beyond themselves: embeddings, overrides, isolates without end."""
    return (offset for offset, _ in bidi_controls(text))


def bidi_controls(text: str) -> Iterator[tuple[int, bool]]:
    """Yield the offsets of embeddings, overrides and isolates without end, each with whether it is closed.

    All of them end with their paragraph (UAX #9, BD9 and BD11), so each line is looked at by itself. An isolate that is
    closed shuts in what it holds, and is none of them.
    """
    if is_plain(text) or not BIDI_CONTROL.search(text):
        return
    start = 0
    for line in text.split("\n"):
        yield from ((start + offset, is_closed) for offset, is_closed in _controls_in_line(line))
        start += len(line) + 1


def tell_bidi_controls(source: SourceText, report: Report, *, about: str, within: Iterable[int] | None = None) -> None:
    """Tell in one line of a file's bidi controls that turn what follows: a hint where each is closed, else a warning.

    `about` is what to do or to know about them; `within` are the offsets that count, where some are told elsewhere.
    """
    counted = None if within is None else frozenset(within)
    controls = [one for one in bidi_controls(source.text) if counted is None or one[0] in counted]
    if not controls:
        return
    unclosed = [offset for offset, is_closed in controls if not is_closed]
    first, number = unclosed[0] if unclosed else controls[0][0], len(controls)
    character = name_unseen(source.text[first])
    found = source.text[first : first + _SHOWN].split("\n", maxsplit=1)[0]
    if number == 1:
        message = f"the character {character} turns the direction of what follows"
    elif len(unclosed) in (0, number):
        message = f"{number} characters turn the direction of what follows; the first is {character}"
    else:
        message = (
            f"{number} characters turn the direction of what follows; the first of those not closed is {character}"
        )
    if unclosed:
        report.warn("bidi-control", message, source.location(first), found=found, help=about)
    else:
        message += ", but its paragraph closes it" if number == 1 else "; each is closed in its paragraph"
        report.hint("bidi-control", message, source.location(first), found=found, help=about)


def _controls_in_line(line: str) -> list[tuple[int, bool]]:
    """Return the pairs that `bidi_controls` yields, for one line."""
    opened: list[int] = []
    closed: set[int] = set()
    told: list[int] = []
    for match in BIDI_CONTROL.finditer(line):
        offset, control = match.start(), match[0]
        if control in _OVERRIDES:
            opened.append(offset)
            told.append(offset)
        elif control in _ISOLATE_OPENERS:
            opened.append(offset)
        elif control == _EMBEDDING_END:
            if opened and line[opened[-1]] in _OVERRIDES:
                closed.add(opened.pop())
        elif any(line[one] in _ISOLATE_OPENERS for one in opened):
            while line[opened.pop()] not in _ISOLATE_OPENERS:  # an isolate's end ends the embeddings within it
                pass
    told += [offset for offset in opened if line[offset] in _ISOLATE_OPENERS]
    return [(offset, offset in closed) for offset in sorted(told)]
