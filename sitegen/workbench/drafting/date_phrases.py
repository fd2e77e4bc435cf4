"""Dates in words and in digits, told against the day of publication, as EDTF."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sitegen.workbench.drafting.calendars import (
    day_of_hijri,
    day_of_solar_hijri,
    days_of_hijri_month,
    solar_month_length,
)
from sitegen.workbench.drafting.numerals import find_digits, read_numeral, value_of_digits
from sitegen.workbench.drafting.proposals import ProposedEvent
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a sentence."""

    first: int
    """The index of its first word; `end` is that of the word behind it."""
    end: int
    edtf: str
    why: str
    day: date | None = None
    """The day, or the first day of the month, where it is one: later words are told from it."""


def find_dates(sentences: Iterable[Sentence], lists: WordLists, published: date | None) -> Iterator[ProposedEvent]:
    """Yield the dates of an article in its order; without `published` those alone that need no other date."""
    anchor: date | None = None
    for sentence in sentences:
        at = 0
        while at < len(sentence.words):
            found = _Reader(sentence, lists, published, anchor).read(at)
            if found:
                yield ProposedEvent(span=sentence.span_of(found.first, found.end), date=found.edtf, why=found.why)
                anchor = found.day or anchor
            at = found.end if found else at + 1


@dataclass(frozen=True)
class _Reader:
    """Reads a date that begins with a word of a sentence."""

    sentence: Sentence
    lists: WordLists
    published: date | None
    anchor: date | None
    """The day that the text named last."""

    def read(self, at: int) -> FoundDate | None:
        """Return the date that begins with a word; None where none does."""
        readers: tuple[Callable[[int], FoundDate | None], ...] = (
            self._in_digits,
            self._with_other_calendar,
            self._years,
            self._with_weekday,
            self._of_another_day,
            self._day_and_month,
            self._relative_day,
            self._relative_span,
            self._ago,
            self._month,
            self._year,
            self._decade,
            self._weekday,
        )
        for reader in readers:
            found = reader(at)
            if found:
                return found
        return None

    def _found(self, words: tuple[int, int], edtf: str, why: str, day: date | None = None) -> FoundDate:
        return FoundDate(words[0], words[1], edtf, why, day)

    # Digits

    def _in_digits(self, at: int) -> FoundDate | None:
        word = self.sentence.words[at]
        found = _NUMERIC.match(self.sentence.text, word.span.start, self.sentence.span.end)
        if not found:
            return None
        end = self.sentence.index_at(found.end())
        if end < len(self.sentence.words) and self.sentence.words[end].span.start < found.end():
            return None
        parts = [int(value_of_digits(part)) for part in found.group(1, 3, 4)]
        day = _day_of_parts(parts, self.lists.language)
        if not day:
            return None
        return self._found((at, end), day.isoformat(), "a date in digits, the day before the month", day)

    def _number(self, at: int) -> tuple[int, int] | None:
        """Return a whole number in digits and the index behind it."""
        if not 0 <= at < len(self.sentence.words):
            return None
        found = find_digits(self.sentence.text, self.sentence.words[at].span, self.lists.language)
        if not found or not found[0].isdecimal():
            return None
        return int(value_of_digits(found[0])), max(at + 1, self.sentence.index_at(found.end()))

    def _skip(self, at: int, name: str) -> int:
        found = self.sentence.match(self.lists[name], at)
        return at + found[0] if found else at

    # Days and months

    def _day_of_month(self, at: int) -> tuple[int, int] | None:
        """Return the day of a month and the index behind it."""
        listed = self.sentence.match(self.lists["days of a month"], at)
        if listed:
            return int(listed[1]), at + listed[0]
        number = self._number(at)
        if not number or not 1 <= number[0] <= _LONGEST_MONTH:
            return None
        value, end = number
        return value, self._skip(end, "endings of ordinals")

    def _month_name(self, at: int, name: str = "months") -> tuple[int, int] | None:
        """Return the month and the index behind all names that it has there: يناير/كانون الثاني."""
        found = self.sentence.match(self.lists[name], at)
        if not found:
            return None
        month, end = found[1], at + found[0]
        while (other := self.sentence.match(self.lists[name], end, with_proclitics=False)) and other[1] == month:
            end += other[0]
        return int(month), end

    def _day_and_month(self, at: int) -> FoundDate | None:
        day = self._day_of_month(at)
        if day:
            value, after = day
            behind = self._skip(self._skip(after, "in dates"), "in dates")
            month = self._month_name(behind) or self._month_name(after)
            if not month:
                return self._day_of_known_month(at, value, after)
            return self._dated((at, month[1]), month[0], value)
        month = self._month_name(at)
        if month and self.lists["month before day"].meaning("yes") is not None:
            day = self._day_of_month(month[1])
            return self._dated((at, day[1]), month[0], day[0]) if day else None
        return None

    def _dated(self, words: tuple[int, int], month: int, value: int) -> FoundDate | None:
        at, end = words
        year = self._year_behind(end, month, value)
        if not year or not _is_day(year.value, month, value):
            return None
        day = date(year.value, month, value)
        return self._found((at, year.end), day.isoformat(), f"a day of a month{year.note}", day)

    def _day_of_known_month(self, at: int, value: int, end: int) -> FoundDate | None:
        behind = self.sentence.match(self.lists["of the month before"], end)
        if behind and self.anchor and _is_day(self.anchor.year, self.anchor.month, value):
            day = self.anchor.replace(day=value)
            return self._found((at, end + behind[0]), day.isoformat(), "of the month that the text named last", day)
        start = self._skip(end, "in dates")
        span = self.sentence.match(self.lists["relative spans"], start)
        if span and span[1].startswith("month") and self.published:
            year, month = _shifted(self.published, int(span[1].split()[1]))
            if _is_day(year, month, value):
                day = date(year, month, value)
                return self._found((at, start + span[0]), day.isoformat(), self._told("a day of a month"), day)
        return None

    def _month(self, at: int) -> FoundDate | None:
        month = self._month_name(at)
        if not month:
            return None
        value, end = month
        year = self._year_behind(end, value, None)
        is_told = year is not None and (year.end > end or self._is_led_by("before a year", at))
        if not year or not (is_told or end - at > 1):
            return None
        first = date(year.value, value, 1)
        return self._found((at, year.end), f"{first:%Y-%m}", f"a month{year.note}", first)

    def _is_led_by(self, name: str, at: int) -> bool:
        if at == 0:
            return bool(self.sentence.words[0].key[:1] in ("ב", "ל", "מ"))
        return self.sentence.listed(self.lists[name], at - 1) or self.sentence.words[at].key[:1] in ("ב", "ל", "מ")

    def _year_behind(self, end: int, month: int, day: int | None) -> "_YearFound | None":
        """Return the year of a month: the one that is written, else the nearest to the publication."""
        start = self._skip(self._skip(end, "in dates"), "in dates")
        for index in dict.fromkeys((end, start)):
            number = self._number(index)
            if number and _YEARS[0] <= number[0] <= _YEARS[1] and number[1] - index == 1:
                return _YearFound(number[0], self._skip(number[1], "eras"), " of a year")
        span = self.sentence.match(self.lists["relative spans"], start)
        if self.published and span and span[1].startswith("year"):
            year = self.published.year + int(span[1].split()[1])
            return _YearFound(year, start + span[0], self._told(", of a year"))
        if not self.published:
            return None
        for name, wanted in (("last", -1), ("next", 1)):
            if self.sentence.listed(self.lists[name], end):
                return _YearFound(_year_beside(self.published, month, wanted), end + 1, self._told(""))
        later = end + 1 if self.sentence.listed(self.lists["this"], end) else end
        is_future = self._is_future(end)
        year = _nearest_year(self.published, month, day, is_future=is_future)
        return _YearFound(year, later, self._told(", of the year nearest"))

    def _told(self, what: str) -> str:
        return f"{what}, told from the publication on {self.published}"

    # Years

    def _plain_year(self, at: int) -> int | None:
        number = self._number(at)
        is_year = number is not None and number[1] == at + 1 and _FIRST_PLAIN <= number[0] <= _LAST_PLAIN
        return number[0] if number and is_year and len(self.sentence.words[at].key) <= _LONGEST_YEAR else None

    def _years(self, at: int) -> FoundDate | None:
        """Return an interval of years: من 1989 حتى 2019, بين عامي 2011 و2015, 2011-2015."""
        first = self._plain_year(at)
        if first is None or at + 1 >= len(self.sentence.words):
            return None
        between = self.sentence.between(at + 1).strip()
        joined = self.sentence.words[at + 1].key[:1] in ("و", "ו")
        is_range = self._is_led_by("between", at) or self.sentence.listed(self.lists["year words"], at - 1)
        second_at = at + 1
        if between not in ("", "-", "\u2013", "/"):
            return None
        if not between and not (joined and is_range):
            if not self.sentence.match(self.lists["and"], at + 1):
                return None
            second_at = self._skip(at + 2, "year words")
        second = self._plain_year(second_at)
        if second is None or second <= first:
            return None
        return self._found((at, second_at + 1), f"{first}/{second}", "from one year to another")

    def _year(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["year words"], at)
        start = at + listed[0] if listed else at
        year = self._plain_year(start)
        if listed and listed[1] == "years":
            return None
        if year is None or not (listed or self._stands_for_year(at, year)):
            return self._hijri_year(at, start) if listed else None
        end = self._skip(start + 1, "eras")
        first = at if listed and listed[1] == "year" else start
        return self._found((first, end), str(year), "a year")

    def _hijri_year(self, at: int, start: int) -> FoundDate | None:
        number = self._number(start)
        if not number or not _OTHER_YEARS[0] <= number[0] <= _OTHER_YEARS[1] or self.lists.language == "fa":
            return None
        word = self.sentence.words[start].span.of(self.sentence.text)
        end = self._skip(number[1], "eras")
        if end == number[1] and not word.endswith(("هـ", "ه")):
            return None
        first, last = days_of_hijri_month(number[0], 1)[0], days_of_hijri_month(number[0], _MONTHS)[1]
        return self._found((at, end), f"{first}/{last}", "a year of the Hijri calendar (Umm al-Qura)")

    def _stands_for_year(self, at: int, year: int) -> bool:
        """Tell whether a bare number is a year: a preposition leads to it and it counts nothing."""
        if not self._is_led_by("before a year", at) and not self.sentence.words[at].key[:1].isalpha():
            return False
        if at + 1 >= len(self.sentence.words) or self.sentence.between(at + 1).strip():
            return True
        if year % _ROUND and self._is_led_by("before a year", at):
            return True
        return self.sentence.listed(self.lists["no units"], at + 1) or self.sentence.words[at + 1].key.startswith("و")

    def _decade(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["decades"], at)
        if not listed:
            return None
        return self._found((at, at + listed[0]), listed[1], "a decade of the last century")

    # From another day

    def _weekday(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["weekdays"], at)
        is_none = self.sentence.listed(self.lists["no weekday behind"], at - 1)
        if not listed or not self.published or is_none:
            return None
        end = at + listed[0]
        back = (self.published.isoweekday() - int(listed[1])) % _WEEK
        if self.sentence.listed(self.lists["next"], end):
            day = self.published + timedelta(_WEEK - back)
            end += 1
        elif self.sentence.listed(self.lists["last"], end):
            day = self.published - timedelta(back or _WEEK)
            end += 1
        elif self.sentence.listed(self.lists["next"], at - 1):
            day = self.published + timedelta(_WEEK - back)
        elif self.sentence.listed(self.lists["last"], at - 1):
            day = self.published - timedelta(back or _WEEK)
        elif self._is_future(at):
            day = self.published + timedelta((_WEEK - back) % _WEEK)
        else:
            day = self.published - timedelta(back)
        return self._found((at, end), day.isoformat(), self._told("a day of the week"), day)

    def _is_future(self, at: int) -> bool:
        """Tell whether the verb before a word speaks of what is to come."""
        for index in range(min(at, len(self.sentence.words)) - 1, max(-1, at - _REACH), -1):
            if self.sentence.keys[index] in self.lists["verbs of speech"]:
                return False
            is_next = at - index <= _NEAR and self.sentence.listed(self.lists["next"], index)
            if is_next or self.sentence.listed(self.lists["future"], index):
                return True
            if self.lists.language == "ar" and _FUTURE.fullmatch(self.sentence.words[index].key):
                return True
        return False

    def _with_weekday(self, at: int) -> FoundDate | None:
        """Return a day's name with the date behind it: الخميس 6 يناير."""
        listed = self.sentence.match(self.lists["weekdays"], at)
        if not listed:
            return None
        start = at + listed[0]
        same = self.sentence.match(self.lists["the same as"], start)
        start += same[0] if same else 0
        relative = self._relative_day(start)
        found = self._in_digits(start) if start < len(self.sentence.words) else None
        found = found or self._day_and_month(start) or relative
        return self._found((at, found.end), found.edtf, found.why, found.day) if found else None

    def _relative_day(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["relative days"], at)
        if not listed or not self.published:
            return None
        end = at + listed[0]
        weekday = self.sentence.match(self.lists["weekdays"], end, with_proclitics=False)
        end += weekday[0] if weekday else 0
        day = self.published + timedelta(int(listed[1]))
        return self._found((at, end), day.isoformat(), self._told("a day"), day)

    def _of_another_day(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["days from another date"], at)
        if not listed:
            return None
        end = at + listed[0]
        if not self.anchor:
            return None
        day = self.anchor + timedelta(int(listed[1]))
        return self._found((at, end), day.isoformat(), f"told from {self.anchor}, which the text named last", day)

    def _relative_span(self, at: int) -> FoundDate | None:
        listed = self.sentence.match(self.lists["relative spans"], at)
        if not listed or not self.published:
            return None
        unit, count = listed[1].split()
        edtf = _span_of_time(self.published, unit, int(count))
        return self._found((at, at + listed[0]), edtf, self._told(f"a {unit}"))

    def _ago(self, at: int) -> FoundDate | None:
        """Return a day so long before the publication: قبل يومين, three days ago."""
        listed = self.sentence.match(self.lists["ago"], at)
        is_behind = self.lists["ago"].meaning("ago") is not None
        if not self.published or (not listed and not is_behind):
            return None
        start = at + listed[0] if listed and not is_behind else at
        length = self._length(start)
        if not length:
            return None
        count, unit, end = length
        if self._plain_year(end) is not None or (unit == "year" and (count > _MANY_YEARS or self._is_since(at))):
            return None
        if is_behind:
            closing = self.sentence.match(self.lists["ago"], end)
            if not closing:
                return None
            end += closing[0]
        edtf = _before(self.published, unit, count)
        return self._found((at, end), edtf, self._told(f"{count} {unit}s back")) if edtf else None

    def _is_since(self, at: int) -> bool:
        """Tell whether the words give how long a thing lasts: منذ عشر سنوات."""
        found = self.sentence.match(self.lists["ago"], at)
        return found is not None and found[1] == "since"

    def _length(self, at: int) -> tuple[int, str, int] | None:
        """Return how many of which unit of time, and the index behind it."""
        if at >= len(self.sentence.words):
            return None
        alone = self.sentence.match(self.lists["units of time"], at, with_proclitics=False)
        if alone:
            unit, _, count = alone[1].partition(" ")
            return int(count or 1), unit, at + alone[0]
        numeral = read_numeral(self.sentence, at, self.lists)
        listed = self.sentence.match(self.lists["units of time"], numeral.end) if numeral else None
        if not numeral or not listed:
            return None
        return int(numeral.value), listed[1].split()[0], numeral.end + listed[0]

    # Other calendars

    def _with_other_calendar(self, at: int) -> FoundDate | None:
        """Return a Hijri or Solar Hijri date, with the Gregorian one behind it where there is one."""
        found = self._of_other_calendar(at, "solar months") or self._of_other_calendar(at, "hijri months")
        if not found:
            return None
        same = self.sentence.match(self.lists["the same as"], found.end)
        if same:
            start = found.end + same[0]
            gregorian = self._with_weekday(start) or self._day_and_month(start)
            gregorian = gregorian or (self._in_digits(start) if start < len(self.sentence.words) else None)
            if gregorian:
                why = f"{found.why}, and the article gives the Gregorian day"
                return self._found((at, gregorian.end), gregorian.edtf, why, gregorian.day)
        return found

    def _of_other_calendar(self, at: int, months: str) -> FoundDate | None:
        day = self._day_of_month(at)
        start = self._skip(self._skip(day[1], "in dates"), "in dates") if day else at
        month = self._month_name(start, months)
        if not month:
            return None
        behind = self._skip(self._skip(month[1], "in dates"), "in dates")
        number = self._number(behind)
        if not number and months == "solar months" and day and self.published and self.lists.language == "fa":
            return self._solar_without_year(at, (day[0], month[0]), month[1])
        if not number or not _OTHER_YEARS[0] <= number[0] <= _OTHER_YEARS[1]:
            return None
        end = self._skip(number[1], "eras")
        try:
            return self._converted((at, end), months, (number[0], month[0], day[0] if day else 0))
        except ValueError:
            return None

    def _converted(self, words: tuple[int, int], months: str, parts: tuple[int, int, int]) -> FoundDate:
        year, month, value = parts
        if months == "hijri months":
            if not value:
                first, last = days_of_hijri_month(year, month)
                return self._found(words, f"{first}/{last}", "a month of the Hijri calendar (Umm al-Qura)")
            day, is_certain = day_of_hijri(year, month, value)
            edtf = day.isoformat() if is_certain else f"{day.isoformat()}~"
            return self._found(words, edtf, "a day of the Hijri calendar (Umm al-Qura)", day)
        if not value:
            first, last = (
                day_of_solar_hijri(year, month, 1),
                day_of_solar_hijri(year, month, solar_month_length(year, month)),
            )
            return self._found(words, f"{first}/{last}", "a month of the Solar Hijri calendar")
        day = day_of_solar_hijri(year, month, value)
        return self._found(words, day.isoformat(), "a day of the Solar Hijri calendar", day)

    def _solar_without_year(self, at: int, parts: tuple[int, int], end: int) -> FoundDate | None:
        if not self.published:
            return None
        value, month = parts
        year = self.published.year - _SOLAR_YEARS_BEHIND
        years = (one for one in (year - 1, year, year + 1) if 1 <= value <= solar_month_length(one, month))
        days = [day_of_solar_hijri(one, month, value) for one in years]
        published = self.published
        nearest = min(days, key=lambda day: abs(day - published)) if days else None
        why = self._told("a day of the Solar Hijri calendar, of the year nearest")
        return self._found((at, end), nearest.isoformat(), why, nearest) if nearest else None


