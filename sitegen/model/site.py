"""What the public gets: briefings and the indexes over all of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from sitegen.model.project import Annotation, FreePage, Manuscript, Seed, Sidecar
from sitegen.model.prose import Meaning, Mention, Placement, Prose
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.settings import Settings
from sitegen.model.text import Span
from sitegen.model.wording import Date, Text


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
    words: tuple[str, ...] = ()
    """The article's words that it stands on, a string for each stretch, line ends as spaces."""

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


@dataclass(frozen=True, slots=True)
class NoteHead:
    """What other pages say of a note that they lead to."""

    id: str
    number: int
    kind: str
    title: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """What lists and other pages say of a briefing: all but the article and the notes."""

    slug: str
    """The briefing's address without folder and suffix."""
    language: str
    """The article's: a BCP 47 tag."""
    title: str
    """The article's own, empty where it has none."""
    sidecar: Sidecar
    """Without notes, rules of matching and, but for their titles, translations."""
    is_draft: bool
    characters: int
    """Of the whole article: code points."""
    heads: tuple[NoteHead, ...]
    """The notes, by number."""
    mentions: int
    """How many places of the article name something."""
    actors: tuple[tuple[str, bool], ...]
    """Whom the article names, in the order of their first mentions: ids, and whether the briefing itself defines them."""

    @property
    def date(self) -> str:
        """Return the briefing's own date, else the article's (EDTF), empty where there is none."""
        date = self.sidecar.date or self.sidecar.published
        return date.edtf if date else ""


@dataclass(frozen=True)
class Briefing:
    """An article with its notes, ready to be shown."""

    manuscript: Manuscript
    prose: Prose
    notes: tuple[Note, ...]
    """By number."""

    @cached_property
    def abstract(self) -> Abstract:
        """Return what lists and other pages say of the briefing."""
        seed, sidecar = self.manuscript.seed, self.manuscript.sidecar
        named = dict.fromkeys(meaning for mention in self.prose.mentions for meaning in mention.meanings)
        actors = [meaning for meaning in named if meaning.register == "actor"]
        titles = tuple(replace(translation, blocks=translation.blocks[:1]) for translation in sidecar.translation)
        return Abstract(
            slug=self.slug,
            language=seed.language,
            title=seed.title,
            sidecar=replace(sidecar, annotations=(), mentions=(), not_mentions=(), key_points=(), translation=titles),
            is_draft=self.manuscript.is_draft,
            characters=len(seed.text),
            heads=tuple(
                NoteHead(note.id, note.number, note.annotation.kind, note.annotation.title) for note in self.notes
            ),
            mentions=len(self.prose.mentions),
            actors=tuple((meaning.id, meaning.is_local) for meaning in actors),
        )

    @property
    def slug(self) -> str:
        """Return the briefing's address without folder and suffix."""
        return self.manuscript.slug

    @property
    def language(self) -> str:
        """Return the article's language, a BCP 47 tag."""
        return self.manuscript.seed.language

    @property
    def title(self) -> str:
        """Return the article's own title, empty where it has none."""
        return self.manuscript.seed.title

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


@dataclass(frozen=True, slots=True)
class Sighting:
    """A mention with the briefing and the sentence in which it stands."""

    briefing: Abstract
    mention: Mention
    sentence: Span
    """The sentence around the mention, in the seed's text, without white space at its ends."""
    text: str
    """The sentence's characters."""

    def read(self, span: Span) -> str:
        """Return the characters of a span within the sentence."""
        return self.text[span.start - self.sentence.start : span.end - self.sentence.start]


@dataclass(frozen=True, slots=True)
class Citation:
    """A note, an entry or a briefing that cites or names something."""

    briefing: Abstract
    note: Note | None
    """None where the briefing itself cites it (its `source`, its cast)."""


@dataclass(frozen=True, slots=True)
class Record:
    """What the lists of the site take from a briefing."""

    abstract: Abstract
    sightings: tuple[Sighting, ...]
    """In the order of the text."""
    notes: tuple[Note, ...]
    """By number."""
    citations: tuple[tuple[str, int], ...]
    """Ids of entries that the briefing names in its keys, with the notes' numbers; 0 where it names them itself."""


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
    briefings: Sequence[Abstract]
    """Newest first, then by slug."""
    pages: tuple[FreePage, ...]
    by_slug: Mapping[str, Abstract]
    """The same by their slugs."""
    newest: tuple[Briefing, ...]
    """The first of the briefings whole: what feeds tell."""
    html_of: Mapping[str, str] = field(repr=False)
    """The HTML of every Markdown wording, by its source."""
    sightings: Mapping[Meaning, tuple[Sighting, ...]]
    """Every mention of an entry, by briefing (newest first) and place."""
    quotes_of: Mapping[str, tuple[Citation, ...]]
    """Quotes by the id of their speaker or spokesman."""
    citations_of: Mapping[str, tuple[Citation, ...]]
    """What names a source, actor, place, term, claim or event in its keys, by the entry's id."""
    claims: Sequence[LedgerRow]
    """Every claim once: those of the register in its order, then those of notes, newest briefing first."""
    events: Sequence[LedgerRow]
    """Every event once, by date; those without a date last."""
    quotes: Sequence[Citation]
    """Every quote, newest briefing first, by number."""
    companions_of: Mapping[str, tuple[tuple[str, int], ...]]
    """Actors named in the same briefings, by an actor's id: (other's id, number of shared briefings), most first."""


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
