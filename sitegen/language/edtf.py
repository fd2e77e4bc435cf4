"""EDTF, levels 0 and 1: dates that may be vague, doubtful, ranges or open, read strictly.

After ISO 8601-2:2019 and the Library of Congress's specification (https://www.loc.gov/standards/datetime/). A date
knows its first and last possible day, which is all that comparing and sorting need. What cannot be read is a
`ValueError` whose message is meant for the editor who wrote the date: it proposes how EDTF writes what was written,
and nothing proposed is ever taken for what was meant. Printing is in `dates.py`.
"""

import re
import unicodedata
from calendar import isleap, monthrange
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date
from enum import Enum
from functools import lru_cache
from typing import Final, Literal, TypeAlias

Precision: TypeAlias = Literal["century", "decade", "year", "season", "month", "day", "time"]
Day: TypeAlias = tuple[int, int, int]
"""Year, month, day. A tuple, as EDTF's years go beyond those of `datetime`: 0 is 1 BC, -1 is 2 BC."""
ChronologicalKey: TypeAlias = tuple[Day, int, int, Day, str]


class Limit(Enum):
    """An end of an interval that is no date."""

    OPEN = ".."
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date: everything but an interval."""

    first: Day
    last: Day
    precision: Precision
    """The finest part that is known: `month` for 2022-01-XX."""
    unspecified: Literal["", "month", "day"] = ""
    """The part that there is but nobody knows: `day` for 2022-01-XX and 2022-XX-XX, `month` for 2022-XX."""
    season: int = 0
    """21 spring, 22 summer, 23 autumn, 24 winter; else 0."""
    clock: str = ""
    """The time of day as written: `10:00:00`."""
    offset: str = ""
    """What the clock is ahead of UTC: `Z`, `+03`, `+03:00`; empty for local time."""
    is_approximate: bool = False
    is_uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval of dates, as `parse_edtf` makes it."""

    text: str
    start: Moment | Limit
    end: Moment | Limit
    """The same as `start` where this is no interval."""
    is_interval: bool

    @property
    def earliest(self) -> date | None:
        """Return the first day it may be or hold, None where the start is open or unknown.

        A year that `datetime` cannot hold (before 1 or after 9999) gives the first or last day that it can.
        """
        return _within_datetime(self.start.first) if isinstance(self.start, Moment) else None

    @property
    def latest(self) -> date | None:
        """Return the last day it may be or hold, None where the end is open or unknown; years as for `earliest`."""
        return _within_datetime(self.end.last) if isinstance(self.end, Moment) else None

    @property
    def precision(self) -> Precision:
        """Return the finest part known: of an interval its start's, or its end's where the start is no date."""
        return (self.start if isinstance(self.start, Moment) else _moment(self.end)).precision

    @property
    def chronological_key(self) -> ChronologicalKey:
        """Return the key that sorts dates: by first day, the vaguer first, then by time, by last day and as written.

        An interval without a start is filed under its end; one without an end stands behind those that have one.
        """
        last = self.end.last if isinstance(self.end, Moment) else _NEVER
        start = self.start if isinstance(self.start, Moment) else replace(_moment(self.end), first=last)
        return (start.first, _PRECISIONS.index(start.precision), _second_of_day(start), last, self.text)

    def may_overlap(self, other: "Edtf") -> bool:
        """Tell whether some day may lie in both: ends that are open or unknown reach as far as needed.

        `?` and `~` widen nothing: by how much is nowhere said.
        """
        return _may_precede_end(self, other) and _may_precede_end(other, self)


@lru_cache(maxsize=4096)
def parse_edtf(text: str) -> Edtf:
    """Return the date that an EDTF string of level 0 or 1 stands for.

    Raises ValueError, its message for editors, where the string is none or names a day that does not exist.
    """
    edtf = _read(text)
    if edtf is None:
        raise ValueError(_not_edtf(text))
    return edtf


