"""YAML that an editor can paste into a sidecar: scalars on one line, selectors in block style."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from textwrap import indent
from typing import Final

from sitegen.model.text import Location

DEEPEST: Final = 8
"""Lists in block style are not indented deeper; an item behind a bracket stands anywhere."""


def write_selector(fields: Mapping[str, str | int], *, is_piece: bool = False) -> str:
    """Return `at:` with these keys below it; for a piece of an utterance in several, one item of its list."""
    lines = [f"{key}: {write_scalar(value) if isinstance(value, str) else value}" for key, value in fields.items()]
    first, rest = ("- ", "  ") if is_piece else ("at:\n  ", "  ")
    return first + f"\n{rest}".join(lines)


def indent_beside(item: str, beside: Sequence[Location]) -> str:
    """Return an item of a list indented as the items that stand there already, by their places; else by two."""
    dash = beside[0].column - len("- ") - 1 if beside else len("  ")
    return indent(item, " " * (dash if dash <= DEEPEST else len("  ")))


def write_scalar(value: str) -> str:
    """Return a string as YAML on one line: plain where that is safe, else in quotes, invisible characters escaped."""
    if any(_needs_escape(character) for character in value):
        return '"' + "".join(_escape(character) for character in value) + '"'
    if _PLAIN.fullmatch(value) and not _SPECIAL.search(value) and value.lower() not in _NO_STRINGS:
        return value
    return "'" + value.replace("'", "''") + "'"


_PLAIN = re.compile(r"[^\W\d_](?:.*[^\s:])?")
"""Begins with a letter, ends with neither space nor colon."""

_SPECIAL = re.compile(r"[\[\]{},\"]|:\s|\s#")
"""Signs that end a plain scalar, in block or flow style, and quotation marks, which look like the scalar's own."""

_NO_STRINGS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n"))


def _needs_escape(character: str) -> bool:
    """Tell whether a character is lost on the way through a terminal; the joiners are letters' own and survive."""
    if character in "\u200c\u200d":
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp", "Cs") or character == "\u00a0"


def _escape(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if not _needs_escape(character):
        return character
    short = {"\n": "\\n", "\t": "\\t"}
    return short.get(character) or f"\\U{ord(character):08X}".replace("\\U0000", "\\u")
