"""The one model: what is said of each key of the YAML files beside its type. Readers and schemas both follow it."""

from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True, slots=True)
class Key:
    """What an editor is told of a key, and what may stand behind it."""

    about: str
    """One sentence for the schema and for hovering in an editor."""
    name: str = ""
    """The key as written, where it is not the field's name (`from`, `container-title`)."""
    one_of: tuple[str, ...] = ()
    """The closed set that the value must be in."""
    refers_to: tuple[str, ...] = ()
    """The registers in which a reference must be found: `actor`, `place`, `annotation`, `briefing` …"""
    form: str = ""
    """What a string must look like (`forms`): `id`, `slug` or `language`."""
    low: float | None = None
    """The least that a number may be."""
    high: float | None = None
    """The most that a number may be."""


@dataclass(frozen=True, slots=True)
class KeyField:
    """A field of a noun that an editor writes."""

    name: str
    """As written in YAML."""
    attribute: str
    type: Any
    """The field's type without `| None` and without its Key."""
    key: Key
    required: bool


@cache
def key_fields(noun: type) -> tuple[KeyField, ...]:
    """Return the fields of a noun that carry a Key, in their order; the others are filled by readers."""
    hints = get_type_hints(noun, include_extras=True)
    found = (_key_field(field, hints[field.name]) for field in fields(noun))
    return tuple(key_field for key_field in found if key_field)


def _key_field(field: "Field[Any]", hint: object) -> KeyField | None:
    if get_origin(hint) is not Annotated:
        return None
    bare, *extras = get_args(hint)
    key = next((extra for extra in extras if isinstance(extra, Key)), None)
    if key is None:
        return None
    required = field.default is MISSING and field.default_factory is MISSING
    return KeyField(key.name or field.name, field.name, _without_none(bare), key, required)


def _without_none(hint: object) -> object:
    if get_origin(hint) in (Union, UnionType):
        rest = [part for part in get_args(hint) if part is not NoneType]
        return rest[0] if len(rest) == 1 else Union[tuple(rest)]  # noqa: UP007 - made from a list
    return hint


def walk(noun: object, visit: Callable[[object], None]) -> None:
    """Visit a noun and every noun within it, tuples and records alike, in the order of their fields."""
    visit(noun)
    noun_type: type = type(noun)
    if isinstance(noun, tuple):
        for part in noun:
            walk(part, visit)
    elif is_dataclass(noun_type):
        for key_field in key_fields(noun_type):
            walk(getattr(noun, key_field.attribute), visit)