def propose_spellings(text: str) -> tuple[str, ...]:
    """Return EDTF's spellings of an almost-date, the likeliest first; the caller checks that they can be read."""
    plain = _plain(text)
    if marked := _MARK_BEFORE.fullmatch(plain) or _MARK_AFTER.fullmatch(plain):
        qualifier = marked["mark"] if marked["mark"] in {"?", "%"} else "~"
        return tuple(spelling + qualifier for spelling in _spellings(marked["date"]))
    return _spellings(plain)


def _read(text: str) -> Edtf | None:
    """Return the date of an EDTF string, None where it has no form of EDTF's; raises ValueError for impossible days."""
    if written := _INTERVAL.fullmatch(text):
        return _read_interval(written)
    moment = _read_moment(text)
    return None if moment is None else Edtf(text=text, start=moment, end=moment, is_interval=False)


def _read_interval(written: re.Match[str]) -> Edtf | None:
    """Return an interval; ISO 8601-2 has times in them, the profile of the Library of Congress has not."""
    text, (start_text, end_text) = written[0], written.groups()
    for end_of_it in (start_text, end_text):
        if _TIMED.fullmatch(end_of_it):
            day = end_of_it.partition("T")[0]
            raise ValueError(f"an interval is made of days, not of times: write {day} for {end_of_it}")
    if _LIMITS.issuperset((start_text, end_text)):
        raise ValueError(f"{text} has no date: an interval needs one at one end at least, as in 2019-03-20/..")
    start, end = _read_end(start_text), _read_end(end_text)
    if start is None or end is None:
        return None
    if isinstance(start, Moment) and isinstance(end, Moment) and end.last < start.first:
        raise ValueError(f"{text} ends before it begins: {end_text} comes before {start_text}")
    return Edtf(text=text, start=start, end=end, is_interval=True)


def _read_end(text: str) -> Moment | Limit | None:
    return Limit(text) if text in _LIMITS else _read_moment(text)


def _read_moment(text: str) -> Moment | None:
    if written := _DATE.fullmatch(text):
        return _qualified(_read_date(written), written["qualifier"])
    if written := _TIMED.fullmatch(text):
        return _read_timed(written)
    if written := _LONG_YEAR.fullmatch(text):
        return _qualified(_years(int(written["year"]), int(written["year"]), "year"), written["qualifier"])
    return None


def _qualified(moment: Moment, qualifier: str | None) -> Moment:
    return replace(moment, is_approximate=qualifier in {"~", "%"}, is_uncertain=qualifier in {"?", "%"})


def _read_date(written: re.Match[str]) -> Moment:
    year, month, day = written["year"], written["month"], written["day"]
    if year == "-0000":
        raise ValueError("there is no year -0000: the year before 1 is written 0000, the one before it -0001")
    if month is None:
        return _read_year(year)
    if "X" in year or (month == "XX" and day not in {None, "XX"}):
        raise ValueError(f"{written[0]} is EDTF of level 2, only levels 0 and 1 are read: write {year}")
    if month == "XX":
        return replace(_read_year(year), unspecified="day" if day else "month")
    if month in _SEASONS and day is None:
        return _read_season(int(year), int(month))
    return _read_day(int(year), month, day)


def _read_year(written: str) -> Moment:
    """Return a year, decade or century: 2019, 201X, 20XX."""
    first, last = sorted((int(written.replace("X", "0")), int(written.replace("X", "9"))))
    return _years(first, last, "century" if written.endswith("XX") else "decade" if "X" in written else "year")


def _years(first: int, last: int, precision: Precision) -> Moment:
    return Moment(first=(first, 1, 1), last=(last, 12, 31), precision=precision)


def _read_season(year: int, season: int) -> Moment:
    """Return a season as the northern, meteorological one: spring from March, winter from December on."""
    month = 3 * (season - _SPRING + 1)
    ends = (year, month + 2) if month + 2 <= _DECEMBER else (year + 1, month + 2 - _DECEMBER)
    return Moment(first=(year, month, 1), last=(*ends, monthrange(*ends)[1]), precision="season", season=season)


