"""Notes from the W3C's Web Annotations as JSON-LD: an annotation, a page, a collection with its first page, a list.

https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.model.vocabularies import KINDS
from sitegen.workbench.foreign_notes import ForeignNote, as_list, as_map, date_from, id_from, quotes_of, words
from sitegen.workbench.html_text import markdown_of
from sitegen.workbench.located_json import LocatedMap

KIND_OF_MOTIVATION: Final = {
    "assessing": "assessment",
    "describing": "definition",
    "linking": "crossref",
    "questioning": "question",
}
"""What notes of other tools become that say why they were written; all others are context."""
_NAMED_TEXTS: Final = frozenset({"text", "translation", "basis"})
_UNDERSTOOD: Final = frozenset(
    {
        *("@context", "id", "@id", "type", "@type", "motivation", "label", "creator", "created", "modified", "body"),
        *("bodyValue", "target", "generator", "generated", "schema:additionalType", "schema:additionalProperty"),
    }
)


def read_linked_data(source: SourceText, content: object, report: Report) -> list[ForeignNote]:
    """Return the notes of such a file; that it holds none is reported."""
    notes = [_note(annotation) for annotation in _annotations(content)]
    if not notes:
        message = "no annotation stands here: `type` is to be Annotation, AnnotationPage or AnnotationCollection"
        where = content.where if isinstance(content, LocatedMap) else source.location(0)
        way_out = "where the collection only names its pages, import these, one by one"
        report.error("bad-exchange-file", message, where, help=way_out)
    return notes


def _annotations(value: object) -> Iterator[LocatedMap]:
    for one in as_list(value):
        if not isinstance(one, LocatedMap):
            continue
        types = {words(name).rpartition(":")[2] for name in as_list(one.get("type") or one.get("@type"))}
        if "Annotation" in types:
            yield one
        else:
            for key in ("items", "first", "@graph", "next"):
                yield from _annotations(one.get(key))


def _note(annotation: LocatedMap) -> ForeignNote:
    note = ForeignNote(where=annotation.where)
    properties = dict(_properties(annotation))
    said: dict[str, object] = {
        "id": id_from(words(annotation.get("id") or annotation.get("@id"))),
        "kind": _kind(annotation),
        "title": _by_language(annotation.get("label")),
        "author": ", ".join(filter(None, map(_name, as_list(annotation.get("creator"))))),
        "created": date_from(words(annotation.get("created"))),
        "modified": date_from(words(annotation.get("modified"))),
    }
    said.update(_bodies(annotation, note.left))
    tags = said.pop("tags", None)
    if tags and "params" not in properties:
        said["params"] = {"tags": tags}
    note.keys.update({key: value for key, value in {**said, **properties}.items() if value})
    for target in as_list(annotation.get("target")):
        note.quotes.extend(quotes_of(target, counts_utf16=False))
    note.left.update({key: value for key, value in annotation.items() if value and key not in _UNDERSTOOD})
    return note


def _kind(annotation: Mapping[str, object]) -> str:
    """Return the kind that sitegen's own files name, else the one that the motivation comes nearest to."""
    named = words(annotation.get("schema:additionalType"))
    motivations = [words(one).rpartition(":")[2] for one in as_list(annotation.get("motivation"))]
    fitting = (KIND_OF_MOTIVATION[one] for one in motivations if one in KIND_OF_MOTIVATION)
    return named if named in KINDS else next(fitting, "context")


def _properties(annotation: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """Yield the keys that sitegen's own files tell in full; figures in its sites' data come in pieces."""
    for one in map(as_map, as_list(annotation.get("schema:additionalProperty"))):
        name, value = words(one.get("schema:name")), one.get("schema:value")
        if as_map(value).get("@type") == "@json":
            value = as_map(value).get("@value")
        elif isinstance(value, list):
            value = _by_language(value) or value
        if name not in ("id", "kind", "at", "amount", "range", "unit", "modifier"):
            yield name, value


def _bodies(annotation: Mapping[str, object], left: dict[str, object]) -> dict[str, object]:
    """Return the texts by their keys, and the tags; what is neither is left."""
    texts: dict[str, list[tuple[str, str]]] = {}
    tags: list[str] = []
    other: list[object] = []
    plain = words(annotation.get("bodyValue"))
    for body in [*as_list(annotation.get("body")), *([plain] if plain else [])]:
        if isinstance(body, str) and body != plain:
            other.append(body)
            continue
        said = {"value": body} if isinstance(body, str) else as_map(body)
        text, name = _text(said), words(said.get("schema:name"))
        purposes = [words(one).rpartition(":")[2] for one in as_list(said.get("purpose"))]
        if text and "tagging" in purposes:
            tags.append(text)
        elif text:
            language = words(next(iter(as_list(said.get("language"))), ""))
            texts.setdefault(name if name in _NAMED_TEXTS else "body", []).append((language, text))
        else:
            other.append(body)
    if other:
        left["body"] = other
    return {**{key: _joined(wordings) for key, wordings in texts.items()}, "tags": tags}


def _text(body: Mapping[str, object]) -> str:
    value = words(body.get("value"))
    content_type = words(next(iter(as_list(body.get("format"))), ""))
    return markdown_of(value) if content_type.startswith(("text/html", "application/xhtml")) else value


def _joined(wordings: list[tuple[str, str]]) -> object:
    """Return several bodies as one text: those in one language below each other."""
    by_language: dict[str, list[str]] = {}
    for language, text in wordings:
        by_language.setdefault(language, []).append(text)
    joined = {language: "\n\n".join(texts) for language, texts in by_language.items()}
    return joined[""] if [*joined] == [""] else joined


def _by_language(value: object) -> object:
    """Return a text of JSON-LD: a string, or by its languages."""
    if isinstance(value, str):
        return words(value)
    pairs = [(words(one.get("@language")), words(one.get("@value"))) for one in map(as_map, as_list(value))]
    found = {language: text for language, text in pairs if language and text}
    return found or next((text for _, text in pairs if text), "")


def _name(agent: object) -> str:
    if isinstance(agent, str):
        return words(agent)
    names = [words(_by_language(name)) for name in as_list(as_map(agent).get("name"))]
    return next(filter(None, [*names, words(as_map(agent).get("nickname")), words(as_map(agent).get("id"))]), "")
