"""How long an article takes to read."""

from math import ceil
from types import MappingProxyType
from typing import Final

from sitegen.language.words import split_words
from sitegen.model.forms import primary_language
from sitegen.model.project import Seed

WORDS_A_MINUTE: Final = MappingProxyType({"ar": 138, "en": 228, "fr": 195, "de": 179, "he": 187, "ru": 184, "tr": 166})
"""Silent reading of standardised texts: Trauzettel-Klosinski and Dietz, IOVS 53 (2012), table 3 (IReST)."""

WORDS_A_MINUTE_ELSEWHERE: Final = 184
"""The mean of the seventeen languages of that study."""


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


_NO_PART_OF_WORDS: Final = ".,:;!?()[]\"'«»“”،؛؟…–—"

_NO_PLAIN_LETTERS: Final = "\u0640\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u02bf"
"""Letters by Unicode that alone make no word, or end one."""
