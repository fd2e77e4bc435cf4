"""YAML as nodes that remember line and column. The one file that knows PyYAML.

The C parser's events are walked here, not composed by PyYAML: nothing is expanded, nothing is typed, nesting is capped
before the stack grows, and duplicate keys stay to be seen. `CBaseLoader` is that parser under its public name; the
loader's own work, making values, is never asked for.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Final, NamedTuple, Protocol

from yaml import (
    AliasEvent,
    CBaseLoader,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText, Span
from sitegen.readers.characters import is_plain
from sitegen.readers.quoting import SPACELESS_KEY, end_of_flow, mended_lines
from sitegen.readers.yaml_mistakes import NO_SPACE, explain_mistake

DEEPEST: Final = 40
"""Levels of nesting: the formats need eight, `params` may want more; the parser itself crashes far beyond."""

_MOST_OFFERS: Final = 20
"""Lines of one file that are offered in quotes; a file made to do harm may ask for thousands."""

NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that say that nothing is there (YAML 1.2.2, section 10.3.2)."""

# YAML 1.1 ends lines at U+2028 and U+2029 and skips a U+FEFF; here they are characters of a text like any other.
# Characters of the private use area stand for them while the parser looks, one for one, so that columns stay right.
_DISGUISES: Final = {"\u2028": "\ue9a8", "\u2029": "\ue9a9", "\ufeff": "\ue9af"}
_DISGUISE: Final = str.maketrans(_DISGUISES)
_UNMASK: Final = str.maketrans({mask: true for true, mask in _DISGUISES.items()})
_DISGUISED: Final = re.compile(f"[{''.join(_DISGUISES)}]")
_UNFIT: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that only an escape (`"\\0"`) can bring into a text."""
_ESCAPE: Final = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(?P<letter>.))", re.DOTALL)
_LETTER_ESCAPES: Final = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b", "\n": "",
    "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class ScalarNode(NamedTuple):
    """A text as it stands in YAML, quotes and escapes resolved, untyped."""

    value: str
    line: int
    column: int
    is_plain: bool
    """Without quotes, and no block scalar: only such a text can mean null, a number or true."""
    end: int
    """Offset in the file behind its last character."""
    first: tuple[int, int] | None = None
    """Line and column of its first line, if it is a literal block, whose lines are the file's."""

    @property
    def is_null(self) -> bool:
        """Tell whether the key was left without a value."""
        return self.is_plain and self.value in NULLS

    @property
    def is_blank(self) -> bool:
        """Tell whether there is no value, or one of white space alone."""
        return self.is_null or not self.value.strip()


class ListNode(NamedTuple):
    """A list: `- …` lines or `[…]`."""

    items: list["Node"]
    line: int
    column: int
    is_flow: bool


class MapNode(NamedTuple):
    """A map with all its pairs, duplicates too."""

    parts: list["Node"]
    """Key, value, key, value …"""
    line: int
    column: int
    is_flow: bool

    @property
    def pairs(self) -> Iterator[tuple["Node", "Node"]]:
        """Yield each key with its value."""
        return zip(self.parts[::2], self.parts[1::2], strict=True)


class BrokenNode(NamedTuple):
    """Where something stood that was reported and left out."""

    line: int
    column: int


Node = ScalarNode | ListNode | MapNode | BrokenNode


class Escape(NamedTuple):
    """A backslash in double quotes with the characters that belong to it."""

    offset: int
    """In the text in which it was looked for."""
    written: str
    character: str
    """The character that it makes; empty where it makes none, as at the end of a line."""


def find_escapes(text: str) -> Iterator[Escape]:
    """Yield the escapes of a text as it stands between double quotes (YAML 1.2.2, section 5.7)."""
    for found in _ESCAPE.finditer(text):
        code, letter = found[1] or found[2] or found[3], found["letter"]
        character = chr(int(code, 16)) if code else _LETTER_ESCAPES.get(letter, letter)
        yield Escape(found.start(), found[0], character)


