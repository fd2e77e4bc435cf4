"""What the registers hold: actors, places, terms, sources, topics, claims, events. As the writers wrote it."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Annotated, ClassVar

from sitegen.model.keys import Key, find_in
from sitegen.model.text import Location
from sitegen.model.vocabularies import (
    ACTOR_TYPES,
    CERTAINTIES,
    CREDIBILITIES,
    MATCHES,
    RELATION_TYPES,
    RELIABILITIES,
    STATUSES,
    SUPPORTS,
)
from sitegen.model.wording import Date, MarkdownText, Reference, Speaker, Text, Url, Written

Params = Annotated[Mapping[str, object] | None, Key("Whatever your own templates want; sitegen does not look inside.")]
Identifier = Annotated[
    Written,
    Key(
        "ASCII letters, digits, - and _, beginning with a letter; unique among all registers without regard to case.",
        form="id",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address with a label."""

    scalar_key: ClassVar[str] = "url"
    where: Location = field(compare=False)
    url: Annotated[Url, Key("The address.")]
    label: Annotated[Text | None, Key("What the link says; without it the host's name.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """Another name of an actor, place or term; a plain string stands for its text."""

    scalar_key: ClassVar[str] = "text"
    where: Location = field(compare=False)
    text: Annotated[Text, Key("The name as it stands in articles.")]
    match: Annotated[
        str | None, Key("auto: found everywhere; briefing: where the briefing lists it; manual: never.", one_of=MATCHES)
    ] = None
    valid: Annotated[
        Date | None, Key("The interval (EDTF) in which the name means this; articles outside it do not count.")
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """An office or function that an actor held."""

    where: Location = field(compare=False)
    title: Annotated[Text, Key("What the role is called.")]
    org: Annotated[Reference | None, Key("The actor at which the role is held.", refers_to=("actor",))] = None
    start: Annotated[Date | None, Key("Since when (EDTF).", name="from")] = None
    end: Annotated[Date | None, Key("Until when (EDTF).", name="to")] = None
    note: Annotated[MarkdownText | None, Key("A remark (Markdown).")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The relation of one actor to a second one; the second one's dossier shows the inverse."""

    where: Location = field(compare=False)
    to: Annotated[Reference, Key("The other actor.", refers_to=("actor",))]
    type: Annotated[str | None, Key("One of the types with a known inverse.", one_of=RELATION_TYPES)] = None
    label: Annotated[Text | None, Key("In your own words, where no type fits: how this actor stands to the other.")] = (
        None
    )
    inverse: Annotated[Text | None, Key("How the other stands to this actor; goes with `label`.")] = None
    start: Annotated[Date | None, Key("Since when (EDTF).", name="from")] = None
    end: Annotated[Date | None, Key("Until when (EDTF).", name="until")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that acts or speaks in articles."""

    register: ClassVar[str] = "actor"
    where: Location = field(compare=False)
    id: Identifier
    name: Annotated[Text, Key("The full name; found in articles in every language given here.")]
    type: Annotated[str | None, Key("What sort of actor; the glossary is grouped by it.", one_of=ACTOR_TYPES)] = None
    family: Annotated[Text | None, Key("The name to file by, and the last name that may stand alone.")] = None
    sort: Annotated[Text | None, Key("What to file by instead of the name or family name.")] = None
    aliases: Annotated[tuple[Alias, ...], Key("Other names and spellings.")] = ()
    match: Annotated[
        str | None,
        Key("auto: found everywhere (default); briefing: where the briefing lists it; manual: never.", one_of=MATCHES),
    ] = None
    roles: Annotated[tuple[Role, ...], Key("Offices held, with dates.")] = ()
    affiliations: Annotated[tuple[Reference, ...], Key("Actors to which this one belongs.", refers_to=("actor",))] = ()
    parent: Annotated[Reference | None, Key("The actor of which this one is a part.", refers_to=("actor",))] = None
    relations: Annotated[tuple[Relation, ...], Key("Relations to other actors.")] = ()
    description: Annotated[MarkdownText | None, Key("Who or what this is (Markdown).")] = None
    ids: Annotated[Mapping[str, str] | None, Key("Identifiers elsewhere: `wikidata: Q7747`.")] = None
    links: Annotated[tuple[Link, ...], Key("Pages about the actor.")] = ()
    lat: Annotated[float | None, Key("Latitude in degrees, north positive.", low=-90, high=90)] = None
    lon: Annotated[float | None, Key("Longitude in degrees, east positive.", low=-180, high=180)] = None
    params: Params = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name that a place bore for a time."""

    scalar_key: ClassVar[str] = "name"
    where: Location = field(compare=False)
    name: Annotated[Text, Key("The name.")]
    start: Annotated[Date | None, Key("Since when (EDTF).", name="from")] = None
    end: Annotated[Date | None, Key("Until when (EDTF).", name="to")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place that articles speak of."""

    register: ClassVar[str] = "place"
    where: Location = field(compare=False)
    id: Identifier
    name: Annotated[Text, Key("The name; found in articles of briefings that list the place.")]
    type: Annotated[str | None, Key("What sort of place, in a word: city, region, river …")] = None
    sort: Annotated[Text | None, Key("What to file by instead of the name.")] = None
    aliases: Annotated[tuple[Alias, ...], Key("Other names and spellings.")] = ()
    match: Annotated[
        str | None, Key("briefing: found where the briefing lists it (default); manual: never.", one_of=MATCHES)
    ] = None
    inside: Annotated[
        Reference | None, Key("The place or actor in which it lies.", name="in", refers_to=("place", "actor"))
    ] = None
    lat: Annotated[float | None, Key("Latitude in degrees, north positive.", low=-90, high=90)] = None
    lon: Annotated[float | None, Key("Longitude in degrees, east positive.", low=-180, high=180)] = None
    names: Annotated[tuple[FormerName, ...], Key("Names over time.")] = ()
    description: Annotated[MarkdownText | None, Key("What to know of it (Markdown).")] = None
    ids: Annotated[Mapping[str, str] | None, Key("Identifiers elsewhere: `wikidata: Q232`.")] = None
    links: Annotated[tuple[Link, ...], Key("Pages about the place.")] = ()
    params: Params = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word or phrase that readers need explained."""

    register: ClassVar[str] = "term"
    where: Location = field(compare=False)
    id: Identifier
    term: Annotated[Text, Key("The term; found in articles of briefings that list it.")]
    abbr: Annotated[Text | None, Key("Its abbreviation; found too.")] = None
    sort: Annotated[Text | None, Key("What to file by instead of the term.")] = None
    aliases: Annotated[tuple[Alias, ...], Key("Other wordings and spellings.")] = ()
    match: Annotated[
        str | None, Key("briefing: found where the briefing lists it (default); manual: never.", one_of=MATCHES)
    ] = None
    definition: Annotated[MarkdownText | None, Key("What it means (Markdown).")] = None
    refs: Annotated[tuple[Reference, ...], Key("What else to look up.", refers_to=("any",))] = ()
    links: Annotated[tuple[Link, ...], Key("Pages about the term.")] = ()
    params: Params = None

    @property
    def name(self) -> Text:
        """Return the term itself, so that every entry of a register has a name."""
        return self.term


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that notes cite; the keys are those of CSL."""

    register: ClassVar[str] = "source"
    where: Location = field(compare=False)
    id: Identifier
    title: Annotated[Text, Key("The title, in the source's own language first.")]
    type: Annotated[str | None, Key("CSL's type: article-newspaper, report, webpage, broadcast, post …")] = None
    author: Annotated[Text | None, Key("Who wrote it, where that is known.")] = None
    container_title: Annotated[
        Text | None, Key("The paper, agency or site that published it.", name="container-title")
    ] = None
    publisher: Annotated[Text | None, Key("The publisher, where it is not the container.")] = None
    issued: Annotated[Date | None, Key("When it was published (EDTF).")] = None
    accessed: Annotated[Date | None, Key("When it was looked at (EDTF).")] = None
    url: Annotated[Url | None, Key("Its address.", name="URL")] = None
    archive_url: Annotated[Url | None, Key("An archived copy.", name="archive-URL")] = None
    language: Annotated[str | None, Key("The language it is in: a BCP 47 tag.", form="language")] = None
    reliability: Annotated[
        str | None,
        Key("A completely reliable to E unreliable, F cannot be judged (the Admiralty scale).", one_of=RELIABILITIES),
    ] = None
    note: Annotated[MarkdownText | None, Key("What to know before trusting it (Markdown).")] = None
    params: Params = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject under which briefings are gathered."""

    register: ClassVar[str] = "topic"
    where: Location = field(compare=False)
    id: Identifier
    name: Annotated[Text, Key("What it is called.")]
    sort: Annotated[Text | None, Key("What to file by instead of the name.")] = None
    description: Annotated[MarkdownText | None, Key("What it covers (Markdown).")] = None
    params: Params = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for or against a claim."""

    where: Location = field(compare=False)
    source: Annotated[Reference | None, Key("The source that gives it.", refers_to=("source",))] = None
    supports: Annotated[str | None, Key("true: speaks for the claim; false: against; partly.", one_of=SUPPORTS)] = None
    note: Annotated[MarkdownText | None, Key("What the source says (Markdown).")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A claim that several briefings may speak of."""

    register: ClassVar[str] = "claim"
    where: Location = field(compare=False)
    id: Identifier
    text: Annotated[Text, Key("The claim in one sentence.")]
    title: Annotated[Text | None, Key("A short name for it.")] = None
    body: Annotated[MarkdownText | None, Key("What is known of it (Markdown).")] = None
    speaker: Annotated[
        Speaker | None,
        Key(
            "Who claims it: an id, `author` for the article itself, or a map of languages for one who is not named.",
            refers_to=("actor", "author"),
        ),
    ] = None
    status: Annotated[str | None, Key("What checking found.", one_of=STATUSES)] = None
    as_of: Annotated[Date | None, Key("The day on which the status was found (EDTF).")] = None
    credibility: Annotated[
        str | None,
        Key(
            "1 confirmed by other sources to 5 improbable, 6 cannot be judged (the Admiralty scale).",
            one_of=CREDIBILITIES,
        ),
    ] = None
    evidence: Annotated[tuple[Evidence, ...], Key("What speaks for and against it.")] = ()
    sources: Annotated[tuple[Reference, ...], Key("Sources of what is said here.", refers_to=("source",))] = ()
    refs: Annotated[tuple[Reference, ...], Key("What else to look up.", refers_to=("any",))] = ()
    params: Params = None

    @property
    def cited(self) -> tuple[Reference, ...]:
        """Return the sources that the entry names, in its own key and in its evidence, each once."""
        return cited_sources(self.sources, self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An event that several briefings may speak of."""

    register: ClassVar[str] = "event"
    where: Location = field(compare=False)
    id: Identifier
    title: Annotated[Text, Key("What happened, in a few words.")]
    date: Annotated[Date | None, Key("When (EDTF).")] = None
    body: Annotated[MarkdownText | None, Key("What is known of it (Markdown).")] = None
    place: Annotated[Reference | None, Key("Where: a place or an actor.", refers_to=("place", "actor"))] = None
    certainty: Annotated[str | None, Key("How sure the date and the event are.", one_of=CERTAINTIES)] = None
    sources: Annotated[tuple[Reference, ...], Key("Sources of what is said here.", refers_to=("source",))] = ()
    refs: Annotated[tuple[Reference, ...], Key("What else to look up.", refers_to=("any",))] = ()
    params: Params = None

    @property
    def cited(self) -> tuple[Reference, ...]:
        """Return the sources that the entry names, each once."""
        return cited_sources(self.sources, ())


Entry = Actor | Place | Term | Source | Topic | Claim | Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """Every entry of every register by its id, in the order of files and lines."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    topics: Mapping[str, Topic] = field(default_factory=dict)
    claims: Mapping[str, Claim] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)

    @property
    def all(self) -> tuple[Mapping[str, Entry], ...]:
        """Return all registers."""
        return (self.actors, self.places, self.terms, self.sources, self.topics, self.claims, self.events)

    def find(self, entry_id: str) -> Entry | None:
        """Return the entry with this id from whichever register holds it: ids are one namespace."""
        return next((register[entry_id] for register in self.all if entry_id in register), None)

    def topic_named(self, written: str) -> Topic | None:
        """Return the topic that a briefing means: by the id, or by the name in any language."""
        name = _plain(written)
        by_name = (one for one in self.topics.values() if any(_plain(said.value) == name for said in one.name.wordings))
        return self.topics.get(written) or next(by_name, None)

    def texts(self) -> Iterator[MarkdownText]:
        """Yield every text in Markdown of the registers."""
        for register in self.all:
            for entry in register.values():
                yield from find_in(entry, MarkdownText)


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def cited_sources(sources: Iterable[Reference], evidence: Iterable[Evidence]) -> tuple[Reference, ...]:
    """Return these sources and those of the evidence, each once, in their order."""
    return tuple(dict.fromkeys([*sources, *(item.source for item in evidence if item.source)]))


def name_of(entry: Entry) -> Text:
    """Return the name of an entry of any register."""
    if isinstance(entry, Claim):
        return entry.title or entry.text
    if isinstance(entry, Source):
        return in_own_language(entry.title, entry)
    return entry.title if isinstance(entry, Event) else entry.name


def in_own_language(text: Text, source: Source) -> Text:
    """Return a text of a source's entry; one that is given once is in the source's language, whatever the file's."""
    if not source.language or len(text.wordings) != 1:
        return text
    return Text((replace(text.wordings[0], language=source.language),))
