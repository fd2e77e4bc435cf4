import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.words import (
    Sentences,
    end_of_word,
    is_same_word,
    joint,
    letter_offsets,
    next_word,
    spelling,
    split_words,
    widen_to_clusters,
    widen_to_words,
    word_key,
    written_words,
)
from sitegen.model.text import Span
from tests.language.case_files import Case, read_cases

ALPHABET = "abİßΣςأاىيةه\u0640\u064e\u0654\u200c\u200f\u00ad'’- .\n1٢"
MIXED = st.lists(
    st.sampled_from([*ALPHABET, *"   ،«»ʿ中한", "والكرملين", " قال ", "\u202b", "\u2069", "👩🏽\u200d🚀", "🇫🇷"]),
    max_size=14,
)
TEXTS = MIXED.map("".join)


@pytest.mark.parametrize("case", read_cases("words"), ids=lambda case: case.given)
def test_words(case: Case) -> None:
    words = split_words(case.given)
    assert "|".join(word.text for word in words) == case.expected
    assert all(word.span.of(case.given) == word.text for word in words)


def test_invisible_marks_within_a_word_do_not_end_it() -> None:
    assert [word.text for word in split_words("كازا\u00adخستان\u200f \u200fقال\u2060")] == ["كازا\u00adخستان", "قال"]


def test_a_stretch_is_split_alone_even_if_empty() -> None:
    assert [word.text for word in split_words("one two three", Span(2, 7))] == ["e", "two"]
    assert split_words("one two", Span(3, 3)) == ()


@pytest.mark.parametrize(
    ("start", "end", "widened"),
    [(1, 2, "one"), (3, 4, " "), (2, 5, "one two"), (4, 7, "two"), (3, 5, " two"), (7, 8, "-"), (5, 5, "")],
)
def test_widening(start: int, end: int, widened: str) -> None:
    text = "one two-three"
    assert widen_to_words(Span(start, end), split_words(text)).of(text) == widened


