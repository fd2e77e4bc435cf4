"""Rules between the keys of one noun, which the types of its fields cannot say."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from sitegen.language.edtf import parse_edtf
from sitegen.model.project import Annotation, Value
from sitegen.model.registers import FormerName, Relation, Role
from sitegen.model.settings import NavItem, Settings
from sitegen.model.text import Location
from sitegen.model.urls import fault_of_site_address
from sitegen.model.vocabularies import KINDS, OWN_KEYS_OF_KIND, SHARED_NOTE_KEYS
from sitegen.model.wording import Url
from sitegen.readers.context import Context, shown
from sitegen.readers.yaml_nodes import MapNode, ScalarNode

Values = dict[str, Any]
"""A noun's fields so far: a rule takes out values that do not fit."""
Rule = Callable[[Values, Mapping[str, Location], Context], None]
"""Handed the values, the places of the keys as written (and of the whole under WHOLE), and the file."""
WHOLE: Final = ""
"""No key: under it stands where the noun itself begins."""


def keys_of_annotation(node: MapNode) -> tuple[frozenset[str] | None, str]:
    """Return the keys that an annotation of this kind may carry, and its title; no kind, no restriction."""
    parts = node.parts
    for index in range(0, len(parts), 2):
        key = parts[index]
        if type(key) is ScalarNode and key.value == "kind":
            kind = parts[index + 1]
            return _OF_KIND.get(kind.value, _OF_NO_KIND) if type(kind) is ScalarNode else _OF_NO_KIND
    return _OF_NO_KIND


def kinds_with(key: str) -> tuple[str, ...]:
    """Return the kinds of annotations that may carry a key."""
    return tuple(kind for kind in KINDS if key in OWN_KEYS_OF_KIND.get(kind, ()))


def one_measure(values: Values, keys: Mapping[str, Location], context: Context) -> None:
    """Hold that an assessment says confidence or likelihood, never both (ICD 203)."""
    if values.get("confidence") and values.get("likelihood"):
        message = "an annotation has `confidence` or `likelihood`, never both"
        way_out = "keep one: `likelihood` for how probable it is, `confidence` for how sure the analysis is"
        context.report.error("conflicting-keys", message, keys["likelihood"], found="likelihood", help=way_out)
        del values["likelihood"]


def single_bounds(values: Values, keys: Mapping[str, Location], context: Context) -> None:
    """Hold that `from` and `to` (of a relation `until`) are each one date: together they are the interval."""
    for attribute, key in (("start", "from"), ("end", "until" if "until" in keys else "to")):
        date = values.get(attribute)
        if date and parse_edtf(date.edtf).is_interval:
            first, _, last = date.edtf.partition("/")
            message = f"`{key}` must be one date, and here stands an interval"
            one = first if attribute == "start" else last
            way_out = f'write the bound alone:\n{key}: "{one if one.strip(".") else "2022-01-11"}"'
            context.report.error("bad-date", message, date.where, found=date.edtf, help=way_out)
            del values[attribute]


def two_bounds(values: Values, keys: Mapping[str, Location], context: Context) -> None:
    """Hold that a range has two numbers, the lower first, and that a figure is a number or a range."""
    bounds = values.get("range", ())
    if bounds and (len(bounds) != 2 or bounds[0] > bounds[1]):  # noqa: PLR2004 - lowest and highest
        message = "`range` in a `value` must be two numbers, the lower first"
        context.report.error("wrong-type", message, keys["range"], found="range", help="write:\nrange: [10, 20]")
        del values["range"]
    elif bounds and "amount" in values:
        message = "a `value` has an `amount` or a `range`, not both"
        way_out = "keep one of them"
        context.report.error("conflicting-keys", message, keys["range"], found="range", help=way_out)
        del values["range"]


def typed_or_labelled(values: Values, keys: Mapping[str, Location], context: Context) -> None:
    """Hold that a relation has a type or a label."""
    if "type" not in values and "label" not in values and "type" not in keys and "label" not in keys:
        message = "a relation needs a `type` or a `label`"
        way_out = "write one of the known types, or your own words for both sides:\nlabel: …\ninverse: …"
        context.report.error("missing-key", message, keys[WHOLE], help=way_out)


def page_or_address(values: Values, keys: Mapping[str, Location], context: Context) -> None:
    """Hold that an entry of the menu leads somewhere, and to one place."""
    if ("page" in keys) == ("url" in keys):
        message = "an item of `nav` has a `page` or a `url`, exactly one of them"
        way_out = (
            "write `page` with the name of a page of this site, or an address elsewhere:\n"
            "- {url: https://example.org, label: …}"
        )
        context.report.error("conflicting-keys", message, keys[WHOLE], help=way_out)
        values.pop("url", None)


def site_addresses(values: Values, _: Mapping[str, Location], context: Context) -> None:
    """Hold that the site's own address and its repository's are whole ones, to which paths can be added."""
    for key in ("url", "repo_url"):
        url: Url | None = values.get(key)
        if url and (fault := fault_of_site_address(url.value)):
            message = f"`{key}` in the settings {fault}: `{shown(url.value)}`"
            way_out = f"write where it stands, from http or https on:\n{key}: https://example.org/"
            context.report.error("unsafe-url", message, url.where, found=url.value, help=way_out)
            del values[key]


def editions_once(values: Values, _: Mapping[str, Location], context: Context) -> None:
    """Hold that each edition stands once in `languages`."""
    seen: set[str] = set()
    for language in values.get("languages", ()):
        if language.value.lower() in seen:
            message = f"the edition `{language.value}` stands twice in `languages`"
            context.report.error(
                "duplicate-id", message, language.where, found=language.value, help="keep one of the two"
            )
        seen.add(language.value.lower())


_OF_KIND: Final[Mapping[str, tuple[frozenset[str] | None, str]]] = MappingProxyType(
    {
        kind: (SHARED_NOTE_KEYS | OWN_KEYS_OF_KIND.get(kind, frozenset()), f"an annotation of kind `{kind}`")
        for kind in KINDS
    }
)
_OF_NO_KIND: Final = (None, "an annotation")

RULES: Final[Mapping[type, tuple[Rule, ...]]] = MappingProxyType(
    {
        Annotation: (one_measure,),
        Value: (two_bounds,),
        Relation: (typed_or_labelled, single_bounds),
        Role: (single_bounds,),
        FormerName: (single_bounds,),
        NavItem: (page_or_address,),
        Settings: (site_addresses, editions_once),
    }
)
"""What is checked when all keys of a noun have been read."""
