"""The library over rows: light lines of a briefing's own definitions, and which lists are too long for one page."""

import pytest

from sitegen.archive.shelves import Shelves, what_is_long
from sitegen.archive.store import Store
from sitegen.model.addresses import CLAIMS, INDEX, PLACES, QUOTES, SOURCES, TERMS, TIMELINE
from sitegen.model.registers import Registers
from sitegen.model.site import Lengths
from tests.pages.long_site import SHORT, long_site
from tests.pages.sample_site import CITY, PAPER, arabic_briefing, english_briefing, fill_store, text


def sample_store() -> Store:
    return fill_store((arabic_briefing(), english_briefing()))


def test_a_definition_is_told_by_what_it_is_filed_by_without_its_place_in_the_file() -> None:
    (line,) = Shelves(sample_store()).definition_lines()

    assert (line.slug, line.entry.register, line.entry.id.value) == ("date", "actor", PAPER.id.value)
    assert line.entry.name == text(ar="جريدة اليوم")
    assert line.entry.id.where.path == ""


def test_definition_lines_are_traced_as_one_list() -> None:
    store = sample_store()
    library = Shelves(store)
    with store.tracing() as first:
        library.definition_lines()
    with store.tracing() as again:
        library.definition_lines()

    assert len(first.keys) == 1
    assert first.keys == again.keys


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        (Lengths(), set()),
        (Lengths(rows=0), {CLAIMS, QUOTES}),
        (Lengths(moments=1), {TIMELINE}),
        (Lengths(entries=0), {INDEX, PLACES}),
    ],
)
def test_a_list_is_long_where_it_holds_more_than_a_page(lengths: Lengths, expected: set[str]) -> None:
    assert what_is_long(sample_store(), Registers(places={"city": CITY}), lengths) == expected


def test_a_list_is_long_where_too_much_stands_beside_its_entries() -> None:
    assert what_is_long(sample_store(), Registers(places={"city": CITY}), Lengths(places=0)) == {INDEX, PLACES}


def test_from_a_share_of_the_briefings_the_whole_is_estimated() -> None:
    store, lengths = sample_store(), Lengths(rows=4)

    assert what_is_long(store, Registers(), lengths) == set()
    assert what_is_long(store, Registers(), lengths, share=1 / 9) == {CLAIMS, QUOTES}


def test_what_is_long_is_never_traced() -> None:
    store = sample_store()
    with store.tracing() as trace:
        what_is_long(store, Registers(places={"city": CITY}), Lengths())

    assert trace.keys == set()


def test_a_large_site_has_every_list_long() -> None:
    assert long_site().site.long_lists == {CLAIMS, INDEX, PLACES, QUOTES, SOURCES, TERMS, TIMELINE}
    assert long_site().site.lengths == SHORT
