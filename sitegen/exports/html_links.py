"""HTML that leaves its page: links made whole; ids, classes and stops of the keyboard taken off."""

import re
from html import escape, unescape
from typing import Final
from urllib.parse import urljoin

_TAG: Final = re.compile(r"<[a-z][^>]*>")
"""Tags of our own HTML: `<` and `>` in texts and attributes are escaped there."""

_ADDRESS: Final = re.compile(r' (href|src)="([^"]*)"')
_OF_ITS_PAGE: Final = re.compile(r' (?:id|class|tabindex)="[^"]*"')


def free_from_page(html: str, page_url: str) -> str:
    """Return HTML of a page so that it can be read elsewhere: whole addresses, nothing that only its page needs."""
    return _TAG.sub(lambda tag: _freed(tag.group(), page_url), html)


def _freed(tag: str, page_url: str) -> str:
    bare = _OF_ITS_PAGE.sub("", tag)
    return _ADDRESS.sub(lambda found: f' {found[1]}="{_whole(found[2], page_url)}"', bare)


def _whole(address: str, page_url: str) -> str:
    """Return an address, escaped as it came, as a whole one."""
    if address.startswith(("https://", "http://", "mailto:")):
        return address
    return escape(urljoin(page_url, unescape(address)))
