"""Drafts: what they have wrong stops nothing; references of published briefings to them are shown without a link."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sitegen.checking.levels import Levels, apply_levels
from sitegen.checking.within import references_in
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Manuscript


def check_references_to_drafts(published: Sequence[Manuscript], drafts: Iterable[str], report: Report) -> None:
    """Warn of every reference of a published briefing to a draft."""
    slugs = frozenset(drafts)
    for manuscript in published if slugs else ():
        related = {reference.id for reference in manuscript.sidecar.related}
        for reference in references_in(manuscript.sidecar):
            slug = reference.briefing or (reference.id if reference.id in related else "")
            if slug in slugs:
                report.warn(
                    "ref-to-draft",
                    f"`{slug}` is a draft, so this reference is shown without a link",
                    reference.where,
                    found=reference.id,
                    help=f"publish {slug} (take `draft: true` out of its sidecar), or take the reference out",
                )


def soften_shown_draft(problems: Iterable[Problem], levels: Levels) -> Iterator[Problem]:
    """Yield what a draft has wrong that readers of the build see: its errors as warnings (contract, section 7)."""
    for problem in apply_levels(Report(problems), levels):
        is_soft = problem.severity is Severity.ERROR and problem.code not in _OF_BEING_A_DRAFT
        yield replace(problem, severity=Severity.WARNING) if is_soft else problem


def soften_left_out_draft(problems: Iterable[Problem], levels: Levels, slug: str) -> Iterator[Problem]:
    """Yield what a build tells of a draft that it leaves out: its errors as one warning, and that it is one."""
    own = tuple(apply_levels(Report(problems), levels))
    yield from (problem for problem in own if problem.code in _OF_BEING_A_DRAFT)
    errors = [one for one in own if one.severity is Severity.ERROR and one.code not in _OF_BEING_A_DRAFT]
    if errors:
        first, count = errors[0], len(errors)
        told = Problem(
            "draft-errors",
            Severity.WARNING,
            "1 error in a draft that is left out" if count == 1 else f"{count} errors in a draft that is left out",
            first.where,
            found=first.found,
            help=f"`sitegen check {slug}` tells {'it' if count == 1 else 'them'}",
        )
        yield from apply_levels(Report([told]), levels)


_OF_BEING_A_DRAFT: Final = frozenset({"seed-without-sidecar"})
"""Codes by which a build tells that something is a draft: they keep the weight that the settings give them."""
