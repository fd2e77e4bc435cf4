import unicodedata

import pytest
from babel.core import get_global

from sitegen.language.tags import RIGHT_TO_LEFT_SCRIPTS, direction, family_of, script
from tests.language.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("directions"), ids=lambda case: case.given)
def test_script_and_direction(case: Case) -> None:
    assert f"{script(case.given)} {direction(case.given)}" == case.expected


def test_an_empty_tag_is_from_left_to_right() -> None:
    assert direction("") == "ltr"


def test_cldr_agrees_on_the_direction_of_languages_with_locales() -> None:
    likely = get_global("likely_subtags")
    tags = "ar fa he ur ps ckb sd ug yi dv syr nqo arc ks lrc mzn azb bgn sdh prs en ru uz pa pa_PK uz_AF"
    for tag in tags.split():
        expected = likely.get(tag, "fa_Arab_AF").split("_")[1]
        assert (direction(tag) == "rtl") is (expected in RIGHT_TO_LEFT_SCRIPTS), tag


def test_scripts_called_right_to_left_are_so_in_unicode() -> None:
    letters = {"Arab": "ب", "Hebr": "ב", "Syrc": "ܒ", "Thaa": "ބ", "Nkoo": "ߓ", "Adlm": "\U0001e902", "Mand": "ࡁ"}
    for code, letter in letters.items():
        assert code in RIGHT_TO_LEFT_SCRIPTS
        assert unicodedata.bidirectional(letter) in {"R", "AL"}


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("ar", "arabic"),
        ("AR-eg", "arabic"),
        ("arz", "arabic"),
        ("fa-AF", "persian"),
        ("he", "hebrew"),
        ("ur", "other"),
        ("", "other"),
    ],
)
def test_families(language: str, family: str) -> None:
    assert family_of(language) == family
