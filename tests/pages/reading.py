"""Reading pages in tests: what a reader sees, one element of a list."""

import re
from html import unescape


def text_of(html: str) -> str:
    """Return what a reader sees of some HTML, white space run together."""
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def section_with(html: str, start: str) -> str:
    """Return the HTML from the start of an element to the end of that element."""
    begin = html.index(start)
    tag = re.match(r"<(\w+)", start)
    assert tag
    depth = 0
    for found in re.finditer(rf"<(/?){tag[1]}\b", html[begin:]):
        depth += -1 if found[1] else 1
        if not depth:
            return html[begin : begin + found.end()] + ">"
    raise AssertionError(start)


def place_in(row: str, address: str) -> str:
    """Return what a ledger's row says of one of its places, by the note's address."""
    return next(place for place in row.split("<li>")[1:] if f'href="{address}"' in place)
