import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.language.graphemes import widen_to_clusters
from sitegen.model.text import Span


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
@settings(max_examples=150, deadline=None)
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
