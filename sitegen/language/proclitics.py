"""Proclitics, articles and suffixes: the ways to take a written word apart that may hold a name."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, product
from operator import itemgetter, le
from typing import Final

from sitegen.language.folding import PLAIN_ARABIC, fold_plain_arabic, fold_word
from sitegen.language.tags import family_of
from sitegen.language.words import letter_offsets, spelling, word_key

_ARTICLE: Final = "ال"
_ALEF_WASLA: Final = "ٱ"
_ARTICLE_OF_FAMILY: Final = {"arabic": _ARTICLE, "hebrew": "ה"}
_ZWNJ: Final = "\u200c"
_WRITTEN_SUFFIXES: Final = """
ها های هایی هایم هایت هایش هایمان هایتان هایشان ام ات اش مان تان شان ای ی یی ئی اند ایم اید یم ید ند ان
هاست هاش هات هام هامون هاتون هاشون تر ترین تری را ست است
"""
PERSIAN_SUFFIXES: Final = frozenset(fold_word(suffix) for suffix in _WRITTEN_SUFFIXES.split())
_EZAFE: Final = frozenset(fold_word(suffix) for suffix in ("ی", "یی"))
"""What links a word to the next one, so that a name may go on after it."""
_LONG_A_WITH_EZAFE: Final = fold_word("ای")
_SHORTEST_WITH_EZAFE: Final = 4
"""Letters of a word that is more likely one of its own with its ی: جای, پای."""
_HEBREW_PROCLITICS: Final = frozenset(
    "".join(parts)
    for parts in product(("", "ו"), ("", "ש", "כש", "מש", "לכש"), ("", "ב", "כ", "ל", "מ", "כב", "כמ"), ("", "ה"))
    if "".join(parts) and "".join(parts)[-2:] not in ("בה", "כה", "לה")
)
"""In the order in which they are written; the article melts into ב כ ל, so ה never follows them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a written word: the letters that may be a name's, and where they begin and end in the word."""

    words: tuple[str, ...]
    """The letters in the writer's spelling; they may hold one that is not written, as the alef of ال in للكرملين. More
    than one word where a ZWNJ parts them: نخست‌وزیر is also written نخست وزیر."""
    start: int
    end: int
    sees_through_article: bool = False
    """The article is no part of the letters."""
    has_melted_article: bool = False
    """The letters hold a Hebrew article that is not written: after ב כ ל, הבית is written בבית."""
    is_last: bool = False
    """A suffix follows: the name ends here."""


def whole(word: str) -> Reading:
    """Return the reading that leaves nothing out."""
    return Reading((spelling(word),), letter_offsets(word)[0], len(word))


@lru_cache(maxsize=1 << 16)
def readings_of_first(word: str, language: str) -> tuple[Reading, ...]:
    """Return the ways to take a word that may begin a name, the whole one first; `language` is the article's."""
    family = family_of(language)
    if family == "arabic":
        letters = spelling(word).replace(_ALEF_WASLA, "ا")
        return (whole(word), *_without_proclitics(word, _arabic_rests(letters)))
    if family == "hebrew":
        proclitics = tuple(_hebrew_rests(spelling(word)))
        return (whole(word), *_without_proclitics(word, proclitics), *_with_melted_article(word, proclitics))
    if family == "persian":
        return tuple(_persian_readings(word))
    return (whole(word),)


def keys_of_first(word: str, language: str) -> Collection[str]:
    """Return the keys (`word_key`) of the letters with which a name may begin here: of each reading's first word."""
    if family_of(language) == "arabic" and (folded := fold_plain_arabic(word)):
        return _arabic_keys(word, folded)
    return [word_key(reading.words[0]) for reading in readings_of_first(word, language)]


