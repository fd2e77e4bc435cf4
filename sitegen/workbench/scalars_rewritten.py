"""A text of a YAML file written anew where it stands, in the workers in which its writer wrote the old one."""

import re
from typing import Final

from sitegen.weaving.pasting import write_scalar

_BLOCK_HEADER: Final = re.compile(r"(?P<style>[|>])(?P<signs>[-+0-9]*)(?P<rest>[^\n]*)")
_TRAILING_BLANK_LINES: Final = re.compile(r"(?:\n[ \t]*)*\Z")
_ONE_SPACE: Final = re.compile(r"(?<=\S) (?=\S)")
"""Where a folded scalar may be broken: its reader makes one space of a line end."""


def rewrite_scalar(old: str, value: str) -> str:
    """Return the YAML of a text that is to stand in the stead of another one's; in flow and block context alike.

    Quotes stay quotes and blocks stay blocks, where the new text can be written so.
    """
    if old.startswith(("|", ">")):
        return _rewrite_block(old, value)
    written = write_scalar(value)
    if written.startswith('"'):
        return written
    if old.startswith("'"):
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"' if old.startswith('"') and not re.search(r'["\\]', value) else written


def is_block(old: str) -> bool:
    """Tell whether this is the YAML of a block scalar: `|` or `>` with lines below."""
    return old.startswith(("|", ">"))


def without_blank_lines_behind(old: str) -> str:
    """Return the YAML of a text without the empty lines that the parser counts to a block scalar."""
    return _TRAILING_BLANK_LINES.sub("", old)


def _rewrite_block(old: str, value: str) -> str:
    header, *body = old.split("\n")
    parts = _BLOCK_HEADER.fullmatch(header)
    lines = [line for line in body if line.strip()]
    if not parts or not lines:
        return write_scalar(value)
    if not _may_stand_in_block(value) or re.search("[0-9]", parts["signs"]):
        return write_scalar(value) + parts["rest"].rstrip()
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    width = max(map(len, lines)) - len(indent) if len(lines) > 1 else len(value)
    paragraphs = value.split("\n")
    if parts["style"] == ">":
        joined = f"\n\n{indent}".join(f"\n{indent}".join(_wrap(paragraph, width)) for paragraph in paragraphs)
    else:
        joined = f"\n{indent}".join(paragraphs)
    return f"{header}\n{indent}{joined}"


def _may_stand_in_block(value: str) -> bool:
    """Tell whether every line begins and ends with a letter or sign that needs no escape."""
    return all(line and line == line.strip() and not write_scalar(line).startswith('"') for line in value.split("\n"))


def _wrap(paragraph: str, width: int) -> list[str]:
    """Return a paragraph in lines that are no longer than they were, if its words are not."""
    lines: list[str] = []
    for words in _ONE_SPACE.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(words) <= width:
            lines[-1] += f" {words}"
        else:
            lines.append(words)
    return lines
