"""What a writer does with a message: the lines that its help offers are pasted where it says, as they are.

A block of lines begins behind a line of prose. What stands in the prose tells where it belongs:

- `under `annotations:` in PATH`: behind that key, as items of its list;
- `write PATH:`, `write in PATH`, `at the top of the file`: a new file, or new lines at a file's beginning;
- else in the place of what the message is about: a key of the same map by its name, an item of the same list, or, where
  the file is no YAML at all, the line itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import yaml

_UNDER = re.compile(r"under `(?P<key>\w+):` in (?P<path>content/\S+\.yaml)")
_FILE = re.compile(r"write (?P<in>in )?(?P<path>content/\S+\.(?:yaml|md)|seeds/\S+)")
_BESIDE = re.compile(r"beside its `(?P<key>\w+)`")
_INSIDE = re.compile(r"in (?P<path>content/\S+\.yaml):$")
_FRONT_MATTER = re.compile(r"---\n(?P<yaml>.*?)(?=---\n)", re.DOTALL)
_IS_YAML = re.compile(r"\s*(?:- |[\w-]+:(?:\s|$)|---$|[\"'{])")
"""Paths and commands are offered too; they are for nobody to paste into a file."""
_KEY = re.compile(r"(?P<key>[\w-]+):(?=\s|$)")


@dataclass(frozen=True)
class Block:
    """Lines of a help that can be pasted."""

    before: str
    """The line of prose before them."""
    text: str


@dataclass(frozen=True)
class Place:
    """Where a message points to."""

    path: str
    line: int
    column: int


def ways_out_in(text: str) -> Iterator[list[Block]]:
    """Yield the ways out that a help offers, each of them a block or several that belong together (`and …`)."""
    ways: list[list[Block]] = []
    for block in _blocks_in(text):
        if block.before.startswith("and ") and ways:
            ways[-1].append(block)
        else:
            ways.append([block])
    yield from ways


def _blocks_in(text: str) -> Iterator[Block]:
    """Yield the lines that a help offers, alternatives apart."""
    before, lines = "", list[str]()
    for number, line in enumerate(text.split("\n")):
        if number == 0 or _is_prose(line):
            yield from _block(before, lines)
            before, lines = line, []
        elif line.startswith("# ") and lines:
            yield from _block(before, lines)
            lines = [line]
        else:
            lines.append(line)
    yield from _block(before, lines)


def paste(root: Path, place: Place, block: Block) -> bool:
    """Write a block where it belongs; return whether there is such a place."""
    if under := _UNDER.search(block.before):
        return _paste_under(root / under["path"], under["key"], block.text)
    if (file := _FILE.search(block.before)) and (file["in"] or not (root / file["path"]).exists()):
        return _write(root / file["path"], block.text, keeps=bool(file["in"]))
    if "at the top of the file" in block.before:
        return _write(root / place.path, block.text, keeps=True)
    if (inside := _INSIDE.search(block.before)) and _KEY.match(block.text):
        place = Place(inside["path"], 1, 1)
    if not place.path.endswith((".yaml", ".md")) or not (root / place.path).is_file():
        return False
    path = root / place.path
    text = path.read_bytes().decode("utf-8").replace("\r\n", "\n").removeprefix("\ufeff")
    if front := _FRONT_MATTER.match(text):
        changed = _replace_node(front["yaml"], Place(place.path, place.line - 1, place.column), block.text)
        path.write_text(f"---\n{changed.rstrip()}\n{text[front.end('yaml') :]}", encoding="utf-8")
        return True
    try:
        is_empty = not text.strip() or yaml.compose(text) is None
        beside = _BESIDE.search(block.before)
        named = beside["key"] if beside else ""
        changed = block.text + "\n" if is_empty else _replace_node(text, place, block.text, beside=named)
    except (yaml.YAMLError, ValueError):
        changed = _replace_line(text, place.line, block.text)
    path.write_text(changed, encoding="utf-8")
    return True


def _is_prose(line: str) -> bool:
    return line.endswith(":") and " " in line.rstrip() and not line.startswith((" ", "-", "#", '"', "'"))


def _block(before: str, lines: list[str]) -> Iterator[Block]:
    if any(_IS_YAML.match(line) for line in lines):
        yield Block(before, "\n".join(lines))


def _write(path: Path, text: str, *, keeps: bool) -> bool:
    path.parent.mkdir(parents=True, exist_ok=True)
    rest = path.read_text(encoding="utf-8") if keeps and path.is_file() else ""
    path.write_text(f"{text}\n{rest}", encoding="utf-8")
    return True


def _paste_under(path: Path, key: str, text: str) -> bool:
    """Paste items behind the key; a list in brackets is first laid out, as the writer would have to."""
    before = path.read_text(encoding="utf-8")
    found = re.search(rf"^{key}:[ ]*(#.*)?\n", before, re.MULTILINE)
    if found:
        path.write_text(before[: found.end()] + text + "\n" + before[found.end() :], encoding="utf-8")
        return True
    tree = _composed(before)
    pair = next((one for one in tree.value if one[0].value == key), None)
    items = list(pair[1].value) if pair and isinstance(pair[1], yaml.SequenceNode) else []
    laid_out = "".join(f"  - {before[item.start_mark.index : item.end_mark.index]}\n" for item in items)
    rest = before[: pair[0].start_mark.index] + before[pair[1].end_mark.index :] if pair else before
    rest = "" if rest.strip() in ("{}", "") else rest.rstrip() + "\n"
    path.write_text(f"{rest}{key}:\n{text}\n{laid_out}", encoding="utf-8")
    return True


def _composed(text: str) -> yaml.Node:
    return yaml.compose(text) or yaml.MappingNode("tag:yaml.org,2002:map", [])


def _replace_line(text: str, number: int, line: str) -> str:
    lines = text.split("\n")
    indent = re.match(r"\s*", lines[number - 1])
    lines[number - 1] = (indent[0] if indent else "") + line.lstrip()
    return "\n".join(lines)


def _replace_node(text: str, place: Place, block: str, *, beside: str = "") -> str:
    tree = _composed(text)
    chain = list(_chain(tree, place.line - 1, place.column - 1))
    bare = "\n".join(line for line in block.split("\n") if not line.startswith("#"))
    if bare.startswith("- "):
        return _replace_item(text, chain, bare)
    key = _KEY.match(bare.lstrip())
    name = key["key"] if key else ""
    maps = [node for node in chain if isinstance(node, yaml.MappingNode)]
    wanted = {name, beside} - {""}
    target = next((node for node in reversed(maps) if any(str(one.value) in wanted for one, _ in node.value)), None)
    if target is None and not maps:
        return text[: tree.start_mark.index] + bare + "\n" + text[tree.end_mark.index :]
    return _put_keys(text, target or maps[-1], bare)


def _chain(node: yaml.Node, line: int, column: int) -> Iterator[yaml.Node]:
    """Yield the nodes around a place, the outermost first."""
    yield node
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if _holds(key, line, column) and not _holds(value, line, column):
                return
            if _holds(value, line, column):
                yield from _chain(value, line, column)
                return
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            if _holds(item, line, column):
                yield from _chain(item, line, column)
                return


def _holds(node: yaml.Node, line: int, column: int) -> bool:
    start, end = node.start_mark, node.end_mark
    return (start.line, start.column) <= (line, column) < (end.line, end.column) or (start.line, start.column) == (
        line,
        column,
    )


def _replace_item(text: str, chain: list[yaml.Node], block: str) -> str:
    for outer, item in reversed(list(pairwise(chain))):
        if isinstance(outer, yaml.SequenceNode):
            if outer.flow_style:
                made = ", ".join(_in_flow(one) for one in _composed(block).value)
                return text[: item.start_mark.index] + made + text[item.end_mark.index :]
            dash = text.rindex("-", 0, item.start_mark.index + 1)
            indent = " " * (dash - text.rfind("\n", 0, dash) - 1)
            lines = ("\n" + indent).join(block.split("\n"))
            return text[:dash] + lines + text[len(text[: max(item.end_mark.index, dash + 1)].rstrip()) :]
    raise AssertionError(block)


def _put_keys(text: str, target: yaml.Node, block: str) -> str:
    """Put the keys of a block into a map, in the place of those of the same names."""
    assert isinstance(target, yaml.MappingNode), block
    for key, value in _composed(block).value:
        tree = _same(text, target)
        pair = next((one for one in tree.value if one[0].value == key.value), None)
        lines = block[key.start_mark.index : value.end_mark.index].rstrip()
        if tree.flow_style:
            made = f"{key.value}: {_in_flow(value)}"
            if pair:
                end = pair[1].end_mark.index
                text = text[: pair[0].start_mark.index] + made + text[max(end, pair[0].end_mark.index) :]
            else:
                at = tree.start_mark.index + 1
                text = text[:at] + made + (", " if tree.value else "") + text[at:]
            continue
        indented = ("\n" + " " * tree.start_mark.column).join(lines.split("\n"))
        if pair:
            text = text[: pair[0].start_mark.index] + indented + _rest_of_block(text, pair[1], pair[0])
        else:
            at = tree.start_mark.index
            text = text[:at] + indented + "\n" + " " * tree.start_mark.column + text[at:]
    return text


def _same(text: str, target: yaml.MappingNode) -> yaml.MappingNode:
    """Return the map as it is in the text now: it begins where it began."""
    chain = _chain(_composed(text), target.start_mark.line, target.start_mark.column)
    found = [node for node in chain if isinstance(node, yaml.MappingNode)]
    return next(node for node in reversed(found) if node.start_mark.index == target.start_mark.index)


def _rest_of_block(text: str, node: yaml.Node, key: yaml.Node | None = None) -> str:
    """Return what follows a node, from its line's end on: a block of YAML ends only where the next thing begins."""
    end = max(node.end_mark.index, key.end_mark.index + 1 if key else 0)
    written = text[:end].rstrip()
    return text[len(written) :]


def _in_flow(node: yaml.Node) -> str:
    return yaml.serialize(_flowed(node), allow_unicode=True, width=10**6).strip().removesuffix("...").strip()


def _flowed(node: yaml.Node) -> yaml.Node:
    if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
        node.style = '"'
    if not isinstance(node, yaml.CollectionNode):
        return node
    node.flow_style = True
    for one in node.value:
        for part in one if isinstance(one, tuple) else (one,):
            _flowed(part)
    return node
