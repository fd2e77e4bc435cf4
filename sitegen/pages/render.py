"""Site to pages: every edition's HTML, the page for what is missing, and the theme's assets. The wing's door."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from sitegen.language.editions import Edition, list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.model import page_addresses
from sitegen.model.directory import Directory
from sitegen.model.problems import Report
from sitegen.model.registers import Topic
from sitegen.model.site import Artifact, Briefing, Portrait, Site
from sitegen.pages.assets import copy_assets
from sitegen.pages.bibliography import list_sources
from sitegen.pages.cards import list_cards, list_cards_on
from sitegen.pages.claims import group_claims
from sitegen.pages.dossier import Dossiers
from sitegen.pages.environment import make_environment
from sitegen.pages.faults import TEMPLATE_FAULTS, report_fault
from sitegen.pages.glossary import list_actors, list_places, list_terms
from sitegen.pages.index import list_letters
from sitegen.pages.interface import report_missing_words
from sitegen.pages.loader import FolderLoader
from sitegen.pages.menu import make_menu
from sitegen.pages.missing import list_notices
from sitegen.pages.page import Page
from sitegen.pages.quotes import list_voices
from sitegen.pages.record import cut_record
from sitegen.pages.redirects import list_redirects
from sitegen.pages.sheet import make_sheet
from sitegen.pages.timeline import list_years
from sitegen.pages.topics import list_other_topics

Nouns = Mapping[str, object]
"""What a template is given beside the site and the page."""

Describer = Callable[[Briefing, Site, Edition], Portrait]
"""Makes what the head of a briefing's page tells other programs in one edition."""


def render_pages(
    site: Site, report: Report, *, templates: Sequence[Path], describe: Describer | None = None
) -> Iterator[Artifact]:
    """Yield every page of every edition, then 404.html, .nojekyll and the assets.

    The templates are folders in order of precedence, the theme last. What a template does wrong is reported, and the
    page that was being made is left out. Pages of briefings carry what `describe` says of them.
    """
    loader = FolderLoader(templates)
    editions = list_editions(site.settings)
    report_missing_words(editions, site.settings, report)
    directory = Directory(site)
    environment = make_environment(loader, site_wide=_site_wide(site, editions, directory))
    for edition in editions:
        press = _Press(site, edition, editions, directory, environment, loader, report, describe)
        yield from press.print_edition()
    yield from copy_assets(templates, report)
    yield Artifact(".nojekyll", b"")


def _site_wide(site: Site, editions: tuple[Edition, ...], directory: Directory) -> Nouns:
    """Return what every template sees, on whatever page."""
    return {
        "site": site,
        "editions": editions,
        "menu": make_menu(site),
        "find": directory.find,
        "find_briefing": directory.briefing,
        "find_row": directory.row,
        "find_source": directory.source,
        "find_topic": directory.topic,
    }


@dataclass(frozen=True)
class _Press:
    """Makes the pages of one edition."""

    site: Site
    edition: Edition
    editions: tuple[Edition, ...]
    directory: Directory
    environment: Environment
    loader: FolderLoader
    report: Report
    describe: Describer | None

    def print_edition(self) -> Iterator[Artifact]:
        typesetter = Typesetter(self.edition, self.site.html_of)
        for address, template, nouns in self._pages():
            page = self._page(address)
            html = self._render(template, page, {**nouns, "edition": self.edition, "typesetter": typesetter})
            if html is not None:
                yield Artifact(page.path, html.encode())

    def _pages(self) -> Iterator[tuple[str, str, Nouns]]:
        """Yield address, template and nouns of every page of the edition, in a fixed order."""
        site, edition = self.site, self.edition
        yield page_addresses.HOME, "home.html", {"cards": list_cards(site, edition)}
        for briefing in site.briefings:
            address = page_addresses.briefing_address(briefing.slug)
            yield address, "briefing.html", self._briefing(briefing)
        yield page_addresses.ACTORS, "actors.html", {"groups": list_actors(site, edition)}
        dossiers = Dossiers(site)
        for actor in site.registers.actors.values():
            dossier = dossiers.open(actor)
            for part in cut_record(dossier):
                yield part.address, "actor.html", {"dossier": dossier, "part": part}
        yield page_addresses.INDEX, "a-z.html", {"letters": list_letters(site, edition, self.directory)}
        yield page_addresses.PLACES, "places.html", {"places": list_places(site, edition)}
        yield page_addresses.TERMS, "terms.html", {"terms": list_terms(site, edition)}
        yield page_addresses.SOURCES, "sources.html", {"sources": list_sources(site, edition)}
        yield page_addresses.CLAIMS, "claims.html", {"groups": group_claims(site.claims)}
        yield page_addresses.QUOTES, "quotes.html", {"voices": list_voices(site, edition, self.directory)}
        yield page_addresses.TIMELINE, "timeline.html", {"years": list_years(site)}
        for topic in site.registers.topics.values():
            yield page_addresses.topic_address(topic.id.value), "topic.html", self._topic(topic)
        for free_page in site.pages:
            yield page_addresses.page_address(free_page.name), "page.html", {"free_page": free_page}
        for redirect in list_redirects(site, edition):
            yield redirect.former, "redirect.html", {"redirect": redirect}
        if not edition.prefix:
            yield page_addresses.MISSING, "404.html", {"notices": list_notices(self.editions)}

    def _briefing(self, briefing: Briefing) -> Nouns:
        sheet = make_sheet(briefing, self.site, self.edition)
        portrait = self.describe(briefing, self.site, self.edition) if self.describe else None
        return {"briefing": briefing, "sheet": sheet, "portrait": portrait}

    def _topic(self, topic: Topic) -> Nouns:
        cards = list_cards_on(topic.id.value, self.site, self.edition)
        return {"topic": topic, "cards": cards, "others": list_other_topics(topic, self.site, self.edition)}

    def _page(self, address: str) -> Page:
        url = self.site.settings.url
        return Page(address, self.edition, self.editions, url.value if url else "")

    def _render(self, template: str, page: Page, nouns: Nouns) -> str | None:
        try:
            return self.environment.get_template(template).render(page=page, **nouns)
        except TEMPLATE_FAULTS as error:
            report_fault(error, self.loader, page=page.path, report=self.report)
            return None
