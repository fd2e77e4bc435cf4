"""A timeline as a picture: an axis down the side, to scale where much happens, and the events beside it.

Lengths are CSS pixels; lengths across are measured from the side at which lines of the page's language begin.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date
from itertools import groupby, pairwise
from statistics import median
from typing import Final, NamedTuple

from sitegen.language.edtf import Day, Edtf, Limit, Moment, parse_edtf
from sitegen.model.registers import Claim
from sitegen.pages.ledgers import ListedRow

LEAST_EVENTS: Final = 5
"""With fewer the list is seen at once."""
MOST_EVENTS: Final = 60
"""Some three screens. More are no picture any more."""
ROW: Final = 26
"""The height of a date and of an event."""
SPACE: Final = 8
"""Between the events of two dates."""
STEP: Final = 26
"""What a unit of time has at least on the axis where that is to scale."""
MOST_STRETCH: Final = 3
"""So many times as long a unit becomes where the words beside the axis are longer than it, so that they stay near."""
UNITS: Final = (360, 28, 7, 1)
"""Days of a unit: about a year, a month, a week, a day. The largest is taken that half of the gaps are as long as."""
LONGEST_SCALED: Final = 3
"""Units between two dates that are drawn to scale; more are drawn as so many, dashed."""
LONGEST_DASHED: Final = 20
"""Beyond these units the axis is broken."""
BREAK: Final = 56
"""The height of a broken stretch."""
AXIS: Final = 36
"""Where the axis stands."""
LABELS: Final = 84
"""Where dates and events begin; leaders run from the axis to there."""
BAR: Final = 4
"""The width of a range's bar. Ranges that overlap lie side by side, outside the axis."""
BESIDE: Final = 12
"""From one mark to another of the same day; at most two stand beside the first, others on the last."""
MOST_BESIDE: Final = 2
MOST_BARS: Final = 3
"""So many lie side by side in the room that there is; others share the last place."""


class DrawnEvents(NamedTuple):
    """Events of one date and one sort: a mark on the axis, and rows beside it."""

    date: str
    """EDTF; empty where the events before have the same date."""
    certainty: str
    """From the closed set; empty for what is certain, and where the date itself says that it is not."""
    rows: tuple[ListedRow, ...]
    top: float
    """Of the first row."""
    height: int


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """A timeline, drawn from left to right."""

    height: int
    events: tuple[DrawnEvents, ...]
    scaled: str
    """Paths: the axis where it is to scale,"""
    dashed: str
    """where it is shortened,"""
    breaks: str
    """and where it is broken."""
    leaders: str
    full: str
    """The marks, a diamond for a day, a circle for one that is planned, a bar for more: what is certain,"""
    hollow: str
    """what is planned,"""
    doubtful: str
    """and what is uncertain or approximate, or a single date of which only the month, season, year or less is known."""

    @property
    def is_shortened(self) -> bool:
        """Tell whether a part of the axis is not to scale."""
        return bool(self.dashed or self.breaks)


class _Moment(NamedTuple):
    """Events of one date and one certainty before they have their places."""

    when: Edtf
    certainty: str
    """From the closed set; empty for what is certain."""
    first: int
    last: int
    """Days, counted from 1 January of the year 1."""
    rows: tuple[ListedRow, ...]
    is_another: bool
    """The moment before has the same date."""

    @property
    def is_bar(self) -> bool:
        """Tell whether the date is more than a day."""
        return self.when.is_interval or self.when.precision not in ("day", "time")

    @property
    def is_marked(self) -> bool:
        """Tell whether the date itself says that it is approximate or uncertain."""
        ends = (self.when.start, self.when.end)
        return any(isinstance(end, Moment) and (end.is_approximate or end.is_uncertain) for end in ends)

    @property
    def certainty_told(self) -> str:
        """Return the certainty, unless the date itself says the same."""
        return "" if self.is_marked and self.certainty != "planned" else self.certainty

    @property
    def has_heading(self) -> bool:
        """Tell whether the date or the certainty is told above the events."""
        return not self.is_another or bool(self.certainty_told)

    @property
    def style(self) -> str:
        """Return how the mark is drawn: full, hollow or doubtful."""
        if self.certainty == "planned":
            return "hollow"
        is_vague = self.is_bar and not self.when.is_interval
        return "doubtful" if self.certainty or self.is_marked or is_vague else "full"


