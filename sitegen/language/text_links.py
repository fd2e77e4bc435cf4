"""Links without a scheme in texts: their meaning, and the links that stand for them on a page (contract, section 3).

The HTML of a text holds such a link as `edition:ADDRESS`, the same wherever the text is shown: an address of the
edition counted from its root, one of the site from its root where a slash begins it, or `#id`, a note of the briefing.
"""

import posixpath
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final

from sitegen.language.editions import Edition, list_editions
from sitegen.model.addresses import HOME, MISSING, briefing_address, note_address
from sitegen.model.forms import is_slug
from sitegen.model.settings import Settings
from sitegen.model.urls import has_scheme
from sitegen.model.wording import LinkingWording, Wording

SCHEME: Final = "edition:"
"""No address of a writer's begins with it: addresses with schemes of their own are refused."""

ELSEWHERE: Final = "elsewhere"
"""The class of a link that stands in the place of a picture of another host."""

_MARKED: Final = f'="{SCHEME}'
_LINK: Final = re.compile(rf'<a href="{SCHEME}([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_PICTURE: Final = re.compile(rf'<img src="{SCHEME}([^"]*)" alt="([^"]*)"([^>]*)>')
_ONCE: Final = frozenset({"data", "assets", MISSING, "robots.txt"})
"""What the site has once, not in each edition; so the sitemaps, which may be several."""
_ESCAPED_DOT: Final = re.compile("%2e", re.IGNORECASE)
_BRIEFING: Final = re.compile(r"briefings/([^/]+)\.html")


@dataclass(frozen=True, slots=True)
class TextLinks:
    """Where the links in one edition's texts lead."""

    edition: Edition
    folders: Collection[str]
    """Of all editions but the first, each with its slash."""
    is_published: Callable[[str], bool] = bool
    """Tells it of a briefing that a briefing's own text names, by its slug."""
    unpublished: Collection[str] = field(default=frozenset())
    """Slugs in other texts under which no briefing is published."""

    def place(self, html: str, wording: Wording, link_file: Callable[[str], str]) -> str:
        """Return a wording's HTML with the links that lead from where it is shown.

        `link_file` returns the link from there to a file of the site. What leads to no briefing that readers can see is
        shown without a link, so that a draft leaves no trace.
        """
        if _MARKED not in html:
            return html

        briefing = home_of(wording)

        def lead(address: str) -> str:
            file = self.file_of(address, briefing)
            return link_file(file) if file and self._is_shown(file, briefing) else ""

        def place_picture(found: re.Match[str]) -> str:
            link = lead(found[1])
            return f'<img src="{link}" alt="{found[2]}"{found[3]}>' if link else found[2]

        def place_link(found: re.Match[str]) -> str:
            link = lead(found[1])
            return f'<a href="{link}"{found[2]}>{found[3]}</a>' if link else found[3]

        return _LINK.sub(place_link, _PICTURE.sub(place_picture, html))

    def place_address(self, address: str, link_file: Callable[[str], str]) -> str:
        """Return an address of the settings or a sidecar as it must stand on a page; see `place` for `link_file`."""
        marked = mark_address_of_note(address)
        file = self.file_of(marked.removeprefix(SCHEME)) if marked.startswith(SCHEME) else ""
        return link_file(file) if file else address

    def file_of(self, address: str, briefing: str = "") -> str:
        """Return the file of the site, with query and fragment, to which an address leads; empty for none.

        The address is as it stands behind `edition:`; `briefing` is the slug of the one in whose text it stands.
        """
        if address.startswith("/"):
            return address[1:]
        if address.startswith("#"):
            return self.edition.path(note_address(briefing, address[1:])) if briefing and address != "#" else ""
        top = re.split("[/?#]", address, maxsplit=1)[0]
        stands_once = top in _ONCE or top.startswith("sitemap") or f"{top}/" in self.folders
        return address if stands_once or not address else self.edition.path(address)

    def _is_shown(self, file: str, briefing: str) -> bool:
        slug = briefing_of(file, self.folders)
        if not slug or slug == briefing:
            return True
        return self.is_published(slug) if briefing else slug not in self.unpublished


def list_text_links(settings: Settings) -> tuple[TextLinks, ...]:
    """Return the targets of links in each edition, whatever is published."""
    editions = list_editions(settings)
    folders = frozenset(edition.prefix for edition in editions) - {""}
    return tuple(TextLinks(edition, folders) for edition in editions)


def home_of(wording: Wording) -> str:
    """Return the slug of the briefing whose note `#id` means in a wording; empty where it means none."""
    return wording.briefing if isinstance(wording, LinkingWording) else ""


def mark_address_of_note(address: str) -> str:
    """Return the form of an address in a text's HTML; one with a scheme stays as it is."""
    if has_scheme(address):
        return address
    path, rest = _part(address)
    if rest.startswith("#") and path:
        return SCHEME + (briefing_address(path) if is_slug(path) else _plain(path)) + rest
    if not path and (not rest or rest.startswith("#")):
        return SCHEME + rest
    return SCHEME + _plain(path) + rest


def mark_address_of_page(address: str) -> str:
    """Return the same in the body of a free page: links lead from the page itself, to its headings too."""
    path, rest = _part(address)
    if has_scheme(address) or (not path and rest):
        return address
    if not path:
        return SCHEME
    above = "/" if path.startswith("..") else ""
    return f"{SCHEME}{above}{_plain(path)}{rest}"


def briefing_of(file: str, folders: Collection[str]) -> str:
    """Return the slug of the briefing of which a file of the site, with its fragment, is the page; else empty."""
    path, _ = _part(file)
    top = path.partition("/")[0] + "/"
    found = _BRIEFING.fullmatch(path.removeprefix(top) if top in folders else path)
    return found[1] if found else ""


def _part(address: str) -> tuple[str, str]:
    """Return the path of an address, and its query and fragment."""
    end = re.search(r"[?#]|$", address)
    at = end.start() if end else len(address)
    return address[:at], address[at:]


def _plain(path: str) -> str:
    """Return a path without `.`, `..` and slashes before it; a folder is its `index.html`."""
    plain = posixpath.normpath("/" + _ESCAPED_DOT.sub(".", path)).lstrip("/")
    is_folder = not plain or path.endswith(("/", "/.", "/.."))
    return posixpath.join(plain, HOME) if is_folder else plain
