"""A YAML file into its noun: the steps that settings, registers, sidecars and front matter share."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from sitegen.model.forms import is_language
from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.readers.characters import (
    BIDI_CONTROL,
    NAME_KEYS,
    bidi_controls,
    name_unseen,
    tell_bidi_controls,
    unsettled_bidi_controls,
)
from sitegen.readers.files import refuse_conflict
from sitegen.readers.quoting import CUT
from sitegen.readers.yaml_nodes import (
    EmptyFileError,
    Escape,
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    find_escapes,
    parse_yaml,
)

LONGEST_COMMENT: Final = 200
"""Characters of a comment that are looked at; its first words tell whether it belongs to the text before it."""

_WAY_OUT_OF_TURNING: Final = "delete it; the direction follows from the language"


def read_root(source: SourceText, report: Report, *, expected: str) -> Node | None:
    """Return the root node of a YAML file; None where it cannot be read or holds nothing, which is reported.

    `expected` is what ought to stand there, as YAML.
    """
    if refuse_conflict(source, report):
        return None
    try:
        root = parse_yaml(source, report)
    except EmptyFileError:
        message = "nothing stands in this file"
        report.error("empty-file", message, Location(source.path), help=f"delete it, or write:\n{expected}")
        return None
    if root is not None:
        _look_for_bidi_controls(source, root, report)
    return root


def scalar_at(root: Node, key: str) -> ScalarNode | None:
    """Return the text behind a key of a map, before anything is decoded; None where there is none."""
    if type(root) is not MapNode:
        return None
    found = (value for name, value in root.pairs if type(name) is ScalarNode and name.value == key)
    value = next(found, None)
    return value if type(value) is ScalarNode and not value.is_blank else None


def language_of(root: Node) -> str:
    """Return the language that a file names as its own under `lang`; empty where it names none."""
    scalar = scalar_at(root, "lang")
    return scalar.value if scalar and is_language(scalar.value) else ""


def cut_by_comments(source: SourceText, root: Node) -> Mapping[Location, str]:
    """Return the comment right behind each unquoted text, by the text's place.

    Those aside that are hardly meant as comments: they have been reported.
    """
    if " #" not in source.text:
        return {}
    return {
        Location(source.path, node.line, node.column): comment
        for node in _scalars(root)
        if node.is_plain and (comment := _comment_behind(source.text, node.end))
    }


def _comment_behind(text: str, end: int) -> str:
    if not text.startswith(" ", end):
        return ""
    rest = text[end : end + LONGEST_COMMENT].split("\n", maxsplit=1)[0]
    return rest if rest.lstrip(" ").startswith("#") and not CUT.match(rest) else ""


def _scalars(node: Node) -> list[ScalarNode]:
    if type(node) is ScalarNode:
        return [node]
    parts = node.parts if type(node) is MapNode else node.items if type(node) is ListNode else []
    return [scalar for part in parts for scalar in _scalars(part)]


def _look_for_bidi_controls(source: SourceText, root: Node, report: Report) -> None:
    """Warn of characters that turn what follows, raw or made by an escape; in keys, ids and slugs they are errors."""
    raw = tuple(unsettled_bidi_controls(source.text))
    escaped = dict(_turning_escapes(source, root)) if "\\" in source.text else {}
    if not raw and not escaped:
        return
    names = tuple(_names(root))
    in_texts = set()
    for offset in (*raw, *escaped):
        where = source.location(offset)
        if any(name.line == where.line and name.column <= where.column and offset < name.end for name in names):
            written, character = _written_at(source, offset, escaped)
            message = f"the character {name_unseen(character)} turns the direction of what follows"
            report.error("bidi-control", message, where, found=written, help=_WAY_OUT_OF_TURNING)
        else:
            in_texts.add(offset)
    tell_bidi_controls(source, report, about=_WAY_OUT_OF_TURNING, within=in_texts.intersection(raw))
    _tell_escapes(source, {offset: escaped[offset] for offset in escaped if offset in in_texts}, report)


def _written_at(source: SourceText, offset: int, escaped: Mapping[int, tuple[Escape, bool]]) -> tuple[str, str]:
    """Return the characters at an offset as written, and the character that they are or make."""
    if offset in escaped:
        escape, _ = escaped[offset]
        return escape.written, escape.character
    return source.text[offset], source.text[offset]


def _turning_escapes(source: SourceText, root: Node) -> Iterator[tuple[int, tuple[Escape, bool]]]:
    """Yield the escapes that make such characters: the offset in the file, the escape, and whether it is closed."""
    for node in _scalars(root):
        turning = {} if node.is_plain else dict(bidi_controls(node.value))
        if not turning:
            continue
        start = source.line_starts[node.line - 1] + node.column - 1
        written = source.text[start : node.end]
        raw = [(found.start(), None) for found in BIDI_CONTROL.finditer(written)]
        escapes = [(one.offset, one) for one in find_escapes(written) if BIDI_CONTROL.fullmatch(one.character)]
        places = (found.start() for found in BIDI_CONTROL.finditer(node.value))
        for place, (offset, escape) in zip(places, sorted([*raw, *escapes], key=itemgetter(0)), strict=False):
            if escape and place in turning:
                yield start + offset, (escape, turning[place])


def _tell_escapes(source: SourceText, escapes: Mapping[int, tuple[Escape, bool]], report: Report) -> None:
    """Tell in one line of the escapes in a file's texts: a hint where each is closed, else a warning."""
    if not escapes:
        return
    unclosed = [offset for offset, (_, is_closed) in escapes.items() if not is_closed]
    first = (unclosed or list(escapes))[0]
    escape, _ = escapes[first]
    name, several = name_unseen(escape.character), "" if len(escapes) == 1 else f"; {len(escapes)} escapes do so here"
    message = f"the escape `{escape.written}` makes {name}, which turns the direction of what follows{several}"
    add = report.warn if unclosed else report.hint
    add("bidi-control", message, source.location(first), found=escape.written, help=_WAY_OUT_OF_TURNING)


def _names(node: Node) -> Iterator[ScalarNode]:
    """Yield the keys of all maps, and the ids and slugs."""
    if type(node) is MapNode:
        for key, value in node.pairs:
            if type(key) is ScalarNode:
                yield key
                if key.value in NAME_KEYS and type(value) is ScalarNode:
                    yield value
            yield from _names(value)
    elif type(node) is ListNode:
        for item in node.items:
            yield from _names(item)
