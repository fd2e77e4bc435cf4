"""What to say where a file is no YAML: the parser's findings in an editor's words, with a line to paste."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText

_KEY_AND_VALUE: Final = re.compile(r"\s*(?P<head>(?:- +)*(?:[^\s:#'\"\[{][^:]*:[ ]+)?)(?P<value>.*)")
_SPACELESS_KEY: Final = re.compile(r"\s*(?P<dashes>(?:- +)*)(?P<key>[\w-]+):(?P<value>[^\s:/].*)")
_SHOWN: Final = 40
"""Characters of a line at fault that a message repeats."""


@dataclass(frozen=True, slots=True)
class _Mistake:
    message: str
    help: str
    offset: int
    found: str = ""
    code: str = "bad-yaml"


@dataclass(frozen=True, slots=True)
class _Finding:
    """Where the parser stopped, and where the thing began in which it did."""

    source: SourceText
    problem: str
    offset: int
    beginning: int

    @property
    def character(self) -> str:
        return self.source.text[self.offset : self.offset + 1]

    @property
    def line(self) -> str:
        return self.line_at(self.offset)

    def line_at(self, offset: int) -> str:
        return self.source.line(self.source.location(offset).line)

    @property
    def before(self) -> str:
        """Return what stands before the fault on its line."""
        return self.line[: self.source.location(self.offset).column - 1]


def explain_mistake(source: SourceText, report: Report, *, problem: str, offsets: Sequence[int]) -> None:
    """Report what the parser found: its own words for it, and the offsets of the problem and, if told, its context."""
    finding = _Finding(source, problem, offsets[0], offsets[-1])
    explain = next((explain for words, explain in _EXPLANATIONS.items() if words in problem), _anything)
    mistake = explain(finding)
    where = source.location(mistake.offset)
    report.error(mistake.code, mistake.message, where, found=mistake.found, help=mistake.help)


def quoted_line(line: str) -> str:
    """Return a line with its value in quotes, ready to paste."""
    parts = _KEY_AND_VALUE.fullmatch(line)
    head, value = (parts["head"], parts["value"].rstrip()) if parts else ("", line.strip())
    return head + in_quotes(value)


def in_quotes(value: str) -> str:
    """Return a text in YAML's double quotes, or in single ones where it holds quotes or backslashes."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        value = value[1:-1]
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _colon(finding: _Finding) -> _Mistake:
    line, previous = finding.line, finding.source.line(finding.source.location(finding.offset).line - 1)
    if spaceless := _SPACELESS_KEY.fullmatch(previous):
        pasted = f"{spaceless['dashes']}{spaceless['key']}: {spaceless['value']}"
        offset = finding.source.text.rindex(previous, 0, finding.offset) + spaceless.start("key")
        found = spaceless[0].strip()[:_SHOWN]
        return _Mistake("a space is missing after the colon of a key", f"write:\n{pasted}", offset, found)
    if re.search(r":\s", finding.before):
        way_out = f"put the value in quotes:\n{quoted_line(line)}"
        return _Mistake("a value that holds a colon with a space needs quotes", way_out, finding.offset, line.strip())
    message = "this line is indented deeper than the line above, which has its value already"
    way_out = (
        "give keys of one map the same indentation; if the line goes on with the text above, put that text in quotes"
    )
    return _Mistake(message, way_out, finding.offset - len(finding.before.lstrip()), line.strip()[:_SHOWN])


def _no_colon(finding: _Finding) -> _Mistake:
    line = finding.line_at(finding.beginning)
    way_out = "write a space after the key's colon; if the line goes on with the text above, indent it deeper"
    return _Mistake("a key with its colon was expected here", way_out, finding.beginning, line.strip()[:_SHOWN])


def _no_token(finding: _Finding) -> _Mistake:
    if finding.character == "\t":
        return _tab(finding)
    message = f"a value that begins with `{finding.character}` needs quotes"
    return _Mistake(
        message, f"put the value in quotes:\n{quoted_line(finding.line)}", finding.offset, finding.character
    )


def _tab(finding: _Finding) -> _Mistake:
    return _Mistake("a tab stands where spaces are expected", "indent with spaces, two for each level", finding.offset)


def _no_key(finding: _Finding) -> _Mistake:
    if re.search(r"['\"]\s*$", finding.before):
        way_out = f"put the whole value in quotes:\n{quoted_line(finding.line)}"
        message = "the value's quotation marks end before the value does"
        return _Mistake(message, way_out, finding.offset, finding.line.strip())
    way_out = "begin the keys of one map in the same column, and so the dashes of one list"
    return _Mistake("the indentation fits no line above", way_out, finding.offset, finding.line.strip()[:_SHOWN])


