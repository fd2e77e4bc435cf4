"""How much each problem weighs: `checks` in site.yaml, applied to a whole report before anything is decided."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sitegen.model.codes import SEVERITY_OF_CODE, Level
from sitegen.model.problems import Problem, Report, Severity

Levels = Mapping[str, Level]
"""By code; a code that is not here keeps its own."""


def apply_levels(report: Report, levels: Levels) -> Report:
    """Return the problems at the levels that the settings give their codes, without those that are off.

    Errors stay errors whatever the settings say: what has lost its place is never guessed. Applied twice, it is as
    applied once.
    """
    return Report(_weighed(report, levels)) if levels else report


def makes_hints_count(levels: Levels) -> bool:
    """Tell whether the settings make more of a hint than a hint, so that a build needs to look for them."""
    return any(
        SEVERITY_OF_CODE.get(code) is Severity.HINT and level in (Severity.ERROR, Severity.WARNING)
        for code, level in levels.items()
    )


def _weighed(report: Report, levels: Levels) -> Iterator[Problem]:
    for problem in report:
        level = levels.get(problem.code, problem.severity)
        if problem.severity is Severity.ERROR:
            yield problem
        elif level != "off":
            yield replace(problem, severity=Severity(level))
