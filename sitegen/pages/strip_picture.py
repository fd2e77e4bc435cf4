"""A strip along an article: where its notes stand, by their groups, or where it names somebody.

It is drawn from left to right; a page of the other direction mirrors it.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

from sitegen.model.vocabularies import GROUPS
from sitegen.pages.passages import Appearance
from sitegen.records.library import StripLane

LEAST_NOTES: Final = 5
"""With fewer there is nothing to compare."""
LEAST_MENTIONS: Final = 6
"""Fewer are seen at once in the sentences below."""
MOST_LINKS: Final = 40
"""Marks behind these would lie so close that nobody hits one, and each costs 80 bytes."""
LENGTH: Final = 1000
"""Of the article in the picture; the page stretches it."""
LANE: Final = 9
"""The height of a group's lane in CSS pixels, of which `MARK` is drawn."""
MARK: Final = 8
BAR: Final = 14
"""The height of a bar of mentions."""


class DrawnLane(NamedTuple):
    """The notes of one group."""

    group: str
    notes: int
    path: str
    """A mark for each place, in its own lane: which group it is can be told without colour."""


class MentionMark(NamedTuple):
    """A place at which an article names somebody."""

    anchor: str
    """The fragment of the place on the briefing's page."""
    x: int


class MentionStrip(NamedTuple):
    """Where an article names somebody."""

    path: str
    """A mark for each place."""
    marks: tuple[MentionMark, ...]
    """The same marks as targets; none where they are too many."""


def draw_notes(lanes: Sequence[StripLane]) -> tuple[DrawnLane, ...]:
    """Return the lanes of a briefing's strip, each group's at its own height; none where there are few notes."""
    if sum(len(lane.places) for lane in lanes) < LEAST_NOTES:
        return ()
    return tuple(
        DrawnLane(lane.group, len(lane.places), _marks(lane.places, LANE * GROUPS.index(lane.group), MARK))
        for lane in lanes
    )


def draw_mentions(appearance: Appearance) -> MentionStrip | None:
    """Return where an article names somebody; None where it does so seldom."""
    if appearance.mentions < LEAST_MENTIONS:
        return None
    length = max(1, appearance.briefing.characters)
    anchors = appearance.line.anchors
    places = [LENGTH * int(anchor.removeprefix("_m")) // length for anchor in anchors]
    marks = tuple(map(MentionMark, anchors, places)) if len(places) <= MOST_LINKS else ()
    return MentionStrip(_marks(places, 0, BAR), marks)


def _marks(places: Sequence[int], top: int, height: int) -> str:
    return "".join(f"M{place} {top}v{height}" for place in dict.fromkeys(places))
