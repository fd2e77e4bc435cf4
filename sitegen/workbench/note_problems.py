"""What is wrong with a sidecar, at the note and the key where it stands, with what can be put right by a button."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sitegen.model.problems import Problem, Report
from sitegen.model.text import SourceText
from sitegen.readers.yaml_nodes import EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.workbench.annotated_site import OpenBriefing, id_of

NOTES: Final = "annotations"
_GUESS: Final = re.compile(r"\Adid you mean `([^`\n]+)`\?")
_PASTED: Final = re.compile(r":\n(?:- )?([\w-]+): *(\S[^\n]*)\Z")
_PLAIN_VALUE: Final = re.compile(r"""(["']?)([^"'\[\]{}#&*!|>%@`,]+)\1\Z""")
"""A value of YAML on one line that is a text without anything special."""

_Place = tuple[int, int]
"""Line and column."""


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of the file, and where what belongs to it begins."""

    begin: _Place
    name: str
    item: int = -1
    """Of a note's key: which of the notes; -1 for the briefing's own."""


def problems_by_note(briefing: OpenBriefing) -> tuple[list[dict[str, Any]], Mapping[str, list[dict[str, Any]]]]:
    """Return as JSON the problems of the briefing's own keys, and those of each note by its id."""
    keys = list(_keys(briefing.source))
    begins = [key.begin for key in keys]
    ids = {(note.where.line, note.where.column): id_of(note) for note in briefing.manuscript.annotations}
    items = _items(briefing.source)
    own: list[dict[str, Any]] = []
    of_notes: dict[str, list[dict[str, Any]]] = {}
    for problem in briefing.problems:
        place = (problem.where.line, problem.where.column)
        found = keys[index] if (index := bisect_right(begins, place) - 1) >= 0 else None
        note = ids.get(items[found.item], "") if found and found.item >= 0 else ""
        told = tell_problem(problem, found.name if found else "")
        (of_notes.setdefault(note, []) if note else own).append(told)
    return own, of_notes


def tell_problem(problem: Problem, key: str) -> dict[str, Any]:
    """Return a problem as JSON; `fix` is what its help writes, where that is a value for the key at fault."""
    told: dict[str, Any] = {
        "key": key,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "severity": str(problem.severity),
    }
    if fix := find_fix(problem, key):
        told["fix"] = fix
    return told


def find_fix(problem: Problem, key: str) -> dict[str, str] | None:
    """Return the key, the value that is at fault and the one to be written instead, where a help names just one."""
    pasted = _PASTED.search(problem.help)
    if pasted and pasted[1] == key and (value := _PLAIN_VALUE.fullmatch(pasted[2].strip())):
        return {"key": key, "found": problem.found, "value": value[2].strip()}
    guess = _GUESS.match(problem.help)
    if guess and key and problem.found and " or " not in problem.help[: guess.end() + 4]:
        return {"key": key, "found": problem.found, "value": guess[1]}
    return None


def _keys(source: SourceText) -> Iterator[_Key]:
    """Yield the keys of the file and of its notes, in the order in which they stand."""
    for key, value in _pairs(_root(source)):
        yield _Key((key.line, key.column), key.value)
        if key.value == NOTES and type(value) is ListNode:
            for index, item in enumerate(value.items):
                yield _Key((item.line, item.column), "", index)
                for name, _ in _pairs(item):
                    yield _Key((name.line, name.column), name.value, index)


def _items(source: SourceText) -> list[_Place]:
    lists = (value for key, value in _pairs(_root(source)) if key.value == NOTES and type(value) is ListNode)
    return [(item.line, item.column) for item in (next(lists, ListNode([], 1, 1, is_flow=False))).items]


def _root(source: SourceText) -> Node | None:
    try:
        return parse_yaml(source, Report())
    except EmptyFileError:
        return None


def _pairs(node: Node | None) -> Iterable[tuple[ScalarNode, Node]]:
    if type(node) is not MapNode:
        return
    for key, value in node.pairs:
        if type(key) is ScalarNode:
            yield key, value
