"""The order of names: by what each entry is filed under in the language of the edition."""

from collections.abc import Iterable
from typing import TypeVar

from sitegen.language.collation import FilingKey, filing_key, filing_key_as_written, heading_of
from sitegen.language.editions import Edition
from sitegen.model.registers import Actor, Claim, Entry, Event, Source, name_of
from sitegen.model.wording import Wording

SomeEntry = TypeVar("SomeEntry", bound=Entry)


def file_entries(entries: Iterable[SomeEntry], edition: Edition) -> tuple[SomeEntry, ...]:
    """Return the entries in the order of the edition's alphabet; equal names by their ids."""
    return tuple(sorted(entries, key=lambda entry: filing_order(entry, edition)))


def filing_order(entry: Entry, edition: Edition) -> tuple[object, ...]:
    """Return the key by which an entry stands among others."""
    name = edition.choose(name_of(entry)).value
    return (_filing_key(entry, edition), filing_key(name, edition.language), entry.id.value)


def letter_of(entry: Entry, edition: Edition) -> str:
    """Return the letter of the index under which an entry stands, `#` for digits."""
    return heading_of(_filing_key(entry, edition), edition.language)


def headword_of(entry: Entry, edition: Edition) -> Wording | None:
    """Return the last name of a person, where it is not the whole name: it stands first in an index."""
    if not isinstance(entry, Actor) or not entry.family:
        return None
    family, name = edition.choose(entry.family), edition.choose(entry.name)
    return None if family.value == name.value or family.language != name.language else family


def _filing_key(entry: Entry, edition: Edition) -> FilingKey:
    """Return the key of what decides: the writer's `sort` to the letter, else the family name, else the name.

    A sort or a family name in another language than the name's does not count.
    """
    name = edition.choose(name_of(entry))
    if isinstance(entry, Source | Claim | Event):
        return filing_key(name.value, edition.language)
    if entry.sort and (sort := entry.sort.in_language(name.language)):
        return filing_key_as_written(sort.value, edition.language)
    return filing_key((headword_of(entry, edition) or name).value, edition.language)
