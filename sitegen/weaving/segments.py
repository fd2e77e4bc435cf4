"""Crossing, nested and equal marks to stretches that never cross: what stands in a block from left to right."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from typing import NamedTuple

from sitegen.language.words import SIGNS_BESIDE_WORDS, end_of_word
from sitegen.model.briefing import Mention, Placement
from sitegen.model.project import Block
from sitegen.model.text import Span


class NoteReference(NamedTuple):
    """The place of a note's number: behind the written word in which one of its stretches ends."""

    annotation: str
    number: int
    piece: int
    """Counts the note's pieces from 1."""


class Segment(NamedTuple):
    """A stretch of a block under the same notes and the same link from end to end."""

    start: int
    end: int
    annotations: tuple[str, ...]
    """Ids of all notes that cover it, by number."""
    mention: Mention | None
    references: Sequence[NoteReference] = ()
    """Numbers that follow it; only where no link goes on."""
    unit: Span | None = None
    """The phone number, handle or the like that it is a part of, which is read from the left as a whole."""


class _Layer(NamedTuple):
    """The part of a note's stretch that lies in one block."""

    annotation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything that lies on an article: found once, cut for each block."""

    mentions: tuple[Mention, ...]
    """In the order of the text."""
    starts: list[int]
    """Where the mentions' words start."""
    layers: dict[int, list[_Layer]]
    """Those of each block, by the block's start, in the order of the notes' numbers."""
    references: dict[int, list[NoteReference]]
    """By the offset that they stand at."""
    places: list[int]
    """The offsets of all references, in order."""
    units: tuple[Span, ...] = ()
    """Stretches that are read from the left as a whole, in the order of the text; no mention crosses one."""

    def cut(self, block: Block) -> Iterator[Segment]:
        """Yield the block's segments: they cover it without gap or overlap, in the order of the text."""
        first, last = block.span.start, block.span.end
        mentions = self.mentions[bisect_left(self.starts, first) : bisect_left(self.starts, last)]
        layers = self.layers.get(first, ())
        borders = [first, last, *self.places[bisect_right(self.places, first) : bisect_right(self.places, last)]]
        for mention in mentions:
            borders += (mention.words.start, mention.words.end)
        for _, start, end in layers:
            borders += (start, end)
        unit_of = {}
        for found in self.units[
            bisect_left(self.units, Span(first, first)) : bisect_left(self.units, Span(last, last))
        ]:
            unit_of[found.start] = found
            borders += (found.start, found.end)
        link_of = {mention.words.start: mention for mention in mentions}
        link: Mention | None = None
        unit: Span | None = None
        borders = sorted(set(borders))
        covering = _notes_from(layers, borders) if layers else repeat(())
        for (start, end), notes in zip(pairwise(borders), covering, strict=False):
            link = link_of.get(start, link if link and start < link.words.end else None)
            unit = unit_of.get(start, unit if unit and start < unit.end else None)
            yield Segment(start, end, notes, link, self.references.get(end, ()), unit)


def _notes_from(layers: Sequence[_Layer], borders: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """Yield for each border the notes that cover what follows it; the borders are in order, all of the layers' too."""
    starting: dict[int, list[int]] = defaultdict(list)
    ending: dict[int, list[int]] = defaultdict(list)
    for index, layer in enumerate(layers):
        starting[layer.start].append(index)
        ending[layer.end].append(index)
    covering: list[int] = []
    notes: tuple[str, ...] = ()
    for border in borders:
        if border in starting or border in ending:
            for index in starting.get(border, ()):
                insort(covering, index)
            for index in ending.get(border, ()):
                del covering[bisect_left(covering, index)]
            notes = tuple(dict.fromkeys(layers[index].annotation for index in covering))
        yield notes


def lay_marks(
    text: str,
    blocks: Sequence[Block],
    *,
    mentions: tuple[Mention, ...],
    placements: Sequence[Placement],
    units: tuple[Span, ...] = (),
) -> Marks:
    """Return the marks with the place of every note's number; the first placement's number is 1.

    Blocks, mentions and units are in the order of the text. A unit that a mention crosses is left out.
    """
    layers: dict[int, list[_Layer]] = defaultdict(list)
    references: dict[int, list[NoteReference]] = defaultdict(list)
    ends = [block.span.end for block in blocks]
    starts = [mention.words.start for mention in mentions]
    for number, placement in enumerate(placements, start=1):
        for piece, span in enumerate(placement.spans, start=1):
            place = _reference_place(text, span)
            before = bisect_left(starts, place)
            if before:
                place = max(place, mentions[before - 1].words.end)
            references[place].append(NoteReference(placement.annotation, number, piece))
            for block in _blocks_under(span, blocks, ends):
                start, end = max(span.start, block.start), min(span.end, block.end)
                layers[block.start].append(_Layer(placement.annotation, start, end))
    whole = tuple(unit for unit in units if not _is_crossed(unit, mentions, starts))
    return Marks(mentions, starts, dict(layers), dict(references), sorted(references), whole)


def _is_crossed(unit: Span, mentions: Sequence[Mention], starts: list[int]) -> bool:
    """Tell whether a mention begins or ends within a unit and lies partly outside."""
    around = {bisect_right(starts, unit.start) - 1, bisect_left(starts, unit.end) - 1} - {-1}
    near = [mentions[place].words for place in around]
    return any(words.overlaps(unit) and not (words.contains(unit) or unit.contains(words)) for words in near)


def _blocks_under(span: Span, blocks: Sequence[Block], ends: list[int]) -> Iterator[Span]:
    """Yield the blocks' spans that share a character with a stretch; `ends` are where the blocks end."""
    for index in range(bisect_right(ends, span.start), len(blocks)):
        block = blocks[index].span
        if block.start >= span.end:
            return
        if block:
            yield block


def _reference_place(text: str, span: Span) -> int:
    """Return the end of the written word in which the span ends."""
    last = _end_of_ink(text, span)
    if text[last : last + 1] in SIGNS_BESIDE_WORDS:
        return last
    return max(last, end_of_word(text, last - 1) or 0)


def _end_of_ink(text: str, span: Span) -> int:
    """Return the span's end without white space, so that a number never stands between two paragraphs."""
    return span.start + len(span.of(text).rstrip()) or span.end
