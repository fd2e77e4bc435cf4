"""Claims that rest on nothing a reader could look up, and states of claims that a briefing has outlived."""

from collections.abc import Iterable

from sitegen.language.edtf import Edtf, parse_edtf
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.project import Annotation
from sitegen.model.registers import Claim
from sitegen.model.text import Location
from sitegen.pages.revisions import last_revised

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
            _place_of(claim),
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
        if as_of and _is_before(parse_edtf(as_of.edtf), parse_edtf(changed.edtf)):
            report.hint(
                "as-of-outdated",
                f"the status was found as of {as_of}, and the briefing was changed on {changed}",
                as_of.where,
                found=as_of.edtf,
                help=f'look whether it still holds, and write the day of the look:\nas_of: "{changed}"',
            )


def _place_of(claim: Claim | Annotation) -> Location:
    """Return where the claim's id stands, else where the claim begins."""
    return claim.id.where if claim.id else claim.where


def _is_before(one: Edtf, other: Edtf) -> bool:
    """Tell whether the one surely ended before the other began."""
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest
