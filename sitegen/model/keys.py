"""The keys of the YAML files: the facts of each beside its type. Readers and schemas both follow them."""

from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Key:
    """The description of a key for editors, and the values that it may have."""

    about: str
    """One sentence for the schema and for hovering in an editor."""
    name: str = ""
    """The key as written, where it is not the field's name (`from`, `container-title`)."""
    one_of: tuple[str, ...] = ()
    """The closed set that the value must be in."""
    refers_to: tuple[str, ...] = ()
    """The registers in which a reference must be found: `actor`, `place`, `annotation`, `briefing` …"""
    form: str = ""
    """What a string must look like: `id`, `slug`, `language` (`forms`), `code-source` or `content-source` (`urls`)."""
    low: float | None = None
    """The least that a number may be."""
    high: float | None = None
    """The most that a number may be."""
    sample: str = ""
    """A value to show, as YAML, where one that the type allows would not do."""


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


def find_in(noun: object, wanted: type[Part]) -> list[Part]:
    """Return everything of a sort within a noun, itself included, in the order of the fields.

    What is found is not entered.
    """
    found: list[Part] = []
    _find(noun, wanted, found)
    return found


def _find(noun: object, wanted: type, found: list[Any]) -> None:
    if isinstance(noun, wanted):
        found.append(noun)
        return
    kind: type = type(noun)
    if kind is tuple:
        for part in noun:  # type: ignore[attr-defined] # a tuple
            _find(part, wanted, found)
        return
    for attribute in _ways_to(kind, wanted):
        value = getattr(noun, attribute)
        if value is not None and value != ():
            _find(value, wanted, found)


@cache
def _ways_to(noun: type, wanted: type) -> tuple[str, ...]:
    """Return the fields of a noun behind which something of a sort may stand."""
    if not is_dataclass(noun):
        return ()
    return tuple(one.attribute for one in key_fields(noun) if _leads_to(one.type, wanted))


def _leads_to(hint: object, wanted: type) -> bool:
    if isinstance(hint, type) and (issubclass(hint, wanted) or issubclass(wanted, hint)):
        return True
    if isinstance(hint, type) and is_dataclass(hint):
        return bool(_ways_to(hint, wanted))
    return any(_leads_to(part, wanted) for part in get_args(hint))
