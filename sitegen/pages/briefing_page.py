"""A briefing as its page shows it: the cast with its roles, the notes with their back links, sources, rights.

Beside the article stand its translation block by block, how long it takes to read, what was changed, and a timeline.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from types import MappingProxyType
from typing import Final

from sitegen.language.dates import parse_edtf
from sitegen.language.editions import Edition
from sitegen.language.words import split_words
from sitegen.model.addresses import reference_id
from sitegen.model.briefing import Briefing, Note, find_translation
from sitegen.model.forms import primary_language
from sitegen.model.project import Annotation, Block, Revision, Seed, Sidecar, article_rights, notes_licence
from sitegen.model.registers import Registers, Source
from sitegen.model.settings import Author
from sitegen.model.vocabularies import GROUP_OF_KIND, GROUPS
from sitegen.model.wording import BlockTranslation, Date, Reference, Text, Wording
from sitegen.pages.cast import BriefingName, BriefingNames, CastGroup, group_cast
from sitegen.pages.network_picture import (
    LEAST_ARCS,
    LEAST_TIMES,
    NetworkPicture,
    choose_pairs,
    draw_network,
    list_pairs,
    name_in,
)
from sitegen.pages.passages import shorten_words
from sitegen.records.site import Site

_OUTSIDE_KINDS: Final = frozenset({"event", "update", "claim", "figure", "quote"})
"""Kinds that tell what happened or was said: without words to stand on, it is not in the article."""


"""Kinds that make a briefing's own timeline."""


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
    "confidence",
    "likelihood",
)
"""Keys of a note that its page shows as facts in a line, beside how certain it is."""


_RANK_OF_KIND: Final = MappingProxyType(
    {
        "claim": 6,
        "update": 6,
        "figure": 5,
        "framing": 5,
        "assessment": 4,
        "translation": 4,
        "context": 3,
        "definition": 3,
        "quote": 3,
        "event": 2,
        "question": 2,
        "crossref": 1,
        "language": 1,
    }
)
"""Weights in the margin: the heavier note opens first and folds last."""


_QUESTIONING_STATUSES: Final = frozenset({"disputed", "contradicted", "unsubstantiated", "outdated"})
_RANK_OF_QUESTIONING: Final = 3
"""Added for a status of those."""


WORDS_A_MINUTE: Final = MappingProxyType({"ar": 138, "en": 228, "fr": 195, "de": 179, "he": 187, "ru": 184, "tr": 166})
"""Silent reading of standardised texts: Trauzettel-Klosinski and Dietz, IOVS 53 (2012), table 3 (IReST)."""


WORDS_A_MINUTE_ELSEWHERE: Final = 184
"""The mean of the seventeen languages of that study."""


_NO_PART_OF_WORDS: Final = ".,:;!?()[]\"'«»“”،؛؟…–—"


_NO_PLAIN_LETTERS: Final = "\u0640\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"
"""Letters by Unicode that alone make no word, or end one."""


@dataclass(frozen=True, slots=True)
class BriefingSource:
    """A source of a briefing with the notes that cite it."""

    source: Source
    is_local: bool
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class RecalledPlace:
    """Words of the article on which a note stands, as the note recalls them."""

    words: str
    """Long ones are shortened in the middle."""
    anchors: tuple[str, ...]
    """Fragments of the note's numbers behind these words, one for each time that it stands on them."""


@dataclass(frozen=True, slots=True)
class ListedNote:
    """A note as the list shows it."""

    note: Note
    group: str
    places: tuple[RecalledPlace, ...]
    speaker: Text | None = None
    """Who is quoted, by the shortest name that may stand alone."""

    @property
    def annotation(self) -> Annotation:
        """Return what the note says, with what it takes from the entry that it names."""
        return self.note.annotation

    @property
    def rank(self) -> int:
        """Return the note's weight in the margin; 0 for a quote without a body, which has no line there."""
        annotation = self.annotation
        if annotation.kind == "quote" and not annotation.body:
            return 0
        added = _RANK_OF_QUESTIONING if annotation.status in _QUESTIONING_STATUSES else 0
        return _RANK_OF_KIND[annotation.kind] + added

    @property
    def has_facts(self) -> bool:
        """Tell whether there is more to it than words: who spoke, a figure, a date, that it is not certain."""
        annotation = self.annotation
        is_uncertain = annotation.certainty not in {None, "certain"}
        return is_uncertain or any(getattr(annotation, name) for name in _FACTS)

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


@dataclass(frozen=True, slots=True)
class Facing:
    """A translation, block by block."""

    language: str
    agency_lines: tuple[Wording, ...]
    """Of those before the title; those without a translation are left out."""
    deck: Wording | None
    paragraphs: tuple[Wording | None, ...]
    """Of every paragraph, so that each stands beside its original; None for one without a translation."""


@dataclass(frozen=True, kw_only=True)
class BriefingPage:
    """Everything on a briefing's page beside the article itself."""

    actors: tuple[BriefingName, ...]
    network: NetworkPicture | None
    """Whom the same paragraphs name, by the keys of `who`."""
    places: tuple[BriefingName, ...]
    terms: tuple[BriefingName, ...]
    notes: tuple[ListedNote, ...]
    sources: tuple[BriefingSource, ...]
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
    def who(self) -> Mapping[str, BriefingName]:
        """Return the actors by what the picture of pairs calls them."""
        return {name_in(listed.entry.id.value, is_local=listed.is_local): listed for listed in self.actors}

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


