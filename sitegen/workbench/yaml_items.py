"""A YAML file in which single keys and items are written, added and taken out; all other bytes stay as they are.

What belongs to what: a comment at the end of a line belongs to the key or item of that line; one on a line of its own
that is indented deeper than the key or dash above it belongs to that one, and any other to what stands below it. So an
item is put above the comments of the one that it comes before, and who takes an item out takes its inner comments with
it and leaves those above it, but for a proposal's `# ?`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass, replace
from difflib import SequenceMatcher
from typing import Any, Final, get_args

from sitegen.model.keys import KeyField, key_fields
from sitegen.model.problems import Report
from sitegen.model.project import Sidecar
from sitegen.model.registers import Actor, Place, Source, Term
from sitegen.model.text import SourceText
from sitegen.model.wording import Text
from sitegen.readers.files import normal_lines
from sitegen.readers.yaml_nodes import BrokenNode, EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.refusal import CONTENT_AT_FAULT, Refusal
from sitegen.workbench.yaml_edits import (
    Edit,
    apply_edits,
    is_block,
    may_stand_in_block,
    rewrite_scalar,
    without_blank_lines_behind,
)
from sitegen.workbench.yaml_style import Value, YamlStyle, find_style

Path = tuple[str | int, ...]
"""The way to a value: keys of maps and numbers of items."""

PROPOSAL: Final = "# ?"
"""With this begins the comment that says why a draft proposes an item."""


class YamlFile:
    """A YAML file that is being changed.

    Each change raises Refusal, with what to do, where the file is written so that it cannot be made.
    """

    def __init__(self, path: str, raw: str, language: str) -> None:
        self.path = path
        self.language = language
        """Of texts that name none."""
        self.raw = raw
        """The whole text as it will stand on the disk."""
        self._read()
        self.style = find_style(self.source, self.root)
        self._model = said(self.root) if self.root else {}

    def at(self, path: Path) -> Node | None:
        """Return what stands at a place; None where nothing does."""
        node = self.root
        for step in path:
            if isinstance(node, MapNode) and isinstance(step, str):
                node = _value_of(node, step)
            elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return None if isinstance(node, ScalarNode) and node.is_null else node

    def items(self, path: Path) -> list[Node]:
        """Return the items of a list; none where there is no list."""
        node = self.at(path)
        return node.items if isinstance(node, ListNode) else []

    def set(self, path: Path, value: Value, *, order: Sequence[str] = ()) -> None:
        """Make a key or item say a value; a key that is not there is put where `order` says."""
        value = self._fitting(value, str(path[-1]), self.at(path))
        if self._has(path):
            self._replace(path, value)
        else:
            self._add_key(path, value, order)
        self._said_at(path[:-1])[path[-1]] = _as_said(value)  # type: ignore[index] # a key or a number

    def insert(self, path: Path, index: int, value: Value, *, order: Sequence[str] = ()) -> None:
        """Put an item into a list before the item of this number; the list is made where there is none."""
        node = self.at(path)
        if node is None or (isinstance(node, ListNode) and not node.items):
            self.set(path, [value], order=order)
            return
        if not isinstance(node, ListNode):
            raise self._refusal(node, f"`{path[-1]}` holds no list: put a dash before what stands there")
        value = self._fitting(value, "", None)
        self._apply(self._flow_insertion(node, index, value) if node.is_flow else self._insertion(node, index, value))
        listed = self._said_at(path)
        if isinstance(listed, list):
            listed.insert(index, _as_said(value))

    def remove(self, path: Path) -> None:
        """Take out a key with its value, or an item of a list; a list's last item leaves `[]`."""
        parent, step = self.at(path[:-1]), path[-1]
        if isinstance(parent, ListNode) and isinstance(step, int):
            if len(parent.items) == 1 and not parent.is_flow:
                self._empty(path[:-1], parent)
            else:
                flow = self._flow_removal([(item, item) for item in parent.items], step) if parent.is_flow else None
                self._apply(flow or self._item_removal(parent, step))
        elif isinstance(parent, MapNode):
            pairs = list(parent.pairs)
            index = next(index for index, (key, _) in enumerate(pairs) if _is_key(key, step))
            self._apply(self._flow_removal(pairs, index) if parent.is_flow else self._key_removal(parent, index))
        del self._said_at(path[:-1])[step]  # type: ignore[arg-type] # a key or a number

    def change(self, path: Path, before: Value, after: Value, *, order: Sequence[str] = ()) -> None:
        """Write what differs between two values of a key or item, and nothing else.

        The values are compared with each other, so that what a form does not know of stays in the file. `order` is
        that of the keys below.
        """
        node = self.at(path)
        if before == after:
            return
        if isinstance(before, dict) and isinstance(after, dict) and isinstance(node, MapNode):
            for key, value in after.items():
                if key in before and self.at((*path, key)) is not None:
                    self.change((*path, key), before[key], value)
                elif before.get(key) != value:
                    self.set((*path, key), value, order=order or list(after))
            for key in before:
                if key not in after and self._has((*path, key)):
                    self.remove((*path, key))
        elif isinstance(before, list) and isinstance(after, list) and isinstance(node, ListNode):
            self._change_list(path, before, after, node)
        else:
            self.set(path, after)

    def rewrite(self, path: Path, value: Value, *, order: Sequence[str] = ()) -> None:
        """Make a key or item say a value; what it says already stays as it is written."""
        old = self.at(path)
        if old is None:
            self.set(path, value, order=order)
        else:
            self.change(path, said(old), value)

    def check(self) -> None:
        """Refuse where the file, read again, does not say what it is to say."""
        if (said(self.root) if self.root else {}) != self._model:
            raise Refusal(f"{self.path} is written in a way that this change would break: write it by hand", status=1)

    def _fitting(self, value: Value, key: str, old: Node | None) -> Value:
        """Return a value as it is to be written: codes without quotes, a text in the article's language as a string.

        The latter stays a map where one stands, or where the file has maps for this key elsewhere.
        """
        if isinstance(value, list):
            return [self._fitting(item, "", None) for item in value]
        if not isinstance(value, dict):
            return _CODES.get(value, value) if isinstance(value, str) and key in CODE_KEYS else value
        if [*value] == [self.language] and key in TEXT_KEYS:
            words = value[self.language]
            is_map = isinstance(old, MapNode) or (old is None and self.style.says_maps(key))
            return value if is_map else words
        fitting = {name: self._fitting(part, name, None) for name, part in value.items()}
        if isinstance(old, ScalarNode) and [*fitting] == ["text"] and key.isdecimal():
            words = value["text"]
            return words[self.language] if isinstance(words, dict) and [*words] == [self.language] else fitting
        return fitting

    # Reading

    def _read(self) -> None:
        self.source = SourceText(self.path, normal_lines(self.raw))
        report = Report()
        self.root: Node | None = None
        try:
            self.root = parse_yaml(self.source, report)
        except EmptyFileError:
            return
        if self.root is None:
            fault = next(iter(report))
            told = f"{fault.where.line}:{fault.where.column}: {fault.message}"
            raise Refusal(f"{self.path}:{told}; mend that first", status=CONTENT_AT_FAULT)

    def _apply(self, *edits: Edit) -> None:
        self.raw = apply_edits(self.raw, edits)
        self._read()

    def _refusal(self, node: Node, way_out: str) -> Refusal:
        return Refusal(f"{self.path}:{node.line}:{node.column}: {way_out}", status=CONTENT_AT_FAULT)

    def _has(self, path: Path) -> bool:
        """Tell whether a key or item is there, with a value or without one."""
        parent = self.at(path[:-1])
        if isinstance(parent, MapNode):
            return any(_is_key(key, path[-1]) for key, _ in parent.pairs)
        return isinstance(parent, ListNode) and isinstance(path[-1], int) and path[-1] < len(parent.items)

    def _said_at(self, path: Path) -> list[Value] | dict[str, Value]:
        found: Any = self._model
        for step in path:
            found = found[step]
        return found  # type: ignore[no-any-return] # what holds a key or an item

    # Places

    def _start(self, node: Node) -> int:
        return self.source.line_starts[node.line - 1] + node.column - 1

    def _end(self, node: Node) -> int:
        """Return the offset behind what a node holds, without blank lines and comments that follow."""
        if isinstance(node, BrokenNode):
            raise self._refusal(node, "this is no YAML that is read here; mend it first")
        start = self._start(node)
        if isinstance(node, ScalarNode):
            return start + len(without_blank_lines_behind(self.source.text[start : node.end]))
        parts = node.parts if isinstance(node, MapNode) else node.items
        if node.is_flow:
            return self._closing(self._end(parts[-1]) if parts else start + 1)
        if isinstance(node, MapNode) and _is_nothing(parts[-1]):
            return self._colon(parts[-2])
        return self._end(parts[-1])

    def _closing(self, offset: int) -> int:
        """Return the offset behind the bracket that closes a list or map, comments left out."""
        found = _CLOSING.match(self.source.text, offset)
        if not found:
            raise Refusal(f"{self.path}: a bracket is not closed as it is expected: write this by hand", status=1)
        return found.end()

    def _colon(self, key: Node) -> int:
        """Return the offset behind a key's colon."""
        return self.source.text.index(":", self._end(key)) + 1

    def _line_end(self, offset: int) -> int:
        found = self.source.text.find("\n", offset)
        return found if found >= 0 else len(self.source.text)

    def _line_start(self, offset: int) -> int:
        return self.source.text.rfind("\n", 0, offset) + 1

    def _own_end(self, offset: int, column: int) -> int:
        """Return the end of the last line of what ends at an offset: its comment, and deeper comments below it.

        `column` is that of its key or dash, from 1.
        """
        end = self._line_end(offset)
        while found := _COMMENT_BELOW.match(self.source.text, end):
            if len(found["indent"]) < column:
                break
            end = found.end()
        return end

    def _dash(self, parent: ListNode, index: int) -> int:
        """Return the offset of the dash of an item."""
        text, offset = self.source.text, self._start(parent.items[index])
        line = self._line_start(offset)
        while True:
            dash = line + parent.column - 1
            if dash < offset and text[dash] == "-" and not text[line:dash].strip():
                return dash
            if line == 0:
                raise self._refusal(parent.items[index], "this item does not begin a line: write it on one of its own")
            line = self._line_start(line - 1)

    def _item_start(self, parent: ListNode, index: int) -> int:
        """Return the start of an item's first line, that of its proposal's comment if it has one."""
        start = self._line_start(self._dash(parent, index))
        lines_above = self.source.text[:start].split("\n")[:-1]
        comments = 0
        while comments < len(lines_above) and lines_above[-1 - comments].lstrip(" ").startswith("#"):
            comments += 1
        first = next((n for n in range(comments, 0, -1) if lines_above[-n].lstrip(" ").startswith(PROPOSAL)), 0)
        return start - sum(len(line) + 1 for line in lines_above[len(lines_above) - first :]) if first else start

    def _item_end(self, parent: ListNode, index: int) -> int:
        return self._own_end(self._end(parent.items[index]), parent.column)

    # Items

    def _insertion(self, parent: ListNode, index: int, value: Value) -> Edit:
        column = parent.column - 1
        beside = parent.items[min(index, len(parent.items) - 1)]
        gap = self._start(beside) - self._dash(parent, min(index, len(parent.items) - 1))
        lead = "-".ljust(gap) if beside.column - parent.column == gap and gap > 1 else "- "
        is_flow = isinstance(value, dict) and self._are_in_brackets(parent)
        lines = self.style.item(value, column, lead=lead, is_flow=is_flow)
        item = "\n".join(" " * column + line if line else line for line in lines)
        blank = "\n" if self._is_parted(parent) else ""
        if index:
            end = self._item_end(parent, index - 1)
            return Edit(end, end, f"\n{blank}{item}")
        start = self._line_start(self._dash(parent, 0))
        while above := _LINE_OF_COMMENT.search(self.source.text, 0, start):
            if above.end() != start or len(above["indent"]) < column:
                break
            start = above.start()
        return Edit(start, start, f"{item}\n{blank}")

    def _are_in_brackets(self, parent: ListNode) -> bool:
        maps = [item for item in parent.items if isinstance(item, MapNode)]
        return sum(item.is_flow for item in maps) * 2 > len(maps)

    def _is_parted(self, parent: ListNode) -> bool:
        """Tell whether an empty line stands between most of a list's items."""
        count = len(parent.items) - 1
        ends = [self._item_end(parent, index) for index in range(count)] if count else []
        parted = sum(bool(_BLANK_LINE.match(self.source.text, end)) for end in ends)
        return parted * 2 > count

    def _flow_insertion(self, parent: ListNode, index: int, value: Value) -> Edit:
        words, items = self.style.inline(value), parent.items
        near = self._start(items[min(index, len(items) - 1)])
        lead = self.source.text[self._line_start(near) : near]
        between = f"\n{lead}" if not lead.strip() else " "
        if index:
            end = self._end(items[index - 1])
            if index == len(items) and end - self._line_start(end) + len(words) + len(", ]") > self.style.width:
                between = "\n".ljust(len(lead) - len(lead.lstrip(" -")) + self.style.indent + 1)
            return Edit(end, end, f",{between}{words}")
        return Edit(near, near, f"{words},{between}")

    def _flow_removal(self, pairs: Sequence[tuple[Node, Node]], index: int) -> Edit:
        """Return the edit that takes an item or pair out of brackets, with a comma."""
        if len(pairs) == 1:
            return Edit(self._start(pairs[0][0]), self._end_of_pair(pairs[0]), "")
        if index:
            return Edit(self._end_of_pair(pairs[index - 1]), self._end_of_pair(pairs[index]), "")
        return Edit(self._start(pairs[0][0]), self._start(pairs[1][0]), "")

    def _end_of_pair(self, pair: tuple[Node, Node]) -> int:
        return self._colon(pair[0]) if _is_nothing(pair[1]) else self._end(pair[1])

    def _removal(self, start: int, end: int) -> Edit:
        """Return the edit that takes out whole lines, and one of two empty lines that would then meet."""
        text = self.source.text
        is_below_blank = start == 0 or text.endswith("\n\n", 0, start)
        if end == len(text):  # no line end at the end stays none
            return Edit(max(start - 1 - is_below_blank, 0), end, "")
        end += 1
        if is_below_blank and text.startswith("\n", end):
            end += 1
        elif is_below_blank and end == len(text) and start:
            start -= 1
        return Edit(start, end, "")

    def _item_removal(self, parent: ListNode, index: int) -> Edit:
        """Return the edit that takes out an item, and the empty line that parts it from the others."""
        edit = self._removal(self._item_start(parent, index), self._item_end(parent, index))
        text, is_last = self.source.text, index == len(parent.items) - 1
        if not self._is_parted(parent):
            return edit
        if index == 0 and text.startswith("\n", edit.end) and text.endswith("\n", 0, edit.end):
            return replace(edit, end=edit.end + 1)
        is_below_blank = text.endswith("\n\n", 0, edit.start)
        return replace(edit, start=edit.start - 1) if is_last and is_below_blank and edit.end < len(text) else edit

    def _empty(self, path: Path, parent: ListNode) -> None:
        """Take the only item out of a list."""
        holder = self.at(path[:-1])
        if not isinstance(holder, MapNode):
            raise self._refusal(parent, "this list would be left without an item: take it out by hand")
        key = next(key for key, value in holder.pairs if value is parent)
        colon = self._colon(key)
        removal = self._removal(self._item_start(parent, 0), self._item_end(parent, 0))
        if removal.start <= colon:
            removal = replace(removal, start=colon)
        self._apply(Edit(colon, colon, " []"), removal)

    def _change_list(self, path: Path, before: list[Value], after: list[Value], node: ListNode) -> None:
        if len(node.items) != len(before):
            raise self._refusal(node, "an item of this list cannot be read: mend it first")
        old, new = ([repr(_as_said(item)) for item in items] for items in (before, after))
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        for _, start, end, new_start, new_end in reversed([step for step in steps if step[0] != "equal"]):
            common = min(end - start, new_end - new_start)
            for index in range(end - 1, start + common - 1, -1):
                self.remove((*path, index))
            for number in range(common):
                self.change((*path, start + number), before[start + number], after[new_start + number])
            for number in range(common, new_end - new_start):
                self.insert(path, start + number, after[new_start + number])

    # Keys

    def _add_key(self, path: Path, value: Value, order: Sequence[str]) -> None:
        parent, key = self.at(path[:-1]), str(path[-1])
        if parent is None and len(path) == 1:
            text = self.source.text
            lead = "" if not text or text.endswith("\n") else "\n"
            self._apply(Edit(len(text), len(text), lead + "\n".join(self.style.pair(key, value, 0)) + "\n"))
            return
        if not isinstance(parent, MapNode) or not parent.parts:
            raise Refusal(f"{self.path}: there is no map that could hold `{key}`: write it by hand", status=1)
        pairs = list(parent.pairs)
        before = _place_of_key(key, [node.value if isinstance(node, ScalarNode) else "" for node, _ in pairs], order)
        if parent.is_flow:
            words = self.style.inline({key: value})[1:-1]
            end = self._end_of_pair(pairs[before - 1]) if before else self._start(pairs[0][0])
            self._apply(Edit(end, end, f", {words}" if before else f"{words}, "))
            return
        column = parent.column - 1
        lines = self.style.pair(key, value, column)
        pad = " " * column
        if before:
            end = self._own_end(self._end_of_pair(pairs[before - 1]), parent.column)
            is_list_on_lines = column == 0 and len(lines) > 1 and isinstance(value, list)
            blank = "\n" if is_list_on_lines and self.style.parts_lists else ""
            words = "".join(f"\n{pad}{line}" if line else "\n" for line in lines)
            self._apply(Edit(end, end, blank + words))
        else:
            start = self._start(pairs[0][0])
            self._apply(Edit(start, start, "".join(f"{line}\n{pad}" for line in lines)))

    def _key_removal(self, parent: MapNode, index: int) -> Edit:
        key, value = list(parent.pairs)[index]
        start, end = self._start(key), self._own_end(self._end_of_pair((key, value)), parent.column)
        if len(list(parent.pairs)) == 1:
            raise self._refusal(key, "this is the only key of its map: take it out by hand")
        line = self._line_start(start)
        if not self.source.text[line:start].strip():
            return self._removal(line, end)
        # It stands behind a dash, where the next key takes its place.
        following = self._start(parent.parts[2 * index + 2])
        between = self.source.text[end:following]
        return Edit(start, following if not between.strip() else end, "")

    # Values

    def _replace(self, path: Path, value: Value) -> None:
        parent, old = self.at(path[:-1]), self._node(path)
        in_flow = any(isinstance(node, MapNode | ListNode) and node.is_flow for node in self._above(path))
        edit = None
        if isinstance(old, ScalarNode) and not old.is_null and isinstance(value, str):
            edit = self._rewriting(old, value, path, in_flow=in_flow)
        if edit:
            self._apply(edit)
        elif isinstance(parent, MapNode):
            self._apply(self._new_value(parent, str(path[-1]), value, in_flow=in_flow))
        elif in_flow:
            self._apply(Edit(self._start(old), self._end(old), self.style.inline(value)))
        elif isinstance(parent, ListNode) and isinstance(path[-1], int):
            dash = self._dash(parent, path[-1])
            lines = self.style.item(value, parent.column - 1)
            pad = " " * (parent.column - 1)
            end = self._end(old) if not _is_nothing(old) else dash + 1
            self._apply(Edit(dash, end, "\n".join([lines[0], *(pad + line if line else line for line in lines[1:])])))

    def _node(self, path: Path) -> Node:
        parent, step = self.at(path[:-1]), path[-1]
        if isinstance(parent, ListNode):
            return parent.items[int(step)]
        pairs = parent.pairs if isinstance(parent, MapNode) else ()
        return next(value for key, value in pairs if _is_key(key, step))

    def _above(self, path: Path) -> Iterator[Node | None]:
        return (self.at(path[:length]) for length in range(len(path)))

    def _rewriting(self, old: ScalarNode, value: str, path: Path, *, in_flow: bool) -> Edit | None:
        """Return the edit of a text that stays of its form; None where it takes another one."""
        start, end = self._start(old), self._end(old)
        raw = self.source.text[start:end]
        if is_block(raw):
            if not may_stand_in_block(value):
                return None
            return Edit(start, end, rewrite_scalar(raw, value, width=self.style.width))
        if "\n" in raw:
            return None
        if in_flow:
            return Edit(start, end, rewrite_scalar(raw, value))
        holder = self.at(path[:-1])
        key, column = str(path[-1]), holder.column - 1 if isinstance(holder, MapNode) else 0
        if isinstance(holder, MapNode) and len(self.style.pair(key, value, column)) > 1:
            return None
        written = rewrite_scalar(raw, value) if raw[:1] in ("'", '"') else self.style.inline(value, in_flow=False)
        return Edit(start, end, written)

    def _new_value(self, parent: MapNode, name: str, value: Value, *, in_flow: bool) -> Edit:
        """Return the edit that writes a key's value in the stead of another one, of whatever form; comments stay."""
        key, old = next((key, old) for key, old in parent.pairs if _is_key(key, name))
        colon, end = self._colon(key), self._end_of_pair((key, old))
        if in_flow:
            return Edit(colon, end, f" {self.style.inline(value)}")
        column = parent.column - 1
        first, *rest = self.style.pair(name, value, column)
        written = self.style.pair(name, "x", column)[0].removesuffix(" x")
        text = self.source.text
        line_end = self._line_end(end)
        behind = text[end:line_end].rstrip()
        head = text[colon : self._line_end(colon)]
        is_below = "\n" in text[colon:end]
        comment = found["comment"] if is_below and (found := _COMMENT_AFTER_COLON.fullmatch(head)) else ""
        if rest and behind.lstrip().startswith("#"):
            comment, end = comment or behind, line_end
        words = first.removeprefix(written)
        if rest:
            pad = " " * column
            lines = "".join(f"\n{pad}{line}" if line else "\n" for line in rest)
            return Edit(colon, end, words + comment + lines)
        return Edit(colon, end, words + ("" if behind else comment))


