"""Names that stand often in an article and are in no register.

Only what is surely a name is told: in scripts with capitals words that keep theirs in the middle of sentences, in
Arabic, which has none, two or three words after a title.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from sitegen.language.common_words import capitalised_commons, is_function_word
from sitegen.language.folding import fold_word
from sitegen.language.proclitics import readings_of_first
from sitegen.language.tags import family_of
from sitegen.language.words import Word, spelling, split_words, word_key
from sitegen.model.briefing import Briefing
from sitegen.model.forms import primary_language, propose_id
from sitegen.model.problems import Report
from sitegen.model.project import Block, Seed
from sitegen.model.registers import Actor, Place, Registers, Source, Term, Topic
from sitegen.model.text import Span
from sitegen.model.wording import Text
from sitegen.weaving.pasting import write_scalar

OFTEN: Final = 3
"""How many times a name stands in an article before it is worth an entry: twice happens in passing."""

Named = Actor | Place | Term | Source | Topic
"""Entries whose names an article may hold."""


@dataclass(frozen=True, slots=True)
class RecurringName:
    """A name where it stands first and whole."""

    span: Span
    last_word: str
    """The word that recurs: a person's last name, or the name itself."""
    count: int


def words_of_registers(registers: Registers) -> frozenset[str]:
    """Return the keys (`words.word_key`) of all words of all names in the registers; made once a run."""
    named: list[Named] = [*registers.actors.values(), *registers.places.values(), *registers.terms.values()]
    others: list[Named] = [*registers.sources.values(), *registers.topics.values()]
    return frozenset(key for entry in named + others for key in _keys_of(entry))


def hint_at_unregistered_names(briefing: Briefing, registered: frozenset[str], report: Report) -> None:
    """Give a hint for each name that stands at least three times, with the entry to be pasted.

    `registered` is what `words_of_registers` gives.
    """
    sidecar, seed = briefing.sidecar, briefing.seed
    known = registered.union(key for entry in sidecar.local_definitions for key in _keys_of(entry))
    taken = [mention.words for mention in briefing.prose.mentions]
    for name in find_recurring_names(seed, known):
        if any(span.overlaps(name.span) for span in taken):
            continue
        words = name.span.of(seed.text)
        recurs = "the name stands" if name.last_word == words else f"`{name.last_word}` stands"
        report.hint(
            "name-unregistered",
            f"`{words}` is in no register, and {recurs} {name.count} times in this article",
            seed.source.location(name.span.start),
            found=words,
            help="add it under `actors:` in content/actors.yaml, or to places or terms:\n"
            f"  - id: {propose_id(words)}\n    name:\n      {seed.language}: {write_scalar(words)}",
        )


def find_recurring_names(seed: Seed, known: frozenset[str]) -> Iterator[RecurringName]:
    """Yield the names of an article that recur, in the order of the text; a word whose key is `known` is none."""
    if family_of(seed.language) == "arabic":
        return _find_titled_names(seed, known)
    # German capitalises all nouns, so nothing is told there.
    return iter(()) if primary_language(seed.language) in _CAPITALISES_NOUNS else _find_capitalised_names(seed, known)


def _keys_of(entry: Named) -> frozenset[str]:
    """Return the keys of the words of an entry's names, of a source those of who made it."""
    if isinstance(entry, Source):
        return _keys(entry.container_title, entry.publisher, entry.author)
    texts: list[Text | None] = [entry.name]
    if isinstance(entry, Actor | Place | Term):
        texts += [alias.text for alias in entry.aliases]
    if isinstance(entry, Actor):
        texts.append(entry.family)
    if isinstance(entry, Place):
        texts += [former.name for former in entry.names]
    if isinstance(entry, Term):
        texts.append(entry.abbr)
    return _keys(*texts)


def _keys(*texts: Text | None) -> frozenset[str]:
    wordings = (wording.value for text in texts if text for wording in text.wordings)
    return frozenset(word_key(word.text) for wording in wordings for word in split_words(wording))


def _find_capitalised_names(seed: Seed, known: frozenset[str]) -> Iterator[RecurringName]:
    """Yield the names that end in a word which recurs.

    A word is no name if it also stands without its capital, never stands within a sentence, is a title, a day, a month
    or an adjective of a land.
    """
    counts = Counter(word.text for block in seed.blocks for word in split_words(seed.text, block.span))
    small = frozenset(word.casefold() for word in counts if word[0].islower())
    by_last: dict[str, list[_CapitalisedRun]] = defaultdict(list)
    for run in _capitalised_runs(seed):
        by_last[run.last_word].append(run)
    for last, ending in by_last.items():
        is_common = word_key(last) in known or last.casefold() in small or _is_no_name(last, seed.language)
        if not is_common and counts[last] >= OFTEN and sum(run.is_within_sentence for run in ending) > 1:
            yield from _whole_name(seed, ending, counts[last])


