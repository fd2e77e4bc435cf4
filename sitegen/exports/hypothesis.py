"""The notes of a briefing as Hypothesis has them: a JSON export, `{"rows": […]}` with the rows of its API.

https://h.readthedocs.io/en/latest/api-reference/v1/. A row has one text and its tags: the first tag is the note's kind,
those that follow are what it says in a word, `status:disputed`, then `params: {tags: […]}`. A title is the text's
heading. Offsets are UTF-16 code units, as browsers count.
"""

import json
from collections.abc import Iterator
from typing import Final

from sitegen.exports.json_files import without_gaps
from sitegen.exports.plain_notes import NotesToExport, plain_note, spans_of
from sitegen.exports.timestamps import exact_timestamp
from sitegen.exports.web_annotation import CONTEXT_LENGTH
from sitegen.model.addresses import absolute_uri, briefing_address
from sitegen.model.briefing import Note
from sitegen.model.project import Annotation
from sitegen.model.text import Span
from sitegen.model.wording import Date

WORDS_IN_TAGS: Final = (
    *("speaker", "via", "stance", "form", "said", "lang", "status", "as_of", "credibility", "entry"),
    *("date", "place", "certainty", "confidence", "likelihood"),
)
"""Keys whose values are tags, `key:value`, where they are a word, a date or an id."""
NOBODY: Final = "sitegen"
"""The account of notes that name no author."""
HELD_BY_HYPOTHESIS: Final = frozenset(
    {*WORDS_IN_TAGS, "id", "kind", "at", "title", "body", "author", "created", "modified", "refs", "sources", "params"}
)
_LISTS_IN_TAGS: Final = {"refs": "ref", "sources": "source"}


def write_hypothesis(notes: NotesToExport) -> bytes:
    """Return the file."""
    rows = [_row(note, notes) for note in notes.briefing.notes]
    return (json.dumps({"total": len(rows), "rows": rows}, ensure_ascii=False, indent=1) + "\n").encode()


def _row(note: Note, notes: NotesToExport) -> dict[str, object]:
    said = note.written
    author = notes.best(said.author)
    created = _timestamp(said.created)
    page = briefing_address(notes.briefing.slug)
    address = absolute_uri(page, url=notes.url) if notes.url else page
    row: dict[str, object] = {
        "id": note.id,
        "created": created,
        "updated": _timestamp(said.modified) or created,
        "user": f"acct:{'_'.join(author.split()) or NOBODY}@localhost",
        "user_info": {"display_name": author} if author else None,
        "uri": address,
        "text": _text(said, notes),
        "tags": list(_tags(said, notes.briefing.language)),
        "group": "__world__",
        "target": _targets(note, address, notes.briefing.seed.text),
        "document": {"title": [notes.briefing.title]},
    }
    return {**without_gaps(row), "text": row["text"], "tags": row["tags"]}


def _text(said: Annotation, notes: NotesToExport) -> str:
    title, body = notes.best(said.title), notes.best(said.body)
    if not title:
        # A body that begins with a heading of its own is no title.
        return f"\n{body}" if body.startswith("# ") else body
    return f"# {' '.join(title.split())}\n\n{body}"


def _tags(said: Annotation, language: str) -> Iterator[str]:
    keys = plain_note(said, language)
    yield said.kind
    yield from (f"{key}:{keys[key]}" for key in WORDS_IN_TAGS if isinstance(keys.get(key), str))
    for key, tag in _LISTS_IN_TAGS.items():
        listed = keys.get(key)
        yield from (f"{tag}:{one}" for one in listed) if isinstance(listed, list) else ()
    tags = said.params.get("tags") if said.params else None
    yield from map(str, tags) if isinstance(tags, list) else ()


def _targets(note: Note, address: str, text: str) -> list[dict[str, object]]:
    """Return a target for each stretch; Hypothesis itself shows the first."""
    spans = spans_of(note)
    found: list[dict[str, object]] = [{"source": address, "selector": _selectors(span, text)} for span in spans]
    if not found and note.placement is None:
        quotes = [{"type": "TextQuoteSelector", "exact": at.exact.value} for at in note.written.at]
        found = [{"source": address, "selector": [quote]} for quote in quotes]
    return found or [{"source": address}]


def _selectors(span: Span, text: str) -> list[dict[str, object]]:
    start, end = span.start, span.end
    before, after = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    first = _units(text[:start])
    return [
        {"type": "TextPositionSelector", "start": first, "end": first + _units(span.of(text))},
        {"type": "TextQuoteSelector", "exact": span.of(text), "prefix": before, "suffix": after},
    ]


def _units(text: str) -> int:
    """Return how many UTF-16 code units a text has."""
    return len(text.encode("utf-16-le")) // 2


def _timestamp(date: Date | None) -> str:
    return exact_timestamp(date.edtf) if date else ""
