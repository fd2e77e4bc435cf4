"""A briefing's rows: which lists name it, and which of its notes are kept for them."""

from sitegen.archive.rows import CAST, NOTES, Row, make_rows
from sitegen.gather import gather_record
from tests.pages.sample_site import arabic_briefing


def sample_rows() -> list[Row]:
    return list(make_rows(gather_record(arabic_briefing())))


def test_a_note_is_kept_where_a_list_names_it() -> None:
    rows = sample_rows()
    named = {row.number for row in rows if row.list.startswith(("ledger ", "entry ", "told ", "citations "))}
    kept = [row.number for row in rows if row.list == NOTES]

    assert kept == sorted(named - {0})
    assert 0 < len(kept) < len(arabic_briefing().notes)


def test_a_line_stands_once_in_a_list() -> None:
    places = [(row.list, row.number) for row in sample_rows()]
    assert len(places) == len(set(places))


def test_the_cast_are_the_registers_actors() -> None:
    (cast,) = (row for row in sample_rows() if row.list == CAST)
    assert cast.heavy == '["minister"]'
