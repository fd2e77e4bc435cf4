"""An article's text into its blocks: agency lines, title, deck, paragraphs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.project import Block, BlockRole, Seed
from sitegen.model.text import BLANK, Location, SourceText, Span
from sitegen.readers.files import refuse_conflict

_LINE_WITH_WORDS: Final = re.compile(rf"^.*[^{BLANK}].*", re.MULTILINE)
"""A line that is not empty; `.` is all but LF."""


def make_seed(
    source: SourceText, *, language: str, paragraphs: str, report: Report, deck: bool | None = None
) -> Seed | None:
    """Return an article cut into blocks: by lines, or by empty lines where `paragraphs` is `blank-line`.

    Its first block is the title. `deck` says whether the second is the deck; None: the article shows it. None where
    there is no text in it or a merge was not finished, which is reported.
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
    has_deck = has_deck_of_its_own(source.text, spans) if deck is None and not by_blank_lines else bool(deck)
    return Seed(name, source, language, name_blocks(spans, has_deck=has_deck), by_blank_lines)


def cut_at_lines(text: str) -> tuple[Span, ...]:
    """Return the lines that are not empty, without their line ends; lines end at LF only (contract, section 2)."""
    return tuple([Span(*line.span()) for line in _LINE_WITH_WORDS.finditer(text)])


def cut_at_blank_lines(text: str) -> tuple[Span, ...]:
    """Return the runs of lines that are not empty, without the last line end."""
    return tuple(_join_lines(text, cut_at_lines(text)))


def name_blocks(spans: Sequence[Span], *, has_deck: bool, title: int = 0) -> tuple[Block, ...]:
    """Return the blocks with their roles: the title is the block of this index, those before it are an agency's."""
    roles: list[BlockRole] = [*["agency-line"] * title, "title", "deck" if has_deck else "paragraph"]  # type: ignore[list-item]
    roles += ["paragraph"] * (len(spans) - len(roles))
    return tuple([Block(role, span) for role, span in zip(roles, spans, strict=False)])


def has_deck_of_its_own(text: str, spans: Sequence[Span], title: int = 0) -> bool:
    """Tell whether the line after the title stands by itself, as the lines after it do not.

    An empty line stands before and after it, and of the blocks that follow at least two are not parted by one: where
    all are, as in what was pasted from the web, the line is a paragraph (contract, section 2).
    """
    gaps = (text.count("\n", first.end, second.start) for first, second in pairwise(spans[title:]))
    before, after = next(gaps, 1), next(gaps, 1)
    return before > 1 and after > 1 and 1 in gaps


def _join_lines(text: str, lines: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches of lines that follow one another."""
    start = 0
    for number, line in enumerate(lines):
        following = lines[number + 1].start if number + 1 < len(lines) else None
        if following is None or text.count("\n", line.end, following) > 1:
            yield Span(lines[start].start, line.end)
            start = number + 1
