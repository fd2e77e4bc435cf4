"""Selectors written anew in a sidecar's YAML, where they stand and as their writer wrote them; all else stays.

Byte-order mark, line ends, comments, quotes and block style stay as they are.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.readers.yaml_nodes import EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.moved_quotes import Move


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """New words for a stretch of a file."""

    start: int
    """In the file's text as it is read: without byte-order mark, lines ending at LF. So `end`."""
    end: int
    words: str
    """Its line ends are LF; they become the file's."""


def apply_edits(raw: str, edits: Iterable[Edit]) -> str:
    """Return a file's whole text, as it stands on the disk, with the edits made; none may overlap another."""
    mark = len(_BYTE_ORDER_MARK) if raw.startswith(_BYTE_ORDER_MARK) else 0
    pairs = [found.start() - mark - count for count, found in enumerate(re.finditer("\r\n", raw))]
    first = _LINE_END.search(raw)
    line_end = first[0] if first else "\n"

    def in_file(offset: int) -> int:
        return offset + mark + bisect_left(pairs, offset)

    for edit in sorted(edits, reverse=True):
        words = edit.words.replace("\n", line_end)
        raw = raw[: in_file(edit.start)] + words + raw[in_file(edit.end) :]
    return raw


_BYTE_ORDER_MARK: Final = "\ufeff"
_LINE_END: Final = re.compile("\r\n?|\n")

_OWN_SIGNS: Final = ("!", "&", "*")
"""They begin a tag, an anchor or an alias, which are reported elsewhere and not touched."""


@dataclass(frozen=True, slots=True)
class SelectorPlaces:
    """A sidecar's YAML: its texts and maps by their places."""

    source: SourceText
    scalars: dict[Location, ScalarNode]
    maps: dict[Location, MapNode]

    def edits(self, move: Move) -> tuple[Edit, ...]:
        """Return the edits that write a selector anew; none where it is written in a way that is not understood."""
        scalar = self.scalars.get(move.old.exact.where)
        if scalar is None or self._raw(scalar).startswith(_OWN_SIGNS):
            return ()
        if move.old.where == move.old.exact.where:
            return (self._edit_of_bare(scalar, move),)
        selector = self.maps.get(move.old.where)
        return tuple(self._edits_of_map(selector, scalar, move)) if selector else ()

    def _edit_of_bare(self, scalar: ScalarNode, move: Move) -> Edit:
        """Return the edit of a text that is a whole selector: a map is made of it if it needs more than words."""
        if move.changes.keys() == {"exact"}:
            return self._rewriting(scalar, move.new.exact.value)
        needed = {"exact": move.new.exact.value, **move.changes}
        fields = ", ".join(f"{key}: {_written(value)}" for key, value in needed.items())
        raw = self._raw(scalar)
        comment = raw.partition("\n")[0].partition(" #")[2] if is_block(raw) else ""
        return self._replacing(scalar, f"{{{fields}}}" + (f" #{comment}" if comment else ""))

    def _edits_of_map(self, selector: MapNode, exact: ScalarNode, move: Move) -> Iterator[Edit]:
        """Yield an edit for each key that is there already, and one for all that are not, behind the quote."""
        there = {key.value: (key, value) for key, value in selector.pairs if type(key) is ScalarNode}
        added = [f"{key}: {_written(value)}" for key, value in move.changes.items() if key not in there]
        column = there["exact"][0].column if "exact" in there else 1
        behind = "".join(f", {line}" if selector.is_flow else f"\n{' ' * (column - 1)}{line}" for line in added)
        for key, new in move.changes.items():
            value = there[key][1] if key in there else None
            if isinstance(value, ScalarNode):
                yield self._rewriting(value, new)
        if added:
            yield self._insertion(exact, behind, is_flow=selector.is_flow)

    def _insertion(self, exact: ScalarNode, words: str, *, is_flow: bool) -> Edit:
        """Return the edit that adds keys behind the quote, in block style on lines of their own."""
        raw = without_blank_lines_behind(self._raw(exact))
        end = self._start(exact) + len(raw)
        if not is_flow and not is_block(raw):
            line_end = self.source.text.find("\n", end)
            end = line_end if line_end >= 0 else len(self.source.text)
        return Edit(end, end, words)

    def _rewriting(self, scalar: ScalarNode, new: str | int) -> Edit:
        raw = without_blank_lines_behind(self._raw(scalar))
        words = str(new) if isinstance(new, int) else rewrite_scalar(raw, new)
        is_at_colon = not raw and self.source.text[self._start(scalar) - 1] == ":"
        return self._replacing(scalar, f" {words}" if is_at_colon else words)

    def _replacing(self, scalar: ScalarNode, words: str) -> Edit:
        start = self._start(scalar)
        return Edit(start, start + len(without_blank_lines_behind(self._raw(scalar))), words)

    def _start(self, scalar: ScalarNode) -> int:
        return self.source.line_starts[scalar.line - 1] + scalar.column - 1

    def _raw(self, scalar: ScalarNode) -> str:
        return self.source.text[self._start(scalar) : scalar.end]


