"""How much of a list stands on one page, so that every page loads at once however much a site holds."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most that a page takes of each sort of thing; what comes of it is some 100 to 300 KB."""

    cards: int = 60
    """Briefings with their summaries. The first page of such a list may hold twice as many."""
    rows: int = 60
    """Claims, quotes or notes with all that is said of them; the first page may hold twice as many."""
    entries: int = 60
    """Entries of a register with all that is said of them."""
    names: int = 1000
    """Entries of a register by their names alone."""
    places: int = 10
    """Briefings beside an entry in a list, or notes beside a row; the others stand on a page of the entry's own."""
    mentions: int = 1000
    """Places in articles by their numbers alone."""
    moments: int = 360
    """Of a timeline: briefings that appeared, for each of which a line is enough."""
    weight_of_event: int = 4
    """How much more room an event takes than a briefing that appeared."""
