"""Words of the calendar and of languages, which English writes with capitals as it does names."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from sitegen.language.locales import find_locale, without_marks
from sitegen.language.words import split_words, word_key
from sitegen.model.text import Span


@lru_cache(maxsize=64)
def capitalised_commons(language: str) -> frozenset[str]:
    """Return the keys (`words.word_key`) of a language's words for days, months and languages, which name nobody."""
    locale = find_locale(language)
    if locale is None:
        return frozenset()
    languages = (name for name in locale.languages.values() if len(split_words(name)) == 1)
    return days_and_months(language) | _keys(languages)


@lru_cache(maxsize=64)
def days_and_months(language: str) -> frozenset[str]:
    """Return the keys of a language's words for days and months."""
    locale = find_locale(language)
    if locale is None:
        return frozenset()
    return _keys(
        name
        for calendar in (locale.days["format"], locale.months["format"])
        for width in ("wide", "abbreviated")
        for name in calendar[width].values()
    )


def is_of_date(word: Span, text: str, language: str) -> bool:
    """Tell whether a capitalised word is a day or month, as in May or on March 5, and not a person of that name."""
    written = word.of(text)
    if not written[:1].isupper() or word_key(written) not in days_and_months(language):
        return False
    before = _BEFORE.search(text, max(0, word.start - _LONGEST_BEFORE), word.start)
    leads_to_date = before is not None and (before[1][0].isdecimal() or before[1].lower() in _LEADING_TO_DATES)
    return leads_to_date or _AFTER.match(text, word.end) is not None


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(word.text) for name in names for word in split_words(without_marks(name)))


_WORDS_BEFORE: Final = """
in on since by until till from of early late mid end last next this every each before after through during between
im am ab bis seit vom zum anfang mitte ende en le depuis fin début
"""
"""Words before a day or month. A person's name stands behind some of them too, but more seldom than a date."""
_LEADING_TO_DATES: Final = frozenset(_WORDS_BEFORE.split())
_LONGEST_BEFORE: Final = 10
_BEFORE: Final = re.compile(r"\b(\w+)(?:[.,]?[ \u00a0]|-)\Z")
_AFTER: Final = re.compile(r"[ \u00a0]\d|, [12]\d{3}\b")
"""A day or a year; behind a comma a lower number is somebody's age."""
