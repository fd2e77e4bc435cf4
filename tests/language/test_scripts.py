import pytest

from sitegen.language.scripts import (
    count_scripts,
    guess_language,
    holds_script_of,
    is_plainly_in,
    other_language,
    script_name,
    scripts_of,
)
from tests.language.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("languages"), ids=str)
def test_the_language_is_told_by_letters_and_words(case: Case) -> None:
    preferred = tuple(case.heading.replace(",", "").split())
    assert guess_language(case.given, preferred) == case.expected


@pytest.mark.parametrize(
    ("language", "scripts"),
    [
        ("ar", {"ARABIC"}),
        ("ar-Latn", {"LATIN"}),
        ("en-GB", {"LATIN"}),
        ("he", {"HEBREW"}),
        ("sr", {"CYRILLIC", "LATIN"}),
        ("sr-Latn", {"LATIN"}),
        ("ja", {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}),
        ("az", {"LATIN", "CYRILLIC", "ARABIC"}),
        ("chr", set()),
        ("x-own", set()),
    ],
)
def test_the_scripts_of_a_language_are_all_in_which_it_may_be_written(language: str, scripts: set[str]) -> None:
    assert scripts_of(language) == scripts


def test_letters_are_counted_by_script_and_nothing_else_is() -> None:
    assert count_scripts("قال BBC 123 «٤» – ") == {"ARABIC": 3, "LATIN": 3}
    assert script_name("LATIN") == "Latin"
    assert script_name("CJK") == "Chinese"


def test_a_line_of_another_script_holds_no_letter_of_the_article() -> None:
    assert not holds_script_of("XYZ0123 4 I 0310 MAR /AGY-CB77", "ar")
    assert holds_script_of("XYZ0123 ق", "ar")
    assert holds_script_of("anything", "chr")
    assert not holds_script_of("123", "chr")


def test_the_quick_look_says_no_where_a_closer_one_is_needed() -> None:
    assert is_plainly_in("افتتحت المكتبة من جديد", "ar")
    assert not is_plainly_in("کتابخانه شهر باز شد", "ar")
    assert not is_plainly_in("Ferry strike", "ar")
    assert is_plainly_in("2024", "ar")
    assert is_plainly_in("Ferry strike", "chr")
    assert other_language("افتتحت المكتبة", "en") is None
    assert other_language("Ferry strike", "fr") is None
