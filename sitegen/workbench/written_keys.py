"""What a writer wrote, as plain values: the form in which a browser's script gets a note and sends it back.

A text is always a map of languages, a reference its id, a date its EDTF; keys without a value are left out. So that
two states of a note are the same exactly if their values are equal.
"""

from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Final

from sitegen.model.keys import key_fields
from sitegen.model.wording import BlockTranslation, Date, Reference, Text, Url, Written

Plain = str | bool | int | float | list["Plain"] | dict[str, "Plain"]
"""A value of JSON that is there."""

_PLACED: Final = frozenset({"at"})
"""Keys that say where a note stands: places are told by spans, not by words."""


def keys_of(noun: object) -> dict[str, Plain]:
    """Return a noun's keys, as they are called in YAML, with their values; selectors are left out."""
    found: dict[str, Plain] = {}
    noun_type: type = type(noun)
    for one in key_fields(noun_type):
        value = plain_value(getattr(noun, one.attribute)) if one.name not in _PLACED else None
        if value is not None and value not in ("", [], {}):
            found[one.name] = value
    return found


def plain_value(value: object) -> Plain | None:
    """Return a value within a noun as JSON has it; None where nothing is said."""
    said: Plain | None = None
    if isinstance(value, str | bool | int | float):
        said = value
    elif isinstance(value, Text):
        said = {wording.language: wording.value for wording in value.wordings}
    elif isinstance(value, Written | Url | Reference | Date):
        said = str(value)
    elif isinstance(value, BlockTranslation):
        said = {value.language: [block.value if block else "" for block in value.blocks]}
    elif isinstance(value, tuple | list):
        said = [one for part in value if (one := plain_value(part)) is not None]
    elif isinstance(value, Mapping):
        said = {str(key): one for key, part in value.items() if (one := plain_value(part)) is not None}
    elif is_dataclass(value):
        said = keys_of(value)
    return said