def find_selector_places(source: SourceText) -> SelectorPlaces:
    """Return where the texts and maps of a sidecar stand; nothing where it cannot be read, which readers report."""
    places = SelectorPlaces(source, {}, {})
    try:
        root = parse_yaml(source, Report())
    except EmptyFileError:
        return places
    for node in _all_nodes(root):
        where = Location(source.path, node.line, node.column)
        if isinstance(node, ScalarNode):
            places.scalars[where] = node
        elif isinstance(node, MapNode):
            places.maps[where] = node
    return places


def _all_nodes(root: Node | None) -> Iterator[Node]:
    waiting = [root] if root else []
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, MapNode):
            waiting += node.parts
        elif isinstance(node, ListNode):
            waiting += node.items


def _written(value: str | int) -> str:
    return write_scalar(value) if isinstance(value, str) else str(value)


def rewrite_scalar(old: str, value: str, *, width: int = 0) -> str:
    """Return the YAML of a text that is to stand in the stead of another one's; in flow and block context alike.

    Quotes stay quotes and blocks stay blocks, where the new text can be written so. A block of one line is broken at
    `width`, if there is one.
    """
    if old.startswith(("|", ">")):
        return _rewrite_block(old, value, width)
    written = write_scalar(value)
    if written.startswith('"'):
        return written
    if old.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"' if old.startswith('"') and not re.search(r'["\\]', value) else written


def is_block(old: str) -> bool:
    """Tell whether this is the YAML of a block scalar: `|` or `>` with lines below."""
    return old.startswith(("|", ">"))


def without_blank_lines_behind(old: str) -> str:
    """Return the YAML of a text without the empty lines that the parser counts to a block scalar."""
    return _TRAILING_BLANK_LINES.sub("", old)


def _rewrite_block(old: str, value: str, width: int) -> str:
    header, *body = old.split("\n")
    parts = _BLOCK_HEADER.fullmatch(header)
    lines = [line for line in body if line.strip()]
    if not parts or not lines:
        return write_scalar(value)
    if not may_stand_in_block(value) or re.search("[0-9]", parts["signs"]):
        return write_scalar(value) + parts["rest"].rstrip()
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    widest = max(map(len, lines)) if len(lines) > 1 else width or len(value) + len(indent)
    written = [value]
    if parts["style"] == ">":
        # A run of line ends in the text is one line end more in the file.
        paragraphs = re.split("(\n+)", value)
        written = [
            f"{words}\n" if words.startswith("\n") else "\n".join(wrap_words(words, widest - len(indent)))
            for words in paragraphs
        ]
    return "\n".join([header, *(f"{indent}{line}".rstrip() for line in "".join(written).split("\n"))])


def may_stand_in_block(value: str) -> bool:
    """Tell whether every line begins and ends with a letter or sign that needs no escape, or is an empty one within."""
    lines = value.split("\n")
    are_fit = all(line == line.strip() and not write_scalar(line).startswith('"') for line in lines)
    return are_fit and bool(lines[0] and lines[-1])


def wrap_words(paragraph: str, width: int) -> list[str]:
    """Return a paragraph in lines that are no longer than the width, if its words are not."""
    lines: list[str] = []
    for words in _ONE_SPACE.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(words) <= width:
            lines[-1] += f" {words}"
        else:
            lines.append(words)
    return lines


_BLOCK_HEADER: Final = re.compile(r"(?P<style>[|>])(?P<signs>[-+0-9]*)(?P<rest>[^\n]*)")
_TRAILING_BLANK_LINES: Final = re.compile(r"(?:\n[ \t]*)*\Z")

_ONE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")
"""Where a folded scalar may be broken: its reader makes one space of a line end."""
