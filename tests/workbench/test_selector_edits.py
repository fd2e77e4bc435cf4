"""Edits of selectors: what settles the place of a quote is added in whatever style the selector is written."""

from dataclasses import replace

import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Selector
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.sidecars import read_sidecar
from sitegen.workbench.edits import apply_edits
from sitegen.workbench.moved_anchors import Move
from sitegen.workbench.selector_edits import find_selector_places

PATH = "content/briefings/article.yaml"


def first_selector(text: str) -> Selector:
    file = read_sidecar(SourceText(PATH, text), language="en", report=Report())
    assert file
    return file.sidecar.annotations[0].at[0]


def written(words: str) -> Written:
    return Written(words, Location(PATH))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("at: old words", "at: {exact: new words, suffix: 'a, b'}"),
        ("at: 'old words'  # why", "at: {exact: new words, suffix: 'a, b'}  # why"),
        ("at: |- # why\n      old words\n    body: x", "at: {exact: new words, suffix: 'a, b'} # why\n    body: x"),
        ("at: [old words]", "at: [{exact: new words, suffix: 'a, b'}]"),
        ("at: {exact: old words}", "at: {exact: new words, suffix: 'a, b'}"),
        ("at: { 'exact': 'old words' , }", "at: { 'exact': 'new words', suffix: 'a, b' , }"),
        ("at: {suffix: , exact: old words}", "at: {suffix: 'a, b', exact: new words}"),
        ("at: {suffix: c, exact: old words}", "at: {suffix: 'a, b', exact: new words}"),
        (
            "at:\n      exact: old words  # why\n    body: x",
            "at:\n      exact: new words  # why\n      suffix: 'a, b'\n    body: x",
        ),
        (
            "at:\n      exact: |\n        old words\n\n    body: x",
            "at:\n      exact: |\n        new words\n      suffix: 'a, b'\n\n    body: x",
        ),
        (
            "at:\n      - exact:\n          old words\n        prefix: x\n",
            "at:\n      - exact:\n          new words\n        suffix: 'a, b'\n        prefix: x\n",
        ),
        ("at:\n      suffix:\n      exact: old words", "at:\n      suffix: 'a, b'\n      exact: new words"),
    ],
)
@pytest.mark.parametrize("line_end", ["", "\n", "\r\n"])
def test_a_suffix_is_added(before: str, after: str, line_end: str) -> None:
    head = "# First.\nannotations:\n  - kind: context\n    "
    text = f"{head}{before}" + ("\n" if line_end else "")
    old = first_selector(text)
    move = Move(old, replace(old, exact=written("new words"), suffix=written("a, b")))
    edits = find_selector_places(SourceText(PATH, text)).edits(move)
    raw = apply_edits(text.replace("\n", line_end or "\n"), edits)
    expected = head + after + ("\n" if line_end else "")
    assert raw == expected.replace("\n", line_end or "\n")
    moved = first_selector(raw.replace("\r\n", "\n"))
    assert moved == move.new


def test_an_empty_file_has_no_places() -> None:
    assert not find_selector_places(SourceText(PATH, "# nothing\n")).scalars
