"""The search as readers use it: from the disk, by keyboard, in any spelling, with its words in the right places."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.inspection import find_barriers, find_overflow
from tests.browser.test_reading import build
from tests.language.test_search_words import cases_under

ARTICLE = """قمة في الوادي

الرياض - قال الكرملين إن {name} سيزور لبنان في السادس من يناير 2022، وأضاف أن 3,000 جندي غادروا.
وأعلن وزير الدفاع أن المياه عادت إلى القرى بعد عام من الجفاف.
"""
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\n",
    "content/actors.yaml": """actors:
  - id: putin
    type: person
    name: {ar: فلاديمير بوتين, en: Vladimir Putin}
    roles: [{title: {ar: رئيس روسيا, en: President of Russia}}]
  - {id: kremlin, type: institution, name: {ar: الكرملين, en: The Kremlin}}
  - {id: kamal, type: person, name: {ar: كمال جاد, en: Kamal Jad}}
""",
    "content/pages/about.md": "---\ntitle: {ar: عن الموقع, en: About}\n---\nنكتب عن الأنهار والسدود.\n",
    "content/briefings/a.yaml": """lang: ar
published: "2022-01-11"
title: {en: A summit in the valley}
summary: {ar: خلاصة القمة, en: The summit in a line.}
annotations:
  - {id: c1, kind: claim, at: "3,000 جندي", text: {ar: غادر ثلاثة آلاف, en: They left.}, status: disputed,
     body: {ar: لم يؤكد ذلك مراقب مستقل, en: No independent observer has confirmed it.}}
