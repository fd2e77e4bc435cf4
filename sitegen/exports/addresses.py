"""Addresses for readers from outside: whole ones where the site has an address, else names that only identify."""

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlsplit, urlunsplit
from uuid import NAMESPACE_URL, uuid5

from sitegen.model.project import Settings
from sitegen.model.site import Site

HOME: Final = "index.html"
ACTORS: Final = "actors.html"

LIST_OF_REGISTER: Final = {
    "actor": ACTORS,
    "place": "places.html",
    "term": "terms.html",
    "source": "sources.html",
    "claim": "claims.html",
    "event": "timeline.html",
}
"""Where the entries of a register are listed; topics have no list of their own."""

_WRITTEN_AS_IT_IS: Final = "/%:@!$&'()*+,;=~-._?#"
"""What an address may hold beside letters and digits, and signs that are escaped already (RFC 3986, 2.2)."""


@dataclass(frozen=True, slots=True)
class EditionFolder:
    """An edition and the folder in which it stands."""

    language: str
    prefix: str
    """With a slash at its end; empty for the first edition, which stands at the root."""


def list_editions(settings: Settings) -> tuple[EditionFolder, ...]:
    """Return the site's editions, the default first (contract, section 5)."""
    return tuple(
        EditionFolder(language, f"{language}/" if position else "")
        for position, language in enumerate(settings.editions)
    )


def briefing_path(slug: str) -> str:
    """Return where a briefing's page stands within an edition."""
    return f"briefings/{slug}.html"


def entry_path(register: str, entry_id: str) -> str:
    """Return where an entry of a register is shown within an edition, with its fragment."""
    if register == "actor":
        return f"actors/{entry_id}.html"
    if register == "topic":
        return f"topics/{entry_id}.html"
    return f"{LIST_OF_REGISTER[register]}#{entry_id}"


def local_path(slug: str, local_id: str) -> str:
    """Return where the index shows a definition of a briefing's own (contract, section 4)."""
    return f"a-z.html#_{slug}-{local_id}"


@lru_cache(maxsize=4096)
def absolute_url(path: str, url: str) -> str:
    """Return the whole address of a file of the site, in ASCII; a folder's `index.html` is addressed by the folder.

    The site's address may have a path, and may lack the slash at its end.
    """
    file, mark, fragment = path.partition("#")
    folder, name = posixpath.split(file)
    shown = (f"{folder}/" if folder else "") if name == HOME else file
    return _in_ascii(url.rstrip("/")) + "/" + quote(shown + mark + fragment, safe=_WRITTEN_AS_IT_IS)


def iri(path: str, site: Site) -> str:
    """Return what identifies a file of the site: its address, else a URN made from the site's title and the path.

    Identifiers of annotations must be IRIs, so a relative path will not do (Web Annotation Data Model, 3.1).
    """
    url = site.settings.url
    if url:
        return absolute_url(path, url.value)
    file, mark, fragment = path.partition("#")
    return f"{uuid5(NAMESPACE_URL, f'{_title(site.settings)}/{file}').urn}{mark}{fragment}"


def _title(settings: Settings) -> str:
    return settings.title.wordings[0].value if settings.title else ""


def _in_ascii(url: str) -> str:
    """Return an address with its host in Punycode and the rest escaped: feeds and sitemaps want a URI, not an IRI."""
    if url.isascii():
        return url
    parts = urlsplit(url)
    host = ".".join(_label_in_ascii(label) for label in (parts.hostname or "").split("."))
    place = f"{host}:{parts.port}" if parts.port else host
    return urlunsplit((parts.scheme, place, quote(parts.path, safe=_WRITTEN_AS_IT_IS), "", ""))


def _label_in_ascii(label: str) -> str:
    return label if label.isascii() else "xn--" + label.lower().encode("punycode").decode("ascii")