class Endings(dict[str, bool]):
    """Whether a word may begin one of the names, by its last letters: these rule most Arabic words out.

    What `keys_of_first` takes from an Arabic word or puts before it leaves all but the first letter of a key as it was.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__()
        self._known = frozenset(key[-min(max(len(key) - 1, 1), _LONGEST_ENDING) :] for key in keys)

    def __missing__(self, ending: str) -> bool:
        folded, known = fold_word(ending), self._known
        may_begin = folded in known or folded[1:] in known or folded[2:] in known
        if len(self) >= _MOST_ENDINGS:
            self.clear()
        self[ending] = may_begin
        return may_begin

    def rule_out(self, word: str) -> bool:
        """Tell that an Arabic word begins none of the names; False where it may, or where only its readings can."""
        return PLAIN_ARABIC.fullmatch(word) is not None and not self[word[-_LONGEST_ENDING:]]

    def not_ruled_out(self, pieces: Sequence[str]) -> Iterator[int]:
        """Yield the indexes of the pieces that are not ruled out, in an Arabic text without `OTHER_LETTERS`.

        Every word of an article passes here, so none of this is a step in Python.
        """
        may_begin = map(self.__getitem__, map(_LAST_LETTERS, pieces))
        return compress(range(len(pieces)), map(le, map(str.isalpha, pieces), may_begin))


@lru_cache(maxsize=1 << 16)
def readings_of_later(word: str, language: str) -> tuple[Reading, ...]:
    """Return the ways to take a later word of a name: whole, without the article, in Persian without suffixes."""
    family = family_of(language)
    article = _ARTICLE_OF_FAMILY.get(family, "")
    if article and spelling(word).startswith(article):
        rest = (spelling(word)[len(article) :], len(article), True)
        return (whole(word), *_without_proclitics(word, (rest,)))
    if family == "persian":
        return tuple(_persian_readings(word))
    return (whole(word),)


def keys_of_later(word: str, language: str) -> Collection[str]:
    """Return the same for a later word of a name."""
    if family_of(language) == "arabic" and (folded := fold_plain_arabic(word)):
        return (folded, folded[2:]) if len(word) > len(_ARTICLE) and word.startswith(_ARTICLE) else (folded,)
    return [word_key(reading.words[0]) for reading in readings_of_later(word, language)]


_LONGEST_ENDING: Final = 3
"""Letters: of two there are so few that most words end like some name."""

_LAST_LETTERS: Final = itemgetter(slice(-_LONGEST_ENDING, None))

_MOST_ENDINGS: Final = 1 << 16
"""Of Arabic letters alone there are fewer; signs and digits that end a piece are among them too."""

_Rest = tuple[str, int, bool]
"""Letters, how many written letters stand before them, whether the article is among these."""


def _arabic_keys(word: str, folded: str) -> list[str]:
    """Return the keys of a word whose letters fold one by one: it is folded once, and the ends of that are keys."""
    keys = [folded]
    for letters, skipped, _ in _arabic_rests(word):
        if letters and skipped < len(word):
            keys.append(folded[-len(letters) :] if word.endswith(letters) else word_key(letters))
    return keys


def _without_proclitics(word: str, rests: Iterable[_Rest]) -> Iterator[Reading]:
    offsets = letter_offsets(word)
    for letters, skipped, sees_through_article in rests:
        if letters and skipped < len(offsets) - 1:
            yield Reading((letters,), offsets[skipped], len(word), sees_through_article=sees_through_article)


def _arabic_rests(letters: str) -> list[_Rest]:
    rests = _after_conjunction(letters, 0)
    if letters[:1] in ("و", "ف") and len(letters) > 1:
        rests += ((letters[1:], 1, False), *_after_conjunction(letters[1:], 1))
    return rests


def _after_conjunction(letters: str, skipped: int) -> list[_Rest]:
    if letters.startswith(_ARTICLE):
        return [(letters[2:], skipped + 2, True)]
    if letters[:1] not in ("ب", "ك", "ل") or len(letters) < 2:  # noqa: PLR2004 - one of these and a letter more
        return []
    rests = [(letters[1:], skipped + 1, False)]
    if letters.startswith("لل"):
        rests.append(("ا" + letters[1:], skipped + 1, False))
        rests.append((_ARTICLE + letters[1:], skipped + 1, False))  # ل and اللجنة are written للجنة
        rests.append((letters[2:], skipped + 2, True))
    elif letters[0] != "ل" and letters[1:].startswith(_ARTICLE):
        rests.append((letters[3:], skipped + 3, True))
    return rests


def _hebrew_rests(letters: str) -> Iterator[_Rest]:
    for length in range(1, min(len(letters), 7)):
        proclitic = letters[:length]
        if proclitic not in _HEBREW_PROCLITICS:
            continue
        yield letters[length:], length, proclitic.endswith("ה")


def _with_melted_article(word: str, rests: tuple[_Rest, ...]) -> Iterator[Reading]:
    offsets = letter_offsets(word)
    for letters, skipped, _ in rests:
        if spelling(word)[skipped - 1] in "בכל":
            yield Reading(("ה" + letters,), offsets[skipped], len(word), has_melted_article=True)


def _persian_readings(word: str) -> Iterator[Reading]:
    yield whole(word)
    pieces = word.split(_ZWNJ)
    start = letter_offsets(word)[0]
    if len(pieces) == 1:
        yield from _without_ezafe(word, start)
        return
    yield Reading(_spellings(pieces), start, len(word))
    for count in range(len(pieces) - 1, 0, -1):
        suffix = fold_word(pieces[count])
        if suffix not in PERSIAN_SUFFIXES:
            return
        stems = pieces[:count]
        end = len(_ZWNJ.join(stems))
        is_last = suffix not in _EZAFE or count < len(pieces) - 1
        if any(map(spelling, stems)):
            yield Reading((spelling(_ZWNJ.join(stems)),), start, end, is_last=is_last)
        if len(_spellings(stems)) > 1:
            yield Reading(_spellings(stems), start, end, is_last=is_last)


def _without_ezafe(word: str, start: int) -> Iterator[Reading]:
    """Yield the word without the ی that links a word in long a to the next one: آمریکای لاتین."""
    letters = spelling(word)
    if len(letters) > _SHORTEST_WITH_EZAFE and fold_word(letters).endswith(_LONG_A_WITH_EZAFE):
        yield Reading((letters[:-1],), start, letter_offsets(word)[len(letters) - 1])


def _spellings(pieces: list[str]) -> tuple[str, ...]:
    return tuple(spelling(piece) for piece in pieces if spelling(piece))