_CLOSING: Final = re.compile(r"(?:\s*(?:,|(?<=\s)#[^\n]*)?)*?\s*[\]}]")
_COMMENT_BELOW: Final = re.compile(r"(?:\n[ \t]*)*\n(?P<indent> *)#[^\n]*")
_LINE_OF_COMMENT: Final = re.compile(r"^(?P<indent> *)#[^\n]*\n\Z", re.MULTILINE)
_BLANK_LINE: Final = re.compile(r"\n[ \t]*(?:\n|\Z)")
_COMMENT_AFTER_COLON: Final = re.compile(r"\s*(?:[|>][-+0-9]*)?(?P<comment>\s+#.*)")


def _all_fields() -> Iterator[KeyField]:
    """Yield the fields of all nouns that are written here."""
    waiting, seen = [Sidecar, Actor, Place, Term, Source], set[type]()
    while waiting:
        noun = waiting.pop()
        seen.add(noun)
        for one in key_fields(noun):
            yield one
            types = (one.type, *get_args(one.type))
            waiting += [part for part in types if isinstance(part, type) and is_dataclass(part) and part not in seen]


TEXT_KEYS: Final = frozenset(
    one.name for one in _all_fields() if isinstance(one.type, type) and issubclass(one.type, Text)
)
"""Keys whose values are texts in languages."""
CODE_KEYS: Final = frozenset(one.name for one in _all_fields() if one.key.one_of)
"""Keys whose values are of a closed set."""
_CODES: Final[Mapping[str, Value]] = {"true": True, "false": False, **{str(number): number for number in range(10)}}
"""Values of closed sets that look like something else."""


def said(node: Node) -> Value:
    """Return what a node says, as plain values."""
    if isinstance(node, MapNode):
        return {key.value if isinstance(key, ScalarNode) else "": said(value) for key, value in node.pairs}
    if isinstance(node, ListNode):
        return [said(item) for item in node.items]
    return node.value if isinstance(node, ScalarNode) and not node.is_null else ""


def _as_said(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _as_said(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_as_said(part) for part in value]
    return value if isinstance(value, str) else YamlStyle().inline(value)


def _value_of(parent: MapNode, key: str) -> Node | None:
    return next((value for name, value in parent.pairs if _is_key(name, key)), None)


def _is_key(node: Node, key: str | int) -> bool:
    return isinstance(node, ScalarNode) and node.value == key


def _is_nothing(node: Node) -> bool:
    return isinstance(node, ScalarNode) and node.is_plain and not node.value


def _place_of_key(key: str, there: Sequence[str], order: Sequence[str]) -> int:
    """Return before which of the keys that are there a new one stands: behind the last that comes before it."""
    if key not in order:
        return len(there)
    earlier = set(order[: order.index(key)])
    return max((number for number, name in enumerate(there, 1) if name in earlier), default=0)