@given(st.text(ALPHABET, max_size=20), st.integers(0, 20), st.integers(0, 20))
def test_widening_takes_in_whole_words_and_nothing_else(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = split_words(text)
    widened = widen_to_words(Span(start, end), words)
    assert widened.contains(Span(start, end))
    for word in words:
        assert start == end or not word.span.overlaps(Span(start, end)) or widened.contains(word.span)
    assert widen_to_words(widened, words) == widened


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_words_are_listed_and_met_one_by_one_as_they_are_split(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    words = split_words(text, Span(start, end))
    assert written_words(text[start:end]) == [word.text for word in words]
    met = []
    while place := next_word(text, start, end):
        met.append(Span(*place))
        start = place[1]
    assert met == [word.span for word in words]


@given(TEXTS.filter(bool), st.data())
def test_the_end_of_a_word_is_found_from_within(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    ends = [word.span.end for word in split_words(text) if word.span.start <= offset < word.span.end]
    assert end_of_word(text, offset) == (ends[0] if ends else None)


def test_spelling_keeps_the_letters_and_drops_what_is_no_letter() -> None:
    assert spelling("قـــاسِم") == "قاسم"
    assert spelling("ا\u0654ن") == "أن"
    assert spelling("على") == "على"
    assert spelling("ﷲ") == "الله"
    assert spelling("توكایف\u200cها") == "توكایفها"


def test_letters_know_where_they_stand() -> None:
    assert letter_offsets("لـِكن") == (0, 3, 4, 5)
    assert letter_offsets("ﷲا") == (0, 0, 0, 0, 1, 2)


@given(st.text(ALPHABET, max_size=12))
def test_every_letter_of_the_spelling_has_an_offset(text: str) -> None:
    for word in split_words(text):
        assert len(letter_offsets(word.text)) == len(spelling(word.text)) + 1


@pytest.mark.parametrize(
    ("name", "written", "is_same"),
    [
        ("Reuters", "Reuters", True),
        ("Reuters", "REUTERS", True),
        ("Reuters", "reuters", False),
        ("de", "De", True),
        ("WHO", "Who", False),
        ("Peña", "PENA", True),
        ("Αθήνα", "ΑΘΗΝΑ", True),
        ("Горбачёв", "Горбачев", True),
        ("Straße", "STRASSE", True),
        ("أحمد", "احمد", True),
    ],
)
def test_capitals(name: str, written: str, is_same: bool) -> None:  # noqa: FBT001 - a table's column
    assert word_key(name) == word_key(written)
    assert is_same_word(name, written) is is_same


@pytest.mark.parametrize(
    ("between", "compared"),
    [
        (" ", " "),
        ("\n  ", " "),
        ("\u00a0", " "),
        ("-", " "),
        ("\u2011", " "),
        ("־", " "),
        ("_", " "),
        (" - ", "-"),
        (", ", ","),
        ("، ", ","),
        ("’", "'"),
        (" «", '"'),
        (". ", "."),
        ("\u200f \u200f", " "),
        ("", " "),
    ],
)
def test_what_stands_between_words(between: str, compared: str) -> None:
    assert joint(between) == compared


@pytest.mark.parametrize(
    ("text", "inner", "cluster"),
    [
        ("كَتب", "ك", "كَ"),
        ("كَتب", "\u064e", "كَ"),
        ("cafe\u0301s", "e", "e\u0301"),
        ("کتاب\u200cها", "ب", "ب\u200c"),
        ("שָׁלום", "ש", "שָׁ"),
        ("a👩🏽\u200d🚀b", "👩", "👩🏽\u200d🚀"),
        ("🇫🇷🇩🇪", "🇪", "🇩🇪"),
        ("\u1100\u1161\u11a8", "\u1161", "\u1100\u1161\u11a8"),
        ("ab", "a", "a"),
    ],
)
def test_a_span_is_widened_to_whole_clusters(text: str, inner: str, cluster: str) -> None:
    span = Span(text.index(inner), text.index(inner) + len(inner))
    assert widen_to_clusters(text, span).of(text) == cluster


def test_an_empty_span_stays() -> None:
    assert widen_to_clusters("e\u0301", Span(1, 1)) == Span(1, 1)


PIECES = (
    "a",
    "b ",
    "ك",
    "\u064e",
    "\n",
    "\u200d",
    "\u200c",
    "👩",
    "🏽",
    "🇫",
    "e\u0301",
    "\u0600",
    "\u1100",
    "\u1161",
    "ש\u05b8",
)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.data())
def test_borders_are_those_of_the_whole_text(text: str, data: st.DataObject) -> None:
    start, end = sorted((data.draw(st.integers(0, len(text))), data.draw(st.integers(0, len(text)))))
    borders = [0, *(cluster.end() for cluster in regex.finditer(r"\X", text))]
    wide = Span(max(b for b in borders if b <= start), min(b for b in borders if b >= end))
    assert widen_to_clusters(text, Span(start, end)) == (wide if start < end else Span(start, end))


@pytest.mark.parametrize("marks", ["\u0301", "\u064e\u0651", "\u05b8", "\u200d", "\ufe0f"])
def test_a_mark_belongs_to_any_letter_or_sign(marks: str) -> None:
    for letter in "aé«א٪كى-Ж5":
        text = f"x{letter}{marks}x"
        assert widen_to_clusters(text, Span(1, 2)) == Span(1, len(text) - 1)
        assert widen_to_clusters(text, Span(2, 3)) == Span(1, len(text) - 1)


@pytest.mark.parametrize("case", read_cases("sentences"), ids=lambda case: case.given)
def test_the_sentence_around_the_marked_words(case: Case) -> None:
    before, marked, after = case.given.replace("⏎", "\n").split("|")
    text = before + marked + after
    inner = Span(len(before), len(before + marked))
    found = Sentences(text, Span(0, len(text))).enclosing(inner).of(text)
    assert found == case.expected.replace("⏎", "\n")


def test_a_sentence_stays_in_its_block() -> None:
    text = "One here\nTwo here\nThree here"
    assert Sentences(text, Span(9, 17)).enclosing(Span(9, 12)) == Span(9, 17)


@given(st.text('ab .!؟…"\n1', max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_the_sentence_holds_the_inner_span_and_no_white_space_around(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    inner = Span(start, end)
    sentence = Sentences(text, Span(0, len(text))).enclosing(inner)
    assert 0 <= sentence.start <= sentence.end <= len(text)
    if inner.of(text) and inner.of(text) == inner.of(text).strip():
        assert sentence.contains(inner)
        assert sentence.of(text) == sentence.of(text).strip()
