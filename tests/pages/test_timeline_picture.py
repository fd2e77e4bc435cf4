"""The timeline as a picture: words that never overlap, near their marks, and no date more exact than it is."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.registers import Event
from sitegen.model.text import Location
from sitegen.model.wording import Date, Text, Wording, Written
from sitegen.pages.ledgers import ListedRow
from sitegen.pages.timeline_picture import MOST_EVENTS, TimelinePicture, draw_timeline, spread

HERE = Location("content/events.yaml")
TITLE = Text((Wording("en", "It happened", HERE),))
WEEK = [f"2022-01-0{day}" for day in range(1, 8)]


def draw(*dates: str, certainty: str | None = None) -> TimelinePicture | None:
    """Return the picture of events on these dates; the last one has a certainty."""
    rows = [Event(where=HERE, id=Written("e", HERE), title=TITLE, date=Date(date, HERE)) for date in dates]
    if certainty:
        rows[-1] = replace(rows[-1], certainty=certainty)
    return draw_timeline(
        ListedRow(id="", key="", shown=row, address="", briefing=None, places=(), date=row.date) for row in rows
    )


def drawn(*dates: str, certainty: str | None = None) -> TimelinePicture:
    picture = draw(*WEEK, *dates, certainty=certainty)
    assert picture
    return picture


@given(st.lists(st.tuples(st.floats(0, 900), st.integers(1, 200)), min_size=1, max_size=40))
def test_boxes_never_overlap_nor_stand_above_the_picture(boxes: list[tuple[float, int]]) -> None:
    wishes, heights = [wish for wish, _ in sorted(boxes)], [height for _, height in sorted(boxes)]
    edges = spread(wishes, heights)

    assert edges[0] >= 0
    assert all(upper + height <= lower + 1e-6 for (upper, lower), height in zip(pairwise(edges), heights, strict=False))


def test_what_has_room_stands_where_it_wishes_and_a_crowd_spreads_both_ways() -> None:
    assert spread([0, 100, 300], [20, 20, 20]) == [0, 100, 300]
    assert spread([100, 100, 100], [20, 20, 20]) == [80, 100, 120]


@given(st.lists(st.dates().map(str), min_size=5, max_size=MOST_EVENTS))
def test_words_of_any_dates_lie_below_each_other_within_the_picture(dates: list[str]) -> None:
    picture = draw(*sorted(dates))
    if len(set(dates)) == 1:
        assert picture is None
        return

    assert picture
    assert all(upper.top + upper.height <= lower.top for upper, lower in pairwise(picture.events))
    assert picture.events[-1].top + picture.events[-1].height <= picture.height
    assert sum(len(moment.rows) for moment in picture.events) == len(dates)


@pytest.mark.parametrize(
    ("date", "certainty", "sort"),
    [
        ("2022-01-08", "certain", "full"),
        ("2022-01-08", "planned", "hollow"),
        ("2022-01-08", "approximate", "doubtful"),
        ("2022-01-08?", None, "doubtful"),
        ("2022-01-08~", "certain", "doubtful"),
        ("2022-01-08/2022-01-10", None, "full"),
        ("2022-01-08/..", "certain", "full"),
        ("2022-01-08~/2022-01-10", None, "doubtful"),
        ("2022-01-08/2022-01-10", "planned", "hollow"),
        ("2022-02", "certain", "doubtful"),
        ("2023", None, "doubtful"),
        ("2022-23", None, "doubtful"),
    ],
)
def test_a_mark_says_what_is_known_of_a_date(date: str, certainty: str | None, sort: str) -> None:
    sorts = ("full", "hollow", "doubtful")
    without, with_it = drawn(), drawn(date, certainty=certainty)

    assert [one for one in sorts if getattr(without, one).count("z") != getattr(with_it, one).count("z")] == [sort]


def test_a_date_is_told_once_and_its_doubt_once() -> None:
    picture = drawn("2022-01-07", "2022-01-07?", certainty="uncertain")

    assert [(one.date, one.certainty, len(one.rows)) for one in picture.events[-2:]] == [
        ("2022-01-07", "", 2),
        ("2022-01-07?", "", 1),
    ]
    planned = drawn("2022-01-07", certainty="planned").events[-1]
    assert (planned.date, planned.certainty) == ("", "planned")


def test_long_gaps_are_dashed_or_broken() -> None:
    assert not drawn("2022-01-10").is_shortened
    assert drawn("2022-01-20").dashed.count("M") == 1
    assert drawn("2022-02-20").breaks.count("M") == 1


def test_equal_gaps_of_years_are_to_scale() -> None:
    picture = draw("1990", "1991", "1992", "1993", "1994")

    assert picture
    assert not picture.breaks


@pytest.mark.parametrize("count", [4, MOST_EVENTS + 1])
def test_few_and_very_many_events_are_no_picture(count: int) -> None:
    assert draw(*(f"20{number:02}-01-01" for number in range(count))) is None
    assert draw(*["2022-01-01"] * 8) is None
