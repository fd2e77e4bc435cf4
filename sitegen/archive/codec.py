"""Nouns as JSON and back: what the archive keeps of briefings. Nothing but nouns of the model is ever made from it.

A noun is an object with its class's name under the empty key and the fields that differ from their defaults under their
positions; a tuple is a list; a record of strings stands under the key `{}`. Places in files are not kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any, Final

from sitegen.model import briefing, project, prose, registers, settings, text, wording

PLACE: Final = "where"
"""The field that says where something stands in its file: nothing that is shown depends on it, so it is not kept."""
_NOWHERE: Final = text.Location("")
_SCALARS: Final = frozenset({str, int, float, bool, type(None)})
_ABSENT: Final = object()


class CodecError(ValueError):
    """What was to be read is not what `encode` writes."""


def encode(thing: object) -> str:
    """Return nouns, tuples of them, and scalars as JSON."""
    return _WRITER.encode(_plain(thing))


def decode(written: str) -> Any:  # noqa: ANN401 - what was encoded, whose type the caller knows
    """Return what was encoded. CodecError where it is something else."""
    try:
        return _made(json.loads(written))
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise CodecError(str(error)) from error


_WRITER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Form:
    """How a class of nouns is written."""

    noun: Callable[..., object]
    name: str
    names: tuple[str, ...]
    """Of all fields, by position."""
    keys: tuple[tuple[str, str, object], ...]
    """Attribute, key and default of each field that is kept."""
    has_place: bool


def _forms_of(*modules: ModuleType) -> dict[str, _Form]:
    found = (
        noun
        for module in modules
        for noun in vars(module).values()
        if isinstance(noun, type) and is_dataclass(noun) and noun.__module__ == module.__name__
    )
    return {noun.__name__: _form(noun) for noun in found}


def _form(noun: Any) -> _Form:  # noqa: ANN401 - any dataclass
    own = fields(noun)
    keys = tuple(
        (field.name, str(position), _ABSENT if field.default is MISSING else field.default)
        for position, field in enumerate(own)
        if field.name != PLACE
    )
    return _Form(noun, noun.__name__, tuple(field.name for field in own), keys, len(keys) < len(own))


_FORMS: Final = _forms_of(briefing, project, prose, registers, settings, text, wording)
_FORM_OF: Final = {form.noun: form for form in _FORMS.values()}


def _plain(thing: object) -> object:
    kind = type(thing)
    if kind in _SCALARS:
        return thing
    form = _FORM_OF.get(kind)
    if form:
        written: dict[str, object] = {"": form.name}
        for name, key, default in form.keys:
            value = getattr(thing, name)
            if value is not default and value != default:
                written[key] = value if type(value) in _SCALARS else _plain(value)
        return written
    if isinstance(thing, tuple):
        return [part if type(part) in _SCALARS else _plain(part) for part in thing]
    if isinstance(thing, Mapping):
        return {"{}": dict(thing)}
    raise CodecError(f"{kind.__name__} cannot be kept")


def _made(plain: Any) -> Any:  # noqa: ANN401 - JSON
    kind = type(plain)
    if kind in _SCALARS:
        return plain
    if kind is list:
        return tuple([part if type(part) in _SCALARS else _made(part) for part in plain])
    name = plain.get("")
    if name is None:
        return plain["{}"]
    form = _FORMS[name]
    names = form.names
    found = {names[int(key)]: value if type(value) in _SCALARS else _made(value) for key, value in plain.items() if key}
    if form.has_place:
        found[PLACE] = _NOWHERE
    return form.noun(**found)
