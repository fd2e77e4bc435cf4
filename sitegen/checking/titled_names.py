"""Names in Arabic, which has no capitals: two or three words after a title, the last of which recurs."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sitegen.checking.recurring import OFTEN, Recurring
from sitegen.language.folding import fold_word
from sitegen.language.function_words import is_function_word
from sitegen.language.proclitics import readings_of_first
from sitegen.language.words import Word, spelling, split_words, word_key
from sitegen.model.project import Seed
from sitegen.model.text import Span

_ARTICLE: Final = "ال"
_MOST_BETWEEN: Final = 3
"""Words with the article between a title and the name: وزير الخارجية الأميركي الجديد."""
_SHORTEST: Final = 3
"""Letters of a last name; shorter words are mostly grammar."""


def find_titled_names(seed: Seed, known: frozenset[str]) -> Iterator[Recurring]:
    """Yield the names that follow a title, in the order of the text, each last name once.

    Cautious: none of its words may stand in the article with ال as well as without, as common nouns do, nor be a word
    of grammar or begin with what may be a proclitic of another word; `known` holds words of the registers.
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
            yield Recurring(Span(firsts[0].span.start, last.span.end), last.text, usage.count(last))


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
        return not spelling(word.text).startswith(_ARTICLE) and self.is_like_a_name(word)

    def is_like_a_name(self, word: Word) -> bool:
        """Tell whether a word is used as names are: with ال always or never."""
        letters = spelling(word.text)
        if len(letters) < _SHORTEST or is_function_word(letters, "ar") or any(map(str.isdigit, letters)):
            return False
        if fold_word(letters) in _NO_NAMES:
            return False
        if letters.startswith(_ARTICLE):
            return True
        rests = (_letters(one.words) for one in readings_of_first(word.text, "ar")[1:])
        return fold_word(letters) not in self._with_article and self._written.isdisjoint(rests)


def _names_after_titles(text: str, words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """Yield the two words that follow a title and the adjectives after it, then the three, parted by single spaces."""
    for index, word in enumerate(words):
        letters = {_letters(one.words) for one in readings_of_first(word.text, "ar") if not one.sees_through_article}
        is_title, is_office = bool(letters & _TITLES), bool(letters & _OFFICES)
        after = index + 1
        while after < len(words) and after - index <= _MOST_BETWEEN and words[after].text.startswith(_ARTICLE):
            after += 1
        if is_title or (is_office and after > index + 1):
            for end in (after + 2, after + 3):
                stretch = words[index:end]
                if len(stretch) == end - index and _stand_together(text, stretch):
                    yield words[after:end]


def _stand_together(text: str, words: tuple[Word, ...]) -> bool:
    return all(text[one.span.end : two.span.start] == " " for one, two in pairwise(words))


def _letters(words: tuple[str, ...]) -> str:
    return fold_word(" ".join(words))


_WRITTEN_TITLES: Final = """
الرئيس الرئيسة الوزير الوزيرة السيد السيدة الدكتور الدكتورة الشيخ الشيخة الأمير الأميرة الملك الملكة السلطان النائب
النائبة السيناتور الجنرال العقيد اللواء الفريق العميد المشير السفير السفيرة البابا القاضي القاضية المحامي المحامية
القائد الأستاذ المهندس المستشار المستشارة
"""
_WRITTEN_OFFICES: Final = "رئيس رئيسة وزير وزيرة سفير سفيرة قائد زعيم زعيمة نائب نائبة"
_WRITTEN_OTHERS: Final = """
أمس اليوم غدا مساء صباح ظهر الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الماضي المقبل الله العام السلام
قال قالت أعلن أعلنت أكد أكدت صرح صرحت أضاف أضافت ذكر ذكرت أوضح أوضحت أشار أشارت نفى نفت دعا دعت حذر حذرت طالب طالبت
اعتبر اعتبرت رأى رأت شدد شددت أعرب أعربت كشف كشفت بحث بحثت التقى التقت زار زارت وصل وصلت تلقى يقول تقول
"""
_TITLES: Final = frozenset(map(fold_word, _WRITTEN_TITLES.split()))
"""What stands before a name, with the article."""
_OFFICES: Final = frozenset(map(fold_word, _WRITTEN_OFFICES.split()))
"""What stands before a name when what it governs follows: رئيس الوزراء, وزير الخارجية."""
_NO_NAMES: Final = _TITLES | _OFFICES | frozenset(map(fold_word, _WRITTEN_OTHERS.split()))
"""What may follow a title too, when nobody is named: الوزير قال أمس."""
