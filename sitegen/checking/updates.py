"""Events that came after an article, and whether the briefing's updates tell of them."""

from collections.abc import Iterator, Mapping

from sitegen.language.edtf import parse_edtf
from sitegen.model.briefing import Briefing
from sitegen.model.forms import is_id
from sitegen.model.problems import Report
from sitegen.model.project import Annotation
from sitegen.model.registers import Event
from sitegen.model.wording import Date
from sitegen.weaving.pasting import indent_beside


def hint_at_untold_events(briefing: Briefing, events: Mapping[str, Event], report: Report) -> None:
    """Give a hint for each event of the briefing that is later than the article and that no update mentions.

    An update mentions an event that it refers to, that refers to it, or whose date may be its own.
    """
    published = briefing.sidecar.published
    if published is None:
        return
    updates = [note.annotation for note in briefing.notes if note.annotation.kind == "update"]
    for event, date in _events_of(briefing, events):
        if _is_later(date, published) and not any(_mentions(update, event, date) for update in updates):
            place = f"under `annotations:` in {briefing.sidecar.where.path}:"
            report.hint(
                "event-without-update",
                f"this event ({date}) is later than the article ({published}), and no update tells of it",
                event.id.where if event.id else event.where,
                help=f"{place}\n{_update_to_paste(event, date, briefing)}",
            )


def _events_of(briefing: Briefing, events: Mapping[str, Event]) -> Iterator[tuple[Annotation, Date]]:
    """Yield the notes of kind event that have a date, their own or that of their entry."""
    for note in briefing.notes:
        event = note.annotation
        entry = events.get(event.entry.id) if event.entry else None
        date = event.date or (entry.date if entry else None)
        if event.kind == "event" and date:
            yield event, date


def _is_later(date: Date, published: Date) -> bool:
    """Tell whether an event surely began after the article's last possible day."""
    earliest, latest = parse_edtf(date.edtf).earliest, parse_edtf(published.edtf).latest
    return earliest is not None and latest is not None and earliest > latest


def _mentions(update: Annotation, event: Annotation, date: Date) -> bool:
    ids = {event.id.value if event.id else "", event.entry.id if event.entry else ""}
    refers = any(reference.id in ids for reference in update.refs)
    is_referred_to = update.id is not None and any(reference.id == update.id.value for reference in event.refs)
    is_of_that_day = update.date is not None and parse_edtf(update.date.edtf).may_overlap(parse_edtf(date.edtf))
    return refers or is_referred_to or is_of_that_day


def _update_to_paste(event: Annotation, date: Date, briefing: Briefing) -> str:
    lines = ["- kind: update", f'  date: "{date}"', "  body: …"]
    if event.id and is_id(event.id.value):
        lines.append(f"  refs: [{event.id.value}]")
    return indent_beside("\n".join(lines), [note.where for note in briefing.sidecar.annotations])
