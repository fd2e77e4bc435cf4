"""Ledgers: every claim, event and quote of the site once, with all its places."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.language.edtf import ChronologicalKey, parse_edtf
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.site import Citation, LedgerRow, Record


def list_claims(records: Iterable[Record], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every claim once: the register's in its order, then those that single notes tell."""
    return _rows(records, "claim", registers.claims)


def list_events(records: Iterable[Record], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every event once, in the order of time; what has no date comes last."""
    return tuple(sorted(_rows(records, "event", registers.events), key=_moment))


def list_quotes(records: Iterable[Record]) -> tuple[Citation, ...]:
    """Return every quote, by briefing and number."""
    return tuple(_citations(records, "quote"))


def _rows(records: Iterable[Record], kind: str, register: Mapping[str, Claim | Event]) -> tuple[LedgerRow, ...]:
    places: dict[str, list[Citation]] = {entry_id: [] for entry_id in register}
    lone: list[LedgerRow] = []
    for citation in _citations(records, kind):
        entry = citation.note.written.entry if citation.note else None
        if entry and entry.id in places:
            places[entry.id].append(citation)
        else:
            lone.append(LedgerRow(None, (citation,)))
    shared = (LedgerRow(register[entry_id], tuple(citations)) for entry_id, citations in places.items())
    return (*shared, *lone)


def _citations(records: Iterable[Record], kind: str) -> Iterator[Citation]:
    for record in records:
        yield from (Citation(record.abstract, note) for note in record.notes if note.annotation.kind == kind)


def _moment(row: LedgerRow) -> tuple[bool, ChronologicalKey | None]:
    """Return where a row stands in time: by its first day, the vaguer date first; without a date behind all others."""
    return (False, parse_edtf(row.date.edtf).chronological_key) if row.date else (True, None)
