"""The JSON Schemas of a site's YAML files, for editors: completion, hovering, mistakes marked while they are made."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sitegen.model.project import Settings, Sidecar
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.schemas.nouns import definitions, list_schema, noun_schema
from sitegen.schemas.values import Schema

SCHEMAS: Final = "content/.schemas"
"""Beside the files that name them, so that a relative path does, and hidden, so that no reader takes them for content.

Not in the cache: they are kept with the content, and whoever opens a copy of it has them.
"""
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def write_schemas(folder: Path) -> tuple[str, ...]:
    """Write the schemas into a folder and return the names of those that were new or changed."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(name for name, text in make_schemas().items() if _write(folder / name, text))


def make_schemas() -> dict[str, str]:
    """Return each schema's text by its file's name: `site.json`, `briefing.json`, and one for each register."""
    return {f"{name}.json": _as_text(schema) for name, schema in _schemas()}


def _schemas() -> Iterator[tuple[str, Schema]]:
    yield "site", _document("content/site.yaml: the settings", noun_schema(Settings), definitions(Settings))
    title = "content/briefings/<stem>.yaml: what is said of one article"
    yield "briefing", _document(title, noun_schema(Sidecar), definitions(Sidecar))
    for register, noun in NOUN_OF_REGISTER.items():
        yield register, _register_schema(register, noun)


def _register_schema(register: str, noun: type) -> Schema:
    entries = {"description": noun.__doc__, **list_schema({"$ref": f"#/$defs/{noun.__name__}"})}
    body: Schema = {"type": "object", "properties": {register: entries}, "additionalProperties": False}
    inner = definitions(noun) | {noun.__name__: noun_schema(noun)}
    return _document(f"content/{register}.yaml: a register", body, inner)


def _document(about: str, body: Schema, inner: dict[str, Schema]) -> Schema:
    return {"$schema": DIALECT, "$comment": f"Made by `sitegen schema`. {about}", **body, "$defs": inner}


def _as_text(schema: Schema) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _write(path: Path, text: str) -> bool:
    content = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == content:
        return False
    path.write_bytes(content)
    return True
