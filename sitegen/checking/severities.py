"""How much each problem weighs: by `checks` in site.yaml, and less in drafts, whose mistakes stop nothing.

Applied to a whole report, before anything is decided by it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from sitegen.model.codes import SEVERITY_OF_CODE, Level
from sitegen.model.problems import Problem, Report, Severity

Levels = Mapping[str, Level]
"""By code; a code that is not here keeps its own."""


def apply_levels(report: Report, levels: Levels) -> Report:
    """Return the problems at the levels that the settings give their codes, without those that are off.

    Errors stay errors whatever the settings say: what has lost its place is never guessed. Applied twice, it is as
    applied once.
    """
    if not levels:
        return report
    weighed = ((problem, levels.get(problem.code, problem.severity)) for problem in report)
    return Report(
        problem if problem.severity is Severity.ERROR else replace(problem, severity=Severity(level))
        for problem, level in weighed
        if problem.severity is Severity.ERROR or level != "off"
    )


def makes_hints_count(levels: Levels) -> bool:
    """Tell whether the settings make more of a hint than a hint, so that a build needs to look for them."""
    return any(
        SEVERITY_OF_CODE.get(code) is Severity.HINT and level in (Severity.ERROR, Severity.WARNING)
        for code, level in levels.items()
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
