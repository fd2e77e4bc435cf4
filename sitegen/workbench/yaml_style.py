"""Values as YAML in the style of a file: its indentation, its quotes, what it writes in brackets and what on lines."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from sitegen.model.text import SourceText
from sitegen.readers.yaml_nodes import ListNode, MapNode, Node, ScalarNode
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.yaml_edits import may_stand_in_block, wrap_words

Value = str | bool | int | float | list["Value"] | dict[str, "Value"]
"""What a file can be made to say."""
Form = Literal["flow", "block", "scalar"]
"""How a key's value is written: in brackets, on lines of its own, or as a text."""

_LINE_WIDTHS: Final = range(80, 121)
_USUAL_WIDTH: Final = 120
_INDENTS: Final = range(1, 9)
_ON_LINES: Final = frozenset(("at", "mentions", "not_mentions", "annotations"))
"""Keys whose lists stand on lines where a file does not show how they are written."""


@dataclass(frozen=True, slots=True)
class YamlStyle:
    """How a writer writes YAML."""

    quote: str = '"'
    """Around a text that needs quotes."""
    width: int = _USUAL_WIDTH
    """Columns after which a text is broken."""
    indent: int = 2
    """Columns by which a map stands behind its key."""
    dash: int = 2
    """The same for the dash of a list's item."""
    parts_lists: bool = False
    """There is an empty line before a list at the top of the file."""
    forms: Mapping[str, Mapping[Form, int]] = field(default_factory=dict)
    """How often each key is written in which form."""

    def pair(self, key: str, value: Value, column: int) -> list[str]:
        """Return the lines of a key with its value, not indented; they are to stand at this column, from 0."""
        name, room = write_scalar(key), self.width - column
        if isinstance(value, dict | list) and value:
            flow = f"{name}: {self.inline(value)}"
            if self._is_flow(key, value) and len(flow) <= room:
                return [flow]
            return [f"{name}:", *self.below(value, column)]
        if isinstance(value, str) and (block := self._block(value, f"{name}: ", column)):
            return block
        return [f"{name}: {self.inline(value, in_flow=False)}"]

    def below(self, value: Value, column: int) -> Iterator[str]:
        """Yield the lines of a map or list that stands below its key, indented behind it."""
        if isinstance(value, dict):
            pad = " " * self.indent
            for key, part in value.items():
                yield from _indented(self.pair(key, part, column + self.indent), pad)
        elif isinstance(value, list):
            for item in value:
                yield from _indented(self.item(item, column + self.dash), " " * self.dash)

    def item(self, value: Value, column: int, *, lead: str = "- ", is_flow: bool = False) -> list[str]:
        """Return the lines of a list's item, not indented, its dash at this column."""
        is_flow = is_flow or (isinstance(value, dict) and _PARTS_OF_QUOTE.issuperset(value))
        if not isinstance(value, dict) or not value or is_flow:
            block = self._block(value, lead, column) if isinstance(value, str) else []
            return block or [lead + self.inline(value, in_flow=isinstance(value, dict | list))]
        lines = [line for key, part in value.items() for line in self.pair(key, part, column + len(lead))]
        first, *rest = _indented(lines, " " * len(lead))
        return [lead + first.lstrip(" "), *rest]

    def inline(self, value: Value, *, in_flow: bool = True) -> str:
        """Return a value on one line."""
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, int | float):
            return repr(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{write_scalar(key)}: {self.inline(part)}" for key, part in value.items()) + "}"
        if isinstance(value, list):
            return f"[{', '.join(map(self.inline, value))}]"
        return self._text(value, in_flow=in_flow)

    def says_maps(self, key: str) -> bool:
        """Tell whether the file has maps of languages for a key, even where a text is in one language."""
        told = self.forms.get(key, {})
        return told.get("scalar", 0) < told.get("flow", 0) + told.get("block", 0)

    def _text(self, value: str, *, in_flow: bool) -> str:
        written = write_scalar(value)
        if not written.startswith("'"):
            return written
        if _PLAIN.fullmatch(value) and not (in_flow and _BRACKETS.search(value)):
            return value
        return f'"{value}"' if self.quote == '"' and not _NOT_IN_QUOTES.search(value) else written

    def _block(self, value: str, lead: str, column: int) -> list[str]:
        """Return the lines of a text that stands below its key; none where it fits on the key's line."""
        pad = " " * self.indent
        if "\n" in value:
            lines = value.split("\n") if may_stand_in_block(value) else []
            return [f"{lead}|-", *(f"{pad}{line}".rstrip() for line in lines)] if lines else []
        is_long = column + len(lead) + len(value) > self.width and " " in value
        if not is_long or lead.startswith(_QUOTED_WORDS) or not may_stand_in_block(value):
            return []
        return [f"{lead}>-", *_indented(wrap_words(value, self.width - column - self.indent), pad)]

    def _is_flow(self, key: str, value: dict[str, Value] | list[Value]) -> bool:
        parts = value.values() if isinstance(value, dict) else value
        if any(isinstance(part, str) and "\n" in part for part in parts):
            return False
        if any(isinstance(part, dict) or (isinstance(part, list) and isinstance(value, list)) for part in parts):
            return False
        told = self.forms.get(_form_key(key, is_list=isinstance(value, list)), {})
        on_lines, in_brackets = told.get("block", 0), told.get("flow", 0)
        if on_lines == in_brackets == 0:
            return not (isinstance(value, list) and key in _ON_LINES)
        return in_brackets >= on_lines


