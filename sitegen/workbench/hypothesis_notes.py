"""Notes from Hypothesis: a JSON export with `annotations`, an answer of its API with `rows`, or the rows alone."""

from collections.abc import Mapping
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.model.vocabularies import KINDS
from sitegen.workbench.foreign_notes import ForeignNote, as_list, as_map, date_from, id_from, quotes_of, words
from sitegen.workbench.located_json import LocatedMap

WORD_TAGS: Final = frozenset(
    {
        *("speaker", "via", "stance", "form", "said", "lang", "status", "as_of", "credibility", "entry"),
        *("date", "place", "certainty", "confidence", "likelihood"),
    }
)
"""Keys of notes that `sitegen export` writes as tags, `status:disputed`."""
_LIST_OF_TAG: Final = {"ref": "refs", "source": "sources"}
_UNDERSTOOD: Final = frozenset(
    {
        *("id", "text", "tags", "user", "user_info", "created", "updated", "target", "uri", "url", "group", "document"),
        *(
            "permissions",
            "links",
            "hidden",
            "flagged",
            "moderation",
            "mentions",
            "quote",
            "anno_type",
            "is_reply",
            "references",
        ),
    }
)
"""What is read, and what tells of the tool alone."""


def read_hypothesis(source: SourceText, content: object, report: Report) -> list[ForeignNote]:
    """Return the notes of such a file; that it is none, and rows that are none, is reported."""
    rows: object = content if isinstance(content, list) else None
    for key in ("rows", "annotations"):
        rows = as_map(content).get(key) if rows is None else rows
    if not isinstance(rows, list):
        message = "no notes of Hypothesis stand here: `rows`, `annotations` or a list was expected"
        where = content.where if isinstance(content, LocatedMap) else source.location(0)
        report.error("bad-exchange-file", message, where, help="name the file's form by `--format jsonld` or `csv`")
        return []
    notes = [(row, _note(row)) for row in rows if isinstance(row, LocatedMap)]
    by_name = {words(row.get("id")): note for row, note in notes}
    for row, note in notes:
        for parent in as_list(row.get("references"))[-1:]:
            _answer(note, by_name.get(words(parent)), words(parent))
    return [note for _, note in notes]


def _answer(note: ForeignNote, parent: ForeignNote | None, name: str) -> None:
    """Make a note an answer to another one, about the same words; what is answered may be in no file."""
    if parent:
        note.keys["refs"] = [*map(str, as_list(note.keys.get("refs"))), parent.keys.get("id", "")]
        note.quotes = note.quotes or parent.quotes
    else:
        note.left["references"] = name


def _note(row: LocatedMap) -> ForeignNote:
    note = ForeignNote(where=row.where)
    title, body = _title_and_body(words(row.get("text")))
    created, modified = (date_from(words(row.get(key))) for key in ("created", "updated"))
    said: dict[str, object] = {
        "id": id_from(words(row.get("id"))),
        "title": title,
        "body": body,
        "author": _author(row),
        "created": created,
        "modified": modified if modified != created else "",
        **_from_tags(tuple(filter(None, map(words, as_list(row.get("tags")))))),
    }
    note.keys.update({key: value for key, value in said.items() if value})
    for target in as_list(row.get("target")):
        note.quotes.extend(quotes_of(target, counts_utf16=True))
    note.left.update({key: value for key, value in row.items() if value and key not in _UNDERSTOOD})
    return note


def _title_and_body(text: str) -> tuple[str, str]:
    """Return the heading with which a text begins, as `sitegen export` writes titles, and the rest."""
    first, _, rest = text.partition("\n")
    if first.startswith("# ") and first[2:].strip():
        return first[2:].strip(), rest.strip("\n")
    return "", text.strip("\n")


def _author(row: Mapping[str, object]) -> str:
    name = words(as_map(row.get("user_info")).get("display_name"))
    account = words(row.get("user")).removeprefix("acct:").rpartition("@")
    return name or ("" if account[0] == "sitegen" else account[0] or account[2])


def _from_tags(tags: tuple[str, ...]) -> dict[str, object]:
    """Return the kind, which one of the tags is, and what others say in a word; the rest are tags."""
    kind = next((tag for tag in tags if tag.lower() in KINDS), "")
    said: dict[str, object] = {"kind": kind.lower() or "context"}
    lists: dict[str, list[str]] = {}
    rest: list[str] = []
    for tag in tags:
        key, _, value = tag.partition(":")
        if tag is kind and kind:
            kind = ""
        elif value and key in WORD_TAGS and key not in said:
            said[key] = value
        elif value and key in _LIST_OF_TAG:
            lists.setdefault(_LIST_OF_TAG[key], []).append(value)
        else:
            rest.append(tag)
    return {**said, **lists, "params": {"tags": rest} if rest else None}
