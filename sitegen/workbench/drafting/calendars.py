"""Days of the Hijri and the Solar Hijri calendar as days of the Gregorian one.

Hijri dates follow the calendar of Umm al-Qura, whose months `words/umm_al_qura.txt` lists for 1343 to 1500 AH. Other
years follow the arithmetic calendar (a cycle of 30 years, of which eleven have a leap day, after Reingold and
Dershowitz, Calendrical Calculations, chapter 7), which may be a day or two off. Solar Hijri dates follow the cycle of
33 years, which gives the official calendar's days from 1178 to 1633.
"""

from datetime import date, timedelta
from functools import cache
from typing import Final

from sitegen.workbench.drafting.word_lists import read_words


def day_of_hijri(year: int, month: int, day: int) -> tuple[date, bool]:
    """Return the Gregorian day, and whether it is certain; ValueError where there is no such day."""
    starts = _umm_al_qura().get(year)
    if starts is None:
        return _arithmetic(year, month, day), False
    first, lengths = starts
    if not 1 <= month <= _MONTHS or not 1 <= day <= lengths[month - 1]:
        raise ValueError(f"the Hijri year {year} has no {day}/{month}")
    return first + timedelta(sum(lengths[: month - 1]) + day - 1), True


def days_of_hijri_month(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a Hijri month; ValueError where there is no such month."""
    first, _ = day_of_hijri(year, month, 1)
    following, _ = day_of_hijri(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return first, following - timedelta(1)


def day_of_solar_hijri(year: int, month: int, day: int) -> date:
    """Return the Gregorian day; ValueError where there is no such day."""
    if not 1 <= month <= _MONTHS or not 1 <= day <= solar_month_length(year, month):
        raise ValueError(f"the Solar Hijri year {year} has no {day}/{month}")
    days = 365 * (year - 1) + _leap_days_before(year) + _SOLAR_DAYS_BEFORE[month - 1] + day - 1
    return _SOLAR_EPOCH + timedelta(days - (365 * (_SOLAR_EPOCH_YEAR - 1) + _leap_days_before(_SOLAR_EPOCH_YEAR)))


def solar_month_length(year: int, month: int) -> int:
    """Return how many days a month of the Solar Hijri calendar has."""
    if month <= _LONG_MONTHS:
        return 31
    return 30 if month < _MONTHS or is_solar_leap_year(year) else 29


def is_solar_leap_year(year: int) -> bool:
    """Tell whether a year of the Solar Hijri calendar has 366 days."""
    return year % _SOLAR_CYCLE in _SOLAR_LEAPS


def _leap_days_before(year: int) -> int:
    cycles, rest = divmod(year - 1, _SOLAR_CYCLE)
    return cycles * len(_SOLAR_LEAPS) + sum(leap <= rest for leap in _SOLAR_LEAPS)


@cache
def _umm_al_qura() -> dict[int, tuple[date, tuple[int, ...]]]:
    table = {}
    for line in read_words("umm_al_qura.txt").splitlines():
        if not line.startswith("#"):
            year, first, lengths = line.split()
            days = tuple(30 if length == "+" else 29 for length in lengths)
            table[int(year)] = (date.fromisoformat(first), days)
    return table


def _arithmetic(year: int, month: int, day: int) -> date:
    if year < 1 or not 1 <= month <= _MONTHS or not 1 <= day <= _LONGEST_MONTH:
        raise ValueError(f"there is no Hijri day {day}/{month}/{year}")
    days = day - 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_HIJRI_EPOCH + days)


_MONTHS: Final = 12
_LONGEST_MONTH: Final = 30
_HIJRI_EPOCH: Final = 227015
"""1 Muharram 1: 19 July 622 in the proleptic Gregorian calendar, as `date.toordinal` counts."""
_LONG_MONTHS: Final = 6
_SOLAR_DAYS_BEFORE: Final = (0, 31, 62, 93, 124, 155, 186, 216, 246, 276, 306, 336)
_SOLAR_EPOCH_YEAR: Final = 1400
_SOLAR_EPOCH: Final = date(2021, 3, 21)
"""1 Farvardin 1400, from which days are counted."""
_SOLAR_CYCLE: Final = 33
_SOLAR_LEAPS: Final = (1, 5, 9, 13, 17, 22, 26, 30)
"""Remainders of leap years."""
