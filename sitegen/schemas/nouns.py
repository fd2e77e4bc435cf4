"""Nouns into JSON Schema, by the types of their fields: what `sitegen.readers.decode` reads, said beforehand."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import is_dataclass
from types import MappingProxyType, UnionType
from typing import Final, Literal, Union, get_args, get_origin

from sitegen.model.codes import CODES, LEVELS, Level
from sitegen.model.keys import Key, KeyField, key_fields
from sitegen.model.problems import Severity
from sitegen.model.project import Annotation, Selector, Value
from sitegen.model.registers import Relation
from sitegen.model.settings import NavItem, Settings
from sitegen.model.vocabularies import KINDS, OWN_KEYS_OF_KIND, SHARED_NOTE_KEYS
from sitegen.model.wording import BlockTranslation, Date, MarkdownText, Reference, Text, Url, Written
from sitegen.schemas.values import (
    NOTHING,
    Schema,
    address_schema,
    bool_schema,
    integer_schema,
    named,
    number_schema,
    one_of_schema,
    optional,
    shared_values,
    string_schema,
    strings_schema,
    translations_schema,
)


def noun_schema(noun: type) -> Schema:
    """Return the schema of the map in which a noun is written."""
    if noun is Annotation:
        return _annotation_schema()
    return {
        "type": "object",
        "properties": {field.name: _key_schema(field, noun) for field in key_fields(noun)},
        **_required(noun),
        "additionalProperties": False,
        **_RULES.get(noun, {}),
    }


def definitions(noun: type) -> dict[str, Schema]:
    """Return by name all schemas to which a noun's schema, and those within it, may refer."""
    inner = sorted(_nouns_within(noun), key=lambda one: one.__name__)
    return shared_values() | {one.__name__: _definition(one) for one in inner}


def list_schema(items: Schema, *, needed: bool = False) -> Schema:
    """Return the schema of a list, which may be left empty unless it is needed.

    Its type stands under `else`, as editors would offer `null` for every list if it stood beside it.
    """
    if needed:
        return {"type": "array", "items": items, "minItems": 1}
    return {"items": items, "if": NOTHING, "else": {"type": "array"}}


def _definition(noun: type) -> Schema:
    """Return a noun's schema for use by name; where a plain text may stand for one of its keys, that too."""
    scalar_key = getattr(noun, "scalar_key", "")
    if not scalar_key:
        return noun_schema(noun)
    field = next(field for field in key_fields(noun) if field.name == scalar_key)
    hint = Written if field.type in (Text, MarkdownText) else field.type
    return _text_or_map(_schema(hint, field.key, noun, needed=True), noun_schema(noun))


def _text_or_map(text: Schema, whole: Schema) -> Schema:
    """Return the schema of a text or a map; under `if`, not `oneOf`, so that editors tell what is wrong in the map."""
    return {"if": {"type": "object"}, "then": whole, "else": text}


def _annotation_schema() -> Schema:
    """Return the schema of a note: the keys of all kinds, and those that its own kind has.

    A note whose kind is missing or wrong may carry all of them: that mistake is told, and no other in its wake.
    """
    fields = {field.name: _key_schema(field, Annotation) for field in key_fields(Annotation)}
    shared = {key: schema for key, schema in fields.items() if key in SHARED_NOTE_KEYS}
    kinds = [
        _keys_of_kind(kind, [key for key in fields if key in own], fields) for kind, own in OWN_KEYS_OF_KIND.items()
    ]
    others = {key: schema for key, schema in fields.items() if key not in shared}
    unknown: Schema = {"if": {"not": _has("kind", {"enum": list(KINDS)})}, "then": {"properties": others}}
    return {
        "type": "object",
        "properties": shared,
        **_required(Annotation),
        "allOf": [*kinds, unknown, _not_both("confidence", "likelihood")],
        "unevaluatedProperties": False,
    }


def _keys_of_kind(kind: str, keys: list[str], fields: Mapping[str, Schema]) -> Schema:
    return {"if": _has("kind", {"const": kind}), "then": {"properties": {key: fields[key] for key in keys}}}


def _required(noun: type) -> Schema:
    required = [field.name for field in key_fields(noun) if field.required]
    return {"required": required} if required else {}


def _key_schema(field: KeyField, noun: type) -> Schema:
    """Return the schema of what stands behind a key, with what the key is about."""
    return {"description": field.key.about, **_schema(field.type, field.key, noun, needed=field.required)}


def _schema(hint: object, key: Key, noun: type, *, needed: bool) -> Schema:
    """Return the schema of a value by its type; what is not needed may be left empty."""
    if leaf := _LEAVES.get(hint):
        return leaf(key, needed)
    if hint is Url:
        return address_schema(whole=noun is Settings, needed=needed)
    if isinstance(hint, type) and is_dataclass(hint):
        whole: Schema = {"$ref": f"#/$defs/{hint.__name__}"}
        return whole if needed else optional(whole)
    return _compound_schema(hint, key, noun, needed=needed)


