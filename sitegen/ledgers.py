"""Ledgers: every claim, event and quote of the site once, with all its places."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.language.edtf import ChronologicalKey, parse_edtf
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.site import Briefing, Citation, LedgerRow


def list_claims(briefings: Iterable[Briefing], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every claim once: the register's in its order, then those that single notes tell."""
    return _rows(briefings, "claim", registers.claims)


def list_events(briefings: Iterable[Briefing], registers: Registers) -> tuple[LedgerRow, ...]:
    """Return every event once, in the order of time; what has no date comes last."""
    return tuple(sorted(_rows(briefings, "event", registers.events), key=_moment))


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


def _moment(row: LedgerRow) -> tuple[bool, ChronologicalKey | None]:
    """Return where a row stands in time: by its first day, the vaguer date first; without a date behind all others."""
    return (False, parse_edtf(row.date.edtf).chronological_key) if row.date else (True, None)
