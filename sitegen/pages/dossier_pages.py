"""The pages of a dossier, which load at once: each shows its share of every long list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, NamedTuple, TypeVar

from sitegen.language.editions import Edition
from sitegen.model.addresses import actor_address
from sitegen.model.briefing import Abstract, Note
from sitegen.pages.briefing_lists import year_of
from sitegen.pages.dossier import Dossier
from sitegen.pages.facets import Facets, FacetTable
from sitegen.pages.ledgers import ListedRow, list_rows
from sitegen.pages.pagination import Pager, make_pager
from sitegen.pages.passages import Appearance, Passage
from sitegen.records.site import Citation

MOST_MENTIONS: Final = 200
"""On one page. With their sentences that is some 150 KB, which a phone shows at once."""


MOST_ROWS: Final = 60
"""Of quotes, claims, events and notes each on one page; they are longer than a sentence."""


Item = TypeVar("Item")


class PassageGroup(NamedTuple):
    """Sentences of one briefing that name the actor: some of them where the others stand on other pages."""

    appearance: Appearance
    first: int
    """The number of its first sentence, from 0."""
    end: int
    """The number of the sentence behind its last."""

    @property
    def briefing(self) -> Abstract:
        """Return the briefing."""
        return self.appearance.briefing

    @property
    def mentions(self) -> int:
        """Return how often the whole article names the actor."""
        return self.appearance.mentions

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the sentences."""
        return self.appearance.passages[self.first : self.end]

    @property
    def id(self) -> str:
        """Return the group's fragment."""
        return f"_in-{self.appearance.line.slug}"


class NamingBriefing(NamedTuple):
    """A briefing that names the actor."""

    appearance: Appearance
    address: str
    """Where its sentences begin, within an edition."""

    @property
    def briefing(self) -> Abstract:
        """Return the briefing."""
        return self.appearance.briefing

    @property
    def mentions(self) -> int:
        """Return how often the article names the actor."""
        return self.appearance.mentions


class YearLine(NamedTuple):
    """A year with the briefings that name the actor."""

    year: str
    """EDTF; empty for briefings without a date."""
    briefings: tuple[NamingBriefing, ...]

    @property
    def mentions(self) -> int:
        """Return how often the year's articles name the actor."""
        return sum(line.mentions for line in self.briefings)


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A briefing with those of its notes that cite something."""

    briefing: Abstract
    notes: tuple[Note, ...]
    """None where only the briefing itself does, as the source of its article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierPage:
    """One page of a dossier: its share of every list."""

    dossier: Dossier
    number: int
    """From 1; the first keeps the dossier's address."""
    addresses: tuple[str, ...]
    """Of all pages of the dossier, within an edition."""
    passages: tuple[PassageGroup, ...]
    years: tuple[YearLine, ...]
    """Of the whole dossier, the latest first."""

    @property
    def address(self) -> str:
        """Return the page's own address."""
        return self.addresses[self.number - 1]

    @property
    def pager(self) -> Pager:
        """Return the way to the other pages."""
        return make_pager(self.addresses, range(1, len(self.addresses) + 1), self.number - 1)

    @property
    def quotes(self) -> tuple[CitedIn, ...]:
        """Return the actor's quotes by briefing."""
        return group_citations(self._share(self.dossier.quotes))

    @property
    def claims(self) -> tuple[ListedRow, ...]:
        """Return what the actor claims."""
        return list_rows(self._share(self.dossier.claims), self.dossier.site)

    @property
    def claims_about(self) -> tuple[ListedRow, ...]:
        """Return others' claims that concern the actor."""
        return list_rows(self._share(self.dossier.claims_about), self.dossier.site)

    @property
    def events(self) -> tuple[ListedRow, ...]:
        """Return events that happened there or name the actor."""
        return list_rows(self._share(self.dossier.events), self.dossier.site)

    @property
    def notes(self) -> tuple[CitedIn, ...]:
        """Return other notes that name the actor, by briefing."""
        return group_citations(self._share(self.dossier.notes))

    @property
    def next(self) -> str:
        """Return the address of the page behind, empty on the last."""
        return self.addresses[self.number] if self.number < len(self.addresses) else ""

    def leaves_some_of(self, rows: int) -> bool:
        """Tell whether a list of so many rows, of which each page has its share, goes on behind this page."""
        return rows > self.number * MOST_ROWS

    def _share(self, items: Sequence[Item]) -> Sequence[Item]:
        return items[(self.number - 1) * MOST_ROWS : self.number * MOST_ROWS]


