"""The address of each page within an edition, the fragments of its parts, and the links from one file to another."""

import posixpath
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit

HOME: Final = "index.html"
ACTORS: Final = "actors.html"
INDEX: Final = "a-z.html"
PLACES: Final = "places.html"
TERMS: Final = "terms.html"
SOURCES: Final = "sources.html"
CLAIMS: Final = "claims.html"
QUOTES: Final = "quotes.html"
TIMELINE: Final = "timeline.html"
SEARCH: Final = "search.html"
MISSING: Final = "404.html"

LISTS: Final = (HOME, ACTORS, CLAIMS, QUOTES, TIMELINE, INDEX, PLACES, TERMS, SOURCES)
"""The pages that every edition has, in the order of the default menu."""

LIST_OF_REGISTER: Final = {
    "actor": ACTORS,
    "place": PLACES,
    "term": TERMS,
    "source": SOURCES,
    "claim": CLAIMS,
    "event": TIMELINE,
}
"""Where the entries of a register are listed; topics have no list of their own."""

_FOLDER_OF_REGISTER: Final = {
    "actor": "actors",
    "place": "places",
    "term": "terms",
    "source": "sources",
    "topic": "topics",
    "claim": "claims",
    "event": "events",
}
"""Where the pages of a register's entries stand."""

LEDGER_OF_KIND: Final = {"claim": CLAIMS, "quote": QUOTES, "event": TIMELINE}
"""The ledgers that list notes of these kinds."""

_WRITTEN_AS_IT_IS: Final = "/%:@!$&'()*+,;=~-._?#"
"""What an address may hold beside letters and digits, and signs that are escaped already (RFC 3986, 2.2)."""


def edition_folder(language: str, position: int) -> str:
    """Return the folder of an edition, with a slash, by its position; the first, 0, stands at the root."""
    return f"{language}/" if position else ""


def briefing_address(slug: str) -> str:
    """Return the address of a briefing within an edition."""
    return f"briefings/{slug}.html"


def note_address(slug: str, note_id: str) -> str:
    """Return the address of a note, or of a definition of a briefing's own, within an edition."""
    return f"{briefing_address(slug)}#{note_id}"


def words_address(slug: str, note_id: str) -> str:
    """Return the address of a note's words in the article, within an edition."""
    return f"{briefing_address(slug)}#{reference_id(note_id)}"


def mention_address(slug: str, anchor: str) -> str:
    """Return the address of a mention within an edition."""
    return f"{briefing_address(slug)}#{anchor}"


def entry_address(register: str, entry_id: str) -> str:
    """Return the address of the page of a register's entry, within an edition; it never changes."""
    return f"{_FOLDER_OF_REGISTER[register]}/{entry_id}.html"


def voice_address(name: str) -> str:
    """Return the address of the quotes of those who have no dossier, by the name that stands for them all."""
    return f"quotes/{name}.html"


def part_address(address: str, part: str | int) -> str:
    """Return the address of a part of a list within an edition.

    A full stop parts it from the list's name, as no id, slug or name of a page holds one.
    """
    return f"{address.removesuffix('.html')}.{part}.html"


def rows_address(address: str, number: int = 0) -> str:
    """Return the address of a script with rows of a split list, from 1, or of the one that says what all rows have."""
    return f"{address.removesuffix('.html')}.rows{f'.{number}' if number else ''}.js"


def actor_address(actor_id: str, page: int = 1) -> str:
    """Return the address of an actor's dossier within an edition, or of one of its further pages, from 2."""
    first = entry_address("actor", actor_id)
    return first if page == 1 else part_address(first, page)


def page_address(name: str) -> str:
    """Return the address of a free page, or of one of the lists by its name, within an edition."""
    return HOME if name == "home" else f"{name}.html"


def index_id(slug: str, local_id: str) -> str:
    """Return the fragment under which the A-Z index shows a definition of a briefing's own (contract, section 4)."""
    return f"_{slug}-{local_id}"


def row_id(slug: str, note_id: str) -> str:
    """Return the fragment under which a ledger shows the claim, quote or event of a single note.

    A full stop parts the two, as neither holds one: `a-b` and `c` are not `a` and `b-c`.
    """
    return f"_{slug}.{note_id}"


def reference_id(note_id: str, piece: int = 1) -> str:
    """Return the fragment of a note's number in the text, one for each stretch, from 1: where back links lead.

    A full stop parts the two, as no id holds one: the second stretch of `a` is not the first of `a-2`.
    """
    return f"_r-{note_id}" if piece == 1 else f"_r-{note_id}.{piece}"


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


def absolute_url(path: str, *, url: str) -> str:
    """Return the whole address of a file of the site, in the letters of the site's own: what people read and pages say.

    The site's address may have a path, and may lack the slash at its end. A folder's `index.html` is addressed by the
    folder.
    """
    return url.rstrip("/") + "/" + _without_index(path)


@lru_cache(maxsize=4096)
def absolute_uri(path: str, *, url: str) -> str:
    """Return the same address in ASCII: feeds, sitemaps and data want a URI, not an IRI (RFC 3987, 3.1)."""
    return _in_ascii(url.rstrip("/")) + "/" + quote(_without_index(path), safe=_WRITTEN_AS_IT_IS)


def _without_index(path: str) -> str:
    file, mark, fragment = path.partition("#")
    folder, name = posixpath.split(file)
    shown = (f"{folder}/" if folder else "") if name == HOME else file
    return shown + mark + fragment


def _in_ascii(url: str) -> str:
    """Return an address with its host in Punycode and the rest escaped."""
    if url.isascii():
        return url
    parts = urlsplit(url)
    host = ".".join(_label_in_ascii(label) for label in (parts.hostname or "").split("."))
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, place, quote(parts.path, safe=_WRITTEN_AS_IT_IS), "", ""))


def _label_in_ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.lower().encode("punycode").decode("ascii")
