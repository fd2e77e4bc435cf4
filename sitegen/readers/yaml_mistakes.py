"""Messages for a file that is no YAML: the parser's findings in an editor's words, with a line to paste."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from sitegen.model.problems import Report
from sitegen.model.text import SourceText, Span
from sitegen.readers.quoting import (
    ARABIC_COMMA,
    CUT,
    SPACELESS_KEY,
    end_of_flow,
    head_and_value,
    mended_lines,
    quoted_line,
)

_SHOWN: Final = 40
"""Characters of a line at fault that a message repeats."""
_LOOKED_BACK: Final = 20
"""Lines before a fault in which a comment that may be its cause is looked for."""

_TEXTS: Final = frozenset(
    ("title", "description", "summary", "text", "body", "name", "family", "sort", "label", "term", "abbr", "definition")
) | frozenset(("note", "author", "publisher", "verb", "unit", "basis", "exact", "prefix", "suffix", "ar", "en"))
"""Keys that take a text and no list."""

_UNCLOSED: Final = "did not find expected ',' or"
_CUT_BRACKET: Final = re.compile(r"[ \t]+#.*[\]}]\s*$")
"""A comment that takes away the bracket that closes its line."""
CUT_BY_COMMENT: Final = "the text ends where ` #` begins a comment"
NO_SPACE: Final = "a space is missing after the colon of a key"


@dataclass(frozen=True, slots=True)
class _Mistake:
    message: str
    help: str
    offset: int
    found: str = ""
    code: str = "bad-yaml"


@dataclass(frozen=True, slots=True)
class _Finding:
    """The offset at which the parser stopped, and the beginning of the collection or text in which it did."""

    source: SourceText
    problem: str
    offset: int
    beginning: int
    parser: "Parser"

    @property
    def character(self) -> str:
        return self.source.text[self.offset : self.offset + 1]

    @property
    def number(self) -> int:
        """Return the number of the line at fault."""
        return self.source.location(self.offset).line

    @property
    def line(self) -> str:
        return self.source.line(self.number)

    @property
    def first_number(self) -> int:
        """Return the number of the line on which the thing begins."""
        return self.source.location(self.beginning).line

    def line_at(self, offset: int) -> str:
        return self.source.line(self.source.location(offset).line)

    @property
    def before(self) -> str:
        """Return the characters before the fault on its line."""
        return self.line[: self.source.location(self.offset).column - 1]

    def offer(self, number: int, lines: Iterable[str] = (), *, last: int = 0) -> str:
        """Return the first of these lines with which the file can be read beyond the fault; empty where there is none.

        They stand for the line of this number, or for all up to the last one; the line itself, mended, where none is
        given.
        """
        start = self.source.line_starts[number - 1]
        old = "\n".join(self.source.line(one) for one in range(number, max(number, last) + 1))
        indentation = old[: len(old) - len(old.lstrip(" "))]
        for line in lines or mended_lines(old, keys_of_texts=_TEXTS):
            text = f"{self.source.text[:start]}{indentation}{line}{self.source.text[start + len(old) :]}"
            grown = len(indentation) + len(line) - len(old)
            fault = self.parser.first_fault(text)
            if fault is None or fault > max(start + len(old), self.offset) + grown:
                return line
        return ""


class Parser(Protocol):
    """What is asked of the parser again, to know whether a line that is offered can be read."""

    def first_fault(self, text: str) -> int | None:
        """Return the offset at which a text is no YAML; None where it is."""

    def last_quoted(self, text: str) -> Span | None:
        """Return the last text in quotation marks before the first fault."""


def explain_mistake(
    source: SourceText, report: Report, *, problem: str, offsets: Sequence[int], parser: Parser
) -> None:
    """Report the parser's finding: `problem` is in its own words, the offsets are the problem's and its context's."""
    finding = _Finding(source, problem, offsets[0], offsets[-1], parser)
    explain = next((explain for words, explain in _EXPLANATIONS.items() if words in problem), _anything)
    mistake = _cut(finding) or explain(finding)
    where = source.location(mistake.offset)
    report.error(mistake.code, mistake.message, where, found=mistake.found, help=mistake.help)


