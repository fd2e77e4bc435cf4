"""Words that name nobody: those that join others, and those of the calendar and of languages.

Words that join others are compared in their exact spelling: folded, some would become names (على, علي). English writes
days, months and languages with capitals, as it does names.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Final

from sitegen.language.locales import find_locale, without_marks
from sitegen.language.tags import family_of
from sitegen.language.words import split_words, word_key
from sitegen.model.text import Span


def is_function_word(word: str, language: str) -> bool:
    """Tell whether a word, in the spelling that `words.spelling` gives, joins others in a language's sentences."""
    return word in _WORDS_OF_FAMILY[family_of(language)]


def list_function_words() -> Collection[Collection[str]]:
    """Return the words that join others, of all languages, as `is_function_word` compares them."""
    return _WORDS_OF_FAMILY.values()


def with_bare_alef(word: str) -> str:
    """Return the word without hamza and madda on its alefs, as many write."""
    return word.translate(_BARE_ALEF)


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


def _with_bare_alefs(words: Iterable[str]) -> frozenset[str]:
    listed = tuple(words)
    return frozenset((*listed, *map(with_bare_alef, listed)))


def _after_conjunctions(words: str) -> Iterator[str]:
    return (conjunction + word for conjunction in ("", "و", "ف") for word in words.split())


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word_key(word.text) for name in names for word in split_words(without_marks(name)))


_ARABIC = """
على إلى في من عن مع منذ حتى متى لدى لدي سوى بلى أنى عند عندما بعد قبل بين بينما فوق تحت أمام خلف حول دون ضد عبر نحو
خلال أن إن لأن بأن كأن فإن وإن وأن لكن إذا إذ إذن أو أم أما إما أي أيا أية أين كيف كم كما لما فلما مما عما ما
ماذا لماذا من منه منها منهم منهما منا مني منك منكم عنه عنها عنهم عنا عني عنك فيه فيها فيهم فيهما فينا فيك عليه عليها
عليهم عليهما علينا عليك عليكم إليه إليها إليهم إليهما إلينا إليك إليكم إلي لديه لديها لديهم لدينا لديك معه معها معهم
معهما معنا معي معك لي به بها بهم بهما بنا بي بك بكم له لها لهم لهما لنا لك لكم كل كلا كلتا بعض غير هو هي هم هما هن أنا
نحن أنت أنتم هذا هذه هذان هذين هؤلاء ذلك ذاك تلك أولئك الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي
هنا هناك هنالك لا لم لن لو لولا لقد قد ليس ليست ليسوا ثم بل فقط أيضا ايضا حيث حين حينما كان كانت كانوا يكون تكون وهو
وهي وهم وهما وهذا وهذه وذلك وتلك وكان وكانت وقد وفي ومن وعن ومع وعلى وإلى ولا ولم ولن ولو ولكن وما وأي وبعد وقبل
وبين وحتى وعند وكل وكما وله ولها ولهم وبه وبها وفيه وفيها ومنه ومنها وعليه وعليها وإليه وإليها وعنه ومعه ولدى ولديه
فيما بما لهذا لذلك بذلك كذلك بهذا بهذه لهذه وثم وبل فلا فلم فلن فما فهو فهي فهم فقد فكان بأنه بأنها بأنهم أنه أنها
أنهم أننا أنني أنك إنه إنها إنهم إننا إنني لأنه لأنها لأنهم لكنه لكنها لكنهم وأنه وأنها وإنه وإنها ولكنه بينه بينها
بينهم بعده بعدها قبله قبلها عنده عندها بدون بلا كي لكي كيلا لئلا ألا إلا هلا هل لعل ليت عسى ربما إنما وإنما كأنه
كأنها سوف أثناء مثل ضمن رغم عدا خلا حاشا كلما حيال إزاء وراء لأي بأي كأي فإذا وإذا ولما أحد إحدى مدى بمن لمن ممن عمن
فمن وسط مهما بكل لكل وبعض لبعض ببعض بغير وغير
"""
_ARABIC_PHRASES = """
لصالح لحساب لأجل لغرض بحسب بفضل بسبب بشأن بخصوص بموجب بواسطة بصدد بهدف بغية بدعوى بقصد بحجة بذريعة بصفته بصفتها بنجاح
بجانب بجوار بمثابة بمناسبة بمقتضى بمعنى بمنأى بمجرد بغض بالنسبة بدلا بحق بحكم بقدر بشكل بعيد
"""
"""Prepositions with what they have grown together with: لصالح is "in favour of", and no ل with the name صالح."""
_PERSIAN = """
از به با بر در تا را که چه هم نه یا اگر پس نیز هر هیچ این آن اینکه آنکه آنها اینها ما من تو او شما ایشان وی خود ولی
اما زیرا چون برای بی روی زیر بالای پیش نزد میان بین سوی شد شده است بود هست نیست باشد دارد بوده می نمی همه هنوز همین
همان چنین چنان
"""
_HEBREW = """
של על אל את עם מן אם כי או גם רק לא כן אין יש זה זו זאת אלה אלו הוא היא הם הן אני אנחנו אתה אתם מה מי איך איפה למה
מדוע כמו כמה כל כבר עוד אבל אך לכן אולי מאוד פה שם כאן אז לפני אחרי בין תחת מול ליד בלי כדי לפי עד אצל בעד נגד אשר
שלי שלך שלו שלה שלנו שלכם שלהם לי לך לו לה לנו לכם להם בי בך בו בה בנו בכם בהם אותי אותך אותו אותה אותנו אותם אליו
אליה אליהם עליו עליה עליהם ממנו ממנה מהם כך ככה היה היתה הייתה היו יהיה תהיה ולא וגם וכל ואת ועל והוא והיא זהו הרי
הלא שלא שהוא שהיא שהם כאשר לאור ולאור בלב ובלב
"""
_EUROPEAN = """
a an the and or but nor of in on at to from by with for as if is are was were be been it its he she they we you i
not no so than then that this these those who whom which what when where how why will would can could may might
shall should must do does did has have had le la les de du des et ou un une der die das und oder ein eine el los las
y o il lo gli e и в на с со к у о об от до из за по не что как а но или же ли бы я ты он она они мы вы это этот та
то те και ή ο η το οι τα σε με για από
"""
_BARE_ALEF: Final = str.maketrans("أإآ", "ااا")
_WORDS_OF_FAMILY: Final = {
    "arabic": _with_bare_alefs((*_ARABIC.split(), *_after_conjunctions(_ARABIC_PHRASES))),
    "persian": _with_bare_alefs(_PERSIAN.split()),
    "hebrew": frozenset(_HEBREW.split()),
    "other": frozenset(_EUROPEAN.split()),
}
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
