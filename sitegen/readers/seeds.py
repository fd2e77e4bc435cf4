"""An article's text into its blocks: title, deck, paragraphs."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final, Literal

from sitegen.model.problems import Report
from sitegen.model.project import Block, Seed
from sitegen.model.text import Location, SourceText, Span
from sitegen.readers.conflicts import refuse_conflict
from sitegen.readers.unseen import name_unseen, unsettled_bidi_controls

Role = Literal["title", "deck", "paragraph"]

_LINE_WITH_WORDS: Final = re.compile(r"^.*\S.*", re.MULTILINE)
"""A line that holds more than white space; `.` is all but LF."""


def make_seed(source: SourceText, *, language: str, paragraphs: str, report: Report) -> Seed | None:
    """Return an article cut into blocks: by lines, or by blank lines where `paragraphs` is `blank-line`.

    None where there is no text in it or a merge was not finished, which is reported; characters that turn the direction
    are warned of.
    """
    if refuse_conflict(source, report):
        return None
    name = source.path.rpartition("/")[2]
    by_blank_lines = paragraphs == "blank-line"
    spans = cut_at_blank_lines(source.text) if by_blank_lines else cut_at_lines(source.text)
    if not spans:
        report.error(
            "empty-file",
            "the seed holds no text",
            Location(source.path),
            help="write the article into it, or delete it",
        )
        return None
    for offset in unsettled_bidi_controls(source.text):
        message = f"the character {name_unseen(source.text[offset])} turns the direction of what follows"
        way_out = "the article is shown as it is, and the character's reach ends with its block"
        report.warn("bidi-control", message, source.location(offset), help=way_out)
    return Seed(name, source, language, name_roles(source.text, spans), by_blank_lines)


def cut_at_lines(text: str) -> tuple[Span, ...]:
    """Return the lines that hold more than white space, without their line ends; lines end at LF only."""
    return tuple([Span(*line.span()) for line in _LINE_WITH_WORDS.finditer(text)])


def cut_at_blank_lines(text: str) -> tuple[Span, ...]:
    """Return the runs of lines that hold more than white space, without the last line end."""
    runs: list[Span] = []
    previous_is_blank = True
    for line in _lines(text):
        is_blank = _is_blank(line.of(text))
        if not is_blank and previous_is_blank:
            runs.append(line)
        elif not is_blank:
            runs[-1] = Span(runs[-1].start, line.end)
        previous_is_blank = is_blank
    return tuple(runs)


def name_roles(text: str, spans: tuple[Span, ...]) -> tuple[Block, ...]:
    """Return the blocks with their roles: the first is the title; the second the deck, if it stands by itself.

    That is, if a blank line stands before and after it and text follows.
    """
    gaps = [text.count("\n", first.end, second.start) for first, second in pairwise(spans[:3])]
    has_deck = len(gaps) > 1 and gaps[0] > 1 and gaps[1] > 1
    roles: tuple[Role, Role] = ("title", "deck" if has_deck else "paragraph")
    blocks = [Block(role, span) for role, span in zip(roles, spans, strict=False)]
    return (*blocks, *[Block("paragraph", span) for span in spans[len(roles) :]])


def _lines(text: str) -> Iterator[Span]:
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield Span(start, end)
        start = end + 1


def _is_blank(line: str) -> bool:
    return not line or line.isspace()
