"""Timelines: of the site its events and when its briefings appeared, of a briefing its events and what came after."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sitegen.language.edtf import ChronologicalKey, Edtf, Limit, Moment, parse_edtf
from sitegen.model.page_addresses import note_address
from sitegen.model.project import Annotation
from sitegen.model.site import Abstract, Briefing, Note, Site
from sitegen.model.wording import Date
from sitegen.pages.ledgers import ListedRow, list_rows


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
class DatedNote:
    """One line of a briefing's timeline: a note with a date."""

    date: Date
    note: Note
    address: str
    """Of the note, within an edition."""


def list_years(site: Site) -> tuple[TimelineYear, ...]:
    """Return the site's timeline by years and months, the earliest first; what has no date comes last."""
    events = (
        TimelineItem(row.date.edtf if row.date else "", listed)
        for row, listed in zip(site.events, list_rows(site.events), strict=True)
    )
    appearances = (TimelineItem(briefing.date, None, briefing) for briefing in reversed(site.briefings))
    return group_by_time((*events, *(item for item in appearances if item.date)))


def group_by_time(items: Iterable[TimelineItem]) -> tuple[TimelineYear, ...]:
    """Return items by years and months, the earliest first; those of one date stay as they come."""
    by_year = groupby(sorted(items, key=_order), key=lambda item: _year(item.date))
    return tuple(TimelineYear(number, year, _list_months(run)) for number, (year, run) in enumerate(by_year, start=1))


def list_dated_notes(briefing: Briefing) -> tuple[DatedNote, ...]:
    """Return a briefing's own timeline: its events and later developments that have a date, the earliest first."""
    dated = (_dated(note.annotation, note, briefing) for note in briefing.notes)
    return tuple(sorted((one for one in dated if one), key=lambda one: parse_edtf(one.date.edtf).chronological_key))


def _dated(annotation: Annotation, note: Note, briefing: Briefing) -> DatedNote | None:
    if annotation.kind not in _KINDS_WITH_DATE or not annotation.date:
        return None
    return DatedNote(annotation.date, note, note_address(briefing.slug, note.id))


def _list_months(items: Iterable[TimelineItem]) -> tuple[TimelineMonth, ...]:
    return tuple(TimelineMonth(month, tuple(run)) for month, run in groupby(items, key=lambda item: _month(item.date)))


def _order(item: TimelineItem) -> tuple[bool, ChronologicalKey | None]:
    """Return where an item stands: those without a date last."""
    return (False, parse_edtf(item.date).chronological_key) if item.date else (True, None)


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


_KINDS_WITH_DATE: Final = frozenset({"event", "update"})

_LAST_YEAR_OF_FOUR_DIGITS: Final = 9999
