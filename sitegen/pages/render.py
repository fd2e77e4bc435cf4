"""Site to pages: briefings one by one, then every list, in all editions. The wing's door."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

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


class Press:
    """Makes the pages of a site in all its editions.

    The templates are folders in order of precedence, the theme last. What a template does wrong is reported, and the
    page that was being made is left out. Pages of briefings carry what `describe` says of them.
    """

    def __init__(self, site: Site, *, templates: Sequence[Path], describe: Describer | None = None) -> None:
        self._site = site
        self._templates = tuple(templates)
        self._describe = describe
        self._editions = list_editions(site.settings)
        self._directory = Directory(site)
        self._loader = FolderLoader(templates)
        self._environment = make_environment(self._loader, site_wide=self._site_wide())
        self._typesetters = {edition.prefix: Typesetter(edition, site.html_of) for edition in self._editions}

    def print_briefing(self, briefing: Briefing, report: Report) -> Iterator[Artifact]:
        """Yield a briefing's page in every edition."""
        address = page_addresses.briefing_address(briefing.slug)
        for edition in self._editions:
            sheet = make_sheet(briefing, self._site, edition)
            portrait = self._describe(briefing, self._site, edition) if self._describe else None
            nouns = {"briefing": briefing, "sheet": sheet, "portrait": portrait}
            yield from self._print(address, "briefing.html", nouns, edition, report)

    def print_lists(self, report: Report) -> Iterator[Artifact]:
        """Yield every other page of every edition, then 404.html, .nojekyll and the assets."""
        report_missing_words(self._editions, self._site.settings, report)
        for edition in self._editions:
            for address, template, nouns in self._lists(edition):
                yield from self._print(address, template, nouns, edition, report)
        yield from copy_assets(self._templates, report)
        yield Artifact(".nojekyll", b"")

    def _site_wide(self) -> Nouns:
        """Return what every template sees, on whatever page."""
        return {
            "site": self._site,
            "editions": self._editions,
            "menu": make_menu(self._site),
            "find": self._directory.find,
            "find_briefing": self._directory.briefing,
            "find_row": self._directory.row,
            "find_source": self._directory.source,
            "find_topic": self._directory.topic,
        }

    def _lists(self, edition: Edition) -> Iterator[tuple[str, str, Nouns]]:
        """Yield address, template and nouns of every page that is no briefing's, in a fixed order."""
        site = self._site
        yield page_addresses.HOME, "home.html", {"cards": list_cards(site, edition)}
        yield page_addresses.ACTORS, "actors.html", {"groups": list_actors(site, edition)}
        dossiers = Dossiers(site)
        for actor in site.registers.actors.values():
            dossier = dossiers.open(actor)
            for part in cut_record(dossier):
                yield part.address, "actor.html", {"dossier": dossier, "part": part}
        yield page_addresses.INDEX, "a-z.html", {"letters": list_letters(site, edition, self._directory)}
        yield page_addresses.PLACES, "places.html", {"places": list_places(site, edition)}
        yield page_addresses.TERMS, "terms.html", {"terms": list_terms(site, edition)}
        yield page_addresses.SOURCES, "sources.html", {"sources": list_sources(site, edition)}
        yield page_addresses.CLAIMS, "claims.html", {"groups": group_claims(site.claims)}
        yield page_addresses.QUOTES, "quotes.html", {"voices": list_voices(site, edition, self._directory)}
        yield page_addresses.TIMELINE, "timeline.html", {"years": list_years(site)}
        for topic in site.registers.topics.values():
            yield page_addresses.topic_address(topic.id.value), "topic.html", self._topic(topic, edition)
        for free_page in site.pages:
            yield page_addresses.page_address(free_page.name), "page.html", {"free_page": free_page}
        for redirect in list_redirects(site, edition):
            yield redirect.former, "redirect.html", {"redirect": redirect}
        if not edition.prefix:
            yield page_addresses.MISSING, "404.html", {"notices": list_notices(self._editions)}

    def _topic(self, topic: Topic, edition: Edition) -> Nouns:
        cards = list_cards_on(topic.id.value, self._site, edition)
        return {"topic": topic, "cards": cards, "others": list_other_topics(topic, self._site, edition)}

    def _print(self, address: str, template: str, nouns: Nouns, edition: Edition, report: Report) -> Iterator[Artifact]:
        """Yield one page, or nothing where its template is at fault."""
        url = self._site.settings.url
        page = Page(address, edition, self._editions, url.value if url else "")
        known = {**nouns, "page": page, "edition": edition, "typesetter": self._typesetters[edition.prefix]}
        try:
            html = self._environment.get_template(template).render(known)
        except TEMPLATE_FAULTS as error:
            report_fault(error, self._loader, page=page.path, report=report)
        else:
            yield Artifact(page.path, html.encode())