_LEAVES: Final[Mapping[object, Callable[[Key, bool], Schema]]] = MappingProxyType(
    {
        str: lambda key, needed: string_schema(key, needed=needed),
        Written: lambda key, needed: string_schema(key, needed=needed),
        Reference: lambda key, needed: string_schema(key, needed=needed),
        int: lambda key, needed: integer_schema(key, needed=needed),
        float: lambda key, needed: number_schema(key, needed=needed),
        bool: lambda _, needed: bool_schema(needed=needed),
        Date: lambda _, needed: named("date", needed=needed),
        Text: lambda _, needed: named("text", needed=needed),
        MarkdownText: lambda _, needed: named("text", needed=needed),
        tuple[BlockTranslation, ...]: lambda *_: optional(translations_schema()),
    }
)


def _compound_schema(hint: object, key: Key, noun: type, *, needed: bool) -> Schema:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        items = _schema(arguments[0], key, noun, needed=True)
        several = list_schema(items, needed=needed)
        return _one_or_several(items, needed=needed) if arguments[0] is Selector else several
    if origin in (Union, UnionType):
        return _union_schema(arguments, key, noun, needed=needed)
    if origin is not None and issubclass(origin, Mapping):
        return optional(_map_schema(arguments[1]))
    message = f"no schema for {hint!r}"
    raise TypeError(message)


def _one_or_several(item: Schema, *, needed: bool) -> Schema:
    """Return the schema of an anchor: one selector, or a list of them."""
    several: Schema = {"items": item, **({"minItems": 1} if needed else {})}
    schema: Schema = {"if": {"type": "array"}, "then": several, "else": item}
    return schema if needed else {"if": NOTHING, "else": schema}


def _union_schema(members: tuple[object, ...], key: Key, noun: type, *, needed: bool) -> Schema:
    """Return the schema of a number or a word, or of an id, a whole definition or a map of languages."""
    words = [word for member in members if get_origin(member) is Literal for word in get_args(member)]
    if words:
        return integer_schema(key, words=words, needed=needed)
    text, whole = (_schema(member, key, noun, needed=needed) for member in members)
    return _text_or_map(text, whole)


def _map_schema(values: object) -> Schema:
    """Return the schema of a map whose keys are the writer's own, or the codes of problems."""
    if values is Level:
        codes = {code: {"description": about, **_level_schema(level)} for code, (level, about) in CODES.items()}
        return {"type": "object", "properties": codes, "additionalProperties": False}
    return strings_schema() if values is str else {"type": "object"}


def _level_schema(level: Severity) -> Schema:
    """Return the levels that a code may be set to: what is an error stays one."""
    return one_of_schema(["error"] if level is Severity.ERROR else LEVELS, needed=False)


def _nouns_within(noun: type) -> set[type]:
    """Return the nouns that are written within a noun, at any depth."""
    found: set[type] = set()
    waiting = [noun]
    while waiting:
        inner = {one for field in key_fields(waiting.pop()) for one in _nouns_of_hint(field.type)}
        waiting.extend(inner - found)
        found |= inner
    return found


def _nouns_of_hint(hint: object) -> Iterator[type]:
    if isinstance(hint, type) and is_dataclass(hint) and key_fields(hint):
        yield hint
    for part in get_args(hint):
        yield from _nouns_of_hint(part)


def _has(key: str, schema: Schema) -> Schema:
    return {"required": [key], "properties": {key: schema}}


_SAID: Final[Schema] = {"not": NOTHING}


def _not_both(first: str, second: str) -> Schema:
    """Return what forbids the second of two keys where both have a value; the editor marks it."""
    both: Schema = {"required": [first, second], "properties": {first: _SAID, second: _SAID}}
    return {"if": both, "then": {"properties": {second: False}}}


_SOME: Final[Schema] = {"type": "array", "minItems": 1}
_TWO_BOUNDS: Final[Schema] = {"properties": {"range": {"if": _SOME, "then": {"minItems": 2, "maxItems": 2}}}}
_AMOUNT_OR_RANGE: Final[Schema] = {
    "if": {"required": ["amount", "range"], "properties": {"amount": _SAID, "range": _SOME}},
    "then": {"properties": {"range": False}},
}

_RULES: Final[Mapping[type, Schema]] = MappingProxyType(
    {
        Value: {"allOf": [_TWO_BOUNDS, _AMOUNT_OR_RANGE]},
        Relation: {"anyOf": [{"required": ["type"]}, {"required": ["label"]}]},
        NavItem: {
            "if": {"required": ["page", "url"]},
            "then": {"properties": {"url": False}},
            "anyOf": [{"required": ["page"]}, {"required": ["url"]}],
        },
    }
)
"""Rules between keys, as far as a schema can know them: those of `sitegen.readers.rules`."""
