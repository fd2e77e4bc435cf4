"""A name that comes again and again in an article."""

from dataclasses import dataclass
from typing import Final

from sitegen.model.text import Span

OFTEN: Final = 3
"""How many times a name stands in an article before it is worth an entry: twice happens in passing."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """A name where it stands first and whole."""

    span: Span
    last_word: str
    """What recurs: a person's last name, or the name itself."""
    count: int