def _in_quotes(finding: _Finding, number: int) -> str:
    """Return the help that puts a line's value in quotes, with the line where it can be read then."""
    line = finding.offer(number)
    return f"put the value in quotes:\n{line}" if line else "put the value in quotes"


def _cut(finding: _Finding) -> _Mistake | None:
    """Tell of a text that a comment cuts, so that what goes on with it cannot be read."""
    for number in range(max(finding.first_number, finding.number - _LOOKED_BACK), finding.number + 1):
        line = finding.source.line(number)
        comment = CUT.search(line) or (_CUT_BRACKET.search(line) if _UNCLOSED in finding.problem else None)
        if not comment:
            continue
        first, last = _lines_of_text(finding, number)
        words = " ".join(finding.source.line(one).strip() for one in range(first, last + 1))
        offered = finding.offer(number)
        if offered or finding.offer(first, [quoted_line(words)], last=last):
            offset = finding.source.line_starts[number - 1] + comment.start()
            way_out = f"put the value in quotes:\n{offered}" if offered else "put the value in quotes, all its lines"
            return _Mistake(CUT_BY_COMMENT, way_out, offset, comment[0].strip())
    return None


def _lines_of_text(finding: _Finding, number: int) -> tuple[int, int]:
    """Return the first and last line of an unquoted text that goes over several lines."""
    line = finding.source.line
    first = last = number
    while first > max(1, number - _LOOKED_BACK) and not head_and_value(line(first))[0] and line(first).startswith(" "):
        first -= 1
    depth = len(line(first)) - len(line(first).lstrip(" "))
    while last < min(number + _LOOKED_BACK, len(finding.source.line_starts)):
        following = line(last + 1)
        if not following.strip() or not following.startswith(" " * (depth + 1)) or head_and_value(following)[0]:
            break
        last += 1
    return first, last


def _colon(finding: _Finding) -> _Mistake:
    line, previous = finding.line, finding.source.line(finding.number - 1)
    if spaceless := SPACELESS_KEY.fullmatch(previous):
        start = finding.source.line_starts[finding.number - 2] + spaceless.start("key")
        return _spaceless(finding, finding.number - 1, start, spaceless[0].strip()[:_SHOWN])
    if re.search(r":\s", finding.before):
        message = "a value that holds a colon with a space needs quotes"
        return _Mistake(message, _in_quotes(finding, finding.number), finding.offset, line.strip())
    message = "this line is indented deeper than the line above, which has its value already"
    way_out = (
        "give keys of one map the same indentation; if the line goes on with the text above, put that text in quotes"
    )
    return _Mistake(message, way_out, finding.offset - len(finding.before.lstrip()), line.strip()[:_SHOWN])


def _spaceless(finding: _Finding, number: int, offset: int, found: str) -> _Mistake:
    offered = finding.offer(number)
    way_out = f"write:\n{offered}" if offered else "write a space after the key's colon"
    return _Mistake(NO_SPACE, way_out, offset, found)


def _no_colon(finding: _Finding) -> _Mistake:
    line = finding.line_at(finding.beginning)
    if SPACELESS_KEY.fullmatch(line):
        return _spaceless(finding, finding.first_number, finding.beginning, line.strip()[:_SHOWN])
    way_out = "write a space after the key's colon; if the line goes on with the text above, indent it deeper"
    return _Mistake("a key with its colon was expected here", way_out, finding.beginning, line.strip()[:_SHOWN])


def _no_token(finding: _Finding) -> _Mistake:
    return _tab(finding) if finding.character == "\t" else _begins(finding, finding.offset, finding.character)


def _begins(finding: _Finding, offset: int, mark: str) -> _Mistake:
    """Tell of a value whose first character YAML keeps for itself."""
    number = finding.source.location(offset).line
    return _Mistake(f"a value that begins with `{mark}` needs quotes", _in_quotes(finding, number), offset, mark)


