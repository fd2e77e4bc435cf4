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

from sitegen.language.edtf import Day, Edtf, Moment, parse_edtf
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
AXIS: Final = 28
"""Where the axis stands."""
LABELS: Final = 76
"""Where dates and events begin; leaders run from the axis to there."""
BAR: Final = 6
"""The width of a range's bar. Ranges that overlap lie side by side, outside the axis."""
MOST_BARS: Final = 3
"""So many lie side by side in the room that there is; others share the last place."""


class DrawnEvents(NamedTuple):
    """Events of one date and one sort: a mark on the axis, and rows beside it."""

    date: str
    """EDTF."""
    shows_date: bool
    """The events before do not have the same date."""
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
    certain: str
    """The marks: a full diamond,"""
    doubtful: str
    """a hollow one for what is uncertain or approximate,"""
    planned: str
    """a circle,"""
    ranges: str
    """a bar from the first day to the last,"""
    vague: str
    """a hollow bar for a single date of which only the month, season, year or less is known."""

    @property
    def is_shortened(self) -> bool:
        """Tell whether a part of the axis is not to scale."""
        return bool(self.dashed or self.breaks)


class _Moment(NamedTuple):
    """Events of one date and one sort before they have their places."""

    date: str
    certainty: str
    shape: str
    first: int
    last: int
    """Days, counted from 1 January of the year 1."""
    rows: tuple[ListedRow, ...]
    number: int
    """Among those of its day, from 0."""
    is_another: bool
    """The mark before has the same date."""


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
    marks = list(_list_marks(dated))
    days = sorted({day for mark in marks for day in (mark.first, mark.last)})
    return _draw(marks, list(_gaps(days))) if len(days) > 1 else None


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


def _list_marks(rows: Iterable[ListedRow]) -> Iterator[_Moment]:
    """Yield the events by date and sort, in the order of time."""
    marks_on: Counter[int] = Counter()
    dated = ((row.date.edtf, row) for row in rows if row.date)
    for written, run in groupby(dated, key=lambda item: item[0]):
        when = parse_edtf(written)
        first, last = _days(when)
        by_sort: dict[tuple[str, str], list[ListedRow]] = {}
        for _, row in run:
            certainty = _certainty(row)
            by_sort.setdefault((certainty, _shape(when, certainty)), []).append(row)
        for position, ((certainty, shape), found) in enumerate(by_sort.items()):
            yield _Moment(written, certainty, shape, first, last, tuple(found), marks_on[first], position > 0)
            marks_on[first] += 1


def _certainty(row: ListedRow) -> str:
    told = "" if isinstance(row.shown, Claim) else row.shown.certainty or ""
    return "" if told == "certain" else told


def _shape(when: Edtf, certainty: str) -> str:
    if when.is_interval:
        return "range"
    if certainty == "planned":
        return "planned"
    if when.precision not in ("day", "time"):
        return "vague"
    return "doubtful" if certainty or _is_marked(when) else "certain"


def _is_marked(when: Edtf) -> bool:
    """Tell whether a date itself says that it is approximate or uncertain."""
    return any(isinstance(end, Moment) and (end.is_approximate or end.is_uncertain) for end in (when.start, when.end))


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


def _draw(marks: Sequence[_Moment], gaps: Sequence[_Gap]) -> TimelinePicture:
    sizes = [ROW * (len(mark.rows) + (not mark.is_another)) + SPACE for mark in marks]
    heights = _measure(gaps, sum(sizes))
    edges = spread([heights[mark.first] - ROW / 2 for mark in marks], sizes)
    shapes: dict[str, list[str]] = {}
    leaders, events, free_from = [], [], [0] * MOST_BARS
    for mark, edge, size in zip(marks, edges, sizes, strict=True):
        top = round(edge, 1)
        y, x = heights[mark.first], AXIS + 15 * mark.number
        if mark.shape in ("range", "vague"):
            place = next((n for n, end in enumerate(free_from) if end <= mark.first), MOST_BARS - 1)
            free_from[place] = mark.last + 1
            x = AXIS - 5 - (BAR + 2) * (place + 1)
        shapes.setdefault(mark.shape, []).append(_shape_path(mark, x, y, heights[mark.last]))
        told = "" if mark.certainty != "planned" and _is_marked(parse_edtf(mark.date)) else mark.certainty
        leaders.append(_leader(x + 8, y, top, size))
        events.append(DrawnEvents(mark.date, not mark.is_another, told, mark.rows, top, size - SPACE))
    end = max(edges[-1] + sizes[-1], max(heights.values()) + ROW)
    axis = {kind: "".join(lines) for kind, lines in _axis(gaps, heights).items()}
    drawn = {shape: "".join(paths) for shape, paths in shapes.items()}
    return TimelinePicture(
        height=round(end),
        events=tuple(events),
        scaled=axis["scaled"],
        dashed=axis["dashed"],
        breaks=axis["breaks"],
        leaders="".join(leaders),
        certain=drawn.get("certain", ""),
        doubtful=drawn.get("doubtful", ""),
        planned=drawn.get("planned", ""),
        ranges=drawn.get("range", ""),
        vague=drawn.get("vague", ""),
    )


def _axis(gaps: Iterable[_Gap], heights: Mapping[int, float]) -> dict[str, list[str]]:
    """Return the pieces of the axis by how they are drawn."""
    pieces: dict[str, list[str]] = {"scaled": [], "dashed": [], "breaks": []}
    for gap in gaps:
        y, below = heights[gap.before], heights[gap.after]
        if gap.kind == "broken":
            middle = (y + below) / 2
            pieces["scaled"].append(f"M{AXIS} {y:g}V{middle - 10:g}M{AXIS} {middle + 10:g}V{below:g}")
            pieces["breaks"].append(f"M{AXIS} {middle - 10:g}l6 5l-12 5l12 5l-6 5")
        else:
            pieces[gap.kind].append(f"M{AXIS} {y:g}V{below:g}")
    return pieces


def _shape_path(mark: _Moment, x: int, y: float, end: float) -> str:
    if mark.shape in ("range", "vague"):
        # A range within a day is as high as a mark.
        return f"M{x} {y:g}h{BAR}V{max(end, y + BAR):g}h-{BAR}z"
    if mark.shape == "planned":
        return f"M{x - 5} {y:g}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"
    return f"M{x} {y - 6:g}l6 6l-6 6l-6 -6z"


def _leader(x: int, y: float, top: float, size: int) -> str:
    """Return the line from a mark to its rows, and along them."""
    middle, line = top + ROW / 2, LABELS - 8
    return f"M{x} {y:g}L{line - 12} {middle:g}H{line}M{line} {top + 4:g}V{top + size - SPACE - 4:g}"
