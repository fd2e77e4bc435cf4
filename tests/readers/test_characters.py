import re
from pathlib import Path

import pytest

from sitegen.model.problems import Report, Severity
from sitegen.readers.characters import first_unseen, name_unseen, unsettled_bidi_controls
from sitegen.readers.project import read_project
from tests.readers.reading import lay_out


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("نص \u061c\u200e\u200f\u200c\u200d", []),
        ("\u2067x\u2069 \u2068y\u2066z\u2069\u2069", []),
        ("a\u202ab\u202c", [1]),
        ("\u202e\u202d\u202b", [0, 1, 2]),
        ("\u2066a\n\u2069", [0]),
        ("\u2066\u2067a\u2069\nb\u2068", [0, 6]),
        ("\u2069", []),
    ],
)
def test_controls_that_reach_beyond_themselves(text: str, offsets: list[int]) -> None:
    assert list(unsettled_bidi_controls(text)) == offsets


def test_unseen_characters_have_names() -> None:
    assert first_unseen("a\u200bb") == "\u200b"
    assert first_unseen("نص") == ""
    assert name_unseen("\u200b") == "U+200B (ZERO WIDTH SPACE)"
    assert name_unseen("\x00") == "U+0000"


OVERRIDE, ISOLATE, SPACE, MARK, NUL = "\u202e", "\u2067", "\u200b", "\ufeff", "\0"
SITE = {
    "content/site.yaml": """\
languages: ["ar"]
digits: "latn"
checks: {"raw-html": "error"}
title: "Site"
nav: ["actors"]
""",
    "content/actors.yaml": """\
actors:
  - "id": "haddad"
    name: "Haddad"
    type: "person"
    aliases: ["Lina"]
    roles: [{title: "Minister", from: "2020"}]
    links: ["https://example.org/a"]
    ids: {wikidata: "Q1"}
    params: {"mine": "own"}
""",
    "content/briefings/one.yaml": """\
seed: "one.txt"
slug: "first"
lang: "en"
published: "2022-01-11"
title: {"fr": "Titre"}
summary: "In short"
topics: ["water"]
actors: ["haddad"]
aliases: ["former"]
annotations:
  - {kind: "quote", id: "a1", at: {"exact": "spoke"}, speaker: "haddad", stance: "claim"}
""",
    "content/pages/about.md": """\
---
title: "About"
---
text
""",
    "seeds/one.txt": "One\nHaddad spoke.\n",
}
STRICT = [
    ("content/site.yaml", word) for word in ("ar", "latn", "raw-html", "error", "actors")
] + [
    ("content/actors.yaml", word) for word in ("id", "haddad", "person", "2020", "https://example.org/a")
] + [
    ("content/briefings/one.yaml", word)
    for word in ("one.txt", "first", "en", "2022-01-11", "fr", "haddad", "former", "quote", "a1", "exact", "claim")
]  # fmt: skip
"""Names, addresses, dates, words of closed sets, keys: none may hold a character that cannot be seen."""
TEXTS = [
    ("content/site.yaml", "Site"),
    ("content/actors.yaml", "Haddad"),
    ("content/actors.yaml", "Lina"),
    ("content/actors.yaml", "Minister"),
    ("content/actors.yaml", "Q1"),
    ("content/actors.yaml", "own"),
    ("content/briefings/one.yaml", "Titre"),
    ("content/briefings/one.yaml", "In short"),
    ("content/briefings/one.yaml", "water"),
    ("content/briefings/one.yaml", "spoke"),
    ("content/pages/about.md", "About"),
]


def told(root: Path, path: str, word: str, inserted: str) -> list[tuple[str, Severity]]:
    """Return the problems of a site in which something stands within one word, in double quotes."""
    middle = len(word) // 2
    text = SITE[path].replace(f'"{word}"', f'"{word[:middle]}{inserted}{word[middle:]}"', 1)
    assert text != SITE[path]
    report = Report()
    read_project(lay_out(root, SITE | {path: text}), report)
    line = next(number for number, line in enumerate(text.split("\n"), start=1) if inserted in line)
    return sorted(
        (one.code, one.severity) for one in report if one.where.path == path and abs(one.where.line - line) <= 1
    )


def written(character: str) -> str:
    return rf"\u{ord(character):04x}"


@pytest.mark.parametrize("character", [OVERRIDE, ISOLATE, SPACE, MARK, NUL], ids=written)
@pytest.mark.parametrize(("path", "word"), STRICT, ids=lambda value: re.sub(".*/", "", value))
def test_a_name_holds_nothing_that_cannot_be_seen(tmp_path: Path, path: str, word: str, character: str) -> None:
    escaped = told(tmp_path, path, word, written(character))
    assert any(severity is Severity.ERROR for _, severity in escaped), escaped
    assert escaped == told(tmp_path, path, word, character)


@pytest.mark.parametrize("character", [OVERRIDE, ISOLATE, NUL, "\x85"], ids=written)
@pytest.mark.parametrize(("path", "word"), TEXTS, ids=lambda value: re.sub(".*/", "", value))
def test_a_text_holds_nothing_hidden_without_a_word(tmp_path: Path, path: str, word: str, character: str) -> None:
    escaped = told(tmp_path, path, word, written(character))
    assert escaped
    assert escaped == told(tmp_path, path, word, character)


@pytest.mark.parametrize("written_as", [r"\ud800", r"\uffff"])
@pytest.mark.parametrize(("path", "word"), [*STRICT, *TEXTS], ids=lambda value: re.sub(".*/", "", value))
def test_no_escape_makes_what_is_no_character(tmp_path: Path, path: str, word: str, written_as: str) -> None:
    assert any(severity is Severity.ERROR for _, severity in told(tmp_path, path, word, written_as))


def test_an_actor_never_vanishes_without_a_word(tmp_path: Path) -> None:
    for character in (OVERRIDE, ISOLATE, SPACE, MARK, NUL):
        problems = told(tmp_path, "content/actors.yaml", "haddad", written(character))
        assert any(severity is Severity.ERROR for _, severity in problems)


def test_escapes_are_told_where_they_stand(tmp_path: Path) -> None:
    files = {
        "content/actors.yaml": 'actors:\n  - {id: "a\u202eb\\u202Ac", name: "\\u2067x\\u2069 y\\x00"}\n',
        "content/topics.yaml": 'topics:\n  - {id: t, name: "x\\u2067\u2069\\U00002068y"}\n',
    }
    report = Report()
    read_project(lay_out(tmp_path, files), report)
    assert [(one.where.line, one.where.column, one.code, one.found) for one in report] == [
        (2, 12, "bidi-control", "\u202e"),
        (2, 14, "bidi-control", r"\u202A"),
        (2, 46, "bad-character", r"\x00"),
        (2, 28, "bidi-control", r"\U00002068"),
    ]
