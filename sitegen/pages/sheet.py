"""A briefing as its page shows it: the cast with its roles, the notes with their back links, sources, rights."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain

from sitegen.language.dates import Edtf, parse_edtf
from sitegen.model.kinds import GROUP_OF_KIND, GROUPS
from sitegen.model.project import Annotation, Author, License, Settings
from sitegen.model.prose import Meaning
from sitegen.model.registers import Actor, Claim, Event, Place, Registers, Role, Source, Term
from sitegen.model.site import Briefing, Note, Site
from sitegen.model.wording import Date, Reference, Text
from sitegen.pages.passages import mention_address, recalled_words

_TAKEN_FROM_ENTRY = [
    "text",
    "title",
    "body",
    "speaker",
    "status",
    "as_of",
    "credibility",
    "evidence",
    "date",
    "place",
    "certainty",
    "sources",
    "refs",
]
"""What a note that names an entry of a register takes from there where it is silent (contract, section 3)."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """An actor, place or term of a briefing with its places in the article."""

    entry: Actor | Place | Term
    is_local: bool
    """Defined in this briefing: its entry here is the only one, and bears the id."""
    mentions: int
    address: str
    """Of the first mention, within the edition; empty where the article does not name it."""
    roles: tuple[Role, ...] = ()
    """Held on the article's date."""


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
    annotation: Annotation
    """With what it takes from the entry that it names."""
    group: str
    words: tuple[str, ...]
    """What recalls its place in the article."""
    back_links: tuple[str, ...]
    """Fragments of its numbers in the text."""

    @property
    def is_compact(self) -> bool:
        """Tell whether the mark alone says it: a quote without a body, title or sources."""
        annotation = self.annotation
        return annotation.kind == "quote" and not (annotation.body or annotation.title or annotation.sources)


