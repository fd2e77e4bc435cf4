"""The forms in which notes, a briefing's own keys and entries are written: fields made from the nouns themselves.

The JSON Schemas of the files come from the same fields, so a form asks for what a file may hold, and for nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from types import MappingProxyType, UnionType
from typing import Any, Final, Union, get_args, get_origin

from sitegen.language.annotation_words import ANNOTATION_WORDS, annotation_words
from sitegen.language.editions import Edition
from sitegen.language.labels import LABELS, fill_label, label
from sitegen.model.forms import same_language
from sitegen.model.keys import KeyField, key_fields
from sitegen.model.project import Annotation, Original, Sidecar, Value
from sitegen.model.registers import Actor, Place, Source, Term
from sitegen.model.vocabularies import GROUP_OF_KIND, GROUPS, KINDS, OWN_KEYS_OF_KIND
from sitegen.model.wording import Date, MarkdownText, Reference, Text, Url, Written

Form = list[dict[str, Any]]
"""Fields in the order in which they are asked for, as JSON."""

_FIRST: Final = ("title", "body")
_MAIN: Final = frozenset({"text", "value", "translation", "date", "confidence"})
"""What a note of its kind is about: asked for before the other keys of the kind."""
_LAST: Final = ("refs", "sources", "id", "author", "created", "modified")
_MORE: Final = frozenset({"id", "author", "created", "modified", "covers", "date", "updated", "related"})
"""Keys of a note and of a briefing that are seldom written."""
_UNSHOWN: Final = frozenset({"kind", "at", "params"})
_OWN_SETS: Final = MappingProxyType({"type": "actor_kind"})
"""The set of labels of a key's values, where it is not called like the key."""

BRIEFING_KEYS: Final = (
    "title",
    "summary",
    "key_points",
    "topics",
    "published",
    "source",
    "sources",
    "draft",
    "covers",
    "date",
    "updated",
    "related",
)
ENTRY_KEYS: Final[Mapping[type, tuple[str, ...]]] = MappingProxyType(
    {
        Actor: ("id", "type", "name", "family", "description"),
        Place: ("id", "type", "name", "description"),
        Term: ("id", "term", "abbr", "definition"),
        Source: (
            "id",
            "type",
            "title",
            "author",
            "container-title",
            "publisher",
            "issued",
            "accessed",
            "URL",
            "archive-URL",
            "language",
            "reliability",
            "note",
        ),
    }
)
"""What is asked for of an entry that is made while one writes; more is written into its file."""


