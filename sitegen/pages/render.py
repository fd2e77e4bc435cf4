"""Site to pages: briefings one by one, then every list, in all editions. The wing's door."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from sitegen.language.editions import Edition, list_editions
from sitegen.language.typesetting import Typesetter
from sitegen.model import page_addresses
from sitegen.model.artifact import Artifact
from sitegen.model.briefing import Briefing
from sitegen.model.directory import Directory
from sitegen.model.problems import Report
from sitegen.model.registers import Actor, Entry, Place, Term
from sitegen.model.settings import Settings
from sitegen.model.site import Portrait, Site
from sitegen.pages.assets import copy_assets
from sitegen.pages.bibliography import Bibliography
from sitegen.pages.cards import plan_home
from sitegen.pages.claims import plan_claim, plan_claims, plan_statuses
from sitegen.pages.code_store import CodeStore
from sitegen.pages.dossier import Dossier, Dossiers
from sitegen.pages.environment import make_environment
from sitegen.pages.family import Family, ListPage, Nouns
from sitegen.pages.faults import TEMPLATE_FAULTS, report_fault
from sitegen.pages.glossary import plan_actors, plan_entries, plan_entry
from sitegen.pages.index import plan_index, plan_places
from sitegen.pages.interface import report_missing_words
from sitegen.pages.loader import FolderLoader
from sitegen.pages.mention_links import lead_to_entries
from sitegen.pages.menu import make_menu
from sitegen.pages.missing import list_notices
from sitegen.pages.page import Page
from sitegen.pages.quotes import Voices
from sitegen.pages.record import RecordPage, cut_record
from sitegen.pages.redirects import plan_redirects
from sitegen.pages.sheet import make_sheet
from sitegen.pages.timeline import plan_event, plan_timeline, plan_years
from sitegen.pages.topics import plan_topic

SomeEntry = TypeVar("SomeEntry", bound=Entry)

Describer = Callable[[Briefing, Site, Edition], Portrait]
"""Makes what the head of a briefing's page tells other programs in one edition."""


