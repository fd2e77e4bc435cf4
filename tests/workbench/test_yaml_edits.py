"""Edits of selectors: what settles the place of a quote is added in whatever style the selector is written."""

from dataclasses import replace

import pytest

from sitegen.model.problems import Report
from sitegen.model.project import Selector
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.sidecars import read_sidecar
from sitegen.workbench.moved_quotes import Move
from sitegen.workbench.yaml_edits import Edit, apply_edits, find_selector_places, rewrite_scalar

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


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\ntwo\nthree", "1\ntwo\n3\n4ee"),
        ("one\r\ntwo\r\nthree", "1\r\ntwo\r\n3\r\n4ee"),
        ("\ufeffone\rtwo\rthree", "\ufeff1\rtwo\r3\r4ee"),
        ("one\ntwo\r\nthree", "1\ntwo\r\n3\n4ee"),
    ],
)
def test_offsets_are_those_of_the_text_as_it_is_read(raw: str, expected: str) -> None:
    assert apply_edits(raw, [Edit(0, 3, "1"), Edit(8, 11, "3\n4")]) == expected


def test_an_edit_may_stand_right_behind_another() -> None:
    assert apply_edits("abc", [Edit(1, 1, "-"), Edit(0, 1, "x")]) == "x-bc"


@pytest.mark.parametrize(
    ("old", "value", "new"),
    [
        ("old", "new words", "new words"),
        ("old", "a: b", "'a: b'"),
        ("old", "- no list", "'- no list'"),
        ("old", "قال، نعم", "قال، نعم"),
        ("'old'", "new", "'new'"),
        ("'old'", "it's", "'it''s'"),
        ("'old'", "a\u200fb", '"a\\u200Fb"'),
        ('"old"', "it's", '"it\'s"'),
        ('"old"', 'say "no"', "'say \"no\"'"),
        ('"old"', "a\nb", '"a\\nb"'),
        ("|\n  old", "new", "|\n  new"),
        ("|-\n\n    old\n    lines", "a\nb", "|-\n    a\n    b"),
        ("|\n  old", "a\u200fb", '"a\\u200Fb"'),
        ("|- # why\n  old", " led by a space", "' led by a space' # why"),
        (">\n  old lines\n  of a text", "a\nb", ">\n  a\n\n  b"),
        (">\n  one two\n  three", "one two three four", ">\n  one two\n  three\n  four"),
        (">\n  one two\n  three", "one  two", ">\n  one  two"),
        (">\n  one two three", "one two three four", ">\n  one two three four"),
    ],
)
def test_the_style_stays_where_it_can(old: str, value: str, new: str) -> None:
    assert rewrite_scalar(old, value) == new
