"""Briefings as lists show them: a headline that readers of the edition understand, a date, what is in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sitegen.language.editions import Edition
from sitegen.language.edtf import parse_edtf
from sitegen.model.addresses import HOME, briefing_address
from sitegen.model.briefing import Abstract, Headline, make_headline
from sitegen.model.library import BriefingLine
from sitegen.model.site import Site
from sitegen.pages.cutting import Pager, Part, cut_back, part_of, weigh
from sitegen.pages.family import ListPage, Nouns


@dataclass(frozen=True, slots=True)
class Card:
    """A briefing in a list."""

    briefing: Abstract
    address: str
    headline: Headline
    notes: int
    actors: int
    """How many different actors the article names."""


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
        return {"part": self, "cards": tuple(make_card(briefing, edition) for briefing in site.shelve(self.slugs))}


def plan_home(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of all briefings, the newest first."""
    for part, page in cut_cards(HOME, site.library.briefings(), site):
        yield ListPage(part.address, "home.html", partial(page.fill, site, edition))


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
    return Card(briefing, address, make_headline(briefing, edition.language), briefing.notes, len(briefing.actors))


def year_of(edtf: str) -> str:
    """Return the year in which a briefing's date ends, by which briefings are ordered, as EDTF."""
    latest = parse_edtf(edtf).latest if edtf else None
    return f"{latest.year:04d}" if latest else ""


def _list_years(lines: Iterable[BriefingLine], parts: Sequence[Part]) -> Iterator[YearStep]:
    position = 0
    for year, run in groupby(lines, key=lambda line: year_of(line.date)):
        yield YearStep(year, part_of(parts, position).address)
        position += sum(1 for _ in run)
