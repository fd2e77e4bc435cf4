"""Costs as tables for people and as data for programs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Final

from tests.bench.measure import Cost

MEASURES: Final[Mapping[str, Callable[[Cost], float]]] = {
    "wall": lambda cost: cost.wall,
    "processor": lambda cost: cost.processor,
    "memory": lambda cost: cost.memory,
}


@dataclass(frozen=True, slots=True)
class Result:
    """The costs of one situation at one size, by tool; the runs of a place in the tuples followed on each other."""

    count: int
    situation: str
    costs: Mapping[str, tuple[Cost, ...]]


def write_results(results: Sequence[Result], *, profile: str) -> str:
    """Return a table of one size: median costs, and in brackets the least and greatest ratio to Hugo's."""
    head = [f"{results[0].count} articles, {profile}", "wall s", "processor s", "memory MB", "processes"]
    compared = "hugo" in results[0].costs
    if compared:
        head += ["wall : hugo's", "processor : hugo's", "memory : hugo's"]
    rows = [head]
    for result in results:
        rows.append([f"{result.situation}: sitegen", *_costs(result.costs["sitegen"])])
        if compared:
            rows[-1] += [_ratios(result, "sitegen", "hugo", measure) for measure in MEASURES.values()]
            rows.append([f"{result.situation}: hugo", *_costs(result.costs["hugo"]), "", "", ""])
    return align(rows)


def write_growth(results: Iterable[Result]) -> str:
    """Return how our clean build grows: the cost of one article at each size, beside the first size's."""
    clean = [result for result in results if result.situation == "clean"]
    rows = [
        ["sitegen, clean, for one article", "wall ms", "processor ms", "memory kB", "wall : first", "processor : first"]
    ]
    for result in clean:
        wall, processor, memory = (_for_one(result, measure) for measure in MEASURES.values())
        first_wall, first_processor, _ = (_for_one(clean[0], measure) for measure in MEASURES.values())
        rows.append(
            [
                f"{result.count} articles",
                f"{wall * 1000:.2f}",
                f"{processor * 1000:.2f}",
                f"{memory / 1000:.0f}",
                f"{wall / first_wall:.2f}",
                f"{processor / first_processor:.2f}",
            ]
        )
    return align(rows) if clean else ""


def write_start(costs: Mapping[str, tuple[Cost, ...]]) -> str:
    """Return the table of starts, each beside bare Python's."""
    bare = median(cost.wall for cost in costs["python"])
    rows = [["start", "wall ms", "wall : python's"]]
    for name, runs in costs.items():
        wall = median(cost.wall for cost in runs)
        rows.append([name, f"{wall * 1000:.0f}", f"{wall / bare:.1f}"])
    return align(rows)


def as_data(results: Iterable[Result], start: Mapping[str, tuple[Cost, ...]]) -> dict[str, object]:
    """Return every run's costs as plain data: seconds and bytes."""
    return {
        "start": {name: [asdict(cost) for cost in runs] for name, runs in start.items()},
        "builds": [asdict(result) for result in results],
    }


def align(rows: Sequence[Sequence[str]]) -> str:
    """Return rows as lines: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        first, *others = (cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        lines.append("  ".join([first.strip().ljust(widths[0]), *others]).rstrip())
    return "\n".join(["", *lines])


def _costs(runs: Sequence[Cost]) -> list[str]:
    wall, processor, memory = (median(map(measure, runs)) for measure in MEASURES.values())
    return [f"{wall:.2f}", f"{processor:.2f}", f"{memory / 1e6:.0f}", str(max(cost.processes for cost in runs))]


def _ratios(result: Result, one: str, other: str, measure: Callable[[Cost], float]) -> str:
    """Return the median of the ratios of runs that followed on each other, with the least and the greatest."""
    pairs = zip(result.costs[one], result.costs[other], strict=True)
    ratios = [measure(ours) / measure(theirs) for ours, theirs in pairs]
    return f"{median(ratios):.3g} ({min(ratios):.3g}–{max(ratios):.3g})"


def _for_one(result: Result, measure: Callable[[Cost], float]) -> float:
    return median(map(measure, result.costs["sitegen"])) / result.count
