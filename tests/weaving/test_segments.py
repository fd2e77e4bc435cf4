"""Segments are what one gets by asking every character what lies on it."""

from itertools import groupby
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.words import split_words, widen_to_words
from sitegen.model.briefing import Meaning, Mention, Placement
from sitegen.model.project import Block
from sitegen.model.text import Span
from sitegen.weaving.segments import lay_marks

LETTERS = "قال توكاييف \u0640\u064e\u200c\u200f،«» a'b.\u00a0中👩🏽\u200d🚀"


class Marked(NamedTuple):
    text: str
    blocks: tuple[Block, ...]
    mentions: tuple[Mention, ...]
    placements: tuple[Placement, ...]


@st.composite
def marked_texts(draw: st.DrawFn) -> Marked:
    lines = draw(st.lists(st.text(st.sampled_from(LETTERS), min_size=1, max_size=25), min_size=1, max_size=4))
    text, starts = "\n".join(lines), [sum(map(len, lines[:index])) + index for index in range(len(lines))]
    blocks = tuple(Block("paragraph", Span(at, at + len(line))) for at, line in zip(starts, lines, strict=True))
    words = [word.span for block in blocks for word in split_words(text, block.span)]
    named = draw(st.lists(st.sampled_from(words), unique=True, max_size=4)) if words else []
    offsets = st.integers(0, len(text))
    spans = st.tuples(offsets, offsets).map(sorted).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
    pieces = draw(st.lists(st.lists(spans, max_size=3, unique=True).map(sorted), max_size=6))
    return Marked(
        text,
        blocks,
        tuple(Mention(span, span, (Meaning("actor", "x"),)) for span in sorted(named)),
        tuple(Placement(f"n{number}", "explain", tuple(piece)) for number, piece in enumerate(pieces)),
    )


def on_character(marked: Marked, block: Block, offset: int) -> tuple[tuple[str, ...], Mention | None, int]:
    """Return the notes and the mention on a character, and how many borders stand before it in its block."""
    inside = [
        (Span(max(span.start, block.span.start), min(span.end, block.span.end)), placement.annotation)
        for placement in marked.placements
        for span in placement.spans
        if span.overlaps(block.span)
    ]
    notes = tuple(dict.fromkeys(note for span, note in inside if span.start <= offset < span.end))
    mention = next((mention for mention in marked.mentions if mention.words.contains(Span(offset, offset + 1))), None)
    borders = {border for span, _ in inside for border in (span.start, span.end)}
    borders |= {border for mention in marked.mentions for border in (mention.words.start, mention.words.end)}
    borders |= {place for place, _ in numbers(marked)}
    return notes, mention, sum(block.span.start < border <= offset for border in borders)


def numbers(marked: Marked) -> list[tuple[int, tuple[str, int, int]]]:
    """Return where each number stands: behind the word in which its stretch ends, and behind the link."""
    words = split_words(marked.text)
    found = []
    for number, placement in enumerate(marked.placements, start=1):
        for piece, span in enumerate(placement.spans, start=1):
            last = span.start + len(span.of(marked.text).rstrip()) or span.end
            place = widen_to_words(Span(last - 1, last), words).end
            links = [mention.words for mention in marked.mentions]
            place = next((link.end for link in links if link.start < place < link.end), place)
            found.append((place, (placement.annotation, number, piece)))
    return found


@given(marked_texts())
def test_segments_are_runs_of_characters_under_the_same_marks(marked: Marked) -> None:
    marks = lay_marks(marked.text, marked.blocks, mentions=marked.mentions, placements=marked.placements)
    for block in marked.blocks:
        offsets = range(block.span.start, block.span.end)
        expected = []
        for (notes, mention, _), run in groupby(offsets, key=lambda offset: on_character(marked, block, offset)):
            stretch = tuple(run)
            end = stretch[-1] + 1
            references = [reference for place, reference in numbers(marked) if place == end]
            expected.append((stretch[0], end, notes, mention, references))
        assert [(*segment[:4], list(segment.references)) for segment in marks.cut(block)] == expected


@pytest.mark.parametrize(("quote", "place"), [("قال الكر", 12), ("قال ", 3), ("الكرملين", 12), ("،", 13)])
def test_a_number_stands_behind_the_word(quote: str, place: int) -> None:
    text = "قال الكرملين، ثم"
    span = Span(text.index(quote), text.index(quote) + len(quote))
    block = Block("paragraph", Span(0, len(text)))
    marks = lay_marks(text, [block], mentions=(), placements=[Placement("a", "explain", (span,))])
    assert [segment.end for segment in marks.cut(block) if segment.references] == [place]
