import pytest

from sitegen.language.date_patterns import NO_BREAK_SPACE
from sitegen.language.dates import Edtf, iso_date, parse_edtf, print_date, print_date_range
from tests.language.case_files import Case, read_cases

MARKS_OF_DIRECTION = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("case", read_cases("dates") + read_cases("dates_unknown"), ids=lambda case: case.given)
def test_printed_dates(case: Case) -> None:
    language, _, digits = case.heading.partition(" ")
    printed = print_date(case.given, language, digits or "latn")
    assert printed.replace("\u202f", "⍽").replace(NO_BREAK_SPACE, " ") == case.expected


def test_no_line_ends_within_a_date_but_behind_its_slash() -> None:
    assert print_date("2022-01-07", "ar") == f"7{NO_BREAK_SPACE}يناير/كانون{NO_BREAK_SPACE}الثاني{NO_BREAK_SPACE}2022"
    assert print_date("2022-01-07~", "en") == f"about 7{NO_BREAK_SPACE}January{NO_BREAK_SPACE}2022"


@pytest.mark.parametrize("case", read_cases("iso_dates"), ids=lambda case: case.given)
def test_dates_for_html(case: Case) -> None:
    assert str(iso_date(case.given)) == case.expected


@pytest.mark.parametrize("language", ["ar", "fa", "he", "ur", "ps", "ckb", "sd", "ug", "yi", "dv", "en", "ar-DZ"])
def test_no_marks_of_direction_are_written(language: str) -> None:
    for case in read_cases("edtf"):
        for digits in ("latn", "arab", "arabext"):
            assert not MARKS_OF_DIRECTION & set(print_date(case.given, language, digits))


def test_ranges_of_two_dates() -> None:
    assert print_date_range("2019-03-20", None, "en").replace(NO_BREAK_SPACE, " ") == "since 20 March 2019"
    assert print_date_range(None, "2019-03-19", "ar").replace(NO_BREAK_SPACE, " ") == "حتى 19 مارس/آذار 2019"
    assert print_date_range("1989", "2019", "fa", "arabext") == "۱۹۸۹–۲۰۱۹"
    assert print_date_range(None, None, "en") == ""


def test_a_range_of_intervals_is_refused() -> None:
    with pytest.raises(ValueError, match=r"is no date in EDTF"):
        print_date_range("1989/1990", "2019", "en")


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match=r"30 February does not exist"):
        print_date("2024-02-30", "ar")


def test_reading_is_offered_here_too() -> None:
    assert isinstance(parse_edtf("2022"), Edtf)
