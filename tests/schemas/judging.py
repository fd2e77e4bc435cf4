"""One piece of YAML before both judges: the reader, and the schema as a YAML 1.2 editor would ask it."""

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import jsonschema

from sitegen.model.problems import Problem, Report
from sitegen.model.project import Sidecar
from sitegen.model.settings import Settings
from sitegen.readers.context import Context
from sitegen.readers.decode import decode_noun
from sitegen.readers.registers import NOUN_OF_REGISTER
from sitegen.readers.yaml_nodes import BrokenNode, ListNode, MapNode, Node, ScalarNode
from sitegen.schemas.schema_files import make_schemas

NOUNS: Final[dict[str, type]] = {"site": Settings, "briefing": Sidecar, **NOUN_OF_REGISTER}
"""The noun of each schema: of a register's, that of its entries."""

KNOWABLE: Final = frozenset(
    {
        "bad-date",
        "bad-id",
        "bad-language",
        "bad-slug",
        "conflicting-keys",
        "missing-key",
        "unknown-key",
        "unknown-value",
        "unsafe-url",
        "wrong-type",
    }
)
"""Codes of what a schema can know: keys, types, closed sets, forms."""

UNKNOWABLE: Final = {
    "font-missing": "looks at the files beside it",
    "alias-twice": "looks at other entries",
    "anchor-ambiguous": "looks at the article",
    "anchor-drifted": "looks at the article",
    "anchor-inexact": "looks at the article",
    "anchor-missing": "looks at the article",
    "bad-character": "is no YAML",
    "bad-yaml": "is no YAML",
    "bidi-control": "looks at the file's characters; in keys, ids and slugs a schema refuses them too",
    "dead-link": "an address without https:// is a warning, and other links look at other files",
    "comment-in-quote": "looks at the comments and the article",
    "merge-conflict": "is no YAML",
    "unquoted-text": "looks at how a text is written",
    "duplicate-id": "looks at other entries",
    "duplicate-key": "YAML's own rule: editors tell it without a schema",
    "empty-file": "there is nothing to judge",
    "file-ignored": "looks at the file's name",
    "listed-not-named": "looks at the article",
    "parent-cycle": "looks at other entries",
    "reserved-name": "names of Windows; in slugs only",
    "seed-missing": "looks at other files",
    "seed-without-sidecar": "looks at other files",
    "slug-taken": "looks at other files",
    "too-deep": "a schema has no depth",
    "translation-count": "looks at the article",
    "unknown-ref": "looks at other entries and files",
    "yaml-alias": "an editor follows an alias before the schema sees it",
    "yaml-tag": "an editor drops a tag before the schema sees it",
}
"""Codes of what a schema cannot know, and why."""

_FORM_ONLY: Final = ("does not exist", "level 2", "ends before it begins", "no date: an interval", "no year -0000")
"""Of dates a schema knows the form, not the calendar."""
_NUMBER_OF_YEAR: Final = re.compile("-?[0-9]{1,3}")
"""To YAML 1.2 `0622`, a year, and `622`, which is none, are one number."""
_BEYOND: Final = ("the lower first", "is longer than", "so the briefing needs `slug`")
"""What messages with a knowable code may say that a schema does not know."""

_INTEGER: Final = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def is_knowable(problem: Problem) -> bool:
    """Tell whether a schema could have told this problem."""
    if problem.code not in KNOWABLE or any(words in problem.message for words in _BEYOND):
        return False
    if problem.code != "bad-date":
        return True
    return not _NUMBER_OF_YEAR.fullmatch(problem.found) and not any(words in problem.message for words in _FORM_ONLY)


def read_problems(schema: str, node: Node) -> list[Problem]:
    """Return what the reader says of a file's root, or of one entry of a register."""
    report = Report()
    decode_noun(NOUNS[schema], node, Context("file.yaml", "ar", report))
    return list(report)


def schema_faults(schema: str, value: object) -> list[str]:
    """Return what the schema says of the same."""
    judged = value if schema in ("site", "briefing") else {schema: [value]}
    return whole_file_faults(schema, judged)


def whole_file_faults(schema: str, value: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in _validator(schema).iter_errors(value)]


def value_of(node: Node) -> object:
    """Return what YAML 1.2 (core schema, section 10.3.2) makes of a node."""
    if isinstance(node, MapNode):
        return {_key_of(key): value_of(value) for key, value in node.pairs}
    if isinstance(node, ListNode):
        return [value_of(item) for item in node.items]
    if isinstance(node, BrokenNode):
        return None
    return _scalar_value(node)


def pieces(root: Node) -> Iterator[Node]:
    """Yield each key of a map as a map of its own, and each item of a list behind it apart from the others."""
    assert isinstance(root, MapNode)
    for key, value in root.pairs:
        values = value.items if isinstance(value, ListNode) else []
        for item in values:
            yield root._replace(parts=[key, ListNode([item], value.line, value.column, is_flow=False)])
        if not values:
            yield root._replace(parts=[key, value])


def _key_of(node: Node) -> str:
    """Return a key as JSON would have it, where every key is a text."""
    return node.value if isinstance(node, ScalarNode) else json.dumps(value_of(node), ensure_ascii=False)


def _scalar_value(node: ScalarNode) -> object:
    text = node.value
    if not node.is_plain:
        return text
    if node.is_null:
        return None
    if text.lower() in ("true", "false") and text in (text.lower(), text.upper(), text.capitalize()):
        return text.lower() == "true"
    if _INTEGER.fullmatch(text):
        return int(text, 0) if text[:2] in ("0o", "0x") else int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


@cache
def _validator(schema: str) -> Any:  # noqa: ANN401 - its types take JSON alone, and what is judged may be anything
    made = json.loads(make_schemas()[f"{schema}.json"])
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)
