"""The timeline of the site: its events, and when its briefings appeared.

A long timeline of the site begins with its years and its end; each year stands on pages of its own. Each event of the
register has a page with all its places.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final, Protocol, TypeVar

from sitegen.language.editions import Edition
from sitegen.language.edtf import ChronologicalKey, Edtf, Limit, Moment, parse_edtf
from sitegen.model.addresses import TIMELINE, entry_address, part_address
from sitegen.model.briefing import Abstract
from sitegen.model.registers import Event
from sitegen.model.wording import Text
from sitegen.pages.facets import MANY, MOST_IN_A_ROW, UNDATED, Facets, FacetTable, plan_rows
from sitegen.pages.ledgers import ListedRow, fill_row, list_first_places, list_rows, moment
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import ALONE, Pager, cut_ahead, cut_back, weigh
from sitegen.pages.timeline_picture import draw_timeline
from sitegen.records.site import LedgerRow, Site


class HasDate(Protocol):
    """Whatever has a date."""

    @property
    def date(self) -> str:
        """Return it as EDTF; empty where it is not known."""


Dated = TypeVar("Dated", bound=HasDate)


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """Something with a date: an event, or a briefing that appeared."""

    date: str
    """EDTF; empty where it is not known."""
    row: ListedRow | None
    """The event; None where a briefing appeared."""
    briefing: Abstract | None = None
    """The briefing that appeared."""


@dataclass(frozen=True, slots=True)
class TimelineMonth:
    """What happened in a month or season."""

    date: str
    """EDTF: a month or season; empty for what has neither."""
    items: tuple[TimelineItem, ...]


@dataclass(frozen=True, slots=True)
class TimelineYear:
    """What happened in a year, or in a decade or century of which no year is known."""

    number: int
    """From 1; the year's fragment is made of it."""
    date: str
    """EDTF; empty for what has no date."""
    months: tuple[TimelineMonth, ...]

    @property
    def events(self) -> int:
        """Return how many events there are."""
        return sum(bool(item.row) for month in self.months for item in month.items)


@dataclass(frozen=True, slots=True)
class Instant:
    """An item of the timeline as far as it is sorted by it."""

    date: str
    """EDTF; empty where it is not known."""
    row: LedgerRow | None
    """The event; None where a briefing appeared."""
    slug: str = ""
    """Of the briefing that appeared."""


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A year in the timeline's menu."""

    date: str
    """EDTF, as of `TimelineYear`."""
    address: str
    """Where it stands, within an edition."""
    events: int
    """How many events there are; on the pages of a year 0, as they do not say it."""
    briefings: int = 0
    """How many briefings appeared, where they are counted too."""


