"""YAML as nodes that remember line and column. The one file that knows PyYAML.

The C parser's events are walked here, not handed to its composer: nothing is expanded, nothing is typed, nesting is
capped before the stack grows, and duplicate keys stay to be seen.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple, Protocol

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    MarkedYAMLError,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml._yaml import CParser

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.readers.unseen import is_plain
from sitegen.readers.yaml_mistakes import explain_mistake

DEEPEST: Final = 40
"""Levels of nesting: the formats need eight, `params` may want more; the parser itself crashes far beyond."""

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


class EmptyFileError(Exception):
    """The file holds no document: it is empty, or comments only."""


def parse_yaml(source: SourceText, report: Report) -> Node | None:
    """Return the file's one document as nodes; None where it cannot be read, which is reported.

    Raises EmptyFileError where there is nothing but comments: what was expected only the caller can say.
    """
    disguised = not is_plain(source.text) and bool(_DISGUISED.search(source.text))
    parser: Any = CParser(source.text.translate(_DISGUISE) if disguised else source.text)
    try:
        return _Composer(source, report, disguised=disguised).compose(parser.get_event)
    except MarkedYAMLError as error:
        marks = [error.problem_mark, error.context_mark]
        offsets = [min(mark.index, len(source.text)) for mark in marks if mark]
        explain_mistake(source, report, problem=error.problem or "", offsets=offsets)
    except _TooDeepError as too_deep:
        message = f"more than {DEEPEST} levels of lists and maps within each other"
        report.error("too-deep", message, too_deep.where, help="take the inner ones out; no key needs that many")
    finally:
        parser.dispose()
    return None


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

    def __init__(self, source: SourceText, report: Report, *, disguised: bool) -> None:
        self._source = source
        self._report = report
        self._disguised = disguised
        self._checks_escapes = "\\" in source.text

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
        mark, children = event.start_mark, list[Node]()
        is_map = isinstance(event, MappingStartEvent)
        make = MapNode if is_map else ListNode
        into.append(make(children, mark.line + 1, mark.column + 1, bool(event.flow_style)))
        return children

    def _where(self, event: _Event) -> Location:
        return Location(self._source.path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _written(self, event: _Event) -> str:
        """Return what stands at the event up to the next white space."""
        return (self._source.text[event.start_mark.index :].split(maxsplit=1) or [""])[0]

    def _refuse_extras(self, event: _Event) -> None:
        if event.anchor:
            self._refuse_alias(event)
        if event.tag:
            found = self._written(event)
            message = f"`{found}` is a YAML tag, and tags are not read here"
            quoting = "take it out; if it is part of the text, put the value in quotes"
            self._report.error("yaml-tag", message, self._where(event), found=found, help=quoting)

    def _refuse_alias(self, event: _Event) -> BrokenNode:
        found = self._written(event)
        what = "alias" if found.startswith("*") else "anchor"
        message = f"`{found}` is a YAML {what}, and these are not read here"
        quoting = "write the value out where it is needed; if this is the beginning of a text, put it in quotes"
        self._report.error("yaml-alias", message, self._where(event), found=found, help=quoting)
        return BrokenNode(event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_escape(self, event: _Event, character: str) -> BrokenNode:
        message = f"an escape in this text makes U+{ord(character):04X}, which no text may hold"
        way_out = "take the escape out, or put the text in single quotes, where a backslash is a backslash"
        self._report.error("bad-character", message, self._where(event), help=way_out)
        return BrokenNode(event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse_second_document(self, event: _Event) -> None:
        message = "a second YAML document begins here; a file holds one"
        self._report.error("bad-yaml", message, self._where(event), found="---", help="take the line `---` out")


def _plain_scalar(event: _Event) -> ScalarNode:
    """Return what most of a file is: a text without quotes in which nothing is disguised."""
    mark = event.start_mark
    return _new(ScalarNode, (event.value, mark.line + 1, mark.column + 1, True, event.end_mark.index, None))
