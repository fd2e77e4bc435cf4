"""The day on which a command runs."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final

from sitegen.refusal import Refusal

EPOCH: Final = "SOURCE_DATE_EPOCH"
"""Seconds since 1970, by which whoever wants the same bytes again sets the clock (reproducible-builds.org)."""


def today(environment: Mapping[str, str]) -> date:
    """Return the day that SOURCE_DATE_EPOCH names, in UTC; without it the present one, here.

    Refusal with status 2 where it is no number of seconds.
    """
    seconds = environment.get(EPOCH, "")
    if not seconds:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise Refusal(f"{EPOCH}={seconds}: expected a number of seconds since 1970", status=2) from error
