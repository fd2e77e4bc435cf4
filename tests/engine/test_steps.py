"""The register of steps: which run again after a change, which facts come out otherwise, which files come and go."""

import sqlite3
from collections.abc import Collection

import pytest

from sitegen.engine.steps import FEW_CHANGES, FEW_READS, MANY_CHANGES, TABLES, Stage, StepResult, Steps
from sitegen.model.problems import Problem, Severity
from sitegen.model.text import Location
from sitegen.records.keys import key_of

KEYS = [key_of("key", str(number)) for number in range(FEW_READS + 5)]


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return connection


def record(steps: Steps, name: str, stage: Stage = Stage.PAGE, **done: Collection[object]) -> None:
    steps.record(stage, name, StepResult(**done))  # type: ignore[arg-type]


def after(connection: sqlite3.Connection, *changed: int) -> Steps:
    """The register in the next build, when these keys changed."""
    steps = Steps(connection)
    steps.changed.update(changed)
    return steps


@pytest.mark.parametrize("others", [0, FEW_CHANGES + 1, MANY_CHANGES + 1])
def test_a_step_is_stale_where_a_key_that_it_read_changed_and_nowhere_else(
    connection: sqlite3.Connection, others: int
) -> None:
    first = Steps(connection)
    record(first, "few", reads=KEYS[:2])
    record(first, "many", reads=KEYS[2:])
    record(first, "list", reads=KEYS, stage=Stage.LIST)
    unread = [key_of("unread", str(number)) for number in range(others)]
    assert after(connection, *unread).stale(Stage.PAGE) == set()
    assert after(connection, KEYS[1], *unread).stale(Stage.PAGE) == {"few"}
    assert after(connection, KEYS[-1], *unread).stale(Stage.PAGE) == {"many"}
    assert after(connection, KEYS[0], KEYS[-1], *unread).stale(Stage.PAGE) == {"few", "many"}
    assert after(connection, KEYS[0], *unread).stale(Stage.LIST) == {"list"}


def test_what_a_step_read_before_counts_no_more(connection: sqlite3.Connection) -> None:
    first = Steps(connection)
    for reads in (KEYS[:1], KEYS[1:], KEYS[2:3]):
        record(first, "one", reads=reads)
    assert after(connection, *KEYS[:2], *KEYS[3:]).stale(Stage.PAGE) == set()
    assert after(connection, KEYS[2]).stale(Stage.PAGE) == {"one"}


def test_a_fact_that_comes_out_as_it_was_changes_nothing(connection: sqlite3.Connection) -> None:
    record(Steps(connection), "one", facts={KEYS[0]: 1, KEYS[1]: 2, KEYS[2]: 3})
    steps = Steps(connection)
    record(steps, "one", facts={KEYS[0]: 1, KEYS[1]: 9, KEYS[3]: 3})
    assert steps.changed == {KEYS[1], KEYS[2], KEYS[3]}


def test_the_facts_of_a_step_that_is_forgotten_change(connection: sqlite3.Connection) -> None:
    record(Steps(connection), "one", reads=KEYS[:1], facts={KEYS[0]: 1}, files=["a.html"])
    steps = Steps(connection)
    steps.forget(Stage.PAGE, "one")
    assert steps.changed == {KEYS[0]}
    assert (steps.has(Stage.PAGE, "one"), steps.files(), steps.stale(Stage.PAGE)) == (False, [], set())


def test_a_step_of_which_a_file_is_damaged_is_stale(connection: sqlite3.Connection) -> None:
    record(Steps(connection), "one", files=["a.html", "b.html"])
    assert Steps(connection).stale(Stage.PAGE, ["b.html", "c.html"]) == {"one"}
    assert Steps(connection).stale(Stage.LIST, ["b.html"]) == set()


def test_files_come_and_go_with_their_steps(connection: sqlite3.Connection) -> None:
    record(Steps(connection), "one", files=["a.html", "b.txt"])
    steps = Steps(connection)
    record(steps, "one", files=["b.txt", "a.html"])
    assert (steps.has_same_files, steps.has_same_pages) == (True, True)
    record(steps, "one", files=["a.html"])
    assert (steps.has_same_files, steps.has_same_pages) == (False, True)
    record(steps, "two", files=["c.html"])
    assert (steps.has_same_pages, steps.files()) == (False, ["a.html", "c.html"])


def test_files_that_two_steps_exchange_neither_come_nor_go(connection: sqlite3.Connection) -> None:
    first = Steps(connection)
    record(first, "one", files=["a.html"])
    record(first, "two", files=["b.html"])
    steps = Steps(connection)
    record(steps, "one", files=["b.html"])
    assert steps.claimed_twice() is None or not steps.has_same_files
    record(steps, "two", files=["a.html"])
    assert steps.has_same_files
    assert steps.claimed_twice() is None
    assert steps.files_of(Stage.PAGE, "two") == ["a.html"]


def test_a_file_that_two_steps_made_is_told(connection: sqlite3.Connection) -> None:
    steps = Steps(connection)
    record(steps, "one", files=["a.html", "b.html"])
    record(steps, "two", files=["b.html"], stage=Stage.LIST)
    assert steps.claimed_twice() == "b.html"


def test_names_come_by_stage_and_by_what_they_begin_with(connection: sqlite3.Connection) -> None:
    steps = Steps(connection)
    for name in ("actors\ta.html", "actors\tb.html", "actors/x\ta.html"):
        record(steps, name, stage=Stage.LIST)
    record(steps, "actors", stage=Stage.PLAN)
    assert steps.names_below(Stage.LIST, "actors\t") == ["actors\ta.html", "actors\tb.html"]
    assert steps.names(Stage.PLAN) == ["actors"]


def test_problems_come_back_with_the_step_that_found_them(connection: sqlite3.Connection) -> None:
    problem = Problem("raw-html", Severity.WARNING, "وردت", Location("a.yaml", 7, 3), "<b>", "write it\nanew")
    steps = Steps(connection)
    steps.record(Stage.PAGE, "a.yaml", StepResult(problems=[problem]))
    steps.record(Stage.PLAN, "home", StepResult())
    assert list(Steps(connection).problems()) == [(Stage.PAGE, "a.yaml", [problem])]
