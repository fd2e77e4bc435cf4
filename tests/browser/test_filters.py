"""Filters of ledgers and of home: what is left of the rows, what values count, what the address says, the way back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.inspection import AXE, WCAG
from tests.browser.test_reading import build
from tests.pages.ledger_folder import FILES

LEFT = "[...document.querySelectorAll('[data-row]')].filter((row) => row.checkVisibility()).map((row) => row.id)"
COUNTS = """(key) => Object.fromEntries([...document.querySelectorAll(`a[data-filter=${key}]`)]
  .filter((link) => !link.parentElement.hidden)
  .map((link) => [link.dataset.value, link.querySelector(".count").textContent]))"""
VIOLATIONS = """(tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, preload: false })
  .then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`)))"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("filters"), FILES)


def choose(page: Page, key: str, value: str) -> None:
    link = page.locator(f'a[data-filter="{key}"][data-value="{value}"]')
    if not link.is_visible():
        link.locator("xpath=ancestor::details").locator("summary").click()
    link.click()


def said(page: Page) -> str:
    return page.locator(".filters [role=status]").inner_text()


def query(page: Page) -> str:
    return page.url.partition(".html")[2]


def test_keys_are_combined_and_every_value_counts_what_the_other_keys_leave(site: Path, page: Page) -> None:
    page.goto((site / "claims.html").as_uri())
    names = {"A diplomat": "1", "A source": "1", "The Teller": "1"}  # of those whom no register knows
    assert page.evaluate(COUNTS, "speaker") == {"ali": "1", "badr": "1", "_unnamed": "2", **names}
    choose(page, "speaker", "_unnamed")

    assert page.evaluate(LEFT) == ["_one.c3", "c_told"]
    assert page.evaluate(COUNTS, "status") == {"unverified": "1", "not_checkable": "1"}
    choose(page, "status", "unverified")
    assert page.evaluate(LEFT) == ["_one.c3"]
    assert page.evaluate(COUNTS, "topic") == {"water": "1", "rain": "1"}
    assert page.evaluate(COUNTS, "speaker") == {"_unnamed": "1", "A diplomat": "1", "The Teller": "1"}
    assert page.locator("section.ledger:visible h2").all_inner_texts() == ["Unverified 1 claim"]


def test_the_address_says_what_is_chosen_and_the_way_back_gives_it_up(site: Path, page: Page) -> None:
    page.goto((site / "claims.html").as_uri())
    choose(page, "speaker", "A diplomat")
    choose(page, "status", "unverified")
    assert query(page) == "?speaker=A+diplomat&status=unverified"
    page.reload()
    assert page.evaluate(LEFT) == ["_one.c3"]
    page.go_back()
    assert query(page) == "?speaker=A+diplomat"
    choose(page, "speaker", "A diplomat")
    assert query(page) == ""
    assert len(page.evaluate(LEFT)) == 5


def test_how_many_are_left_is_said_in_the_plural_form_of_the_language(site: Path, page: Page) -> None:
    page.goto((site / "ar/timeline.html").as_uri() + "?actor=ali")
    assert said(page) == "يظهر حدث واحد."
    choose(page, "actor", "ali")
    assert said(page) == ""
    choose(page, "year", "2024")
    assert said(page) == "يظهر حدثان."
    page.goto((site / "ar/quotes.html").as_uri() + "?speaker=_unnamed")
    assert said(page) == "يظهر اقتباسان."


def test_where_nothing_is_left_a_line_leads_back(site: Path, page: Page) -> None:
    page.goto((site / "quotes.html").as_uri() + "?form=scare&stance=assert")
    assert page.evaluate(LEFT) == []
    page.locator("[data-none] a").click()

    assert query(page) == ""
    assert len(page.evaluate(LEFT)) == 6
    expect(page.locator("[data-none]")).to_be_hidden()


def test_a_list_of_values_opens_with_a_key_and_closes_with_escape(site: Path, page: Page) -> None:
    page.goto((site / "quotes.html").as_uri())
    summary = page.locator("details.facet summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(page.locator(".facet-values a").first).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert len(page.evaluate(LEFT)) == 1
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Assertion")


@pytest.mark.parametrize(("name", "value"), [("claims", "disputed"), ("ar/quotes", "ali"), ("timeline", "2024")])
def test_on_a_phone_filters_take_a_third_of_the_screen_at_most_and_are_for_everybody(
    site: Path, browser: Browser, name: str, value: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto((site / f"{name}.html").as_uri())
    height = page.evaluate("document.querySelector('.filters').offsetHeight")
    page.locator(f"a[data-value='{value}']").first.click()
    page.locator("details.facet summary:visible").first.click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations = page.evaluate(VIOLATIONS, list(WCAG))
    context.close()

    assert height <= 844 / 3
    assert violations == []


def test_without_scripts_the_key_of_the_groups_leads_to_headings_and_the_others_are_not_shown(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "claims.html").as_uri())
    shown = page.locator("[data-filter]:visible")
    assert shown.evaluate_all("(links) => [...new Set(links.map((link) => link.dataset.filter))]") == ["status"]
    page.get_by_role("link", name="Unverified 2").click()

    assert query(page) == "?status=unverified#_status-unverified"
    assert page.locator("[data-row]:visible").count() == 5
    context.close()


def test_on_home_briefings_are_found_by_topic_and_year_the_newest_among_them(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    shown = page.locator("[data-row]:visible .card-title")
    assert shown.all_inner_texts() == ["The river again", "The river"]
    assert page.get_by_role("link", name="Rain 1").get_attribute("href") == "?topic=rain"
    choose(page, "topic", "rain")

    assert shown.all_inner_texts() == ["The river"]
    assert said(page) == "1 briefing is shown."


STATUSES = ("confirmed", "disputed", "unverified")
SPLIT = {
    "content/site.yaml": "{languages: [ar], title: Split, digits: arab}\n",
    "content/actors.yaml": "actors: [{id: ali, name: Ali}, {id: badr, name: Badr}]\n",
    "seeds/many.txt": "عنوان\n\nقال قائل.\n",
    "content/briefings/many.yaml": "lang: ar\ntopics: [water]\nannotations:\n"
    + "".join(
        f"  - {{id: c{n}, kind: claim, at: قائل, text: Claim {n}, status: {STATUSES[n % 3]},"
        f" speaker: {('ali', 'badr')[n % 2]}}}\n"
        for n in range(480)
    ),
}


@pytest.fixture(scope="module")
def split(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("split"), SPLIT)


def test_rows_of_a_split_list_come_as_scripts_when_they_are_asked_for(split: Path, page: Page) -> None:
    page.goto((split / "claims.html").as_uri())
    before = page.evaluate("document.querySelectorAll('script').length")
    listed = len(page.evaluate(LEFT))
    choose(page, "speaker", "badr")

    expect(page.locator("[data-row]:visible")).to_have_count(240)
    assert said(page) == "يظهر ٢٤٠ ادعاءً."
    counts = page.locator("section.ledger:visible h2 .count").all_inner_texts()
    assert counts == ["٨٠ ادعاءً"] * 3
    assert page.evaluate("document.querySelectorAll('script').length") == before + 4
    choose(page, "status", "disputed")
    expect(page.locator("[data-row]:visible")).to_have_count(80)
    assert {text.split()[-1] for text in page.locator("[data-row]:visible h3").all_inner_texts()} == {
        str(n) for n in range(1, 480, 6)
    }
    page.locator(".filters [data-clear]").click()
    assert len(page.evaluate(LEFT)) == listed
    page.goto((split / "claims.html").as_uri() + "?status=confirmed&speaker=ali")
    expect(page.locator("[data-row]:visible")).to_have_count(80)


def test_the_quotes_of_a_dossier_are_found_by_stance(page: Page, tmp_path: Path) -> None:
    quotes = "".join(
        f"  - {{kind: quote, at: word{number}, speaker: ali, stance: {stance}, form: direct}}\n"
        for number, stance in enumerate(["deny", "warn", "warn"] * 2)
    )
    files = {
        "content/site.yaml": "languages: [en]\n",
        "content/actors.yaml": "actors: [{id: ali, name: Ali}]\n",
        "content/briefings/one.yaml": f"annotations:\n{quotes}",
        "seeds/one.txt": f"Title\n\n{' '.join(f'word{number}' for number in range(6))} said Ali.\n",
    }
    page.goto((build(tmp_path, files) / "actors/ali.html").as_uri())
    assert page.evaluate(COUNTS, "stance") == {"warn": "4", "deny": "2"}
    choose(page, "stance", "deny")
    expect(page.locator("blockquote:visible")).to_have_text(["word0", "word3"])
    assert query(page) == "?stance=deny"
