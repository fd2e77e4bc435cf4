"""A run of pieces is read once, and says of every place where it stands what begins there."""

import pytest

from sitegen.weaving import name_runs
from sitegen.weaving.name_finder import first_keys
from sitegen.weaving.name_forms import actor_forms
from sitegen.weaving.name_runs import Run, Runs
from sitegen.weaving.name_trie import grow_trie
from tests.weaving.mention_cases import make_actor


def make_runs(*names: str, language: str = "ar") -> Runs:
    forms = [form for name in names for form in actor_forms(make_actor({"id": "a", "name": name}))]
    return Runs(grow_trie(forms), language, first_keys)


def longest(runs: Runs, text: str) -> Run:
    pieces = text.split(" ")
    run = runs[pieces[0]]
    assert run is not None
    return runs.lengthen(run, pieces, 0)


def names_in(run: Run) -> list[str]:
    return [standing.name.of(run.text) for standing in run.standings]


def test_a_piece_in_which_no_name_begins_has_no_run() -> None:
    runs = make_runs("علي حسن", language="en")
    assert runs["حسن"] is None
    assert runs["بعلي"] is None
    assert names_in(longest(runs, "علي حسن")) == ["علي حسن"]


def test_a_run_is_as_long_as_the_names_that_begin_in_it() -> None:
    runs = make_runs("عين", "عين شمس", "عين شمس الشرقية")
    run = longest(runs, "وعين شمس وقال")
    assert (run.text, names_in(run)) == ("وعين شمس", ["عين", "عين شمس"])
    assert names_in(longest(runs, "عين شمس، الشرقية")) == ["عين", "عين شمس"]
    assert longest(runs, "عين قال").text == "عين"
    assert names_in(longest(runs, "عين شمس الشرقية")) == ["عين", "عين شمس", "عين شمس الشرقية"]


@pytest.mark.parametrize("text", ["عين  شمس", "عين - شمس", "عين «شمس»"])
def test_what_begins_with_no_word_is_in_no_run(text: str) -> None:
    run = longest(make_runs("عين شمس"), text)
    assert (run.text, run.looks_around) == ("عين", True)


def test_a_run_is_read_once() -> None:
    runs = make_runs("عين شمس")
    assert longest(runs, "عين شمس") is longest(runs, "عين شمس هناك")


def test_pieces_too_long_to_come_again_are_not_remembered() -> None:
    runs = make_runs("عين شمس")
    long = "شمس" + "," * name_runs.LONGEST_REMEMBERED
    assert names_in(longest(runs, f"عين {long}")) == ["عين شمس"]
    assert longest(runs, f"عين {long}") is not longest(runs, f"عين {long}")
    assert runs[long] is None
    assert long not in runs


def test_who_remembers_too_much_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_runs, "MOST_REMEMBERED", 3)
    runs = make_runs("عين شمس")
    for piece in ("ألف", "باء", "عين", "بعين", "وعين"):
        names = names_in(longest(runs, f"{piece} شمس")) if runs[piece] else []
        assert names == (["عين شمس"] if "عين" in piece else [])
        assert len(runs) <= 3


@pytest.mark.parametrize(("name", "looks_around"), [("C++", True), ("UN", True), ("«حماس»", True), ("حماس", False)])
def test_signs_and_capitals_are_looked_at_where_they_stand(name: str, looks_around: bool) -> None:  # noqa: FBT001
    run = make_runs(name)[name.strip("«+»")]
    assert run is not None
    assert run.looks_around is looks_around


def test_most_words_are_ruled_out_by_their_last_letters() -> None:
    runs, text = make_runs("القاسم"), "قال القاسم ولقاسم، وراسم وقاسمت الحكومة."
    assert [text.split(" ")[index] for index in runs.places(text, text.split(" "))] == [
        *("القاسم", "ولقاسم،", "وراسم", "الحكومة."),
    ]


@pytest.mark.parametrize(("text", "language"), [("قال A", "ar"), ("قـال هو", "ar"), ("قال هو", "fa")])
def test_where_other_letters_stand_every_piece_is_looked_at(text: str, language: str) -> None:
    assert list(make_runs("القاسم", language=language).places(text, text.split(" "))) == [0, 1]
