import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.yaml_mistakes import in_quotes, quoted_line
from sitegen.readers.yaml_nodes import parse_yaml
from tests.readers.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("yaml_mistakes"), ids=lambda case: case.title)
def test_what_is_no_yaml_is_explained(case: Case) -> None:
    report = Report()
    assert parse_yaml(SourceText("file.yaml", case.given + "\n"), report) is None
    told = [f"{one.where.line}:{one.where.column} {one.code}: {one.message}\n{one.help}" for one in report]
    assert told == [case.expected]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a: b", '"a: b"'),
        ('say "x"', "'say \"x\"'"),
        ("'it's'", '"it\'s"'),
        ("a\\b", r"'a\b'"),
        ('"it\'s"x', "'\"it''s\"x'"),
    ],
)
def test_a_value_is_put_in_quotes(value: str, expected: str) -> None:
    assert in_quotes(value) == expected


def test_a_line_keeps_its_dash_and_key() -> None:
    assert quoted_line("    - exact: a: b  ") == '- exact: "a: b"'
