"""The goals of the project, each beside what was measured of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

from tests.bench.tables import MEASURES, Result, align


@dataclass(frozen=True, slots=True)
class Goal:
    """How much one situation may cost, for sitegen."""

    name: str
    count: int
    """Of articles; so is the next one's."""
    situation: str
    most: float
    """Seconds; with `beside` the ratio, of what one article costs, to these runs."""
    beside: tuple[str, int, str] | None = None
    """A tool, a count and a situation."""
    measure: str = "wall"


_LARGE: Final = 10_000
GOALS: Final = (
    Goal("clean build : hugo's", _LARGE, "clean", 3, ("hugo", _LARGE, "clean")),
    Goal("memory of the largest process : hugo's", _LARGE, "clean", 1 / 4, ("hugo", _LARGE, "clean"), "memory"),
    Goal("one note : hugo's", _LARGE, "note", 1 / 25, ("hugo", _LARGE, "note")),
    Goal("one note, seconds", _LARGE, "note", 0.4),
    Goal("one actor : clean build", _LARGE, "actor", 0.8, ("sitegen", _LARGE, "clean")),
    Goal("one template : clean build", _LARGE, "template", 0.8, ("sitegen", _LARGE, "clean")),
    Goal("nothing changed : hugo's", _LARGE, "nothing", 1 / 50, ("hugo", _LARGE, "nothing")),
    Goal("fresh checkout : hugo's", _LARGE, "fresh", 1 / 3, ("hugo", _LARGE, "fresh")),
    Goal("clean build, seconds", 100, "clean", 1),
    Goal("one article of 30,000 : of 1,000", 30_000, "clean", 1.25, ("sitegen", 1000, "clean")),
)


def write_goals(results: Iterable[Result]) -> str:
    """Return the goals for which there are results, what was reached, and which were missed; else nothing."""
    by_place = {(result.count, result.situation): result for result in results}
    rows = [["goal", "articles", "reached", "at most", ""]]
    for goal in GOALS:
        reached = list(_reached(goal, by_place))
        if reached:
            missed = "missed" if median(reached) > goal.most else ""
            rows.append([goal.name, str(goal.count), f"{median(reached):.3g}", f"{goal.most:.3g}", missed])
    return align(rows) if len(rows) > 1 else ""


def _reached(goal: Goal, results: dict[tuple[int, str], Result]) -> Iterable[float]:
    """Return what each run cost, or its ratio to the run that stands beside it."""
    ours = _costs(goal, results, ("sitegen", goal.count, goal.situation))
    if goal.beside is None:
        return ours
    theirs = _costs(goal, results, goal.beside)
    size = goal.beside[1] / goal.count
    # Of larger archives there are fewer runs.
    return [one / other * size for one, other in zip(ours, theirs, strict=False)]


def _costs(goal: Goal, results: dict[tuple[int, str], Result], place: tuple[str, int, str]) -> Sequence[float]:
    tool, count, situation = place
    result = results.get((count, situation))
    return [MEASURES[goal.measure](cost) for cost in result.costs.get(tool, ())] if result else []