def _tab(finding: _Finding) -> _Mistake:
    return _Mistake("a tab stands where spaces are expected", "indent with spaces, two for each level", finding.offset)


def _no_key(finding: _Finding) -> _Mistake:
    way_out = "begin the keys of one map in the same column, and so the dashes of one list"
    fault = _Mistake("the indentation fits no line above", way_out, finding.offset, finding.line.strip()[:_SHOWN])
    return _text_goes_on(finding) or fault


def _no_dash(finding: _Finding) -> _Mistake:
    message = "a list goes on with `- `, and this line does not begin with it"
    way_out = (
        "indent what belongs to the item above deeper than its dash; begin a key of the outer map in that map's column"
    )
    fault = _Mistake(message, way_out, finding.offset, finding.line.strip()[:_SHOWN])
    return _text_goes_on(finding) or fault


def _text_goes_on(finding: _Finding) -> _Mistake | None:
    """Tell of a value that goes on behind the quotation mark or bracket with which it seemed to end."""
    if re.search(r"['\"]\s*$", finding.before):
        quoted = finding.parser.last_quoted(finding.source.text)
        number = finding.source.location(quoted.start).line if quoted else finding.number
        if quoted and number < finding.number:
            return _open_quote(replace(finding, beginning=quoted.start))
        offered = finding.offer(finding.number)
        way_out = f"put the whole value in quotes:\n{offered}" if offered else "put the whole value in quotes"
        message = "the value's quotation marks end before the value does"
        return _Mistake(message, way_out, finding.offset, finding.line.strip())
    head, value = head_and_value(finding.line)
    is_behind = finding.line.strip() != finding.line[len(finding.before) :].strip()
    if value[:1] in ("[", "{") and is_behind:
        indentation = len(finding.line) - len(finding.line.lstrip())
        start = finding.source.line_starts[finding.number - 1] + indentation + len(head)
        return _begins(finding, start, value[0])
    return None


def _unclosed(finding: _Finding) -> _Mistake:
    text, start, number = finding.source.text, finding.beginning, finding.first_number
    opening = text[start : start + 1]
    closing = {"[": "]", "{": "}"}.get(opening, opening)
    line, offered = finding.line_at(start), finding.offer(number)
    comma = text.find(ARABIC_COMMA, start, finding.offset)
    if comma >= 0 and (offered.count(ARABIC_COMMA) < line.count(ARABIC_COMMA) if offered else finding.number > number):
        way_out = f"write:\n{offered}" if offered else "write `,`; if it is part of a text, put the text in quotes"
        message = f"in `{opening}…{closing}` a comma is `,`, and here stands `{ARABIC_COMMA}`"
        return _Mistake(message, way_out, comma, ARABIC_COMMA)
    is_closed_there = end_of_flow(line[finding.source.location(start).column - 1 :]) > 0
    if is_closed_there or (not offered and end_of_flow(text[start:])):
        message = f"in `{opening}…{closing}` a value with a comma, a colon, a bracket or quotation marks needs quotes"
        way_out = "put the value in quotes" + (f":\n{offered}" if offered else "")
        return _Mistake(message, way_out, finding.offset, finding.line.strip()[:_SHOWN])
    message = f"`{opening}` opens here and is not closed by `{closing}` before something else begins"
    way_out = (
        f"close it with `{closing}`; inside, put a value with a comma, a colon, a bracket or quotation marks in quotes"
    ) + (f":\n{offered}" if offered else "")
    return _Mistake(message, way_out, start, line.strip()[:_SHOWN])


def _open_quote(finding: _Finding) -> _Mistake:
    mark = finding.source.text[finding.beginning : finding.beginning + 1]
    offered = finding.offer(finding.first_number)
    way_out = (
        f"close it with {mark}; a text that merely begins with this mark needs quotes of the other kind around it"
    ) + (f":\n{offered}" if offered else "")
    line = finding.line_at(finding.beginning).strip()
    message = f"the quotation mark {mark} opens here and is never closed"
    return _Mistake(message, way_out, finding.beginning, line[:_SHOWN])


