"""Site to pages: briefings one by one, then every list, in all editions, with the menu of all."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.language.catalogues import interface_languages
from sitegen.language.editions import Edition, list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.model import addresses
from sitegen.model.addresses import (
    ACTORS,
    CLAIMS,
    HOME,
    INDEX,
    LISTS,
    PLACES,
    QUOTES,
    SOURCES,
    TERMS,
    TIMELINE,
    page_address,
)
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.settings import Settings
from sitegen.model.site_files import Artifact
from sitegen.model.wording import Text
from sitegen.pages.assets import copy_assets
from sitegen.pages.briefing_page import make_briefing_page
from sitegen.pages.environment import PageEnvironment
from sitegen.pages.list_page import Family, ListPage, Nouns
from sitegen.pages.page import Page
from sitegen.pages.template_bounds import Bounds
from sitegen.pages.template_cache import TemplateCache
from sitegen.pages.template_faults import TEMPLATE_FAULTS, report_fault
from sitegen.pages.template_loader import FolderLoader
from sitegen.records.directory import Directory
from sitegen.records.site import LedgerRow, Portrait, Site

if TYPE_CHECKING:
    from sitegen.pages.contents import Contents

Describer = Callable[[Briefing, Site, Edition], Portrait]
"""Makes what the head of a briefing's page tells other programs in one edition."""
ClaimDescriber = Callable[[LedgerRow, Site, Edition], Mapping[str, object]]
"""Makes what the head of a claim's page tells other programs in one edition, as JSON-LD."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """A line of the menu."""

    label: Text | None
    """Without one the interface names the page."""
    address: str = ""
    """Within the edition; empty for an address elsewhere or a page that is not there."""
    url: str = ""
    """An address elsewhere."""


class PageRenderer:
    """Makes the pages of a site in all its editions.

    The templates are folders in order of precedence, the theme last. What a template does wrong is reported, and the
    page that was being made is left out. Pages of briefings and claims carry what `describe` and
    `describe_claim` say of them. Compiled templates are kept in the `template_cache`.
    """

    def __init__(
        self,
        site: Site,
        *,
        templates: Sequence[Path],
        describe: Describer | None = None,
        describe_claim: ClaimDescriber | None = None,
        template_cache: TemplateCache | None = None,
    ) -> None:
        self._site = site
        self._templates = tuple(templates)
        self._describe = describe
        self._describe_claim = describe_claim
        self.editions = list_editions(site.settings)
        self._directory = Directory(site)
        self._loader = FolderLoader(templates)
        limit = site.settings.limits.template_characters
        self._environment = PageEnvironment(
            self._loader,
            site_wide=self._site_wide(),
            template_cache=template_cache,
            bounds=Bounds(limit) if self._loader.has_own() else None,
        )
        self._typesetters = {
            edition.prefix: Typesetter(edition, site.html_of, site.links_in(edition)) for edition in self.editions
        }

    def render_briefing(self, briefing: Briefing, report: Report) -> Iterator[Artifact]:
        """Yield a briefing's page in every edition."""
        address = addresses.briefing_address(briefing.slug)
        for edition in self.editions:
            if briefing.sidecar.withdrawn:
                yield from self._render(address, "withdrawn.html", {"briefing": briefing}, edition, report)
                continue
            sheet = make_briefing_page(briefing, self._site, edition)
            portrait = self._describe(briefing, self._site, edition) if self._describe else None
            nouns = {"briefing": briefing, "sheet": sheet, "portrait": portrait}
            yield from self._render(address, "briefing.html", nouns, edition, report)

    def render_page(self, page: ListPage, edition: Edition, report: Report) -> Iterator[Artifact]:
        """Yield a planned page, or nothing where its template is at fault."""
        yield from self._render(page.address, page.template, page.fill(), edition, report)

    def families(self, edition: Edition) -> Iterator[Family]:
        """Yield the pages of an edition that are no briefing's, in families, in a fixed order."""
        return self._contents.families(edition)

    @cached_property
    def _contents(self) -> "Contents":
        # Imported where lists are made: a change of one briefing is often on its own page alone.
        from sitegen.pages.contents import Contents  # noqa: PLC0415

        return Contents(self._site, self._directory, self.editions, self._describe_claim)

    def _site_wide(self) -> Nouns:
        """Return what every template sees, on whatever page."""
        return {
            "site": self._site,
            "editions": self.editions,
            "menu": make_menu(self._site),
            "find": self._directory.find,
            "find_each": self._directory.find_each,
            "find_briefing": self._directory.briefing,
            "find_source": self._directory.source,
            "find_topic": self._directory.topic,
        }

    def _render(
        self, address: str, template: str, nouns: Nouns, edition: Edition, report: Report
    ) -> Iterator[Artifact]:
        """Yield one page, or nothing where its template is at fault."""
        url = self._site.settings.url
        page = Page(address, edition, self.editions, url.value if url else "")
        typesetter = self._typesetters[edition.prefix].on_page(page.link_file)
        try:
            html = self._environment.render(template, page, typesetter, nouns)
        except TEMPLATE_FAULTS as error:
            report_fault(error, self._loader, page=page.path, report=report)
        else:
            yield Artifact(page.path, html.encode())


def copy_rest(
    editions: Sequence[Edition], settings: Settings, templates: Sequence[Path], report: Report
) -> Iterator[Artifact]:
    """Yield the assets and what tells GitHub Pages to leave the pages alone; report what editions lack."""
    report_missing_words(editions, settings, report)
    yield from copy_assets(templates)
    yield Artifact(".nojekyll", b"")


def make_menu(site: Site) -> tuple[MenuEntry, ...]:
    """Return the menu, the same in every edition."""
    return tuple(_written(site)) if site.settings.nav else tuple(_default(site))


def _written(site: Site) -> Iterator[MenuEntry]:
    titles = {page.name: page.title for page in site.pages}
    for item in site.settings.nav:
        if item.page and page_address(item.page.value) in LISTS:
            yield MenuEntry(item.label, page_address(item.page.value))
        elif item.page and item.page.value in titles:
            yield MenuEntry(item.label or titles[item.page.value], page_address(item.page.value))
        elif item.url:
            yield MenuEntry(item.label, url=item.url.value)


def _default(site: Site) -> Iterator[MenuEntry]:
    registers = site.registers
    filled = {
        HOME: True,
        ACTORS: bool(registers.actors),
        CLAIMS: bool(registers.claims or "claim" in site.filled),
        QUOTES: "quote" in site.filled,
        TIMELINE: bool(registers.events or "event" in site.filled),
        INDEX: bool(registers.actors or registers.places or registers.terms or "mention" in site.filled),
        PLACES: bool(registers.places),
        TERMS: bool(registers.terms),
        SOURCES: bool(registers.sources),
    }
    yield from (MenuEntry(None, address) for address in LISTS if filled[address])
    yield from (MenuEntry(page.title, page_address(page.name)) for page in site.pages)


def report_missing_words(editions: Iterable[Edition], settings: Settings, report: Report) -> None:
    """Warn of each edition that shows the interface in English although it is in another language."""
    written = {language.value: language.where for language in settings.languages}
    for edition in editions:
        if edition.catalogue.is_fallback:
            report.warn(
                "no-interface-language",
                f"the interface has no words in “{edition.language}”; English ones are shown",
                written.get(edition.language, settings.where),
                found=edition.language,
                help=f"languages with an interface: {', '.join(interface_languages())}",
            )
