"""The sentences in which an article names something, as JSON and back.

There are more of them than of all nouns together, so they are written without the codec: each sentence once, as its
start, its end, its characters, and the four offsets of every mention in it.
"""

import json
from collections.abc import Iterable, Sequence
from typing import Final

from sitegen.archive.damage import CodecError
from sitegen.model.briefing import Meaning, Mention, Sighting
from sitegen.model.text import Span

PlainSentence = tuple[int, int, str, list[int]]
"""A sentence's start, end and characters, and the offsets of the mentions in it: of the name, then of its words."""

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))
_OFFSETS: Final = 4
"""Of each mention."""


def fold_sightings(sightings: Iterable[Sighting]) -> Sequence[PlainSentence]:
    """Return the sightings of one thing in one article, in the order of the text, sentence by sentence."""
    plain: list[PlainSentence] = []
    begun = (-1, -1)
    for sighting in sightings:
        sentence, name, words = sighting.sentence, sighting.mention.name, sighting.mention.words
        if begun != (sentence.start, sentence.end):
            begun = (sentence.start, sentence.end)
            plain.append((*begun, sighting.text, []))
        plain[-1][-1].extend((name.start, name.end, words.start, words.end))
    return plain


def sizes_of(plain: Iterable[PlainSentence]) -> tuple[int, ...]:
    """Return how many mentions each sentence holds."""
    return tuple([len(offsets) // _OFFSETS for _, _, _, offsets in plain])


def write_sentences(plain: Sequence[PlainSentence]) -> str:
    """Return folded sightings as JSON."""
    return _ENCODER.encode(plain)


def read_sightings(written: str, meaning: Meaning) -> Sequence[Sighting]:
    """Return the sightings of what has this meaning; other meanings of the same words are left out. CodecError."""
    meanings, found = (meaning,), []
    try:
        for start, end, text, offsets in json.loads(written):
            sentence, given = Span(start, end), iter(offsets)
            for first, last, words, words_end in zip(given, given, given, given, strict=True):
                mention = Mention(Span(first, last), Span(words, words_end), meanings)
                found.append(Sighting(mention, sentence, text))
    except (ValueError, TypeError) as error:
        raise CodecError(str(error)) from error
    return tuple(found)
