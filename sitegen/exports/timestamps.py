"""Dates (EDTF) as moments in UTC, as feeds and annotations want them (RFC 3339). No clock is ever asked."""

from datetime import UTC, date, datetime, time

from sitegen.language.dates import iso_date, parse_edtf


def exact_timestamp(edtf: str) -> str:
    """Return a day's first moment, or a time, in UTC; empty where the date is vaguer, doubtful or an interval.

    A time without an offset is taken to be UTC.
    """
    written = iso_date(edtf)
    if not written or parse_edtf(edtf).precision not in {"day", "time"}:
        return ""
    moment = datetime.fromisoformat(written)
    try:
        return _printed(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
    except OverflowError:  # the last hours of the year 9999, west of Greenwich
        return ""


def first_timestamp(edtf: str) -> str:
    """Return the first moment that a date may mean, in UTC; of an interval without a start its last day's."""
    date_read = parse_edtf(edtf)
    day = date_read.earliest or date_read.latest or date.min
    return exact_timestamp(edtf) or _printed(datetime.combine(day, time(), UTC))


def _printed(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
