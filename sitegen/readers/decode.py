"""YAML nodes into nouns, by the types of the nouns' fields: a decoder for each type, made once.

Every mistake is reported, the broken piece is left out, and the rest is read on.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin

from sitegen.model.codes import Level
from sitegen.model.forms import is_language, propose_id, propose_slug
from sitegen.model.keys import Key, KeyField, key_fields
from sitegen.model.project import Annotation, KeyPoint, Selector, Value
from sitegen.model.text import Location
from sitegen.model.wording import BlockTranslation, Date, MarkdownText, Reference, Text, Url, Written
from sitegen.readers.characters import first_unseen, name_unseen
from sitegen.readers.context import (
    BLANK,
    BROKEN,
    Context,
    Decoder,
    Label,
    as_item,
    look_for_cut,
    refuse_colon,
    refuse_spaceless,
    refuse_type,
    shown,
)
from sitegen.readers.maps import data_decoder, levels_decoder, refuse_duplicate, refuse_key, strings_decoder
from sitegen.readers.quoting import ARABIC_COMMA, SPACELESS_KEY
from sitegen.readers.rules import RULES, WHOLE, Values, keys_of_annotation, kinds_with
from sitegen.readers.samples import sample_for, sample_of, title_of
from sitegen.readers.scalars import (
    bool_decoder,
    date_decoder,
    figure_in,
    integer_decoder,
    number_decoder,
    reference_decoder,
    string_decoder,
    url_decoder,
    written_decoder,
)
from sitegen.readers.synonyms import meant_key
from sitegen.readers.texts import text_decoder, translation_decoder
from sitegen.readers.yaml_nodes import NULLS, BrokenNode, ListNode, MapNode, Node, ScalarNode

MERGE: Final = "<<"
"""YAML 1.1's key for an alias whose keys are taken over; the alias has been refused already."""

Noun = TypeVar("Noun")


def decode_noun(noun: type[Noun], node: Node, context: Context, label: Label | None = None) -> Noun | None:
    """Return a node as a noun; None where it lacks a key that it cannot do without, which is reported."""
    hashable: type = noun
    decoded = noun_decoder(hashable).decode(node, context, label)
    return None if decoded is BROKEN else cast("Noun", decoded)


@cache
def noun_decoder(noun: type) -> "NounDecoder":
    """Return the decoder of a noun, made once."""
    return NounDecoder(noun)


