"""The JSON Schemas of a site's YAML files, for editors: completion, hovering, mistakes marked while they are made."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sitegen.model.project import Sidecar
from sitegen.model.settings import Settings
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.schemas.nouns import definitions, list_schema, noun_schema
from sitegen.schemas.values import Schema

SCHEMAS: Final = "content/.schemas"
"""Beside the files that name them, so that a relative path does, and hidden, so that no reader takes them for content.

Not in the cache: they are kept with the content, and whoever opens a copy of it has them.
"""
_NAME_OF_FOLDER: Final = {"briefings": "briefing"}
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schema_line(path: str) -> str:
    """Return the line by which a YAML file names its schema; empty for files that have none.

    `path` is relative to the site's folder, with `/`: `content/actors/caucasus.yaml`.
    """
    _, *folders, file = path.split("/")
    name = folders[0] if folders else file.removesuffix(".yaml")
    schema = f"{_NAME_OF_FOLDER.get(name, name)}.json"
    return (
        f"# yaml-language-server: $schema={'../' * len(folders)}.schemas/{schema}" if schema in make_schemas() else ""
    )


def write_schemas(folder: Path) -> tuple[int, int]:
    """Write the schemas into a folder; return how many were written and how many were there unchanged.

    Raises OSError where the machine fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = [_write(folder / name, text) for name, text in make_schemas().items()]
    return sum(written), len(written) - sum(written)


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
