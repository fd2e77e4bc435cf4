"""A briefing: an article with its marks, notes and headline, and the facts that lists and other pages take from it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Final

from sitegen.model.addresses import briefing_address
from sitegen.model.forms import same_language
from sitegen.model.project import Annotation, Block, Manuscript, Seed, Sidecar, with_entry
from sitegen.model.registers import Registers
from sitegen.model.text import SourceText, Span
from sitegen.model.wording import BlockTranslation, Text, Wording


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note stands in the article."""

    annotation: str
    """The annotation's id."""
    group: str
    """The group of its kind, which the mark shows."""
    spans: tuple[Span, ...]
    """Its stretches in the order of the text, widened to whole grapheme clusters; none for the whole article."""


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """What a mention means: an entry of a register, or one defined in the briefing itself."""

    register: str
    """`actor`, `place` or `term`."""
    id: str
    is_local: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name found in the article."""

    name: Span
    """The name's own characters; `start` is what addresses (`#_m<start>`) and data give."""
    words: Span
    """The whole written word or words, proclitics included: the link covers them."""
    meanings: tuple[Meaning, ...]
    """The actor first, then place and term; the link goes to the first, the index counts all."""

    @property
    def anchor(self) -> str:
        """Return the fragment under which the mention is linked to."""
        return f"_m{self.name.start}"


@dataclass(frozen=True, slots=True)
class Prose:
    """An article with everything that lies on it."""

    placements: tuple[Placement, ...]
    """In the order in which notes are numbered: by place, those about the whole article last."""
    mentions: tuple[Mention, ...]
    """In the order of the text; they never overlap."""
    header: str
    """HTML of agency lines, title and deck: the content of the article header's `[data-seed]`."""
    body: str
    """HTML of the paragraphs: the content of the article body's `[data-seed]`."""


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation with its number and its place."""

    number: int
    """From 1 in the order of the text; notes about the whole article come last."""
    annotation: Annotation
    """Completed from the claim or event of a register that its `entry` names."""
    placement: Placement | None
    """None where a quote could not be placed and the build went on all the same."""
    written: Annotation
    """As it stands in the sidecar: where it has an entry, only the keys that differ here."""
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
        """Tell whether the note adds a thing that the article does not say: it names no words of it."""
        return not self.annotation.at


@dataclass(frozen=True, slots=True)
class NoteHead:
    """The few facts that other pages tell of a note when they link to it."""

    id: str
    number: int
    kind: str
    title: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abstract:
    """The facts that lists and other pages tell of a briefing: all but the article and the notes."""

    slug: str
    """The briefing's address without folder and suffix."""
    language: str
    """The article's: a BCP 47 tag."""
    title: str
    """The article's own on one line, empty where it has none."""
    sidecar: Sidecar
    """Without notes, rules of matching and, but for their titles, which stand first in them, translations."""
    is_draft: bool
    characters: int
    """Of the whole article: code points."""
    kinds: tuple[tuple[str, int], ...]
    """How many notes there are of each kind, in the order of their first."""
    disputed: int
    """How many claims have this status."""
    mentions: int
    """How many places of the article name something."""
    actors: tuple[tuple[str, bool], ...]
    """Whom the article names, by their first mentions: ids, and whether the briefing itself defines them."""

    @property
    def date(self) -> str:
        """Return the briefing's own date, else the article's (EDTF), empty where there is none."""
        date = self.sidecar.date or self.sidecar.published
        return date.edtf if date else ""

    @property
    def address(self) -> str:
        """Return the address of the briefing's page within an edition."""
        return briefing_address(self.slug)

    @property
    def notes(self) -> int:
        """Return how many notes there are."""
        return sum(count for _, count in self.kinds)

    @property
    def claims(self) -> int:
        """Return how many of the notes are claims."""
        return dict(self.kinds).get("claim", 0)


MOST_TOGETHER: Final = 40
"""Actors in a block that are said to be named together. More are a list, of which pairs tell nothing, and too many."""


@dataclass(frozen=True)
class Briefing:
    """An article with its notes, ready to be shown."""

    manuscript: Manuscript
    prose: Prose
    notes: tuple[Note, ...]
    """By number."""

    @cached_property
    def abstract(self) -> Abstract:
        """Return the facts that lists and other pages tell of the briefing."""
        seed, sidecar = self.manuscript.seed, self.manuscript.sidecar
        named = dict.fromkeys(meaning for mention in self.prose.mentions for meaning in mention.meanings)
        actors = [meaning for meaning in named if meaning.register == "actor"]
        title = slice(seed.title_index, seed.title_index + 1)
        titles = tuple(replace(translation, blocks=translation.blocks[title]) for translation in sidecar.translation)
        return Abstract(
            slug=self.slug,
            language=seed.language,
            title=seed.title,
            sidecar=replace(
                sidecar,
                headline=(),
                annotations=(),
                mentions=(),
                not_mentions=(),
                key_points=(),
                translation=titles,
            ),
            is_draft=self.manuscript.is_draft,
            characters=len(seed.text),
            kinds=tuple(Counter(note.annotation.kind for note in self.notes).items()),
            disputed=sum(
                note.annotation.kind == "claim" and note.annotation.status == "disputed" for note in self.notes
            ),
            mentions=len(self.prose.mentions),
            actors=tuple((meaning.id, meaning.is_local) for meaning in actors),
        )

    @cached_property
    def heads(self) -> tuple[NoteHead, ...]:
        """Return the facts that other pages tell of the notes, by number."""
        return tuple(NoteHead(note.id, note.number, note.annotation.kind, note.annotation.title) for note in self.notes)

    @cached_property
    def pairs(self) -> Mapping[tuple[Meaning, Meaning], int]:
        """Return the pairs of actors whom the same blocks of the article name, with the number of these blocks."""
        blocks = iter(self.seed.blocks)
        end, together = 0, list[set[Meaning]]()
        for mention in self.prose.mentions:
            if mention.words.start >= end:
                end = next(block.span.end for block in blocks if mention.words.start < block.span.end)
                together.append(set())
            if mention.meanings[0].register == "actor":
                together[-1].add(mention.meanings[0])
        named = (actors for actors in together if len(actors) <= MOST_TOGETHER)
        return Counter(pair for actors in named for pair in combinations(sorted(actors), 2))

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
        """Return the sidecar of the article."""
        return self.manuscript.sidecar

    @property
    def date(self) -> str:
        """Return the briefing's own date, else the article's (EDTF), empty where there is none."""
        date = self.sidecar.date or self.sidecar.published
        return date.edtf if date else ""

    def note(self, annotation_id: str) -> Note | None:
        """Return the note with this id."""
        return next((note for note in self.notes if note.id == annotation_id), None)


