import pytest

from sitegen.checking.levels import apply_levels, makes_hints_count
from sitegen.model.codes import Level
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import Location


def problem(code: str, severity: Severity) -> Problem:
    return Problem(code, severity, "message", Location("a.yaml"))


WARNING = problem("raw-html", Severity.WARNING)
BIDI_IN_ID = problem("bidi-control", Severity.ERROR)


@pytest.mark.parametrize(
    ("level", "expected"),
    [("error", [Severity.ERROR]), ("warning", [Severity.WARNING]), ("hint", [Severity.HINT]), ("off", [])],
)
def test_a_code_has_the_level_of_the_settings(level: Level, expected: list[Severity]) -> None:
    weighed = apply_levels(Report([WARNING]), {"raw-html": level})
    assert [one.severity for one in weighed] == expected
    assert list(apply_levels(weighed, {"raw-html": level})) == list(weighed)


@pytest.mark.parametrize("level", ["warning", "hint", "off"])
def test_an_error_stays_an_error_even_where_its_code_is_mostly_a_warning(level: Level) -> None:
    assert list(apply_levels(Report([BIDI_IN_ID]), {"bidi-control": level})) == [BIDI_IN_ID]


def test_other_codes_keep_their_own() -> None:
    report = Report([WARNING])
    assert list(apply_levels(report, {"ref-to-draft": "off"})) == [WARNING]
    assert apply_levels(report, {}) is report


def test_hints_count_where_the_settings_raise_one() -> None:
    assert makes_hints_count({"url-missing": "warning"})
    assert makes_hints_count({"url-missing": "error"})
    assert not makes_hints_count({"url-missing": "off", "raw-html": "error"})
