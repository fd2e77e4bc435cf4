import pytest

from sitegen.language.personal_names import last_names, may_stand_alone, writings_of
from tests.language.case_files import Case, read_cases

LANGUAGES = {"arabic": "ar", "hebrew": "he", "persian": "fa", "latin": "en"}


@pytest.mark.parametrize("case", read_cases("last_names"), ids=lambda case: case.given)
def test_last_names(case: Case) -> None:
    assert (", ".join(last_names(case.given, LANGUAGES[case.heading])) or "-") == case.expected


@pytest.mark.parametrize("name", ["", "X", "الله", "الثاني", "لي", "12", "II"])
def test_what_says_too_little_alone(name: str) -> None:
    assert not may_stand_alone(name, "ar")


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("قاسم جومرت توكاييف", []),
        ("محمد عبد الله", ["محمد عبدالله"]),
        ("عبدالرحمن", ["عبد الرحمن"]),
        ("أبو ظبي", ["أبوظبي", "أبي ظبي", "أبا ظبي"]),
        ("حسن نصر الله", ["حسن نصرالله"]),
        ("خيرالله طلفاح", ["خير الله طلفاح"]),
        ("والله", []),
        ("عبد ربه", ["عبدربه"]),
        ("محمد بن سلمان", ["محمد ابن سلمان"]),
        ("ابن خلدون", ["بن خلدون"]),
        ("أبي أحمد", ["أبيأحمد"]),
        ("عبدو خليل", []),
        ("محمد عبد", []),
        ("نخست\u200cوزیر", ["نخست وزیر"]),
        ("خانه\u200cی سبز", ["خانه ی سبز", "خانه سبز"]),
    ],
)
def test_other_ways_to_write_a_name(name: str, others: list[str]) -> None:
    assert tuple(writings_of(name)) == (name, *others)