@dataclass(frozen=True, slots=True)
class NotePart:
    """A part of the list of notes."""

    name: str
    """placed, general (on the whole article) or unplaced (its words were not found)."""
    notes: tuple[ListedNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
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

    @property
    def placed(self) -> tuple[ListedNote, ...]:
        """Return the notes on words of the article."""
        return tuple(listed for listed in self.notes if listed.note.is_placed)

    @property
    def note_parts(self) -> tuple[NotePart, ...]:
        """Return the notes in the parts of their list: on words, on the whole article, and those not placed."""
        general = tuple(listed for listed in self.notes if listed.note.placement and not listed.note.is_placed)
        unplaced = tuple(listed for listed in self.notes if not listed.note.placement)
        parts = (NotePart("placed", self.placed), NotePart("general", general), NotePart("unplaced", unplaced))
        return tuple(part for part in parts if part.notes)


def make_sheet(briefing: Briefing, site: Site) -> Sheet:
    """Return what a briefing's page shows beside the article."""
    sidecar, settings = briefing.sidecar, site.settings
    notes = tuple(_list_note(briefing, note, site.registers) for note in briefing.notes)
    names = _Names(briefing, site.registers)
    return Sheet(
        actors=tuple(names.list_cast()),
        places=tuple(names.list_named("place", sidecar.places)),
        terms=tuple(names.list_named("term", sidecar.terms)),
        notes=notes,
        sources=tuple(_list_sources(briefing, notes, site.registers)),
        groups=_groups_on(briefing),
        authors=sidecar.authors or settings.authors,
        article_rights=_right(sidecar.license, settings, "article"),
        notes_license=_right(sidecar.license, settings, "annotations"),
    )


def roles_held(roles: Iterable[Role], date: Date | None) -> tuple[Role, ...]:
    """Return the roles that may have been held on a date (EDTF); without a date those that have no end."""
    if not date:
        return tuple(role for role in roles if not role.end)
    day = parse_edtf(date.edtf)
    return tuple(role for role in roles if _may_be_held(role, day))


def _may_be_held(role: Role, day: Edtf) -> bool:
    """Tell whether a role may be held on a day that is not known exactly; what stands open is unlimited."""
    begun = parse_edtf(role.start.edtf).earliest if role.start else None
    ended = parse_edtf(role.end.edtf).latest if role.end else None
    is_too_early = bool(begun and day.latest and day.latest < begun)
    is_too_late = bool(ended and day.earliest and day.earliest > ended)
    return not (is_too_early or is_too_late)


class _Names:
    """The names of one briefing: what it lists, and what its article names."""

    def __init__(self, briefing: Briefing, registers: Registers) -> None:
        self._briefing = briefing
        self._registers = registers
        self._counts: Counter[Meaning] = Counter()
        self._first: dict[Meaning, str] = {}
        for mention in briefing.prose.mentions:
            for meaning in mention.meanings:
                self._counts[meaning] += 1
                self._first.setdefault(meaning, mention_address(briefing, mention))

    def list_cast(self) -> Iterator[ListedName]:
        """Yield the listed actors in the writer's order, then those that the article names besides."""
        listed = tuple(self.list_named("actor", self._briefing.sidecar.actors))
        seen = {name.entry.id.value for name in listed}
        named = (meaning for meaning in self._first if meaning.register == "actor" and meaning.id not in seen)
        for name in chain(listed, self._entries(named)):
            actor = name.entry
            roles = actor.roles if isinstance(actor, Actor) else ()
            yield replace(name, roles=roles_held(roles, self._briefing.sidecar.published))

    def list_named(self, register: str, listed: Iterable[Reference | Actor | Place | Term]) -> Iterator[ListedName]:
        """Yield what the sidecar lists of one register, in the writer's order; what is missing is left out."""
        for item in listed:
            if isinstance(item, Reference):
                yield from self._entries([Meaning(register, item.id)])
            else:
                yield self._listed(item, Meaning(register, item.id.value, is_local=True))

    def _entries(self, meanings: Iterable[Meaning]) -> Iterator[ListedName]:
        for meaning in meanings:
            entry = self._registers.find(meaning.id)
            if isinstance(entry, Actor | Place | Term):
                yield self._listed(entry, meaning)

    def _listed(self, entry: Actor | Place | Term, meaning: Meaning) -> ListedName:
        return ListedName(entry, meaning.is_local, self._counts[meaning], self._first.get(meaning, ""))


def _list_note(briefing: Briefing, note: Note, registers: Registers) -> ListedNote:
    annotation = _with_entry(note.annotation, registers)
    return ListedNote(
        note,
        annotation,
        GROUP_OF_KIND[annotation.kind],
        recalled_words(briefing, note),
        _back_links(note),
    )


def _with_entry(annotation: Annotation, registers: Registers) -> Annotation:
    entry = annotation.entry and registers.find(annotation.entry.id)
    if not isinstance(entry, Claim | Event):
        return annotation
    taken = {
        key: getattr(entry, key) for key in _TAKEN_FROM_ENTRY if hasattr(entry, key) and not getattr(annotation, key)
    }
    return replace(annotation, **taken)


def _back_links(note: Note) -> tuple[str, ...]:
    """Return the fragments that weaving gives a note's numbers, one for each of its stretches."""
    pieces = len(note.placement.spans) if note.placement else 0
    return tuple(f"_r-{note.id}" if piece == 1 else f"_r-{note.id}-{piece}" for piece in range(1, pieces + 1))


def _list_sources(briefing: Briefing, notes: Iterable[ListedNote], registers: Registers) -> Iterator[ListedSource]:
    """Yield the article's own source, then those that notes cite, in their order, then the others that are listed."""
    local = {source.id.value: source for source in briefing.sidecar.local_sources}
    citing: dict[str, list[Note]] = {}
    if briefing.sidecar.source:
        citing[briefing.sidecar.source.id] = []
    for listed in notes:
        for source_id in _cited_sources(listed.annotation):
            citing.setdefault(source_id, []).append(listed.note)
    for item in briefing.sidecar.sources:
        citing.setdefault(item.id if isinstance(item, Reference) else item.id.value, [])
    known: Mapping[str, Source] = {**registers.sources, **local}
    for source_id, citing_notes in citing.items():
        if source_id in known:
            yield ListedSource(known[source_id], source_id in local, tuple(citing_notes))


def _cited_sources(annotation: Annotation) -> tuple[str, ...]:
    evidence = (item.source.id for item in annotation.evidence if item.source)
    return tuple(dict.fromkeys([*(source.id for source in annotation.sources), *evidence]))


def _groups_on(briefing: Briefing) -> tuple[str, ...]:
    present = {placement.group for placement in briefing.prose.placements if placement.spans}
    return tuple(group for group in GROUPS if group in present)


def _right(own: License | None, settings: Settings, part: str) -> Text | None:
    """Return the article's rights or the notes' licence: the briefing's, else the site's."""
    licences = (licence for licence in (own, settings.license) if licence and getattr(licence, part))
    found = next(licences, None)
    text: Text | None = getattr(found, part) if found else None
    return text
