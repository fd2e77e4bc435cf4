"""True and false, and numbers: by the type of the field, not by YAML's guess (`no`, `12:30`, `010`)."""

import re
from typing import Final

from sitegen.model.keys import Key
from sitegen.model.vocabularies import MODIFIERS
from sitegen.readers.closed_sets import named_value
from sitegen.readers.context import BROKEN, Context, Decoder, Label, as_item, refuse_type
from sitegen.readers.quoting import THOUSANDS
from sitegen.readers.yaml_nodes import Node, ScalarNode

INTEGER: Final = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})")
NUMBER: Final = re.compile(r"[+-]?(0|[1-9][0-9]{0,17})(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,2})?")
_BETWEEN_DIGITS: Final = re.compile("(?<=\\d)[_\u066c\u2019'\\s](?=\\d)")
"""What parts thousands and is nothing else."""


def bool_decoder(label: Label) -> Decoder:
    """Return the decoder of true and false."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode and node.value in ("true", "false"):
            return node.value == "true"
        return refuse_type(node, context, label, expected="`true` or `false`", sample=label.sample("true"))

    return decode


def integer_decoder(key: Key, label: Label, *, word: str = "") -> Decoder:
    """Return the decoder of a whole number, or of the one word that may stand for it."""
    expected = "a whole number" + (f" or `{word}`" if word else "")

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode:
            if word and node.value == word:
                return word
            if INTEGER.fullmatch(node.value):
                return _in_range(int(node.value), node, context, (key, label))
        return _refuse_number(node, context, label, expected, sample=key.sample)

    return decode


def number_decoder(key: Key, label: Label) -> Decoder:
    """Return the decoder of a number with or without a fraction."""

    def decode(node: Node, context: Context) -> object:
        if type(node) is ScalarNode and NUMBER.fullmatch(node.value):
            return _in_range(float(node.value), node, context, (key, label))
        return _refuse_number(node, context, label, "a number")

    return decode


def figure_in(text: str) -> str:
    """Return the keys of a figure that is written in words, as YAML: `more than 1,200 metres`. Empty without number."""
    found = re.search(r"[\d٠-٩۰-۹][\d.,\u066b\u066c]*(?<![.,])", text)
    amount = _meant_number(found[0]) if found else ""
    if not found or not amount:
        return ""
    modifier, unit = named_value(text[: found.start()].strip(), MODIFIERS), text[found.end() :].strip()
    keys = {"amount": amount, "unit": unit and as_item(unit), "modifier": modifier}
    return "\n".join(f"{key}: {value}" for key, value in keys.items() if value)


def _in_range(number: float, node: ScalarNode, context: Context, what: tuple[Key, Label]) -> object:
    key, label = what
    if (key.low is None or number >= key.low) and (key.high is None or number <= key.high):
        return number
    bounds = f"at least {key.low:g}" if key.high is None else f"between {key.low:g} and {key.high:g}"
    nearest = key.low if key.low is not None and number < key.low else key.high
    way_out = f"write:\n{label.sample(key.sample or f'{nearest:g}')}"
    context.report.error("unknown-value", f"{label} must be {bounds}", context.at(node), found=node.value, help=way_out)
    return BROKEN


def _refuse_number(node: Node, context: Context, label: Label, expected: str, *, sample: str = "") -> object:
    meant = _meant_number(node.value) if type(node) is ScalarNode else ""
    return refuse_type(node, context, label, expected=expected, sample=label.sample(meant or sample or "1"))


def _meant_number(written: str) -> str:
    """Return a number as it is to be written, made from one in another form; empty where there is none.

    A comma parts thousands where three digits follow each, else it begins the fraction.
    """
    digits = "".join(str(int(letter)) if letter.isdecimal() else letter for letter in written.strip())
    digits = _BETWEEN_DIGITS.sub("", digits.replace("\u066b", ".").replace("\u2212", "-"))
    digits = digits.replace(",", "") if THOUSANDS.fullmatch(digits) else digits.replace(",", ".")
    digits = re.sub(r"^([+-]?)0+(?=\d)", r"\1", digits)
    return digits if NUMBER.fullmatch(digits) else ""
