"""What a process sets up for an settings, and which set-up it works with."""

from pathlib import Path

import pytest

from sitegen.build import BuildOptions
from sitegen.engine.setup import HtmlOf, SiteFlags, forget_setup, open_setup, set_up, setup_for
from sitegen.model.problems import Report
from tests.pages.ledger_folder import FILES, write_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def test_a_process_works_for_one_build_at_a_time_and_with_one_set_up(root: Path) -> None:
    settings, other = BuildOptions(root=root).build_settings, BuildOptions(root=root, with_drafts=True).build_settings
    forget_setup()
    first = setup_for(settings)
    assert setup_for(settings) is first
    assert setup_for(other).build_settings == other
    assert setup_for(settings) is not first


def test_what_was_set_up_is_used_until_it_is_forgotten(root: Path) -> None:
    mine = open_setup(BuildOptions(root=root).build_settings, Report())
    set_up(mine)
    assert setup_for(mine.build_settings) is mine
    forget_setup()
    assert setup_for(mine.build_settings) is not mine


def test_the_address_that_was_asked_for_stands_for_that_of_the_settings(root: Path) -> None:
    setup = open_setup(BuildOptions(root=root, base_url="https://example.net/").build_settings, Report())
    assert setup.shared.settings.url
    assert setup.shared.settings.url.value == "https://example.net/"


def test_what_is_wrong_with_what_all_share_is_told_each_time(root: Path) -> None:
    (root / "content" / "actors.yaml").write_text(FILES["content/actors.yaml"] + "  - {name: x}\n", encoding="utf-8")
    settings, first, again = BuildOptions(root=root).build_settings, Report(), Report()
    former = open_setup(settings, first)
    open_setup(settings, again, former)
    assert [problem.code for problem in first] == ["missing-key"]
    assert list(again) == list(first)


def test_a_former_set_up_knows_of_new_briefings(root: Path) -> None:
    settings = BuildOptions(root=root).build_settings
    former = open_setup(settings, Report())
    write_folder(root, {"content/briefings/more.yaml": "seed: one.txt\n"})
    setup = open_setup(settings, Report(), former)
    assert set(setup.shared.sidecars) - set(former.shared.sidecars) == {"content/briefings/more.yaml"}
    assert setup.matcher is former.matcher


def test_a_renderer_is_opened_once_for_the_flags_that_it_needs(root: Path) -> None:
    setup = open_setup(BuildOptions(root=root).build_settings, Report())
    flags = SiteFlags(frozenset({"claim"}))
    assert setup.renderer(flags) is setup.renderer(SiteFlags(frozenset({"claim"})))
    assert setup.renderer(flags) is not setup.renderer(SiteFlags(frozenset()))


def test_html_that_was_not_made_is_made_when_it_is_asked_for() -> None:
    html = HtmlOf({"*a*": "shared"})
    assert html["*a*"] == "shared"
    assert html["*b*"] == "<p><em>b</em></p>\n"
    assert set(html) == {"*a*", "*b*"}


def test_html_is_kept_only_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.engine.setup.MOST_HTML", 2)
    html = HtmlOf({"a": "shared"})
    for number in range(4):
        html.take_in({str(number): ""})
    assert set(html) == {"a", "3"}
