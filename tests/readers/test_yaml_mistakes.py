import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.quoting import in_quotes, mended_lines, quoted_line
from sitegen.readers.yaml_nodes import parse_yaml
from tests.readers.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("yaml_mistakes"), ids=lambda case: case.title)
def test_what_is_no_yaml_is_explained(case: Case) -> None:
    report = Report()
    assert parse_yaml(SourceText("file.yaml", case.given + "\n"), report) is None
    told = [f"{one.where.line}:{one.where.column} {one.code}: {one.message}\n{one.help}" for one in report]
    assert told == [case.expected]


@pytest.mark.parametrize("case", read_cases("yaml_mistakes"), ids=lambda case: case.title)
def test_lines_that_are_offered_can_be_read(case: Case) -> None:
    report = Report()
    parse_yaml(SourceText("file.yaml", case.given + "\n"), report)
    for problem in report:
        _, _, offered = problem.help.partition("\n")
        told = Report()
        assert not offered or parse_yaml(SourceText("file.yaml", offered), told), list(told)


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("title: {en: Iran, USA}", 'title: {en: "Iran, USA"}'),
        ("title: {ar:قاسم، en:Kassym}", "title: {ar: قاسم, en: Kassym}"),
        (
            "- {id: x, name: {ar: علي، الوزير, en: A: B}, aliases: [a, b c]}",
            '- {id: x, name: {ar: علي، الوزير, en: "A: B"}, aliases: [a, b c]}',
        ),
        ("topics: [سياسة، اقتصاد]", "topics: [سياسة, اقتصاد]"),
        ("topics: ['a، b', c: d]", "topics: ['a، b', \"c: d\"]"),
        ("title: {placeholder}", 'title: "{placeholder}"'),
        ("title: {{ x }}", 'title: "{{ x }}"'),
        ("at: [a, [b", "at: [a, [b]]"),
        ("lang:ar", "lang: ar"),
        ("- at:نص", "- at: نص"),
        ("title: “a: b”", 'title: "“a: b”"'),
    ],
)
def test_a_line_is_mended(line: str, mended: str) -> None:
    assert next(mended_lines(line)) == mended


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