def cut_dossier(dossier: Dossier) -> tuple[DossierPage, ...]:
    """Return the pages of a dossier: at least one, each with its share of every list, no sentence cut in two."""
    groups = [tuple(run) for run in _cut_passages(dossier.appearances)]
    lists = (dossier.quotes, dossier.claims, dossier.claims_about, dossier.events, dossier.notes)
    longest = max(len(rows) for rows in lists)
    pages = max(1, len(groups), -(-longest // MOST_ROWS))
    addresses = tuple(actor_address(dossier.actor.id.value, number) for number in range(1, pages + 1))
    years = _list_years(dossier.appearances, _first_places(groups, addresses))
    return tuple(
        DossierPage(
            dossier=dossier,
            number=number,
            addresses=addresses,
            passages=groups[number - 1] if number <= len(groups) else (),
            years=years,
        )
        for number in range(1, pages + 1)
    )


def quote_facets(dossier: Dossier, edition: Edition) -> Facets | None:
    """Return what an actor's quotes can be filtered by; None where they are few, or go on behind the first page."""
    quotes = dossier.quotes
    if not FEWEST_FILTERED <= len(quotes) <= MOST_ROWS:
        return None
    table = FacetTable("quote", ("stance", "form", "briefing"), dossier.site, edition)
    for quote in quotes:
        said = quote.note.annotation if quote.note else None
        table.add(quote.key, [(said and said.stance) or ""], [(said and said.form) or ""], [quote.slug])
    return table.finish({}, in_order=False)


FEWEST_FILTERED: Final = 6
"""Quotes that are seen at a glance need no filter."""


def _cut_passages(appearances: Iterable[Appearance]) -> list[list[PassageGroup]]:
    """Return the sentences in runs that hold no more mentions than a page may, unless one sentence alone does."""
    runs: list[list[PassageGroup]] = []
    room = 0
    for appearance in appearances:
        first = 0
        for number, mentions in enumerate(appearance.line.sizes):
            if not runs or mentions > room:
                if number > first:
                    runs[-1].append(PassageGroup(appearance, first, number))
                    first = number
                runs.append([])
                room = MOST_MENTIONS
            room -= mentions
        runs[-1].append(PassageGroup(appearance, first, len(appearance.line.sizes)))
    return runs


def _first_places(groups: Iterable[Iterable[PassageGroup]], addresses: Sequence[str]) -> dict[str, str]:
    """Return where each briefing's sentences begin, by its slug."""
    places: dict[str, str] = {}
    for address, page_groups in zip(addresses, groups, strict=False):
        for group in page_groups:
            places.setdefault(group.appearance.line.slug, f"{address}#{group.id}")
    return places


def _list_years(appearances: Iterable[Appearance], places: dict[str, str]) -> tuple[YearLine, ...]:
    by_year = groupby(appearances, key=lambda appearance: year_of(appearance.line.date))
    return tuple(
        YearLine(year, tuple(NamingBriefing(one, places[one.line.slug]) for one in run)) for year, run in by_year
    )


def group_citations(citations: Iterable[Citation]) -> tuple[CitedIn, ...]:
    """Return citations by briefing, in the order in which they come."""
    by_briefing = groupby(citations, key=lambda citation: citation.slug)
    runs = (tuple(run) for _, run in by_briefing)
    return tuple(CitedIn(run[0].briefing, tuple(citation.note for citation in run if citation.note)) for run in runs)
