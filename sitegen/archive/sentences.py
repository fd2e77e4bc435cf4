"""The sentences in which an article names something, as JSON and back.

There are more of them than of all nouns together, so they are written without the codec: each sentence once, as its
start, its end, its characters, and the four offsets of every mention in it.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import groupby

from sitegen.archive.codec import CodecError
from sitegen.model.briefing import Sighting
from sitegen.model.prose import Meaning, Mention
from sitegen.model.text import Span


def write_sightings(sightings: Iterable[Sighting]) -> str:
    """Return the sightings of one thing in one article, in the order of the text, as JSON."""
    by_sentence = groupby(sightings, key=lambda sighting: (sighting.sentence, sighting.text))
    plain = [
        (sentence.start, sentence.end, text, [offset for one in run for offset in _offsets(one.mention)])
        for (sentence, text), run in by_sentence
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


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


def _offsets(mention: Mention) -> tuple[int, int, int, int]:
    return (mention.name.start, mention.name.end, mention.words.start, mention.words.end)
