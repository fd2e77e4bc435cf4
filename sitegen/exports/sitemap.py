"""`sitemap.xml` and `robots.txt`: every page in all its editions, and where that list is.

After sitemaps.org, with the links between languages that Google reads, and RFC 9309.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element

from sitegen.exports.xml_files import add, xml_file
from sitegen.language.editions import Edition, list_editions
from sitegen.model.addresses import HOME, MISSING, absolute_uri, briefing_address, entry_address
from sitegen.model.site_files import Artifact
from sitegen.records.directory import former_topics
from sitegen.records.site import Site
from sitegen.records.tables import NOINDEX

MOST_PAGES: Final = 10_000
"""In one file. 50,000 are allowed, but no more than 50 MB either, and each page names all its editions."""

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NAMESPACE_OF_LINKS: Final = "http://www.w3.org/1999/xhtml"


def export_sitemap(site: Site, paths: Iterable[str]) -> Iterator[Artifact]:
    """Yield the sitemap of these files, where the site has an address; of a large site an index and its parts.

    Left out is what is not for search engines: 404.html, former addresses, what `noindex` says, all that is no HTML.
    """
    if not site.settings.url or site.settings.noindex:
        return
    writer = _SitemapWriter(site.settings.url.value, list_editions(site.settings), _last_changes(site))
    left_out = _not_listed(site)
    listed = (path for path in paths if path.endswith(".html") and path not in left_out)
    pages = sorted(listed, key=writer.order)
    if len(pages) <= MOST_PAGES:
        yield xml_file("sitemap.xml", writer.map_pages(pages, among=pages))
        return
    parts = [pages[start : start + MOST_PAGES] for start in range(0, len(pages), MOST_PAGES)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield xml_file("sitemap.xml", writer.list_maps(names))
    for name, part in zip(names, parts, strict=True):
        yield xml_file(name, writer.map_pages(part, among=pages))


def export_robots(site: Site) -> Iterator[Artifact]:
    """Yield robots.txt; it names the sitemap where there is one."""
    lines = ["User-agent: *", "Disallow:"]
    if site.settings.url and not site.settings.noindex:
        lines += ["", f"Sitemap: {absolute_uri('sitemap.xml', url=site.settings.url.value)}"]
    yield Artifact("robots.txt", ("\n".join(lines) + "\n").encode())


@dataclass(frozen=True, slots=True)
class _SitemapWriter:
    """Lists pages by the site's address, its editions and the days of their pages' last changes."""

    url: str
    editions: tuple[Edition, ...]
    last_changes: Mapping[str, str]
    """The day of a page's last change, by its path within an edition."""

    def map_pages(self, pages: Iterable[str], *, among: Iterable[str]) -> Element:
        """Return the map of some pages; their other editions are sought among all."""
        editions_of = self._group(among)
        root = Element("urlset", {"xmlns": _NAMESPACE, "xmlns:xhtml": _NAMESPACE_OF_LINKS})
        for path in pages:
            address = path.removeprefix(self._edition_of(path).prefix)
            entry = add(root, "url")
            add(entry, "loc", absolute_uri(path, url=self.url))
            if address in self.last_changes:
                add(entry, "lastmod", self.last_changes[address])
            self._add_editions(entry, address, editions_of[address])
        return root

    def order(self, path: str) -> tuple[int, bool, str]:
        """Return where a page stands: by edition, its home first."""
        edition = self._edition_of(path)
        return (self.editions.index(edition), path != edition.path(HOME), path)

    def list_maps(self, names: Iterable[str]) -> Element:
        """Return the index of several maps."""
        root = Element("sitemapindex", {"xmlns": _NAMESPACE})
        for name in names:
            add(add(root, "sitemap"), "loc", absolute_uri(name, url=self.url))
        return root

    def _group(self, pages: Iterable[str]) -> Mapping[str, Sequence[Edition]]:
        """Return the editions that have a page, by its path within them."""
        found = defaultdict(list)
        for path in pages:
            edition = self._edition_of(path)
            found[path.removeprefix(edition.prefix)].append(edition)
        return found

    def _edition_of(self, path: str) -> Edition:
        return next((edition for edition in self.editions[1:] if path.startswith(edition.prefix)), self.editions[0])

    def _add_editions(self, entry: Element, address: str, editions: Sequence[Edition]) -> None:
        if len(editions) < 2:  # noqa: PLR2004 - one edition has no other
            return
        for edition in editions:
            self._add_link(entry, edition.language, edition.path(address))
        if editions[0] == self.editions[0]:
            self._add_link(entry, "x-default", address)

    def _add_link(self, entry: Element, language: str, path: str) -> None:
        add(entry, "xhtml:link", rel="alternate", hreflang=language, href=absolute_uri(path, url=self.url))


def _not_listed(site: Site) -> frozenset[str]:
    slugs = [*site.library.with_trait(NOINDEX), *(former for _, former in site.library.aliases())]
    pages = [edition.path(briefing_address(slug)) for slug in slugs for edition in list_editions(site.settings)]
    topics = [
        edition.path(entry_address("topic", former))
        for former, _ in former_topics(site)
        for edition in list_editions(site.settings)
    ]
    return frozenset({MISSING, *pages, *topics})


def _last_changes(site: Site) -> dict[str, str]:
    """Return the last known day of change of each briefing's page, and of the newest for the home page."""
    changes = {briefing_address(slug): day for slug, day in site.library.last_changes()}
    changes[HOME] = max(changes.values(), default="")
    return {path: day for path, day in changes.items() if day}