_QUOTED_WORDS: Final = ("- ", "at: ", "exact: ", "prefix: ", "suffix: ")
"""Words of an article stay on one line, on which they can be searched for."""
_PARTS_OF_QUOTE: Final = frozenset(("exact", "prefix", "suffix", "occurrence"))
_PLAIN: Final = re.compile(
    r"(?!.*(?::\s|\s#))(?!(?i:true|false|yes|no|on|off|null|y|n)\Z)(?:[^\W\d_]|[«“(])(?:.*[^\s:\"])?"
)
"""What needs no quotes on a line of its own."""
_BRACKETS: Final = re.compile(r"[\[\]{},\"]")
_NOT_IN_QUOTES: Final = re.compile(r'["\\]')


def _form_key(key: str, *, is_list: bool) -> str:
    return f"{key}[]" if is_list else key


def _indented(lines: Iterable[str], pad: str) -> Iterator[str]:
    return (pad + line if line else line for line in lines)


def find_style(source: SourceText, root: Node | None) -> YamlStyle:
    """Return the style of a file; the usual one where it shows none."""
    counts = _Counts(source)
    if isinstance(root, MapNode):
        counts.look_at(root)
    return YamlStyle(
        quote="'" if counts.quotes["'"] > counts.quotes['"'] else '"',
        width=_width(counts.folded),
        indent=_commonest(counts.indents, 2),
        dash=_commonest(counts.dashes, 2),
        parts_lists=isinstance(root, MapNode) and _parts_lists(source, root),
        forms=counts.forms,
    )


def _width(folded: Iterable[list[str]]) -> int:
    """Return the columns at which most lines of folded texts are broken: the next line's first word would not fit."""
    fits: Counter[int] = Counter()
    for lines in folded:
        for line, below in pairwise(lines):
            words = below.split(maxsplit=1)
            if line.strip() and words:
                fits.update(
                    range(max(len(line), _LINE_WIDTHS[0]), min(len(line) + 1 + len(words[0]), _LINE_WIDTHS[-1] + 1))
                )
    return max(fits, key=lambda width: (fits[width], width), default=_USUAL_WIDTH)


def _commonest(counted: Counter[int], usual: int) -> int:
    return counted.most_common(1)[0][0] if counted else usual


def _parts_lists(source: SourceText, root: MapNode) -> bool:
    """Tell whether most lists on lines, but for one that begins the file, stand below an empty line."""
    lists = [key for key, value in root.pairs if isinstance(value, ListNode) and not value.is_flow and key.line > 1]
    parted = [key for key in lists if not _line_above_comments(source, key.line).strip()]
    return len(parted) * 2 > len(lists)


def _line_above_comments(source: SourceText, line: int) -> str:
    above = line - 1
    while above > 1 and source.line(above).lstrip().startswith("#"):
        above -= 1
    return source.line(above) if above >= 1 else ""


class _Counts:
    """What a file shows of its style."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.quotes: Counter[str] = Counter()
        self.indents: Counter[int] = Counter()
        self.dashes: Counter[int] = Counter()
        self.folded: list[list[str]] = []
        self.forms: dict[str, Counter[Form]] = {}

    def look_at(self, root: MapNode) -> None:
        """Count all below a node."""
        waiting: list[Node] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, MapNode):
                waiting += node.parts[1::2]
                for key, value in node.pairs:
                    if isinstance(key, ScalarNode):
                        self._count_pair(node, key, value)
            elif isinstance(node, ListNode):
                waiting += node.items
            elif isinstance(node, ScalarNode) and not node.is_plain:
                self._count_text(node)

    def _count_pair(self, parent: MapNode, key: ScalarNode, value: Node) -> None:
        if isinstance(value, ScalarNode) and value.is_null:
            return
        if isinstance(value, MapNode | ListNode):
            is_list = isinstance(value, ListNode)
            if not (value.items if isinstance(value, ListNode) else value.parts):
                return
            form: Form = "flow" if value.is_flow else "block"
            if not value.is_flow and not parent.is_flow and value.column - key.column in (0, *_INDENTS):
                (self.dashes if is_list else self.indents)[value.column - key.column] += 1
            self.forms.setdefault(_form_key(key.value, is_list=is_list), Counter())[form] += 1
        elif isinstance(value, ScalarNode):
            self.forms.setdefault(key.value, Counter())["scalar"] += 1

    def _count_text(self, node: ScalarNode) -> None:
        start = self.source.line_starts[node.line - 1] + node.column - 1
        sign = self.source.text[start : start + 1]
        self.quotes[sign] += 1
        if sign == ">":
            self.folded.append(self.source.text[start : node.end].split("\n")[1:])
