"""The interface's words: a gettext catalogue for each language that has one."""

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup

from sitegen.language.direction import direction
from sitegen.model.forms import primary_language

LOCALE = Path(__file__).parent.parent / "locale"
DOMAIN = "sitegen"
FALLBACK = "en"
"""Where the interface has no words in an edition's language, these are shown and marked (contract, section 5)."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The interface in one language, for an edition that may be in another."""

    language: str
    """The language of the words: the edition's, or the fallback's."""
    is_fallback: bool
    _words: gettext.NullTranslations

    def gettext(self, message: str) -> str:
        """Return a sentence as HTML; marked with its language where that is not the edition's."""
        return self._marked(self._words.gettext(message))

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return a sentence in the plural form of a number, as HTML."""
        return self._marked(self._words.ngettext(singular, plural, number))

    def pgettext(self, context: str, message: str) -> str:
        """Return a sentence that is told apart by its context, as HTML."""
        return self._marked(self._words.pgettext(context, message))

    def npgettext(self, context: str, singular: str, plural: str, number: int) -> str:
        """Return a sentence with context in the plural form of a number, as HTML."""
        return self._marked(self._words.npgettext(context, singular, plural, number))

    @property
    def callables(self) -> dict[str, Callable[..., str]]:
        """Return the four functions by gettext's names for them."""
        return {
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "npgettext": self.npgettext,
        }

    def _marked(self, sentence: str) -> str:
        if not self.is_fallback:
            return Markup(sentence)  # noqa: S704 - the catalogues are ours
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(
            self.language,
            direction(self.language),
            Markup(sentence),  # noqa: S704
        )


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
