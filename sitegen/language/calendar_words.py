"""Words of the calendar and of languages, which English writes with capitals as it does names."""

from functools import lru_cache

from sitegen.language.locales import find_locale, without_marks
from sitegen.language.words import split_words, word_key


@lru_cache(maxsize=64)
def capitalised_commons(language: str) -> frozenset[str]:
    """Return the keys (`words.word_key`) of a language's words for days, months and languages, which name nobody."""
    locale = find_locale(language)
    if locale is None:
        return frozenset()
    days_and_months = (
        name
        for calendar in (locale.days["format"], locale.months["format"])
        for width in ("wide", "abbreviated")
        for name in calendar[width].values()
    )
    languages = (name for name in locale.languages.values() if len(split_words(name)) == 1)
    names = (*days_and_months, *languages)
    return frozenset(word_key(word.text) for name in names for word in split_words(without_marks(name)))
