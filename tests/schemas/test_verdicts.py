"""Schema and reader come to the same verdict: on all files there are, and on many that are wrong by one thing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.model.codes import CODES
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import SourceText
from sitegen.readers.documents import read_root
from sitegen.readers.registers import NOUN_OF_REGISTER, read_register
from sitegen.readers.yaml_nodes import ListNode, MapNode, Node, ScalarNode
from tests.schemas.judging import (
    KNOWABLE,
    NOUNS,
    UNKNOWABLE,
    is_knowable,
    pieces,
    read_problems,
    schema_faults,
    value_of,
    whole_file_faults,
)
from tests.schemas.samples import as_list, as_map, samples, scalar

ROOT: Final = Path(__file__).parents[2]
SITES: Final = [ROOT, *sorted(path.parent for path in ROOT.glob("tests/sites/*/content"))]
BROKEN: Final = sorted(path.parent for path in ROOT.glob("tests/broken/*/content"))


def yaml_files(sites: list[Path]) -> list[Path]:
    return [path for site in sites for path in sorted((site / "content").rglob("*.yaml")) if schema_of(path)]


def schema_of(path: Path) -> str:
    """Return the name of the schema of a file; empty where sitegen does not read it."""
    folder, stem = path.parent.name, path.stem
    name = {"content": stem, "briefings": "briefing"}.get(folder, folder)
    return name if name in NOUNS else ""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read_node(path: Path) -> tuple[Node | None, Report]:
    report = Report()
    source = SourceText(path.name, path.read_text(encoding="utf-8"))
    return read_root(source, report, expected=""), report


def parts_of(schema: str, root: Node) -> Iterator[Node]:
    """Yield what is judged one by one: keys and items of a briefing or the settings, entries of a register."""
    if schema in ("site", "briefing"):
        yield from pieces(root)
        return
    assert isinstance(root, MapNode)
    for _, value in root.pairs:
        yield from value.items if isinstance(value, ListNode) else ()


@pytest.mark.parametrize("path", yaml_files(SITES), ids=name_of)
def test_what_the_reader_takes_the_schema_takes(path: Path) -> None:
    root, report = read_node(path)
    assert root is not None
    assert not list(report)
    assert whole_file_faults(schema_of(path), value_of(root)) == []
    assert not any(read_problems(schema_of(path), part) for part in parts_of(schema_of(path), root))


@pytest.mark.parametrize("path", yaml_files(BROKEN), ids=name_of)
def test_of_a_broken_file_both_refuse_the_same_pieces(path: Path) -> None:
    schema, (root, report) = schema_of(path), read_node(path)
    if {problem.code for problem in report} == {"bidi-control"}:
        assert root is not None
        assert whole_file_faults(schema, value_of(root))
    if root is None or report.count(Severity.ERROR):
        return
    judge_whole(path, root)
    for part in parts_of(schema, root) if isinstance(root, MapNode) else ():
        agree(schema, part)


def judge_whole(path: Path, root: Node) -> None:
    """Hold that both say the same of a file as a whole."""
    report = Report()
    source = SourceText(path.as_posix(), path.read_text(encoding="utf-8"))
    schema = schema_of(path)
    if schema in NOUN_OF_REGISTER:
        read_register(source, schema, language="ar", report=report)
    else:
        report.extend(read_problems(schema, root))
    compare(list(report), whole_file_faults(schema, value_of(root)))


def test_every_code_that_a_broken_site_tells_is_known_or_beyond_a_schema() -> None:
    assert KNOWABLE | UNKNOWABLE.keys() <= CODES.keys()
    assert not KNOWABLE & UNKNOWABLE.keys()
    for site in BROKEN:
        for line in (site / "expected.txt").read_text(encoding="utf-8").splitlines():
            _, opened, rest = line.partition(": error[")
            code = rest.partition("]")[0]
            assert not opened or code in KNOWABLE | UNKNOWABLE.keys() | BY_OTHERS, line


BY_OTHERS: Final = frozenset({"not-utf8", "too-large"})
"""Codes that are told before YAML is read."""


@pytest.mark.parametrize("schema", NOUNS)
def test_a_sample_with_every_key_is_right_for_both(schema: str) -> None:
    for whole in samples()[schema]:
        assert read_problems(schema, whole) == []
        assert schema_faults(schema, value_of(whole)) == []


SAMPLES: Final = [(schema, whole) for schema, several in samples().items() for whole in several]

# No numbers in quotes that are out of range: a schema sees a text there, and knows only that it is a number.
SCALARS: Final = st.sampled_from(
    [
        *(scalar(text) for text in ("", "~", "x", "نص", "true", "2022", "-7", "1.5", "author", "AUTHOR", "a b", "all")),
        *(scalar(text) for text in ("2022-01-11", "2022-13", "20XX", "2019-03-20/..", "../..", "no", "ar", "en-GB")),
        *(scalar(text) for text in ("//host", "a/b", "HTTPS://x.org", "javascript:x", "mailto:a@b", "x:y", "1", "0")),
        *(scalar(text, quoted=True) for text in ("", "  ", "x", "true", "1", "1.5", "partly", "a\nb")),
    ]
)
VALUES: Final = SCALARS | st.sampled_from(
    [
        as_list(),
        as_list(scalar("x")),
        as_list(scalar("")),
        as_list(scalar("1"), scalar("2")),
        as_list(as_list(scalar("x"))),
        as_map({}),
        as_map({"ar": scalar("x")}),
        as_map({"ar": scalar("")}),
        as_map({"arabic": scalar("x")}),
        as_map({"zzz": scalar("x")}),
        as_map({"en": as_list(scalar("x"))}),
    ]
)
KEYS: Final = st.sampled_from(
    ["zzz", "id", "text", "title", "status", "speaker", "at", "kind", "name", "date", "params"]
)


@settings(max_examples=3 * settings().max_examples)
@given(st.sampled_from(SAMPLES), st.data())
def test_of_a_sample_that_is_wrong_by_one_thing_both_say_the_same(
    case: tuple[str, MapNode], data: st.DataObject
) -> None:
    schema, whole = case
    agree(schema, changed(whole, data))


def changed(node: Node, data: st.DataObject) -> Node:
    """Return the node with one thing in it changed, somewhere."""
    if isinstance(node, ScalarNode) or not data.draw(st.integers(0, 9)):
        return data.draw(VALUES)
    if isinstance(node, ListNode) and node.items:
        index = data.draw(st.integers(0, len(node.items) - 1))
        return node._replace(items=[*node.items[:index], changed(node.items[index], data), *node.items[index + 1 :]])
    if isinstance(node, MapNode) and node.parts:
        return changed_map(node, data)
    return data.draw(VALUES)


def changed_map(node: MapNode, data: st.DataObject) -> MapNode:
    pairs = {key.value: value for key, value in node.pairs if isinstance(key, ScalarNode)}
    key = data.draw(st.sampled_from(list(pairs)))
    kind = data.draw(st.sampled_from(["value", "value", "value", "without", "another key"]))
    if kind == "value":
        return as_map(pairs | {key: changed(pairs[key], data)})
    rest = {name: value for name, value in pairs.items() if name != key}
    return as_map(rest | ({data.draw(KEYS): pairs[key]} if kind == "another key" else {}))


def agree(schema: str, node: Node) -> None:
    """Hold that schema and reader say the same of one piece."""
    compare(read_problems(schema, node), schema_faults(schema, value_of(node)))


def compare(problems: list[Problem], faults: list[str]) -> None:
    assert all(problem.code in KNOWABLE or problem.code in UNKNOWABLE for problem in problems)
    known = [problem for problem in problems if is_knowable(problem)]
    if known:
        assert faults, [f"{problem.code}: {problem.message}" for problem in known]
    elif not problems:
        assert faults == []
