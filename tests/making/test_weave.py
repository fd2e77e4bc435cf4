"""One briefing by itself: what it names decides whether it can be made at once, or waits for the others."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.archive.rows import WHOLE, Row
from sitegen.build import BuildOptions
from sitegen.making.chunks import finish_chunk, weave_chunk
from sitegen.making.pieces import Item, Neighbour, SiteFacts, World, Woven
from sitegen.making.shop import Shop, open_shop, set_up
from sitegen.making.weave import MOST_KEPT, NEIGHBOUR_LISTS, finish_item, read_whole, weave_item
from sitegen.model.problems import Report
from tests.pages.ledger_folder import FILES, write_folder

ONE, TWO = Item("content/briefings/one.yaml"), Item("content/briefings/two.yaml")
FACTS = SiteFacts(frozenset({"claim", "quote", "event", "mention"}))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return make_shop(tmp_path)


def make_shop(root: Path, files: Mapping[str, str] = FILES) -> Shop:
    write_folder(root, files)
    found = open_shop(BuildOptions(root=root).order, Report())
    set_up(found)
    return found


def row(woven: Woven, name: str) -> Row:
    assert woven.rows
    (found,) = (one for one in woven.rows if one.list == name)
    return found


def world_with(woven: Woven) -> World:
    rows = tuple(one for one in woven.rows or () if one.list in NEIGHBOUR_LISTS)
    return World((woven.summary.slug,), {}, {woven.summary.slug: Neighbour(woven.summary, woven.day, rows)})


def test_who_names_nobody_is_made_at_once_where_facts_are_known(shop: Shop) -> None:
    woven = weave_item(ONE, shop, FACTS)
    assert (woven.is_made, woven.named, woven.problems) == (True, (), ())
    assert [file.path for file in woven.artifacts if file.path.endswith(".html")] == [
        "briefings/one.html",
        "ar/briefings/one.html",
    ]
    assert shop.kept == {}


def test_without_facts_nobody_is_made_and_all_are_kept(shop: Shop) -> None:
    woven = weave_item(ONE, shop, None)
    assert (woven.is_made, woven.artifacts) == (False, ())
    assert woven.rows
    assert list(shop.kept) == [ONE]


def test_who_names_others_waits_for_them(shop: Shop) -> None:
    one, two = weave_item(ONE, shop, FACTS), weave_item(TWO, shop, FACTS)
    assert (two.is_made, two.named) == (False, ("one",))

    made = finish_item(TWO, shop, world_with(one), FACTS)
    assert shop.kept == {}
    assert made.problems == ()
    page = made.artifacts[0].content.decode()
    assert "one.html#q1" in page
    assert "one.html" in page


def test_a_briefing_is_made_alike_by_who_kept_it_and_by_who_reads_it_anew(shop: Shop) -> None:
    one, _ = weave_item(ONE, shop, FACTS), weave_item(TWO, shop, FACTS)
    kept = finish_item(TWO, shop, world_with(one), FACTS)
    anew = finish_item(TWO, shop, world_with(one), FACTS)
    assert anew == kept


def test_a_reference_to_nobody_is_told_when_the_others_are_known(shop: Shop) -> None:
    weave_item(TWO, shop, FACTS)
    made = finish_item(TWO, shop, World(("three",)), FACTS)
    assert [problem.code for problem in made.problems] == ["unknown-ref", "unknown-ref"]


def test_a_draft_has_no_rows_and_no_files(tmp_path: Path) -> None:
    shop = make_shop(tmp_path, {**FILES, ONE.path: FILES[ONE.path] + "draft: true\n"})
    woven = weave_item(ONE, shop, FACTS)
    assert (woven.rows, woven.artifacts, woven.summary.is_draft) == (None, (), True)
    assert read_whole(ONE, shop) == (None, "")


def test_a_seed_without_a_sidecar_is_a_draft_of_its_slug(shop: Shop, tmp_path: Path) -> None:
    write_folder(tmp_path, {"seeds/lonely.txt": "A title\n\nWords.\n"})
    shop = open_shop(shop.order, Report())
    woven = weave_item(Item("seeds/lonely.txt", "lonely-2"), shop, FACTS)
    assert (woven.summary.slug, woven.summary.is_draft, woven.rows) == ("lonely-2", True, None)
    assert [problem.code for problem in woven.problems] == ["seed-without-sidecar"]


def test_aliases_that_are_anothers_are_left_out_and_not_taken_from_what_was_kept(shop: Shop) -> None:
    weave_item(ONE, shop, None)
    refusing = Item(ONE.path, refused_aliases=frozenset({"first"}))
    woven = weave_item(refusing, shop, None)
    assert [alias.value for alias in woven.summary.aliases] == ["old-one"]
    assert set(shop.kept) == {ONE, refusing}
    finish_item(refusing, shop, World(), FACTS)
    assert set(shop.kept) == {ONE}


def test_the_last_row_is_another_where_anything_of_a_briefing_is(shop: Shop, tmp_path: Path) -> None:
    before = weave_item(ONE, shop, FACTS)
    assert row(weave_item(ONE, shop, FACTS), WHOLE) == row(before, WHOLE)
    (tmp_path / "seeds/one.txt").write_text(FILES["seeds/one.txt"].replace("The Cabinet", "The  Cabinet"), "utf-8")
    assert row(weave_item(ONE, shop, FACTS), WHOLE) != row(before, WHOLE)


def test_the_last_row_is_another_where_a_note_is_that_no_list_names(shop: Shop, tmp_path: Path) -> None:
    note = "  - {id: aside, kind: context, body: WORDS}\n"
    rows = []
    for words in ("Some words", "Other words"):
        (tmp_path / ONE.path).write_text(FILES[ONE.path] + note.replace("WORDS", words), "utf-8")
        rows.append(weave_item(ONE, shop, FACTS).rows or ())
    changed = [row.list for row, other in zip(*rows, strict=True) if row != other]
    assert changed == [WHOLE]


def test_a_process_keeps_only_so_many(shop: Shop) -> None:
    for number in range(MOST_KEPT + 5):
        weave_item(Item(ONE.path, refused_aliases=frozenset({str(number)})), shop, None)
    assert len(shop.kept) == MOST_KEPT


def test_chunks_are_made_piece_by_piece(shop: Shop) -> None:
    one, two = weave_chunk([ONE, TWO], shop.order, FACTS)
    assert (one.item, two.item) == (ONE, TWO)
    (finished,) = finish_chunk([(TWO, world_with(one))], shop.order, FACTS)
    assert finished.item == TWO
