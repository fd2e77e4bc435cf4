"""JSON Schemas of single values: texts, closed sets, names, dates, addresses, numbers.

A schema sees what YAML 1.2 makes of a value, the reader what was written: `2022` is a number there and a text here, and
either is right where a text may stand. A key that is left empty counts as not written, in both.

Types stand under `if`, not plainly: for editors would offer `true`, `false` and `null` wherever a text may stand.
"""

import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType
from typing import Final

from sitegen.model.forms import ID_PATTERN, LANGUAGE_PATTERN, LONGEST_NAME, SLUG_PATTERN
from sitegen.model.keys import Key
from sitegen.model.urls import CODE_SOURCE_PATTERN, CONTENT_SOURCE_PATTERN

Schema = dict[str, object]

NOTHING: Final[Schema] = {"$ref": "#/$defs/nothing"}

_UNSEEN: Final = r"\x00-\x20\x7f-\xa0\\\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff"
"""Characters that may not stand in an address, as in `sitegen.model.urls`."""
_WEB: Final = f"[Hh][Tt][Tt][Pp][Ss]?://[^/?#@{_UNSEEN}]+(?:[/?#][^{_UNSEEN}]*)?"
_MAIL: Final = f"[Mm][Aa][Ii][Ll][Tt][Oo]:[^{_UNSEEN}]*"
_WITHIN_SITE: Final = f"(?!//)(?![^/?#]*(?::|%3[Aa]|&[Cc][Oo][Ll][Oo][Nn]))[^{_UNSEEN}]+"
_SAFE: Final = f"{_WEB}|{_MAIL}|{_WITHIN_SITE}"

_YEAR: Final = "-?[0-9]{2}(?:[0-9]{2}|[0-9]X|XX)"
_MONTH: Final = "(?:0[1-9]|1[0-2]|XX)"
_DAY: Final = "(?:0[1-9]|[12][0-9]|3[01]|XX)"
_TIME: Final = (
    "-?[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    "T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?"
)
_DATE: Final = f"(?:{_YEAR}(?:-(?:{_MONTH}(?:-{_DAY})?|2[1-4]))?|Y-?[1-9][0-9]{{4,17}})[?~%]?"
_EDTF: Final = f"{_DATE}|{_TIME}|{_DATE}/(?:{_DATE}|\\.\\.)?|(?:\\.\\.)?/{_DATE}"
"""EDTF's forms; which days the calendar has, and that an interval ends after it begins, no pattern can say."""

_INTEGER: Final = "[+-]?(?:0|[1-9][0-9]{0,17})"
_POSITIVE: Final = "\\+?[1-9][0-9]{0,17}"
_NUMBER: Final = f"{_INTEGER}(?:\\.[0-9]{{1,17}})?(?:[eE][+-]?[0-9]{{1,2}})?"
"""As in `sitegen.readers.scalars`, for numbers in quotes."""

_ONE_SAID: Final[Schema] = {
    "if": {"additionalProperties": NOTHING},
    "then": {"minProperties": 1, "additionalProperties": {"type": "string", "pattern": "\\S"}},
}
"""Of a text that is needed, at least one language has a wording."""

_PATTERN_OF_FORM: Final = MappingProxyType(
    {
        "id": f"(?![Aa][Uu][Tt][Hh][Oo][Rr]$){ID_PATTERN}",
        "slug": SLUG_PATTERN,
        "language": LANGUAGE_PATTERN,
        "code-source": CODE_SOURCE_PATTERN,
        "content-source": CONTENT_SOURCE_PATTERN,
    }
)
_TYPES_OF_FORM: Final = MappingProxyType(
    {
        "id": ("string", "boolean"),
        "slug": ("string", "boolean", "integer"),
        "language": ("string",),
        "code-source": ("string",),
        "content-source": ("string",),
    }
)
"""Types for which YAML may take a name: `true` is an id, `2022` a slug."""
_EXPECTED_OF_FORM: Final = MappingProxyType(
    {
        "id": "an id: ASCII letters, digits, - and _, beginning with a letter",
        "slug": "a slug: ASCII letters, digits, - and _",
        "language": "a language: a BCP 47 tag such as ar or en-GB",
        "code-source": "a source of scripts or styles: a host such as https://example.org, or a hash in its quotes",
        "content-source": "a source: a host such as https://example.org, data: or blob:",
    }
)


def shared_values() -> dict[str, Schema]:
    """Return the schemas to which those of values and keys refer by name."""
    return {
        "nothing": {"not": {"type": ["array", "object", "number", "boolean"]}, "pattern": "^\\s*$"},
        "text": {"anyOf": [_any_value(needed=True), {"allOf": [{"$ref": "#/$defs/wordings"}, _ONE_SAID]}]},
        "text-or-nothing": {"anyOf": [_any_value(needed=False), {"$ref": "#/$defs/wordings"}]},
        "wordings": _by_language(_any_value(needed=False)),
        "date": _date(needed=True),
        "date-or-nothing": _date(needed=False),
    }


def named(name: str, *, needed: bool) -> Schema:
    """Return the reference to a shared schema: `text` or `date`, left empty or not."""
    return {"$ref": f"#/$defs/{name}" if needed else f"#/$defs/{name}-or-nothing"}


