"""Entries of registers: what they are called, and what a note takes from the claim or event that it names."""

from dataclasses import fields, replace
from typing import Final

from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Entry, Event, Registers, Source
from sitegen.model.wording import Text

OF_THE_ENTRY_ITSELF: Final = frozenset({"where", "id", "params"})
"""Keys that a note has too, but never takes from its entry."""


def name_of(entry: Entry) -> Text:
    """Return what an entry of any register is called."""
    if isinstance(entry, Claim):
        return entry.title or entry.text
    if isinstance(entry, Source):
        return in_own_language(entry.title, entry)
    return entry.title if isinstance(entry, Event) else entry.name


def in_own_language(text: Text, source: Source) -> Text:
    """Return a text of a source's entry; one that is given once is in the source's language, whatever the file's."""
    if not source.language or len(text.wordings) != 1:
        return text
    return Text((replace(text.wordings[0], language=source.language),))


def with_entry(annotation: Annotation, registers: Registers) -> Annotation:
    """Return the note, completed where it is silent with what its `entry` says (contract, section 3)."""
    entry = annotation.entry and registers.find(annotation.entry.id)
    if not isinstance(entry, Claim | Event):
        return annotation
    keys = (field.name for field in fields(entry) if field.name not in OF_THE_ENTRY_ITSELF)
    return replace(annotation, **{key: getattr(entry, key) for key in keys if not getattr(annotation, key)})
