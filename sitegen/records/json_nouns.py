"""Nouns as JSON and back: what the records keep of briefings. Nothing but nouns of the model is ever made from it.

A noun is an object with its class's name under the empty key and the fields that differ from their defaults under their
positions; a tuple is a list; a record of whatever a writer's `params` hold is a list of pairs under the key `{}`, and
within it a list stays one. Places in files are not kept.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from itertools import compress
from json.encoder import encode_basestring
from operator import attrgetter, is_not
from types import ModuleType
from typing import Any, Final

from sitegen.model import briefing, project, registers, settings, text, wording
from sitegen.records.database import DamagedError

PLACE: Final = "where"
_PLACES: Final = (PLACE, "first")
"""The fields that say where something stands in its file: nothing that is shown depends on them; they are not kept."""
_NOWHERE: Final = text.Location("")
_ABSENT: Final = object()
_SAME: Final[Mapping[type, tuple[str, str]]] = {briefing.Note: ("written", "annotation")}
"""Fields that are left out where they hold the very noun that another field holds, as they do most often."""


def encode(thing: object) -> str:
    """Return nouns, tuples of them, and scalars as JSON."""
    return _WRITERS[type(thing)](thing)


def decode(written: str) -> Any:  # noqa: ANN401 - what was encoded, whose type the caller knows
    """Return what was encoded. DamagedError where it is something else."""
    try:
        made = _READER.decode(written)
        return _tuple(made) if type(made) is list else made
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        raise DamagedError(str(error)) from error


# --- writing: straight to text, with all that is known of a class found out once

Writer = Callable[[Any], str]

_quote: Final[Callable[[str], str]] = encode_basestring


class _Writers(dict[type, Writer]):
    """Writers by class, each made when the first thing of its class comes."""

    def __missing__(self, kind: type) -> Writer:
        self[kind] = writer = _make_writer(kind)
        return writer


def _make_writer(kind: type) -> Writer:
    form = _FORM_OF.get(kind)
    if form:
        return _noun_writer(form)
    if issubclass(kind, tuple):
        return _write_tuple
    if issubclass(kind, Mapping):
        return _write_record
    if kind is list:
        return lambda things: _write_tuple(tuple(things))
    raise DamagedError(f"{kind.__name__} cannot be kept")


def _noun_writer(form: "_Form") -> Writer:
    """Return what writes a class of nouns."""
    has_defaults = any(default is not _ABSENT for _, _, default in form.keys)
    write = _defaults_writer(form) if has_defaults or not form.keys else _required_writer(form)
    return write if form.same is None else _without_twin(write, *form.same)


def _required_writer(form: "_Form") -> Writer:
    """Return what writes nouns of which all fields are always written: strings, references, texts, spans."""
    keys = "".join(f',"{position}":%s' for _, position, _ in form.keys)
    template = f'{{"":{_quote(form.name)}{keys}}}'
    value_of: Callable[[object], Any] = attrgetter(*(name for name, _, _ in form.keys))

    def write_one(noun: object) -> str:
        value = value_of(noun)
        return template % (_quote(value) if type(value) is str else _WRITERS[type(value)](value))

    def write(noun: object) -> str:
        values = value_of(noun)
        return template % tuple([_quote(one) if type(one) is str else _WRITERS[type(one)](one) for one in values])

    return write_one if len(form.keys) == 1 else write


def _defaults_writer(form: "_Form") -> Writer:
    """Return what writes all other nouns. A value that is not its field's default itself is written, though equal."""
    head = '{"":' + _quote(form.name)
    keys = tuple(f',"{position}":' for _, position, _ in form.keys)
    defaults = tuple(default for _, _, default in form.keys)
    values_of = _values_getter([name for name, _, _ in form.keys])

    def write(noun: object) -> str:
        written, values = [head], values_of(noun)
        # Most fields of the larger nouns hold their defaults: they are passed over without a loop in Python.
        for value, key in compress(zip(values, keys, strict=True), map(is_not, values, defaults)):
            kind = type(value)
            written += (key, _quote(value) if kind is str else _WRITERS[kind](value))
        written.append("}")
        return "".join(written)

    return write


def _without_twin(write: Writer, twin: str, own: str, key: str) -> Writer:
    """Return what writes nouns whose twin field, which `write` leaves out, is written only where it holds another."""
    values_of: Callable[[object], tuple[object, object]] = attrgetter(twin, own)

    def write_both(noun: object) -> str:
        second, first = values_of(noun)
        written = write(noun)
        return written if second is first else f"{written[:-1]}{key}{encode(second)}}}"

    return write_both


def _values_getter(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """Return what gets all values of an object at once."""
    if len(names) == 1:
        get = attrgetter(*names)
        return lambda thing: (get(thing),)
    return attrgetter(*names) if names else lambda _: ()


def _write_tuple(things: tuple[object, ...]) -> str:
    if len(things) == 1:
        (thing,) = things
        return f"[{_WRITERS[type(thing)](thing)}]"
    return f"[{','.join([_quote(one) if type(one) is str else _WRITERS[type(one)](one) for one in things])}]"


def _write_record(record: Mapping[str, object]) -> str:
    return '{"{}":' + _write_tuple(tuple(record.items())) + "}"


_CONSTANTS: Final = {None: "null", False: "false", True: "true"}
_WRITERS: Final = _Writers(
    {
        str: _quote,
        int: int.__repr__,
        float: json.dumps,
        bool: _CONSTANTS.__getitem__,
        type(None): _CONSTANTS.__getitem__,
        tuple: _write_tuple,
    }
)


# --- the classes


@dataclass(frozen=True, slots=True)
class _Form:
    """The written form of a class of nouns."""

    noun: Callable[..., object]
    name: str
    names: Mapping[str, str]
    """Of all fields, by position."""
    keys: tuple[tuple[str, int, object], ...]
    """Attribute, position and default of each field that is always kept."""
    has_place: bool
    same: tuple[str, str, str] | None
    """A field that is left out where it holds what another does, that other, and what the first is written behind."""


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
    names = {str(position): field.name for position, field in enumerate(own)}
    twin = _SAME.get(noun)
    keys = tuple(
        (field.name, position, _ABSENT if field.default is MISSING else field.default)
        for position, field in enumerate(own)
        if field.name not in _PLACES and not (twin and field.name == twin[0])
    )
    same = (*twin, f',"{[field.name for field in own].index(twin[0])}":') if twin else None
    return _Form(noun, noun.__name__, names, keys, PLACE in names.values(), same)


_FORMS: Final = _forms_of(briefing, project, registers, settings, text, wording)
_FORM_OF: Final = {form.noun: form for form in _FORMS.values()}


# --- reading


def _make(plain: dict[str, Any]) -> object:
    """Return what an object of JSON stands for; what is within it is made already."""
    name = plain.pop("", None)
    if name is None:
        return dict(plain["{}"])
    form = _FORMS[name]
    names = form.names
    found = {names[key]: _tuple(value) if type(value) is list else value for key, value in plain.items()}
    if form.has_place:
        found[PLACE] = _NOWHERE
    if form.same and form.same[0] not in found:
        found[form.same[0]] = found[form.same[1]]
    return form.noun(**found)


def _tuple(plain: list[Any]) -> tuple[Any, ...]:
    return tuple([_tuple(part) if type(part) is list else part for part in plain])


_READER: Final = json.JSONDecoder(object_hook=_make)
