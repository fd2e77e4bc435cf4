"""Ledgers: every claim, event and quote of the site once, with all its places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sitegen.language.edtf import parse_edtf
from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.site import Briefing, Citation, LedgerRow

_TAKEN_FROM_ENTRY = (
    "text",
    "title",
    "body",
    "speaker",
    "status",
    "as_of",
    "credibility",
    "evidence",
    "date",
    "place",
    "certainty",
    "sources",
    "refs",
)
"""The keys that a note may leave to its entry; a note's own word comes before the register's."""

_LAST = 10**9
"""Stands for the day of what has no date: after every day that the calendar of datetime can name."""


def with_entry(annotation: Annotation, registers: Registers) -> Annotation:
    """Return the annotation with what it takes from the claim or event that its `entry` names."""
    entry = registers.find(annotation.entry.id) if annotation.entry else None
    if not isinstance(entry, Claim | Event):
        return annotation
    taken = {
        key: getattr(entry, key) for key in _TAKEN_FROM_ENTRY if hasattr(entry, key) and not getattr(annotation, key)
    }
    return replace(annotation, **taken)


def list_claims(briefings: Iterable[Briefing], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every claim once: the register's in its order, then those that single notes tell."""
    return _rows(briefings, "claim", registers.claims)


def list_events(briefings: Iterable[Briefing], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every event once, in the order of time; what has no date comes last."""
    return tuple(sorted(_rows(briefings, "event", registers.events), key=_day))


def list_quotes(briefings: Iterable[Briefing]) -> tuple[Citation, ...]:
    """Return every quote, by briefing and number."""
    return tuple(_citations(briefings, "quote"))


def _rows(briefings: Iterable[Briefing], kind: str, register: Mapping[str, Claim | Event]) -> tuple[LedgerRow, ...]:
    places: dict[str, list[Citation]] = {entry_id: [] for entry_id in register}
    lone: list[LedgerRow] = []
    for citation in _citations(briefings, kind):
        entry = citation.note.written.entry if citation.note else None
        if entry and entry.id in places:
            places[entry.id].append(citation)
        else:
            lone.append(LedgerRow(None, (citation,)))
    shared = (LedgerRow(register[entry_id], tuple(citations)) for entry_id, citations in places.items())
    return (*shared, *lone)


def _citations(briefings: Iterable[Briefing], kind: str) -> Iterator[Citation]:
    for briefing in briefings:
        yield from (Citation(briefing, note) for note in briefing.notes if note.annotation.kind == kind)


def _day(row: LedgerRow) -> tuple[int, int]:
    """Return where a row stands in time: by its first day, the shorter span first."""
    date = getattr(row.main, "date", None)
    edtf = parse_edtf(date.edtf) if date else None
    first = edtf.earliest or edtf.latest if edtf else None
    last = edtf.latest or first if edtf else None
    return (first.toordinal() if first else _LAST, last.toordinal() if last else _LAST)