class EmptyFileError(Exception):
    """The file holds no document: it is empty, or comments only."""


def parse_yaml(source: SourceText, report: Report) -> Node | None:
    """Return the file's one document as nodes; None where it cannot be read, which is reported.

    Raises EmptyFileError where there is nothing but comments: what was expected only the caller can say.
    """
    disguised = not is_plain(source.text) and bool(_DISGUISED.search(source.text))
    parser: Any = CBaseLoader(source.text.translate(_DISGUISE) if disguised else source.text)
    try:
        return _Composer(source, report, disguised=disguised).compose(parser.get_event)
    except MarkedYAMLError as error:
        marks = [error.problem_mark, error.context_mark]
        offsets = [min(mark.index, len(source.text)) for mark in marks if mark]
        problem = f"{error.problem} {error.context or ''}"
        explain_mistake(source, report, problem=problem, offsets=offsets, parser=_SecondLook())
    except _TooDeepError as too_deep:
        message = f"more than {DEEPEST} levels of lists and maps within each other"
        report.error("too-deep", message, too_deep.where, help="take the inner ones out; no key needs that many")
    finally:
        parser.dispose()
    return None


class _SecondLook:
    """The parser asked again about a text that is no YAML, or one that might be in its place."""

    def first_fault(self, text: str) -> int | None:
        """Return the offset at which a text is no YAML; None where it is."""
        return self._events_until_fault(text)[1]

    def last_quoted(self, text: str) -> Span | None:
        """Return the last text in quotation marks before the first fault."""
        return self._events_until_fault(text)[0]

    def _events_until_fault(self, text: str) -> tuple[Span | None, int | None]:
        parser: Any = CBaseLoader(text.translate(_DISGUISE))
        quoted: Span | None = None
        next_event: Callable[[], _Event | None] = parser.get_event
        try:
            while (event := next_event()) is not None:
                kind: object = type(event)
                if kind is ScalarEvent and event.style in ("'", '"'):
                    quoted = Span(event.start_mark.index, event.end_mark.index)
        except MarkedYAMLError as error:
            mark: _Mark | None = error.problem_mark
            return quoted, mark.index if mark else 0
        finally:
            parser.dispose()
        return quoted, None


_new: Final = tuple.__new__
"""Makes a tuple of a class half as fast again as the class itself does."""


class _Mark(Protocol):
    index: int
    line: int
    column: int


class _Event(Protocol):
    """What the parser tells, one piece at a time; not every event has all of it."""

    start_mark: _Mark
    end_mark: _Mark
    anchor: str | None
    tag: str | None
    value: str
    style: str
    flow_style: bool


class _TooDeepError(Exception):
    def __init__(self, where: Location) -> None:
        super().__init__(where)
        self.where = where


