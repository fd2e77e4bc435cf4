"""Rows of the ledgers as pages show them: a claim or an event once, with all its places and what differs there."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from sitegen.language.edtf import ChronologicalKey, parse_edtf
from sitegen.model.addresses import entry_address, note_address, row_id
from sitegen.model.briefing import Abstract, Note
from sitegen.model.project import OF_THE_ENTRY_ITSELF, Annotation
from sitegen.model.registers import Claim, Event
from sitegen.model.wording import Date, Reference
from sitegen.pages.list_page import Nouns
from sitegen.pages.pagination import Part
from sitegen.pages.passages import recalled_words
from sitegen.records.site import Citation, LedgerRow, Site


@dataclass(frozen=True, slots=True)
class RowPlace:
    """A note that speaks of a claim or an event."""

    briefing: Abstract
    note: Note
    own: Annotation | None
    """The note with those of its keys only that differ from the register's entry; None where the note is the row."""

    @property
    def address(self) -> str:
        """Return where the note stands, within an edition."""
        return note_address(self.briefing.slug, self.note.id)

    @property
    def words(self) -> tuple[str, ...]:
        """Return what recalls the note's place in the article; nothing where it stands on no words."""
        return recalled_words(self.note)


@dataclass(frozen=True, slots=True)
class Side:
    """The sources that speak for a claim, or against it."""

    supports: str
    """From the closed set; empty where the writer does not say it."""
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A claim or an event in a ledger, or in a list that leads there."""

    id: str
    """Its fragment on the ledger's page: the entry's own, or one made of the briefing and the note."""
    shown: Annotation | Claim | Event
    """What is told first: the register's entry, else the note."""
    address: str
    """Of the entry's own page, or of the note, within an edition."""
    briefing: Abstract | None
    """In which references of a single note are to be read; None for an entry of a register."""
    places: tuple[RowPlace, ...]
    """The newest, where there are many."""
    date: Date | None
    """Of an event: as its entry has it, else as the first note that says so."""
    key: str
    """Of the ledger's row; see `LedgerRow.key`."""
    all_places: int = 0
    """How many there are, where not all of them are here: the entry's own page has them."""

    @property
    def is_claim(self) -> bool:
        """Tell whether this is a claim, not an event."""
        return isinstance(self.shown, Claim) or (isinstance(self.shown, Annotation) and self.shown.kind == "claim")

    @property
    def status(self) -> str:
        """Return a claim's status, empty where none is given, as for events."""
        return ("" if isinstance(self.shown, Event) else self.shown.status) or ""

    @property
    def sides(self) -> tuple[Side, ...]:
        """Return the sources of a claim's evidence by what they speak for, each once."""
        evidence = () if isinstance(self.shown, Event) else self.shown.evidence
        by_side = (
            (side, [one.source for one in evidence if one.source and (one.supports or "") == side]) for side in _SIDES
        )
        return tuple(Side(side, tuple(dict.fromkeys(sources))) for side, sources in by_side if sources)

    @property
    def is_added(self) -> bool:
        """Tell whether no article says it: it is from the register alone, or from notes about what lies outside."""
        return all(place.note.is_added for place in self.places)

    @property
    def words(self) -> tuple[str, ...]:
        """Return the article's words where a single note tells of the row: what stands in for a wording or a title."""
        return self.places[0].words if self.briefing else ()


def moment(edtf: str) -> tuple[bool, ChronologicalKey | None]:
    """Return where something stands in time: by its first day, the vaguer date first; without a date behind all."""
    return (False, parse_edtf(edtf).chronological_key) if edtf else (True, None)


def list_rows(rows: Iterable[LedgerRow], site: Site) -> tuple[ListedRow, ...]:
    """Return rows as pages show them, in the same order, with the newest of their places."""
    return tuple(_list_row(row, site) for row in rows)


def list_first_places(rows: Iterable[LedgerRow], site: Site) -> tuple[ListedRow, ...]:
    """Return rows as scripts bring them, in the same order, with the newest place of each."""
    return tuple(list_row(row, slice(1), site) for row in rows)


def list_row(row: LedgerRow, places: slice, site: Site) -> ListedRow:
    """Return a row with some of its places."""
    shown = tuple(_list_place(one, row.entry) for one in site.cite(row.lines[places]))
    if row.entry:
        address = entry_address(row.entry.register, row.entry.id.value)
        return ListedRow(row.entry.id.value, row.entry, address, None, shown, row.date, row.key)
    first = shown[0]
    slug, note = first.briefing.slug, first.note
    address = note_address(slug, note.id)
    return ListedRow(row_id(slug, note.id), note.annotation, address, first.briefing, shown, row.date, row.key)


def fill_row(row: LedgerRow, part: Part, site: Site) -> Nouns:
    """Return what the own page of a claim or an event shows."""
    return {"row": list_row(row, part.span, site), "part": part}


def _list_row(row: LedgerRow, site: Site) -> ListedRow:
    most = site.lengths.places
    if len(row.lines) <= most:
        return list_row(row, slice(None), site)
    return replace(list_row(row, slice(most), site), all_places=len(row.lines))


def _list_place(citation: Citation, entry: Claim | Event | None) -> RowPlace:
    note = citation.library.note(citation.slug, citation.number)
    return RowPlace(citation.briefing, note, _what_differs(note.written, entry) if entry else None)


def _what_differs(written: Annotation, entry: Claim | Event) -> Annotation:
    """Return a note without what it says as its entry does."""
    shared = {field.name for field in fields(entry)} - OF_THE_ENTRY_ITSELF
    return replace(written, **{key: _BLANK[key] for key in shared if getattr(written, key) == getattr(entry, key)})


_SIDES: Final = ("true", "partly", "false", "")

_BLANK: Final[dict[str, Any]] = {field.name: field.default for field in fields(Annotation)}
"""What a key of a note is where it was not written."""