class _DrawnMark(NamedTuple):
    """What stands for a moment."""

    x: int
    y: float
    style: str
    path: str


class _Gap(NamedTuple):
    """A stretch of the axis between two days on which something stands."""

    before: int
    after: int
    kind: str
    """scaled, dashed or broken."""
    units: float
    """How long it is drawn, unless it is broken."""


def draw_timeline(rows: Iterable[ListedRow]) -> TimelinePicture | None:
    """Return the picture of events in the order of time, without those that have no date; None for few or very many."""
    dated = [row for row in rows if row.date]
    if not LEAST_EVENTS <= len(dated) <= MOST_EVENTS:
        return None
    moments = list(_list_moments(dated))
    days = sorted({day for moment in moments for day in (moment.first, moment.last)})
    return _draw(moments, list(_gaps(days))) if len(days) > 1 else None


def spread(wishes: Sequence[float], heights: Sequence[int]) -> list[float]:
    """Return the upper edges of boxes, from 0 on and without overlap, that are nearest to what they wish.

    Weighted isotonic regression by pooling adjacent violators, of wishes less the heights before them; a box weighs as
    much as it is high. Wishes ascend. `spreadBoxes` in placement.js does the same for notes.
    """
    pools: list[tuple[float, int, int]] = []
    before = 0
    for wish, height in zip(wishes, heights, strict=True):
        mean, weight, count = wish - before, height, 1
        while pools and pools[-1][0] > mean:
            upper, upper_weight, upper_count = pools.pop()
            mean = (upper * upper_weight + mean * weight) / (upper_weight + weight)
            weight, count = weight + upper_weight, count + upper_count
        pools.append((mean, weight, count))
        before += height
    edges: list[float] = []
    before = 0
    for mean, _, count in pools:
        for _ in range(count):
            edges.append(max(mean, 0) + before)
            before += heights[len(edges) - 1]
    return edges


def _list_moments(rows: Iterable[ListedRow]) -> Iterator[_Moment]:
    """Yield the events by date and certainty, in the order of time."""
    dated = ((row.date.edtf, row) for row in rows if row.date)
    for written, run in groupby(dated, key=lambda item: item[0]):
        when = parse_edtf(written)
        by_certainty: dict[str, list[ListedRow]] = {}
        for _, row in run:
            by_certainty.setdefault(_certainty(row), []).append(row)
        for number, (certainty, found) in enumerate(by_certainty.items()):
            yield _Moment(when, certainty, *_days(when), tuple(found), is_another=number > 0)


def _certainty(row: ListedRow) -> str:
    told = "" if isinstance(row.shown, Claim) else row.shown.certainty or ""
    return "" if told == "certain" else told


def _days(when: Edtf) -> tuple[int, int]:
    """Return the first and the last day that a date names; an end that is open or unknown is the other end."""
    first = _ordinal(when.start.first) if isinstance(when.start, Moment) else None
    last = _ordinal(when.end.last) if isinstance(when.end, Moment) else None
    days = [day for day in (first, last) if day is not None]
    return days[0], days[-1]


def _ordinal(day: Day) -> int:
    """Return the number of a day, from 1 for 1 January of the year 1; beyond the calendar's years an estimate."""
    year = day[0]
    return date(*day).toordinal() if MINYEAR <= year <= MAXYEAR else round(year * 365.2425)


def _gaps(days: Sequence[int]) -> Iterator[_Gap]:
    """Yield the stretches of the axis between days that ascend."""
    between = [after - before for before, after in pairwise(days)]
    typical = median(between)
    unit = next((unit for unit in UNITS if unit <= typical), 1)
    for (before, after), length in zip(pairwise(days), between, strict=True):
        units = length / unit
        kind = "scaled" if units <= LONGEST_SCALED else "dashed" if units <= LONGEST_DASHED else "broken"
        yield _Gap(before, after, kind, min(units, LONGEST_SCALED))


def _measure(gaps: Sequence[_Gap], room: int) -> dict[int, float]:
    """Return where each day stands on an axis as long as the words beside it, as far as it can be stretched."""
    broken = BREAK * sum(gap.kind == "broken" for gap in gaps)
    units = sum(gap.units for gap in gaps if gap.kind != "broken")
    step = min(max(STEP, (room - broken - ROW) / max(units, 1)), STEP * MOST_STRETCH)
    heights = {gaps[0].before: ROW / 2}
    for gap in gaps:
        length = BREAK if gap.kind == "broken" else step * gap.units
        heights[gap.after] = round(heights[gap.before] + length, 1)
    return heights


