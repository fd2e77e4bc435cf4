"""A language's way to write dates: CLDR's patterns and months, and our own words for vague, doubtful or open ones.

CLDR's patterns for the interface's languages stand here, and Babel is asked for the others. Hardly a page is without a
date, and to import Babel with its data takes 4 to 7 % of the processor's time of an edit, and 5 MB (one note edited
among 100 briefings, medians of 25 and 15 pairs of runs). A test holds our copies against Babel.

Our own words are whole patterns, one for each language and case: no sentence is glued from pieces. Languages without
words here get signs that need none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.language.locales import find_locale, without_marks
from sitegen.language.tags import script

if TYPE_CHECKING:
    from babel import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class DatePatterns:
    """A language's patterns in CLDR's letters (y year, M and L month, d day, G era), and its words for some of them."""

    months: tuple[str, ...]
    """As they stand beside a day."""
    months_alone: tuple[str, ...]
    """As they stand without one; in Slavonic languages, for instance, they differ."""
    before_christ: str
    day: str = "d MMMM y"
    month: str = "MMMM y"
    year: str = "y"
    day_of_month: str = "d MMMM"
    """A day without its year."""
    day_of_era: str = "d MMMM y G"
    month_of_era: str = "MMMM y G"
    year_of_era: str = "y G"


@lru_cache(maxsize=64)
def patterns_for(language: str) -> DatePatterns:
    """Return the patterns of a language; numbers in ISO's order where CLDR does not know it."""
    return _AT_HAND.get(language) or look_up_patterns(language)


def look_up_patterns(language: str) -> DatePatterns:
    """Return the same from Babel's copy of CLDR.

    Arabic names a month twice, as Egypt and as the Levant call it (يناير/كانون الثاني), so that all readers know it.
    """
    locale = find_locale(language)
    months = _months(locale, "format") if locale else ()
    if locale is None or months[0] == _NO_NAME:
        return _NUMBERS_ONLY
    if locale.language == "ar":
        egyptian, levantine = (_months(find_locale(f"ar-{land}") or locale, "format") for land in ("EG", "LB"))
        pairs = zip(egyptian, levantine, strict=True)
        months = alone = tuple(here if here == there else f"{here}/{there}" for here, there in pairs)
    else:
        alone = _months(locale, "stand-alone") if locale.language in _WITH_MONTHS_ALONE else months
    return DatePatterns(
        day=without_marks(locale.date_formats["long"].pattern),
        month=_skeleton(locale, "yMMMM"),
        year=_skeleton(locale, "y"),
        day_of_month=_skeleton(locale, "MMMMd"),
        day_of_era=_WIDE.sub(r"\1\1\1\1", _skeleton(locale, "GyMMMd")),
        month_of_era=_WIDE.sub(r"\1\1\1\1", _skeleton(locale, "GyMMM")),
        year_of_era=_skeleton(locale, "Gy"),
        months=months,
        months_alone=alone,
        before_christ=without_marks(locale.eras["abbreviated"][0]),
    )


