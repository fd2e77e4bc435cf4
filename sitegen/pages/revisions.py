"""When a briefing was last changed, and what was."""

from sitegen.language.dates import parse_edtf
from sitegen.model.project import Revision, Sidecar
from sitegen.model.wording import Date


def last_revised(sidecar: Sidecar) -> Date | None:
    """Return the day of a briefing's last change: the latest of `updated` and its revisions; None for none."""
    dates = [*([sidecar.updated] if sidecar.updated else []), *(revision.date for revision in sidecar.revisions)]
    return max(dates, key=_last_day, default=None)


def list_revisions(sidecar: Sidecar) -> tuple[Revision, ...]:
    """Return the changes, the newest first; those of one day in the writer's order."""
    return tuple(sorted(sidecar.revisions, key=lambda revision: -_last_day(revision.date)))


def _last_day(date: Date) -> int:
    known = parse_edtf(date.edtf)
    day = known.latest or known.earliest
    return day.toordinal() if day else 0
