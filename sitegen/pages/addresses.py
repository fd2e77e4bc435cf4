"""Addresses: where each thing stands within an edition, and the relative link from one file to another."""

import posixpath
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

HOME: Final = "index.html"
ACTORS: Final = "actors.html"
INDEX: Final = "a-z.html"
PLACES: Final = "places.html"
TERMS: Final = "terms.html"
SOURCES: Final = "sources.html"
CLAIMS: Final = "claims.html"
QUOTES: Final = "quotes.html"
TIMELINE: Final = "timeline.html"
MISSING: Final = "404.html"

LISTS: Final = (HOME, ACTORS, CLAIMS, QUOTES, TIMELINE, INDEX, PLACES, TERMS, SOURCES)
"""The pages that every edition has, in the order of the default menu."""

LEDGER_OF_KIND: Final = {"claim": CLAIMS, "quote": QUOTES, "event": TIMELINE}
"""Where what notes of these kinds tell is listed."""


def briefing_address(slug: str) -> str:
    """Return where a briefing stands within an edition."""
    return f"briefings/{slug}.html"


def note_address(slug: str, note_id: str) -> str:
    """Return where a note stands within an edition."""
    return f"{briefing_address(slug)}#{note_id}"


def actor_address(actor_id: str, page: int = 1) -> str:
    """Return where an actor's dossier stands within an edition, or one of its further pages, from 2.

    A full stop parts the number from the id, as no id holds one: no actor's address is another's second page.
    """
    return f"actors/{actor_id}.html" if page == 1 else f"actors/{actor_id}.{page}.html"


def topic_address(topic_id: str) -> str:
    """Return where a topic's page stands within an edition."""
    return f"topics/{topic_id}.html"


def page_address(name: str) -> str:
    """Return where a free page, or one of the lists by its name, stands within an edition."""
    return "index.html" if name == "home" else f"{name}.html"


def index_id(slug: str, local_id: str) -> str:
    """Return the fragment under which the A-Z index shows a definition of a briefing's own (contract, section 4)."""
    return f"_{slug}-{local_id}"


def row_id(slug: str, note_id: str) -> str:
    """Return the fragment under which a ledger shows what a single note tells.

    A full stop parts the two, as neither holds one: `a-b` and `c` are not `a` and `b-c`.
    """
    return f"_{slug}.{note_id}"


def relative_link(target: str, *, source: str) -> str:
    """Return the link from one file to another; both are relative to the output folder, the target with its fragment.

    Within one file it is the fragment alone, or the file's own name where there is none.
    """
    path, mark, fragment = target.partition("#")
    if path == source and mark:
        return f"#{fragment}"
    return _relative_path(path, posixpath.dirname(source)) + mark + fragment


@lru_cache(maxsize=1 << 14)
def _relative_path(path: str, folder: str) -> str:
    """Return a path as seen from a folder. Both are within the output, so the machine's folders do not matter."""
    parts, above = path.split("/"), folder.split("/") if folder else []
    shared = 0
    while shared < min(len(parts) - 1, len(above)) and parts[shared] == above[shared]:
        shared += 1
    return "/".join([*[".."] * (len(above) - shared), *parts[shared:]])


def base_path(url: str | None) -> str:
    """Return the path of the site's address with a slash at its end: what absolute links begin with."""
    return (urlsplit(url).path if url else "").rstrip("/") + "/"


def absolute_url(target: str, *, url: str) -> str:
    """Return the full address of a file of the site; a folder's `index.html` is addressed by the folder."""
    folder, name = posixpath.split(target)
    shown = (f"{folder}/" if folder else "") if name == HOME else target
    return url.rstrip("/") + "/" + shown
