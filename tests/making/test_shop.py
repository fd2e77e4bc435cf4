"""What a process sets up for an order, and which set-up it works with."""

from pathlib import Path

import pytest

from sitegen.build import BuildOptions
from sitegen.making.pieces import SiteFacts
from sitegen.making.shop import HtmlOf, forget_shops, open_shop, set_up, shop_for
from sitegen.model.problems import Report
from tests.pages.ledger_folder import FILES, write_folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_folder(tmp_path)


def test_a_process_works_for_one_order_at_a_time_and_with_one_set_up(root: Path) -> None:
    order, other = BuildOptions(root=root).order, BuildOptions(root=root, with_drafts=True).order
    forget_shops()
    first = shop_for(order)
    assert shop_for(order) is first
    assert shop_for(other).order == other
    assert shop_for(order) is not first


def test_what_was_set_up_is_used_until_it_is_forgotten(root: Path) -> None:
    mine = open_shop(BuildOptions(root=root).order, Report())
    set_up(mine)
    assert shop_for(mine.order) is mine
    forget_shops()
    assert shop_for(mine.order) is not mine


def test_the_address_that_was_asked_for_stands_for_that_of_the_settings(root: Path) -> None:
    shop = open_shop(BuildOptions(root=root, base_url="https://example.net/").order, Report())
    assert shop.shared.settings.url
    assert shop.shared.settings.url.value == "https://example.net/"


def test_what_is_wrong_with_what_all_share_is_told_each_time(root: Path) -> None:
    (root / "content" / "actors.yaml").write_text(FILES["content/actors.yaml"] + "  - {name: x}\n", encoding="utf-8")
    order, first, again = BuildOptions(root=root).order, Report(), Report()
    former = open_shop(order, first)
    open_shop(order, again, former)
    assert [problem.code for problem in first] == ["missing-key"]
    assert list(again) == list(first)


def test_a_former_set_up_knows_of_new_briefings(root: Path) -> None:
    order = BuildOptions(root=root).order
    former = open_shop(order, Report())
    write_folder(root, {"content/briefings/more.yaml": "seed: one.txt\n"})
    shop = open_shop(order, Report(), former)
    assert set(shop.shared.sidecars) - set(former.shared.sidecars) == {"content/briefings/more.yaml"}
    assert shop.matcher is former.matcher


def test_a_press_is_opened_once_for_the_facts_that_it_needs(root: Path) -> None:
    shop = open_shop(BuildOptions(root=root).order, Report())
    facts = SiteFacts(frozenset({"claim"}))
    assert shop.press(facts) is shop.press(SiteFacts(frozenset({"claim"})))
    assert shop.press(facts) is not shop.press(SiteFacts(frozenset()))


def test_html_that_was_not_made_is_made_when_it_is_asked_for() -> None:
    html = HtmlOf({"*a*": "shared"})
    assert html["*a*"] == "shared"
    assert html["*b*"] == "<p><em>b</em></p>\n"
    assert set(html) == {"*a*", "*b*"}


def test_html_is_kept_only_as_long_as_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.making.shop.MOST_HTML", 2)
    html = HtmlOf({"a": "shared"})
    for number in range(4):
        html.take_in({str(number): ""})
    assert set(html) == {"a", "3"}
