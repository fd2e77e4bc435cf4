"""The words of made-up articles: Arabic-looking forms as unevenly frequent as real ones, names of persons, dice.

A few dozen words would do for length, but would flatter whatever remembers words it has met; so there are 60,000 forms,
drawn as Zipf has it: the second half as often as the first, the third a third as often.
"""

import random
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, TypeVar

Item = TypeVar("Item")


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


FREQUENT: Final = _listed("""
    في من على أن إلى التي عن الذي مع هذا بعد ما هذه بين كان قد لم كما حيث خلال أو قبل كل عند حتى منذ ذلك غير أمام وقد
    الحكومة الرئيس الدولة المتحدة العام اجتماع خطة مشروع قرار الأسبوع الماضي مصادر رسمية اتفاق مياه طاقة أسعار سوق
    تقرير لجنة وزارة بيان مؤتمر جلسة برلمان قانون جديد تعديل ميزانية عجز نمو تجارة حدود أمن قوات انسحاب هدنة مفاوضات
    وفد زيارة رئيس وزير مدير شركة استثمار بنك قرض دعم منحة مساعدات إنسانية منظمة دولية خبراء دراسة نتائج أولية المقبل
""")
VERBS: Final = _listed("قال أعلن أكد أضاف نفى حذر دعا أشار ذكر أوضح شدد رأى")
FIRST_NAMES: Final = _listed("""
    أحمد محمد علي حسن خالد سامي ليلى مريم فاطمة يوسف إبراهيم عمر نادية رنا هدى طارق وليد جمال كريم ندى سلمى إياد
""")
FAMILY_NAMES: Final = _listed("""
    الحداد منصور القاسم درويش العلي نجار الخطيب سلامة شاهين عيسى البكري حمدان الراوي صباغ عطية زيدان مراد النمر
    الجندي قباني الصايغ بركات الشامي حيدر الكيلاني فرحات الأسمر زعيتر المهدي غانم الحكيم طراد السعدي نعمة اليازجي كنعان
""")

_CONSONANTS: Final = "بتجحخدرزسشصضطعفقكلمنه"
_PATTERNS: Final = _listed("123 123 123ة 1ا23 م12و3 12ي3 12ي3 ت12ي3 م1ا23ة است12ا3 ا1ت2ا3 12و3 12ا3 أ12ا3 م12 1و23")
_BEGINNINGS: Final = ("", "", "", "", "", "ال", "ال", "ال", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ي", "ت", "ف")
_ENDINGS: Final = ("", "", "", "", "", "", "", "ات", "ين", "ون", "ها", "هم", "ية", "ي")
_FORMS: Final = 60_000


class Dice:
    """Chance from a number, the same on every machine.

    Made of `random()` alone, which Python promises to leave as it is.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random  # noqa: S311 - nothing secret is made here

    def below(self, limit: int) -> int:
        """Return a number from 0 to the limit, the limit left out."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """Return a number from low to high, both included."""
        return low + self.below(high - low + 1)

    def one_in(self, times: int) -> bool:
        """Tell whether one of so many cases has come."""
        return self.below(times) == 0

    def pick(self, items: Sequence[Item]) -> Item:
        """Return one of the items."""
        return items[self.below(len(items))]

    def pick_some(self, items: Sequence[Item], count: int) -> list[Item]:
        """Return so many of the items, each once, in the order of chance."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(count)]

    def word(self) -> str:
        """Return a word, frequent ones more often: ranks whose logarithms are even."""
        words = vocabulary()
        return words[int(len(words) ** self._random()) - 1]

    def words(self, count: int) -> list[str]:
        """Return so many words."""
        return [self.word() for _ in range(count)]


@cache
def vocabulary() -> tuple[str, ...]:
    """Return all words that articles are made of, the frequent first; none is a name."""
    dice = Dice(1)
    taken = {_bare(name) for name in (*FIRST_NAMES, *FAMILY_NAMES)}
    forms = dict.fromkeys(FREQUENT)
    for form in _make_forms(dice):
        if _bare(form) not in taken:
            forms[form] = None
        if len(forms) == _FORMS:
            break
    return tuple(forms)


@cache
def person_names(count: int) -> tuple[str, ...]:
    """Return so many full names, each once."""
    dice = Dice(7)
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{dice.pick(FIRST_NAMES)} {dice.pick(FIRST_NAMES)} {dice.pick(FAMILY_NAMES)}"] = None
    return tuple(names)


def respell(name: str, dice: Dice) -> str:
    """Return a name as hurried writers spell it: without hamza, ه for ة, ي for ى."""
    changed = dice.pick((("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي")))
    return name.replace(*changed)


def _make_forms(dice: Dice) -> Iterator[str]:
    while True:
        root = [dice.pick(_CONSONANTS) for _ in range(3)]
        stem = dice.pick(_PATTERNS).translate({ord("1") + place: letter for place, letter in enumerate(root)})
        yield dice.pick(_BEGINNINGS) + stem + dice.pick(_ENDINGS)


def _bare(word: str) -> str:
    """Return a word without what may stand before it, and in one spelling: what a name must not be taken for."""
    folded = word.translate(str.maketrans("أإةى", "ااهي"))
    for beginning in ("وال", "بال", "لل", "ال"):
        folded = folded.removeprefix(beginning)
    return folded.lstrip("وبلف") or folded
