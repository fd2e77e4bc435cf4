import pytest

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.conflicts import our_version, refuse_conflict

CONFLICT = "a\n<<<<<<< HEAD\nours\n||||||| 1a2b3c4\nolder\n=======\ntheirs\n>>>>>>> other\nz\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (CONFLICT, 2),
        (CONFLICT.replace("<<<<<<< HEAD\n", ""), 3),
        ("a\n=======\nb\n>>>>>>> other\n", 2),
        ("a\n>>>>>>> other\n", 2),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>\n", 1),
        ("<<<<<<< .mine\na", 1),
    ],
)
def test_a_merge_is_told_once_at_its_first_mark(text: str, line: int) -> None:
    report = Report()
    assert refuse_conflict(SourceText("seeds/a.txt", text), report)
    assert [(one.code, one.where.line, one.where.column) for one in report] == [("merge-conflict", line, 1)]


@pytest.mark.parametrize(
    "text",
    [
        "Title\n=======\ntext\n",
        "a\n>>>>>>>\nb\n",
        "<<<<<<<< a\n",
        " <<<<<<< HEAD\n=======\n >>>>>>> other\n",
        "a <<<<<<< b\n",
        "<<<<<<<a\n>>>>>>>b\n",
    ],
)
def test_lines_of_signs_may_be_text(text: str) -> None:
    report = Report()
    assert not refuse_conflict(SourceText("seeds/a.txt", text), report)
    assert not list(report)


def test_our_version_is_what_stood_on_this_side() -> None:
    assert our_version(SourceText("a", CONFLICT)).text == "a\nours\nz\n"
    assert our_version(SourceText("a", "a\nb\n")).text == "a\nb\n"
