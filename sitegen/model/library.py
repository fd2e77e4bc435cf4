"""Where lists look up what they need of briefings: lines that tell what is there, and behind each line the whole.

Lines come newest briefing first, within one in the order of the text or of the notes' numbers. Whoever sorts, counts
or cuts a list reads lines; whoever prints a page of it takes the few things behind them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar, overload

from sitegen.model.briefing import Abstract, Meaning, Note, NoteHead, Sighting
from sitegen.model.registers import Actor, Place, Term

Item_co = TypeVar("Item_co", covariant=True)


@dataclass(frozen=True, slots=True)
class BriefingLine:
    """A briefing, as far as lists sort by it."""

    slug: str
    date: str
    """Its own, else the article's (EDTF); empty where there is none."""


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A claim, quote or event that a note tells of, as far as ledgers sort by it."""

    slug: str
    number: int
    entry: str
    """The id of the register's claim or event that it is; empty where the note alone tells it."""
    status: str
    """Of a claim, empty where none is given."""
    date: str
    """When an event happened (EDTF); empty where that is not known."""
    speaker: str
    """The id; UNNAMED for one who is told in words alone, empty where nobody is told."""
    is_local_speaker: bool
    """The briefing itself defines the speaker."""


@dataclass(frozen=True, slots=True)
class CitationLine:
    """A note, or a briefing, that names an entry in its keys."""

    slug: str
    number: int
    """Of the note; 0 where the briefing itself names it, as the source of its article."""


@dataclass(frozen=True, slots=True)
class AppearanceLine:
    """A briefing whose article names something."""

    slug: str
    date: str
    """The briefing's (EDTF), empty where it has none."""
    anchors: tuple[str, ...]
    """The fragments of the places, in the order of the text."""
    sizes: tuple[int, ...]
    """How many of the places each sentence holds."""


@dataclass(frozen=True, slots=True)
class DefinitionLine:
    """An actor, place or term that a briefing defines itself, as far as an index is sorted by it."""

    slug: str
    number: int
    entry: Actor | Place | Term
    """Its id and what it is filed by: the name, the family name, the sort."""


class Library(Protocol):
    """Knows all briefings that are published."""

    def briefings(self) -> Sequence[BriefingLine]:
        """Return all briefings."""

    def abstract(self, slug: str) -> Abstract:
        """Return what other pages say of a briefing. LookupError where there is none of this slug."""

    def find(self, slug: str) -> Abstract | None:
        """Return the same, None where there is no briefing of this slug."""

    def heads(self, slug: str) -> tuple[NoteHead, ...]:
        """Return what other pages say of a briefing's notes, by number."""

    def note(self, slug: str, number: int) -> Note:
        """Return a note. LookupError where there is none."""

    def sightings(self, meaning: Meaning, slug: str) -> Sequence[Sighting]:
        """Return where a briefing's article names something."""

    def ledger(self, kind: str) -> Sequence[NoteLine]:
        """Return all claims, all quotes or all events."""

    def entry_notes(self, entry_id: str) -> Sequence[NoteLine]:
        """Return the notes that a claim or an event of a register is told by."""

    def told_of(self, kind: str, actor_id: str) -> Sequence[NoteLine]:
        """Return the notes of a kind that an actor speaks in (claim, quote) or happen at or name one (event).

        The kind `about` gives the claims that name the actor among their `refs`.
        """

    def appearances(self, meaning: Meaning) -> Sequence[AppearanceLine]:
        """Return the briefings whose articles name something."""

    def citations(self, entry_id: str) -> Sequence[CitationLine]:
        """Return what names an entry in its keys."""

    def companions(self, actor_id: str) -> Sequence[tuple[str, int]]:
        """Return the actors whom the same articles name, with the number of those articles, most first."""

    def on_topic(self, topic: str) -> Sequence[BriefingLine]:
        """Return the briefings on a topic."""

    def listing(self, source_id: str) -> Sequence[BriefingLine]:
        """Return the briefings that list a source of the register."""

    def definitions(self) -> Sequence[tuple[str, Actor | Place | Term]]:
        """Return what briefings define themselves, actors, places and terms, each behind the briefing's slug."""

    def definition_lines(self) -> Sequence[DefinitionLine]:
        """Return the same as far as an index is sorted by it."""

    def aliases(self) -> Sequence[tuple[str, str]]:
        """Return former slugs, each behind the briefing's present one."""

    def last_changes(self) -> Sequence[tuple[str, str]]:
        """Return the day of each briefing's last change (ISO 8601) behind its slug, empty where no day is known."""


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