class Press:
    """Makes the pages of a site in all its editions.

    The templates are folders in order of precedence, the theme last. What a template does wrong is reported, and the
    page that was being made is left out. Pages of briefings carry what `describe` says of them. Compiled templates are
    kept in the `code_store`.
    """

    def __init__(
        self,
        site: Site,
        *,
        templates: Sequence[Path],
        describe: Describer | None = None,
        code_store: CodeStore | None = None,
    ) -> None:
        self._site = site
        self._templates = tuple(templates)
        self._describe = describe
        self.editions = list_editions(site.settings)
        self._directory = Directory(site)
        self._dossiers = Dossiers(site)
        self._bibliography = Bibliography(site)
        self._loader = FolderLoader(templates)
        self._environment = make_environment(self._loader, site_wide=self._site_wide(), code_store=code_store)
        self._typesetters = {edition.prefix: Typesetter(edition, site.html_of) for edition in self.editions}

    def print_briefing(self, briefing: Briefing, report: Report) -> Iterator[Artifact]:
        """Yield a briefing's page in every edition."""
        address = page_addresses.briefing_address(briefing.slug)
        briefing = lead_to_entries(briefing, self._site.long_lists)
        for edition in self.editions:
            sheet = make_sheet(briefing, self._site, edition)
            portrait = self._describe(briefing, self._site, edition) if self._describe else None
            nouns = {"briefing": briefing, "sheet": sheet, "portrait": portrait}
            yield from self._print(address, "briefing.html", nouns, edition, report)

    def print_page(self, page: ListPage, edition: Edition, report: Report) -> Iterator[Artifact]:
        """Yield a planned page, or nothing where its template is at fault."""
        yield from self._print(page.address, page.template, page.fill(), edition, report)

    def families(self, edition: Edition) -> Iterator[Family]:
        """Yield the pages of an edition that are no briefing's, in families, in a fixed order."""
        site = self._site
        yield Family(page_addresses.HOME, partial(plan_home, site, edition))
        yield Family(page_addresses.ACTORS, partial(plan_actors, site, edition))
        for actor in site.registers.actors.values():
            yield Family(f"actors/{actor.id.value}", partial(self._plan_dossier, actor))
        yield from self._entry_families(edition)
        yield from self._ledger_families(edition)
        for topic in site.registers.topics.values():
            yield Family(page_addresses.topic_address(topic.id.value), partial(plan_topic, topic, site, edition))
        for free_page in site.pages:
            address = page_addresses.page_address(free_page.name)
            yield _single(address, "page.html", partial(_named, "free_page", free_page))
        yield Family("redirects", partial(plan_redirects, site, edition))
        if not edition.prefix:
            yield _single(page_addresses.MISSING, "404.html", lambda: {"notices": list_notices(self.editions)})

    def _entry_families(self, edition: Edition) -> Iterator[Family]:
        """Yield the index and the lists of places, terms and sources; of long ones each entry's own pages too."""
        site, registers, bibliography = self._site, self._site.registers, self._bibliography
        places, terms = registers.places.values(), registers.terms.values()
        yield Family(page_addresses.INDEX, partial(plan_index, site, edition))
        yield Family(page_addresses.PLACES, partial(plan_entries, "place", places, site, edition))
        yield Family(page_addresses.TERMS, partial(plan_entries, "term", terms, site, edition))
        yield Family(page_addresses.SOURCES, partial(bibliography.plan_list, edition))
        if page_addresses.INDEX in site.long_lists:
            indexed: Iterable[Actor | Place | Term] = chain(registers.actors.values(), places, terms)
            yield from _own(indexed, "a-z", lambda entry: plan_places(entry, site))
        if page_addresses.PLACES in site.long_lists:
            yield from _own(places, "places", lambda place: plan_entry(place, site))
        if page_addresses.TERMS in site.long_lists:
            yield from _own(terms, "terms", lambda term: plan_entry(term, site))
        if page_addresses.SOURCES in site.long_lists:
            yield from _own(registers.sources.values(), "sources", bibliography.plan_source)

    def _ledger_families(self, edition: Edition) -> Iterator[Family]:
        """Yield the ledgers; of long ones the pages of each status, speaker, year and entry too."""
        site, registers, voices = self._site, self._site.registers, Voices(self._site, edition, self._directory)
        yield Family(page_addresses.CLAIMS, partial(plan_claims, site))
        yield Family(page_addresses.QUOTES, voices.plan_list)
        yield Family(page_addresses.TIMELINE, partial(plan_timeline, site))
        if page_addresses.CLAIMS in site.long_lists:
            yield Family("claims by status", partial(plan_statuses, site))
            yield from _own(registers.claims.values(), "claims", lambda claim: plan_claim(claim, site))
        if page_addresses.QUOTES in site.long_lists:
            yield from (Family(f"quotes/{name}", partial(voices.plan_speaker, name)) for name in voices.names())
        if page_addresses.TIMELINE in site.long_lists:
            yield Family("timeline by year", partial(plan_years, site))
            yield from _own(registers.events.values(), "timeline", lambda event: plan_event(event, site))

    def _plan_dossier(self, actor: Actor) -> Iterator[ListPage]:
        dossier = self._dossiers.open(actor)
        for part in cut_record(dossier):
            yield ListPage(part.address, "actor.html", partial(_dossier_part, dossier, part), part.facts)

    def _site_wide(self) -> Nouns:
        """Return what every template sees, on whatever page."""
        return {
            "site": self._site,
            "editions": self.editions,
            "menu": make_menu(self._site),
            "find": self._directory.find,
            "find_briefing": self._directory.briefing,
            "find_row": self._directory.row,
            "find_source": self._directory.source,
            "find_topic": self._directory.topic,
        }

    def _print(self, address: str, template: str, nouns: Nouns, edition: Edition, report: Report) -> Iterator[Artifact]:
        """Yield one page, or nothing where its template is at fault."""
        url = self._site.settings.url
        page = Page(address, edition, self.editions, url.value if url else "")
        known = {**nouns, "page": page, "edition": edition, "typesetter": self._typesetters[edition.prefix]}
        try:
            html = self._environment.get_template(template).render(known)
        except TEMPLATE_FAULTS as error:
            report_fault(error, self._loader, page=page.path, report=report)
        else:
            yield Artifact(page.path, html.encode())


def _single(address: str, template: str, fill: Callable[[], Nouns]) -> Family:
    """Return a family of one page, which has its address as name."""
    return Family(address, lambda: [ListPage(address, template, fill)])


def _own(
    entries: Iterable[SomeEntry], folder: str, plan: Callable[[SomeEntry], Iterator[ListPage]]
) -> Iterator[Family]:
    """Yield the families of entries that have pages of their own."""
    for entry in entries:
        yield Family(f"{folder}/{entry.id.value}", partial(plan, entry))


def _dossier_part(dossier: Dossier, part: RecordPage) -> Nouns:
    return {"dossier": dossier, "part": part}


def _named(name: str, noun: object) -> Nouns:
    return {name: noun}


def print_rest(
    editions: Sequence[Edition], settings: Settings, templates: Sequence[Path], report: Report
) -> Iterator[Artifact]:
    """Yield the assets and what tells GitHub Pages to leave the pages alone; report what editions lack."""
    report_missing_words(editions, settings, report)
    yield from copy_assets(templates, report)
    yield Artifact(".nojekyll", b"")
