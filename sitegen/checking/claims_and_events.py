"""Claims without a source, and what time has passed by: states of claims, and events that no update tells of."""

from collections.abc import Iterable, Iterator, Mapping

from sitegen.language.edtf import parse_edtf
from sitegen.model.briefing import Briefing
from sitegen.model.forms import is_id
from sitegen.model.problems import Report
from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Event
from sitegen.model.wording import Date
from sitegen.pages.briefing_page import last_revised
from sitegen.weaving.pasting import indent_beside

_STATED_TO_BE_NO_FACT = "not_checkable"
"""The status of opinions and verdicts, for which there can be no evidence."""


def hint_at_unsourced_claims(claims: Iterable[Claim | Annotation], report: Report) -> None:
    """Give a hint for each claim that names neither a source nor evidence; one of a register is told there, once."""
    for claim in claims:
        if isinstance(claim, Annotation) and (claim.kind != "claim" or claim.entry):
            continue
        if claim.sources or claim.evidence or claim.status == _STATED_TO_BE_NO_FACT:
            continue
        report.hint(
            "claim-unsourced",
            "this claim names neither a source nor evidence",
            claim.id.where if claim.id else claim.where,
            help="say what it rests on, with `source:` and an id of content/sources.yaml where there is one:\n"
            "evidence:\n  - note: …\n    supports: true",
        )


def hint_at_old_states(briefing: Briefing, report: Report) -> None:
    """Give a hint for each state that was found before the briefing was last changed."""
    changed = last_revised(briefing.sidecar)
    if changed is None:
        return
    for note in briefing.notes:
        as_of = note.annotation.as_of
        if as_of and _is_surely_before(as_of, changed):
            report.hint(
                "as-of-outdated",
                f"the status was found as of {as_of}, and the briefing was changed on {changed}",
                as_of.where,
                found=as_of.edtf,
                help=f'look whether it still holds, and write the day of the look:\nas_of: "{changed}"',
            )


def hint_at_untold_events(briefing: Briefing, events: Mapping[str, Event], report: Report) -> None:
    """Give a hint for each event of the briefing that is later than the article and that no update mentions.

    An update mentions an event that it refers to, that refers to it, or whose date may be its own.
    """
    published = briefing.sidecar.published
    if published is None:
        return
    updates = [note.annotation for note in briefing.notes if note.annotation.kind == "update"]
    for event, date in _events_of(briefing, events):
        if _is_surely_before(published, date) and not any(_mentions(update, event, date) for update in updates):
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


def _is_surely_before(one: Date, other: Date) -> bool:
    """Tell whether the last day that the one may mean is before the first that the other may."""
    latest, earliest = parse_edtf(one.edtf).latest, parse_edtf(other.edtf).earliest
    return latest is not None and earliest is not None and latest < earliest