@dataclass(frozen=True, slots=True)
class _YearFound:
    value: int
    end: int
    note: str


def _day_of_parts(parts: list[int], language: str) -> date | None:
    """Return the day of a date in digits: the year first or last, the day before the month but in American English."""
    first, second, third = parts
    if first > _LONGEST_MONTH:
        if language == "fa" and first < _OTHER_YEARS[1]:
            return _solar_day(first, second, third)
        order = (first, second, third)
    else:
        is_american = second > _MONTHS
        order = (third, first, second) if is_american else (third, second, first)
    year, month, day = order
    return date(year, month, day) if _YEARS[0] <= year <= _YEARS[1] and _is_day(year, month, day) else None


def _solar_day(year: int, month: int, day: int) -> date | None:
    try:
        return day_of_solar_hijri(year, month, day)
    except ValueError:
        return None


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _MONTHS and 1 <= day <= monthrange(year, month)[1]


def _shifted(day: date, months: int) -> tuple[int, int]:
    count = day.year * _MONTHS + day.month - 1 + months
    return count // _MONTHS, count % _MONTHS + 1


def _year_beside(published: date, month: int, wanted: int) -> int:
    """Return the year in which the last (-1) or next (1) month of this number lies."""
    if wanted < 0:
        return published.year if month < published.month else published.year - 1
    return published.year if month > published.month else published.year + 1


