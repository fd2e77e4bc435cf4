import pytest

from sitegen.language.last_names import last_names, may_stand_alone
from tests.language.case_files import Case, read_cases

LANGUAGES = {"arabic": "ar", "hebrew": "he", "persian": "fa", "latin": "en"}


@pytest.mark.parametrize("case", read_cases("last_names"), ids=lambda case: case.given)
def test_last_names(case: Case) -> None:
    assert (", ".join(last_names(case.given, LANGUAGES[case.heading])) or "-") == case.expected


@pytest.mark.parametrize("name", ["", "X", "الله", "الثاني", "لي", "12", "II"])
def test_what_says_too_little_alone(name: str) -> None:
    assert not may_stand_alone(name, "ar")
