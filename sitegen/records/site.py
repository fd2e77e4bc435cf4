"""The finished site, in which pages and exports only look things up."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar, overload

from sitegen.language.editions import Edition
from sitegen.language.text_links import TextLinks, list_text_links
from sitegen.model.briefing import Abstract, Briefing, Note
from sitegen.model.project import FreePage
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.settings import Settings
from sitegen.model.wording import Date
from sitegen.records.library import CitationLine, Lengths, Library, NoteLine


@dataclass(frozen=True, slots=True)
class Citation:
    """A note, or a briefing, that cites or names something; both are looked up when they are asked for."""

    slug: str
    number: int
    """Of the note; 0 where the briefing itself cites it, as the source of its article."""
    library: Library = field(compare=False, repr=False)

    @property
    def key(self) -> str:
        """Return the key of the note's line; see `NoteLine.key`."""
        return f"{self.slug}.{self.number}"

    @property
    def briefing(self) -> Abstract:
        """Return the briefing."""
        return self.library.abstract(self.slug)

    @property
    def note(self) -> Note | None:
        """Return the note; None where the briefing itself cites it."""
        return self.library.note(self.slug, self.number) if self.number else None


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A claim or an event with all its places: one of a register, or one that a single note tells."""

    entry: Claim | Event | None
    """Of the register; None where the note alone tells it."""
    lines: Sequence[NoteLine]
    """The notes that speak of it, by briefing and number; none where no briefing does."""
    library: Library = field(compare=False, repr=False)

    @property
    def key(self) -> str:
        """Return what tells it from the other rows of its ledger."""
        return self.entry.id.value if self.entry else self.lines[0].key

    @property
    def status(self) -> str:
        """Return a claim's status, empty where none is given, as for events; the register's counts."""
        if self.entry:
            return (self.entry.status if isinstance(self.entry, Claim) else "") or ""
        return self.lines[0].status

    @property
    def edtf(self) -> str:
        """Return when an event happened: as the register has it, else as the first note that says so; else empty."""
        own = self.entry.date if isinstance(self.entry, Event) else None
        return own.edtf if own else next((line.date for line in self.lines if line.date), "")

    @property
    def date(self) -> Date | None:
        """Return the same date with its place in its file."""
        if isinstance(self.entry, Event) and self.entry.date:
            return self.entry.date
        dated = next((line for line in self.lines if line.date), None)
        return self.library.note(dated.slug, dated.number).annotation.date if dated else None


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything that is published, finished."""

    settings: Settings
    registers: Registers
    pages: tuple[FreePage, ...]
    newest: Sequence[Briefing]
    """The first of the briefings whole, for feeds."""
    html_of: Mapping[str, str] = field(repr=False)
    """The HTML of every Markdown wording, by its source."""
    library: Library = field(repr=False)
    filled: frozenset[str]
    """The kinds of what briefings tell: `claim`, `quote`, `event`, and `mention` where an article names anything."""
    lengths: Lengths = field(default_factory=Lengths)
    unpublished: frozenset[str] = frozenset()
    """What texts of registers and free pages take for slugs of briefings, and under which none is published."""

    @property
    def briefings(self) -> Sequence[Abstract]:
        """Return all briefings, newest first, then by slug."""
        return self.shelve(line.slug for line in self.library.briefings())

    @property
    def claims(self) -> Sequence[LedgerRow]:
        """Return every claim once: those of the register in its order, then those of notes, newest briefing first."""
        return tuple(self._rows("claim", self.registers.claims))

    @property
    def events(self) -> Sequence[LedgerRow]:
        """Return every event once: those of the register in its order, then those of notes, newest briefing first."""
        return tuple(self._rows("event", self.registers.events))

    @property
    def quotes(self) -> Sequence[NoteLine]:
        """Return every quote, newest briefing first, by number."""
        return self.library.ledger("quote")

    def links_in(self, edition: Edition) -> TextLinks:
        """Return the targets of links in an edition."""
        (links,) = (links for links in list_text_links(self.settings) if links.edition.prefix == edition.prefix)
        return replace(
            links, is_published=lambda slug: self.library.find(slug) is not None, unpublished=self.unpublished
        )

    def shelve(self, slugs: Iterable[str]) -> Sequence[Abstract]:
        """Return briefings by their slugs."""
        return Lazy(tuple(slugs), self.library.abstract)

    def cite(self, lines: Iterable[NoteLine | CitationLine]) -> tuple[Citation, ...]:
        """Return the notes, and briefings, that lines tell of."""
        return tuple(Citation(line.slug, line.number, self.library) for line in lines)

    def row_of(self, entry: Claim | Event) -> LedgerRow:
        """Return the row of a register's claim or event."""
        return LedgerRow(entry, self.library.entry_notes(entry.id.value), self.library)

    def lone_row(self, line: NoteLine) -> LedgerRow:
        """Return the row of a claim or event that a single note tells."""
        return LedgerRow(None, (line,), self.library)

    def _rows(self, kind: str, register: Mapping[str, Claim | Event]) -> Iterator[LedgerRow]:
        lines: dict[str, list[NoteLine]] = {entry_id: [] for entry_id in register}
        lone = []
        for line in self.library.ledger(kind):
            if line.entry in lines:
                lines[line.entry].append(line)
            else:
                lone.append(self.lone_row(line))
        yield from (LedgerRow(register[entry_id], found, self.library) for entry_id, found in lines.items())
        yield from lone


Item_co = TypeVar("Item_co", covariant=True)


class Lazy(Sequence[Item_co], Generic[Item_co]):
    """Items that are fetched when they are looked at; a slice fetches none."""

    def __init__(self, keys: Sequence[object], fetch: Callable[..., Item_co]) -> None:
        self._keys = keys
        self._fetch = fetch

    @overload
    def __getitem__(self, index: int) -> Item_co: ...
    @overload
    def __getitem__(self, index: slice) -> "Lazy[Item_co]": ...
    def __getitem__(self, index: int | slice) -> "Item_co | Lazy[Item_co]":
        """Return an item, or some of them unfetched."""
        if isinstance(index, slice):
            return Lazy(self._keys[index], self._fetch)
        return self._fetch(self._keys[index])

    def __iter__(self) -> Iterator[Item_co]:
        return map(self._fetch, self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page, which is a file of the site."""

    path: str
    """Relative to the output folder, with `/`."""
    alt: str
    """The words on it; empty where there are none."""
    width: int
    height: int
    """Both in pixels."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """The data that the head of a briefing's page holds for other programs."""

    description: Mapping[str, object]
    """For search engines, as JSON-LD."""
    picture: Picture | None
    """For those who show a link to the page."""
