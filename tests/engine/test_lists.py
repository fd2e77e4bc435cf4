"""Families of pages over an archive: made whole or in part, in this process or in another, always the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site
from sitegen.engine.archive import Archive, new_archive
from sitegen.engine.briefing import weave_briefing
from sitegen.engine.briefing_files import BriefingRow, Grant
from sitegen.engine.lists import ListMaker, make_families
from sitegen.engine.setup import BriefingItem, Setup, SiteFlags, forget_setup, open_setup, set_up
from sitegen.model.problems import Report
from sitegen.records import keys
from sitegen.records.database import commit
from tests.engine.crowd import pages_in
from tests.pages.ledger_folder import write_folder

FLAGS = SiteFlags(frozenset({"claim", "quote", "event", "mention"}))


@contextmanager
def opened(root: Path) -> Iterator[tuple[Setup, Archive, Path]]:
    """A site's set-up, and the archive of its briefings, in a file."""
    setup = open_setup(BuildOptions(root=write_folder(root)).build_settings, Report())
    set_up(setup)
    file = root / "archive.sqlite"
    archive = new_archive(file)
    for path in setup.shared.sidecars:
        woven = weave_briefing(BriefingItem(path), setup, None)
        archive.files.put(BriefingRow(path, woven.summary, woven.day, (), Grant()))
        if woven.rows:
            archive.records.fill(woven.rows)
    archive.records.finish()
    commit(archive.connection)
    yield setup, archive, file
    archive.connection.close()
    forget_setup()


def test_every_family_has_a_name_of_its_own_formats_first(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, _):
        names = ListMaker(setup, archive.connection, FLAGS).names
    assert len(set(names)) == len(names)
    assert "data feeds" in names[:20]
    assert {"topic 'water'", "ar/topic 'water'", "actors/ali.html", "redirects"} <= set(names)


def test_a_family_knows_what_its_plan_and_each_of_its_pages_rest_on(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, _):
        family = ListMaker(setup, archive.connection, FLAGS).make("topic 'water'")
    assert family.paths == ("topics/water.html",)
    assert [file.path for page in family.pages for file in page.artifacts] == ["topics/water.html"]
    assert keys.topic("water") in family.reads
    (page,) = family.pages
    assert page.reads


def test_only_what_was_asked_for_is_made_and_all_is_planned(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, _):
        lists = ListMaker(setup, archive.connection, FLAGS)
        whole, part = lists.make("redirects"), lists.make("redirects", {"briefings/first.html"})
    assert part.paths == whole.paths == ("briefings/first.html", "briefings/old-one.html")
    assert [page.path for page in part.pages] == ["briefings/first.html"]
    assert part.pages[0] == whole.pages[0]


def test_a_page_whose_template_fails_is_told_and_has_no_file(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "topic.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    with opened(tmp_path) as (setup, archive, _):
        family = ListMaker(setup, archive.connection, FLAGS).make("topic 'water'")
    assert [page.artifacts for page in family.pages] == [()]
    assert [page.path for page in family.pages] == ["topics/water.html"]
    assert [problem.code for page in family.pages for problem in page.problems] == ["template-undefined"]


def test_another_process_makes_the_same_from_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, file):
        lists = ListMaker(setup, archive.connection, FLAGS)
        pieces = [(name, None) for name in lists.names]
        assert list(make_families(pieces, setup.build_settings, file, FLAGS)) == [
            lists.make(*piece) for piece in pieces
        ]


def test_a_new_set_up_looks_into_the_archive_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, file):
        (before,) = make_families([("redirects", None)], setup.build_settings, file, FLAGS)
        archive.records.replace("one", None)
        commit(archive.connection)
        set_up(open_setup(setup.build_settings, Report()))
        (after,) = make_families([("redirects", None)], setup.build_settings, file, FLAGS)
    assert before.paths
    assert after.paths == ()


def test_feeds_tell_of_the_newest_and_rest_on_all_of_them(tmp_path: Path) -> None:
    with opened(tmp_path) as (setup, archive, _):
        lists = ListMaker(setup, archive.connection, FLAGS)
        newest = lists.site.newest
        assert [newest[0].slug, *(briefing.slug for briefing in newest[1:])] == ["two", "one"]
        assert len(newest) == 2
        with pytest.raises(IndexError):
            newest[2]
        assert {keys.BRIEFINGS, keys.content("one"), keys.content("two")} <= lists.make("data feeds").reads


def test_the_place_that_makes_a_list_too_long_rewrites_the_lists_and_no_page_that_leads_to_a_place(
    tmp_path: Path,
) -> None:
    write_places(tmp_path, 60)
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "one.txt").write_text("Title\n\nWe met in Town 7.\n", encoding="utf-8")
    (tmp_path / "content" / "briefings").mkdir()
    linking = "lang: en\nplaces: [p7]\nsummary: 'See [it](places.html#p7) and [it](a-z.html#p7).'\n"
    (tmp_path / "content" / "briefings" / "one.yaml").write_text(linking, encoding="utf-8")
    options, site = BuildOptions(root=tmp_path), tmp_path / "site"
    build_site(options, site)
    before = pages_in(site)
    write_places(tmp_path, 61)
    again = build_site(options, site)
    after = pages_in(site)

    assert b'href="../places/p7.html"' in before["briefings/one.html"]
    changed = {path for path in after if after[path] != before.get(path)}
    assert {path for path in changed if not path.startswith("search/")} == {
        "a-z.html",
        "a-z.2.html",
        "places.html",
        "places/p60.html",
        "data/site.json",
    }
    assert before.keys() <= after.keys()
    assert "dead-link" not in {problem.code for problem in again.report}


def write_places(root: Path, count: int) -> None:
    places = "".join(f"  - {{id: p{n}, name: Town {n}}}\n" for n in range(count))
    (root / "content").mkdir(exist_ok=True)
    (root / "content" / "places.yaml").write_text(f"places:\n{places}", encoding="utf-8")
    (root / "content" / "site.yaml").write_text("languages: [en]\n", encoding="utf-8")
