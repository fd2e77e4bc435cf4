"""What is remembered of words changes nothing in what is found."""

import pickle
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.proclitics import readings_of_first
from sitegen.language.words import split_words
from sitegen.model.text import Span
from sitegen.weaving import name_finder
from sitegen.weaving.name_finder import NameFinder, PieceRun, PieceRuns, first_keys
from sitegen.weaving.name_forms import NameForm, actor_forms
from sitegen.weaving.name_trie import FirstWord, NameMatch, NameWalk, grow_trie
from tests.weaving.mention_cases import make_actor


def forms_of(*names: str) -> list[NameForm]:
    return [form for name in names for form in actor_forms(make_actor({"id": "a", "name": name}))]


def find(text: str, *names: str, language: str = "ar") -> list[NameMatch]:
    return list(NameFinder(forms_of(*names)).find(text, [Span(0, len(text))], language))


def found(text: str, *names: str, language: str = "ar") -> list[tuple[str, str]]:
    return [(standing.name.of(text), standing.words.of(text)) for standing in find(text, *names, language=language)]


def test_every_name_at_every_word_also_where_they_overlap() -> None:
    assert found("عين شمس", "عين", "عين شمس", "شمس") == [("عين", "عين"), ("عين شمس", "عين شمس"), ("شمس", "شمس")]


def test_only_within_the_stretches() -> None:
    text = "عين شمس عين شمس"
    matches = NameFinder(forms_of("عين", "شمس")).find(text, [Span(4, 7), Span(8, 11)], "ar")
    assert [standing.name for standing in matches] == [Span(4, 7), Span(8, 11)]


def test_a_sign_that_the_text_lacks_is_counted() -> None:
    assert [standing.departures for standing in find("حركة حماس", "حماس", "«حماس»")] == [0, 1]


def test_the_signs_of_a_name_may_stand_off_but_not_beyond_the_block() -> None:
    assert found('قال " حماس " ذلك', '"حماس"') == [('" حماس "', '" حماس "')]
    assert found("C", "C++", language="en") == []


def test_what_is_remembered_of_one_article_holds_in_the_next_and_in_another_process() -> None:
    finder = NameFinder(forms_of("كرملين"))
    for other in (finder, finder, pickle.loads(pickle.dumps(finder))):  # noqa: S301 - our own
        for language, count in (("ar", 2), ("en", 1)):
            text = "كرملين والكرملين"
            assert len(list(other.find(text, [Span(0, len(text))], language))) == count


NAMES = (
    *(
        "علي",
        "علي حسن",
        "الحسن",
        "لجنه باشا",
        "على باشا الكبير",
        "«حسن»",
        "ـ حسن",
        "لجنة",
        "أحمد الحسن",
        "خانه\u200cها",
        "בית",
    ),
    *("C++", "A-B", "Peña", "UN"),
)
PIECES = (
    *("علي", "على", "والحسن", "للجنة", "وللجنة", "حَسَن", "حـسن", "لجنه", "باشا", "الكبير", "أحمد", "ا\u0654لحسن", "ﷲ"),
    *("C", "C++", "A", "B", "PENA", "Peña", "Un", "UN", "בבית", "הבית", "خانه", "\u200cها", "\u200cی", "中文"),
    *(" ", " ", " ", " ", "\n", "\t", "\u00a0", ".", "،", "«", "»", "-", "’", "ʼ", "_", "#", "👩🏽\u200d🚀", "5"),
    *("\u200f", "\u202b", "\u2069", "\u200c", "\u200d", "\u0640", "\u064e", "\u0654", "\u00ad", "ا" * 45),
)
TEXTS = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
LANGUAGES = st.sampled_from(("ar", "fa", "he", "en"))


@given(TEXTS, TEXTS, LANGUAGES)
def test_looking_at_what_stands_between_spaces_finds_what_looking_at_every_word_does(
    before: str, text: str, language: str
) -> None:
    forms = forms_of(*NAMES)
    finder = NameFinder(forms)
    list(finder.find(before, [Span(0, len(before))], language))
    blocks = [Span(0, len(text) // 2), Span(len(text) // 2, len(text))]
    plainly = [standing for block in blocks for standing in find_plainly(forms, text, block, language)]
    assert sorted(finder.find(text, blocks, language), key=repr) == sorted(plainly, key=repr)


def find_plainly(forms: list[NameForm], text: str, block: Span, language: str) -> Iterator[NameMatch]:
    """Yield what begins at any word of the block, in any reading."""
    trie, walk = grow_trie(forms), NameWalk(text, block, language)
    for word in split_words(text, block):
        for reading in readings_of_first(word.text, language):
            node = trie.follow(reading.words)
            if node:
                yield from walk.names_from(FirstWord(node, reading, word.text, word.span.start, word.span.end), 0)


def make_runs(*names: str, language: str = "ar") -> PieceRuns:
    forms = [form for name in names for form in actor_forms(make_actor({"id": "a", "name": name}))]
    return PieceRuns(grow_trie(forms), language, first_keys)


def longest(runs: PieceRuns, text: str) -> PieceRun:
    pieces = text.split(" ")
    run = runs[pieces[0]]
    assert run is not None
    return runs.lengthen(run, pieces, 0)


def names_in(run: PieceRun) -> list[str]:
    return [standing.name.of(run.text) for standing in run.matches]


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
    assert (run.text, run.needs_context) == ("عين", True)


def test_a_run_is_read_once() -> None:
    runs = make_runs("عين شمس")
    assert longest(runs, "عين شمس") is longest(runs, "عين شمس هناك")


def test_pieces_too_long_to_come_again_are_not_remembered() -> None:
    runs = make_runs("عين شمس")
    long = "شمس" + "," * name_finder.LONGEST_REMEMBERED
    assert names_in(longest(runs, f"عين {long}")) == ["عين شمس"]
    assert longest(runs, f"عين {long}") is not longest(runs, f"عين {long}")
    assert runs[long] is None
    assert long not in runs


def test_who_remembers_too_much_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(name_finder, "MOST_REMEMBERED", 3)
    runs = make_runs("عين شمس")
    for piece in ("ألف", "باء", "عين", "بعين", "وعين"):
        names = names_in(longest(runs, f"{piece} شمس")) if runs[piece] else []
        assert names == (["عين شمس"] if "عين" in piece else [])
        assert len(runs) <= 3


@pytest.mark.parametrize(("name", "needs_context"), [("C++", True), ("UN", True), ("«حماس»", True), ("حماس", False)])
def test_signs_and_capitals_are_looked_at_where_they_stand(name: str, needs_context: bool) -> None:  # noqa: FBT001
    run = make_runs(name)[name.strip("«+»")]
    assert run is not None
    assert run.needs_context is needs_context


def test_most_words_are_ruled_out_by_their_last_letters() -> None:
    runs, text = make_runs("القاسم"), "قال القاسم ولقاسم، وراسم وقاسمت الحكومة."
    assert [text.split(" ")[index] for index in runs.places(text, text.split(" "))] == [
        *("القاسم", "ولقاسم،", "وراسم", "الحكومة."),
    ]


@pytest.mark.parametrize(("text", "language"), [("قال A", "ar"), ("قـال هو", "ar"), ("قال هو", "fa")])
def test_where_other_letters_stand_every_piece_is_looked_at(text: str, language: str) -> None:
    assert list(make_runs("القاسم", language=language).places(text, text.split(" "))) == [0, 1]
