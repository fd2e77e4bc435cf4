"""Crossing, nested and equal marks to stretches that never cross: what stands in a block from left to right."""

import itertools
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitegen.language.words import Word, split_words, widen_to_words
from sitegen.model.project import Block
from sitegen.model.prose import Mention, Placement
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class NoteReference:
    """The place of a note's number: behind the written word in which one of its stretches ends."""

    annotation: str
    number: int
    piece: int
    """Counts the note's pieces from 1."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a block under the same notes and the same link from end to end."""

    span: Span
    annotations: tuple[str, ...]
    """Ids of all notes that cover it, by number."""
    mention: Mention | None
    references: tuple[NoteReference, ...] = ()
    """Numbers that follow it; only where no link goes on."""


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that lies on an article: found once, cut for each block."""

    text: str
    mentions: tuple[Mention, ...]
    """In the order of the text."""
    placements: tuple[Placement, ...]
    """In the order of the notes' numbers."""
    _references: dict[int, list[NoteReference]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def lay(cls, text: str, *, mentions: Sequence[Mention], placements: Sequence[Placement]) -> "Marks":
        """Return the marks with the place of every note's number; the first placement's number is 1."""
        marks = cls(text, tuple(mentions), tuple(placements))
        words = split_words(text) if placements else ()
        for number, placement in enumerate(placements, start=1):
            for piece, span in enumerate(placement.spans, start=1):
                marks._references[marks._reference_place(span, words)].append(
                    NoteReference(placement.annotation, number, piece)
                )
        return marks

    def cut(self, block: Block) -> tuple[Segment, ...]:
        """Return the block's segments: they cover it without gap or overlap, in the order of the text."""
        mentions = self._mentions_in(block.span)
        layers = self._layers_in(block.span)
        places = [place for place in self._references if block.span.start < place <= block.span.end]
        borders = {block.span.start, block.span.end, *places}
        borders.update(end for mention in mentions for end in (mention.words.start, mention.words.end))
        borders.update(end for _, span in layers for end in (span.start, span.end))
        ordered = sorted(borders)
        spans = (Span(start, end) for start, end in itertools.pairwise(ordered))
        return tuple(self._segment(span, mentions=mentions, layers=layers) for span in spans)

    def _segment(self, span: Span, *, mentions: Sequence[Mention], layers: Sequence[tuple[str, Span]]) -> Segment:
        covering = dict.fromkeys(annotation for annotation, layer in layers if layer.contains(span))
        mention = next((mention for mention in mentions if mention.words.contains(span)), None)
        return Segment(span, tuple(covering), mention, tuple(self._references.get(span.end, ())))

    def _mentions_in(self, block: Span) -> tuple[Mention, ...]:
        first = bisect_left(self.mentions, block.start, key=lambda mention: mention.words.start)
        past = bisect_left(self.mentions, block.end, key=lambda mention: mention.words.start)
        return self.mentions[first:past]

    def _layers_in(self, block: Span) -> tuple[tuple[str, Span], ...]:
        return tuple(
            (placement.annotation, _clip(span, block))
            for placement in self.placements
            for span in placement.spans
            if span.overlaps(block)
        )

    def _reference_place(self, span: Span, words: tuple[Word, ...]) -> int:
        """Return the end of the written word, or of the link, in which the span ends."""
        last = _end_of_ink(self.text, span)
        place = widen_to_words(Span(last - 1, last), words).end
        inside = (mention.words.end for mention in self.mentions if mention.words.start < place < mention.words.end)
        return next(inside, place)


def _end_of_ink(text: str, span: Span) -> int:
    """Return the span's end without white space, so that a number never stands between two paragraphs."""
    return span.start + len(span.of(text).rstrip()) or span.end


def _clip(span: Span, block: Span) -> Span:
    return Span(max(span.start, block.start), min(span.end, block.end))


def joined(segments: Iterable[Segment], text: str) -> str:
    """Return the text that the segments cover together: for a block's segments, the block's own."""
    return "".join(segment.span.of(text) for segment in segments)
