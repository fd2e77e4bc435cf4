"""What the writers wrote: seeds with their sidecars, free pages, the whole of a site's folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Annotated, ClassVar, Final, Literal

from sitegen.model.keys import Key
from sitegen.model.registers import (
    Actor,
    Claim,
    Event,
    Evidence,
    Params,
    Place,
    Registers,
    Source,
    Term,
    cited_sources,
)
from sitegen.model.settings import Author, License, Settings
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.vocabularies import (
    CERTAINTIES,
    CONFIDENCES,
    CREDIBILITIES,
    FORMS,
    KINDS,
    LIKELIHOODS,
    MODIFIERS,
    PARAGRAPHS,
    STANCES,
    STATUSES,
)
from sitegen.model.wording import BlockTranslation, Date, MarkdownText, Reference, Speaker, Text, Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """A quote with its context: the W3C's TextQuoteSelector, with a counter. A plain string is its exact."""

    scalar_key: ClassVar[str] = "exact"
    where: Location = field(compare=False)
    exact: Annotated[Written, Key("The article's own words; a line break or ¶ stands for a paragraph break.")]
    prefix: Annotated[Written | None, Key("What stands right before, where the words occur more than once.")] = None
    suffix: Annotated[Written | None, Key("What stands right after, where the words occur more than once.")] = None
    occurrence: Annotated[
        Literal["all"] | int | None, Key("Which of the places that are left: a number from 1, or all.", low=1)
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A number that an article gives."""

    where: Location = field(compare=False)
    amount: Annotated[float | None, Key("The number.")] = None
    range: Annotated[tuple[float, ...], Key("Lowest and highest, where it is not one number.")] = ()
    unit: Annotated[Text | None, Key("What is counted.")] = None
    modifier: Annotated[str | None, Key("How exact the article is.", one_of=MODIFIERS)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The wording that was translated into the article's language."""

    where: Location = field(compare=False)
    lang: Annotated[str, Key("The original's language: a BCP 47 tag.", form="language")]
    text: Annotated[Written, Key("The original wording.")]
    date: Annotated[Date | None, Key("When it was said (EDTF).")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A note. Its kind says which of the keys below `params` it may carry (`kinds.OWN_KEYS_OF_KIND`)."""

    where: Location = field(compare=False)
    id: Annotated[
        Written | None,
        Key(
            "ASCII letters, digits, - and _, beginning with a letter; without it one is made from kind and anchor.",
            form="id",
        ),
    ] = None
    kind: Annotated[str, Key("What sort of note.", one_of=KINDS)]
    at: Annotated[
        tuple[Selector, ...], Key("The words that the note is about; left out, it is about the whole article.")
    ] = ()
    title: Annotated[Text | None, Key("The note's heading; for an event, what happened.")] = None
    body: Annotated[MarkdownText | None, Key("The note (Markdown).")] = None
    refs: Annotated[
        tuple[Reference, ...], Key("Ids of anything: notes, actors, claims …, `slug#id`.", refers_to=("any",))
    ] = ()
    sources: Annotated[tuple[Reference, ...], Key("Sources of what the note says.", refers_to=("source",))] = ()
    author: Annotated[Text | None, Key("Who wrote the note, where it is not the briefing's authors.")] = None
    created: Annotated[Date | None, Key("When it was written (EDTF).")] = None
    modified: Annotated[Date | None, Key("When it was last changed (EDTF).")] = None
    params: Params = None
    speaker: Annotated[
        Speaker | None,
        Key(
            "Who says it: an id, `author` for the article itself, or a map of languages for one who is not named.",
            refers_to=("actor", "author"),
        ),
    ] = None
    via: Annotated[
        Speaker | None,
        Key(
            "The spokesman through whom it is said: an id, or a map of languages for one who is not named.",
            refers_to=("actor",),
        ),
    ] = None
    verb: Annotated[Text | None, Key("The verb with which the article reports it.")] = None
    stance: Annotated[str | None, Key("How the speaker says it.", one_of=STANCES)] = None
    form: Annotated[
        str | None, Key("direct, partial, scare (quotation marks that keep a distance) or indirect.", one_of=FORMS)
    ] = None
    said: Annotated[Date | None, Key("When it was said (EDTF).")] = None
    lang: Annotated[str | None, Key("The language in which it was said: a BCP 47 tag.", form="language")] = None
    text: Annotated[Text | None, Key("The claim in one sentence.")] = None
    status: Annotated[str | None, Key("What checking found.", one_of=STATUSES)] = None
    as_of: Annotated[Date | None, Key("The day on which the status was found (EDTF).")] = None
    credibility: Annotated[
        str | None,
        Key(
            "1 confirmed by other sources to 5 improbable, 6 cannot be judged (the Admiralty scale).",
            one_of=CREDIBILITIES,
        ),
    ] = None
    evidence: Annotated[tuple[Evidence, ...], Key("What speaks for and against the claim.")] = ()
    entry: Annotated[
        Reference | None, Key("The claim or event of a register that this is.", refers_to=("claim", "event"))
    ] = None
    value: Annotated[Value | None, Key("The figure as a number.")] = None
    date: Annotated[Date | None, Key("When it happened (EDTF).")] = None
    place: Annotated[Reference | None, Key("Where: a place or an actor.", refers_to=("place", "actor"))] = None
    certainty: Annotated[str | None, Key("How sure the date and the event are.", one_of=CERTAINTIES)] = None
    translation: Annotated[Text | None, Key("What the words mean in other languages.")] = None
    original: Annotated[Original | None, Key("The wording that the article translates.")] = None
    confidence: Annotated[
        str | None, Key("How sure the analysis is; never together with likelihood.", one_of=CONFIDENCES)
    ] = None
    likelihood: Annotated[
        str | None, Key("How probable it is; never together with confidence.", one_of=LIKELIHOODS)
    ] = None
    basis: Annotated[MarkdownText | None, Key("What the assessment rests on (Markdown).")] = None

    @property
    def cited(self) -> tuple[Reference, ...]:
        """Return the sources that the note names, in its own key and in its evidence, each once."""
        return cited_sources(self.sources, self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPoint:
    """A point to read first, linked to its evidence; a plain string stands for its text."""

    scalar_key: ClassVar[str] = "text"
    where: Location = field(compare=False)
    text: Annotated[MarkdownText, Key("The point in a sentence (Markdown).")]
    refs: Annotated[tuple[Reference, ...], Key("The notes and entries that bear it out.", refers_to=("any",))] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRule:
    """What matching cannot find alone."""

    where: Location = field(compare=False)
    ref: Annotated[Reference, Key("The actor, place or term that is meant.", refers_to=("actor", "place", "term"))]
    at: Annotated[tuple[Selector, ...], Key("The words that mean it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMentionRule:
    """What matching must not link."""

    where: Location = field(compare=False)
    at: Annotated[tuple[Selector, ...], Key("The words; all places where several fit.")]
    ref: Annotated[
        Reference | None,
        Key(
            "What they do not mean; left out: they mean nothing of the registers.", refers_to=("actor", "place", "term")
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What was changed after publication."""

    where: Location = field(compare=False)
    date: Annotated[Date, Key("When (EDTF).")]
    note: Annotated[MarkdownText | None, Key("What was changed (Markdown).")] = None
    refs: Annotated[tuple[Reference, ...], Key("The notes that were changed.", refers_to=("any",))] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """A briefing is taken back: its page keeps its address and says so."""

    where: Location = field(compare=False)
    date: Annotated[Date, Key("When (EDTF).")]
    note: Annotated[MarkdownText | None, Key("Why, for readers (Markdown).")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """`content/briefings/<stem>.yaml`: everything that is said of one article."""

    where: Location = field(compare=False)
    seed: Annotated[Written | None, Key("The article's file in seeds/; default: this file's stem with .txt.")] = None
    slug: Annotated[Written | None, Key("The briefing's address; default: this file's stem.", form="slug")] = None
    draft: Annotated[bool, Key("true: left out of `build`, shown by `serve`.")] = False
    lang: Annotated[
        Written | None, Key("The article's language: a BCP 47 tag; default: the first edition's.", form="language")
    ] = None
    paragraphs: Annotated[str | None, Key("As in site.yaml, for this article alone.", one_of=PARAGRAPHS)] = None
    headline: Annotated[
        tuple[Selector, ...],
        Key("The block that is the title: its number from 1, or words of it. Those before it are an agency's lines."),
    ] = ()
    deck: Annotated[
        bool | None, Key("Whether the block after the title is the deck; left out, its empty lines tell.")
    ] = None
    published: Annotated[Date | None, Key("The article's date (EDTF).")] = None
    covers: Annotated[
        Date | None, Key("The time that the article tells of (EDTF), where it looks back: the cast's roles are of it.")
    ] = None
    date: Annotated[Date | None, Key("The briefing's own date (EDTF); default: published.")] = None
    updated: Annotated[Date | None, Key("The briefing's last change (EDTF).")] = None
    title: Annotated[Text | None, Key("Titles for lists, by language; over the article the seed's own stands.")] = None
    translation: Annotated[
        tuple[BlockTranslation, ...],
        Key(
            "The article in other languages: for each a list with one item a block, in order, `~` where there is none."
        ),
    ] = ()
    summary: Annotated[MarkdownText | None, Key("The bottom line, read first (Markdown).")] = None
    key_points: Annotated[tuple[KeyPoint, ...], Key("Points to read first, linked to their evidence.")] = ()
    source: Annotated[Reference | None, Key("Where the article comes from.", refers_to=("source",))] = None
    topics: Annotated[tuple[Written, ...], Key("Subjects: ids of topics, or words that are shown as typed.")] = ()
    authors: Annotated[tuple[Author, ...], Key("Who wrote the notes.")] = ()
    license: Annotated[License | None, Key("What may be done with article and notes.")] = None
    actors: Annotated[
        tuple[Reference | Actor, ...],
        Key("The cast: ids, or whole definitions of this briefing's own.", refers_to=("actor",)),
    ] = ()
    places: Annotated[
        tuple[Reference | Place, ...],
        Key("Places: ids, or whole definitions of this briefing's own.", refers_to=("place",)),
    ] = ()
    terms: Annotated[
        tuple[Reference | Term, ...],
        Key("Terms: ids, or whole definitions of this briefing's own.", refers_to=("term",)),
    ] = ()
    sources: Annotated[
        tuple[Reference | Source, ...],
        Key("Sources: ids, or whole definitions of this briefing's own.", refers_to=("source",)),
    ] = ()
    mentions: Annotated[tuple[MentionRule, ...], Key("Mentions that matching cannot find alone.")] = ()
    not_mentions: Annotated[tuple[NoMentionRule, ...], Key("What matching must not link.")] = ()
    annotations: Annotated[tuple[Annotation, ...], Key("The notes.")] = ()
    related: Annotated[tuple[Reference, ...], Key("Slugs of briefings to read next.", refers_to=("briefing",))] = ()
    aliases: Annotated[tuple[Written, ...], Key("Former slugs, which lead here.", form="slug")] = ()
    revisions: Annotated[tuple[Revision, ...], Key("What was changed after publication.")] = ()
    withdrawn: Annotated[
        Withdrawal | None, Key("The page keeps its address and shows this alone, as do lists and feeds.")
    ] = None
    noindex: Annotated[bool, Key("true: search engines are asked to leave the page out.")] = False
    params: Params = None

    @property
    def local_actors(self) -> tuple[Actor, ...]:
        """Return the actors that are defined here and nowhere else."""
        return tuple(item for item in self.actors if isinstance(item, Actor))

    @property
    def local_places(self) -> tuple[Place, ...]:
        """Return the places that are defined here and nowhere else."""
        return tuple(item for item in self.places if isinstance(item, Place))

    @property
    def local_terms(self) -> tuple[Term, ...]:
        """Return the terms that are defined here and nowhere else."""
        return tuple(item for item in self.terms if isinstance(item, Term))

    @property
    def local_sources(self) -> tuple[Source, ...]:
        """Return the sources that are defined here and nowhere else."""
        return tuple(item for item in self.sources if isinstance(item, Source))

    @property
    def local_definitions(self) -> tuple[Actor | Place | Term | Source, ...]:
        """Return everything that is defined here and nowhere else."""
        return (*self.local_actors, *self.local_places, *self.local_terms, *self.local_sources)


BlockRole = Literal["agency-line", "title", "deck", "paragraph"]
"""What a block is in its article; agency lines stand before the title."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an article: a line, or a run of lines where `paragraphs` is `blank-line`."""

    role: BlockRole
    span: Span


@dataclass(frozen=True, slots=True)
class Seed:
    """An article as it came: its text is shown character for character."""

    name: str
    """The file's name in seeds/."""
    source: SourceText = field(compare=False)
    language: str
    blocks: tuple[Block, ...]
    is_parted_by_blank_lines: bool = False
    """Blocks are runs of lines, in which a line break is as good as a space."""

    @property
    def text(self) -> str:
        """Return the whole text; offsets everywhere are code points in it."""
        return self.source.text

    @property
    def title_index(self) -> int:
        """Return which of the blocks is the title, from 0."""
        return next((index for index, block in enumerate(self.blocks) if block.role == "title"), 0)

    @property
    def title(self) -> str:
        """Return the title's text on one line, empty where the seed has no blocks."""
        title = self.blocks[self.title_index].span.of(self.text) if self.blocks else ""
        return " ".join(map(str.strip, title.split("\n"))) if "\n" in title else title


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A seed with its sidecar: a briefing as written."""

    slug: str
    seed: Seed
    sidecar: Sidecar
    """For a seed that has none: an empty one."""
    annotations: tuple[Annotation, ...]
    """The sidecar's, each with an id: the written one, or one made from kind and anchor."""
    is_draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingSummary:
    """The facts of a briefing, well read or not, that checks of other files need."""

    slug: str
    slug_where: Location
    seed: str
    """The name of the seed that it speaks of, composed (NFC)."""
    aliases: tuple[Written, ...] = ()
    declared: tuple[Written, ...] = ()
    """Every id that stands in the sidecar, those of broken pieces too."""
    local: tuple[tuple[str, str], ...] = ()
    """What references within it, or to it with `#`, may mean: id and register."""
    is_whole: bool = True
    """False where the sidecar could not be read, so that an id that is not found may well stand in it."""
    is_shown: bool = False
    """False where sidecar or seed could not be read."""
    is_draft: bool = False
    is_withdrawn: bool = False
    """Its page shows nothing of what stands in it."""


@dataclass(frozen=True, slots=True)
class FreePage:
    """A page that is no briefing: `content/pages/<name>.md`, in other languages `<name>.<lang>.md`."""

    name: str
    title: Text
    body: MarkdownText
    params: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Everything that was read from a site's folder."""

    settings: Settings
    registers: Registers
    manuscripts: tuple[Manuscript, ...]
    """Drafts too; sorted by slug."""
    pages: tuple[FreePage, ...]
    """Sorted by name."""


OF_THE_ENTRY_ITSELF: Final = frozenset({"where", "id", "params"})
"""Keys that a note has too, but never takes from its entry."""


def with_entry(annotation: Annotation, registers: Registers) -> Annotation:
    """Return the note, completed where it is silent with what its `entry` says (contract, section 3)."""
    entry = annotation.entry and registers.find(annotation.entry.id)
    if not isinstance(entry, Claim | Event):
        return annotation
    keys = (field.name for field in fields(entry) if field.name not in OF_THE_ENTRY_ITSELF)
    return replace(annotation, **{key: getattr(entry, key) for key in keys if not getattr(annotation, key)})


def article_rights(sidecar: Sidecar, settings: Settings) -> Text | None:
    """Return the rights in an article: its sidecar's words, else the site's."""
    return next((said.article for said in _said(sidecar, settings) if said.article), None)


def notes_licence(sidecar: Sidecar, settings: Settings) -> Text | None:
    """Return the licence of the notes on an article: its sidecar's, else the site's."""
    return next((said.annotations for said in _said(sidecar, settings) if said.annotations), None)


def _said(sidecar: Sidecar, settings: Settings) -> tuple[License, ...]:
    return tuple(licence for licence in (sidecar.license, settings.license) if licence)
