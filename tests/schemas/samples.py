"""A right piece of YAML for every noun, with every key that it has, made from the one model."""

from collections.abc import Mapping
from dataclasses import is_dataclass
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin

from sitegen.model.codes import CODES, Level
from sitegen.model.keys import Key, KeyField, key_fields
from sitegen.model.project import Annotation, Sidecar
from sitegen.model.settings import Settings
from sitegen.model.vocabularies import OWN_KEYS_OF_KIND, SHARED_NOTE_KEYS
from sitegen.model.wording import BlockTranslation, Date, MarkdownText, Text, Url
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.readers.yaml_nodes import ListNode, MapNode, Node, ScalarNode

EXCLUDED: Final = {"Annotation": "likelihood", "NavItem": "url", "Value": "range"}
"""Of two keys that exclude each other, the one that a sample goes without."""


def scalar(text: str, *, quoted: bool = False) -> ScalarNode:
    return ScalarNode(text, 1, 1, is_plain=not quoted, end=0)


def as_list(*items: Node) -> ListNode:
    return ListNode(list(items), 1, 1, is_flow=False)


def as_map(pairs: Mapping[str, Node]) -> MapNode:
    return MapNode([part for key, value in pairs.items() for part in (scalar(key), value)], 1, 1, is_flow=False)


def sample(noun: type, keys: frozenset[str] = frozenset(), **given: str) -> MapNode:
    """Return a noun with all its keys, or with some of them."""
    fields = [field for field in key_fields(noun) if not keys or field.name in keys]
    without = EXCLUDED.get(noun.__name__, "")
    pairs = {field.name: _value(field, noun) for field in fields if field.name != without}
    return as_map(pairs | {key: scalar(text) for key, text in given.items()})


def samples() -> dict[str, list[MapNode]]:
    """Return by the schema's name right samples of what it judges; a briefing for each kind of note."""
    made = {register: [sample(noun)] for register, noun in NOUN_OF_REGISTER.items()}
    notes = [sample(Annotation, SHARED_NOTE_KEYS | own, kind=kind) for kind, own in OWN_KEYS_OF_KIND.items()]
    briefing = key_fields(Sidecar)
    whole = sample(Sidecar, frozenset(field.name for field in briefing) - {"annotations"})
    return {
        **made,
        "site": [sample(Settings)],
        "briefing": [whole, *(as_map({"annotations": as_list(one)}) for one in notes)],
    }


def _value(field: KeyField, noun: type) -> Node:
    if field.name in ("url", "repo_url") and noun is Settings:
        return scalar("https://example.org/")
    return _of_type(field.type, field.key)


def _of_type(hint: Any, key: Key) -> Node:  # noqa: ANN401 - a type as it stands in the model
    if hint == tuple[BlockTranslation, ...]:
        return as_map({"en": as_list(scalar("text"), scalar("~"))})
    if get_origin(hint) is tuple:
        return as_list(_of_type(get_args(hint)[0], key))
    if get_origin(hint) in (Union, UnionType):
        return _of_type(get_args(hint)[-1], key)
    if isinstance(hint, type) and is_dataclass(hint) and key_fields(hint):
        return sample(hint)
    if get_origin(hint) is not None:
        return _map_of(get_args(hint)[1])
    return _leaf(hint, key)


def _map_of(values: object) -> MapNode:
    if values is Level:
        return as_map({code: scalar("error") for code in CODES})
    return as_map({"own": scalar("x")} if values is str else {"own": as_list(scalar("1"), as_map({}))})


def _leaf(hint: object, key: Key) -> Node:
    if hint in (Text, MarkdownText):
        return as_map({"ar": scalar("نص"), "en": scalar("text")})
    texts: dict[object, str] = {
        Date: "2022-01-11",
        Url: "https://example.org/a?b=c",
        bool: "true",
        int: "1",
        float: "1.5",
    }
    if key.one_of:
        return scalar(key.one_of[0])
    host = "https://example.org"
    forms = {"language": "ar", "code-source": host, "content-source": host}
    return scalar(texts.get(hint, forms.get(key.form, "x1")))