def plan_timeline(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the timeline's first page: all of it, or of a long one its years and its end."""
    instants = list_instants(site)
    is_long = _is_long(instants, site)
    yield ListPage(TIMELINE, "timeline.html", partial(_fill_timeline, instants, site, edition, is_long=is_long))


def plan_event_rows(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the scripts that bring all events of a long timeline where they are filtered."""
    instants = list_instants(site)
    events = [instant.row for instant in instants if instant.row]
    if len(events) >= MANY and _is_long(instants, site):
        yield from plan_rows(
            TIMELINE,
            events,
            find_facets=partial(event_facets, instants, site, edition, is_long=True),
            show=partial(list_first_places, site=site),
            most=site.lengths.found,
        )


def plan_years(site: Site) -> Iterator[ListPage]:
    """Yield the pages of all years of a long timeline."""
    instants = list_instants(site)
    if not _is_long(instants, site):
        return
    by_year = _split_years(instants)
    steps = tuple(TimelineStep(year, _year_address(year), 0) for year, _ in by_year)
    for year, run in by_year:
        for part in cut_ahead(_weights(run, site), site.lengths.moments, _year_address(year)):
            shown = run[part.span]
            fill = partial(_fill, shown, steps, part.pager, site)
            yield ListPage(part.address, "timeline.html", fill)


def plan_event(event: Event, site: Site) -> Iterator[ListPage]:
    """Yield the pages of an event of the register: all its places."""
    row = site.row_of(event)
    address = entry_address("event", event.id.value)
    for part in cut_back(weigh(len(row.lines)), site.lengths.rows, address):
        fill = partial(fill_row, row, part, site)
        yield ListPage(part.address, "event.html", fill)


def list_instants(site: Site) -> Sequence[Instant]:
    """Return the events and the briefings' appearances, the earliest first; what has no date comes last."""
    events = sorted((Instant(row.edtf, row) for row in site.events), key=_moment_of)
    lines = reversed(site.library.briefings())
    appearances = (Instant(line.date, None, line.slug) for line in lines if line.date)
    return sorted((*events, *appearances), key=_moment_of)


def group_by_time(items: Iterable[TimelineItem]) -> tuple[TimelineYear, ...]:
    """Return items by years and months, the earliest first; those of one date stay as they come."""
    by_year = _split_years(sorted(items, key=_moment_of))
    return tuple(TimelineYear(number, year, _list_months(run)) for number, (year, run) in enumerate(by_year, start=1))


def _is_long(instants: Iterable[Instant], site: Site) -> bool:
    return sum(_weights(instants, site)) > site.lengths.moments


def _weights(instants: Iterable[Instant], site: Site) -> list[int]:
    return [site.lengths.weight_of_event if instant.row else 1 for instant in instants]


def _fill_timeline(instants: Sequence[Instant], site: Site, edition: Edition, *, is_long: bool) -> Nouns:
    shown = [instant for instant in instants if instant.date][-2 * site.lengths.places :] if is_long else instants
    facets = event_facets(instants, site, edition, is_long=is_long)
    # By events readers are led to their years as they filter them.
    steps = tuple(step for step in _list_steps(instants, is_long=is_long) if not (facets and step.events))
    return {**_fill(shown, steps, None, site), "facets": facets, "is_split": is_long}


def _list_steps(instants: Iterable[Instant], *, is_long: bool) -> Iterator[TimelineStep]:
    for number, (year, run) in enumerate(_split_years(instants), start=1):
        address = _year_address(year) if is_long else f"{TIMELINE}#_year-{number}"
        yield TimelineStep(year, address, *_count(run))


def event_facets(instants: Iterable[Instant], site: Site, edition: Edition, *, is_long: bool) -> Facets | None:
    """Return what the events among the items of the timeline can be filtered by."""
    years = {step.date or UNDATED: step.address for step in _list_steps(instants, is_long=is_long) if step.events}
    if len(years) > MOST_IN_A_ROW:
        years = dict(reversed(years.items()))  # of many years the last stand in the row
    table = FacetTable("event", ("year", "actor", "place"), site, edition)
    told = {line.key: line for line in site.library.facet_lines("event")}
    for row in (instant.row for instant in instants if instant.row):
        entry = row.entry if isinstance(row.entry, Event) else None
        places: list[tuple[str, Mapping[str, Text]]] = [(entry.place.id, {})] if entry and entry.place else []
        actors: list[tuple[str, Mapping[str, Text]]] = [(one.id, {}) for one in entry.refs] if entry else []
        for line in (told[line.key] for line in row.lines if line.key in told):
            places.append((line.place, line.names))
            actors += [(one, line.names) for one in line.refs]
        at, with_ = [one for one, _ in places], [one for one, _ in actors]
        table.add(
            row.key,
            [_year(row.edtf) or UNDATED],
            [*(table.value_of(one, {}) for one in at), *(table.value_of(*one) for one in actors)],
            [
                *(table.value_of(*one, ("place", "actor")) for one in places),
                *(table.value_of(one, {}, ("place",)) for one in with_),
            ],
        )
    return table.finish(years, in_order=True, is_long=is_long)


def _fill(instants: Sequence[Instant], steps: Sequence[TimelineStep], pager: Pager | None, site: Site) -> Nouns:
    events = list_rows((instant.row for instant in instants if instant.row), site)
    rows = iter(events)
    items = (
        TimelineItem(one.date, next(rows)) if one.row else TimelineItem(one.date, None, site.library.abstract(one.slug))
        for one in instants
    )
    return {
        "years": group_by_time(items),
        "picture": draw_timeline(events),
        "steps": steps,
        "facets": None,
        "pager": pager or ALONE,
        "is_part": pager is not None,
        "is_split": False,
    }


def _moment_of(item: HasDate) -> tuple[bool, ChronologicalKey | None]:
    return moment(item.date)


def _split_years(items: Iterable[Dated]) -> list[tuple[str, list[Dated]]]:
    return [(year, list(run)) for year, run in groupby(items, key=lambda item: _year(item.date))]


def _count(instants: Sequence[Instant]) -> tuple[int, int]:
    """Return how many events and how many briefings there are."""
    events = sum(bool(instant.row) for instant in instants)
    return events, len(instants) - events


def _year_address(year: str) -> str:
    return part_address(TIMELINE, year or UNDATED)


def _list_months(items: Iterable[TimelineItem]) -> tuple[TimelineMonth, ...]:
    return tuple(TimelineMonth(month, tuple(run)) for month, run in groupby(items, key=lambda item: _month(item.date)))


def _year(edtf: str) -> str:
    """Return the year of a date's first day as EDTF; a decade or century, which has no one year, as it is."""
    if not edtf:
        return ""
    moment = _first_moment(parse_edtf(edtf))
    if moment.precision in {"decade", "century"}:
        return _start_as_written(edtf).rstrip("?~%")
    year = moment.first[0]
    if abs(year) > _LAST_YEAR_OF_FOUR_DIGITS:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def _month(edtf: str) -> str:
    """Return the month of a date's first day as EDTF, or its season, empty where the date names neither."""
    moment = _first_moment(parse_edtf(edtf)) if edtf else None
    if moment and moment.precision == "season":
        return _start_as_written(edtf).rstrip("?~%")
    is_known = moment and moment.precision in {"month", "day", "time"}
    return f"{_year(edtf)}-{moment.first[1]:02d}" if moment and is_known else ""


def _first_moment(date: Edtf) -> Moment:
    """Return the start of a date, or its end where the start is open or unknown."""
    moment = date.end if isinstance(date.start, Limit) else date.start
    if isinstance(moment, Limit):
        raise TypeError("a date was made without a start and an end")
    return moment


def _start_as_written(edtf: str) -> str:
    start, _, end = edtf.partition("/")
    return end if start in {"", Limit.OPEN.value} else start


_LAST_YEAR_OF_FOUR_DIGITS: Final = 9999
