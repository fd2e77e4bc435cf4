"""Notes as YAML behind those of a sidecar, in which no other byte changes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Final

from sitegen.model.text import SourceText
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.yaml_additions import find_additions
from sitegen.workbench.yaml_edits import apply_edits

_ANNOTATIONS: Final = "annotations"
_INDENT: Final = "  "


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


def add_notes(source: SourceText, raw: str, lines: Sequence[Line]) -> tuple[str, int] | None:
    """Return a sidecar as it stands on the disk with these notes added, and the number of the first added line.

    None where its list of notes is none, or is written on one line.
    """
    notes = ["\n".join(line.words for line in same) for _, same in groupby(lines, attrgetter("note"))]
    edit = next(iter(find_additions(source, {_ANNOTATIONS: notes})), None)
    if edit is None or edit.words.startswith(","):
        return None
    before = edit.words[: edit.words.index("- ")]
    return apply_edits(raw, [edit]), 1 + source.text.count("\n", 0, edit.start) + before.count("\n")
