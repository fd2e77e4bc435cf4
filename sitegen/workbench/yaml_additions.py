"""Items added to the lists of a YAML file, behind those that stand there; all else stays as it is, byte for byte."""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import indent
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.yaml_nodes import EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.workbench.yaml_edits import Edit, without_blank_lines_behind


def find_additions(source: SourceText, items: Mapping[str, Sequence[str]]) -> tuple[Edit, ...]:
    """Return the edits that add items, in block style with comments above them, to the lists of a file's top keys.

    A list that the file lacks is put at its end. None where the file cannot be read, or a key holds no list.
    """
    try:
        root = parse_yaml(source, Report())
    except EmptyFileError:
        root = MapNode([], 1, 1, is_flow=False)
    if not isinstance(root, MapNode) or root.is_flow:
        return ()
    there = {key.value: (key, value) for key, value in root.pairs if isinstance(key, ScalarNode)}
    edits: list[Edit] = []
    missing: list[str] = []
    for key, added in items.items():
        if not added:
            continue
        if key not in there:
            missing.append(f"{key}:\n" + indent("\n".join(added), "  ") + "\n")
            continue
        edit = _behind(source, *there[key], added)
        if edit is None:
            return ()
        edits.append(edit)
    if missing:
        lead = "" if source.text.endswith("\n") or not source.text else "\n"
        edits.append(Edit(len(source.text), len(source.text), lead + "".join(missing)))
    return tuple(edits)


def _behind(source: SourceText, key: ScalarNode, value: Node, added: Sequence[str]) -> Edit | None:
    """Return the edit that adds items behind those of a key; None where it holds none that they could follow."""
    if isinstance(value, ScalarNode) and value.is_null:
        start = key.end + 1
        end = start if not value.value else value.end
        return Edit(start, end, "\n" + indent("\n".join(added), "  ")) if value.value else _below(source, start, added)
    if not isinstance(value, ListNode):
        return None
    if not value.items:
        return _instead(source, value, added)
    end = _end_of_item(source, value.items[-1])
    if value.is_flow:
        return Edit(end, end, "".join(f",\n  {_in_flow(item)}" for item in added) + "\n")
    end_of_line = source.text.find("\n", end)
    end = end_of_line if end_of_line >= 0 else len(source.text)
    column = value.items[0].column - _DASH - 1
    return Edit(end, end, "\n" + indent("\n".join(added), " " * column))


def _below(source: SourceText, start: int, added: Sequence[str]) -> Edit:
    end = source.text.find("\n", start)
    end = end if end >= 0 else len(source.text)
    return Edit(end, end, "\n" + indent("\n".join(added), "  "))


def _instead(source: SourceText, value: ListNode, added: Sequence[str]) -> Edit:
    """Return the edit that puts items in the stead of `[]`; a comment behind it stays with the key."""
    start = _offset(source, value)
    close = source.text.index("]", start) + 1
    line_end = source.text.find("\n", close)
    end = line_end if line_end >= 0 else len(source.text)
    comment = source.text[close:end].strip()
    start = len(source.text[:start].rstrip(" "))
    return Edit(start, end, (f" {comment}" if comment else "") + "\n" + indent("\n".join(added), "  "))


def _in_flow(item: str) -> str:
    """Return an item of block style as one of a list in brackets: its keys in braces, the comment above it."""
    comment, *lines = item.split("\n")
    lines[0] = lines[0].removeprefix("- ")
    if len(lines) == 1 and ": " not in lines[0]:
        return f"{comment}\n  {lines[0]}"
    return f"{comment}\n  {{{', '.join(line.strip() for line in lines)}}}"


def _offset(source: SourceText, node: Node) -> int:
    return source.line_starts[node.line - 1] + node.column - 1


def _end_of_item(source: SourceText, item: Node) -> int:
    """Return the offset behind a list's item: that of its last text, and of the brackets that close after it."""
    depth, last = max(_scalars(item, 0), key=lambda found: found[1].end, default=(0, None))
    if last is None:
        return source.text.index("}" if isinstance(item, MapNode) else "]", _offset(source, item)) + 1
    start = _offset(source, last)
    end = start + len(without_blank_lines_behind(source.text[start : last.end]))
    for _ in range(depth):
        end = next(index for index in range(end, len(source.text)) if source.text[index] in "]}") + 1
    return end


def _scalars(node: Node, depth: int) -> Iterator[tuple[int, ScalarNode]]:
    """Yield the texts below a node, each with the number of brackets around it."""
    if isinstance(node, ScalarNode):
        yield depth, node
    elif isinstance(node, MapNode | ListNode):
        parts = node.parts if isinstance(node, MapNode) else node.items
        for part in parts:
            yield from _scalars(part, depth + node.is_flow)


_DASH: Final = len("- ")
