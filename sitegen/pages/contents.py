"""What stands on a site beside its briefings: every list, ledger, dossier and free page, redirects and 404.html."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from sitegen.language.editions import Edition
from sitegen.language.labels import message
from sitegen.model import addresses
from sitegen.model.addresses import absolute_url, briefing_address
from sitegen.model.briefing import make_headline
from sitegen.model.registers import Actor, Entry
from sitegen.model.wording import Wording
from sitegen.pages.bibliography import Bibliography
from sitegen.pages.briefing_lists import plan_home, plan_topic
from sitegen.pages.claims import plan_claim, plan_claim_rows, plan_claims, plan_statuses
from sitegen.pages.dossier import Dossier, Dossiers
from sitegen.pages.dossier_pages import DossierPage, cut_dossier, quote_facets
from sitegen.pages.entry_lists import plan_actors, plan_entries, plan_entry
from sitegen.pages.index import plan_index
from sitegen.pages.list_page import Family, ListPage, Nouns
from sitegen.pages.quotes import NAMES_OF_OTHERS, Voices
from sitegen.pages.search_page import plan_search_page
from sitegen.pages.timeline import plan_event, plan_event_rows, plan_timeline, plan_years
from sitegen.records.directory import Directory, former_topics, list_topics
from sitegen.records.site import LedgerRow, Site

SomeEntry = TypeVar("SomeEntry", bound=Entry)


_TITLE = message("missing", "Page not found")


_ADVICE = message("missing", "The page may have moved. The index lists everything that is here.")


_HOME = message("missing", "To the briefings")


_INDEX = message("missing", "To the index")


@dataclass(frozen=True, slots=True)
class Notice:
    """The message in the language of one edition."""

    edition: Edition
    title: str
    advice: str
    home: str
    index: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """A former address, within an edition."""

    name: Wording
    """Of the briefing or topic."""
    address: str
    """Where it is now, within the edition."""
    url: str
    """Its full address; empty where the site has none."""


class Contents:
    """The families of a site's pages."""

    def __init__(
        self,
        site: Site,
        directory: Directory,
        editions: Sequence[Edition],
        describe_claim: Callable[[LedgerRow, Site, Edition], Mapping[str, object]] | None = None,
    ) -> None:
        self._describe_claim = describe_claim
        self._site = site
        self._directory = directory
        self._editions = editions
        self._dossiers = Dossiers(site)
        self._bibliography = Bibliography(site)

    def families(self, edition: Edition) -> Iterator[Family]:
        """Yield the pages of an edition that are no briefing's, in families, in a fixed order."""
        site = self._site
        yield Family(addresses.HOME, partial(plan_home, site, edition))
        yield Family(addresses.ACTORS, partial(plan_actors, site, edition))
        yield from _own(site.registers.actors.values(), partial(self._plan_dossier, edition))
        yield from self._entry_families(edition)
        yield from self._ledger_families(edition)
        yield Family(addresses.SEARCH, lambda: [plan_search_page(site, edition)])
        for written in list_topics(site).values():
            # Named by the text: of two topics with one id it tells which has the page.
            yield Family(f"topic {written!r}", partial(plan_topic, written, site, edition))
        for free_page in site.pages:
            address = addresses.page_address(free_page.name)
            yield _single(address, "page.html", partial(dict, free_page=free_page))
        yield Family("redirects", partial(plan_redirects, site, edition))
        yield Family("redirects of topics", partial(plan_topic_redirects, site, edition))
        if not edition.prefix:
            yield _single(addresses.MISSING, "404.html", lambda: {"notices": list_notices(self._editions)})

    def _entry_families(self, edition: Edition) -> Iterator[Family]:
        """Yield the index, the lists of places, terms and sources, and each entry's own pages."""
        site, registers, bibliography = self._site, self._site.registers, self._bibliography
        places, terms = registers.places.values(), registers.terms.values()
        yield Family(addresses.INDEX, partial(plan_index, site, edition))
        yield Family(addresses.PLACES, partial(plan_entries, "place", places, site, edition))
        yield Family(addresses.TERMS, partial(plan_entries, "term", terms, site, edition))
        yield Family(addresses.SOURCES, partial(bibliography.plan_list, edition))
        yield from _own(places, lambda place: plan_entry(place, site, self._dossiers.events_with))
        yield from _own(terms, lambda term: plan_entry(term, site, lambda _: ()))
        yield from _own(registers.sources.values(), bibliography.plan_source)

    def _ledger_families(self, edition: Edition) -> Iterator[Family]:
        """Yield the ledgers, and the pages of each claim and event."""
        site, registers, voices = self._site, self._site.registers, Voices(self._site, edition, self._directory)

        def describe(row: LedgerRow) -> Mapping[str, object]:
            return self._describe_claim(row, site, edition) if self._describe_claim else {}

        yield Family(addresses.CLAIMS, partial(plan_claims, site, edition))
        yield Family("rows of claims", partial(plan_claim_rows, site, edition))
        yield Family("claims by status", partial(plan_statuses, site))
        yield Family(addresses.QUOTES, voices.plan_list)
        yield Family("rows of quotes", voices.plan_rows)
        yield from (Family(f"quotes/{name}", partial(voices.plan_others, name)) for name in NAMES_OF_OTHERS)
        yield Family(addresses.TIMELINE, partial(plan_timeline, site, edition))
        yield Family("rows of the timeline", partial(plan_event_rows, site, edition))
        yield Family("timeline by year", partial(plan_years, site))
        yield from _own(registers.claims.values(), lambda claim: plan_claim(claim, site, describe))
        yield from _own(registers.events.values(), lambda event: plan_event(event, site))

    def _plan_dossier(self, edition: Edition, actor: Actor) -> Iterator[ListPage]:
        dossier = self._dossiers.open(actor)
        for part in cut_dossier(dossier):
            yield ListPage(part.address, "actor.html", partial(_fill_dossier, dossier, part, edition))


