import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.proclitics import Endings, keys_of_first, keys_of_later, readings_of_first, readings_of_later
from sitegen.language.words import split_words, word_key
from tests.language.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("readings"), ids=lambda case: case.given)
def test_the_ways_to_take_a_word(case: Case) -> None:
    language, _, word = case.given.partition(" ")
    readings = readings_of_first(word, language)
    assert ", ".join(f"{reading.start} {' '.join(reading.words)}" for reading in readings) == case.expected


def test_which_readings_see_through_the_article() -> None:
    seen = [reading.words[0] for reading in readings_of_first("وبالغرب", "ar") if reading.sees_through_article]
    assert seen == ["غرب"]


def test_later_words_of_a_name_take_the_article_and_suffixes_only() -> None:
    assert [reading.words for reading in readings_of_later("المسلحة", "ar")] == [("المسلحة",), ("مسلحة",)]
    assert [reading.words for reading in readings_of_later("والمسلحة", "ar")] == [("والمسلحة",)]
    assert [reading.words for reading in readings_of_later("המשפט", "he")] == [("המשפט",), ("משפט",)]
    assert [reading.words for reading in readings_of_later("בירושלים", "he")] == [("בירושלים",)]


def test_a_name_may_go_on_after_an_ezafe_and_after_no_other_suffix() -> None:
    ends = {
        reading.end: reading.is_last for reading in readings_of_first("خانه\u200cی", "fa") if len(reading.words) == 1
    }
    assert ends == {6: False, 4: False}
    assert [reading.is_last for reading in readings_of_first("خانه\u200cها", "fa")] == [False, False, True]


@given(st.text("والفبكلشהכמ\u200c\u0640\u064eیها", max_size=8), st.sampled_from(("ar", "fa", "he", "en")))
def test_every_reading_lies_within_the_word(text: str, language: str) -> None:
    for word in split_words(text):
        readings = readings_of_first(word.text, language)
        assert readings[0].end == len(word.text)
        for reading in readings:
            assert 0 <= reading.start < reading.end <= len(word.text)
            assert all(reading.words)


@given(st.text("والفبكلأىةمXהיש\u200c\u0640\u064eی", max_size=9), st.sampled_from(("ar", "arz", "fa", "he", "en")))
def test_keys_are_those_of_the_readings(text: str, language: str) -> None:
    for word in split_words(text):
        for keys, readings in ((keys_of_first, readings_of_first), (keys_of_later, readings_of_later)):
            assert set(keys(word.text, language)) == {
                word_key(reading.words[0]) for reading in readings(word.text, language)
            }


@given(
    st.lists(st.text("والفبكلأىةم،.5", max_size=6), max_size=8),
    st.lists(st.text("والفبكلأىةم", min_size=1), max_size=4),
)
def test_endings_rule_out_only_what_begins_no_name(pieces: list[str], names: list[str]) -> None:
    keys = {word_key(name) for name in names}
    endings = Endings(keys)
    kept = list(endings.not_ruled_out(pieces))
    for index, piece in enumerate(pieces):
        beginning = any(key in keys for word in split_words(piece) for key in keys_of_first(word.text, "ar"))
        assert not beginning or index in kept
        assert not (beginning and endings.rule_out(piece))


def test_endings_rule_out_most() -> None:
    endings = Endings({word_key("القاسم"), word_key("علي")})
    assert [endings.rule_out(word) for word in ("وراسم", "للقاسم", "على", "بعل", "قاسمت", "علي،")] == [
        *(False, False, False, True, True, False),
    ]
