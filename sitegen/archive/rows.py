"""A briefing's record as rows: in each list that names the briefing a line, and behind it what the list shows.

The lists of the site are made of these rows alone, so that a change of a briefing touches just the lists and the pages
whose rows it changes.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sitegen.archive.codec import encode
from sitegen.archive.sentences import fold_sightings, sizes_of, write_sentences
from sitegen.language.dates import iso_date
from sitegen.model.briefing import Abstract, Meaning, Note, Record, Sighting
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.wording import Reference, speaker_id

BRIEFINGS = "briefings"
HEADS = "heads"
NOTES = "notes"
CAST = "cast"
WHOLE = "whole"
DEFINITIONS = "definitions"
ALIASES = "aliases"
CHANGES = "changes"
MEANINGS = "meanings"
LEDGERS: Final = frozenset(("claim", "quote", "event"))
"""Kinds of notes of which the site has a list."""


class Row(NamedTuple):
    """A line of a list with what is behind it; a tuple, as dozens are made of each briefing and sent to others."""

    list: str
    number: int
    """Where it stands among the briefing's rows in the list; of notes their number."""
    light: str
    """JSON: what the list is sorted, counted and cut by."""
    heavy: str
    """JSON of the codec, or of `sentences`: what a page shows; empty where the line is all."""


def ledger_list(kind: str) -> str:
    """Return the name of the list of all claims, quotes or events."""
    return f"ledger {kind}"


def entry_list(entry_id: str) -> str:
    """Return the name of the list of notes that are a claim or event of a register."""
    return f"entry {entry_id}"


def told_list(kind: str, actor_id: str) -> str:
    """Return the name of the list of notes that bring an actor a claim, quote or event."""
    return f"told {kind} {actor_id}"


def appearance_list(meaning: Meaning) -> str:
    """Return the name of the list of briefings whose articles name something."""
    return f"appearances {meaning.register} {meaning.id} {int(meaning.is_local)}"


def citation_list(entry_id: str) -> str:
    """Return the name of the list of what names an entry in its keys."""
    return f"citations {entry_id}"


def topic_list(topic: str) -> str:
    """Return the name of the list of briefings on a topic."""
    return f"topic {topic}"


def source_list(source_id: str) -> str:
    """Return the name of the list of briefings that list a source."""
    return f"listing {source_id}"


def make_rows(record: Record) -> Iterator[Row]:
    """Yield the rows of a briefing in all lists."""
    abstract = record.abstract
    date = encode((abstract.date,))
    yield Row(BRIEFINGS, 0, date, encode(abstract))
    yield Row(HEADS, 0, "", encode(record.heads))
    yield Row(CAST, 0, "", encode(tuple(sorted(actor for actor, is_local in abstract.actors if not is_local))))
    yield Row(CHANGES, 0, encode((_last_change(abstract),)), "")
    sidecar = abstract.sidecar
    for topic in dict.fromkeys(topic.value for topic in sidecar.topics):
        yield Row(topic_list(topic), 0, date, "")
    for source in dict.fromkeys(item.id for item in sidecar.sources if isinstance(item, Reference)):
        yield Row(source_list(source), 0, date, "")
    for number, alias in enumerate(sidecar.aliases):
        yield Row(ALIASES, number, encode((alias.value,)), "")
    defined: tuple[Actor | Place | Term, ...] = (*sidecar.local_actors, *sidecar.local_places, *sidecar.local_terms)
    for number, entry in enumerate(defined):
        yield Row(DEFINITIONS, number, _definition_line(entry), encode(entry))
    yield from _rows_of_mentions(record)
    yield from _rows_of_notes(record)


def _definition_line(entry: Actor | Place | Term) -> str:
    """Return what an index is sorted by: the id, and the wordings of the name, the family name and the sort."""
    family = entry.family if isinstance(entry, Actor) else None
    texts = (entry.name, family, entry.sort)
    wordings = ([(one.language, one.value) for one in text.wordings] if text else None for text in texts)
    return json.dumps((entry.register, entry.id.value, *wordings), ensure_ascii=False, separators=(",", ":"))


def _last_change(abstract: Abstract) -> str:
    """Return the last exact day in a briefing's own dates, empty where it has none."""
    sidecar = abstract.sidecar
    dates = (sidecar.updated, sidecar.date or sidecar.published, *(revision.date for revision in sidecar.revisions))
    days = ((iso_date(date.edtf) or "")[:10] for date in dates if date)
    return max((day for day in days if len(day) == len("2022-01-11")), default="")


def _rows_of_mentions(record: Record) -> Iterator[Row]:
    found: dict[Meaning, list[Sighting]] = {}
    for sighting in record.sightings:
        for meaning in sighting.mention.meanings:
            found.setdefault(meaning, []).append(sighting)
    for meaning, sightings in found.items():
        sentences = fold_sightings(sightings)
        anchors = tuple([sighting.mention.anchor for sighting in sightings])
        light = encode((record.abstract.date, anchors, sizes_of(sentences)))
        yield Row(appearance_list(meaning), 0, light, write_sentences(sentences))
    if found:
        yield Row(MEANINGS, 0, "", "")


def _rows_of_notes(record: Record) -> Iterator[Row]:
    """Yield the lines that name notes, and the notes that any line names: most are told on their own pages alone."""
    local_actors = {actor.id.value for actor in record.abstract.sidecar.local_actors}
    named: set[int] = set()
    for note in record.notes:
        kind = note.annotation.kind
        if kind not in LEDGERS:
            continue
        named.add(note.number)
        light = _note_line(note, local_actors)
        yield Row(ledger_list(kind), note.number, light, "")
        if kind != "quote" and note.annotation.entry:
            yield Row(entry_list(note.annotation.entry.id), note.number, light, "")
        for told, actor_id in dict.fromkeys(_brought(note)):
            yield Row(told_list(told, actor_id), note.number, light, "")
    for entry_id, numbers in _numbers_by_entry(record.citations):
        named.update(numbers)
        for number in numbers:
            yield Row(citation_list(entry_id), number, "", "")
    yield from (Row(NOTES, note.number, "", encode(note)) for note in record.notes if note.number in named)


def _note_line(note: Note, local_actors: set[str]) -> str:
    annotation = note.annotation
    speaker = speaker_id(annotation.speaker)
    return encode(
        (
            annotation.entry.id if annotation.entry else "",
            annotation.status or "",
            annotation.date.edtf if annotation.date else "",
            speaker,
            speaker in local_actors,
        )
    )


def _brought(note: Note) -> Iterator[tuple[str, str]]:
    """Yield to whose dossiers a note belongs, and how."""
    annotation = note.annotation
    refs = [reference.id for reference in annotation.refs]
    if annotation.kind in ("quote", "claim"):
        voices = (voice for voice in (annotation.speaker, annotation.via) if isinstance(voice, Reference))
        yield from ((annotation.kind, voice.id) for voice in voices)
    if annotation.kind == "claim":
        yield from (("about", named) for named in refs)
    elif annotation.kind == "event":
        yield from (("event", named) for named in [*([annotation.place.id] if annotation.place else []), *refs])


def _numbers_by_entry(citations: Iterable[tuple[str, int]]) -> Iterator[tuple[str, list[int]]]:
    numbers: dict[str, list[int]] = {}
    for entry_id, number in citations:
        numbers.setdefault(entry_id, []).append(number)
    for entry_id, found in numbers.items():
        yield entry_id, list(dict.fromkeys(found))
