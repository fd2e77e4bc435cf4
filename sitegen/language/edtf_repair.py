"""How dates come out when they are not written as EDTF, and how EDTF writes them: what a message proposes.

Nothing here is ever taken for what the editor meant: she reads the proposal and decides.
"""

import re
import unicodedata
from typing import Final


def propose_spellings(text: str) -> tuple[str, ...]:
    """Return what an almost-date may be in EDTF, the likeliest first; the caller checks that it can be read."""
    plain = _plain(text)
    if marked := _MARK_BEFORE.fullmatch(plain) or _MARK_AFTER.fullmatch(plain):
        qualifier = marked["mark"] if marked["mark"] in {"?", "%"} else "~"
        return tuple(spelling + qualifier for spelling in _spellings(marked["date"]))
    return _spellings(plain)


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
        month = _MONTHS.get(written["name"].casefold()) or _MONTHS.get(written["name"][:3].casefold())
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

_MONTHS: Final = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split("|")}