def optional(schema: Schema) -> Schema:
    """Return the schema of a map that may also be left empty."""
    return {"if": NOTHING, "else": schema}


def string_schema(key: Key, *, needed: bool) -> Schema:
    """Return the schema of a single text: one of a closed set, a name of some form, or any."""
    if key.one_of:
        return one_of_schema(key.one_of, needed=needed)
    if not key.form:
        return _any_value(needed=needed)
    pattern = _pattern(_PATTERN_OF_FORM[key.form], _EXPECTED_OF_FORM[key.form], needed=needed)
    longest = {"maxLength": LONGEST_NAME} if key.form in ("id", "slug") else {}
    return {**_types(_TYPES_OF_FORM[key.form], needed=needed), **pattern, **longest}


def one_of_schema(values: Iterable[str], *, needed: bool) -> Schema:
    """Return the schema of a closed set, its values as YAML reads them without quotes; with quotes they are texts."""
    written = tuple(values)
    plain = [_plain(value) for value in written]
    quoted = [value for value, meant in zip(written, plain, strict=True) if value != meant]
    alternatives: list[Schema] = [{"enum": plain}]
    if quoted:
        alternatives.append({"type": "string", "pattern": f"^(?:{'|'.join(quoted)})$"})
    if not needed:
        alternatives.append(NOTHING)
    return alternatives[0] if len(alternatives) == 1 else {"anyOf": alternatives}


def address_schema(*, whole: bool, needed: bool) -> Schema:
    """Return the schema of an address: a whole one on the web, or any that may stand in a link."""
    anywhere = "an address that begins with http:, https: or mailto:, or a path within the site, without spaces"
    expected = "a whole address, as https://example.org/" if whole else anywhere
    types = ("string",) if whole else ("string", "number", "boolean")
    return {**_types(types, needed=needed), **_pattern(_WEB if whole else _SAFE, expected, needed=needed)}


def bool_schema(*, needed: bool) -> Schema:
    """Return the schema of true and false; as examples, editors offer them."""
    pattern = _pattern("true|false", "true or false", needed=needed)
    return {"examples": [True, False], **_types(("boolean", "string"), needed=needed), **pattern}


def number_schema(key: Key, *, needed: bool) -> Schema:
    """Return the schema of a number with or without a fraction."""
    return {
        **_types(("number", "string"), needed=needed),
        **_bounds(key),
        **_pattern(_NUMBER, "a number", needed=needed),
    }


def integer_schema(key: Key, *, words: Sequence[str] = (), needed: bool) -> Schema:
    """Return the schema of a whole number, or of a word that may stand for it."""
    pattern = "|".join([*words, _POSITIVE if key.low == 1 else _INTEGER])
    expected = " or ".join(["a whole number", *words])
    examples: Schema = {"examples": list(words)} if words else {}
    types = _types(("integer", "string"), needed=needed)
    return {**examples, **types, **_bounds(key), **_pattern(pattern, expected, needed=needed)}


def strings_schema() -> Schema:
    """Return the schema of a map from the writer's own keys to texts."""
    return {"type": "object", "additionalProperties": _any_value(needed=False)}


def translations_schema() -> Schema:
    """Return the schema of an article in other languages: for each a list, with `~` where a block has none."""
    return _by_language({"type": "array", "items": _any_value(needed=False)})


def _any_value(*, needed: bool) -> Schema:
    types = _types(("string", "number", "boolean"), needed=needed)
    return {**types, "pattern": "\\S", "patternErrorMessage": "Expected a text."} if needed else types


def _by_language(schema: Schema) -> Schema:
    pattern = f"^(?:{LANGUAGE_PATTERN})$"
    return {"type": "object", "patternProperties": {pattern: schema}, "additionalProperties": False}


def _date(*, needed: bool) -> Schema:
    """Return the schema of an EDTF date; a bare year is a number to YAML."""
    expected = "a date as EDTF writes it: 2022, 2022-01, 2022-01-11, 2019-03-20/.., 2022~"
    years: Schema = {"minimum": -9999, "maximum": 9999}
    return {**_types(("string", "integer"), needed=needed), **years, **_pattern(_EDTF, expected, needed=needed)}


def _types(allowed: Sequence[str], *, needed: bool) -> Schema:
    """Return what holds a value to some of JSON's types, the first of which an editor's message names."""
    types = [*allowed] if needed else [*allowed, "null"]
    return {"if": {"not": {"type": types}}, "then": {"type": allowed[0]}}


def _pattern(pattern: str, expected: str, *, needed: bool) -> Schema:
    whole = f"^(?:{pattern})$" if needed else f"^(?:\\s*|{pattern})$"
    return {"pattern": whole, "patternErrorMessage": f"Expected {expected}."}


def _plain(written: str) -> object:
    """Return what YAML 1.2 takes a value without quotes for."""
    if written in ("true", "false"):
        return written == "true"
    return int(written) if re.fullmatch("[0-9]+", written) else written


def _bounds(key: Key) -> Schema:
    bounds = {"minimum": key.low, "maximum": key.high}
    return {name: bound for name, bound in bounds.items() if bound is not None}
