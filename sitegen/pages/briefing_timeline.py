"""A briefing's own timeline: what its notes date, each fact once though several notes tell of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sitegen.language.edtf import parse_edtf
from sitegen.model.briefing import Briefing, Note
from sitegen.model.wording import Date


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One line of a briefing's timeline: an event, or a later development that no event tells of."""

    date: Date
    notes: tuple[Note, ...]
    """What tells of it: the event first."""

    @property
    def first(self) -> Note:
        """Return the note by which the fact is told."""
        return self.notes[0]

    @property
    def is_added(self) -> bool:
        """Tell whether the article says nothing of it."""
        return all(note.is_added for note in self.notes)


def list_dated_facts(briefing: Briefing) -> tuple[DatedFact, ...]:
    """Return the events and later developments of a briefing that have a date, the earliest first."""
    return tuple(sorted(_gather(briefing.notes), key=lambda fact: parse_edtf(fact.date.edtf).chronological_key))


def _gather(notes: Iterable[Note]) -> Iterator[DatedFact]:
    """Yield the facts that notes date; an update of an event's day that refers to the event, or to its entry, is it."""
    facts: dict[int, tuple[Date, list[Note]]] = {}
    by_kind = sorted(notes, key=lambda note: note.annotation.kind != "event")
    for note in by_kind:
        date, kind = note.annotation.date, note.annotation.kind
        if not date or kind not in ("event", "update"):
            continue
        named = {reference.id for reference in note.annotation.refs} if kind == "update" else set()
        same = (told for day, told in facts.values() if day == date and not named.isdisjoint(_ids(told[0])))
        known = next(same, None)
        if known:
            known.append(note)
        else:
            facts[note.number] = date, [note]
    yield from (DatedFact(date, tuple(told)) for _, (date, told) in sorted(facts.items()))


def _ids(note: Note) -> tuple[str, ...]:
    entry = note.annotation.entry
    return (note.id, entry.id) if entry else (note.id,)
