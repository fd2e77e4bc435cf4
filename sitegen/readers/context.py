"""The context that every decoder is handed, and the reports of a node of another type than expected."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Written
from sitegen.readers.quoting import CUT, SPACELESS_KEY, end_of_flow, in_quotes, mended_lines
from sitegen.readers.yaml_mistakes import CUT_BY_COMMENT, NO_SPACE
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, MapNode, Node, ScalarNode, first_readable

BROKEN: Final = object()
"""A decoder returns it instead of a value when it has reported a mistake."""
BLANK: Final = object()
"""A decoder returns it where nothing was said: for a map of languages without a wording."""

_NO_SOURCE: Final = SourceText("", "")
_KEY_LIKE: Final = re.compile("[a-z][a-z0-9_-]*|<<")
_MOST_LINES: Final = 8
"""Lines that a message repeats."""
_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


@dataclass(slots=True)
class Context:
    """The file that is being read: the facts that its decoders need, and the lists to which they add their findings."""

    path: str
    language: str
    """The language of texts that name none."""
    report: Report
    briefing: str = ""
    """The slug of the briefing whose sidecar this is; empty in all other files."""
    declared: list[Written] = field(default_factory=list)
    """Every id that stands in the file, those of broken pieces too."""
    source: SourceText = _NO_SOURCE
    """The whole file: YAML passes over a comment behind a text in silence, and messages mend whole lines."""
    has_comments: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look once whether there are any comments behind something else."""
        self.has_comments = " #" in self.source.text or "\t#" in self.source.text

    def at(self, node: Node) -> Location:
        """Return the place of a node."""
        return Location(self.path, node.line, node.column)

    def line_of(self, node: Node) -> str:
        """Return the line on which a node begins."""
        return self.source.line(node.line)


@dataclass(frozen=True, slots=True)
class Label:
    """What is being decoded, as a message calls it."""

    key: str
    title: str
    """The noun that carries the key: `a briefing`."""
    is_item: bool = False
    """An item of the list behind the key is meant."""

    def sample(self, value: str) -> str:
        """Return how a value of this kind is written, ready to paste."""
        return f"- {value}" if self.is_item else f"{self.key}: {value}"

    def sample_map(self, lines: str) -> str:
        """Return how a map of these keys is written, ready to paste; empty where there are none."""
        indented = lines.replace("\n", "\n  ")
        return lines and (f"- {indented}" if self.is_item else f"{self.key}:\n  {indented}")

    def __str__(self) -> str:
        return f"`{self.key}` in {self.title}"


Decoder = Callable[[Node, Context], object]
"""From a node to its value; a node that does not fit is reported and comes back as BROKEN."""