def _escape(finding: _Finding) -> _Mistake:
    start = finding.source.text.rfind("\\", 0, finding.offset + 1)
    found = re.match(r"\\(u.{0,4}|U.{0,8}|x.{0,2}|.)?", finding.source.text[max(start, 0) :])
    written = found[0] if found else "\\"
    way_out = "write the character itself, or put the text in single quotes, where a backslash is a backslash"
    return _Mistake(f"the escape `{written}` stands for no character", way_out, start, written, "bad-character")


def _block_text(finding: _Finding) -> _Mistake:
    message = "after `|` or `>` the text begins on the next line, indented"
    offered = finding.offer(finding.number)
    way_out = "move the text to the next line; if the mark is part of it, put the value in quotes"
    return _Mistake(
        message, f"{way_out}:\n{offered}" if offered else way_out, finding.beginning, finding.line.strip()[:_SHOWN]
    )


def _dash(finding: _Finding) -> _Mistake:
    offered = finding.offer(finding.number)
    way_out = "begin the list on the next line; if the dash is part of the text, put the value in quotes"
    message = "a list cannot begin on the line of its key"
    return _Mistake(
        message, f"{way_out}:\n{offered}" if offered else way_out, finding.offset, finding.line.strip()[:_SHOWN]
    )


def _no_content(finding: _Finding) -> _Mistake:
    message = (
        f"a value was expected before `{finding.character}`" if finding.character.strip() else "a value was expected"
    )
    offered = finding.offer(finding.number)
    way_out = "if it is part of the text, put the value in quotes" + (f":\n{offered}" if offered else "")
    return _Mistake(message, way_out, finding.offset, finding.character.strip())


def _alias_name(finding: _Finding) -> _Mistake:
    return _begins(finding, finding.beginning, finding.source.text[finding.beginning : finding.beginning + 1])


def _question(finding: _Finding) -> _Mistake:
    return _begins(finding, finding.offset, finding.character)


def _tag(finding: _Finding) -> _Mistake:
    found = finding.source.text[finding.beginning :].split(maxsplit=1)[0]
    offered = finding.offer(finding.first_number)
    way_out = "take it out; if it is part of the text, put the value in quotes" + (f":\n{offered}" if offered else "")
    return _Mistake(
        f"`{found}` is a YAML tag, and tags are not read here", way_out, finding.beginning, found, "yaml-tag"
    )


def _second_document(finding: _Finding) -> _Mistake:
    end = finding.source.text.rfind("\n...", 0, finding.offset) + 1
    message = "a YAML document ends here, and text follows; a file holds one"
    return _Mistake(message, "take the line `...` out", end, "...")


def _directive(finding: _Finding) -> _Mistake:
    return _Mistake("a line that begins with `%` is not read here", "take the line out", finding.offset, finding.line)


def _anything(finding: _Finding) -> _Mistake:
    way_out = "check quotation marks, brackets and the indentation of this line and the one above"
    return _Mistake("this cannot be read as YAML", way_out, finding.offset, finding.line.strip()[:_SHOWN])


_EXPLANATIONS: Final[dict[str, Callable[[_Finding], _Mistake]]] = {
    "mapping values are not allowed": _colon,
    "could not find expected ':'": _no_colon,
    "found character that cannot start any token": _no_token,
    "tab character": _tab,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_dash,
    _UNCLOSED: _unclosed,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "escape": _escape,
    "did not find expected hexdecimal number": _escape,
    "did not find expected comment or line break": _block_text,
    "block sequence entries are not allowed": _dash,
    "did not find expected node content": _no_content,
    "did not find expected alphabetic or numeric character": _alias_name,
    "mapping keys are not allowed": _question,
    "tag": _tag,
    "did not find expected <document start>": _second_document,
    "found incompatible YAML document": _directive,
    "directive": _directive,
}
"""The parser's words (libyaml 0.2, scanner.c and parser.c) and who explains them; the first that fits counts."""
