"""What an editor shows with the schemas: the real YAML language server is asked as an editor asks it."""

import json
from datetime import date
from pathlib import Path

import pytest

from sitegen.schemas.schema_files import schema_line
from sitegen.workbench.new_site import example_files
from sitegen.workbench.skeleton import sidecar_skeleton
from tests.editor.language_server import HERE, LanguageServer

ROOT = Path(__file__).parents[2]
ACTORS, BRIEFING, SETTINGS = "content/actors.yaml", "content/briefings/one.yaml", "content/site.yaml"
CONTENT = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "content").rglob("*.yaml"))

BEGUN = {path: text.decode() for path, text in example_files().items() if path.endswith(".yaml")} | {
    BRIEFING: "\n" + sidecar_skeleton("one", language="ar", editions=("ar", "en"), day=date(2026, 3, 15))
}
"""The files that `init` and `new` write."""


class Editor:
    """A site's files in an editor, each with the line that names its schema."""

    def __init__(self, server: LanguageServer, site: Path) -> None:
        self._server, self._site = server, site

    def mistakes(self, path: str, *lines: str) -> list[tuple[int, str]]:
        """Return the marked lines, counted from 1 behind the line that names the schema, with their messages."""
        found = self._server.find_mistakes(self._site / path, with_schema(path, lines))
        return sorted((line - 1, message) for line, message in found)

    def offered(self, path: str, *lines: str) -> dict[str, str]:
        return self._server.complete(self._site / path, with_schema(path, lines))

    def said(self, path: str, *lines: str) -> str:
        return self._server.hover(self._site / path, with_schema(path, lines))


def with_schema(path: str, lines: tuple[str, ...]) -> str:
    return "\n".join([schema_line(path), *lines, ""])


def test_the_server_is_an_exact_version_from_no_named_host() -> None:
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted
    assert [name for name, package in locked.items() if "resolved" in package] == []


@pytest.fixture
def editor(server: LanguageServer, site: Path) -> Editor:
    return Editor(server, site)


def test_keys_are_offered_with_what_they_are_about(editor: Editor) -> None:
    offered = editor.offered(ACTORS, "actors:", "  - id: tokayev", "    ‸")
    assert offered["family"] == "The name to file by, and the last name that may stand alone."
    assert {"name", "type", "aliases", "params"} <= offered.keys()
    assert "id" not in offered


def test_keys_are_offered_in_a_list_of_maps(editor: Editor) -> None:
    assert {"title", "org", "from", "to"} <= editor.offered(
        ACTORS, "actors:", "  - id: a", "    roles:", "      - ‸"
    ).keys()


def test_a_note_is_offered_the_keys_of_its_kind_alone(editor: Editor) -> None:
    quote = editor.offered(BRIEFING, "annotations:", "  - kind: quote", "    ‸")
    assert {"at", "body", "speaker", "via", "stance"} <= quote.keys()
    assert not {"kind", "status", "value", "confidence"} & quote.keys()
    unknown = editor.offered(BRIEFING, "annotations:", "  - id: a01", "    ‸")
    assert {"kind", "speaker", "status", "value"} <= unknown.keys()


@pytest.mark.parametrize(
    ("lines", "values"),
    [
        (("annotations:", "  - kind: quote", "    stance: ‸"), {"neutral", "deny", "warn"}),
        (("annotations:", "  - kind: claim", "    credibility: ‸"), {"1", "6"}),
        (("annotations:", "  - kind: claim", "    evidence:", "      - supports: ‸"), {"true", "false", "partly"}),
        (("draft: ‸",), {"true", "false"}),
        (("paragraphs: ‸",), {"line", "blank-line"}),
    ],
)
def test_values_of_closed_sets_are_offered(editor: Editor, lines: tuple[str, ...], values: set[str]) -> None:
    assert values <= editor.offered(BRIEFING, *lines).keys()


@pytest.mark.parametrize("key", ["title", "summary", "source", "published", "actors", "seed"])
def test_nothing_is_offered_where_a_text_of_ones_own_stands(editor: Editor, key: str) -> None:
    assert not {"true", "false", "null"} & editor.offered(BRIEFING, f"{key}: ‸").keys()


def test_codes_of_problems_are_offered_with_what_they_say(editor: Editor) -> None:
    offered = editor.offered(SETTINGS, "checks:", "  ‸")
    assert offered["mention-ambiguous"] == "A name fits several actors, and none is listed."


@pytest.mark.parametrize(
    ("path", "lines", "words"),
    [
        (ACTORS, ("actors:", "  - id: a", "    na‸me: نص"), "The full name; found in articles in every language"),
        (ACTORS, ("actors:", "  - id: a", "    na‸me: {ar: نص}"), "The full name; found in articles in every language"),
        (ACTORS, ("actors:", "  - id: a", "    ty‸pe: person"), "* `armed_force`"),
        (ACTORS, ("actors:", "  - id: a", "    aliases: [{va‸lid: 2019-03-20/..}]"), "The interval (EDTF) in which"),
        (BRIEFING, ("publ‸ished: 2022-01-11",), "The article's date (EDTF)."),
        (BRIEFING, ("annotations:", "  - kind: quote", "    spea‸ker: tokayev"), "Who says it:"),
        (
            BRIEFING,
            ("annotations:", "  - kind: quote", "    a‸t: [نص, {exact: نص}]"),
            "The words that the note is about",
        ),
        (BRIEFING, ("licen‸se: CC-BY-4.0",), "What may be done with article and notes."),
    ],
)
def test_a_key_is_explained(editor: Editor, path: str, lines: tuple[str, ...], words: str) -> None:
    assert words in editor.said(path, *lines)


def test_an_unknown_key_is_marked(editor: Editor) -> None:
    told = editor.mistakes(ACTORS, "actors:", "  - id: tokayev", "    name: توكاييف", "    nmae: Tokayev")
    assert told == [(4, "Property nmae is not allowed.")]


def test_each_mistake_is_marked_at_its_line(editor: Editor) -> None:
    told = editor.mistakes(
        BRIEFING,
        "published: 2022-13",
        "license: {artcle: CC0}",
        "annotations:",
        "  - kind: assessment",
        "    confidence: high",
        "    likelihood: likely",
        "  - kind: context",
        "    speaker: tokayev",
        "  - kind: quot",
        "    speaker: tokayev",
        "  - kind: figure",
        "    value: {amount: many}",
        "actors: [tokayev, {id: x}]",
    )
    lines = [line for line, _ in told]
    assert lines == [1, 2, 6, 8, 9, 12, 13]
    messages = " ".join(message for _, message in told)
    for words in ("a date as EDTF writes it", "artcle", "likelihood", "speaker", "Valid values", "a number", '"name"'):
        assert words in messages


def test_what_yaml_takes_for_numbers_and_nothing_is_fine(editor: Editor) -> None:
    lines = (
        "published: 2022",
        "title: 2022",
        "summary:",
        "draft:",
        "topics: [1984, true]",
        "key_points:",
        "slug: 2022",
    )
    assert editor.mistakes(BRIEFING, *lines) == []


@pytest.mark.parametrize("path", CONTENT)
def test_the_repositorys_own_content_is_fine(editor: Editor, path: str) -> None:
    _, *lines = (ROOT / path).read_text(encoding="utf-8").split("\n")
    assert editor.mistakes(path, *lines) == []


@pytest.mark.parametrize("path", BEGUN)
def test_what_a_new_site_and_a_new_briefing_begin_with_is_fine(editor: Editor, path: str) -> None:
    _, *lines = BEGUN[path].split("\n")
    assert editor.mistakes(path, *lines) == []
