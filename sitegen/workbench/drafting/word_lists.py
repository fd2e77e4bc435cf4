"""The word lists of a language: phrases with what they mean, in `words/<language>.txt`, which a linguist can add to.

A list begins with its name in brackets. A line holds phrases parted by commas and, behind `=`, what they mean. `#`
begins a comment. Phrases are compared folded, so that spellings with and without hamza are one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from sitegen.language.folding import fold_word
from sitegen.language.words import spelling, written_words
from sitegen.model.forms import primary_language

LANGUAGES: Final = ("ar", "en", "fa", "he")
"""The languages that have word lists."""


def word_key_of_list(word: str) -> str:
    """Return the form in which a word of a text and one of a list are compared."""
    return fold_word(spelling(word)).lower()


class PhraseList:
    """Phrases of one or more words, each with what it means."""

    def __init__(self, entries: Iterable[tuple[str, str]] = ()) -> None:
        self._meanings: dict[tuple[str, ...], str] = {}
        self._longest: dict[str, int] = {}
        for phrase, meaning in entries:
            keys = tuple(map(word_key_of_list, written_words(phrase)))
            if keys:
                self._meanings.setdefault(keys, meaning)
                self._longest[keys[0]] = max(self._longest.get(keys[0], 0), len(keys))

    def match(self, keys: Sequence[str], at: int = 0, *, first: Sequence[str] = ()) -> tuple[int, str] | None:
        """Return how many words from `at` are the longest phrase there, and what it means; None where none is there.

        `first` gives other forms of the first word, as it is without its proclitics.
        """
        for key in (keys[at], *first):
            for length in range(min(self._longest.get(key, 0), len(keys) - at), 0, -1):
                meaning = self._meanings.get((key, *keys[at + 1 : at + length]))
                if meaning is not None:
                    return length, meaning
        return None

    def __contains__(self, key: str) -> bool:
        return (key,) in self._meanings

    def meaning(self, key: str) -> str | None:
        """Return what a single word means; None where it is not listed."""
        return self._meanings.get((key,))


@dataclass(frozen=True, slots=True)
class WordLists:
    """All lists of a language."""

    language: str
    _lists: Mapping[str, PhraseList]

    def __getitem__(self, name: str) -> PhraseList:
        return self._lists.get(name, _EMPTY)


@cache
def lists_of(language: str) -> WordLists | None:
    """Return the lists of a language; None where it has none."""
    primary = primary_language(language)
    if primary not in LANGUAGES:
        return None
    return WordLists(primary, read_lists(read_words(f"{primary}.txt"), primary))


def read_words(name: str) -> str:
    """Return the text of a file beside the word lists."""
    return (files("sitegen.workbench.drafting") / "words" / name).read_text(encoding="utf-8")


def read_lists(text: str, language: str) -> Mapping[str, PhraseList]:
    """Return the lists of a file by their names."""
    entries: dict[str, list[tuple[str, str]]] = {}
    name = ""
    for line in text.splitlines():
        bare = line.partition("#")[0].strip()
        if bare.startswith("["):
            name = bare.strip("[]")
        elif bare:
            phrases, _, meaning = bare.partition("=")
            forms = _forms_of_verb(phrases, language) if name == "verbs of speech" else phrases.split(",")
            entries.setdefault(name, []).extend((phrase.strip(), meaning.strip()) for phrase in forms)
    return {name: PhraseList(listed) for name, listed in entries.items()}


def _forms_of_verb(phrases: str, language: str) -> Iterator[str]:
    """Yield the forms of an Arabic verb: feminine and plural, of the past and the present, and of the participle.

    Verbs with a weak last letter and verbs of other languages are listed in all their forms.
    """
    for phrase in map(str.strip, phrases.split(",")):
        yield phrase
        first, _, rest = phrase.partition(" ")
        rest = rest and f" {rest}"
        if language == "ar" and first[-1] not in "ىيواةأئ":
            yield from (f"{form}{rest}" for form in _forms_of_strong_verb(first))


def _forms_of_strong_verb(word: str) -> Iterator[str]:
    if word.startswith("ي"):
        yield from (f"ت{word[1:]}", f"{word}ون", f"ن{word[1:]}", f"{word}ان")
    elif word.endswith("ا"):
        yield from (f"{word[:-1]}ة", f"{word[:-1]}ين", f"{word[:-1]}اً")
    else:
        yield from (f"{word}ت", f"{word}وا", f"{word}تا", f"{word}ا")


_EMPTY: Final = PhraseList()
