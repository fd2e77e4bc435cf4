"""Samples to paste: the shortest form of each noun of the model in YAML, and its title in messages."""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, get_args, get_origin

from sitegen.language.edtf import parse_edtf
from sitegen.model.forms import propose_id
from sitegen.model.keys import Key, KeyField, key_fields
from sitegen.model.project import (
    Annotation,
    KeyPoint,
    MentionRule,
    NoMentionRule,
    Original,
    Revision,
    Selector,
    Sidecar,
    Value,
    Withdrawal,
)
from sitegen.model.registers import (
    Actor,
    Alias,
    Claim,
    Event,
    Evidence,
    FormerName,
    Link,
    Place,
    Relation,
    Role,
    Source,
    Term,
    Topic,
)
from sitegen.model.settings import Author, Font, License, Limits, NavItem, Policy, Settings
from sitegen.model.wording import Date, MarkdownText, Text, Url, Written
from sitegen.readers.context import as_item
from sitegen.readers.quoting import in_quotes

_TITLES: Final = MappingProxyType(
    {
        Actor: "an actor",
        Alias: "an alias",
        Annotation: "an annotation",
        Author: "an author",
        Claim: "a claim",
        Event: "an event",
        Evidence: "an item of `evidence`",
        Font: "a font",
        FormerName: "an item of `names`",
        KeyPoint: "a key point",
        License: "a `license`",
        Limits: "the `limits`",
        Link: "a link",
        MentionRule: "an item of `mentions`",
        NavItem: "an item of `nav`",
        NoMentionRule: "an item of `not_mentions`",
        Original: "an `original`",
        Place: "a place",
        Policy: "the `policy`",
        Relation: "a relation",
        Revision: "a revision",
        Withdrawal: "a withdrawal",
        Role: "a role",
        Selector: "an `at`",
        Settings: "the settings",
        Sidecar: "a briefing",
        Source: "a source",
        Term: "a term",
        Topic: "a topic",
        Value: "a `value`",
    }
)

TITLE_OF_REGISTER: Final = MappingProxyType(
    {
        "actor": "an actor",
        "place": "a place",
        "term": "a term",
        "source": "a source",
        "topic": "a topic",
        "claim": "a claim",
        "event": "an event",
        "annotation": "an annotation",
        "briefing": "a briefing",
    }
)


def title_of(noun: type) -> str:
    """Return the title of a noun in messages, with its article."""
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", noun.__name__).lower()
    return _TITLES.get(noun, f"a {words}")


@cache
def sample_of(noun: type, text: str = "") -> str:
    """Return the keys that a noun cannot do without, or one of its keys, as YAML that is read without an error.

    A text that was written in the noun's place stands behind the key that fits it. Empty where a key can be known by
    the writer alone.
    """
    fields = key_fields(noun)
    needed = [field for field in fields if field.required]
    takes_text = any(field.type in _TEXTS for field in needed)
    if _is_date(text) and not takes_text and (dated := next((one for one in needed if one.type is Date), None)):
        return "\n".join(f"{one.name}: {in_quotes(text) if one is dated else sample_for(one)}" for one in needed)
    if text and not takes_text:
        needed += [field for field in fields if field.name in ("body", "note")]
    needed = needed or [one for one in fields if sample_for(one)][:1]
    values = [_from_text(field, text) or sample_for(field) for field in needed]
    if not all(values):
        return ""
    return "\n".join(f"{field.name}: {value}" for field, value in zip(needed, values, strict=True))


def _is_date(text: str) -> bool:
    try:
        parse_edtf(text)
    except ValueError:
        return False
    return True


def _from_text(field: KeyField, text: str) -> str:
    if text and field.key.form == "id":
        return propose_id(text)
    return as_item(text) if text and field.type in _TEXTS and not field.key.one_of else ""


def sample_for(field: KeyField) -> str:
    """Return a value that may stand behind a field's key, as YAML; empty where the writer alone can know."""
    return sample_value(field.type, field.key, field.name)


def sample_value(hint: object, key: Key, name: str) -> str:
    """Return the same by the type; what only the writer knows are ids of others, quotes and files."""
    if name in _KNOWN_TO_THE_WRITER:
        return ""
    if key.one_of or key.sample:
        return key.sample or key.one_of[0]
    if key.form:
        return _SAMPLE_OF_FORM[key.form]
    if get_origin(hint) is tuple:
        item = sample_value(get_args(hint)[0], key, name)
        return f"[{item}]" if item else ""
    return _SAMPLES.get(hint, "")


_TEXTS: Final = (Text, MarkdownText)
_KNOWN_TO_THE_WRITER: Final = frozenset({"exact", "file", "license", "seed"})
_SAMPLE_OF_FORM: Final = MappingProxyType(
    {
        "id": "an_id_of_its_own",
        "slug": "a-slug",
        "language": "en",
        "code-source": "https://example.org",
        "content-source": "https://example.org",
    }
)
_SAMPLES: Final[Mapping[object, str]] = MappingProxyType(
    {
        str: "…",
        Written: "…",
        Text: "…",
        MarkdownText: "…",
        Date: '"2022-01-11"',
        Url: "https://example.org/",
        int: "1",
        float: "1",
        bool: "true",
    }
)
