"""Names in scripts with capitals: words that keep their capitals in the middle of sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from sitegen.checking.recurring import OFTEN, Recurring
from sitegen.language.calendar_words import capitalised_commons
from sitegen.language.function_words import is_function_word
from sitegen.language.words import Word, split_words, word_key
from sitegen.model.forms import primary_language
from sitegen.model.project import Block, Seed
from sitegen.model.text import Span


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with capitals that stand together: as long as it gets."""

    span: Span
    last_word: str
    has_many_words: bool
    is_within_sentence: bool
    """Begins neither a sentence nor a headline, where any word has a capital."""


def find_capitalised_names(seed: Seed, known: frozenset[str]) -> Iterator[Recurring]:
    """Yield the names that end in a word which recurs, in the order of the text; `known` holds words of the registers.

    A word is no name if it also stands without its capital, never stands within a sentence, is a title, a day, a month
    or an adjective of a land. German capitalises all nouns, so nothing is found there.
    """
    if primary_language(seed.language) in _CAPITALISES_NOUNS:
        return
    counts = Counter(word.text for block in seed.blocks for word in split_words(seed.text, block.span))
    small = frozenset(word.casefold() for word in counts if word[0].islower())
    by_last: dict[str, list[_Run]] = defaultdict(list)
    for run in _runs(seed):
        by_last[run.last_word].append(run)
    for last, ending in by_last.items():
        is_common = word_key(last) in known or last.casefold() in small or _is_no_name(last, seed.language)
        if not is_common and counts[last] >= OFTEN and sum(run.is_within_sentence for run in ending) > 1:
            yield from _whole_name(seed, ending, counts[last])


def _runs(seed: Seed) -> tuple[_Run, ...]:
    blocks = (block for block in seed.blocks if block.span.of(seed.text).upper() != block.span.of(seed.text))
    return tuple(run for block in blocks for run in _runs_of_block(seed, block))


def _runs_of_block(seed: Seed, block: Block) -> Iterator[_Run]:
    text = seed.text
    words = split_words(text, block.span)
    first = 0
    while first < len(words):
        last = None if is_function_word(words[first].text.lower(), seed.language) else _last_of_run(text, words, first)
        if last is not None:
            is_within = block.role not in ("agency-line", "title") and not _opens_sentence(
                text, words[first].span.start, block.span
            )
            span = Span(words[first].span.start, words[last].span.end)
            yield _Run(span, words[last].text, last > first, is_within)
        first = first + 1 if last is None else last + 1


def _last_of_run(text: str, words: tuple[Word, ...], first: int) -> int | None:
    """Return the index of the last word of the run that begins here; None where none begins."""
    if not _has_capital(words[first].text):
        return None
    last = following = first
    while following + 1 < len(words) and _JOINT.fullmatch(
        text[words[following].span.end : words[following + 1].span.start]
    ):
        following += 1
        if _has_capital(words[following].text):
            last = following
        elif words[following].text not in _PARTICLES:
            break
    return last


def _has_capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def _opens_sentence(text: str, start: int, block: Span) -> bool:
    before = text[block.start : start].rstrip(_OPENING)
    return not before or before[-1] in _ENDING


def _is_no_name(word: str, language: str) -> bool:
    """Tell whether a word has its capital for another reason: as a title, a day, a month, a language or a people."""
    if word.casefold() in _TITLES or word_key(word) in capitalised_commons(language):
        return True
    return language.lower().startswith("en") and _OF_A_LAND.search(word) is not None


def _whole_name(seed: Seed, runs: Sequence[_Run], count: int) -> Iterator[Recurring]:
    """Yield the name that most of the runs agree on: the commonest of several words, else the word alone.

    Where runs of several words disagree and the word never stands alone, it is a word that many names end with.
    """
    wholes = Counter(run.span.of(seed.text) for run in runs if run.has_many_words)
    is_alone = any(not run.has_many_words for run in runs)
    if len(wholes) > 1 and not is_alone:
        return
    best = max(wholes, key=lambda whole: wholes[whole], default=runs[0].last_word)
    first = next(run for run in runs if run.span.of(seed.text) == best)
    yield Recurring(first.span, first.last_word, count)


_JOINT: Final = regex.compile(r"[ \u00a0]|[-\u2010\u2011'’]")
"""What stands between two words of a name."""
_OPENING: Final = " \u00a0\t\n\"'“”„«»‘’([{—–-*"
_ENDING: Final = ".!?…:;؟"
_WRITTEN_PARTICLES: Final = (
    "of the al el bin ibn de del della di da do dos das du la le van von der den ter ten zu af av"
)
_PARTICLES: Final = frozenset(_WRITTEN_PARTICLES.split())
_CAPITALISES_NOUNS: Final = frozenset(("de", "gsw", "lb", "nds"))
_OF_A_LAND: Final = regex.compile(r"(?:ian|ean|ese|ish|[^J]ewish|aeli|rabs?|[A-Z]\p{Ll}+[mr]ans?|ians)$")
"""Adjectives of lands and faiths in English, which have capitals: Russian, Chinese, Turkish, Israeli, German."""
_WRITTEN_TITLES: Final = """
mr mrs ms dr prof sir lord lady king queen prince princess president minister chancellor premier senator governor mayor
secretary ambassador general colonel major captain admiral chairman chairwoman director professor judge pope bishop
sheikh emir sultan imam monsieur madame señor señora président ministre presidente ministro state government parliament
house senate council ministry office
"""
_TITLES: Final = frozenset(_WRITTEN_TITLES.split())
"""Words that have capitals beside names or for respect; by themselves they name nobody."""
