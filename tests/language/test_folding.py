import re
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.folding import OTHER_LETTERS, PLAIN_ARABIC, fold, fold_plain_arabic, fold_word
from sitegen.model.text import Span
from tests.language.case_files import Case, read_cases


def written(value: str) -> str:
    return re.sub(r"\{U\+(\w+)\}", lambda found: chr(int(found[1], 16)), value)


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.heading}: {case.given}") for case in read_cases("folding")]
)
def test_fold(case: Case) -> None:
    assert fold(written(case.given)).text == fold(fold(written(case.expected)).text).text
    if "U+" not in case.expected:
        assert fold(written(case.given)).text == case.expected


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Tokayev", "Tokayev"),
        ("TOKAYEV", "TOKAYEV"),
        ("قَاسِم", "قاسم"),
        ("توكاييڤ", "توكاييڤ"),
        ("أحمد", "احمد"),
        ("كتـــاب\u200c", "كتاب"),
        ("علی", "علي"),
        ("Šefčovič", "Šefčovič"),
        ("Sefc\u030covic\u030c", "Sefčovič"),
        ("١٢٣", "123"),
        ("\ufe70كتب", "كتب"),
        ("שָׁלוֹם", "שלום"),
        ("ג׳ורג׳", "ג׳ורג׳"),
    ],
)
def test_fold_word(word: str, folded: str) -> None:
    assert fold_word(word) == folded


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("كَتَبَ وَقرأ", "كتب", "كَتَبَ"),
        ("\u200fكتب\u200f ", "كتب", "كتب"),
        ("\u064eكتبـ ثم", "كتب", "كتبـ"),
        ("قال  \u200f ثم", "قال ثم", "قال  \u200f ثم"),
        ("هو ﷺ هنا", "الله", "ﷺ"),
        ("كتابـَه", "كتاب", "كتابـَ"),
        ("کتاب\u200cها", "كتاب", "کتاب\u200c"),
        ("e\u0301e", "é", "e\u0301"),
    ],
)
def test_a_folded_stretch_comes_back_whole_and_alone(text: str, wanted: str, found: str) -> None:
    folded = fold(text)
    start = folded.text.index(fold(wanted).text)
    assert folded.span(start, start + len(wanted)).of(text) == found


PIECES = (
    *(
        "a",
        "B",
        "é",
        "e\u0301",
        " ",
        "\n",
        "\u00a0",
        "\u200f",
        "ك",
        "\u064e",
        "\u0651",
        "ـ",
        "أ",
        "ﻷ",
        "ﷺ",
        "ي",
        "\u200c",
    ),
    *(
        "«",
        "''",
        "--",
        "—",
        "١",
        "…",
        "ß",
        "ﬁ",
        "ש\u05b8\u05c1",
        "\u0301",
        "\u1100",
        "\u1161",
        "½",
        "´",
        "\ufe70",
        "👩🏽\u200d🚀",
    ),
)
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.text(max_size=12))


@given(TEXTS)
def test_offsets_count_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert list(folded.offsets) == sorted(folded.offsets)
    assert folded.offsets[-1] == len(text)


@given(TEXTS)
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    folded = fold(text).text
    assert fold(folded).text == folded


@given(TEXTS)
def test_canonically_equivalent_texts_fold_to_the_same(text: str) -> None:
    forms = {fold(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD")}
    assert len(forms) == 1


@given(TEXTS, st.data())
def test_a_stretch_folds_to_what_it_was_found_by(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start, end = sorted((data.draw(st.integers(0, len(folded.text))), data.draw(st.integers(0, len(folded.text)))))
    span = folded.span(start, end)
    assert Span(0, len(text)).contains(span)
    if start < end:
        assert folded.text[start:end] in fold(span.of(text)).text


def test_long_and_short_texts_fold_alike() -> None:
    text = "".join(PIECES) + "شكراً لكم — «نعم»؟ "
    assert fold(text * 60).text == fold(fold(text).text * 60).text
    assert len(text * 60) > 2000


def test_every_character_folds_to_something_that_stays() -> None:
    for first in (*range(0, 0x3000, 256), *range(0xF900, 0x10000, 256), 0x1D400, 0x1F600):
        folded = fold("x".join(map(chr, range(first, first + 256)))).text
        assert fold(folded).text == folded


@given(st.text("ءآأؤإئابةتغفقكلمنهوىي\u0640\u064eپa", max_size=6))
def test_plain_arabic_letters_fold_one_by_one(word: str) -> None:
    folded = fold_plain_arabic(word)
    assert folded in (None, fold_word(word))
    is_plain = bool(word) and all("\u0621" <= letter <= "\u064a" and letter != "\u0640" for letter in word)
    assert (folded is not None) == is_plain
    if folded:
        assert [fold_word(letter) for letter in word] == list(folded)


def test_every_letter_is_plain_arabic_or_another() -> None:
    letters = "".join(filter(str.isalpha, map(chr, range(sys.maxunicode + 1))))
    plain = OTHER_LETTERS.sub("", letters)
    assert PLAIN_ARABIC.fullmatch(plain)
    assert plain == "".join(PLAIN_ARABIC.findall(letters))
