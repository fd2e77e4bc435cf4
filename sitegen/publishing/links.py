"""Links of built pages within the site, and those among them that lead nowhere."""

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import unquote, urlsplit

_ATTRIBUTES: Final = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_TAG: Final = re.compile(
    rf"<(?:!--.*?--|(?:script|style)\b({_ATTRIBUTES})>.*?</(?:script|style)|[a-zA-Z][^\s/>]*+({_ATTRIBUTES}))>",
    re.DOTALL,
)
"""Tags with their attributes; comments and what scripts and styles hold are passed over as a whole."""
_ATTRIBUTE: Final = re.compile(r"""([^\s=/"'>]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))""")
_TELLING: Final = re.compile(r"\s(?:href|src|srcset|poster|action|data|id|name)\s*=", re.IGNORECASE)
_LINKING: Final = frozenset({"href", "src", "poster", "srcset", "action", "data"})
_NAMING: Final = frozenset({"id", "name"})
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """The place within the site to which a link leads."""

    path: str
    """A file's, as GitHub Pages would look for it; begins with `../` where it leads out of the site."""
    fragment: str


@dataclass(frozen=True, slots=True)
class DeadLink:
    """A link that leads nowhere, once for each place that it leads to."""

    page: str
    """The first that has it."""
    target: LinkTarget
    pages: int
    """How many have it."""


@dataclass
class DeadLinkFinder:
    """Looks at one page after the other; what is dead is known when all were seen."""

    files: frozenset[str]
    """All files of the site."""
    address: str = ""
    """The site's address on the web, if it is known: links that begin with it are the site's own."""
    _wanted: dict[LinkTarget, set[str]] = field(default_factory=dict)
    _names: dict[str, frozenset[str]] = field(default_factory=dict)
    _seen: dict[tuple[str, str], LinkTarget | None] = field(default_factory=dict)

    def look_at(self, page: str, html: str) -> None:
        """Note where a page's links lead, and which places of its own can be linked to."""
        links, names = read_page(html)
        folder = posixpath.dirname(page)
        for link in links:
            key = (page if link[:1] in ("#", "?", "") else folder, link)
            if key not in self._seen:
                self._seen[key] = find_target(link, page=page, address=self.address)
            if target := self._seen[key]:
                self._wanted.setdefault(target, set()).add(page)
        self._names[page] = names

    def dead_links(self) -> Iterator[DeadLink]:
        """Yield the links to files that are not there, sorted."""
        return self._failing(target for target in self._wanted if not self._file_of(target))

    def dead_fragments(self) -> Iterator[DeadLink]:
        """Yield the links to a place that a page of the site does not have, sorted."""
        return self._failing(target for target in self._wanted if self._lacks_fragment(target))

    def _failing(self, targets: Iterable[LinkTarget]) -> Iterator[DeadLink]:
        for target in sorted(targets, key=lambda target: (target.path, target.fragment)):
            pages = self._wanted[target]
            yield DeadLink(min(pages), target, len(pages))

    def _file_of(self, target: LinkTarget) -> str:
        """Return the file that GitHub Pages shows at a path; the names' capitals count there."""
        path = target.path
        if is_outside(path):
            return ""
        candidates = (path, f"{path}.html", posixpath.join(path, "index.html"))
        return next((one for one in candidates if one in self.files), "")

    def _lacks_fragment(self, target: LinkTarget) -> bool:
        fragment, file = target.fragment, self._file_of(target)
        if not fragment or fragment == "top" or fragment.startswith(":~:") or file not in self._names:
            return False
        return fragment not in self._names[file] and unquote(fragment) not in self._names[file]


def read_page(html: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the links that stand on a page, and the names of its places."""
    links: set[str] = set()
    names: set[str] = set()
    for tag in _TAG.finditer(html):
        attributes = tag[1] or tag[2]
        if not attributes or not _TELLING.search(attributes):
            continue
        for name, *values in _ATTRIBUTE.findall(attributes):
            kind, value = name.lower(), unescape("".join(values)).strip()
            if kind == "srcset":
                links.update(piece.split()[0] for piece in value.split(", ") if piece.strip())
            elif kind in _LINKING:
                links.add(value)
            elif kind in _NAMING:
                names.add(value)
    return frozenset(links), frozenset(names)


def find_target(link: str, *, page: str, address: str = "") -> LinkTarget | None:
    """Return where a page's link leads, None where that is outside of the site.

    `address` is the site's, if it is known; without it a link that begins with a slash is taken from the site's top.
    """
    try:
        parts, home = urlsplit(link), urlsplit(address)
    except ValueError:
        return LinkTarget(f"../{link}", "")
    if _SCHEME.match(link) and not _is_at_home(parts.scheme, parts.netloc, address):
        return None
    if not parts.path and not parts.netloc:
        return LinkTarget(page, parts.fragment)
    path = unquote(parts.path)
    if parts.netloc or path.startswith("/"):
        top = unquote(home.path).rstrip("/") + "/"
        if not f"{path}/".startswith(top):
            return None
        path = path[len(top) :]
    else:
        path = posixpath.join(posixpath.dirname(page), path)
    return LinkTarget(_plain_path(path), parts.fragment)


def is_outside(path: str) -> bool:
    """Tell whether a path without `.` and `..` in its middle leads out of the site."""
    return path == ".." or path.startswith("../")


def _is_at_home(scheme: str, host: str, address: str) -> bool:
    home = urlsplit(address)
    return bool(host) and host.lower() == home.netloc.lower() and scheme.lower() in ("", "http", "https")


def _plain_path(path: str) -> str:
    """Return a path without `.` and `..`; a folder stands for its `index.html`."""
    is_folder = path.endswith("/") or posixpath.basename(path) in ("", ".", "..")
    plain = posixpath.normpath(path) if path else ""
    if is_outside(plain):
        return plain
    return posixpath.join("" if plain == "." else plain, "index.html") if is_folder else plain
