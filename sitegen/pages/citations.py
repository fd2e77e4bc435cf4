"""What cites or names something, gathered by briefing: quotes of an actor, notes that rest on a source."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from sitegen.model.briefing import Abstract, Note
from sitegen.model.site import Citation


@dataclass(frozen=True, slots=True)
class CitedIn:
    """A briefing with those of its notes that cite something."""

    briefing: Abstract
    notes: tuple[Note, ...]
    """None where only the briefing itself does, as the source of its article."""


def group_citations(citations: Iterable[Citation]) -> tuple[CitedIn, ...]:
    """Return citations by briefing, in the order in which they come."""
    by_briefing = groupby(citations, key=lambda citation: citation.slug)
    runs = (tuple(run) for _, run in by_briefing)
    return tuple(CitedIn(run[0].briefing, tuple(citation.note for citation in run if citation.note)) for run in runs)
