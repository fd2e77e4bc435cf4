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
    words = sum(len(split_words(seed.text, block.span)) for block in seed.blocks)
    return ceil(words / WORDS_A_MINUTE.get(primary_language(seed.language), WORDS_A_MINUTE_ELSEWHERE))
