"""The stages of a build: whose slug is whose, which seeds are drafts, what a briefing knows of those that it names."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sitegen.build import BuildOptions
from sitegen.engine.archive import Archive, new_archive
from sitegen.engine.briefing_files import Grant
from sitegen.engine.briefing_stages import neighbours_of
from sitegen.engine.build_run import BuildRun
from sitegen.engine.build_settings import Workers
from sitegen.engine.changes import scan_sources
from sitegen.engine.file_state import NEVER
from sitegen.engine.setup import open_setup
from sitegen.engine.stages import run_stages
from sitegen.engine.steps import Steps
from sitegen.model.problems import Report
from tests.pages.ledger_folder import write_folder

ARTICLE = "A title\n\nWords.\n"


def run(root: Path, sidecars: Mapping[str, str], *seeds: str, archive: Archive | None = None) -> BuildRun:
    """Return a run over these sidecars, each by its stem; those seeds are there too. No problem stops it."""
    files = {f"seeds/{stem}.txt": ARTICLE for stem in {*sidecars, *seeds}}
    files |= {f"content/briefings/{stem}.yaml": text for stem, text in sidecars.items()}
    new = {name: text for name, text in files.items() if not (file := root / name).exists() or file.read_text() != text}
    options, problems = BuildOptions(root=write_folder(root, new), with_drafts=True), Report()
    found = BuildRun(
        setup=open_setup(options.build_settings, problems),
        archive=archive or new_archive(None),
        sources=replace(scan_sources(root, NEVER), changed=frozenset(new) if archive else None),
        workers=Workers(),
        is_stopped=lambda _: False,
        put=lambda _: None,
        setup_problems=problems,
    )
    run_stages(found)
    return found


def path(stem: str) -> str:
    return f"content/briefings/{stem}.yaml"


def told(found: BuildRun, code: str) -> list[tuple[str, str]]:
    return [(problem.where.path, problem.found) for problem in found.report if problem.code == code]


def test_each_briefing_whose_slug_is_its_own_keeps_it(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "{aliases: [old]}", "b": "slug: bee"})
    files = found.archive.files
    assert told(found, "slug-taken") == []
    assert [files.path_of(slug) for slug in ("a", "bee", "b")] == [path("a"), path("b"), None]
    assert {files.grant(path(stem)) for stem in "ab"} == {Grant()}
    assert {"briefings/a.html", "briefings/bee.html", "briefings/old.html"} <= found.made


def test_of_two_with_one_slug_the_first_by_path_keeps_it_upper_and_lower_case_alike(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "{}\n", "b": "slug: A"})
    assert told(found, "slug-taken") == [(path("b"), "A")]
    assert [found.archive.files.is_refused(path(stem)) for stem in "ab"] == [False, True]
    assert found.archive.files.published() == 1
    assert "briefings/A.html" not in found.archive.steps.files()


def test_a_draft_gives_its_slug_to_a_briefing_that_is_none_though_it_was_read_first(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "{draft: true, slug: same}", "b": "slug: same"})
    assert [found.archive.files.is_refused(path(stem)) for stem in "ab"] == [True, False]
    assert found.archive.files.path_of("same") == path("b")
    assert [line.slug for line in found.list_maker.site.library.briefings()] == ["same"]


def test_a_former_slug_that_is_anothers_is_refused(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "aliases: [b, old]", "b": "aliases: [OLD]"})
    assert told(found, "slug-taken") == [(path("a"), "b"), (path("b"), "OLD")]
    grants = [found.archive.files.grant(path(stem)) for stem in "ab"]
    assert grants == [Grant(refused_aliases=frozenset({one})) for one in ("b", "OLD")]
    assert found.list_maker.site.library.aliases() == (("a", "old"),)


def test_a_seed_of_which_no_sidecar_speaks_gets_a_slug_that_is_free(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "slug: lonely"}, "lonely", "other")
    assert found.archive.files.lonely() == {"seeds/lonely.txt": "lonely-2", "seeds/other.txt": "other"}


def test_a_sidecar_that_cannot_be_read_still_speaks_of_its_seed(tmp_path: Path) -> None:
    found = run(tmp_path, {"a": "seed: other.txt\nannotations: [\n"}, "other")
    assert set(found.archive.files.lonely()) == {"seeds/a.txt"}


def test_a_briefing_that_names_others_is_told_of_these_alone(tmp_path: Path) -> None:
    archive = run(tmp_path, {"a": "{}\n", "b": "{draft: true}", "c": "{}\n"}).archive
    neighbours = neighbours_of(archive, ("a", "b"))
    assert set(neighbours.slugs) == {"a", "b"}
    assert neighbours.named["a"].abstract == archive.records.abstract_row("a")
    assert neighbours.named["b"].summary.is_draft


def test_a_briefing_that_names_one_that_is_not_there_is_told_of_all_that_could_be_meant(tmp_path: Path) -> None:
    neighbours = neighbours_of(run(tmp_path, {"a": "aliases: [old]", "b": "{}\n"}).archive, ("old", "b"))
    assert set(neighbours.slugs) == {"a", "b"}
    assert neighbours.slug_of_alias == {"old": "a"}
    assert set(neighbours.named) == {"b"}


def briefings_made(found: BuildRun) -> set[str]:
    return {file for file in found.made if file.startswith("briefings/")}


def test_only_what_rests_on_a_change_is_made_again(tmp_path: Path) -> None:
    sidecars = {"a": "related: [b]", "b": "title: {en: First}", "c": "{}\n"}
    archive = run(tmp_path, sidecars).archive
    assert briefings_made(run(tmp_path, sidecars, archive=reopened(archive))) == set()
    sidecars["c"] = "title: {en: Third}"
    assert briefings_made(run(tmp_path, sidecars, archive=reopened(archive))) == {"briefings/c.html"}
    sidecars["b"] = "title: {en: Second}"
    both = {"briefings/a.html", "briefings/b.html"}
    assert briefings_made(run(tmp_path, sidecars, archive=reopened(archive))) == both


def reopened(archive: Archive) -> Archive:
    """The archive as the next build finds it."""
    return replace(archive, is_fresh=False, steps=Steps(archive.connection))
