"""Places in articles, as lists show them: a sentence with the name marked, the words that a note stands on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sitegen.model.page_addresses import mention_address
from sitegen.model.site import Abstract, Note, Sighting
from sitegen.model.text import Span

LEMMA_WORDS = 14
"""A note's own words beyond this number are shortened in the middle: they only recall the place."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a sentence: plain, or a name with the address of its place."""

    text: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article with the places at which it names something."""

    briefing: Abstract
    pieces: tuple[Piece, ...]

    @property
    def language(self) -> str:
        """Return the article's language."""
        return self.briefing.language


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place at which something is named: its number in the briefing and its address."""

    number: int
    address: str


@dataclass(frozen=True, slots=True)
class Appearance:
    """A briefing with every place at which it names something."""

    briefing: Abstract
    sightings: tuple[Sighting, ...]

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Return the places in the order of the text."""
        return tuple(
            Occurrence(number, mention_address(self.briefing.slug, sighting.mention.anchor))
            for number, sighting in enumerate(self.sightings, start=1)
        )

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the sentences in the order of the text; one that holds the name twice stands once."""
        by_sentence = groupby(self.sightings, key=lambda sighting: sighting.sentence)
        return tuple(_make_passage(self.briefing, tuple(sightings)) for _, sightings in by_sentence)


def list_appearances(sightings: Iterable[Sighting]) -> tuple[Appearance, ...]:
    """Return the places of one entry, gathered by briefing in the order in which they come."""
    by_briefing = groupby(sightings, key=lambda sighting: sighting.briefing.slug)
    runs = (tuple(run) for _, run in by_briefing)
    return tuple(Appearance(run[0].briefing, run) for run in runs)


def recalled_words(note: Note) -> tuple[str, ...]:
    """Return what recalls a note's place: its words once each, long ones shortened in the middle."""
    return tuple(_shorten(words) for words in dict.fromkeys(note.words))


def _shorten(words: str) -> str:
    parts = words.split()
    if len(parts) <= LEMMA_WORDS:
        return words
    return " ".join([*parts[: LEMMA_WORDS - 5], "…", *parts[-4:]])


def _make_passage(briefing: Abstract, sightings: Sequence[Sighting]) -> Passage:
    """Return the sentence in which all these sightings stand."""
    whole = sightings[0]
    pieces, done = [], whole.sentence.start
    for sighting in sightings:
        words = sighting.mention.words
        pieces.append(Piece(whole.read(Span(done, words.start))))
        pieces.append(Piece(whole.read(words), mention_address(briefing.slug, sighting.mention.anchor)))
        done = words.end
    pieces.append(Piece(whole.read(Span(done, whole.sentence.end))))
    return Passage(briefing, tuple(piece for piece in pieces if piece.text))
