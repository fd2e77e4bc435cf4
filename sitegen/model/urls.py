"""Which addresses may stand in a link, and which sources in the policy: allow-lists for all that writers type."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from typing import Final
from urllib.parse import unquote

SCHEMES: Final = ("http", "https", "mailto")
"""Every other scheme can run a script or open a program."""

_HOST_SOURCE: Final = (
    r"https:|(?:(?:https?|wss?)://(?:\*\.)?[A-Za-z0-9-]+|(?:\*\.)?[A-Za-z0-9-]+\.[A-Za-z0-9-]+|localhost)"
    r"(?:\.[A-Za-z0-9-]+)*(?::(?:[0-9]{1,5}|\*))?(?:/[A-Za-z0-9._~!$&()*+=:@%/-]*)?"
)
"""A host with a path, or all of the web (CSP 3, 2.3.1). A word alone is none, as it is a keyword without its quotes."""
CODE_SOURCE_PATTERN: Final = f"{_HOST_SOURCE}|'sha(?:256|384|512)-[A-Za-z0-9+/_-]+={{0,2}}'"
"""Where scripts and styles may come from; those within a page by their hash alone."""
CONTENT_SOURCE_PATTERN: Final = f"{_HOST_SOURCE}|data:|blob:"
"""Where all else may come from: addresses that hold their own content run nothing there."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_WEB: Final = re.compile(r"https?://(?P<place>[^/?#]+)(?:[/?#].*)?", re.IGNORECASE)
_PLACE: Final = re.compile(r"(?:\[(?P<v6>[0-9A-Fa-f:.]+)\]|(?P<name>[^:\[\]@]+))(?::(?P<port>[0-9]{1,5}))?")
_LABEL: Final = re.compile(r"[\w-]+")
_UNSEEN: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\\\\\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ufeff"
    "\ufff9-\uffff\U000e0000-\U000e007f]|%00"
)
"""What browsers drop or mistake in an address, or no file can hold: controls, spaces, backslashes, bidi marks, NUL."""
_LAST_PORT: Final = 65535
_PAGE: Final = re.compile(r"\.(?:x?html?|php|aspx?|jsp)$", re.IGNORECASE)
_HOST: Final = re.compile(r"[^\W_](?:[\w-]*\.)+[^\W\d_]{2,}(?::\d+)?")
_ENDINGS: Final = (".html", ".htm", ".pdf", ".php", ".txt", ".md", ".json", ".csv", ".xml", ".png", ".jpg", ".svg")
"""Of names that have a full stop and yet are files."""


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


def has_scheme(address: str) -> bool:
    """Tell whether an address begins with a scheme, so that it is a whole one and no file of the site."""
    return bool(_SCHEME.match(address))


def propose_address(address: str) -> str:
    """Return the whole address that a writer may have meant by one without a scheme, or how one looks."""
    host = re.split("[/?#]", address, maxsplit=1)[0]
    is_host = bool(_HOST.fullmatch(host)) and not host.endswith(_ENDINGS)
    return f"https://{address}" if is_host else f"https://example.org/{address.lstrip('./')}"


def is_code_source(source: str) -> bool:
    """Tell whether the policy may name a source of scripts, styles or workers: a host, or a hash in its quotes."""
    return bool(re.fullmatch(CODE_SOURCE_PATTERN, source))


def is_content_source(source: str) -> bool:
    """Tell whether the policy may name a source of what runs nothing: a host, `data:` or `blob:`."""
    return bool(re.fullmatch(CONTENT_SOURCE_PATTERN, source))


def is_web_address(address: str) -> bool:
    """Tell whether an address is a whole one on the web: http or https, with a host and without name and password.

    The host is one that browsers can look up (WHATWG URL, host parsing): a name in letters of any script, or an IP
    address; a port is at most 65535. `urllib.parse` takes every such address apart without an error.
    """
    whole = _WEB.fullmatch(address)
    place = whole and not _UNSEEN.search(address) and _PLACE.fullmatch(whole["place"])
    if not place or int(place["port"] or 1) not in range(1, _LAST_PORT + 1):
        return False
    return _is_ip(IPv6Address, place["v6"]) if place["v6"] else _is_host_name(place["name"])


def fault_of_site_address(address: str) -> str:
    """Return the fault that keeps an address from being a site's own, as the end of a sentence; empty for none.

    Paths are added to it: so it has no query and no fragment, names a folder and no page, and each part of its path
    has a name (contract, section 1).
    """
    if not is_web_address(address):
        return "must be a whole address"
    path = address.partition("://")[2].partition("/")[2]
    if "?" in address:
        return "holds a query (`?`), and pages have addresses below it"
    if "#" in address:
        return "holds a fragment (`#`), and pages have addresses below it"
    if "//" in f"/{path}":
        return "holds `//` within its path"
    if any(unquote(part) in (".", "..") for part in path.split("/")):
        return "holds `.` or `..` as a part of its path"
    return "names a page, and must name the folder of the site" if _PAGE.search(path) else ""


@lru_cache(maxsize=1024)
def _is_host_name(name: str) -> bool:
    """Tell whether a host has a name: labels of letters, digits and hyphens, or four numbers.

    Characters that stand for other ones are seen as these (UTS 46): a fullwidth slash ends a host, as a slash does.
    """
    labels = unicodedata.normalize("NFKC", name.removesuffix(".")).split(".")
    if not all(_LABEL.fullmatch(_without_marks(label)) for label in labels):
        return False
    return _is_ip(IPv4Address, name) if labels[-1].isdigit() else True


def _without_marks(label: str) -> str:
    """Return a label without its vowel signs and accents, which are no letters to the expression for letters."""
    return "".join(letter for letter in label if not unicodedata.category(letter).startswith("M"))


def _is_ip(kind: type[IPv4Address | IPv6Address], written: str) -> bool:
    try:
        kind(written)
    except AddressValueError:
        return False
    return True
