"""Where a sidecar's selectors stand in its YAML, and the edits that change them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.readers.yaml_nodes import EmptyFileError, ListNode, MapNode, Node, ScalarNode, parse_yaml
from sitegen.weaving.pasting import write_scalar
from sitegen.workbench.edits import Edit
from sitegen.workbench.moved_anchors import Move
from sitegen.workbench.scalars_rewritten import is_block, rewrite_scalar, without_blank_lines_behind

_OWN_SIGNS: Final = ("!", "&", "*")
"""What begins a tag, an anchor or an alias, which are reported elsewhere and not touched."""


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
        fields = ", ".join(f"{key}: {_written(value)}" for key, value in move.changes.items())
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
