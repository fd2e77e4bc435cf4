"""Which addresses may stand in a link: one allow-list for Markdown, registers and settings."""

import re
from typing import Final

SCHEMES: Final = ("http", "https", "mailto")
"""Every other scheme can run a script or open a program."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB: Final = re.compile(r"https?://[^/?#@\s]+([/?#].*)?", re.IGNORECASE)
_UNSEEN: Final = re.compile(r"[\x00-\x20\x7f-\xa0\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
"""What browsers drop or mistake in an address: controls, spaces, backslashes, bidi marks."""


def is_safe_address(address: str) -> bool:
    """Tell whether an address may stand in a link: http, https, mailto, or a path, query or fragment of this site.

    Refused are other schemes, `//host` (WHATWG URL, scheme-relative), backslashes, which browsers read as slashes, and
    controls and spaces, which they drop; a colon in a path's first segment counts as a scheme even when it is escaped.
    """
    if not address or _UNSEEN.search(address) or address.startswith("//"):
        return False
    scheme = _SCHEME.match(address)
    if scheme:
        return scheme[1].lower() == "mailto" or is_web_address(address)
    first_segment = re.split(r"[/?#]", address, maxsplit=1)[0].lower()
    return not any(colon in first_segment for colon in (":", "%3a", "&#", "&colon"))


def is_web_address(address: str) -> bool:
    """Tell whether an address is a whole one on the web: http or https, with a host and without a password."""
    return bool(_WEB.fullmatch(address)) and not _UNSEEN.search(address)
