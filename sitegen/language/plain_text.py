"""The text of HTML that this program made itself: what it says without its markup."""

import re
from functools import lru_cache
from html import unescape
from typing import Final

_TAG: Final = re.compile("<[^>]*>")
"""Of our own HTML, in which `>` stands escaped in attributes."""
_BORDER_OF_BLOCKS: Final = re.compile(
    r"</?(?:p|div|h[1-6]|[uo]l|li|blockquote|pre|hr|br|table|thead|tbody|t[rdh])\b[^>]*>"
)


@lru_cache(maxsize=1 << 12)
def plain_text(html: str) -> str:
    """Return the text of HTML on one line; blocks are parted by a space."""
    return " ".join(unescape(_TAG.sub("", _BORDER_OF_BLOCKS.sub(" ", html))).split())