def shown(text: str) -> str:
    """Return a text as a message repeats it: in one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def as_item(value: str) -> str:
    """Return a text as it may be pasted behind `key: ` or `- `: in quotes where YAML needs them."""
    unquoted = re.fullmatch(r"[^\s\W][\w ./+-]*", value) and not value.endswith(" ") and value.lower() != "null"
    return value if unquoted else in_quotes(value)


def look_for_cut(node: ScalarNode, context: Context) -> bool:
    """Report that a comment cuts a text that has no quotation marks; tell whether one does.

    A letter or digit follows the sign of such a comment; what is meant as a comment has a space there.
    """
    comment = CUT.match(context.source.text, node.end) if node.is_plain and context.has_comments else None
    if not comment:
        return False
    line = context.line_of(node)
    is_all_there = node.value in line or not node.value
    offered = first_readable(mended_lines(line)) if is_all_there else ""
    way_out = "put the value in quotes, or write a space after `#` if it is a comment"
    way_out += f":\n{offered}" if offered else ""
    found = f"{node.value}{comment[0]}".strip()
    context.report.error("unquoted-text", CUT_BY_COMMENT, context.at(node), found=found, help=way_out)
    return True


def refuse_colon(key: Node, value: Node, context: Context) -> bool:
    """Report a text without quotation marks that holds a colon with a space, so that it was read as key and value.

    Tell whether it is one: its first words are no key that anybody would write.
    """
    if type(key) is not ScalarNode or not key.is_plain or type(value) is not ScalarNode or key.line != value.line:
        return False
    line = context.line_of(key)
    before = line[: key.column - 1].rstrip()
    if _KEY_LIKE.fullmatch(key.value) or before.endswith(("{", "?")):
        return False
    if before.endswith(("[", ",")):
        offered = first_readable(mended_lines(line))
    else:
        dashes = line[: key.column - 1].lstrip()
        offered = first_readable([dashes + in_quotes(line[key.column - 1 :].rstrip())])
    way_out = "put the value in quotes" + (f":\n{offered}" if offered else "")
    message = "a text that holds a colon with a space needs quotes"
    context.report.error("unquoted-text", message, context.at(key), found=key.value, help=way_out)
    return True


def refuse_spaceless(node: ScalarNode, context: Context, *, key: str = "") -> bool:
    """Report a text that was meant as a key, but has no space behind the colon; tell whether it is one.

    `key` is the one that takes the map, where that is no item of a list and no file.
    """
    if not node.is_plain or not SPACELESS_KEY.fullmatch(node.value):
        return False
    lines = [context.source.line(node.line + number) for number in range(_MOST_LINES + 1)]
    lines[0] = lines[0][: node.column - 1].replace(" ", "").replace("-", "- ") + lines[0][node.column - 1 :]
    keys = list(takewhile(SPACELESS_KEY.fullmatch, lines))
    written = [first_readable(mended_lines(line)) for line in keys]
    offered = "\n".join(written) if all(written) and len(keys) <= _MOST_LINES else written[0] if written else ""
    if key and offered:
        offered = f"{key}:\n  " + offered.replace("\n", "\n  ")
    way_out = f"write:\n{offered}" if offered else "write a space after the key's colon"
    context.report.error("bad-yaml", NO_SPACE, context.at(node), found=node.value, help=way_out)
    return True


def refuse_type(node: Node, context: Context, subject: Label | str, *, expected: str, sample: str) -> object:
    """Report that something of another type stands there; return BROKEN."""
    if type(node) is ScalarNode and ("map" in expected or "list" in expected) and refuse_spaceless(node, context):
        return BROKEN
    if type(node) is MapNode and node.parts and refuse_colon(node.parts[0], node.parts[1], context):
        return BROKEN
    if type(node) is not BrokenNode:
        kind, found = describe(node)
        message = f"{subject} must be {expected}, and here stands {kind}"
        way_out = f"write:\n{sample}" if sample else f"write {expected}"
        context.report.error("wrong-type", message, context.at(node), found=found, help=way_out)
    return BROKEN


def bracketed_text(node: Node, context: Context) -> str:
    """Return the line of a list in brackets with all of it as a text; empty where it does not end with the line."""
    if type(node) is not ListNode or not node.is_flow:
        return ""
    line = context.line_of(node).rstrip()
    if end_of_flow(line[node.column - 1 :]) != len(line) - node.column + 1:
        return ""
    return first_readable([line[: node.column - 1].lstrip() + in_quotes(line[node.column - 1 :])])


def describe(node: Node) -> tuple[str, str]:
    """Return the name that a message gives a node of an unexpected type, and the text at fault."""
    if type(node) is ScalarNode:
        if node.is_null:
            return "nothing", ""
        return "a text", node.value
    return ("a list", "") if type(node) is ListNode else ("a map", "")


def expect_scalar(node: Node, context: Context, label: Label, expected: str, *, sample: str = "…") -> ScalarNode | None:
    """Return the node if it is a text; None where it is something else, which is reported.

    The sample is a value ready to paste; empty where there is none.
    """
    if type(node) is ScalarNode:
        return node
    refuse_type(node, context, label, expected=expected, sample=sample and label.sample(sample))
    return None
