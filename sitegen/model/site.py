"""What the public gets: briefings and the indexes over all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.model.project import Annotation, FreePage, Manuscript, Seed, Sidecar
from sitegen.model.prose import Meaning, Mention, Placement, Prose
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.settings import Settings
from sitegen.model.text import Span
from sitegen.model.wording import Date


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with its number and its place."""

    number: int
    """From 1 in the order of the text; notes about the whole article come last."""
    annotation: Annotation
    """With what it takes from the claim or event of a register that its `entry` names."""
    placement: Placement | None
    """None where a quote could not be placed and the build went on all the same."""
    written: Annotation
    """As it stands in the sidecar: where it has an entry, what differs here."""

    @property
    def id(self) -> str:
        """Return the annotation's id: the note's fragment on its page."""
        return self.annotation.id.value if self.annotation.id else ""

    @property
    def is_placed(self) -> bool:
        """Tell whether the note stands on words of the article."""
        return bool(self.placement and self.placement.spans)

    @property
    def is_added(self) -> bool:
        """Tell whether the note is about what the article does not say: it names no words of it."""
        return not self.annotation.at


@dataclass(frozen=True)
class Briefing:
    """An article with its notes, ready to be shown."""

    manuscript: Manuscript
    prose: Prose
    notes: tuple[Note, ...]
    """By number."""

    @property
    def slug(self) -> str:
        """Return the briefing's address without folder and suffix."""
        return self.manuscript.slug

    @property
    def seed(self) -> Seed:
        """Return the article."""
        return self.manuscript.seed

    @property
    def sidecar(self) -> Sidecar:
        """Return what was said of the article."""
        return self.manuscript.sidecar

    @property
    def date(self) -> str:
        """Return the briefing's own date, else the article's (EDTF), empty where there is none."""
        date = self.sidecar.date or self.sidecar.published
        return date.edtf if date else ""

    def note(self, annotation_id: str) -> Note | None:
        """Return the note with this id."""
        return next((note for note in self.notes if note.id == annotation_id), None)

    def words_of(self, note: Note) -> tuple[str, ...]:
        """Return the words that a note stands on, a string for each stretch, line ends as spaces."""
        spans = note.placement.spans if note.placement else ()
        return tuple(" ".join(span.of(self.seed.text).split()) for span in spans)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention with the briefing and the sentence in which it stands."""

    briefing: Briefing
    mention: Mention
    sentence: Span
    """The sentence around the mention, in the seed's text, without white space at its ends."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A note, an entry or a briefing that cites or names something."""

    briefing: Briefing
    note: Note | None
    """None where the briefing itself cites it (its `source`, its cast)."""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A claim or an event with all its places: one of a register, or one that a single note tells."""

    entry: Claim | Event | None
    """Of the register; None where the note alone tells it."""
    citations: tuple[Citation, ...]
    """The notes that speak of it, by briefing and number; none where no briefing does."""

    @property
    def main(self) -> Annotation | Claim | Event | None:
        """Return what the row shows first: the register's entry, else the note."""
        first = self.citations[0].note if self.citations else None
        return self.entry or (first.annotation if first else None)

    @property
    def date(self) -> Date | None:
        """Return when an event happened: as the register has it, else as the first note that says so."""
        notes = (citation.note.annotation for citation in self.citations if citation.note)
        dates = (one.date for one in (self.entry, *notes) if isinstance(one, Event | Annotation))
        return next((date for date in dates if date), None)


@dataclass(frozen=True, kw_only=True)
class Site:
    """Everything that is published, finished; pages and exports only look things up in it."""

    settings: Settings
    registers: Registers
    briefings: tuple[Briefing, ...]
    """Newest first, then by slug."""
    pages: tuple[FreePage, ...]
    html_of: Mapping[str, str] = field(repr=False)
    """The HTML of every Markdown wording, by its source."""
    sightings: Mapping[Meaning, tuple[Sighting, ...]]
    """Every mention of an entry, by briefing (newest first) and place."""
    quotes_of: Mapping[str, tuple[Citation, ...]]
    """Quotes by the id of their speaker or spokesman."""
    citations_of: Mapping[str, tuple[Citation, ...]]
    """What names a source, actor, place, term, claim or event in its keys, by the entry's id."""
    claims: tuple[LedgerRow, ...]
    """Every claim once: those of the register in its order, then those of notes, newest briefing first."""
    events: tuple[LedgerRow, ...]
    """Every event once, by date; those without a date last."""
    quotes: tuple[Citation, ...]
    """Every quote, newest briefing first, by number."""
    companions_of: Mapping[str, tuple[tuple[str, int], ...]]
    """Actors named in the same briefings, by an actor's id: (other's id, number of shared briefings), most first."""

    def briefing(self, slug: str) -> Briefing | None:
        """Return the briefing with this slug."""
        return next((briefing for briefing in self.briefings if briefing.slug == slug), None)


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
    """What the head of a briefing's page tells other programs."""

    description: Mapping[str, object]
    """For search engines, as JSON-LD."""
    picture: Picture | None
    """For those who show a link to the page."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the finished site."""

    path: str
    """Relative to the output folder, with `/`."""
    content: bytes
