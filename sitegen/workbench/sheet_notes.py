"""Notes from a spreadsheet: CSV with the columns of `sitegen export`, or with other headings by a map."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Final

from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.text import Location, SourceText
from sitegen.workbench.foreign_notes import ForeignNote, ForeignQuote, offset

SHEET_COLUMNS: Final = (
    *("briefing", "id", "kind", "exact", "prefix", "suffix", "occurrence", "start", "end", "title", "body"),
    *("speaker", "status", "as_of", "date", "value", "sources", "refs", "author", "created"),
)
"""The contract's (section 7)."""
_PLACES: Final = frozenset({"briefing", "exact", "prefix", "suffix", "occurrence", "start", "end"})
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")
"""A cell that would be a formula without the apostrophes before it."""
_SEPARATORS: Final = re.compile(r"[\s,;،؛]+")
_RANGE: Final = re.compile(r"(-?[0-9.]+)\s*(?:\.\.|–|—)\s*(-?[0-9.]+)")
_DELIMITERS: Final = (",", ";", "\t")
"""Spreadsheets of countries with a decimal comma part cells by semicolons."""


@dataclass(frozen=True, slots=True)
class _Row:
    where: Location
    cells: dict[str, str]
    """By column of ours, without empty ones."""
    left: dict[str, object]
    """By headings of its own."""


def read_note_sheet(
    source: SourceText, headings: Mapping[str, str], *, slugs: frozenset[str], report: Report
) -> list[ForeignNote]:
    """Return the notes of a sheet; rows that follow each other under one id are one note in pieces.

    `headings` gives columns of ours the file's own headings. Where rows are of several briefings, those of `slugs`
    count alone. What is wrong is reported.
    """
    rows = list(_rows(source, headings, report))
    told = {row.cells["briefing"] for row in rows if "briefing" in row.cells}
    if len(told) > 1:
        rows = [row for row in rows if row.cells.get("briefing", "") in (slugs | {""})]
    notes: list[ForeignNote] = []
    previous = ""
    for row in rows:
        own_id = row.cells.get("id", "")
        if own_id and own_id == previous:
            notes[-1].quotes += _quotes(row.cells)
        else:
            notes.append(_note(row))
        previous = own_id
    return notes


def _rows(source: SourceText, headings: Mapping[str, str], report: Report) -> Iterator[_Row]:
    first_line = source.text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first_line.count)
    reader = csv.reader(StringIO(source.text, newline=""), delimiter=delimiter)
    columns: list[str] | None = None
    line = 1
    try:
        for cells in reader:
            where = Location(source.path, line)
            line = reader.line_num + 1
            if not any(map(str.strip, cells)):
                continue
            if columns is None:
                columns = _columns(cells, headings, where, report)
                if not columns:
                    return
                names = [cell.strip() for cell in cells]
                continue
            yield _row(where, cells, columns, names)
    except csv.Error as fault:
        message = f"this is no CSV: {fault}"
        report.error("bad-exchange-file", message, Location(source.path, line), help="save it anew as CSV in UTF-8")
        return
    if columns is None:
        way_out = f"its first line names the columns: {', '.join(SHEET_COLUMNS)}"
        report.error("bad-exchange-file", "this file holds no row", Location(source.path), help=way_out)


def _columns(cells: list[str], headings: Mapping[str, str], where: Location, report: Report) -> list[str]:
    """Return for each cell of the first row our column, empty where it is none of ours; none where a map is wrong."""
    names = {cell.strip().casefold(): cell.strip() for cell in cells}
    is_wrong = False
    for heading in headings.values():
        if heading.strip().casefold() not in names:
            guess = nearest(heading, names.values())
            meant = f"did you mean `{guess}`?" if guess else f"the headings are: {', '.join(names.values())}"
            report.error("bad-exchange-file", f"no column has the heading `{heading}`", where, help=meant)
            is_wrong = True
    column_of = {heading.strip().casefold(): column for column, heading in headings.items()}
    mapped = set(headings)
    own = {column: column for column in SHEET_COLUMNS if column not in mapped}
    found = [column_of.get(cell.strip().casefold()) or own.get(cell.strip().lower(), "") for cell in cells]
    if not is_wrong and not {"exact", "start", "body", "title"}.intersection(found):
        message = "no column holds quotes or notes"
        way_out = f"name them: --map exact={cells[0].strip() or 'Quote'},body=Comment"
        report.error("bad-exchange-file", message, where, found=cells[0].strip(), help=way_out)
        return []
    return [] if is_wrong else found


def _row(where: Location, cells: list[str], columns: list[str], names: list[str]) -> _Row:
    ours: dict[str, str] = {}
    left: dict[str, object] = {}
    for index, cell in enumerate(cells):
        text = cell[1:] if _GUARDED.match(cell) else cell
        if not text.strip():
            continue
        column = columns[index] if index < len(columns) else ""
        if column and column not in ours:
            ours[column] = text if column in _PLACES or column == "body" else text.strip()
        else:
            left[names[index] if index < len(names) and names[index] else f"column {index + 1}"] = text
    return _Row(where, ours, left)


def _note(row: _Row) -> ForeignNote:
    cells = row.cells
    keys: dict[str, object] = {key: value for key, value in cells.items() if key not in _PLACES}
    keys["kind"] = cells.get("kind", "context").lower()
    left = dict(row.left)
    for key in ("sources", "refs"):
        if key in cells:
            keys[key] = [one for one in _SEPARATORS.split(cells[key]) if one]
    if "value" in keys:
        value = _value(str(keys.pop("value")))
        if value:
            keys["value"] = value
        else:
            left["value"] = cells["value"]
    return ForeignNote(where=row.where, keys=keys, quotes=_quotes(cells), left=left)


def _quotes(cells: Mapping[str, str]) -> list[ForeignQuote]:
    if not cells.get("exact") and "start" not in cells:
        return []
    return [
        ForeignQuote(
            exact=cells.get("exact", ""),
            prefix=cells.get("prefix", ""),
            suffix=cells.get("suffix", ""),
            occurrence=cells.get("occurrence", "").strip(),
            start=offset(cells.get("start")),
            end=offset(cells.get("end")),
            is_written=True,
        )
    ]


def _value(cell: str) -> dict[str, object]:
    """Return a number, or the lowest and highest; nothing where the cell is neither."""
    between = _RANGE.fullmatch(cell)
    numbers = [_number(one) for one in (between.groups() if between else (cell,))]
    if any(number is None for number in numbers):
        return {}
    return {"range": numbers} if between else {"amount": numbers[0]}


def _number(written: str) -> float | int | None:
    try:
        number = float(written)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number