def _read_day(year: int, month: str, day: str | None) -> Moment:
    """Return a day, or a month where the day is not given or unspecified."""
    number = int(month)
    if not 1 <= number <= _DECEMBER:
        raise ValueError(_wrong_month(year, month, day))
    length = monthrange(year, number)[1]
    if day is None or day == "XX":
        unspecified: Literal["", "day"] = "day" if day else ""
        return Moment((year, number, 1), (year, number, length), "month", unspecified=unspecified)
    if not 1 <= int(day) <= length:
        raise ValueError(_wrong_day(year, number, int(day)))
    return Moment((year, number, int(day)), (year, number, int(day)), "day")


def _read_timed(written: re.Match[str]) -> Moment:
    clock, offset = written["clock"], written["offset"] or ""
    if clock > _LAST_CLOCK or max(clock[3:5], clock[6:]) > _LAST_SIXTIETH:
        raise ValueError(f"the time {clock} does not exist: hours go to 23, minutes and seconds to 59")
    if offset[1:] > _LAST_OFFSET or offset[4:] > _LAST_SIXTIETH or offset in {"-00", "-00:00"}:
        raise ValueError(f"{offset} is no distance from UTC: write Z for UTC itself, +03:00 for three hours ahead")
    return replace(_read_date(written), precision="time", clock=clock, offset=offset)


def _wrong_month(year: int, month: str, day: str | None) -> str:
    """Return the message for a month that there is not: perhaps the day stands in its place."""
    is_swapped = bool(day and day.isdecimal() and _is_day(year, int(day), int(month)))
    way_out = (
        f"{_four_digits(year)}-{day}-{month} if {month} is the day"
        if is_swapped
        else _as_far_as_known("month", _four_digits(year))
    )
    if "25" <= month <= "41":
        return f"{month} in place of a month is EDTF of level 2; level 1 has the seasons 21 to 24; write {way_out}"
    if month in _SEASONS:
        way_out = way_out if is_swapped else "the month, 01 to 12, or leave out the day"
        return f"{month} is a season and has no days: write {way_out}"
    seasons = "21 to 24 are spring, summer, autumn, winter"
    return f"month {month} does not exist: months are 01 to 12, and {seasons}; write {way_out}"


def _wrong_day(year: int, month: int, day: int) -> str:
    name, length = _MONTHS[month - 1], monthrange(year, month)[1]
    when = f"{name} {year}" if name == "February" else name
    leap = "" if isleap(year) or (name, day) != ("February", 29) else f" ({year} is no leap year)"
    way_out = _as_far_as_known("day", f"{_four_digits(year)}-{month:02}")
    return f"{day} {name} does not exist: {when} has {length} days{leap}; write {way_out}"


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= _DECEMBER and 1 <= day <= monthrange(year, month)[1]


def _as_far_as_known(wrong: str, known: str) -> str:
    whole = {"day": "month", "month": "year"}[wrong]
    return f"the {wrong} that is meant, or the {whole} alone: {known}"


def _four_digits(year: int) -> str:
    return f"{year:0{4 if year >= 0 else 5}}"


def _not_edtf(text: str) -> str:
    """Return the message for a text that is no EDTF at all, with a proposal where its meaning can be guessed."""
    if not text.strip():
        return "the date is empty: write a year, month or day as 2022, 2022-01 or 2022-01-11"
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    shown = "".join(char if char.isprintable() else "·" for char in shown)
    if proposals := [spelling for spelling in dict.fromkeys(propose_spellings(text)) if _can_be_read(spelling)]:
        return f"“{shown}” is not how EDTF writes a date: write {' or '.join(proposals)}"
    if _LEVEL_TWO.search(text):
        return f"“{shown}” is EDTF of level 2, only levels 0 and 1 are read; {_FORMS}"
    return f"“{shown}” is no date in EDTF; {_FORMS}"


def _can_be_read(text: str) -> bool:
    try:
        return _read(text) is not None
    except ValueError:
        return False


def _moment(end: Moment | Limit) -> Moment:
    """Return an end that must be a date: an interval without a start has one at its end."""
    if isinstance(end, Limit):
        raise TypeError("an interval was made without a date")
    return end


