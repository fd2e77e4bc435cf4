"""What a note takes from the claim or event of a register that it names."""

from dataclasses import fields, replace

from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Event, Registers

_OF_THE_ENTRY_ITSELF = frozenset({"where", "id", "params"})


def with_entry(annotation: Annotation, registers: Registers) -> Annotation:
    """Return the note, completed where it is silent with what its `entry` says (contract, section 3)."""
    entry = annotation.entry and registers.find(annotation.entry.id)
    if not isinstance(entry, Claim | Event):
        return annotation
    keys = (field.name for field in fields(entry) if field.name not in _OF_THE_ENTRY_ITSELF)
    return replace(annotation, **{key: getattr(entry, key) for key in keys if not getattr(annotation, key)})
