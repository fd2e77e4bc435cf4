"""Lists of briefings, the newest first: all of them on the home page, those of a topic on the topic's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from sitegen.language.editions import Edition
from sitegen.language.edtf import parse_edtf
from sitegen.model.addresses import HOME, briefing_address, entry_address, note_address
from sitegen.model.briefing import Abstract, Headline, Note, make_headline
from sitegen.model.registers import Topic
from sitegen.pages.facets import UNDATED, Facets, FacetTable
from sitegen.pages.filing import file_entries
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import Pager, Part, cut_back, part_of, weigh
from sitegen.records.directory import find_topic
from sitegen.records.library import BriefingLine
from sitegen.records.site import Site


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    briefing: Abstract
    address: str
    headline: Headline


@dataclass(frozen=True, slots=True)
class YearStep:
    """A year of a long list."""

    year: str
    """EDTF; empty for what has no date."""
    address: str
    """Of the page on which it begins, within an edition."""


@dataclass(frozen=True, slots=True)
class CardPage:
    """A page of a list of briefings."""

    slugs: tuple[str, ...]
    pager: Pager
    years: tuple[YearStep, ...]
    """All years of the list, on its first page where there are others."""
    total: int
    """How many briefings the whole list has; 0 on the pages behind the first."""

    @property
    def is_first(self) -> bool:
        """Tell whether this is the list's first page."""
        return self.pager.is_first

    def fill(self, site: Site, edition: Edition) -> Nouns:
        """Return what a template shows of it."""
        return {"part": self, "cards": self.list_cards(site, edition)}

    def list_cards(self, site: Site, edition: Edition) -> tuple[Card, ...]:
        """Return its briefings."""
        return tuple(make_card(briefing, edition) for briefing in site.shelve(self.slugs))


MOST_LEAD_CLAIMS: Final = 3
"""Beside the newest briefing: what a reader takes in at a glance."""


@dataclass(frozen=True, slots=True)
class LeadClaim:
    """A claim of the newest briefing."""

    note: Note
    address: str
    """Of the note, within an edition."""


def plan_home(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of all briefings, the newest first."""
    for part, page in cut_cards(HOME, site.library.briefings(), site):
        yield ListPage(part.address, "home.html", partial(_fill_home, page, site, edition))


def _fill_home(page: CardPage, site: Site, edition: Edition) -> Nouns:
    """Return what the home page shows: on its first page the newest briefing apart, with its hardest claims.

    One that was withdrawn stands among the others.
    """
    cards = page.list_cards(site, edition)
    facets = None if page.pager.steps else briefing_facets(site, edition)
    nouns: Nouns = {"part": page, "lead": None, "lead_claims": (), "cards": cards, "across": None, "facets": facets}
    if not page.is_first:
        return nouns
    nouns = {**nouns, "across": _count_across(site)}
    if not cards or cards[0].briefing.sidecar.withdrawn:
        return nouns
    return {**nouns, "lead": cards[0], "lead_claims": hardest_claims(cards[0].briefing.slug, site)}


def _count_across(site: Site) -> dict[str, int]:
    """Return how much lies across the briefings: once, as each list of a large archive takes long to make."""
    claims = site.claims
    return {
        "claims": len(claims),
        "disputed": sum(row.status == "disputed" for row in claims),
        "actors": len(site.registers.actors),
        "events": len(site.events),
    }


def briefing_facets(site: Site, edition: Edition) -> Facets | None:
    """Return what briefings that stand on one page can be filtered by; a topic leads to its own page too."""
    table = FacetTable("briefing", ("topic", "year"), site, edition)
    for line in site.library.briefings():
        table.add(line.slug, table.topic_values([line.slug]), [year_of(line.date) or UNDATED])
    return table.finish(table.topic_addresses(), in_order=False)


def hardest_claims(slug: str, site: Site) -> tuple[LeadClaim, ...]:
    """Return the claims of a briefing that have a status, those first that hold least; only the first few."""
    lines = [line for line in site.library.ledger("claim") if line.slug == slug and line.status]
    hardest = sorted(lines, key=lambda line: _HARDEST_FIRST.index(line.status))[:MOST_LEAD_CLAIMS]
    notes = [citation.note for citation in site.cite(hardest)]
    return tuple(LeadClaim(note, note_address(slug, note.id)) for note in notes if note)


_HARDEST_FIRST: Final = (
    "contradicted",
    "unsubstantiated",
    "disputed",
    "outdated",
    "unverified",
    "not_checkable",
    "corroborated",
    "confirmed",
)


def cut_cards(address: str, lines: Sequence[BriefingLine], site: Site) -> Iterator[tuple[Part, CardPage]]:
    """Yield the pages of a list of briefings, which come newest first."""
    parts = cut_back(weigh(len(lines)), site.lengths.cards, address)
    for part in parts:
        slugs = tuple(line.slug for line in lines[part.span])
        is_start_of_many = part.is_first and len(parts) > 1
        years = tuple(_list_years(lines, parts)) if is_start_of_many else ()
        yield part, CardPage(slugs, part.pager, years, len(lines) if part.is_first else 0)


def make_card(briefing: Abstract, edition: Edition) -> Card:
    """Return a briefing as a list of this edition shows it."""
    address = briefing_address(briefing.slug)
    return Card(briefing, address, make_headline(briefing, edition.language))


def year_of(edtf: str) -> str:
    """Return the year in which a briefing's date ends, by which briefings are ordered, as EDTF."""
    latest = parse_edtf(edtf).latest if edtf else None
    return f"{latest.year:04d}" if latest else ""


def _list_years(lines: Iterable[BriefingLine], parts: Sequence[Part]) -> Iterator[YearStep]:
    position = 0
    for year, run in groupby(lines, key=lambda line: year_of(line.date)):
        yield YearStep(year, part_of(parts, position).address)
        position += sum(1 for _ in run)


MOST_OTHERS: Final = 60
"""Other topics on a topic's page: those with most briefings, as nobody reads through more."""


@dataclass(frozen=True, slots=True)
class OtherTopic:
    """A topic as the pages of the others show it."""

    topic: Topic
    briefings: int
    """How many have both topics."""


def plan_topic(written: str, site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of a topic's briefings, the newest first."""
    topic = find_topic(written, site)
    for part, page in cut_cards(entry_address("topic", topic.id.value), site.library.on_topic(written), site):
        yield ListPage(part.address, "topic.html", partial(_fill, written, page, site, edition))


def list_other_topics(written: str, site: Site, edition: Edition) -> tuple[OtherTopic, ...]:
    """Return the other topics of a topic's briefings, filed by name; of very many those with most briefings."""
    beside = ((find_topic(other, site), count) for other, count in site.library.topics_beside(written)[:MOST_OTHERS])
    others = {topic.id.value: OtherTopic(topic, count) for topic, count in beside}
    return tuple(others[one.id.value] for one in file_entries((one.topic for one in others.values()), edition))


def _fill(written: str, page: CardPage, site: Site, edition: Edition) -> Nouns:
    others = list_other_topics(written, site, edition) if page.is_first else ()
    return {**page.fill(site, edition), "topic": find_topic(written, site), "others": others}
