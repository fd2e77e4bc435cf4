"""JSON as this site writes it: readable, in UTF-8, always in the same order."""

import json
from collections.abc import Mapping

from sitegen.model.site import Artifact
from sitegen.model.wording import Text

Json = Mapping[str, object]


def json_file(path: str, content: Json) -> Artifact:
    """Return a file of JSON; keys stay in the order in which they were given."""
    return Artifact(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())


def by_language(text: Text | None) -> dict[str, str]:
    """Return what a text says, by language, in the writer's order; empty where there is none."""
    return {wording.language: wording.value for wording in text.wordings} if text else {}


def without_gaps(content: Json) -> dict[str, object]:
    """Return the same without the keys that say nothing: None, and what is empty."""
    return {key: value for key, value in content.items() if value not in (None, "", (), [], {})}
