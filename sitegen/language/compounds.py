"""Names whose parts are written together, apart, or parted by a ZWNJ: عبدالله and عبد الله, نخست‌وزیر and نخست وزیر."""

import re
from typing import Final


def writings_of(name: str) -> tuple[str, ...]:
    """Return the name as written, first, and the other ways to part its compounds."""
    writings = [name]
    if _ZWNJ in name:
        writings.append(name.replace(_ZWNJ, " "))
    if _COMPOUND.search(name):
        writings += [_APART.sub(r"\1", name), _TOGETHER.sub(r"\1 ", name)]
    return tuple(dict.fromkeys(writings))


_ZWNJ: Final = "\u200c"
_FIRST_PARTS: Final = "عبد(?=[ ]?ال)|[أا]ب[واي](?=[ ]?\\w{3})"
"""What joins the word after it: servant of, where one of God's names follows, and father of."""
_COMPOUND: Final = re.compile(rf"\b(?:{_FIRST_PARTS})")
_APART: Final = re.compile(rf"\b({_FIRST_PARTS})[ ]")
_TOGETHER: Final = re.compile(rf"\b({_FIRST_PARTS})(?![ ])")