@dataclass(frozen=True, slots=True)
class _CapitalisedRun:
    """Words with capitals that stand together: as long as it gets."""

    span: Span
    last_word: str
    has_many_words: bool
    is_within_sentence: bool
    """Begins neither a sentence nor a headline, where any word has a capital."""


def _capitalised_runs(seed: Seed) -> tuple[_CapitalisedRun, ...]:
    blocks = (block for block in seed.blocks if block.span.of(seed.text).upper() != block.span.of(seed.text))
    return tuple(run for block in blocks for run in _runs_of_block(seed, block))


def _runs_of_block(seed: Seed, block: Block) -> Iterator[_CapitalisedRun]:
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
            yield _CapitalisedRun(span, words[last].text, last > first, is_within)
        first = first + 1 if last is None else last + 1


def _last_of_run(text: str, words: tuple[Word, ...], first: int) -> int | None:
    """Return the index of the last word of the run that begins here; None where none begins."""
    if not _has_capital(words[first].text):
        return None
    last = following = first
    while following + 1 < len(words) and _JOINT_OF_NAMES.fullmatch(
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
    before = text[block.start : start].rstrip(_SIGNS_THAT_OPEN)
    return not before or before[-1] in _SIGNS_THAT_END


def _is_no_name(word: str, language: str) -> bool:
    """Tell whether a word has its capital for another reason: as a title, a day, a month, a language or a people."""
    if word.casefold() in _TITLES or word_key(word) in capitalised_commons(language):
        return True
    return language.lower().startswith("en") and _OF_A_LAND.search(word) is not None


def _whole_name(seed: Seed, runs: Sequence[_CapitalisedRun], count: int) -> Iterator[RecurringName]:
    """Yield the name that most of the runs agree on: the commonest of several words, else the word alone.

    Where runs of several words disagree and the word never stands alone, it is a word that many names end with.
    """
    wholes = Counter(run.span.of(seed.text) for run in runs if run.has_many_words)
    is_alone = any(not run.has_many_words for run in runs)
    if len(wholes) > 1 and not is_alone:
        return
    best = max(wholes, key=lambda whole: wholes[whole], default=runs[0].last_word)
    first = next(run for run in runs if run.span.of(seed.text) == best)
    yield RecurringName(first.span, first.last_word, count)


_CAPITALISES_NOUNS: Final = frozenset(("de", "gsw", "lb", "nds"))

_JOINT_OF_NAMES: Final = regex.compile(r"[ \u00a0]|[-\u2010\u2011'’]")
"""Signs between two words of a name."""

_SIGNS_THAT_OPEN: Final = " \u00a0\t\n\"'“”„«»‘’([{—–-*"
_SIGNS_THAT_END: Final = ".!?…:;؟"

_WRITTEN_PARTICLES: Final = (
    "of the al el bin ibn de del della di da do dos das du la le van von der den ter ten zu af av"
)

_PARTICLES: Final = frozenset(_WRITTEN_PARTICLES.split())

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


def _find_titled_names(seed: Seed, known: frozenset[str]) -> Iterator[RecurringName]:
    """Yield the names that follow a title, each last name once.

    None of a name's words may stand in the article with ال as well as without, as common nouns do, nor be a word of
    grammar or begin with what may be a proclitic of another word.
    """
    words = tuple(word for block in seed.blocks for word in split_words(seed.text, block.span))
    usage = _Usage(words)
    told: set[str] = set()
    end = 0
    for named in _names_after_titles(seed.text, words):
        *firsts, last = named
        key = word_key(last.text)
        is_new = firsts[0].span.start >= end and key not in told | known and usage.count(last) >= OFTEN
        if is_new and usage.is_like_a_name(last) and all(usage.is_like_a_first_name(one) for one in firsts):
            told.add(key)
            end = last.span.end
            yield RecurringName(Span(firsts[0].span.start, last.span.end), last.text, usage.count(last))


class _Usage:
    """How often each word stands in an article, with and without what is written together with it."""

    def __init__(self, words: tuple[Word, ...]) -> None:
        self._written = {fold_word(spelling(word.text)) for word in words}
        self._counts: Counter[str] = Counter()
        self._with_article: set[str] = set()
        for word in words:
            readings = readings_of_first(word.text, "ar")
            self._counts.update({_letters(one.words) for one in readings if not one.sees_through_article})
            self._with_article.update(_letters(one.words) for one in readings if one.sees_through_article)

    def count(self, word: Word) -> int:
        """Return how many words of the article are this one, proclitics aside."""
        return self._counts[fold_word(spelling(word.text))]

    def is_like_a_first_name(self, word: Word) -> bool:
        """Tell whether a word is used as names are, and is no adjective with ال."""
        return not spelling(word.text).startswith(_ARABIC_ARTICLE) and self.is_like_a_name(word)

    def is_like_a_name(self, word: Word) -> bool:
        """Tell whether a word is used as names are: with ال always or never."""
        letters = spelling(word.text)
        if len(letters) < _SHORTEST_LAST_NAME or is_function_word(letters, "ar") or any(map(str.isdigit, letters)):
            return False
        if fold_word(letters) in _NO_ARABIC_NAMES:
            return False
        if letters.startswith(_ARABIC_ARTICLE):
            return True
        rests = (_letters(one.words) for one in readings_of_first(word.text, "ar")[1:])
        return fold_word(letters) not in self._with_article and self._written.isdisjoint(rests)


def _names_after_titles(text: str, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield the two words that follow a title and the adjectives after it, then the three, parted by single spaces."""
    for index, word in enumerate(words):
        letters = {_letters(one.words) for one in readings_of_first(word.text, "ar") if not one.sees_through_article}
        is_title, is_office = bool(letters & _ARABIC_TITLES), bool(letters & _ARABIC_OFFICES)
        after = index + 1
        while (
            after < len(words) and after - index <= _MOST_AFTER_TITLE and words[after].text.startswith(_ARABIC_ARTICLE)
        ):
            after += 1
        if is_title or (is_office and after > index + 1):
            for end in (after + 2, after + 3):
                stretch = words[index:end]
                are_together = all(text[one.span.end : two.span.start] == " " for one, two in pairwise(stretch))
                if len(stretch) == end - index and are_together:
                    yield words[after:end]


def _letters(words: tuple[str, ...]) -> str:
    return fold_word(" ".join(words))


_ARABIC_ARTICLE: Final = "ال"

_MOST_AFTER_TITLE: Final = 3
"""Words with the article between a title and the name: وزير الخارجية الأميركي الجديد."""

_SHORTEST_LAST_NAME: Final = 3
"""Letters of a last name; shorter words are mostly grammar."""

_WRITTEN_ARABIC_TITLES: Final = """
الرئيس الرئيسة الوزير الوزيرة السيد السيدة الدكتور الدكتورة الشيخ الشيخة الأمير الأميرة الملك الملكة السلطان النائب
النائبة السيناتور الجنرال العقيد اللواء الفريق العميد المشير السفير السفيرة البابا القاضي القاضية المحامي المحامية
القائد الأستاذ المهندس المستشار المستشارة
"""

_WRITTEN_ARABIC_OFFICES: Final = "رئيس رئيسة وزير وزيرة سفير سفيرة قائد زعيم زعيمة نائب نائبة"

_WRITTEN_ARABIC_OTHERS: Final = """
أمس اليوم غدا مساء صباح ظهر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الماضي المقبل الله العام السلام
قال قالت أعلن أعلنت أكد أكدت صرح صرحت أضاف أضافت ذكر ذكرت أوضح أوضحت أشار أشارت نفى نفت دعا دعت حذر حذرت طالب طالبت
اعتبر اعتبرت رأى رأت شدد شددت أعرب أعربت كشف كشفت بحث بحثت التقى التقت زار زارت وصل وصلت تلقى يقول تقول
"""

_ARABIC_TITLES: Final = frozenset(map(fold_word, _WRITTEN_ARABIC_TITLES.split()))
"""They stand before a name, with the article."""

_ARABIC_OFFICES: Final = frozenset(map(fold_word, _WRITTEN_ARABIC_OFFICES.split()))
"""They stand before a name when a noun that they govern follows: رئيس الوزراء, وزير الخارجية."""

_NO_ARABIC_NAMES: Final = _ARABIC_TITLES | _ARABIC_OFFICES | frozenset(map(fold_word, _WRITTEN_ARABIC_OTHERS.split()))
"""They may follow a title too, where it names nobody: الوزير قال أمس."""
