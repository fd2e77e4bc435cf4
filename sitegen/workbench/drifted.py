"""Which quotes of a sidecar the article does not hold as they are written."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from sitegen.model.problems import Problem, Report
from sitegen.model.project import Selector, Sidecar
from sitegen.weaving.anchors import QuoteFinder

DRIFTED: Final = "anchor-drifted"
CONTEXT: Final = "anchor-context"
INEXACT: Final = "anchor-inexact"
UNPLACED: Final = frozenset({"anchor-missing", "anchor-ambiguous"})
"""What no program can mend: only the editor knows what was meant."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One quote of a sidecar."""

    selector: Selector
    is_denial: bool = False
    """It stands in `not_mentions`, where all places count if `occurrence` says nothing."""

    def as_placed(self, selector: Selector) -> Selector:
        """Return a selector as it is placed where this anchor stands."""
        return replace(selector, occurrence="all") if self.is_denial and selector.occurrence is None else selector


@dataclass(frozen=True, slots=True)
class Fault:
    """An anchor with what is wrong with it."""

    anchor: Anchor
    problem: Problem


def find_faults(sidecar: Sidecar, finder: QuoteFinder) -> tuple[Fault, ...]:
    """Return the anchors that are not found word for word, in the order in which they are written."""
    return tuple(fault for anchors in _placed_together(sidecar) for fault in _faults(anchors, finder))


def _placed_together(sidecar: Sidecar) -> Iterator[tuple[Anchor, ...]]:
    """Yield the quotes as they are placed: a note's all together, a rule's each by itself."""
    yield from ((Anchor(quote),) for rule in sidecar.mentions for quote in rule.at)
    yield from ((Anchor(quote, is_denial=True),) for rule in sidecar.not_mentions for quote in rule.at)
    yield from (tuple(map(Anchor, note.at)) for note in sidecar.annotations if note.at)


def _faults(anchors: tuple[Anchor, ...], finder: QuoteFinder) -> Iterator[Fault]:
    report = Report()
    finder.place(tuple(anchor.as_placed(anchor.selector) for anchor in anchors), report)
    told = {problem.where: problem for problem in report if problem.code in {DRIFTED, CONTEXT, INEXACT, *UNPLACED}}
    for anchor in anchors:
        one = anchor.selector
        places = [part.where for part in (one.exact, one.prefix, one.suffix) if part]
        if problem := next((told[where] for where in places if where in told), None):
            yield Fault(anchor, problem)
