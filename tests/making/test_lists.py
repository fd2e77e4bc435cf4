"""Families of pages over an archive: made whole or in part, in this process or in another, always the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen.archive.archive import new_archive
from sitegen.archive.items import Entry
from sitegen.archive.store import Store, list_key
from sitegen.build import BuildOptions
from sitegen.making.lists import Hall, make_families
from sitegen.making.pieces import Item, SiteFacts
from sitegen.making.shop import Shop, forget_shops, open_shop, set_up
from sitegen.making.weave import weave_item
from sitegen.model.problems import Report
from tests.pages.ledger_folder import write_folder

FACTS = SiteFacts(frozenset({"claim", "quote", "event", "mention"}))


@contextmanager
def opened(root: Path) -> Iterator[tuple[Shop, Store, Path]]:
    """A site's set-up, and the archive of its briefings, in a file."""
    shop = open_shop(BuildOptions(root=write_folder(root)).order, Report())
    set_up(shop)
    file = root / "archive.sqlite"
    archive = new_archive(file)
    for path in shop.shared.sidecars:
        woven = weave_item(Item(path), shop, None)
        archive.items.put(Entry(path, woven.summary, woven.day, (), (), ()))
        archive.store.fill([(woven.summary.slug, woven.day, woven.rows or ())])
    archive.store.finish()
    archive.store.commit()
    yield shop, archive.store, file
    archive.store.close()
    forget_shops()


def test_every_family_has_a_name_of_its_own_formats_first(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, _):
        names = Hall(shop, store, FACTS).names
    assert len(set(names)) == len(names)
    assert "data feeds" in names[:20]
    assert {"topics/water.html", "ar/topics/water.html", "actors/ali", "redirects"} <= set(names)


def test_a_family_knows_what_its_plan_and_each_of_its_pages_rest_on(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, _):
        family = Hall(shop, store, FACTS).make("topics/water.html")
    assert family.paths == ("topics/water.html",)
    assert [file.path for file in family.artifacts] == ["topics/water.html"]
    assert list_key("topic water") in family.keys
    (page,) = family.pages
    assert page.keys


def test_only_what_was_asked_for_is_made_and_all_is_planned(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, _):
        hall = Hall(shop, store, FACTS)
        whole, part = hall.make("redirects"), hall.make("redirects", {"briefings/first.html"})
    assert part.paths == whole.paths == ("briefings/first.html", "briefings/old-one.html")
    assert [file.path for file in part.artifacts] == ["briefings/first.html"]
    assert part.artifacts[0] == whole.artifacts[0]


def test_a_page_whose_template_fails_is_told_and_has_no_file(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "topic.html").write_text("{{ nothing.at.all }}", encoding="utf-8")
    with opened(tmp_path) as (shop, store, _):
        family = Hall(shop, store, FACTS).make("topics/water.html")
    assert family.artifacts == ()
    assert [page.path for page in family.pages] == ["topics/water.html"]
    assert [problem.code for problem in family.problems] == ["template-undefined"]


def test_another_process_makes_the_same_from_the_file(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, file):
        hall = Hall(shop, store, FACTS)
        pieces = [(name, None) for name in hall.names]
        assert list(make_families(pieces, shop.order, file, FACTS)) == [hall.make(*piece) for piece in pieces]


def test_a_new_set_up_looks_into_the_archive_anew(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, file):
        (before,) = make_families([("redirects", None)], shop.order, file, FACTS)
        store.replace("one", None, ())
        store.commit()
        set_up(open_shop(shop.order, Report()))
        (after,) = make_families([("redirects", None)], shop.order, file, FACTS)
    assert before.paths
    assert after.paths == ()


def test_feeds_tell_of_the_newest_and_rest_on_all_of_them(tmp_path: Path) -> None:
    with opened(tmp_path) as (shop, store, _):
        hall = Hall(shop, store, FACTS)
        newest = hall.site.newest
        assert [newest[0].slug, *(briefing.slug for briefing in newest[1:])] == ["two", "one"]
        assert len(newest) == 2
        with pytest.raises(IndexError):
            newest[2]
        assert {row for row in hall.make("data feeds").keys if row > 0}
