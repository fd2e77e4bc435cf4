"""A briefing's own timeline: its events and what came after."""

from dataclasses import dataclass
from typing import Final

from sitegen.language.edtf import parse_edtf
from sitegen.model.addresses import note_address
from sitegen.model.briefing import Briefing, Note
from sitegen.model.wording import Date


@dataclass(frozen=True, slots=True)
class DatedNote:
    """One line of a briefing's timeline: a note with a date."""

    date: Date
    note: Note
    address: str
    """Of the note, within an edition."""


def list_dated_notes(briefing: Briefing) -> tuple[DatedNote, ...]:
    """Return a briefing's own timeline: its events and later developments that have a date, the earliest first."""
    dated = [
        DatedNote(note.annotation.date, note, note_address(briefing.slug, note.id))
        for note in briefing.notes
        if note.annotation.date and note.annotation.kind in _KINDS_WITH_DATE
    ]
    return tuple(sorted(dated, key=lambda one: parse_edtf(one.date.edtf).chronological_key))


_KINDS_WITH_DATE: Final = frozenset({"event", "update"})