""",
    "seeds/a.txt": ARTICLE.format(name="فلاديمير بوتين"),
    "content/briefings/b.yaml": 'lang: ar\npublished: "2021-05-02"\n',
    "seeds/b.txt": "سوق السمك\n\nارتفعت أسعار السمك في بيروت، ولا خبر من لبوتين هناك.\nوللكرملين قصة أخرى.\n",
    "content/briefings/hidden.yaml": "lang: ar\ndraft: true\n",
    "seeds/hidden.txt": "مسودة سرية\n\nلا يجدها الباحث أبدا.\n",
}
RESULTS = """() => [...document.querySelectorAll("[data-results] > li")].map((one) =>
  one.dataset.result ?? one.dataset.resultEntry ?? `page ${one.dataset.resultPage}`)"""
FOLD = "(texts) => texts.map((text) => placeWords(text).map(({ word }) => word))"
FIT = "(pairs) => pairs.map(([wanted, word]) => Math.round(100 * fit(wanted, restsOf(wanted), word)))"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("search"), SITE)


def search(page: Page, words: str, address: str) -> list[str]:
    """Return what is found, in order: slugs, register and id of entries, pages."""
    page.goto(f"{address}?q={words}")
    expect(page.locator("[role=status]")).not_to_be_empty()
    found: list[str] = page.evaluate(RESULTS)
    return found


@pytest.fixture
def address(site: Path) -> str:
    return (site / "search.html").as_uri()


def test_the_script_folds_files_and_fits_words_as_the_index_does(page: Page, address: str) -> None:
    search(page, "x", address)
    words, pairs, fits = cases_under("words"), cases_under("one group"), cases_under("fit")

    assert page.evaluate(FOLD, [case.given for case in words]) == [case.expected.split() for case in words]
    groups = page.evaluate("(words) => words.map(groupOf)", [word for case in pairs for word in case[1:]])
    assert groups[::2] == groups[1::2]
    assert page.evaluate(FIT, [case.given.split() for case in fits]) == [int(case.expected) for case in fits]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("بوتين", ["actor putin", "a", "b"]),
        ("بُوتيـن", ["actor putin", "a", "b"]),
        ("الكرملين", ["actor kremlin", "a", "b"]),
        ("للكرملين", ["b", "actor kremlin", "a"]),
        ("Putin", ["actor putin", "a"]),
        ("3000", ["a"]),
        ("٣٠٠٠ جندی", ["a"]),
        ("السمك أسعار", ["b"]),
        ('"وزير الدفاع"', ["a"]),
        ('"الدفاع وزير"', []),
        ("مراقب مستقل", ["a"]),
        ("السدود", ["page about"]),
        ("مسودة سرية", []),
        ("زززز بعد", ["a"]),
    ],
)
def test_what_is_asked_for_is_found(page: Page, address: str, words: str, found: list[str]) -> None:
    got = search(page, words, address)

    assert sorted(got) == sorted(found)
    assert got[:1] == found[:1] or words == "للكرملين"
    assert (page.locator("[data-empty]").count() == 1) == (not found)


def test_results_lead_to_the_very_places_and_mark_the_words(page: Page, site: Path, address: str) -> None:
    search(page, "جندي بوتين مراقب", address)
    links = [link.get_attribute("href") or "" for link in page.locator("[data-result=a] .excerpts a").all()]

    assert {link.partition("#")[2] for link in links} >= {"c1"}
    assert any(link.partition("#")[2].startswith(("_m", "_b")) for link in links)
    shown = (site / "briefings/a.html").read_text(encoding="utf-8")
    assert all(f'id="{link.partition("#")[2]}"' in shown for link in links)
    assert set(page.locator("mark.hit").all_inner_texts()) == {"جندي", "بوتين", "مراقب"}


def test_a_title_stands_once_in_a_result(page: Page, address: str) -> None:
    search(page, "سوق", address)
    assert page.locator("[data-result=b]").inner_text().count("سوق") == 1


def test_the_name_of_an_entry_is_marked(page: Page, address: str) -> None:
    search(page, "بوتين", address)
    expect(page.locator("[data-result-entry] h2 mark.hit")).to_have_text("بوتين")


def test_a_name_that_begins_like_a_proclitic_is_no_card_of_its_rest(page: Page, address: str) -> None:
    assert search(page, "مال", address) == ["actor kamal"]
    expect(page.locator(".named")).to_have_count(0)
    search(page, "كمال", address)
    expect(page.locator(".named")).to_have_count(1)


def test_the_english_edition_finds_an_arabic_article_and_shows_it_in_its_own_direction(page: Page, site: Path) -> None:
    assert search(page, "observer", (site / "en/search.html").as_uri()) == ["a"]
    expect(page.locator("[role=status]")).to_have_text("1 briefing")
    assert search(page, "جندي", (site / "en/search.html").as_uri()) == ["a"]
    excerpt = page.locator("[data-result=a] .excerpts bdi").first
    assert (excerpt.get_attribute("lang"), excerpt.get_attribute("dir")) == ("ar", "rtl")


def test_it_is_used_by_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("بوتين")
    page.keyboard.press("Enter")
    expect(page.locator("[data-result]")).to_have_count(2)
    assert re.search(r"search\.html\?q=%D8%A8", page.url)
    field = page.locator("main input")
    expect(field).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-result=a] h2 a")).to_be_focused()
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/actors/putin.html")


def test_the_other_edition_searches_for_the_same(page: Page, address: str) -> None:
    search(page, "observer جندي", address)
    page.locator(".languages a").click()
    expect(page.locator("[data-result=a]")).to_be_visible()
    assert "/en/search.html?q=observer" in page.url


def test_what_is_searched_can_be_narrowed_and_stands_in_the_address(page: Page, address: str) -> None:
    search(page, "جندي مراقب", address)
    page.locator("[data-sort=note]").click()
    expect(page.locator("mark.hit")).to_have_text(["جندي"])
    assert "in=text.name" in page.url
    page.reload()
    expect(page.locator("[data-sort=note]")).to_have_attribute("aria-pressed", "false")
    expect(page.locator("mark.hit")).to_have_text(["جندي"])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_results_are_no_barrier_and_fit_a_phone(page: Page, address: str, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    search(page, "بوتين", address)
    assert [str(found) for found in find_barriers(page, "search.html")] == []
    assert [str(found) for found in find_overflow(page, "search.html")] == []
