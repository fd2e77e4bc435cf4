"""Dates in print: EDTF in the words, months and digits of an edition, and for machines."""

from functools import lru_cache
from typing import Final

from sitegen.language.date_patterns import DateWords, fill_pattern, patterns_for, words_for
from sitegen.language.digits import digits_for, write_digits
from sitegen.language.edtf import Day, Edtf, Limit, Moment, parse_edtf

__all__ = ["Edtf", "iso_date", "parse_edtf", "print_date", "print_date_range"]


@lru_cache(maxsize=4096)
def print_date(edtf: str, language: str, digits: str = "latn") -> str:
    """Return an EDTF date as the language writes it: the day before the year's number, months by name.

    `digits` is the site's setting; a language in another script than Arabic keeps Latin ones. Raises ValueError where
    the date is none.
    """
    date = parse_edtf(edtf)
    printed = _print_interval(date, language) if date.is_interval else _print_moment(_known(date.start), language)
    return write_digits(printed, digits_for(language, digits))


def print_date_range(start: str | None, end: str | None, language: str, digits: str = "latn") -> str:
    """Return the time between two dates that are EDTF without intervals; an end that is None is open.

    Empty where both are; raises ValueError where one is no such date, or the end comes first.
    """
    if start is None and end is None:
        return ""
    return print_date(f"{start or Limit.OPEN.value}/{end or Limit.OPEN.value}", language, digits)


def iso_date(edtf: str) -> str | None:
    """Return a date as HTML's `<time datetime>` wants it, None where that cannot say what the date says.

    It knows no intervals, no doubt, no seasons and no years before 1 (HTML Living Standard, 4.5.14).
    """
    date = parse_edtf(edtf)
    moment = date.start
    if date.is_interval or not isinstance(moment, Moment) or moment.first[0] < 1:
        return None
    if moment.is_approximate or moment.is_uncertain or moment.unspecified or moment.precision not in _KNOWN_TO_HTML:
        return None
    if moment.precision == "time" and moment.offset not in {"", "Z"}:
        return edtf.removesuffix(moment.offset) + _full_offset(moment)
    return edtf.removeprefix("Y")


def _print_interval(date: Edtf, language: str) -> str:
    words, start, end = words_for(language), date.start, date.end
    if isinstance(start, Moment) and isinstance(end, Moment):
        return _print_from_to(start, end, language)
    if isinstance(end, Limit):
        pattern = words.since if end is Limit.OPEN else words.to_unknown
        return pattern.format(start=_print_moment(_known(start), language))
    pattern = words.until if start is Limit.OPEN else words.from_unknown
    return pattern.format(end=_print_moment(end, language))


def _print_from_to(start: Moment, end: Moment, language: str) -> str:
    """Return an interval with what its ends share said once: 11–20 January 2022."""
    if start == end:
        return _print_moment(start, language)
    is_plain = _is_plain(start) and _is_plain(end) and start.precision == end.precision
    if shared := _print_shared(start, end, language) if is_plain else "":
        return shared
    return words_for(language).between.format(start=_print_moment(start, language), end=_print_moment(end, language))


def _print_shared(start: Moment, end: Moment, language: str) -> str:
    """Return an interval of years, of one year's months or of one month's days; empty where the ends share nothing."""
    patterns, first, last = patterns_for(language), _values(start.first, language), _values(end.first, language)
    if start.precision == "year":
        return fill_pattern(patterns.year, _joined(first, last, "–"))
    if start.first[0] != end.first[0] or not first["M"]:
        return ""
    if start.precision == "month":
        return fill_pattern(patterns.month, _joined(first, last, " – "))
    if start.first[1] == end.first[1]:
        return fill_pattern(patterns.day, _joined(first, last, "–"))
    if not patterns.day.endswith("y"):
        return ""
    return f"{fill_pattern(patterns.day_of_month, first)} – {fill_pattern(patterns.day, last)}"


def _joined(first: dict[str, str], last: dict[str, str], dash: str) -> dict[str, str]:
    return {part: value if value == last[part] else f"{value}{dash}{last[part]}" for part, value in first.items()}


def _print_moment(moment: Moment, language: str) -> str:
    words = words_for(language)
    pattern = {
        (True, False): words.approximate,
        (False, True): words.uncertain,
        (True, True): words.approximate_and_uncertain,
    }.get((moment.is_approximate, moment.is_uncertain), "{date}")
    return pattern.format(date=_print_unqualified(moment, language, words))


def _print_unqualified(moment: Moment, language: str, words: DateWords) -> str:
    """Return a date without its marks of doubt: one line for each precision."""
    year, month = _print_year(moment.first, language), _print_month(moment.first, language)
    match moment.precision:
        case "century" | "decade":
            is_decade = moment.precision == "decade" and moment.first[0] > 0
            pattern = words.decade if is_decade else words.century
            return pattern.format(first=year, last=_print_year(moment.last, language))
        case "year":
            pattern = {"day": words.day_of_year, "month": words.month_of_year}.get(moment.unspecified, "{year}")
            return pattern.format(year=year)
        case "season":
            return _print_season(moment, language, words)
        case "month":
            return (words.day_of_month if moment.unspecified else "{month}").format(month=month)
        case "day":
            return _print_day(moment.first, language)
        case "time":
            return words.at_time.format(date=_print_day(moment.first, language), time=_print_time(moment, words))


def _print_season(moment: Moment, language: str, words: DateWords) -> str:
    if words.seasons:
        return words.seasons[moment.season - _SPRING].format(year=_print_year(moment.first, language))
    first = Moment(moment.first, moment.first, "month")
    return _print_from_to(first, Moment(moment.last, moment.last, "month"), language)


def _print_time(moment: Moment, words: DateWords) -> str:
    clock = moment.clock.removesuffix(":00")
    if not moment.offset:
        return clock
    offset = _full_offset(moment)
    return words.in_utc.format(time=clock) if offset == "Z" else words.ahead_of_utc.format(time=clock, offset=offset)


def _print_year(day: Day, language: str) -> str:
    patterns = patterns_for(language)
    return fill_pattern(patterns.year if day[0] > 0 else patterns.year_of_era, _values(day, language))


def _print_month(day: Day, language: str) -> str:
    patterns = patterns_for(language)
    return fill_pattern(patterns.month if day[0] > 0 else patterns.month_of_era, _values(day, language))


def _print_day(day: Day, language: str) -> str:
    patterns = patterns_for(language)
    return fill_pattern(patterns.day if day[0] > 0 else patterns.day_of_era, _values(day, language))


def _values(day: Day, language: str) -> dict[str, str]:
    """Return the values for the letters of CLDR's patterns."""
    patterns, (year, month, number) = patterns_for(language), day
    return {
        "y": str(year if year > 0 else 1 - year),
        "M": patterns.months[month - 1],
        "L": patterns.months_alone[month - 1],
        "#": str(month),
        "d": str(number),
        "G": patterns.before_christ,
    }


def _is_plain(moment: Moment) -> bool:
    is_doubtful = moment.is_approximate or moment.is_uncertain or bool(moment.unspecified)
    return moment.precision in {"year", "month", "day"} and not is_doubtful and moment.first[0] > 0


def _full_offset(moment: Moment) -> str:
    return moment.offset if moment.offset == "Z" or ":" in moment.offset else f"{moment.offset}:00"


def _known(end: Moment | Limit) -> Moment:
    """Return an end that must be a date: an interval without one at its start has one at its end."""
    if isinstance(end, Limit):
        raise TypeError("a date was made without a start and an end")
    return end


_KNOWN_TO_HTML: Final = ("year", "month", "day", "time")

_SPRING: Final = 21
