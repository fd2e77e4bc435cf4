"""Problems as an editor sees them: exact texts."""

import json
import os
from pathlib import Path

import pytest

from sitegen import messages
from sitegen.messages import line_reader
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import Location

LATIN = Problem(
    "unknown-key",
    Severity.ERROR,
    "unknown key `sumary` in a briefing",
    Location("content/briefings/a.yaml", 2, 3),
    "sumary",
    "did you mean `summary`?",
)
ARABIC = Problem(
    "anchor-missing",
    Severity.ERROR,
    "these words do not stand in seeds/a.txt",
    Location("content/briefings/a.yaml", 1, 5),
    "لن يكون",
    "paste the article's own words:\nat: لن تكون",
)
LINES = {("content/briefings/a.yaml", 1): "at: لن يكون هنا", ("content/briefings/a.yaml", 2): "  sumary: text"}


def read_line(path: str, number: int) -> str:
    return LINES.get((path, number), "")


def test_problems_are_sorted_by_place_and_carry_excerpt_or_found_and_help() -> None:
    assert messages.write_text(Report([LATIN, ARABIC, LATIN]), read_line) == (
        "content/briefings/a.yaml:1:5: error[anchor-missing]: these words do not stand in seeds/a.txt\n"
        "  found: لن يكون\n"
        "  help: paste the article's own words:\n"
        "    at: لن تكون\n"
        "\n"
        "content/briefings/a.yaml:2:3: error[unknown-key]: unknown key `sumary` in a briefing\n"
        "    sumary: text\n"
        "    ^^^^^^\n"
        "  help: did you mean `summary`?"
    )


def test_a_long_line_is_cut_around_the_fault() -> None:
    problem = Problem("x", Severity.HINT, "m", Location("a.yaml", 1, 301), "bad")
    text = messages.write_text([problem], lambda _path, _line: "x" * 300 + "bad" + "y" * 300)
    _, excerpt, caret = text.split("\n")
    assert len(excerpt) == messages.EXCERPT_WIDTH + 2
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "bad"


def test_nothing_in_a_message_drives_a_terminal() -> None:
    nasty = Problem("x", Severity.ERROR, "m \x1b[2J \x9b \u202e \x00", Location("a\nb.yaml", 1, 1), "", "h \x07")
    text = messages.write_text([nasty], lambda _path, _line: "\x1b]0;title\x07")
    assert not set(text) & {"\x1b", "\x9b", "\u202e", "\x00", "\x07"}
    assert "<U+001B>[2J <U+009B> <U+202E> <U+0000>" in text
    raw = messages.write_json([nasty])
    assert not set(raw) & {"\x1b", "\x9b", "\u202e", "\x00"}
    assert json.loads(raw)[0]["message"] == "m \x1b[2J \x9b \u202e \x00"


def test_json_carries_the_contracts_keys() -> None:
    assert json.loads(messages.write_json([LATIN])) == [
        {
            "path": "content/briefings/a.yaml",
            "line": 2,
            "column": 3,
            "severity": "error",
            "code": "unknown-key",
            "message": "unknown key `sumary` in a briefing",
            "help": "did you mean `summary`?",
        }
    ]
    assert messages.write_json([]) == "[]"


def test_github_gets_workflow_commands_with_escaped_values() -> None:
    assert messages.write_github([ARABIC]) == (
        "::error file=content/briefings/a.yaml,line=1,col=5,title=anchor-missing"
        "::these words do not stand in seeds/a.txt%0Ahelp: paste the article's own words:%0Aat: لن تكون"
    )


def test_the_same_fault_in_one_file_is_told_once_with_its_places() -> None:
    def html(path: str, line: int, found: str = "<b>") -> Problem:
        return Problem("raw-html", Severity.WARNING, "HTML is shown", Location(path, line, 3), found, "take it out")

    told = [*(html("a.yaml", line) for line in range(1, 40)), html("a.yaml", 50, "<i>"), html("a.yaml", 51, "<i>")]
    assert messages.write_text([*told, html("b.yaml", 1)], lambda _path, _line: "") == (
        "a.yaml:1:3: warning[raw-html]: HTML is shown\n"
        "  found: <b>\n"
        "  and 38 more times in this file: 2:3, 3:3, 4:3, 5:3, 6:3, …\n"
        "  help: take it out\n"
        "\n"
        "a.yaml:50:3: warning[raw-html]: HTML is shown\n"
        "  found: <i>\n"
        "  and once more in this file: 51:3\n"
        "  help: take it out\n"
        "\n"
        "b.yaml:1:3: warning[raw-html]: HTML is shown\n"
        "  found: <b>\n"
        "  help: take it out"
    )
    assert len(json.loads(messages.write_json(told))) == len(told)


def test_lines_count_from_one_whatever_ends_them(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes("\ufeffone\r\ntwo\rthree\n".encode())
    read_line = line_reader(tmp_path)
    assert [read_line("a.yaml", number) for number in range(6)] == ["", "one", "two", "three", "", ""]


def test_what_cannot_be_read_has_no_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "large.txt").write_text("large", encoding="utf-8")
    monkeypatch.setattr(messages, "LARGEST", 4)
    read_line = line_reader(tmp_path)
    assert [read_line(path, 1) for path in ("pipe.yaml", "large.txt", "nowhere.txt", ".")] == [""] * 4


def test_no_line_is_read_through_a_link_out_of_the_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "own.txt").write_text("own", encoding="utf-8")
    (site / "out.yaml").symlink_to(tmp_path / "secret.txt")
    (site / "within.yaml").symlink_to(site / "own.txt")
    read_line = line_reader(site)
    assert [read_line(path, 1) for path in ("out.yaml", "within.yaml")] == ["", "own"]