class _Composer:
    """Builds nodes out of events, with a list of open collections instead of recursion."""

    def __init__(self, source: SourceText, report: Report, *, disguised: bool, most_offers: int = _MOST_OFFERS) -> None:
        self._source = source
        self._report = report
        self._disguised = disguised
        self._checks_escapes = "\\" in source.text
        self._flow_maps: list[MapNode] = []
        self._offers_left = most_offers

    def compose(self, next_event: Callable[[], _Event | None]) -> Node | None:
        """Return the only document's root. One loop over all events, long because it is the quickest way."""
        into: list[Node] = []
        root, open_lists = into, []
        documents = 0
        plain_scalar = self._scalar if self._disguised else _plain_scalar
        while (event := next_event()) is not None:
            kind: object = type(event)
            if kind is ScalarEvent:
                is_plain = not (event.style or event.anchor or event.tag)
                into.append(plain_scalar(event) if is_plain else self._scalar(event))
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                open_lists.append(into)
                into = self._open(event, into)
                if len(open_lists) > DEEPEST:
                    raise _TooDeepError(self._where(event))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                into = open_lists.pop()
            elif kind is AliasEvent:
                into.append(self._refuse_alias(event))
            elif kind is DocumentStartEvent and (documents := documents + 1) > 1:
                self._refuse_second_document(event)
                return None
        if not root or (isinstance(root[0], ScalarNode) and root[0].is_null):
            raise EmptyFileError
        for node in self._flow_maps:
            self._look_for_lone_keys(node)
        return root[0]

    def _scalar(self, event: _Event) -> Node:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        mark, value, style = event.start_mark, event.value, event.style
        if not style:
            if self._disguised:
                value = value.translate(_UNMASK)
            return ScalarNode(value, mark.line + 1, mark.column + 1, is_plain=True, end=event.end_mark.index)
        return self._quoted_scalar(event)

    def _quoted_scalar(self, event: _Event) -> Node:
        mark, value = event.start_mark, event.value
        if self._disguised:
            value = value.translate(_UNMASK)
        if event.style in "|>":
            value = value.strip("\n")
            first = self._first_line(event, value) if event.style == "|" else None
            return ScalarNode(
                value, mark.line + 1, mark.column + 1, is_plain=False, end=event.end_mark.index, first=first
            )
        if self._checks_escapes and (unfit := _UNFIT.search(value)):
            return self._refuse_escape(event, unfit[0])
        return ScalarNode(value, mark.line + 1, mark.column + 1, is_plain=False, end=event.end_mark.index)

    def _first_line(self, event: _Event, value: str) -> tuple[int, int]:
        """Return line and column of a literal block's text, which begins below its mark."""
        text, line = self._source.text, event.start_mark.line + 1
        start = stop = event.start_mark.index
        while stop < event.end_mark.index and (start == event.start_mark.index or not text[start:stop].strip()):
            start = text.find("\n", start) + 1
            stop, line = (text.find("\n", start) + 1) or len(text), line + 1
        return line, max(text.find(value.split("\n", 1)[0], start, stop) - start, 0) + 1

    def _open(self, event: _Event, into: list[Node]) -> list[Node]:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        mark, children, is_flow = event.start_mark, list[Node](), bool(event.flow_style)
        kind: object = type(event)
        if kind is not MappingStartEvent:
            into.append(ListNode(children, mark.line + 1, mark.column + 1, is_flow))
            return children
        node = MapNode(children, mark.line + 1, mark.column + 1, is_flow)
        if is_flow:
            self._flow_maps.append(node)
        into.append(node)
        return children

    def _look_for_lone_keys(self, node: MapNode) -> None:
        """Report keys without a colon in braces, and leave them out: a comma cut them off a text.

        Such a text is broken, and what else the map may have been meant to hold cannot be told.
        """
        parts = node.parts
        lone = [index for index in range(0, len(parts), 2) if _is_lone(parts[index], parts[index + 1])]
        if not lone:
            return
        self._refuse_lone_key(node, parts[lone[0]], has_others=len(lone) < len(parts) // 2)
        broken = BrokenNode(node.line, node.column)
        for index in lone:
            parts[index] = parts[index + 1] = broken
            if index and type(parts[index - 1]) is ScalarNode:
                parts[index - 1] = broken

    def _refuse_lone_key(self, node: MapNode, key: Node, *, has_others: bool) -> None:
        line = self._source.line(node.line)
        is_whole = end_of_flow(line[node.column - 1 :]) > 0
        offered = self._offer(node.line) if is_whole else ""
        where, found, code = key, key.value if type(key) is ScalarNode else "", "unquoted-text"
        is_number = found.isdecimal() and offered and f",{found}" not in offered
        advice = "write the number without commas" if is_number else "put the value in quotes"
        way_out = f"{advice}:\n{offered}" if offered else advice
        if SPACELESS_KEY.fullmatch(found):
            code, message = "bad-yaml", NO_SPACE
            way_out = f"write:\n{offered}" if offered else "write a space after the colon of each key"
        elif has_others:
            message = f"in `{{…}}` a comma begins a new key, so the text before it ends there, and `{found}` is no key"
        else:
            where, found, message = node, "{", "a value that begins with `{` needs quotes"
        place = Location(self._source.path, where.line, where.column)
        self._report.error(code, message, place, found=found, help=way_out)

    def _where(self, event: _Event) -> Location:
        return Location(self._source.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _written(self, event: _Event) -> str:
        """Return the characters from the event to the next white space."""
        return (self._source.text[event.start_mark.index :].split(maxsplit=1) or [""])[0]

    def _quoted(self, event: _Event) -> str:
        """Return the event's line with its value in quotes, as a help's end; empty where no text follows the mark."""
        text, start = self._source.text, event.start_mark.index
        end = text.find("\n", start)
        rest = text[start : end if end >= 0 else len(text)].split(maxsplit=1)[1:]
        if not rest or rest[0].startswith("#"):
            return ""
        offered = self._offer(event.start_mark.line + 1)
        return f":\n{offered}" if offered else ""

    def _offer(self, number: int) -> str:
        """Return a line as it was meant; empty where that cannot be told, or was told often enough."""
        if not self._offers_left:
            return ""
        self._offers_left -= 1
        return first_readable(mended_lines(self._source.line(number)))

    def _refuse_extras(self, event: _Event) -> None:
        if event.anchor:
            self._refuse_alias(event)
        if event.tag:
            found = self._written(event)
            message = f"`{found}` is a YAML tag, and tags are not read here"
            quoting = f"take it out; if it is part of the text, put the value in quotes{self._quoted(event)}"
            self._report.error("yaml-tag", message, self._where(event), found=found, help=quoting)

    def _refuse_alias(self, event: _Event) -> BrokenNode:
        found = self._written(event)
        what = "alias" if found.startswith("*") else "anchor"
        message = f"`{found}` is a YAML {what}, and these are not read here"
        quoting = (
            "write the value out where it is needed; if this is the beginning of a text, put the value in quotes"
            f"{self._quoted(event)}"
        )
        self._report.error("yaml-alias", message, self._where(event), found=found, help=quoting)
        return BrokenNode(event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_escape(self, event: _Event, character: str) -> BrokenNode:
        start = event.start_mark.index
        escapes = find_escapes(self._source.text[start : event.end_mark.index])
        escape = next((one for one in escapes if one.character == character), Escape(0, "", character))
        message = f"an escape in this text makes U+{ord(character):04X}, which no text may hold"
        way_out = "take the escape out, or put the text in single quotes, where a backslash is a backslash"
        where = self._source.location(start + escape.offset)
        self._report.error("bad-character", message, where, found=escape.written, help=way_out)
        return BrokenNode(event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_second_document(self, event: _Event) -> None:
        message = "a second YAML document begins here; a file holds one"
        self._report.error("bad-yaml", message, self._where(event), found="---", help="take the line `---` out")


def first_readable(texts: Iterable[str]) -> str:
    """Return the first of some texts that is YAML with nothing wrong in it; empty where none is."""
    return next((text for text in texts if _is_readable(text)), "")


def _is_readable(text: str) -> bool:
    report = Report()
    composer = _Composer(SourceText("", text), report, disguised=False, most_offers=0)
    parser: Any = CBaseLoader(text.translate(_DISGUISE))
    with suppress(MarkedYAMLError, EmptyFileError, _TooDeepError):
        return composer.compose(parser.get_event) is not None and not len(report)
    return False


def _is_lone(key: Node, value: Node) -> bool:
    """Tell whether a key in braces stands without colon and value."""
    if type(value) is not ScalarNode or value.value or not value.is_plain:
        return False
    return value.end == key.end if type(key) is ScalarNode else type(key) is not BrokenNode


def _plain_scalar(event: _Event) -> ScalarNode:
    """Return a text without quotes in which nothing is disguised: most nodes of a file are such."""
    mark = event.start_mark
    return _new(ScalarNode, (event.value, mark.line + 1, mark.column + 1, True, event.end_mark.index, None))
