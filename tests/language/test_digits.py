from decimal import Decimal

import pytest

from sitegen.language.digits import digits_for, print_number, write_digits
from tests.language.case_files import Case, read_cases


@pytest.mark.parametrize(
    ("text", "system", "expected"),
    [
        ("2022", "arab", "٢٠٢٢"),
        ("2022", "arabext", "۲۰۲۲"),
        ("٢٠٢٢ ۲۰۲۲", "latn", "2022 2022"),
        ("٢٠٢٢", "arabext", "۲۰۲۲"),
        ("10:30, 2.17", "arab", "١٠:٣٠, ٢.١٧"),
        ("بلا أرقام", "arab", "بلا أرقام"),
    ],
)
def test_digits_are_changed_and_nothing_else(text: str, system: str, expected: str) -> None:
    assert write_digits(text, system) == expected


@pytest.mark.parametrize(
    ("language", "setting", "expected"),
    [
        ("ar", "arab", "arab"),
        ("ar", "latn", "latn"),
        ("fa", "arabext", "arabext"),
        ("az-Arab", "arabext", "arabext"),
        ("he", "arab", "latn"),
        ("en", "arabext", "latn"),
        ("ar-Latn", "arab", "latn"),
        ("ar", "roman", "latn"),
    ],
)
def test_the_setting_is_for_arabic_script(language: str, setting: str, expected: str) -> None:
    assert digits_for(language, setting) == expected


@pytest.mark.parametrize("case", read_cases("numbers"), ids=lambda case: f"{case.heading} {case.given}")
def test_numbers(case: Case) -> None:
    language, _, digits = case.heading.partition(" ")
    printed = print_number(Decimal(case.given), language, digits or "latn")
    assert printed.replace("\u202f", "⍽").replace("\xa0", "␣") == case.expected


def test_whole_and_broken_numbers_of_python() -> None:
    assert print_number(2000, "en") == "2,000"
    assert print_number(0.1, "ar", "arab") == "٠٫١"
