import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.sentences import Sentences
from sitegen.model.text import Span
from tests.language.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("sentences"), ids=lambda case: case.given)
def test_the_sentence_around_the_marked_words(case: Case) -> None:
    before, marked, after = case.given.replace("⏎", "\n").split("|")
    text = before + marked + after
    inner = Span(len(before), len(before + marked))
    found = Sentences(text, Span(0, len(text))).around(inner).of(text)
    assert found == case.expected.replace("⏎", "\n")


def test_a_sentence_stays_in_its_block() -> None:
    text = "One here\nTwo here\nThree here"
    assert Sentences(text, Span(9, 17)).around(Span(9, 12)) == Span(9, 17)


@given(st.text('ab .!؟…"\n1', max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_the_sentence_holds_the_inner_span_and_no_white_space_around(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    inner = Span(start, end)
    sentence = Sentences(text, Span(0, len(text))).around(inner)
    assert 0 <= sentence.start <= sentence.end <= len(text)
    if inner.of(text) and inner.of(text) == inner.of(text).strip():
        assert sentence.contains(inner)
        assert sentence.of(text) == sentence.of(text).strip()
