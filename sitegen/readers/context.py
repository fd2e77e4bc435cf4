"""What every decoder is handed, and how it says that something of another type stands there."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location
from sitegen.model.wording import Written
from sitegen.readers.yaml_mistakes import in_quotes
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, Node, ScalarNode

BROKEN: Final = object()
"""What a decoder returns instead of a value when it has reported what is wrong."""
BLANK: Final = object()
"""What it returns where nothing was said: a map of languages without a wording."""

_SHOWN: Final = 60
"""Characters of a wrong value that a message repeats."""


@dataclass(slots=True)
class Context:
    """The file that is being read: what its decoders need to know and where they leave what they find."""

    path: str
    language: str
    """The language of texts that name none."""
    report: Report
    briefing: str = ""
    """The slug of the briefing whose sidecar this is; empty in all other files."""
    declared: list[Written] = field(default_factory=list)
    """Every id that stands in the file, those of broken pieces too."""

    def at(self, node: Node) -> Location:
        """Return where a node stands."""
        return Location(self.path, node.line, node.column)


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
"""From a node to its value; what does not fit is reported and comes back as BROKEN."""


def shown(text: str) -> str:
    """Return a text as a message repeats it: in one line, and not all of a long one."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def as_item(value: str) -> str:
    """Return a text as it may be pasted behind `key: ` or `- `: in quotes where YAML needs them."""
    unquoted = re.fullmatch(r"[^\s\W][\w ./+-]*", value) and not value.endswith(" ") and value.lower() != "null"
    return value if unquoted else in_quotes(value)


def refuse_type(node: Node, context: Context, subject: Label | str, *, expected: str, sample: str) -> object:
    """Report that something of another type stands there; return BROKEN."""
    if type(node) is not BrokenNode:
        kind, found = describe(node)
        message = f"{subject} must be {expected}, and here stands {kind}"
        way_out = f"write:\n{sample}" if sample else f"write {expected}"
        context.report.error("wrong-type", message, context.at(node), found=found, help=way_out)
    return BROKEN


def describe(node: Node) -> tuple[str, str]:
    """Return what a message calls a node that is not what was expected, and the text at fault."""
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
