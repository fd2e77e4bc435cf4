"""Every place of a string or a pattern in a text, those that overlap too."""

import re
from collections.abc import Iterator

from sitegen.model.text import Span


def find_all(wanted: str, text: str) -> Iterator[Span]:
    """Yield every span at which the text holds this, in order; none for the empty string."""
    position = text.find(wanted) if wanted else -1
    while position >= 0:
        yield Span(position, position + len(wanted))
        position = text.find(wanted, position + 1)


def find_pattern(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Yield the match at every offset at which there is one, in order."""
    match = pattern.search(text)
    while match:
        yield Span(*match.span())
        match = pattern.search(text, match.start() + 1)