def gather_briefing(manuscript: Manuscript, prose: Prose, registers: Registers) -> Briefing:
    """Return the briefing with its notes numbered: in the order of the placements, unplaced ones last.

    A note that names an entry of a register takes from there what it does not say itself (contract, section 3).
    """
    by_id = {annotation.id.value: annotation for annotation in manuscript.annotations if annotation.id}
    placed = [(by_id.pop(placement.annotation), placement) for placement in prose.placements]
    everything = [*placed, *((annotation, None) for annotation in by_id.values())]
    notes = tuple(
        Note(number, with_entry(annotation, registers), placement, annotation, _words(placement, manuscript.seed))
        for number, (annotation, placement) in enumerate(everything, 1)
    )
    return Briefing(manuscript, prose, notes)


def withdraw(briefing: Briefing) -> Briefing:
    """Return a withdrawn briefing as far as it is published: its title, and its notice in place of a summary."""
    seed, sidecar = briefing.seed, briefing.sidecar
    if not sidecar.withdrawn:
        raise ValueError(briefing.slug)
    title = seed.title
    blocks = (Block("title", Span(0, len(title))),) if title else ()
    first = slice(seed.title_index, seed.title_index + 1)
    told = Sidecar(
        where=sidecar.where,
        published=sidecar.published,
        date=sidecar.date,
        updated=sidecar.withdrawn.date,
        title=sidecar.title,
        translation=tuple(replace(one, blocks=one.blocks[first]) for one in sidecar.translation),
        summary=sidecar.withdrawn.note,
        topics=sidecar.topics,
        authors=sidecar.authors,
        license=sidecar.license,
        aliases=sidecar.aliases,
        withdrawn=sidecar.withdrawn,
        noindex=sidecar.noindex,
        params=sidecar.params,
    )
    kept = replace(seed, source=SourceText(seed.source.path, title), blocks=blocks)
    return Briefing(replace(briefing.manuscript, seed=kept, sidecar=told, annotations=()), Prose((), (), "", ""), ())


def _words(placement: Placement | None, seed: Seed) -> tuple[str, ...]:
    spans = placement.spans if placement else ()
    return tuple(" ".join(span.of(seed.text).split()) for span in spans)


@dataclass(frozen=True, slots=True)
class Headline:
    """What a briefing is called in a language."""

    shown: Wording
    """In that language where a translation is given, else the article's own title."""
    original: Wording | None
    """The article's own title, where that is not the one shown."""


def make_headline(briefing: Abstract | Briefing, language: str) -> Headline:
    """Return a briefing's headline: the article's own in its language, else the translation if there is one."""
    abstract = briefing.abstract if isinstance(briefing, Briefing) else briefing
    own = own_title(abstract, abstract.language)
    if same_language(abstract.language, language):
        return Headline(own_title(abstract, language), None)
    translated = translated_title(abstract.sidecar, language)
    return Headline(translated, own) if translated else Headline(own, None)


def own_title(briefing: Abstract, language: str) -> Wording:
    """Return the title in the article's language, or a region's form of it: as the sidecar gives it, else the seed's.

    An agency's article may have none that lists can use; over the article the seed's own stands all the same.
    """
    given = briefing.sidecar.title.in_language(language) if briefing.sidecar.title else None
    return given or Wording(briefing.language, briefing.title, briefing.sidecar.where)


def translated_title(sidecar: Sidecar, language: str) -> Wording | None:
    """Return the title in a language: as an abstract's sidecar gives it, else the translation of the title's block."""
    given = sidecar.title.in_language(language) if sidecar.title else None
    translation = None if given else find_translation(sidecar, language)
    return given or (translation.blocks[0] if translation and translation.blocks else None)


def find_translation(sidecar: Sidecar, language: str) -> BlockTranslation | None:
    """Return the article's translation into exactly this language, else into a region's form of it."""
    spoken = [item for item in sidecar.translation if same_language(item.language, language)]
    exact = (item for item in spoken if item.language.lower() == language.lower())
    return next(exact, None) or next(iter(spoken), None)