@dataclass(frozen=True)
class Forms:
    """The forms of one edition, for an article."""

    edition: Edition
    languages: tuple[str, ...]
    """In which texts are written."""

    @property
    def groups(self) -> list[dict[str, str]]:
        """Return the groups of kinds."""
        return [{"group": group, "label": self._label("group", group)} for group in GROUPS]

    @property
    def kinds(self) -> list[dict[str, str]]:
        """Return the kinds; `letter` is that of the key in the interface's language, `key` the one printed in Latin."""
        helps, letters = self._words("kind_help"), self._words("letter")
        return [
            {
                "kind": kind,
                "group": GROUP_OF_KIND[kind],
                "label": self._label("kind", kind),
                "letter": letters[kind],
                "key": ANNOTATION_WORDS["letter"][kind][1],
                "help": helps[kind],
            }
            for kind in KINDS
        ]

    @property
    def notes(self) -> dict[str, Form]:
        """Return the form of each kind."""
        return {kind: self._form(Annotation, _keys_of_kind(kind), kind=kind) for kind in KINDS}

    @property
    def briefing(self) -> Form:
        """Return the form of what a briefing says of itself."""
        return self._form(Sidecar, BRIEFING_KEYS, prefix="briefing.")

    @property
    def entries(self) -> dict[str, Form]:
        """Return the form of an entry of each register that can be added to while one writes."""
        return {noun.register: self._form(noun, keys, prefix="entry.") for noun, keys in ENTRY_KEYS.items()}  # type: ignore[attr-defined] # all have one

    def _form(self, noun: type, keys: Iterable[str], *, prefix: str = "", kind: str = "") -> Form:
        known = {one.name: one for one in key_fields(noun)}
        return [self._field(known[key], prefix, kind) for key in keys]

    def _field(self, field: KeyField, prefix: str, kind: str = "") -> dict[str, Any]:
        words_key = f"{prefix}{field.name}"
        made: dict[str, Any] = {
            "key": field.name,
            "type": _type_of(field, is_briefing=prefix == "briefing."),
            "label": self._words("field").get(words_key, field.name),
            "help": self._words("field_help").get(words_key, ""),
        }
        if field.required:
            made["required"] = True
        if field.name in _MORE and prefix in ("", "briefing.") and not _is_of_kind(kind, field.name):
            made["more"] = True
        made.update(self._details(field, words_key, kind, made["type"]))
        return made

    def _details(self, field: KeyField, words_key: str, kind: str, sort: str) -> Iterator[tuple[str, Any]]:
        if sort in ("texts", "markdown", "speaker"):
            yield "languages", list(self.languages)
        if sort in ("speaker", "ref", "refs", "sources"):
            wanted = (kind,) if field.name == "entry" else field.key.refers_to
            yield "registers", list(wanted)
        if field.key.one_of:
            yield "choices", self._choices(field)
        if noun := _noun_of(field.type):
            yield (
                "parts",
                [self._field(part, f"{words_key}.") for part in key_fields(noun) if part.name not in _UNSHOWN],
            )

    def _choices(self, field: KeyField) -> list[dict[str, str]]:
        of_set = _OWN_SETS.get(field.name, field.name)
        if of_set == "modifier":
            return [{"value": one, "label": self._modifier(one)} for one in field.key.one_of]
        known = of_set if of_set in LABELS else ""
        return [{"value": one, "label": self._label(known, one) if known else one} for one in field.key.one_of]

    def _modifier(self, value: str) -> str:
        pattern = label(self.edition.catalogue, "modifier", value)
        return str(fill_label(pattern, amount="…").striptags())

    def _label(self, of_set: str, value: str) -> str:
        said = label(self.edition.catalogue, of_set, value)
        return str(said.striptags() if hasattr(said, "striptags") else said)

    def _words(self, of_set: str) -> dict[str, str]:
        return annotation_words(self.edition.catalogue, of_set)


def languages_of_texts(editions: Iterable[Edition], article: str) -> tuple[str, ...]:
    """Return in which languages an article's texts are written: those of the editions, and its own."""
    found = [edition.language for edition in editions]
    return (*found, *(() if any(same_language(article, one) for one in found) else (article,)))


def _is_of_kind(kind: str, key: str) -> bool:
    return key in OWN_KEYS_OF_KIND.get(kind, ())


def _keys_of_kind(kind: str) -> list[str]:
    """Return the keys of a kind: heading and text, then its own in their order, then what all notes have."""
    own = OWN_KEYS_OF_KIND.get(kind, frozenset())
    asked = [one.name for one in key_fields(Annotation) if one.name in own]
    asked.sort(key=lambda key: key not in _MAIN)
    return [*asked, *_FIRST, *_LAST]


_SORTS: Final[Mapping[object, str]] = MappingProxyType(
    {
        Text: "texts",
        MarkdownText: "markdown",
        Date: "date",
        Reference: "ref",
        Value: "figure",
        Original: "original",
        Url: "url",
        bool: "boolean",
        float: "number",
    }
)


def _type_of(field: KeyField, *, is_briefing: bool) -> str:
    """Return what a form shows for a key, by the type of its values."""
    hint = field.type
    if field.key.one_of:
        return "choice"
    if field.key.form == "language":
        return "language"
    if hint in _SORTS:
        return _SORTS[hint]
    if get_origin(hint) in (Union, UnionType) and Text in get_args(hint):
        return "speaker"
    if get_origin(hint) is tuple:
        return _type_of_list(get_args(hint)[0], field, is_briefing=is_briefing)
    return "text"


def _type_of_list(item: object, field: KeyField, *, is_briefing: bool) -> str:
    if field.name == "sources" and (is_briefing or item is Reference):
        return "sources"
    if item is Reference:
        return "refs"
    if item is float:
        return "range"
    return "list" if item is Written else "items"


def _noun_of(hint: object) -> type | None:
    """Return the noun whose keys stand within a field, or within each item of its list."""
    item = get_args(hint)[0] if get_origin(hint) is tuple else hint
    is_noun = isinstance(item, type) and is_dataclass(item) and bool(key_fields(item))
    return item if is_noun else None  # type: ignore[return-value] # a type, as the line above says
