"""The register of pages over all briefings: who rests on what changed, and what is no page any more."""

import sqlite3

import pytest

from sitegen.archive.plans import TABLES, MadePage, Plans


@pytest.fixture
def plans() -> Plans:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    found = Plans(connection)
    found.put("home", [-1, -2], [MadePage("index.html", frozenset({1, -1}))], all_paths=["index.html"])
    topics = [MadePage("a.html", frozenset({2})), MadePage("b.html", frozenset({3, 4}))]
    found.put("topics", [-(1 << 63) + 1, (1 << 63) - 1], topics, all_paths=["a.html", "b.html"])
    return found


@pytest.mark.parametrize(
    ("changed", "families", "pages"),
    [
        (set(), set(), {}),
        ({99}, set(), {}),
        ({3, 99}, set(), {"topics": {"b.html"}}),
        ({5}, set(), {}),
        ({-1}, {"home"}, {"home": {"index.html"}}),
        ({2, 3}, set(), {"topics": {"a.html", "b.html"}}),
        ({4, 5, 6, 7, 8, 9}, set(), {"topics": {"b.html"}}),
        ({-(1 << 63) + 1}, {"topics"}, {}),
        ({(1 << 63) - 1, 1}, {"topics"}, {"home": {"index.html"}}),
    ],
)
def test_what_rests_on_a_change_is_touched(
    plans: Plans, changed: set[int], families: set[str], pages: dict[str, set[str]]
) -> None:
    assert plans.touched_families(changed) == families
    assert plans.touched_pages(changed) == pages


def test_pages_that_were_not_made_again_stay_as_they_were(plans: Plans) -> None:
    plans.put("topics", [-5], [MadePage("b.html", frozenset({7}))], all_paths=["a.html", "b.html"])
    assert plans.touched_pages({2}) == {"topics": {"a.html"}}
    assert plans.touched_pages({7}) == {"topics": {"b.html"}}
    assert plans.touched_families({-5}) == {"topics"}


def test_pages_that_are_planned_no_more_are_gone(plans: Plans) -> None:
    plans.put("topics", [-5], [], all_paths=["b.html"])
    assert plans.pages() == {"index.html": "home", "b.html": "topics"}
    assert plans.family_of("a.html") is None
    assert plans.family_of("b.html") == "topics"


def test_a_page_may_go_over_to_another_family(plans: Plans) -> None:
    plans.put("home", [-1], [MadePage("a.html", frozenset())], all_paths=["index.html", "a.html"])
    plans.put("topics", [-5], [], all_paths=["b.html"])
    assert plans.pages() == {"index.html": "home", "a.html": "home", "b.html": "topics"}


def test_a_family_is_forgotten_with_its_pages(plans: Plans) -> None:
    plans.remove("topics")
    assert plans.families() == {"home"}
    assert plans.pages() == {"index.html": "home"}


def test_a_note_is_what_was_written_last(plans: Plans) -> None:
    assert plans.note("word") == ""
    plans.write_note("word", "one")
    plans.write_note("word", "two")
    assert plans.note("word") == "two"


def test_entering_a_family_goes_through_no_other_familys_pages() -> None:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    asked: list[str] = []
    connection.set_trace_callback(asked.append)
    Plans(connection).put("home", [], [MadePage("index.html", frozenset())], all_paths=["index.html"])
    connection.set_trace_callback(None)

    steps = [step for one in asked if "SELECT" in one for step in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert steps
    assert not [step for *_, step in steps if step.startswith("SCAN")]
