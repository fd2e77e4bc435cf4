"""What readers see of lists: lines of facts, numbers held by their titles, dates in one piece, what opens in place."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_reading import build

TITLES = ("قمة المناخ تختتم أعمالها بلا اتفاق", "الخلاف على المياه يعود إلى الواجهة من جديد", "عودة إلى الماضي")
BRIEFING = """lang: ar
published: "2022-01-1{day}"
title: {{en: The long title of an article on rivers and on what they carry {day}}}
summary: {{ar: خلاصة, en: A summary.}}
topics: [water, rain]
annotations:
  - {{kind: quote, at: كلام طويل يقال, speaker: sami, verb: قال, stance: warn, form: direct, said: "2022-01-0{day}"}}
  - {{kind: claim, at: يقال, text: {{ar: قيل كلام طويل, en: A long thing was said.}}, speaker: sami, status: disputed,
     as_of: "2022-01-1{day}", credibility: 3, body: {{ar: شرح, en: Why.}},
     evidence: [{{source: wire, supports: true}}, {{source: paper, supports: false}}]}}
  - {{kind: event, at: ثم, date: "2022-01-1{day}", title: {{ar: حدث, en: An event}}}}
"""
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\ndescription: {ar: أخبار مشروحة}\nlanguages: [ar, en]\n",
    "content/actors.yaml": "actors: [{id: sami, type: person, name: {ar: سامي الخطيب, en: Sami Khatib}}]\n",
    "content/sources.yaml": """sources:
  - {id: wire, title: Wire report, container-title: The Wire}
  - {id: paper, title: Paper report, container-title: A Paper}
""",
    **{f"content/briefings/b{day}.yaml": BRIEFING.format(day=day) for day, _ in enumerate(TITLES, 1)},
    **{
        f"seeds/b{day}.txt": f"{title}\n\n{'قال سامي الخطيب كلام طويل. ' * day}وهذا كلام طويل يقال ثم ينسى.\n"
        for day, title in enumerate(TITLES, 1)
    },
}
LINES_OF_FACTS = """() => [...document.querySelectorAll(".meta")].flatMap((meta) => {
  const lines = Map.groupBy([...meta.children], (fact) => Math.round(fact.getBoundingClientRect().top));
  return [...lines.values()].map(([first]) => {
    const [line, fact] = [meta.getBoundingClientRect(), first.getBoundingClientRect()];
    return document.dir === "rtl" ? fact.right - line.right : line.left - fact.left;
  });
})"""
"""By how much the first fact of each line, whose point stands in its first pixels, sticks out of the line."""
NUMBERS = """() => [...document.querySelectorAll(".places-named > li")].map((place) => {
  const title = document.createRange();
  const words = place.querySelector("a").lastChild;
  title.setStart(words.lastChild ?? words, (words.lastChild ?? words).length - 1);
  title.setEnd(words.lastChild ?? words, (words.lastChild ?? words).length);
  const middle = ({ top, bottom }) => (top + bottom) / 2;
  return [title, ...place.querySelectorAll(".numbers a")].map((one) => middle(one.getBoundingClientRect()));
})"""
BROKEN_DATES = """() => [...document.querySelectorAll("time")].flatMap((time) => {
  Object.assign(time.style, { display: "inline-block", maxInlineSize: "1em", overflowWrap: "normal" });
  const letters = [...time.textContent].map((letter, place) => {
    const range = document.createRange();
    range.setStart(time.firstChild, place);
    range.setEnd(time.firstChild, place + 1);
    return [letter, range.getBoundingClientRect().top];
  });
  return letters.filter(([, top], place) => place && top > letters[place - 1][1] + 8 && letters[place - 1][0] !== "/");
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("lists"), SITE)


@pytest.fixture
def page(page: Page) -> Page:
    """Return the tab as narrow as a phone."""
    page.set_viewport_size({"width": 390, "height": 800})
    return page


@pytest.mark.parametrize("name", ["quotes", "en/claims", "actors/sami", "en/index"])
def test_no_point_between_facts_begins_or_ends_a_line(site: Path, page: Page, name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    stick_out = page.evaluate(LINES_OF_FACTS)

    assert len(stick_out) > len(page.locator(".meta").all()), "no line is full, and nothing is tried"
    assert min(stick_out) >= 12, "the point before the first fact of a line is seen"


@pytest.mark.parametrize("edition", ["", "en/"])
def test_numbers_of_places_are_targets_on_the_line_of_their_titles_last_word(
    site: Path, page: Page, edition: str
) -> None:
    page.goto((site / f"{edition}a-z.html").as_uri())
    for width in (*range(320, 480, 8), 1280):
        page.set_viewport_size({"width": width, "height": 800})
        lines = page.evaluate(NUMBERS)
        assert lines
        assert all(max(line) - min(line) < 8 for line in lines), width
    sizes = [box for number in page.locator(".numbers a").all() if (box := number.bounding_box())]
    assert min(min(box["width"], box["height"]) for box in sizes) >= 24


@pytest.mark.parametrize("name", ["claims", "en/quotes", "timeline", "actors/sami", "index"])
def test_dates_break_at_their_slash_alone(site: Path, page: Page, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto((site / f"{name}.html").as_uri())

    assert page.evaluate(BROKEN_DATES) == []


def test_home_tells_in_its_first_screen_what_it_is_what_is_disputed_and_where_to_go_on(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((site / "index.html").as_uri())
    seen = [".page-head .lead", ".card-title", ".lead-card .prose", ".lead-claims .status", ".doors a"]
    found = [(name, box) for name in seen for one in page.locator(name).all() if (box := one.bounding_box())]

    assert {name for name, box in found if box["width"] > 0} == set(seen)
    assert [name for name, box in found if box["y"] + box["height"] > 800 and name != ".card-title"] == []
    assert [one.inner_text() for one in page.locator(".doors b").all()] == ["3", "1", "3"]


def test_a_dossier_shows_what_the_actor_said_in_the_first_screen_of_a_phone(site: Path, page: Page) -> None:
    page.goto((site / "actors/sami.html").as_uri())
    words = page.locator("blockquote").first.bounding_box()

    assert words
    assert words["y"] + words["height"] < 600


def test_how_a_claim_was_checked_opens_below_it_and_moves_nothing_above(site: Path, page: Page) -> None:
    page.goto((site / "claims.html").as_uri())
    details = page.locator("details.row-more").first
    before = page.locator("[data-row] h3").first.bounding_box()
    assert not details.locator(".evidence").is_visible()
    details.locator("summary").click()

    assert details.locator(".evidence").is_visible()
    assert page.locator("[data-row] h3").first.bounding_box() == before


def test_quotation_marks_are_those_of_the_quoted_language(site: Path, page: Page) -> None:
    page.goto((site / "en/claims.html").as_uri())
    marks = page.evaluate("""() => ["ar", "en", "fa", "he"].map((lang) => {
      const quote = Object.assign(document.createElement("q"), { lang });
      document.querySelector(".row-places > li").append(quote);
      return getComputedStyle(quote).quotes;
    })""")

    assert marks == ['"«" "»"', '"“" "”"', '"«" "»"', '"”" "”"']
    assert page.evaluate("getComputedStyle(document.querySelector('q'), '::before').content") in ("open-quote", '"«"')
