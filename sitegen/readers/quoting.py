"""Lines of YAML as they were meant, their texts in quotes, for messages that offer a line to paste."""

import re
from collections.abc import Container, Iterator
from typing import Final

COMMAS: Final = ",،"
"""The sign that parts the pieces of a list or map on one line, and the one that an Arabic keyboard writes instead."""
ARABIC_COMMA: Final = "،"

_KEY_AND_VALUE: Final = re.compile(r"\s*(?P<head>(?:- +)*(?:[^\s:#'\"\[{][^:]*:[ ]+)?)(?P<value>.*)")
SPACELESS_KEY: Final = re.compile(
    r"(?P<head>\s*(?:- +)*)(?P<key>[A-Za-z_][\w-]*)"
    r"(?::[\u00a0\u2007\u202f\u3000]*|[\uff1a\ufe55]\s*)(?P<value>[^\s:/].*)"
)
"""A key whose colon no space follows, or none that YAML knows, so that it reads all as one text.

An address has slashes there. Wide colons and spaces come from word processors and East Asian keyboards.
"""
CUT: Final = re.compile("[ \t]+#[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]*[^\\W].*")
"""A comment that was hardly meant as one: a letter or digit follows its sign without a space."""
THOUSANDS: Final = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
"""A number whose thousands are parted by commas."""
_FLOW_KEY: Final = re.compile(r"\s*(?P<key>[A-Za-z_][\w-]*|\"[^\"]*\"|'[^']*')\s*:")
_PLAIN: Final = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`،](?:[^,\[\]{}:#]|:(?=[^\s,\]}])|(?<=\S)#)*")
"""What needs no quotes in a list or map on one line (YAML 1.2.2, section 7.3.3), and holds no mark of a slip."""
_QUOTED: Final = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
LONGEST_OFFERED: Final = 2000
"""Characters of a line that is offered to be pasted."""
_MOST_BRACKETS: Final = 50
_CLOSING: Final = {"[": "]", "{": "}"}


def quoted_line(line: str) -> str:
    """Return a line with its value in quotes, ready to paste."""
    head, value = head_and_value(line)
    return head + in_quotes(value)


def in_quotes(value: str) -> str:
    """Return a text in YAML's double quotes, or in single ones where it holds quotes or backslashes."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def mended_lines(line: str, *, keys_of_texts: Container[str] = ()) -> Iterator[str]:
    """Yield the lines that a line may have been meant to be, the likeliest first; the caller tries to read them.

    Nothing for lines that nobody would paste: long ones, or with very many brackets. Behind keys that take texts an
    open bracket is part of one.
    """
    if len(line) > LONGEST_OFFERED or line.count("[") + line.count("{") > _MOST_BRACKETS:
        return
    spaceless = SPACELESS_KEY.fullmatch(line)
    if spaceless:
        value = spaceless["value"].rstrip()
        yield f"{spaceless['head'].lstrip()}{spaceless['key']}: {value}"
        yield f"{spaceless['head'].lstrip()}{spaceless['key']}: {in_quotes(value)}"
    head, value = head_and_value(line)
    whole = head + in_quotes(value)
    if value[:1] in ("[", "{"):
        end, mended = end_of_flow(value), head + _mended_flow(value)
        closed = [] if end else [head + value + _missing_brackets(value)]
        is_flow = end in (len(value), 0) and (value[0] == "[" or _FLOW_KEY.match(value, 1) is not None)
        takes_text = value[0] == "[" and head.split(":")[0].lstrip("- ") in keys_of_texts
        yield from (*closed, mended, whole) if is_flow and not (takes_text and not end) else (whole, *closed, mended)
    elif value:
        if value[0] in "'\"" and value.count(value[0]) % 2 == 1:
            yield head + value + value[0]
        yield whole


def head_and_value(line: str) -> tuple[str, str]:
    """Return the dashes and the key of a line, and its value."""
    parts = _KEY_AND_VALUE.fullmatch(line)
    return (parts["head"], parts["value"].rstrip()) if parts else ("", line.strip())


def end_of_flow(value: str) -> int:
    """Return the offset behind the bracket that closes the one with which a value begins; 0 where none does."""
    awaited: list[str] = []
    position = 0
    while position < len(value):
        quoted = _QUOTED.match(value, position) if value[position] in "'\"" and _opens(value, position) else None
        if quoted:
            position = quoted.end()
            continue
        character = value[position]
        position += 1
        if character in _CLOSING:
            awaited.append(_CLOSING[character])
        elif character in "]}" and awaited.pop() != character:
            return 0
        if not awaited:
            return position
    return 0


def _missing_brackets(value: str) -> str:
    """Return the brackets that close those that a value leaves open."""
    missing: list[str] = []
    for character in _QUOTED.sub("", value):
        if character in _CLOSING:
            missing.append(_CLOSING[character])
        elif missing and character == missing[-1]:
            missing.pop()
    return "".join(reversed(missing))


def _opens(value: str, position: int) -> bool:
    """Tell whether a quotation mark stands where a quoted text can begin."""
    before = value[:position].rstrip()
    return not before or before[-1] in "[{,،:"


def _mended_flow(value: str) -> str:
    """Return a list or map on one line with its texts in quotes, its commas Latin and its keys with their spaces."""
    opening = value[0]
    end = end_of_flow(value)
    inner = value[1 : end - 1] if end else value[1:].rstrip("]} ")
    pieces = _pieces_of_map(inner) if opening == "{" else _pieces_of_list(inner)
    return opening + ", ".join(pieces) + _CLOSING[opening]


def _pieces_of_map(inner: str) -> Iterator[str]:
    """Yield key and value; a comma ends a value only where a key follows."""
    start = 0
    for cut in [*_commas(inner, COMMAS), len(inner)]:
        if cut < len(inner) and not _FLOW_KEY.match(inner, cut + 1) and inner[cut + 1 :].strip():
            continue
        piece, start = inner[start:cut].strip(), cut + 1
        key = _FLOW_KEY.match(piece)
        if key:
            value = piece[key.end() :].strip()
            is_number = key["key"] == "amount" and THOUSANDS.fullmatch(value)
            yield f"{key['key']}: {value.replace(',', '') if is_number else _mended_value(value)}".rstrip()
        elif piece:
            yield in_quotes(piece)


def _pieces_of_list(inner: str) -> Iterator[str]:
    """Yield the items; an Arabic comma parts them where no other does."""
    cuts = _commas(inner, ",") or _commas(inner, ARABIC_COMMA)
    start = 0
    for cut in [*cuts, len(inner)]:
        piece, start = inner[start:cut].strip(), cut + 1
        if piece:
            yield _mended_value(piece)


def _commas(inner: str, commas: str) -> list[int]:
    """Return the offsets of commas, those within brackets and quotes aside."""
    found, depth, position = [], 0, 0
    while position < len(inner):
        quoted = _QUOTED.match(inner, position) if inner[position] in "'\"" and _opens(inner, position) else None
        if quoted:
            position = quoted.end()
            continue
        depth += (inner[position] in "[{") - (inner[position] in "]}")
        if depth == 0 and inner[position] in commas:
            found.append(position)
        position += 1
    return found


def _mended_value(value: str) -> str:
    if not value or _QUOTED.fullmatch(value) or _PLAIN.fullmatch(value):
        return value
    is_map = value[0] == "{" and (value == "{}" or _FLOW_KEY.match(value, 1))
    if (value[0] == "[" or is_map) and end_of_flow(value) in (len(value), 0):
        return _mended_flow(value)
    return in_quotes(value)
