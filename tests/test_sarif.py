"""SARIF as code hosts read it: its exact form, and the standard's own schema where a copy is at hand."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator, Draft202012Validator

from sitegen.messages import LineReader
from sitegen.model.codes import CODES
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import Location
from sitegen.sarif import SCHEMA, write_sarif

OUR_SCHEMA = Path(__file__).parent / "sarif-subset.schema.json"
"""The part of SARIF 2.1.0 that we write, closed: whatever else were written would be noticed."""
STANDARD_SCHEMA = os.environ.get("SARIF_SCHEMA", "")
"""A copy of the standard's schema, from the address in `$schema`; it is not ours to hand on."""

PROBLEMS = [
    Problem(
        "anchor-missing",
        Severity.ERROR,
        "the article seeds/مقال.txt does not hold the quote",
        Location("content/briefings/مقال واحد.yaml", 2, 9),
        "لن يكون",
        "if that is meant:\nat:\n  exact: لن تكون",
    ),
    Problem("raw-html", Severity.WARNING, "raw HTML: {x} [a](b) \x1b", Location("a#b%.yaml", 1, 3), "<b>"),
    Problem("url-missing", Severity.HINT, "no address", Location("content/site.yaml")),
    Problem("from-another-world", Severity.HINT, "a code of no table", Location("/usr/share/theme/a b.html", 7, 1)),
]
LINES = {("content/briefings/مقال واحد.yaml", 2): "    at: لن يكون هنا", ("a#b%.yaml", 1): "😀 b"}


def read_line(path: str, number: int) -> str:
    return LINES.get((path, number), "")


def written(problems: list[Problem], reader: LineReader = read_line) -> Any:  # noqa: ANN401 - JSON as it was read
    return json.loads(write_sarif(Report(problems), reader, version="1.2.3"))


def run_of(problems: list[Problem]) -> Any:  # noqa: ANN401 - JSON as it was read
    (run,) = written(problems)["runs"]
    return run


def by_code(code: str) -> Any:  # noqa: ANN401 - JSON as it was read
    return next(result for result in run_of(PROBLEMS)["results"] if result["ruleId"] == code)


def test_the_whole_of_one_result() -> None:
    assert by_code("anchor-missing") == {
        "ruleId": "anchor-missing",
        "ruleIndex": list(CODES).index("anchor-missing"),
        "level": "error",
        "message": {
            "text": "the article seeds/مقال.txt does not hold the quote\nhelp: if that is meant:\nat:\n  exact: لن تكون"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": "content/briefings/%D9%85%D9%82%D8%A7%D9%84%20%D9%88%D8%A7%D8%AD%D8%AF.yaml",
                        "uriBaseId": "%SRCROOT%",
                    },
                    "region": {"startLine": 2, "startColumn": 9, "endColumn": 16},
                }
            }
        ],
    }


def test_levels_are_error_warning_and_note() -> None:
    assert [by_code(problem.code)["level"] for problem in PROBLEMS] == ["error", "warning", "note", "note"]


def test_every_code_is_a_rule_and_results_point_to_theirs() -> None:
    run = run_of(PROBLEMS)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    assert rules[0] == {
        "id": "alias-alike",
        "shortDescription": {"text": CODES["alias-alike"][1]},
        "fullDescription": {"text": CODES["alias-alike"][1]},
        "defaultConfiguration": {"level": "note"},
    }
    known = [result for result in run["results"] if "ruleIndex" in result]
    assert [rules[result["ruleIndex"]]["id"] for result in known] == [result["ruleId"] for result in known]


def test_columns_are_code_points_and_without_the_text_no_end_is_told() -> None:
    assert run_of([])["columnKind"] == "unicodeCodePoints"
    assert by_code("raw-html")["locations"][0]["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 3}


def test_paths_are_percent_encoded_and_those_outside_the_site_whole() -> None:
    uri = "locations", 0, "physicalLocation", "artifactLocation"
    places = [by_code(code) for code in ("raw-html", "from-another-world")]
    for step in uri:
        places = [place[step] for place in places]
    assert places == [
        {"uri": "a%23b%25.yaml", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///usr/share/theme/a%20b.html"},
    ]


def test_names_that_are_no_utf8_can_be_written() -> None:
    problem = Problem("not-utf8", Severity.ERROR, "m \udcff", Location("a\udcff.yaml"), "")
    assert "a%FF.yaml" in write_sarif([problem], read_line, version="1")
    write_sarif([problem], read_line, version="1").encode()


def test_what_sarif_takes_for_placeholders_and_links_is_escaped() -> None:
    assert by_code("raw-html")["message"]["text"] == "raw HTML: {{x}} \\[a](b) <U+001B>"


def test_the_same_problems_give_the_same_bytes_in_any_order() -> None:
    forth, back = (write_sarif(Report(order), read_line, version="1") for order in (PROBLEMS, PROBLEMS[::-1]))
    assert forth == back


@pytest.mark.parametrize("problems", [PROBLEMS, []], ids=["problems", "none"])
def test_nothing_is_written_but_what_we_mean_to_write(problems: list[Problem]) -> None:
    log = written(problems)
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    Draft202012Validator(json.loads(OUR_SCHEMA.read_text(encoding="utf-8"))).validate(log)


@pytest.mark.skipif(not STANDARD_SCHEMA, reason="SARIF_SCHEMA names no copy of the standard's schema")
@pytest.mark.parametrize("problems", [PROBLEMS, []], ids=["problems", "none"])
def test_the_standards_own_schema_is_met(problems: list[Problem]) -> None:
    schema = json.loads(Path(STANDARD_SCHEMA).read_text(encoding="utf-8"))
    Draft4Validator(schema).validate(written(problems))
