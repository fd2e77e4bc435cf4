"""A briefing as its page shows it: the cast with its roles, the notes with their back links, sources, rights."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sitegen.language.editions import Edition
from sitegen.model.addresses import reference_id
from sitegen.model.briefing import Briefing, Note
from sitegen.model.project import Annotation, Revision, article_rights, notes_licence
from sitegen.model.registers import Registers, Source
from sitegen.model.settings import Author
from sitegen.model.site import Site
from sitegen.model.vocabularies import GROUP_OF_KIND, GROUPS
from sitegen.model.wording import BlockTranslation, Date, Reference, Text
from sitegen.pages.cast import BriefingNames, CastGroup, ListedName, group_cast
from sitegen.pages.facing import Facing, choose_facing, list_others
from sitegen.pages.passages import recalled_words
from sitegen.pages.reading_time import reading_minutes
from sitegen.pages.revisions import last_revised, list_revisions

_OUTSIDE_KINDS: Final = frozenset({"event", "update", "claim", "figure", "quote"})
"""Kinds that tell what happened or was said: without words to stand on, it is not in the article."""

_FACTS: Final = (
    "speaker",
    "via",
    "verb",
    "stance",
    "form",
    "said",
    "lang",
    "as_of",
    "credibility",
    "value",
    "date",
    "place",
    "certainty",
    "confidence",
    "likelihood",
    "basis",
)
"""Keys of a note that its page shows as a list of facts."""


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source of a briefing with the notes that cite it."""

    source: Source
    is_local: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note as the list shows it."""

    note: Note
    group: str
    words: tuple[str, ...]
    """What recalls its place in the article."""
    back_links: tuple[str, ...]
    """Fragments of its numbers in the text."""

    @property
    def annotation(self) -> Annotation:
        """Return what the note says, with what it takes from the entry that it names."""
        return self.note.annotation

    @property
    def is_compact(self) -> bool:
        """Tell whether the mark alone says it: a quote without a body, title or sources."""
        annotation = self.annotation
        return annotation.kind == "quote" and not (annotation.body or annotation.title or annotation.sources)

    @property
    def has_facts(self) -> bool:
        """Tell whether there is more to it than words: who spoke, a figure, a date, how certain it is."""
        annotation = self.annotation
        return any(getattr(annotation, name) for name in _FACTS)

    @property
    def part(self) -> str:
        """Return the part of the list in which the note stands, as `NotePart` names it."""
        if not self.note.placement:
            return "unplaced"
        if self.note.is_placed:
            return "placed"
        return "outside" if self.annotation.kind in _OUTSIDE_KINDS else "general"


@dataclass(frozen=True, slots=True)
class NotePart:
    """A part of the list of notes."""

    name: str
    """placed, general (on the whole article), outside (not in the article) or unplaced (its words were not found)."""
    notes: tuple[ListedNote, ...]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Everything on a briefing's page beside the article itself."""

    actors: tuple[ListedName, ...]
    places: tuple[ListedName, ...]
    terms: tuple[ListedName, ...]
    notes: tuple[ListedNote, ...]
    sources: tuple[ListedSource, ...]
    groups: tuple[str, ...]
    """The groups whose marks lie on the article, in the order of the legend."""
    authors: tuple[Author, ...]
    article_rights: Text | None
    notes_license: Text | None
    reading_minutes: int
    last_revised: Date | None
    revisions: tuple[Revision, ...]
    facing: Facing | None
    """The translation that is shown beside the article."""
    other_translations: tuple[BlockTranslation, ...]

    @property
    def cast(self) -> tuple[CastGroup, ...]:
        """Return the actors by type."""
        return group_cast(self.actors)

    @property
    def placed(self) -> tuple[ListedNote, ...]:
        """Return the notes on words of the article."""
        return next((part.notes for part in self.note_parts if part.name == "placed"), ())

    @cached_property
    def note_parts(self) -> tuple[NotePart, ...]:
        """Return the notes in the parts of their list; a part without notes is left out."""
        by_part: dict[str, list[ListedNote]] = {}
        for listed in self.notes:
            by_part.setdefault(listed.part, []).append(listed)
        names = ("placed", "general", "outside", "unplaced")
        return tuple(NotePart(name, tuple(by_part[name])) for name in names if name in by_part)


def make_sheet(briefing: Briefing, site: Site, edition: Edition) -> Sheet:
    """Return what a briefing's page shows beside the article in one edition."""
    sidecar, settings = briefing.sidecar, site.settings
    notes = tuple(_list_note(note) for note in briefing.notes)
    names = BriefingNames(briefing, site.registers)
    return Sheet(
        actors=tuple(names.list_cast()),
        places=tuple(names.list_named("place", sidecar.places)),
        terms=tuple(names.list_named("term", sidecar.terms)),
        notes=notes,
        sources=tuple(_list_sources(briefing, notes, site.registers)),
        groups=_groups_on(briefing),
        authors=sidecar.authors or settings.authors,
        article_rights=article_rights(sidecar, settings),
        notes_license=notes_licence(sidecar, settings),
        reading_minutes=reading_minutes(briefing.seed),
        last_revised=last_revised(sidecar),
        revisions=list_revisions(sidecar),
        facing=choose_facing(briefing, edition),
        other_translations=list_others(briefing, edition),
    )


def _list_note(note: Note) -> ListedNote:
    return ListedNote(note, GROUP_OF_KIND[note.annotation.kind], recalled_words(note), _back_links(note))


def _back_links(note: Note) -> tuple[str, ...]:
    """Return the fragments that weaving gives a note's numbers, one for each of its stretches."""
    pieces = len(note.placement.spans) if note.placement else 0
    if pieces == 1:
        return (reference_id(note.id),)
    return tuple(reference_id(note.id, piece) for piece in range(1, pieces + 1))


def _list_sources(briefing: Briefing, notes: Iterable[ListedNote], registers: Registers) -> Iterator[ListedSource]:
    """Yield the article's own source, then those that notes cite, in their order, then the others that are listed."""
    local = {source.id.value: source for source in briefing.sidecar.local_sources}
    citing: dict[str, list[Note]] = {}
    if briefing.sidecar.source:
        citing[briefing.sidecar.source.id] = []
    for listed in notes:
        for reference in listed.annotation.cited:
            citing.setdefault(reference.id, []).append(listed.note)
    for item in briefing.sidecar.sources:
        citing.setdefault(item.id if isinstance(item, Reference) else item.id.value, [])
    for source_id, citing_notes in citing.items():
        source = local.get(source_id) or registers.sources.get(source_id)
        if source:
            yield ListedSource(source, source_id in local, tuple(citing_notes))


def _groups_on(briefing: Briefing) -> tuple[str, ...]:
    present = {placement.group for placement in briefing.prose.placements if placement.spans}
    return tuple(group for group in GROUPS if group in present)