def _no_dash(finding: _Finding) -> _Mistake:
    message = "a list goes on with `- `, and this line does not begin with it"
    way_out = (
        "indent what belongs to the item above deeper than its dash; begin a key of the outer map in that map's column"
    )
    return _Mistake(message, way_out, finding.offset, finding.line.strip()[:_SHOWN])


def _unclosed(finding: _Finding) -> _Mistake:
    opening = finding.source.text[finding.beginning : finding.beginning + 1]
    closing = {"[": "]", "{": "}"}.get(opening, opening)
    message = f"`{opening}` opens here and is not closed by `{closing}` before something else begins"
    way_out = (
        f"close it with `{closing}`; inside, put a value with a comma, a colon, a bracket or quotation marks in quotes"
    )
    return _Mistake(message, way_out, finding.beginning, finding.line_at(finding.beginning).strip()[:_SHOWN])


def _open_quote(finding: _Finding) -> _Mistake:
    mark = finding.source.text[finding.beginning : finding.beginning + 1]
    way_out = f"close it with {mark}; a text that merely begins with this mark needs quotes of the other kind around it"
    line = finding.line_at(finding.beginning).strip()
    return _Mistake(
        f"the quotation mark {mark} opens here and is never closed", way_out, finding.beginning, line[:_SHOWN]
    )


def _escape(finding: _Finding) -> _Mistake:
    start = finding.source.text.rfind("\\", 0, finding.offset + 1)
    found = re.match(r"\\(u.{0,4}|U.{0,8}|x.{0,2}|.)?", finding.source.text[max(start, 0) :])
    written = found[0] if found else "\\"
    way_out = "write the character itself, or put the text in single quotes, where a backslash is a backslash"
    return _Mistake(f"the escape `{written}` stands for no character", way_out, start, written, "bad-character")


def _block_text(finding: _Finding) -> _Mistake:
    message = "after `|` or `>` the text begins on the next line, indented"
    quoted = quoted_line(finding.line)
    way_out = f"move the text to the next line; if the mark is part of it, put the value in quotes:\n{quoted}"
    return _Mistake(message, way_out, finding.beginning, finding.line.strip()[:_SHOWN])


def _dash(finding: _Finding) -> _Mistake:
    quoted = quoted_line(finding.line)
    way_out = f"begin the list on the next line; if the dash is part of the text, put the value in quotes:\n{quoted}"
    message = "a list cannot begin on the line of its key"
    return _Mistake(message, way_out, finding.offset, finding.line.strip()[:_SHOWN])


def _no_content(finding: _Finding) -> _Mistake:
    message = (
        f"a value was expected before `{finding.character}`" if finding.character.strip() else "a value was expected"
    )
    way_out = f"if it is part of the text, put the value in quotes:\n{quoted_line(finding.line)}"
    return _Mistake(message, way_out, finding.offset, finding.character.strip())


def _alias_name(finding: _Finding) -> _Mistake:
    mark = finding.source.text[finding.beginning : finding.beginning + 1]
    way_out = f"put the value in quotes:\n{quoted_line(finding.line_at(finding.beginning))}"
    return _Mistake(f"a value that begins with `{mark}` needs quotes", way_out, finding.beginning, mark)


def _tag(finding: _Finding) -> _Mistake:
    found = finding.source.text[finding.beginning :].split(maxsplit=1)[0]
    way_out = "take it out; if it is part of the text, put the value in quotes"
    return _Mistake(
        f"`{found}` is a YAML tag, and tags are not read here", way_out, finding.beginning, found, "yaml-tag"
    )


def _second_document(finding: _Finding) -> _Mistake:
    return _Mistake("a second YAML document begins here; a file holds one", "take the line `...` out", finding.offset)


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
    "did not find expected ',' or": _unclosed,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "escape": _escape,
    "did not find expected hexdecimal number": _escape,
    "did not find expected comment or line break": _block_text,
    "block sequence entries are not allowed": _dash,
    "did not find expected node content": _no_content,
    "did not find expected alphabetic or numeric character": _alias_name,
    "tag": _tag,
    "did not find expected <document start>": _second_document,
    "found incompatible YAML document": _directive,
    "directive": _directive,
}
"""The parser's words (libyaml 0.2, scanner.c and parser.c) and who explains them; the first that fits counts."""
