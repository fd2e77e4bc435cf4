"""Maps whose keys are the writer's own: identifiers elsewhere, levels of checks, `params`."""

from collections.abc import Iterator, Mapping

from sitegen.model.codes import LEVELS, SEVERITY_OF_CODE, Level
from sitegen.model.nearest import nearest_meaning
from sitegen.model.problems import Severity
from sitegen.readers.context import (
    Context,
    Decoder,
    Label,
    describe,
    expect_scalar,
    look_for_cut,
    refuse_type,
    shown,
)
from sitegen.readers.scalars import INTEGER, NUMBER
from sitegen.readers.synonyms import meant_value
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, MapNode, Node, ScalarNode


def strings_decoder(label: Label) -> Decoder:
    """Return the decoder of a map of names to strings."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return refuse_type(node, context, label, expected="a map", sample=f"{label.key}:\n  name: …")
        pairs = unique_pairs(node, context, str(label)).items()
        texts = {key: expect_scalar(value, context, Label(key, str(label)), "a text") for key, value in pairs}
        for text in texts.values():
            if text:
                look_for_cut(text, context)
        return {key: text.value for key, text in texts.items() if text and not text.is_blank}

    return decode


def levels_decoder(label: Label) -> Decoder:
    """Return the decoder of a map of codes to levels."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return refuse_type(node, context, label, expected="a map", sample=f"{label.key}:\n  raw-html: error")
        levels: dict[str, Level] = {}
        for key, value in unique_keys(node, context, str(label)):
            level = _level(key, value, context, label)
            if level:
                levels[key.value] = level
        return levels

    return decode


def data_decoder(label: Label) -> Decoder:
    """Return the decoder of a map that holds anything."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is not MapNode:
            return refuse_type(node, context, label, expected="a map", sample=f"{label.key}:\n  name: …")
        return _data(node, context, str(label))

    return decode


def unique_pairs(node: MapNode, context: Context, title: str) -> Mapping[str, Node]:
    """Return a map's values by their keys; keys that stand twice or are no texts are reported and left out."""
    return {key.value: value for key, value in unique_keys(node, context, title)}


def unique_keys(node: MapNode, context: Context, title: str) -> Iterator[tuple[ScalarNode, Node]]:
    """Yield the same as pairs of nodes, for decoders that report on the keys."""
    first: dict[str, ScalarNode] = {}
    for key, value in node.pairs:
        if type(key) is not ScalarNode:
            refuse_key(key, context, title)
        elif key.value in first:
            refuse_duplicate(key, context, title, first[key.value])
        else:
            first[key.value] = key
            yield key, value


def refuse_key(key: Node, context: Context, title: str) -> None:
    """Report a key that is a list or a map."""
    if type(key) is not BrokenNode:
        kind, _ = describe(key)
        message = f"a key in {title} must be a text, and here stands {kind}"
        way_out = "if brackets or braces are part of the text, put the text in quotes"
        context.report.error("wrong-type", message, context.at(key), help=way_out)


def refuse_duplicate(key: ScalarNode, context: Context, title: str, first: ScalarNode) -> None:
    """Report a key that stands twice in one map, with both places."""
    where = context.at(first)
    message = f"`{shown(key.value)}` stands twice in {title}, first at {where.path}:{where.line}:{where.column}"
    way_out = "keep one of the two"
    context.report.error("duplicate-key", message, context.at(key), found=key.value, help=way_out)


def _level(code: ScalarNode, value: Node, context: Context, label: Label) -> Level | None:
    """Return the level of a code; None where code and level do not fit, which is reported."""
    if code.value not in SEVERITY_OF_CODE:
        guess = nearest_meaning(code.value, SEVERITY_OF_CODE)
        way_out = f"did you mean `{guess}`?" if guess else "write a code as it stands in brackets in a message"
        message = f"unknown key `{shown(code.value)}` in {label}: no problem has this code"
        context.report.error("unknown-key", message, context.at(code), found=code.value, help=way_out)
        return None
    level = expect_scalar(value, context, Label(code.value, str(label)), "a level", sample="hint")
    if level is None or level.is_blank:
        return None
    known = next((one for one in LEVELS if one == level.value), None)
    if known is None:
        guess = meant_value(level.value, LEVELS)
        way_out = (f"did you mean `{guess}`? " if guess else "") + f"the values are: {', '.join(LEVELS)}"
        message = f"unknown value `{shown(level.value)}` of `{code.value}` in {label}"
        context.report.error("unknown-value", message, context.at(level), found=level.value, help=way_out)
    elif known != "error" and SEVERITY_OF_CODE[code.value] is Severity.ERROR:
        message = f"`{code.value}` is an error, and no setting makes an error `{level.value}`"
        way_out = (
            "take this line out, and mend what the error tells; `sitegen build --keep-going` builds the rest meanwhile"
        )
        context.report.error("unknown-value", message, context.at(level), found=level.value, help=way_out)
        return None
    return known


def _data(node: Node, context: Context, title: str) -> object:
    """Return a node's value by JSON's rules: true, false, null and numbers, if not quoted; all else is text."""
    if type(node) is MapNode:
        return {key: _data(value, context, title) for key, value in unique_pairs(node, context, title).items()}
    if type(node) is ListNode:
        return [_data(item, context, title) for item in node.items]
    return _scalar(node, context) if type(node) is ScalarNode else None


def _scalar(node: ScalarNode, context: Context) -> object:
    if node.is_plain and node.value in ("true", "false"):
        return node.value == "true"
    if node.is_plain and NUMBER.fullmatch(node.value):
        return int(node.value) if INTEGER.fullmatch(node.value) else float(node.value)
    look_for_cut(node, context)
    return None if node.is_null else node.value
