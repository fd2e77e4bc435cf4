"""The register of briefings' files: what was entered comes back, by path, by slug, by who is named."""

import sqlite3

import pytest

from sitegen.archive.items import TABLES, Entry, Items
from sitegen.model.problems import Problem, Severity
from sitegen.model.project import BriefingSummary
from sitegen.model.text import Location
from sitegen.model.wording import Written


@pytest.fixture
def items() -> Items:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return Items(connection)


def place(path: str, line: int = 1) -> Location:
    return Location(path, line, 3)


def summary(slug: str, **changes: object) -> BriefingSummary:
    return BriefingSummary(slug=slug, slug_where=place(f"{slug}.yaml"), seed=f"{slug}.txt", **changes)  # type: ignore[arg-type]


def problem(word: str) -> Problem:
    return Problem("raw-html", Severity.WARNING, word, place("a.yaml", 7), "<b>", "write it\nanew")


def entry(path: str, slug: str, *, day: int | None = 5, named: tuple[str, ...] = ()) -> Entry:
    return Entry(path, summary(slug), day, (), named, (f"briefings/{slug}.html",))


def test_a_face_comes_back_whole_and_light(items: Items) -> None:
    own = summary(
        "one",
        aliases=(Written("former", place("one.yaml", 2)),),
        declared=(Written("n1", place("one.yaml", 4)),),
        local=(("n1", "annotation"), ("guest", "actor")),
        is_draft=True,
    )
    items.put(Entry("one.yaml", own, None, (), (), ()))

    assert items.summary("one.yaml") == own
    ((path, light, is_published),) = items.light_summaries()
    assert (path, is_published) == ("one.yaml", False)
    assert (light.slug, light.aliases, light.declared, light.local) == ("one", own.aliases, (), ())


def test_who_is_not_in_the_register_is_not_found(items: Items) -> None:
    for look_up in (items.summary, items.slug):
        with pytest.raises(LookupError):
            look_up("one.yaml")
    assert items.path_of("one") is None
    assert items.entry_of("one.yaml") is None
    assert items.day("one.yaml") is None


def test_an_entry_takes_the_place_of_the_former_with_all_that_it_named(items: Items) -> None:
    items.put(entry("one.yaml", "one", named=("two", "three")))
    items.put(entry("one.yaml", "uno", named=("three",)))

    assert items.slug("one.yaml") == "uno"
    assert items.named_by("one.yaml") == ("three",)
    assert items.naming(["two"]) == set()
    assert items.naming(["three", "two"]) == {"one.yaml"}
    items.remove("one.yaml")
    assert items.naming(["three"]) == set()
    assert not items.has("one.yaml")


def test_of_two_files_with_a_slug_the_first_has_it(items: Items) -> None:
    items.put(entry("b.yaml", "one"))
    items.put(entry("a.yaml", "one"))
    assert items.path_of("one") == "a.yaml"


def test_a_draft_has_a_slug_behind_a_briefing_that_is_none(items: Items) -> None:
    items.put(Entry("a.yaml", summary("one", is_draft=True), 1, (), (), ()))
    items.put(entry("b.yaml", "one"))
    assert items.path_of("one") == "b.yaml"
    assert (items.is_draft("a.yaml"), items.is_draft("b.yaml"), items.is_draft("c.yaml")) == (True, False, False)
    items.put(Entry("a.yaml", summary("one", is_draft=True), None, (), (), ()))
    assert (items.published(), items.drafts_left_out()) == (1, 1)


@pytest.mark.parametrize(("slug", "path", "expected"), [("One", "b", True), ("one", "a", False), ("two", "b", False)])
def test_a_slug_is_anothers_in_upper_and_lower_case_alike(items: Items, slug: str, path: str, expected: bool) -> None:  # noqa: FBT001 - drawn
    items.put(entry("a", "one"))
    assert items.is_anothers(slug, path) is expected


def test_who_is_refused_is_not_published_and_has_no_slug(items: Items) -> None:
    items.put(entry("a.yaml", "one"))
    items.put(entry("b.yaml", "one"))
    assert items.published() == 2
    items.refuse("a.yaml")
    assert items.published() == 1
    assert items.is_refused("a.yaml")
    assert not items.is_refused("b.yaml")
    assert items.path_of("one") == "b.yaml"


def test_early_problems_stay_when_late_ones_are_entered(items: Items) -> None:
    items.put(Entry("a.yaml", summary("a"), 1, (problem("early"),), (), ()))
    items.finish("a.yaml", [problem("late")], ["briefings/a.html", "خبر.html"])
    assert list(items.problems()) == [("a.yaml", [problem("early"), problem("late")])]
    assert items.files() == {"a.yaml": ("briefings/a.html", "خبر.html")}
    items.finish("a.yaml", [], [])
    assert list(items.problems()) == [("a.yaml", [problem("early")])]
