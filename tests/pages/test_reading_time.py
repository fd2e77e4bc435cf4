import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.words import split_words
from sitegen.model.project import Block, Seed
from sitegen.model.text import SourceText, Span
from sitegen.pages.reading_time import count_words, reading_minutes


@pytest.mark.parametrize(
    ("language", "words", "minutes"),
    [("ar", 0, 0), ("ar", 1, 1), ("ar", 138, 1), ("ar-EG", 139, 2), ("en", 228, 1), ("en", 1000, 5), ("fa", 185, 2)],
)
def test_begun_minutes_count(language: str, words: int, minutes: int) -> None:
    text = " ".join(["كلمة"] * words) + " — 、!"
    seed = Seed("a.txt", SourceText("seeds/a.txt", text), language, (Block("paragraph", Span(0, len(text))),))

    assert reading_minutes(seed) == minutes


LETTERS = "ابي ة\u0640\u064b\u200c\u200fʿʼaé1٣. ،«»'-\n\u00a0\u2028\u3000日ª²"


@given(st.one_of(st.text(LETTERS), st.text()))
def test_words_are_those_that_are_found_elsewhere(text: str) -> None:
    assert count_words(text) == len(split_words(text))