def _nearest_year(published: date, month: int, day: int | None, *, is_future: bool) -> int:
    if day is None:
        is_later = month > published.month
        return published.year - 1 if is_later and not is_future else published.year
    years = (published.year - 1, published.year, published.year + 1)
    days = [date(year, month, day) for year in years if _is_day(year, month, day)]
    return min(days, key=lambda one: abs(one - published)).year if days else published.year


def _span_of_time(published: date, unit: str, count: int) -> str:
    if unit == "week":
        monday = published - timedelta(published.weekday()) + timedelta(count * _WEEK)
        return f"{monday}/{monday + timedelta(_WEEK - 1)}"
    if unit == "month":
        year, month = _shifted(published, count)
        return f"{year:04}-{month:02}"
    return f"{published.year + count:04}"


def _before(published: date, unit: str, count: int) -> str:
    """Return the time so long before the publication; only days are told exactly."""
    if unit == "day":
        return (published - timedelta(count)).isoformat() if count < _MANY_DAYS else ""
    if unit == "week":
        return f"{published - timedelta(count * _WEEK)}~"
    if unit == "month":
        year, month = _shifted(published, -count)
        return f"{year:04}-{month:02}~"
    return f"{published.year - count:04}~" if count < published.year else ""


_NUMERIC: Final = re.compile(r"(\d{1,4})([/.\-\u2011])(\d{1,2})\2(\d{1,4})(?![/.\-]?\d)")
_FUTURE: Final = re.compile("[وف]?س[يت]\\w{2,}")
"""An Arabic verb with the prefix of the future."""
_LONGEST_MONTH: Final = 31
_MONTHS: Final = 12
_WEEK: Final = 7
_REACH: Final = 9
_NEAR: Final = 3
_YEARS: Final = (1000, 2200)
_FIRST_PLAIN: Final = 1800
_LAST_PLAIN: Final = 2100
"""Years that need no word beside them."""
_LONGEST_YEAR: Final = 6
"""Characters of a year in digits with its proclitics."""
_OTHER_YEARS: Final = (1200, 1500)
_SOLAR_YEARS_BEHIND: Final = 621
_MANY_DAYS: Final = 100
_MANY_YEARS: Final = 10
"""From which on a time back is a figure and no date."""
_ROUND: Final = 100
