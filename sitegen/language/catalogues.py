"""The interface's words: a gettext catalogue for each language that has one."""

import gettext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from markupsafe import Markup

from sitegen.language.tags import direction
from sitegen.model.forms import primary_language

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "sitegen"
FALLBACK = "en"
"""Where the interface has no words in an edition's language, these are shown and marked (contract, section 5)."""

_KEPT_SENTENCES: Final = 4096
"""The interface has some hundreds; only sentences with numbers are more."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one language, for an edition that may be in another."""

    language: str
    """The language of the words: the edition's, or the fallback's."""
    is_fallback: bool
    _words: gettext.NullTranslations

    _kept: dict[tuple[str | int, ...], Markup] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Sentences that were asked for, as every page asks for the same."""

    phrases: dict[tuple[str | int, ...], Markup] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Sentences whose places are filled, kept by their callers."""

    def gettext(self, message: str) -> Markup:
        """Return a sentence as HTML; marked with its language where that is not the edition's."""
        key = (message,)
        return self._kept.get(key) or self._keep(key, self._words.gettext(message))

    def ngettext(self, singular: str, plural: str, number: int) -> Markup:
        """Return a sentence in the plural form of a number, as HTML."""
        key = (singular, plural, number)
        return self._kept.get(key) or self._keep(key, self._words.ngettext(*key))

    def pgettext(self, context: str, message: str) -> Markup:
        """Return a sentence that is told apart by its context, as HTML."""
        key = (context, message)
        return self._kept.get(key) or self._keep(key, self._words.pgettext(*key))

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> Markup:
        """Return a sentence with context in the plural form of a number, as HTML."""
        key = (context, singular, plural, number)
        return self._kept.get(key) or self._keep(key, self._words.npgettext(*key))

    def keep_phrase(self, key: tuple[str | int, ...], phrase: Markup) -> Markup:
        """Return a sentence that is filled, and keep it, as pages are full of the same."""
        if len(self.phrases) >= _KEPT_SENTENCES:
            self.phrases.clear()
        self.phrases[key] = phrase
        return phrase

    def _keep(self, key: tuple[str | int, ...], sentence: str) -> Markup:
        if len(self._kept) >= _KEPT_SENTENCES:
            self._kept.clear()
        said = Markup(sentence)  # noqa: S704 - the catalogues are ours
        if self.is_fallback:
            said = Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(self.language, direction(self.language), said)
        self._kept[key] = said
        return said


def load_catalogue(language: str) -> Catalogue:
    """Return the interface in this language, or the fallback marked as such where there is none."""
    words = _read_words(language) or _read_words(primary_language(language))
    if words:
        return Catalogue(language, is_fallback=False, _words=words)
    return Catalogue(FALLBACK, is_fallback=True, _words=_read_words(FALLBACK) or gettext.NullTranslations())


def interface_languages() -> tuple[str, ...]:
    """Return the languages in which the interface has words, sorted."""
    return tuple(sorted(folder.name for folder in LOCALE.iterdir() if (folder / "LC_MESSAGES").is_dir()))


@cache
def _read_words(language: str) -> gettext.NullTranslations | None:
    """Return the compiled catalogue; read once a run, it is part of the program."""
    path = LOCALE / language.replace("-", "_") / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
