"""One briefing by itself: what it names decides whether it can be made at once, or waits for the others."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sitegen.build import BuildOptions
from sitegen.engine.briefing import (
    MOST_KEPT,
    Neighbours,
    WovenBriefing,
    make_briefing_pages,
    make_pages,
    read_whole,
    weave_briefing,
    weave_briefings,
)
from sitegen.engine.setup import BriefingItem, Neighbour, Setup, SiteFlags, open_setup, set_up
from sitegen.model.problems import Report
from tests.pages.ledger_folder import FILES, write_folder

ONE, TWO = BriefingItem("content/briefings/one.yaml"), BriefingItem("content/briefings/two.yaml")
FLAGS = SiteFlags(frozenset({"claim", "quote", "event", "mention"}))


@pytest.fixture
def setup(tmp_path: Path) -> Setup:
    return make_setup(tmp_path)


def make_setup(root: Path, files: Mapping[str, str] = FILES) -> Setup:
    write_folder(root, files)
    found = open_setup(BuildOptions(root=root).build_settings, Report())
    set_up(found)
    return found


def content_of(woven: WovenBriefing) -> str:
    assert woven.rows
    return woven.rows.content


def world_with(woven: WovenBriefing) -> Neighbours:
    abstract = woven.rows.abstract if woven.rows else None
    return Neighbours((woven.summary.slug,), {}, {woven.summary.slug: Neighbour(woven.summary, abstract)})


def test_who_names_nobody_is_made_at_once_where_flags_are_known(setup: Setup) -> None:
    woven = weave_briefing(ONE, setup, FLAGS)
    assert woven.pages
    assert (woven.named, woven.problems) == ((), ())
    assert [file.path for file in woven.pages.artifacts if file.path.endswith(".html")] == [
        "briefings/one.html",
        "ar/briefings/one.html",
    ]
    assert setup.kept == {}


def test_without_flags_nobody_is_made_and_all_are_kept(setup: Setup) -> None:
    woven = weave_briefing(ONE, setup, None)
    assert woven.pages is None
    assert woven.rows
    assert list(setup.kept) == [ONE]


def test_who_names_others_waits_for_them(setup: Setup) -> None:
    one, two = weave_briefing(ONE, setup, FLAGS), weave_briefing(TWO, setup, FLAGS)
    assert (two.pages, two.named) == (None, ("one",))

    made = make_briefing_pages(TWO, setup, world_with(one), FLAGS)
    assert setup.kept == {}
    assert made.problems == ()
    page = made.artifacts[0].content.decode()
    assert "one.html#q1" in page
    assert "one.html" in page


def test_a_briefing_is_made_alike_by_who_kept_it_and_by_who_reads_it_anew(setup: Setup) -> None:
    one, _ = weave_briefing(ONE, setup, FLAGS), weave_briefing(TWO, setup, FLAGS)
    kept = make_briefing_pages(TWO, setup, world_with(one), FLAGS)
    anew = make_briefing_pages(TWO, setup, world_with(one), FLAGS)
    assert anew == kept


def test_a_reference_to_nobody_is_told_when_the_others_are_known(setup: Setup) -> None:
    weave_briefing(TWO, setup, FLAGS)
    made = make_briefing_pages(TWO, setup, Neighbours(("three",)), FLAGS)
    assert [problem.code for problem in made.problems] == ["unknown-ref", "unknown-ref"]


def test_a_draft_has_no_rows_and_no_files(tmp_path: Path) -> None:
    setup = make_setup(tmp_path, {**FILES, ONE.path: FILES[ONE.path] + "draft: true\n"})
    woven = weave_briefing(ONE, setup, FLAGS)
    assert (woven.rows, woven.pages, woven.summary.is_draft) == (None, None, True)
    assert read_whole(ONE, setup) == (None, "")


def test_a_seed_without_a_sidecar_is_a_draft_of_its_slug(setup: Setup, tmp_path: Path) -> None:
    write_folder(tmp_path, {"seeds/lonely.txt": "A title\n\nWords.\n"})
    setup = open_setup(setup.build_settings, Report())
    woven = weave_briefing(BriefingItem("seeds/lonely.txt", "lonely-2"), setup, FLAGS)
    assert (woven.summary.slug, woven.summary.is_draft, woven.rows) == ("lonely-2", True, None)
    assert [problem.code for problem in woven.problems] == ["seed-without-sidecar"]


def test_aliases_that_are_anothers_are_left_out_and_not_taken_from_what_was_kept(setup: Setup) -> None:
    weave_briefing(ONE, setup, None)
    refusing = BriefingItem(ONE.path, refused_aliases=frozenset({"first"}))
    woven = weave_briefing(refusing, setup, None)
    assert [alias.value for alias in woven.summary.aliases] == ["old-one"]
    assert set(setup.kept) == {ONE, refusing}
    make_briefing_pages(refusing, setup, Neighbours(), FLAGS)
    assert set(setup.kept) == {ONE}


def test_the_digest_of_the_content_is_another_where_anything_of_a_briefing_is(setup: Setup, tmp_path: Path) -> None:
    before = weave_briefing(ONE, setup, FLAGS)
    assert content_of(weave_briefing(ONE, setup, FLAGS)) == content_of(before)
    (tmp_path / "seeds/one.txt").write_text(FILES["seeds/one.txt"].replace("The Cabinet", "The  Cabinet"), "utf-8")
    assert content_of(weave_briefing(ONE, setup, FLAGS)) != content_of(before)


def test_the_digest_of_the_content_is_another_where_a_note_is_that_no_list_names(setup: Setup, tmp_path: Path) -> None:
    note = "  - {id: aside, kind: context, body: WORDS}\n"
    rows = []
    for words in ("Some words", "Other words"):
        (tmp_path / ONE.path).write_text(FILES[ONE.path] + note.replace("WORDS", words), "utf-8")
        rows.append(weave_briefing(ONE, setup, FLAGS).rows)
    one, other = rows
    assert one
    assert other
    assert one.content != other.content
    assert one.abstract == other.abstract
    assert [table for table in one.tables if one.tables[table] != other.tables[table]] == ["searched"]


def test_a_process_keeps_only_so_many(setup: Setup) -> None:
    for number in range(MOST_KEPT + 5):
        weave_briefing(BriefingItem(ONE.path, refused_aliases=frozenset({str(number)})), setup, None)
    assert len(setup.kept) == MOST_KEPT


def test_chunks_are_made_piece_by_piece(setup: Setup) -> None:
    one, two = weave_briefings([ONE, TWO], setup.build_settings, FLAGS)
    assert (one.item, two.item) == (ONE, TWO)
    (finished,) = make_pages([(TWO, world_with(one))], setup.build_settings, FLAGS)
    assert finished.item == TWO