def _fill_dossier(dossier: Dossier, part: DossierPage, edition: Edition) -> Nouns:
    return {"dossier": dossier, "part": part, "facets": quote_facets(dossier, edition) if part.number == 1 else None}


def _single(address: str, template: str, fill: Callable[[], Nouns]) -> Family:
    """Return a family of one page, which has its address as name."""
    return Family(address, lambda: [ListPage(address, template, fill)])


def _own(entries: Iterable[SomeEntry], plan: Callable[[SomeEntry], Iterator[ListPage]]) -> Iterator[Family]:
    """Yield the families of entries, each with its own pages."""
    for entry in entries:
        yield Family(addresses.entry_address(entry.register, entry.id.value), partial(plan, entry))


def list_notices(editions: Iterable[Edition]) -> tuple[Notice, ...]:
    """Return the message in every edition's language."""
    return tuple(_make_notice(edition) for edition in editions)


def _make_notice(edition: Edition) -> Notice:
    say = edition.catalogue.pgettext
    return Notice(edition, say(*_TITLE), say(*_ADVICE), say(*_HOME), say(*_INDEX))


def plan_redirects(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the former addresses of all briefings, but for those that another briefing has now."""
    taken = {line.slug.lower() for line in site.library.briefings()}
    for slug, alias in site.library.aliases():
        if alias.lower() not in taken:
            taken.add(alias.lower())
            yield _redirect(
                briefing_address(alias), briefing_address(slug), partial(_headline, slug, site, edition), site, edition
            )


def plan_topic_redirects(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the addresses that topics had before they got entries: those that would be made from their names."""
    for former, topic in former_topics(site):
        now = addresses.entry_address("topic", topic.id.value)
        name = partial(edition.choose, topic.name)
        yield _redirect(addresses.entry_address("topic", former), now, name, site, edition)


def _headline(slug: str, site: Site, edition: Edition) -> Wording:
    return make_headline(site.library.abstract(slug), edition.language).shown


def _redirect(former: str, address: str, name_it: Callable[[], Wording], site: Site, edition: Edition) -> ListPage:
    url = site.settings.url
    whole = absolute_url(edition.path(address), url=url.value) if url else ""
    return ListPage(former, "redirect.html", lambda: {"redirect": Redirect(name_it(), address, whole)})
