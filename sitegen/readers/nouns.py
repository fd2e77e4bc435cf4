"""What messages call the nouns of the model, and how each is written in its shortest form."""

import re
from functools import cache
from types import MappingProxyType
from typing import Final

from sitegen.model.keys import key_fields
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
from sitegen.model.settings import Author, License, Limits, NavItem, Settings

_TITLES: Final = MappingProxyType(
    {
        Actor: "an actor",
        Alias: "an alias",
        Annotation: "an annotation",
        Author: "an author",
        Claim: "a claim",
        Event: "an event",
        Evidence: "an item of `evidence`",
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
        Relation: "a relation",
        Revision: "a revision",
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
    """Return what messages call one of this noun, with its article."""
    words = re.sub("(?<=[a-z])(?=[A-Z])", " ", noun.__name__).lower()
    return _TITLES.get(noun, f"a {words}")


@cache
def sample_of(noun: type) -> str:
    """Return the keys that a noun cannot do without, as YAML to fill in; its first key where it needs none."""
    fields = key_fields(noun)
    needed = [key_field for key_field in fields if key_field.required] or fields[:1]
    return "\n".join(f"{key_field.name}: …" for key_field in needed)
