from collections.abc import Mapping
from typing import Final

from tests.drafting.measure import all_gold, total

FLOOR: Final[Mapping[str, tuple[float, float]]] = {
    "quotes": (0.95, 0.97),
    "speakers": (0.88, 0.86),
    "forms": (0.96, 0.96),
    "dates": (0.9, 0.94),
    "figures": (0.95, 0.95),
    "known": (1.0, 1.0),
    "actors": (0.8, 0.88),
}
"""Precision and recall, a little below what the rules reach."""


def test_drafts_find_what_they_found() -> None:
    scores = total(all_gold())
    reached = {name: (score.precision, score.recall) for name, score in scores.items()}
    below = {name for name, floor in FLOOR.items() if reached[name][0] < floor[0] or reached[name][1] < floor[1]}
    assert not below, reached