class NounDecoder:
    """Reads a map into one noun."""

    def __init__(self, noun: type, title: str = "") -> None:
        self._noun: Any = noun
        self._title = title or title_of(noun)
        fields = key_fields(noun)
        self._fields = {
            one.name: (one.attribute, _decoder(one.type, one.key, Label(one.name, self._title))) for one in fields
        }
        self._texts = frozenset(one.name for one in fields if _takes_text(one))
        self._required = tuple(one for one in fields if one.required)
        self._scalar_key: str = getattr(noun, "scalar_key", "")
        self._is_text = any(one.name == self._scalar_key and one.type in (Text, MarkdownText) for one in fields)
        self._rules = RULES.get(noun, ())

    def decode(self, node: Node, context: Context, label: Label | None = None) -> object:
        """Return the noun, or BROKEN; the label is of the key behind which it stands."""
        if type(node) is MapNode:
            if self._is_text and label and self._refuse_languages(node, context, label):
                return BROKEN
            return self._decode_map(node, context)
        if type(node) is ScalarNode and self._scalar_key and not node.is_blank:
            attribute, decode = self._fields[self._scalar_key]
            spaceless = SPACELESS_KEY.fullmatch(node.value) if ":" in node.value else None
            if spaceless and spaceless["key"] in self._fields and refuse_spaceless(node, context):
                return BROKEN
            value = decode(node, context)
            return BROKEN if value is BROKEN else self._noun(where=context.at(node), **{attribute: value})
        text = node.value.strip() if type(node) is ScalarNode and not node.is_null else ""
        lines = (figure_in(text) if self._noun is Value else "") or sample_of(self._noun, text)
        sample = label.sample_map(lines) if label else lines
        keys = "of keys" if sample else _listed_keys(self._noun) or "of keys"
        expected = f"a text or a map {keys}" if self._scalar_key else f"a map {keys}"
        return refuse_type(node, context, self._title, expected=expected, sample=sample)

    def _refuse_languages(self, node: MapNode, context: Context, label: Label) -> bool:
        """Report a map of languages in the place of a noun that stands for a text; tell whether it is one."""
        wordings: list[str] = []
        for key, value in node.pairs:
            if type(key) is not ScalarNode or type(value) is not ScalarNode or key.value in self._fields:
                return False
            if not is_language(key.value):
                return False
            wordings.append(f"{key.value}: {as_item(' '.join(value.value.split()))}")
        if not wordings:
            return False
        message = f"a text in several languages stands behind `{self._scalar_key}` in {self._title}"
        sample = f"{{{self._scalar_key}: {{{', '.join(wordings)}}}}}"
        way_out = f"write:\n{label.sample(sample)}"
        context.report.error("wrong-type", message, context.at(node), help=way_out)
        return True

    def _decode_map(self, node: MapNode, context: Context) -> object:
        """Return the noun. One loop, in one piece because every key of every file goes through it."""
        allowed, title = keys_of_annotation(node) if self._noun is Annotation else (None, self._title)
        fields, values = self._fields, Values()
        seen: dict[str, ScalarNode] = {}
        excused: set[str] = set()
        parts = node.parts
        for index in range(0, len(parts), 2):
            key, value = parts[index], parts[index + 1]
            if type(key) is not ScalarNode:
                refuse_key(key, context, title)
                excused.update(fields)
                continue
            name = key.value
            if name not in fields or (allowed is not None and name not in allowed):
                excused.update(self._refuse_unknown(parts[: index + 2], allowed or fields, title, context))
                continue
            if name in seen:
                refuse_duplicate(key, context, title, seen[name])
                continue
            seen[name] = key
            if type(value) is ScalarNode and (not value.value.strip() or (value.is_plain and value.value in NULLS)):
                if context.has_comments and type(value) is ScalarNode and name in self._texts:
                    look_for_cut(value, context)
                continue
            attribute, decode = fields[name]
            decoded = decode(value, context)
            if decoded is BROKEN:
                excused.add(name)
            elif decoded is not BLANK:
                values[attribute] = decoded
        return self._make(node, values, (seen, excused), context)

    def _make(
        self, node: MapNode, values: Values, keys: tuple[dict[str, ScalarNode], set[str]], context: Context
    ) -> object:
        seen, excused = keys
        if self._rules:
            places = _KeyPlaces(node, seen, context)
            for rule in self._rules:
                rule(values, places, context)
        missing = [one for one in self._required if _is_nothing(values.get(one.attribute, ()))]
        for one in missing:
            if one.name not in excused:
                self._refuse_missing(node, one, values, context)
        return BROKEN if missing else self._noun(where=context.at(node), **values)

    def _refuse_missing(self, node: MapNode, one: KeyField, values: Values, context: Context) -> None:
        value = _id_for(values) if one.key.form == "id" else sample_for(one)
        kinds = f"; the values are: {', '.join(one.key.one_of)}" if one.key.one_of else ""
        about = one.key.about.rstrip(".")
        sample = f":\n{one.name}: {value}" if value else f": write `{one.name}`"
        way_out = f"{about[0].lower()}{about[1:]}{kinds}{sample}"
        context.report.error("missing-key", f"{self._title} needs `{one.name}`", context.at(node), help=way_out)

    def _refuse_unknown(
        self, parts: list[Node], known: Collection[str], title: str, context: Context
    ) -> Collection[str]:
        """Report the last key of some, which the noun does not have; return the keys that may have been meant."""
        key, value = parts[-2:]
        if type(key) is not ScalarNode or (key.value == MERGE and type(value) is BrokenNode):
            return self._fields.keys()
        if self._scalar_key and refuse_colon(key, value, context):
            return self._fields.keys()
        guess = meant_key(key.value, known)
        unseen = first_unseen(key.value)
        seen = f" (it holds {name_unseen(unseen)})" if unseen else ""
        message = f"unknown key `{shown(key.value)}` in {title}{seen}"
        way_out = self._way_out_of_unknown(key, known, guess)
        context.report.error("unknown-key", message, context.at(key), found=key.value, help=way_out)
        return (guess,) if guess else ()

    def _way_out_of_unknown(self, key: ScalarNode, known: Collection[str], guess: str | None) -> str:
        own = "what only your own templates use goes under `params:`" if "params" in self._fields else ""
        if key.value in self._fields:
            kinds = " and ".join(f"`{kind}`" for kind in kinds_with(key.value))
            instead = f"write `{guess}`" if guess else "take the key out"
            return f"`{key.value}` belongs to annotations of kind {kinds}; change `kind`, or {instead}"
        if guess:
            return f"did you mean `{guess}`? {own}".strip()
        names = ", ".join(name for name in self._fields if name in known)
        return f"the keys are: {names}" + (f"; {own}" if own else "")


