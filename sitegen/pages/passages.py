"""Places in articles, as lists show them: a sentence with the name marked, the words that a note stands on."""

from dataclasses import dataclass, field
from typing import NamedTuple

from sitegen.model.briefing import Abstract, Meaning, Note
from sitegen.records.library import AppearanceLine, Library, NamingSentence
from sitegen.records.site import Site

LEMMA_WORDS = 14
"""A note's own words beyond this number are shortened in the middle: they only recall the place."""


class Piece(NamedTuple):
    """A run of a sentence: plain, or a name with its place.

    The pages are made of so many of these, and of the next two, that they are tuples, which are made faster.
    """

    text: str
    anchor: str = ""
    """The fragment of the name's place on its briefing's page; empty for plain words."""


class Passage(NamedTuple):
    """A sentence of an article with the places at which it names something."""

    briefing: Abstract
    pieces: tuple[Piece, ...]

    @property
    def language(self) -> str:
        """Return the article's language."""
        return self.briefing.language


class Occurrence(NamedTuple):
    """One place at which something is named, by its number in the briefing."""

    number: int
    anchor: str
    """The fragment of the place on the briefing's page."""


@dataclass(frozen=True, slots=True)
class Appearance:
    """A briefing whose article names something; it and its sentences are looked up when they are asked for."""

    line: AppearanceLine
    meaning: Meaning
    library: Library = field(compare=False, repr=False)

    @property
    def briefing(self) -> Abstract:
        """Return the briefing."""
        return self.library.abstract(self.line.slug)

    @property
    def mentions(self) -> int:
        """Return how often it names the thing."""
        return len(self.line.anchors)

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """Return the places in the order of the text."""
        return list_occurrences(self.line)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Return the sentences in the order of the text; one that holds the name twice stands once."""
        briefing = self.briefing
        sentences = self.library.sentences(self.meaning, self.line.slug)
        return tuple(Passage(briefing, _cut_at_names(sentence)) for sentence in sentences)


def list_appearances(meaning: Meaning, site: Site) -> tuple[Appearance, ...]:
    """Return the briefings whose articles name something, newest first."""
    return tuple(Appearance(line, meaning, site.library) for line in site.library.appearances(meaning))


def list_own_appearances(meaning: Meaning, slug: str, site: Site) -> tuple[Appearance, ...]:
    """Return the one briefing that defines something, where its article names it."""
    sentences = site.library.sentences(meaning, slug)
    anchors = tuple(place.anchor for sentence in sentences for place in sentence.places)
    return (Appearance(AppearanceLine(slug, "", anchors, ()), meaning, site.library),) if anchors else ()


def list_occurrences(line: AppearanceLine) -> tuple[Occurrence, ...]:
    """Return the places of a briefing in the order of the text."""
    return tuple(Occurrence(number, anchor) for number, anchor in enumerate(line.anchors, start=1))


def recalled_words(note: Note) -> tuple[str, ...]:
    """Return what recalls a note's place: its words once each, long ones shortened in the middle."""
    words = note.words
    return tuple(map(shorten_words, words if len(words) == 1 else dict.fromkeys(words)))


def shorten_words(words: str) -> str:
    """Return words of an article, shortened in the middle where they are many."""
    if len(words) < 2 * LEMMA_WORDS:  # too short to hold more, whatever they are
        return words
    parts = words.split()
    if len(parts) <= LEMMA_WORDS:
        return words
    return " ".join([*parts[: LEMMA_WORDS - 5], "…", *parts[-4:]])


def _cut_at_names(sentence: NamingSentence) -> tuple[Piece, ...]:
    text, first = sentence.text, sentence.start
    pieces: list[Piece] = []
    done = 0
    for place in sentence.places:
        start, end = place.words_start - first, place.words_end - first
        if done < start:
            pieces.append(Piece(text[done:start]))
        if start < end:
            pieces.append(Piece(text[start:end], place.anchor))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return tuple(pieces)
