"""JSON as this site writes it: in UTF-8, always in the same order, a line for each entry of a list.

Not indented deeper: files with an entry a line are still read and compared with ease, and are written twenty times as
fast, since the standard library's fast encoder does not indent.
"""

import json
from collections.abc import Mapping
from typing import Final

from sitegen.model.artifact import Artifact
from sitegen.model.wording import Text

Json = Mapping[str, object]

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False)
_NUMBERS: Final = (0, False)
"""What says something though it is nothing to Python."""


def json_file(path: str, content: Json) -> Artifact:
    """Return a file of JSON; keys stay in the order in which they were given."""
    members = ",\n".join(f"{_encode(key)}: {_entries(value)}" for key, value in content.items())
    return Artifact(path, f"{{\n{members}\n}}\n".encode())


def by_language(text: Text | None) -> dict[str, str]:
    """Return what a text says, by language, in the writer's order; empty where there is none."""
    return {wording.language: wording.value for wording in text.wordings} if text else {}


def without_gaps(content: Json) -> dict[str, object]:
    """Return the same without the keys that say nothing: None, and what is empty."""
    return {key: value for key, value in content.items() if value or value in _NUMBERS}


def _entries(value: object) -> str:
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(_encode(entry) for entry in value) + "\n]"
    return _encode(value)


def _encode(value: object) -> str:
    return _ENCODER.encode(value)
