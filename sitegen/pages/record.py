"""The record of a dossier, cut into pages that load at once: each shows its share of every long list."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeVar

from sitegen.language.edtf import parse_edtf
from sitegen.model.page_addresses import actor_address
from sitegen.model.site import Abstract
from sitegen.pages.citations import CitedIn, group_citations
from sitegen.pages.dossier import Dossier
from sitegen.pages.ledgers import ListedRow
from sitegen.pages.passages import Appearance, Passage, list_appearances

MOST_MENTIONS: Final = 200
"""On one page. With their sentences that is some 150 KB, which a phone shows at once."""

MOST_ROWS: Final = 60
"""Of quotes, claims, events and notes each on one page; they are longer than a sentence."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class PassageGroup:
    """Sentences of one briefing that name the actor."""

    briefing: Abstract
    mentions: int
    """In the whole briefing, also where some stand on the next page."""
    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """Return the group's fragment."""
        return f"_in-{self.briefing.slug}"


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """A briefing that names the actor."""

    briefing: Abstract
    mentions: int
    address: str
    """Where its sentences begin, within an edition."""


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year with the briefings that name the actor."""

    year: str
    """EDTF; empty for briefings without a date."""
    briefings: tuple[BriefingLine, ...]

    @property
    def mentions(self) -> int:
        """Return how often the year's articles name the actor."""
        return sum(line.mentions for line in self.briefings)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPage:
    """One page of a dossier."""

    number: int
    """From 1; the first keeps the dossier's address."""
    address: str
    """Within an edition."""
    addresses: tuple[str, ...]
    """Of all pages of the dossier."""
    quotes: tuple[CitedIn, ...]
    claims: tuple[ListedRow, ...]
    claims_about: tuple[ListedRow, ...]
    events: tuple[ListedRow, ...]
    notes: tuple[CitedIn, ...]
    passages: tuple[PassageGroup, ...]
    years: tuple[YearLine, ...]
    """Of the whole dossier, the latest first."""

    @property
    def next(self) -> str:
        """Return the address of the page behind, empty on the last."""
        return self.addresses[self.number] if self.number < len(self.addresses) else ""

    def leaves_some_of(self, rows: int) -> bool:
        """Tell whether a list of so many rows, of which each page has its share, goes on behind this page."""
        return rows > self.number * MOST_ROWS


def cut_record(dossier: Dossier) -> tuple[RecordPage, ...]:
    """Return the pages of a dossier: at least one, each with its share of every list, no sentence cut in two."""
    actor_id = dossier.actor.id.value
    appearances = list_appearances(dossier.sightings)
    passages = _cut_passages(appearances)
    lists = (dossier.quotes, dossier.claims, dossier.claims_about, dossier.events, dossier.notes)
    longest = max(len(rows) for rows in lists)
    pages = max(1, len(passages), -(-longest // MOST_ROWS))
    addresses = tuple(actor_address(actor_id, number) for number in range(1, pages + 1))
    counts = {appearance.briefing.slug: len(appearance.sightings) for appearance in appearances}
    groups = [tuple(_group_passages(share, counts)) for share in passages]
    years = _list_years(appearances, _first_places(groups, addresses))
    return tuple(
        RecordPage(
            number=number,
            address=address,
            addresses=addresses,
            quotes=group_citations(_share(dossier.quotes, number)),
            claims=_share(dossier.claims, number),
            claims_about=_share(dossier.claims_about, number),
            events=_share(dossier.events, number),
            notes=group_citations(_share(dossier.notes, number)),
            passages=groups[number - 1] if number <= len(groups) else (),
            years=years,
        )
        for number, address in enumerate(addresses, start=1)
    )


def _share(items: Sequence[Item], number: int) -> tuple[Item, ...]:
    return tuple(items[(number - 1) * MOST_ROWS : number * MOST_ROWS])


def _cut_passages(appearances: Iterable[Appearance]) -> list[list[Passage]]:
    """Return the sentences in runs that hold no more mentions than a page may, unless one sentence alone does."""
    runs: list[list[Passage]] = []
    room = 0
    for passage in (passage for appearance in appearances for passage in appearance.passages):
        mentions = sum(bool(piece.address) for piece in passage.pieces)
        if not runs or mentions > room:
            runs.append([])
            room = MOST_MENTIONS
        runs[-1].append(passage)
        room -= mentions
    return runs


def _group_passages(passages: Iterable[Passage], counts: dict[str, int]) -> Iterator[PassageGroup]:
    for slug, run in groupby(passages, key=lambda passage: passage.briefing.slug):
        group = tuple(run)
        yield PassageGroup(group[0].briefing, counts[slug], group)


def _first_places(groups: Iterable[Iterable[PassageGroup]], addresses: Sequence[str]) -> dict[str, str]:
    """Return where each briefing's sentences begin, by its slug."""
    places: dict[str, str] = {}
    for address, page_groups in zip(addresses, groups, strict=False):
        for group in page_groups:
            places.setdefault(group.briefing.slug, f"{address}#{group.id}")
    return places


def _list_years(appearances: Iterable[Appearance], places: dict[str, str]) -> tuple[YearLine, ...]:
    lines = (
        BriefingLine(appearance.briefing, len(appearance.sightings), places[appearance.briefing.slug])
        for appearance in appearances
    )
    by_year = groupby(lines, key=lambda line: _year(line.briefing))
    return tuple(YearLine(year, tuple(run)) for year, run in by_year)


def _year(briefing: Abstract) -> str:
    """Return the year in which a briefing's date ends, by which briefings are ordered, as EDTF."""
    latest = parse_edtf(briefing.date).latest if briefing.date else None
    return f"{latest.year:04d}" if latest else ""