def _draw(moments: Sequence[_Moment], gaps: Sequence[_Gap]) -> TimelinePicture:
    sizes = [ROW * (len(moment.rows) + moment.has_heading) + SPACE for moment in moments]
    heights = _measure(gaps, sum(sizes))
    edges = spread([heights[moment.first] - ROW / 2 for moment in moments], sizes)
    axis, marks = _axis(gaps, heights), _marks(moments, heights)
    leaders = (
        _leader(mark.x + 8, mark.y, *place) for mark, place in zip(marks, zip(edges, sizes, strict=True), strict=True)
    )
    events = tuple(
        DrawnEvents(
            "" if moment.is_another else moment.when.text,
            moment.certainty_told,
            moment.rows,
            round(edge, 1),
            size - SPACE,
        )
        for moment, edge, size in zip(moments, edges, sizes, strict=True)
    )
    return TimelinePicture(
        height=round(max(edges[-1] + sizes[-1], max(heights.values()) + ROW)),
        events=events,
        scaled=axis["scaled"],
        dashed=axis["dashed"],
        breaks=axis["broken"],
        leaders="".join(leaders),
        full=_join(marks, "full"),
        hollow=_join(marks, "hollow"),
        doubtful=_join(marks, "doubtful"),
    )


def _join(marks: Iterable[_DrawnMark], style: str) -> str:
    return "".join(mark.path for mark in marks if mark.style == style)


def _axis(gaps: Iterable[_Gap], heights: Mapping[int, float]) -> dict[str, str]:
    """Return the paths of the axis by how they are drawn."""
    paths = {"scaled": "", "dashed": "", "broken": ""}
    for gap in gaps:
        y, below = heights[gap.before], heights[gap.after]
        if gap.kind == "broken":
            middle = (y + below) / 2
            paths["scaled"] += f"M{AXIS} {y:g}V{middle - 10:g}M{AXIS} {middle + 10:g}V{below:g}"
            paths["broken"] += f"M{AXIS} {middle - 10:g}l6 5l-12 5l12 5l-6 5"
        else:
            paths[gap.kind] += f"M{AXIS} {y:g}V{below:g}"
    return paths


def _marks(moments: Iterable[_Moment], heights: Mapping[int, float]) -> list[_DrawnMark]:
    """Return the marks: days on the axis, those of one day side by side; bars outside it, where there is room."""
    marks = []
    points_on: Counter[int] = Counter()
    free_from = [float("-inf")] * MOST_BARS
    for moment in moments:
        y = heights[moment.first]
        if moment.is_bar:
            place = next((number for number, day in enumerate(free_from) if day < moment.first), MOST_BARS - 1)
            free_from[place] = moment.last
            x = AXIS - 4 - 2 * BAR * (place + 1)
            path = _bar(x, y, heights[moment.last], moment.when)
        else:
            x = AXIS + BESIDE * min(points_on[moment.first], MOST_BESIDE)
            points_on[moment.first] += 1
            is_planned = moment.certainty == "planned"
            path = (
                f"M{x - 5} {y:g}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z" if is_planned else f"M{x} {y - 6:g}l6 6l-6 6l-6 -6z"
            )
        marks.append(_DrawnMark(x, y, moment.style, path))
    return marks


def _bar(x: int, y: float, end: float, when: Edtf) -> str:
    """Return a bar from a height to another; it points on where the range has no end, or no start, that is known."""
    if isinstance(when.end, Limit):
        return f"M{x} {y:g}h{BAR}v6l-{BAR // 2} 6l-{BAR // 2} -6z"
    if isinstance(when.start, Limit):
        return f"M{x} {y:g}h{BAR}v-6l-{BAR // 2} -6l-{BAR // 2} 6z"
    return f"M{x} {y:g}h{BAR}V{max(end, y + BAR):g}h-{BAR}z"


def _leader(x: int, y: float, top: float, size: int) -> str:
    """Return the line from a mark to its rows, and along them."""
    middle, line = top + ROW / 2, LABELS - 8
    return f"M{x} {y:g}L{line - 12} {middle:.1f}H{line}M{line} {top + 4:.1f}v{size - SPACE - 8}"
