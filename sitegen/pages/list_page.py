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


@dataclass(frozen=True, slots=True)
class Family:
    """Pages of one edition whose plan is made at once, from nothing but lines of the library."""

    name: str
    """Tells it from the others of its edition, in this build and in the next."""
    plan: Callable[[], Iterable[ListPage]]