class _KeyPlaces(Mapping[str, Location]):
    """Where a noun and its keys stand, worked out when a rule has something to say."""

    def __init__(self, node: Node, keys: Mapping[str, ScalarNode], context: Context) -> None:
        self._node = node
        self._keys = keys
        self._context = context

    def __getitem__(self, key: str) -> Location:
        return self._context.at(self._node if key == WHOLE else self._keys[key])

    def __contains__(self, key: object) -> bool:
        return key == WHOLE or key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter((WHOLE, *self._keys))

    def __len__(self) -> int:
        return 1 + len(self._keys)


def _is_nothing(value: object) -> bool:
    """Tell whether a value is an empty list. Nouns are not compared with one: that takes them long."""
    return type(value) is tuple and not value


def _id_for(values: Values) -> str:
    """Return an id for a noun that has none, made from its name."""
    names = (value.wordings[0].value for value in values.values() if isinstance(value, Text))
    return propose_id(next(names, "an_id_of_its_own"))


def _decoder(hint: object, key: Key, label: Label) -> Decoder:
    """Return the decoder of a field's type."""
    if leaf := _LEAVES.get(hint):
        return leaf(key, label)
    if isinstance(hint, type) and is_dataclass(hint):
        noun: type = hint
        return lambda node, context: noun_decoder(noun).decode(node, context, label)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _list_decoder(arguments[0], key, label)
    if origin in (Union, UnionType):
        return _union_decoder(arguments, key, label)
    if origin is not None and issubclass(origin, Mapping):
        return _MAPS.get(arguments[1], data_decoder)(label)
    message = f"no decoder for {hint!r}"
    raise TypeError(message)


_LEAVES: Final[Mapping[object, Callable[[Key, Label], Decoder]]] = {
    str: string_decoder,
    Written: written_decoder,
    Reference: reference_decoder,
    int: integer_decoder,
    float: number_decoder,
    Date: lambda _, label: date_decoder(label),
    Url: lambda _, label: url_decoder(label),
    bool: lambda _, label: bool_decoder(label),
    Text: lambda _, label: text_decoder(Text, label),
    MarkdownText: lambda _, label: text_decoder(MarkdownText, label),
    tuple[BlockTranslation, ...]: lambda _, label: translation_decoder(label),
}


_MAPS: Final[Mapping[object, Callable[[Label], Decoder]]] = {str: strings_decoder, Level: levels_decoder}
"""Maps of the writer's own keys, by the type of their values."""


def _union_decoder(members: tuple[Any, ...], key: Key, label: Label) -> Decoder:
    """Return the decoder of a number or a word, or of an id, a whole definition or a map of languages."""
    word = next((get_args(member)[0] for member in members if get_origin(member) is Literal), "")
    if word:
        return integer_decoder(key, label, word=word)
    scalar = _decoder(members[0], key, label)
    other = _decoder(members[1], key, label)

    def decode(node: Node, context: Context) -> object:
        if members[1] is Text and type(node) is ListNode:
            sample = label.sample(f"{{{context.language}: …}}")
            return refuse_type(node, context, label, expected="an id or a map of languages", sample=sample)
        return (scalar if type(node) is ScalarNode else other)(node, context)

    return decode