def _within_datetime(day: Day) -> date:
    if day[0] < MINYEAR:
        return date.min
    return date.max if day[0] > MAXYEAR else date(*day)


def _second_of_day(moment: Moment) -> int:
    """Return the time in seconds of UTC, from the midnight that begins the day written; below 0 where UTC is behind."""
    if not moment.clock:
        return 0
    hours, minutes, seconds = (int(part) for part in moment.clock.split(":"))
    ahead = 60 * int(moment.offset[1:3] or 0) + int(moment.offset[4:] or 0)
    return 60 * (60 * hours + minutes + (ahead if moment.offset.startswith("-") else -ahead)) + seconds


def _may_precede_end(one: Edtf, other: Edtf) -> bool:
    """Tell whether one may begin before the other has ended."""
    if isinstance(one.start, Limit) or isinstance(other.end, Limit):
        return True
    return one.start.first <= other.end.last


def _plain(text: str) -> str:
    """Return a date with ASCII digits and hyphens, without marks that cannot be seen and needless spaces."""
    visible = "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    ascii_digits = "".join(str(unicodedata.digit(char, char)) for char in visible)
    return " ".join(_DASH.sub("-", ascii_digits).split())


def _spellings(text: str) -> tuple[str, ...]:
    return _whole_day(text) or _interval(text) or (_capitals(text),)


def _whole_day(text: str) -> tuple[str, ...]:
    """Return a day (or month) with its year first; two where the day and the month may be either number."""
    if written := _YEAR_FIRST.fullmatch(text):
        return (_join(written["year"], written["month"], written["day"]),)
    if written := _YEAR_LAST.fullmatch(text):
        return (
            _join(written["year"], written["second"], written["first"]),
            _join(written["year"], written["first"], written["second"]),
        )
    if written := _DAY_MONTH_YEAR.fullmatch(text) or _MONTH_DAY_YEAR.fullmatch(text):
        month = _NUMBER_OF_MONTH.get(written["name"].casefold()) or _NUMBER_OF_MONTH.get(written["name"][:3].casefold())
        return (_join(written["year"], str(month), written["day"]),) if month else ()
    return ()


def _join(year: str, month: str, day: str | None) -> str:
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _interval(text: str) -> tuple[str, ...]:
    """Return an interval with both its ends in full: 2022-01-11/12 is 2022-01-11/2022-01-12."""
    start, slash, end = (_YEARS.sub(r"\1/\2", text) if "/" not in text else text).partition("/")
    if not slash:
        return ()
    start, end = (_WORDS_FOR_ENDS.get(word.strip().casefold(), word.strip()) for word in (start, end))
    start, end = ((_whole_day(word) or (_capitals(word),))[0] for word in (start, end))
    if _SHORT_END.fullmatch(end) and len(end) < len(start):
        end = start[: -len(end)] + end
    return (f"{start}/{end}",)


def _capitals(text: str) -> str:
    """Return a date with capital X, Y, T and Z, its time whole and its offset with a colon."""
    capitals = text.upper().replace("U", "X")
    timed = _LOOSE_TIME.fullmatch(capitals)
    if not timed:
        return capitals.replace(" ", "")
    offset = (timed["offset"] or "").replace(":", "")
    return "".join(
        (
            f"{timed['date']}T{timed['clock'].zfill(5)}:{timed['seconds'] or '00'}{offset[:3]}",
            f":{offset[3:]}" if offset[3:] else "",
        )
    )


