"""The notes of a briefing as CSV, one of the forms in which they travel: the columns are the contract's (section 7).

A row is a note; one that quotes several pieces has a row for each, all under its id. `exact` to `occurrence` are the
quote as the sidecar has it, `start` and `end` its place in the article's text: code points, from 0, half open.
A text is told in one language, the article's where it has it; several ids are parted by `; `.
"""

from collections.abc import Iterator
from typing import Final

from sitegen.exports.plain_notes import NotesToExport, Plain, plain_note, spans_of
from sitegen.exports.spreadsheets import BYTE_ORDER_MARK, Cells, write_rows
from sitegen.model.briefing import Note
from sitegen.model.project import Selector, Value
from sitegen.model.text import Span
from sitegen.model.wording import Speaker, Text

COLUMNS: Final = (
    *("briefing", "id", "kind", "exact", "prefix", "suffix", "occurrence", "start", "end", "title", "body"),
    *("speaker", "status", "as_of", "date", "value", "sources", "refs", "author", "created"),
)
HELD_BY_SHEETS: Final = frozenset({*COLUMNS, "at"})
"""The keys of a note that have a column."""


def write_note_sheet(notes: NotesToExport) -> bytes:
    """Return the file."""
    rows: list[Cells] = [list(COLUMNS)]
    for note in notes.briefing.notes:
        rows += _rows(note, notes)
    return BYTE_ORDER_MARK + write_rows(rows).encode()


def _rows(note: Note, notes: NotesToExport) -> Iterator[Cells]:
    keys = plain_note(note.written, notes.briefing.language)
    told = {**{key: _cell(keys, key) for key in COLUMNS}, **_texts(note, notes), "briefing": notes.briefing.slug}
    for selector, span in _pieces(note, notes.briefing.seed.text):
        place: dict[str, str] = {"start": str(span.start), "end": str(span.end)} if span else {}
        yield [{**told, **_quote(selector), **place}[column] for column in COLUMNS]


def _texts(note: Note, notes: NotesToExport) -> dict[str, str]:
    said = note.written
    return {
        "title": notes.best(said.title),
        "body": notes.best(said.body),
        "author": notes.best(said.author),
        "speaker": _speaker(said.speaker, notes),
        "value": _number(said.value),
    }


def _cell(keys: Plain, key: str) -> str:
    value = keys.get(key, "")
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _speaker(speaker: Speaker | None, notes: NotesToExport) -> str:
    return notes.best(speaker) if isinstance(speaker, Text) else str(speaker or "")


def _number(value: Value | None) -> str:
    """Return a number, or the lowest and highest with `..` between them; unit and modifier have no column."""
    numbers = (() if value.amount is None else (value.amount,)) or value.range if value else ()
    return "..".join(f"{number:.0f}" if number.is_integer() else repr(number) for number in map(float, numbers))


def _quote(selector: Selector | None) -> dict[str, str]:
    keys = ("exact", "prefix", "suffix", "occurrence")
    return {key: str(getattr(selector, key) or "") if selector else "" for key in keys}


def _pieces(note: Note, text: str) -> Iterator[tuple[Selector | None, Span | None]]:
    """Yield the quotes of a note, each with its first place; one row without any where it stands on no words."""
    left = list(spans_of(note))
    for selector in note.written.at:
        equal = (span for span in left if span.of(text) == selector.exact.value)
        span = next(equal, left[0] if left else None)
        if span and len(note.written.at) > 1:
            left.remove(span)
        yield selector, span
    if not note.written.at:
        yield None, None