def _list_decoder(item: object, key: Key, label: Label) -> Decoder:
    decode_item = _decoder(item, key, Label(label.key, label.title, is_item=True))
    decode_single = _decoder(item, key, label) if item is Selector else None
    holds_sentences = item in (Selector, KeyPoint)

    def decode(node: Node, context: Context) -> object:
        if type(node) is not ListNode:
            if decode_single:
                single = decode_single(node, context)
                return BROKEN if single is BROKEN else (single,)
            sample = _as_list(node, item, key, label)
            keys = "" if sample else _listed_keys(item)
            return refuse_type(
                node, context, label, expected=f"a list of maps {keys}" if keys else "a list", sample=sample
            )
        if node.is_flow and not holds_sentences and _refuse_arabic_commas(node, context, label):
            return BROKEN
        items = [_decode_item(decode_item, one, context, label, is_flow=node.is_flow) for one in node.items]
        whole = tuple(one for one in items if one is not BROKEN)
        is_broken = len(whole) < len(items) if item is float else items and not whole
        return BROKEN if is_broken else whole

    return decode


def _refuse_arabic_commas(node: ListNode, context: Context, label: Label) -> bool:
    """Report a list in brackets that an Arabic comma parts, so that YAML does not; tell whether one does."""
    texts = [one for one in node.items if type(one) is ScalarNode]
    first = next((one for one in texts if one.is_plain and ARABIC_COMMA in one.value), None)
    if first is None:
        return False
    parts = [part for one in texts for part in (one.value.split(ARABIC_COMMA) if one.is_plain else [one.value])]
    items = ", ".join(as_item(part.strip()) for part in parts if part.strip())
    way_out = f"write `,`; if it is part of a text, put the value in quotes:\n{label.key}: [{items}]"
    where = Location(context.path, first.line, first.column + max(first.value.find(ARABIC_COMMA), 0))
    message = f"in `[…]` a comma is `,`, and here stands `{ARABIC_COMMA}`"
    context.report.error("unquoted-text", message, where, found=ARABIC_COMMA, help=way_out)
    return True


def _takes_text(one: KeyField) -> bool:
    """Tell whether a key takes a text of the writer's own, and no word of a closed set, id or slug."""
    return one.type in (Text, MarkdownText) or (one.type in (str, Written) and not (one.key.form or one.key.one_of))


def _decode_item(decode: Decoder, node: Node, context: Context, label: Label, *, is_flow: bool) -> object:
    if type(node) is not ScalarNode or not node.is_blank:
        return decode(node, context)
    if look_for_cut(node, context):
        return BROKEN
    message = f"an item of {label} is empty"
    way_out = "take it out, or write something there" if is_flow else "delete the dash, or write something behind it"
    context.report.error("wrong-type", message, context.at(node), help=way_out)
    return BROKEN


def _listed_keys(noun: object) -> str:
    """Return the keys that a noun cannot do without, for a message that has no sample; empty where one says it all."""
    fields = key_fields(noun) if isinstance(noun, type) and is_dataclass(noun) else ()
    keys = [f"`{one.name}`" for one in fields if one.required]
    return f"with the keys {', '.join(keys)}" if len(keys) > 1 else ""


def _as_list(node: Node, item: object, key: Key, label: Label) -> str:
    """Return how the value would be written as a list; empty where that can be known by the writer alone."""
    is_noun = isinstance(item, type) and is_dataclass(item) and bool(key_fields(item))
    takes_text = not is_noun or hasattr(item, "scalar_key")
    if type(node) is ScalarNode and takes_text and item is not float:
        parts = [propose_slug(part) if key.form == "slug" else part for part in _PARTS.split(node.value) if part]
        return f"{label.key}:" + "".join(f"\n  - {as_item(part)}" for part in parts)
    if is_noun:
        sample = Label(label.key, label.title, is_item=True).sample_map(sample_of(item))
        return sample and f"{label.key}:\n  " + sample.replace("\n", "\n  ")
    return f"{label.key}: [10, 20]" if item is float else ""


_PARTS: Final = re.compile(r"\s*[,،;؛]\s*")
"""What parts the items of a list that was written as a text."""
