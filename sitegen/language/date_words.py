"""Our own words around dates: what is vague, doubtful or open, beside CLDR's patterns of what is known.

The words are whole patterns, one for each language and case: no sentence is glued from pieces. Languages without words
here get signs that need none.
"""

from dataclasses import dataclass
from typing import Final

from sitegen.language.direction import script


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