def fill_pattern(pattern: str, values: Mapping[str, str]) -> str:
    """Return a pattern of CLDR's with values for its letters; what stands between apostrophes is kept.

    `M` and `L` are the month's name beside a day and alone, `#` its number, for patterns that have it in digits. All
    spaces are such that no line ends there: a year alone on a line reads as another number.
    """
    return _TOKEN.sub(lambda token: _fill_token(token, values), pattern).replace(" ", NO_BREAK_SPACE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateWords:
    """A language's words around dates, as patterns."""

    approximate: str = "~{date}"
    uncertain: str = "{date} (?)"
    approximate_and_uncertain: str = "~{date} (?)"
    between: str = "{start} – {end}"
    since: str = "{start} –"
    until: str = "– {end}"
    to_unknown: str = "{start} – ?"
    from_unknown: str = "? – {end}"
    day_of_month: str = "{month}"
    """Some day of a known month."""
    day_of_year: str = "{year}"
    month_of_year: str = "{year}"
    decade: str = "{first}–{last}"
    """Some year of ten; `first` and `last` are the first and last of them."""
    century: str = "{first}–{last}"
    at_time: str = "{date}, {time}"
    in_utc: str = "{time} UTC"
    ahead_of_utc: str = "{time} UTC{offset}"
    """The offset comes with its sign."""
    seasons: tuple[str, ...] = ()
    """Spring to winter; where there are none, the season's months are printed."""


def words_for(language: str) -> DateWords:
    """Return the words around dates in a language, or signs where it has no words here."""
    primary = language.lower().replace("_", "-").split("-")[0]
    return _WORDS.get(primary, _SIGNS) if script(language) == script(primary) else _SIGNS


def _fill_token(token: re.Match[str], values: Mapping[str, str]) -> str:
    quoted, letters = token["quoted"], token["letters"]
    if quoted is not None:
        return quoted.replace("''", "'") or "'"
    if letters in _MONTHS_IN_DIGITS:
        return values["#"].zfill(len(letters))
    return values[letters[0]].zfill(2 if letters == "dd" else 1)


def _skeleton(locale: "Locale", name: str) -> str:
    return without_marks(locale.datetime_skeletons[name].pattern)


def _months(locale: "Locale", context: str) -> tuple[str, ...]:
    names = locale.months[context]["wide"]
    return tuple(without_marks(names[number]) for number in range(1, 13))


NO_BREAK_SPACE: Final = "\u00a0"

_TOKEN: Final = re.compile(r"'(?P<quoted>(?:[^']|'')*)'|(?P<letters>([yMLdG])\3*)")
_NO_NAME: Final = "M01"
"""January where CLDR knows a language, but not its months."""
_WIDE: Final = re.compile(r"([ML])\1\1(?!\1)")
"""A short month's name; dates before Christ have CLDR patterns for these only."""
_MONTHS_IN_DIGITS: Final = frozenset({"M", "MM", "L", "LL"})
_WITH_MONTHS_ALONE: Final = frozenset(
    ("be", "ca", "cs", "dsb", "el", "fa", "fi", "gd", "hr", "hsb", "hy", "kk", "ky", "lt", "mn", "pl", "ru", "sk", "uk")
)
"""Languages whose months have a form of their own without a day. Of others Babel 2.18 must not be asked for it: it
gives the form of whatever language was asked for first, Hebrew months in a French date."""
_NUMBERS_ONLY: Final = DatePatterns(
    day="y-MM-dd",
    month="y-MM",
    year="y",
    day_of_month="MM-dd",
    day_of_era="-y-MM-dd",
    month_of_era="-y-MM",
    year_of_era="-y",
    months=("",) * 12,
    months_alone=("",) * 12,
    before_christ="",
)
_ARABIC_MONTHS: Final = (
    *("يناير/كانون الثاني", "فبراير/شباط", "مارس/آذار", "أبريل/نيسان", "مايو/أيار", "يونيو/حزيران", "يوليو/تموز"),
    *("أغسطس/آب", "سبتمبر/أيلول", "أكتوبر/تشرين الأول", "نوفمبر/تشرين الثاني", "ديسمبر/كانون الأول"),
)
_ENGLISH_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_PERSIAN_MONTHS: Final = (
    *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
)
_HEBREW_MONTHS: Final = (
    *("ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"),
)
_AT_HAND: Final = {
    "ar": DatePatterns(months=_ARABIC_MONTHS, months_alone=_ARABIC_MONTHS, before_christ="ق.م"),
    "en": DatePatterns(months=_ENGLISH_MONTHS, months_alone=_ENGLISH_MONTHS, before_christ="BC"),
    "fa": DatePatterns(
        day_of_month="d LLLL",
        months=tuple(f"{month}\u0654" if month.endswith("ه") else month for month in _PERSIAN_MONTHS),
        months_alone=_PERSIAN_MONTHS,
        before_christ="ق.م.",
    ),
    "he": DatePatterns(
        day="d בMMMM y",
        day_of_month="d בMMMM",
        day_of_era="d בMMMM y G",
        months=_HEBREW_MONTHS,
        months_alone=_HEBREW_MONTHS,
        before_christ="לפנה״ס",
    ),
}
"""The patterns of the interface's languages, as Babel 2.18 has them."""
_SIGNS: Final = DateWords()
_WORDS: Final = {
    "ar": DateWords(
        approximate="نحو {date}",
        uncertain="{date} (غير مؤكد)",
        approximate_and_uncertain="نحو {date} (غير مؤكد)",
        since="منذ {start}",
        until="حتى {end}",
        to_unknown="من {start} إلى تاريخ غير معروف",
        from_unknown="من تاريخ غير معروف إلى {end}",
        day_of_month="أحد أيام {month}",
        day_of_year="أحد أيام {year}",
        month_of_year="أحد أشهر {year}",
        decade="بين عامي {first} و{last}",
        century="بين عامي {first} و{last}",
        at_time="{date}، الساعة {time}",
        in_utc="{time} بتوقيت غرينتش",
        ahead_of_utc="{time} بتوقيت غرينتش{offset}",
        seasons=("ربيع {year}", "صيف {year}", "خريف {year}", "شتاء {year}"),
    ),
    "en": DateWords(
        approximate="about {date}",
        uncertain="{date} (uncertain)",
        approximate_and_uncertain="about {date} (uncertain)",
        since="since {start}",
        until="until {end}",
        to_unknown="from {start} to an unknown date",
        from_unknown="from an unknown date to {end}",
        day_of_month="some day in {month}",
        day_of_year="some day in {year}",
        month_of_year="some month in {year}",
        decade="{first}s",
        century="between {first} and {last}",
        seasons=("spring {year}", "summer {year}", "autumn {year}", "winter {year}"),
    ),
    "fa": DateWords(
        approximate="حدود {date}",
        uncertain="{date} (نامطمئن)",
        approximate_and_uncertain="حدود {date} (نامطمئن)",
        since="از {start}",
        until="تا {end}",
        to_unknown="از {start} تا تاریخی نامعلوم",
        from_unknown="از تاریخی نامعلوم تا {end}",
        day_of_month="روزی در {month}",
        day_of_year="روزی در {year}",
        month_of_year="ماهی در {year}",
        decade="دههٔ {first}",
        century="بین سال‌های {first} و {last}",
        at_time="{date}، ساعت {time}",
        in_utc="{time} به وقت گرینویچ",
        ahead_of_utc="{time} به وقت گرینویچ{offset}",
        seasons=("بهار {year}", "تابستان {year}", "پاییز {year}", "زمستان {year}"),
    ),
    "he": DateWords(
        approximate="בסביבות {date}",
        uncertain="{date} (לא ודאי)",
        approximate_and_uncertain="בסביבות {date} (לא ודאי)",
        since="מאז {start}",
        until="עד {end}",
        to_unknown="{start} – מועד לא ידוע",
        from_unknown="מועד לא ידוע – {end}",
        day_of_month="יום כלשהו ב{month}",
        day_of_year="יום כלשהו ב־{year}",
        month_of_year="חודש כלשהו ב־{year}",
        decade="שנות ה־{first}",
        century="בין השנים {first} ל־{last}",
        at_time="{date} בשעה {time}",
        seasons=("אביב {year}", "קיץ {year}", "סתיו {year}", "חורף {year}"),
    ),
}
