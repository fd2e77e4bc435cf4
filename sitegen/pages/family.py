"""Pages that are planned together: the parts of one long list, a dossier, the pages of one sort."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Nouns = Mapping[str, object]
"""What a template is given beside the site and the page."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page that is planned, not made: its address is known, what it shows is looked up when it is made."""

    address: str
    """Within its edition."""
    template: str
    fill: Callable[[], Nouns]
    facts: object = None
    """What the plan took from lines for this page: strings, numbers, tuples and nouns of these; None where not told.

    A page whose facts are the same in their `repr`, as is all that it looks up when it is made, need not be made again
    though its family was planned anew, as long as the registers, the settings and what is site-wide are the same.
    """


@dataclass(frozen=True, slots=True)
class Family:
    """Pages of one edition whose plan is made at once, from nothing but lines of the library."""

    name: str
    """Tells it from the others of its edition, in this build and in the next."""
    plan: Callable[[], Iterable[ListPage]]