_YEAR: Final = r"(?P<year>-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))"
_DATE: Final = re.compile(_YEAR + r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<qualifier>[?~%])?")
_TIMED: Final = re.compile(
    r"(?P<year>-?[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})T(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})"
    r"(?P<offset>Z|[+-][0-9]{2}(?::[0-9]{2})?)?"
)
_LONG_YEAR: Final = re.compile(r"Y(?P<year>-?[1-9][0-9]{4,17})(?P<qualifier>[?~%])?")
"""Level 1's years of more than four digits. At most 18 of them: the universe is not older."""
_INTERVAL: Final = re.compile(r"([^/]*)/([^/]*)")
_LEVEL_TWO: Final = re.compile(r"[\[\]{}]|[?~%]-|[?~%][0-9]|[0-9]S[0-9]|Y-?[0-9]+E[0-9]|X[0-9]|XXX|-[0-3]X")
_LIMITS: Final = frozenset(limit.value for limit in Limit)
_SEASONS: Final = ("21", "22", "23", "24")
_SPRING: Final = 21
_DECEMBER: Final = 12
_LAST_CLOCK: Final = "23:59:59"
_LAST_SIXTIETH: Final = "59"
_LAST_OFFSET: Final = "14:00"
"""Offsets from UTC end here on both sides (XML Schema 1.1 part 2, 3.3.7); compared as text, `14` is less."""
_LONGEST_SHOWN: Final = 40
"""Characters that a message shows of a text that is no date."""
_NEVER: Final[Day] = (10**18, 12, 31)
"""Later than any year that can be written."""
_PRECISIONS: Final[tuple[Precision, ...]] = ("century", "decade", "year", "season", "month", "day", "time")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FORMS: Final = (
    "write 2022, 2022-01, 2022-01-11, an interval as 2019-03-20/2022-01-11 or 2019-03-20/.., ~ behind for about"
)
_DASH: Final = re.compile("[\u2010-\u2015\u2212\u05be]")
_MARK_BEFORE: Final = re.compile(r"(?P<mark>[~?]|c\.|ca?\.?(?= )|circa|about|around|نحو|حوالي|حدود) ?(?P<date>.+)")
_MARK_AFTER: Final = re.compile(r"(?P<date>.+) (?P<mark>[?~%])")
_YEAR_FIRST: Final = re.compile(r"(?P<year>[0-9]{4})([./-]?)(?P<month>[0-9]{1,2})(?:\2(?P<day>[0-9]{1,2}))?")
_YEAR_LAST: Final = re.compile(r"(?P<first>[0-9]{1,2})([./-])(?P<second>[0-9]{1,2})\2(?P<year>[0-9]{4})")
_DAY_MONTH_YEAR: Final = re.compile(r"(?:(?P<day>[0-9]{1,2})\.? )?(?P<name>[^\W\d_][^\d,]*?),? (?P<year>[0-9]{4})")
_MONTH_DAY_YEAR: Final = re.compile(r"(?P<name>[A-Za-z]+)\.? (?P<day>[0-9]{1,2}),? (?P<year>[0-9]{4})")
_YEARS: Final = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")
_SHORT_END: Final = re.compile(r"[0-9]{2}(?:-[0-9]{2})?")
_LOOSE_TIME: Final = re.compile(
    r"(?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<clock>[0-9]{1,2}:[0-9]{2})(?::(?P<seconds>[0-9]{2})(?:\.[0-9]+)?)?"
    r" ?(?P<offset>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_WORDS_FOR_ENDS: Final = {"open": "..", "now": "..", "present": "..", "...": "..", "unknown": "", "?": ""}
"""Among them those of EDTF's draft of 2012."""
_MONTH_NAMES: Final = (
    "jan|يناير|كانون الثاني|يناير/كانون الثاني",
    "feb|فبراير|شباط|فبراير/شباط",
    "mar|مارس|آذار|مارس/آذار",
    "apr|أبريل|نيسان|أبريل/نيسان|إبريل",
    "may|مايو|أيار|مايو/أيار",
    "jun|يونيو|حزيران|يونيو/حزيران",
    "jul|يوليو|تموز|يوليو/تموز",
    "aug|أغسطس|آب|أغسطس/آب",
    "sep|سبتمبر|أيلول|سبتمبر/أيلول",
    "oct|أكتوبر|تشرين الأول|أكتوبر/تشرين الأول",
    "nov|نوفمبر|تشرين الثاني|نوفمبر/تشرين الثاني",
    "dec|ديسمبر|كانون الأول|ديسمبر/كانون الأول",
)
_NUMBER_OF_MONTH: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
