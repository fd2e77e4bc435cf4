"""A reader that drops a value has told a problem: every noun with every key, one value after the other made wrong."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import count
from typing import Any, Literal, get_args, get_origin

import pytest

from sitegen.model.codes import Level
from sitegen.model.keys import Key, key_fields
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.text import SourceText
from sitegen.model.vocabularies import KINDS, OWN_KEYS_OF_KIND, SHARED_NOTE_KEYS
from sitegen.model.wording import BlockTranslation, Date, MarkdownText, Reference, Text, Url, Written
from sitegen.readers.context import Context
from sitegen.readers.decode import decode_noun
from sitegen.readers.free_pages import FrontMatter
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.readers.yaml_nodes import parse_yaml

Value = Any
EXCLUDING = {"range", "likelihood", "label", "inverse"}
"""Keys that stand with none of their neighbours."""
WRONG: tuple[Value, ...] = ("zz zz", ["zz"], {"zz": "yy"}, [["zz"]])
WORDS = (Written, Reference, Text, MarkdownText, Date, Url)
LEAVES: dict[object, Value] = {Date: "2022-01-11", int: 3, float: 1.5, bool: True}
NOUNS = [Sidecar, Settings, FrontMatter, *NOUN_OF_REGISTER.values(), Annotation]


def whole(noun: type, numbers: Iterator[int], kind: str = "") -> dict[str, Value]:
    """Return a noun's keys, each with a value that fits."""
    allowed = SHARED_NOTE_KEYS | OWN_KEYS_OF_KIND.get(kind, frozenset()) if kind else None
    keys = [one for one in key_fields(noun) if one.name not in EXCLUDING and (allowed is None or one.name in allowed)]
    if {"page", "url"} <= {one.name for one in keys}:
        keys = [one for one in keys if one.name != "url"]
    made = {one.name: fitting(one.type, one.key, numbers) for one in keys}
    return made | ({"kind": kind} if kind else {})


def fitting(hint: object, key: Key, numbers: Iterator[int]) -> Value:
    """Return a value of a field's type, its words numbered."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint == tuple[BlockTranslation, ...]:
        return {"en": ["first", "second"]}
    if origin is tuple:
        is_word = arguments[0] in WORDS and key.form != "language"
        return [fitting(arguments[0], key, numbers) for _ in range(2 if is_word else 1)]
    if isinstance(hint, type) and is_dataclass(hint) and hint not in WORDS:
        return whole(hint, numbers, "quote" if hint is Annotation else "")
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"raw-html": "error"} if arguments[1] is Level else {f"key{next(numbers)}": f"value {next(numbers)}"}
    if arguments:
        return 2 if get_origin(arguments[0]) is Literal else fitting(arguments[next(numbers) % 2], key, numbers)
    return leaf(hint, key, next(numbers))


def leaf(hint: object, key: Key, number: int) -> Value:
    if key.form.endswith("-source"):
        return f"https://s{number}.example"
    if key.one_of or key.form:
        return key.one_of[0] if key.one_of else "en" if key.form == "language" else f"{key.form}{number}"
    words = {"ar": f"نص {number}", "en": f"text {number}"} if hint in (Text, MarkdownText) else f"word{number}"
    return LEAVES.get(hint, f"https://example.org/{number}" if hint is Url else words)


def places(value: Value, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from places(one, (*path, key))


def changed(value: Value, path: tuple[Any, ...], new: Value) -> Value:
    if not path:
        return new
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = changed(copy[path[0]], path[1:], new)
    return copy


def scalars(value: object) -> Iterator[str]:
    """Yield every scalar of a document or a noun as it is written; keys of nouns aside."""
    if isinstance(value, Mapping):
        for key, one in value.items():
            yield str(key)
            yield from scalars(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from scalars(one)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in ("where", "first"):
                yield from scalars(getattr(value, field.name))
    elif value not in (None, ""):
        yield (
            str(value).lower() if isinstance(value, bool) else f"{value:g}" if isinstance(value, float) else str(value)
        )


def read(noun: type, document: Value) -> tuple[object, Report]:
    report = Report()
    source = SourceText("f.yaml", json.dumps(document, ensure_ascii=False))
    node = parse_yaml(source, report)
    assert node is not None
    return decode_noun(noun, node, Context("f.yaml", "ar", report, source=source)), report


def keys_in(value: Value) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_in(one)


CASES = [(noun, "") for noun in NOUNS if noun is not Annotation] + [(Annotation, kind) for kind in KINDS]


@pytest.mark.parametrize(("noun", "kind"), CASES, ids=lambda value: getattr(value, "__name__", value))
def test_what_is_dropped_is_told(noun: type, kind: str) -> None:
    document = whole(noun, count(1), kind)
    made, report = read(noun, document)
    assert [(one.code, one.message) for one in report] == []
    keys = frozenset(keys_in(document))
    assert set(scalars(document)) - keys <= set(scalars(made))
    for number, path in enumerate(places(document)):
        for wrong in WRONG[number % 2 :: 2]:
            other = changed(document, path, wrong)
            made, report = read(noun, other)
            lost = set(scalars(other)) - keys - set(scalars(made))
            assert not lost or len(report), (path, wrong, lost)