def make_briefing_page(briefing: Briefing, site: Site, edition: Edition) -> BriefingPage:
    """Return what a briefing's page shows beside the article in one edition."""
    sidecar, settings = briefing.sidecar, site.settings
    names = BriefingNames(briefing, site.registers)
    notes = tuple(_list_note(note, names) for note in briefing.notes)
    actors = tuple(names.list_cast())
    return BriefingPage(
        actors=actors,
        network=_draw_pairs(briefing, actors),
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


def _draw_pairs(briefing: Briefing, actors: Iterable[BriefingName]) -> NetworkPicture | None:
    if sum(times >= LEAST_TIMES for times in briefing.pairs.values()) < LEAST_ARCS:  # as in most briefings
        return None
    mentions = {name_in(one.entry.id.value, is_local=one.is_local): one.mentions for one in actors}
    pairs = [pair for pair in list_pairs(briefing) if pair.one in mentions and pair.other in mentions]
    return draw_network(choose_pairs(pairs), mentions)


def _list_note(note: Note, names: BriefingNames) -> ListedNote:
    speaker = note.annotation.speaker
    name = names.short_name(speaker) if speaker and note.annotation.kind == "quote" else None
    return ListedNote(note, GROUP_OF_KIND[note.annotation.kind], _list_places(note), name)


def _list_places(note: Note) -> tuple[RecalledPlace, ...]:
    """Return the words on which a note stands, each once, with the fragments that weaving gives its numbers."""
    anchors: dict[str, list[str]] = {}
    for piece, words in enumerate(note.words, 1):
        anchors.setdefault(words, []).append(reference_id(note.id, piece))
    return tuple(RecalledPlace(shorten_words(words), tuple(found)) for words, found in anchors.items())


def _list_sources(briefing: Briefing, notes: Iterable[ListedNote], registers: Registers) -> Iterator[BriefingSource]:
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
            yield BriefingSource(source, source_id in local, tuple(citing_notes))


def _groups_on(briefing: Briefing) -> tuple[str, ...]:
    present = {placement.group for placement in briefing.prose.placements if placement.spans}
    return tuple(group for group in GROUPS if group in present)


def choose_facing(briefing: Briefing, edition: Edition) -> Facing | None:
    """Return the translation into the edition's language; none for an article that is in this language itself."""
    if edition.speaks(briefing.seed.language):
        return None
    found = find_translation(briefing.sidecar, edition.language)
    return facing_of(briefing, found) if found else None


def list_others(briefing: Briefing, edition: Edition) -> tuple[BlockTranslation, ...]:
    """Return the translations that do not stand beside the article, in the writer's order."""
    chosen = None if edition.speaks(briefing.seed.language) else find_translation(briefing.sidecar, edition.language)
    return tuple(translation for translation in briefing.sidecar.translation if translation is not chosen)


def facing_of(briefing: Briefing, translation: BlockTranslation) -> Facing:
    """Return a translation as it stands beside the article."""
    blocks = briefing.seed.blocks
    agency_lines = tuple(
        wording for wording, block in _pairs(translation, blocks) if block.role == "agency-line" and wording
    )
    deck = next((wording for wording, block in _pairs(translation, blocks) if block.role == "deck"), None)
    written = tuple(wording for wording, block in _pairs(translation, blocks) if block.role == "paragraph")
    return Facing(translation.language, agency_lines, deck, written)


def _pairs(translation: BlockTranslation, blocks: tuple[Block, ...]) -> Iterator[tuple[Wording | None, Block]]:
    """Yield translation and block; where the counts differ, an error elsewhere, what has no partner is left out."""
    return zip(translation.blocks, blocks, strict=False)


def reading_minutes(seed: Seed) -> int:
    """Return how many minutes the article takes, without its notes; begun ones count, none where it has no word."""
    words = count_words("\n".join(block.span.of(seed.text) for block in seed.blocks))
    return ceil(words / WORDS_A_MINUTE.get(primary_language(seed.language), WORDS_A_MINUTE_ELSEWHERE))


def count_words(text: str) -> int:
    """Return the number of words as `split_words` knows them.

    No word holds white space, and what is letters alone is one word: only the rest is looked at closely.
    """
    if any(letter in text for letter in _NO_PLAIN_LETTERS):
        return len(split_words(text))
    pieces = text.split()
    others = [piece for piece in pieces if not piece.isalpha()]
    unclear = [piece for piece in others if not piece.strip(_NO_PART_OF_WORDS).isalpha()]
    return len(pieces) - len(unclear) + len(split_words(" ".join(unclear)))


def last_revised(sidecar: Sidecar) -> Date | None:
    """Return the day of a briefing's last change: the latest of `updated` and its revisions; None for none."""
    dates = [*([sidecar.updated] if sidecar.updated else []), *(revision.date for revision in sidecar.revisions)]
    return max(dates, key=_last_day, default=None)


def list_revisions(sidecar: Sidecar) -> tuple[Revision, ...]:
    """Return the changes, the newest first; those of one day in the writer's order."""
    return tuple(sorted(sidecar.revisions, key=lambda revision: -_last_day(revision.date)))


def _last_day(date: Date) -> int:
    known = parse_edtf(date.edtf)
    day = known.latest or known.earliest
    return day.toordinal() if day else 0
