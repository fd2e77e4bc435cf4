"""Briefings to a Site: who is named where, who says what, what is cited by which note. Every later stage reads this."""

from bisect import bisect_right
from collections.abc import Iterator

from sitegen.language.dates import parse_edtf
from sitegen.language.words import Sentences
from sitegen.model.briefing import Abstract, Briefing, Note, Placement, Prose, Record, Sighting
from sitegen.model.keys import find_in
from sitegen.model.project import Manuscript, Seed, with_entry
from sitegen.model.registers import Registers
from sitegen.model.text import Span
from sitegen.model.wording import MarkdownText, Reference, Wording


def gather_briefing(manuscript: Manuscript, prose: Prose, registers: Registers) -> Briefing:
    """Return the briefing with its notes numbered: in the order of the placements, unplaced ones last.

    A note that names an entry of a register takes from there what it does not say itself (contract, section 3).
    """
    by_id = {annotation.id.value: annotation for annotation in manuscript.annotations if annotation.id}
    placed = [(by_id.pop(placement.annotation), placement) for placement in prose.placements]
    everything = [*placed, *((annotation, None) for annotation in by_id.values())]
    notes = tuple(
        Note(number, with_entry(annotation, registers), placement, annotation, _words(placement, manuscript.seed))
        for number, (annotation, placement) in enumerate(everything, 1)
    )
    return Briefing(manuscript, prose, notes)


def _words(placement: Placement | None, seed: Seed) -> tuple[str, ...]:
    spans = placement.spans if placement else ()
    return tuple(" ".join(span.of(seed.text).split()) for span in spans)


def gather_record(briefing: Briefing) -> Record:
    """Return what the lists of the site take from a briefing."""
    return Record(
        abstract=briefing.abstract,
        heads=briefing.heads,
        sightings=tuple(_sightings(briefing)),
        notes=briefing.notes,
        citations=tuple(_citations(briefing)),
    )


def day_of(abstract: Abstract) -> int:
    """Return the day by which briefings are ordered: the last of their dates, counted from 1 January of the year 1."""
    latest = parse_edtf(abstract.date).latest if abstract.date else None
    return latest.toordinal() if latest else 0


def register_texts(registers: Registers) -> Iterator[MarkdownText]:
    """Yield every text in Markdown of the registers."""
    everything = (
        registers.actors,
        registers.places,
        registers.terms,
        registers.sources,
        registers.topics,
        registers.claims,
        registers.events,
    )
    for register in everything:
        for entry in register.values():
            yield from find_in(entry, MarkdownText)


def markdown_in(noun: object) -> Iterator[Wording]:
    """Yield every wording in Markdown within a noun."""
    for text in find_in(noun, MarkdownText):
        yield from text.wordings


def _sightings(briefing: Briefing) -> Iterator[Sighting]:
    """Yield the mentions with their sentences; those of one sentence share it."""
    seed = briefing.seed
    starts = [block.span.start for block in seed.blocks]
    sentences: dict[int, Sentences] = {}
    sentence, text = Span(0, 0), ""
    for mention in briefing.prose.mentions:
        number = bisect_right(starts, mention.words.start) - 1
        if number not in sentences:
            sentences[number] = Sentences(seed.text, seed.blocks[number].span)
        found = sentences[number].around(mention.words)
        if found != sentence:
            sentence, text = found, found.of(seed.text)
        yield Sighting(mention, sentence, text)


def _citations(briefing: Briefing) -> Iterator[tuple[str, int]]:
    """Yield the ids of entries that the briefing names in its keys, with the notes' numbers; 0: by itself."""
    if briefing.sidecar.source:
        yield briefing.sidecar.source.id, 0
    for note in briefing.notes:
        for entry_id in _referred_ids(note):
            yield entry_id, note.number


def _referred_ids(note: Note) -> Iterator[str]:
    return iter(dict.fromkeys(reference.id for reference in find_in(note.annotation, Reference)))
