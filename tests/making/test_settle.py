"""Whose slug is whose, which seeds stand alone, and what a briefing is told of those that it names."""

from collections.abc import Mapping
from pathlib import Path

from sitegen.archive.archive import Archive, new_archive
from sitegen.archive.items import Entry
from sitegen.build import BuildOptions
from sitegen.making.pieces import Item
from sitegen.making.settle import Neighbourhood, settle
from sitegen.making.shop import Shop, open_shop
from sitegen.making.weave import NEIGHBOUR_LISTS, weave_item
from sitegen.model.problems import Report
from tests.pages.ledger_folder import write_folder

ARTICLE = "A title\n\nWords.\n"


def read(root: Path, sidecars: Mapping[str, str], *seeds: str) -> tuple[Shop, Archive]:
    """Return an archive with these sidecars, each by its stem; those seeds are there too."""
    stems = {*sidecars, *seeds}
    files = {f"seeds/{stem}.txt": ARTICLE for stem in stems}
    files |= {f"content/briefings/{stem}.yaml": text for stem, text in sidecars.items()}
    shop = open_shop(BuildOptions(root=write_folder(root, files)).order, Report())
    archive = new_archive(None)
    for path in shop.shared.sidecars:
        woven = weave_item(Item(path), shop, None)
        day = None if woven.rows is None else woven.day
        archive.items.put(Entry(path, woven.summary, day, woven.problems, woven.named, ()))
        if woven.rows is not None:
            archive.store.fill([(woven.summary.slug, woven.day, woven.rows)])
    archive.store.finish()
    return shop, archive


def path(stem: str) -> str:
    return f"content/briefings/{stem}.yaml"


def test_everyone_whose_slug_is_their_own_keeps_it(tmp_path: Path) -> None:
    shop, archive = read(tmp_path, {"a": "{aliases: [old]}", "b": "slug: bee"})
    settled = settle(archive, shop.shared.inputs, report := Report())
    assert list(report) == []
    assert {one: summary.slug for one, summary in settled.summaries.items()} == {path("a"): "a", path("b"): "bee"}
    assert (settled.lonely, settled.refused, settled.refused_aliases) == ((), (), {})


def test_of_two_with_one_slug_the_first_by_path_keeps_it_upper_and_lower_case_alike(tmp_path: Path) -> None:
    shop, archive = read(tmp_path, {"a": "{}\n", "b": "slug: A"})
    settled = settle(archive, shop.shared.inputs, report := Report())
    assert [(problem.code, problem.where.path) for problem in report] == [("slug-taken", path("b"))]
    assert settled.refused == (path("b"),)
    assert set(settled.summaries) == {path("a")}


def test_an_alias_that_is_anothers_is_refused(tmp_path: Path) -> None:
    shop, archive = read(tmp_path, {"a": "aliases: [b, old]", "b": "aliases: [OLD]"})
    settled = settle(archive, shop.shared.inputs, report := Report())
    assert [problem.found for problem in report] == ["b", "OLD"]
    assert settled.refused_aliases == {path("a"): frozenset({"b"}), path("b"): frozenset({"OLD"})}


def test_a_seed_of_which_no_sidecar_speaks_gets_a_slug_that_is_free(tmp_path: Path) -> None:
    shop, archive = read(tmp_path, {"a": "slug: lonely"}, "lonely", "other")
    settled = settle(archive, shop.shared.inputs, Report())
    assert settled.lonely == (Item("seeds/lonely.txt", "lonely-2"), Item("seeds/other.txt", "other"))


def test_a_sidecar_that_cannot_be_read_still_speaks_of_its_seed(tmp_path: Path) -> None:
    shop, archive = read(tmp_path, {"a": "seed: other.txt\nannotations: [\n"}, "other")
    assert [item.path for item in settle(archive, shop.shared.inputs, Report()).lonely] == ["seeds/a.txt"]


def test_who_names_those_that_are_there_is_told_of_them_alone(tmp_path: Path) -> None:
    _, archive = read(tmp_path, {"a": "{}\n", "b": "{draft: true}", "c": "{}\n"})
    world = Neighbourhood(archive).world_of(("a", "b"))
    assert set(world.slugs) == {"a", "b"}
    assert [row.list for row in world.neighbours["a"].rows] == list(NEIGHBOUR_LISTS)
    assert (world.neighbours["b"].day, world.neighbours["b"].rows) == (None, ())
    assert world.neighbours["b"].summary.is_draft


def test_who_names_nobody_that_is_there_is_told_of_all_that_could_be_meant(tmp_path: Path) -> None:
    _, archive = read(tmp_path, {"a": "aliases: [old]", "b": "{}\n"})
    world = Neighbourhood(archive).world_of(("old", "b"))
    assert set(world.slugs) == {"a", "b"}
    assert world.slug_of_alias == {"old": "a"}
    assert set(world.neighbours) == {"b"}
