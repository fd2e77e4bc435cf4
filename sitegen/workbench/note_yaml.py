"""Notes as YAML behind those of a sidecar, in which no other byte changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.yaml_nodes import EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.yaml_edits import Edit, apply_edits

_ANNOTATIONS: Final = "annotations"
_INDENT: Final = "  "
_BLANK_OR_COMMENT: Final = re.compile(r"[ \t]*(?:#[^\n]*)?\n")
_EMPTY: Final = re.compile(
    rf"(?P<key>['\"]?{_ANNOTATIONS}['\"]?\s*:)[ \t]*(?:\[\s*\]|~|null)?[ \t]*(?P<rest>#[^\n]*)?(?:\n|\Z)"
)
"""The key of the list with nothing in it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of YAML, and whose it is."""

    words: str
    note: int
    """The index of the note."""
    key: str


def write_note(index: int, note: Mapping[str, object]) -> Iterator[Line]:
    """Yield the lines of a note as an item of a list, not indented."""
    before = "- "
    for key, value in note.items():
        for line in _pair(key, value):
            yield Line(before + line, index, key)
            before = _INDENT


def _pair(key: str, value: object) -> Iterator[str]:
    name = write_scalar(key)
    if isinstance(value, Mapping) and value:
        yield f"{name}:"
        for inner, item in value.items():
            yield from (_INDENT + line for line in _pair(str(inner), item))
    elif isinstance(value, list) and any(isinstance(item, Mapping | list) for item in value):
        yield f"{name}:"
        for item in value:
            yield from _item(item)
    elif isinstance(value, str) and "\n" in value and all(map(_may_stand_plain, value.split("\n"))):
        yield f"{name}: |-"
        yield from (f"{_INDENT}{line}".rstrip() for line in value.split("\n"))
    else:
        yield f"{name}: {_flow(value)}"


def _item(item: object) -> Iterator[str]:
    if not isinstance(item, Mapping) or not item:
        yield f"{_INDENT}- {_flow(item)}"
        return
    before = f"{_INDENT}- "
    for key, value in item.items():
        for line in _pair(str(key), value):
            yield before + line
            before = _INDENT * 2


def _may_stand_plain(line: str) -> bool:
    """Tell whether a line is read as it is in a literal block."""
    return line == line.strip() and not write_scalar(line).startswith('"')


def _flow(value: object) -> str:
    """Return any value on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "~"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{write_scalar(str(key))}: {_flow(item)}" for key, item in value.items()) + "}"
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, list) else write_scalar(str(value))


@dataclass(frozen=True, slots=True)
class PlaceForNotes:
    """A place in a sidecar for more notes."""

    start: int
    """In the text as it is read, as `end`; what stands between is replaced."""
    end: int
    before: str
    """Goes before the notes: `annotations:` where it is not there yet."""
    indent: str

    def first_line(self, text: str) -> int:
        """Return the number of the first added line in a file of this text."""
        return 1 + text.count("\n", 0, self.start) + self.before.count("\n")

    def apply(self, raw: str, lines: Sequence[Line]) -> str:
        """Return the file as it stands on the disk, with these lines added."""
        body = "".join(f"{self.indent}{line.words}".rstrip() + "\n" for line in lines)
        return apply_edits(raw, [Edit(self.start, self.end, self.before + body)])


def find_places(source: SourceText) -> Iterator[PlaceForNotes]:
    """Yield the places for more notes, the best first; none where the list is written on one line.

    The file has to be read again: behind a text that ends in a block, a place nearer to it may be part of it.
    """
    try:
        root = parse_yaml(source, Report())
    except EmptyFileError:
        root = None
    text = source.text
    pairs = root.pairs if isinstance(root, MapNode) else ()
    keys = [(key, value) for key, value in pairs if isinstance(key, ScalarNode)]
    found = next((pair for pair in keys if pair[0].value == _ANNOTATIONS), None)
    if found is None:
        gap = "" if not text or text.endswith("\n") else "\n"
        yield PlaceForNotes(len(text), len(text), f"{gap}{_ANNOTATIONS}:\n", _INDENT)
        return
    key, value = found
    start = source.line_starts[key.line - 1]
    later = [source.line_starts[one.line - 1] for one, _ in keys if one.line > key.line]
    end = min(later, default=len(text))
    nothing = _EMPTY.match(text, start)
    if nothing and (not isinstance(value, ListNode) or not value.items):
        rest = f" {nothing['rest']}" if nothing["rest"] else ""
        yield PlaceForNotes(start, nothing.end(), f"{nothing['key']}{rest}\n", _INDENT)
        return
    if not isinstance(value, ListNode) or not value.items or value.is_flow:
        return
    dash = text.rindex("-", 0, _offset(value.items[0], source))
    indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
    for place in dict.fromkeys((_behind_words(text, start, end), end)):
        yield PlaceForNotes(place, place, "" if text[:place].endswith("\n") else "\n", indent)


def _behind_words(text: str, start: int, end: int) -> int:
    """Return where the blank lines and comments begin that stand before an offset."""
    place = end
    while place > start:
        line = text.rfind("\n", 0, place - 1) + 1
        if not _BLANK_OR_COMMENT.fullmatch(text, line, place):
            return place
        place = line
    return end


def _offset(node: Node, source: SourceText) -> int:
    return source.line_starts[node.line - 1] + node.column - 1
