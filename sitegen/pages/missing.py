"""What 404.html says: it stands once, for readers of every edition."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.language.labels import message

_TITLE = message("missing", "Page not found")
_ADVICE = message("missing", "The page may have moved. The index lists everything that is here.")
_HOME = message("missing", "To the briefings")
_INDEX = message("missing", "To the index")


@dataclass(frozen=True, slots=True)
class Notice:
    """The message in the language of one edition."""

    edition: Edition
    title: str
    advice: str
    home: str
    index: str


def list_notices(editions: Iterable[Edition]) -> tuple[Notice, ...]:
    """Return the message in every edition's language."""
    return tuple(_make_notice(edition) for edition in editions)


def _make_notice(edition: Edition) -> Notice:
    say = edition.catalogue.pgettext
    return Notice(edition, say(*_TITLE), say(*_ADVICE), say(*_HOME), say(*_INDEX))
