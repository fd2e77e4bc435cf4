"""What readers see of pictures: words below each other beside their drawing, nothing cut, no barrier, both ways."""

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.inspection import find_barriers, find_overflow
from tests.browser.test_reading import build

NAMES = {
    f"a{number}": f"وزارة الشؤون {'الطويلة الاسم جدا ' * (number % 3)}{'ابتثجحخدذر'[number]}" for number in range(10)
}
TITLE = "Chromium Long-Winded Title of What Happened on That Day in a Town Far Away {number}"
DATES = (
    "2019",
    "2022-01-01",
    "2022-01-02",
    "2022-01-02",
    "2022-01-02?",
    "2022-01-03/2022-01-09",
    "2022-01-30T10:00:00Z",
    "2023-05",
)
PARAGRAPHS = [
    f"قالت {NAMES[f'a{number}']} اليوم إن {NAMES[f'a{(number + step) % 10}']} لن تحضر."
    for number in range(10)
    for step in (1, 1, 3)
]
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\n",
    "content/actors.yaml": "actors:\n"
    + "".join(
        f"  - {{id: {one}, type: institution, name: {{ar: {name}, en: Ministry of Widely Ranging Wishes {one}}}}}\n"
        for one, name in NAMES.items()
    ),
    "content/events.yaml": "events:\n"
    + "".join(
        f'  - {{id: e{number}, date: "{date}", certainty: {"planned" if number == 3 else "certain"},'
        f" title: {{ar: 'وقع في ذلك اليوم أمر {'طويل ' * number}', en: {TITLE.format(number=number)}}}}}\n"
        for number, date in enumerate(DATES)
    ),
    "content/briefings/one.yaml": 'lang: ar\npublished: "2022-01-11"\nannotations:\n'
    + "".join(
        f"  - {{kind: {('context', 'quote', 'language')[number % 3]}, body: شرح,"
        f" at: {{exact: لن تحضر, occurrence: {number + 1}}}}}\n"
        for number in range(9)
    ),
    "seeds/one.txt": "اجتماع الوزارات\n\n" + "\n".join(PARAGRAPHS) + "\n",
}
PICTURES = {
    "index": "strip",
    "actors/a0": "strip",
    "actors": "network",
    "briefings/one": "network",
    "timeline": "timeline",
}
ROWS = """(kind) => [...document.querySelectorAll(`[data-picture=${kind}] foreignObject :is(p, li)`)].map((row) => {
  const text = document.createRange();
  text.selectNodeContents(row);
  const [box, words] = [row.getBoundingClientRect(), text.getBoundingClientRect()];
  return { top: box.top, bottom: box.bottom, cut: words.top < box.top - 1 || row.scrollWidth > row.clientWidth,
    height: box.height, start: document.dir === "rtl" ? -words.right : words.left };
})"""
"""Boxes of the rows, and where their words begin in the direction of the page."""
DRAWN = """(kind) => [...document.querySelectorAll(`figure[data-picture=${kind}] svg :is(path, circle)`)].map((one) => {
  const { left, right } = one.getBoundingClientRect();
  return document.dir === "rtl" ? [-right, -left] : [left, right];
})"""
TOLD = """(kind) => [...document.querySelectorAll(`figure[data-picture=${kind}]`)].map((figure) => {
  const told = document.getElementById(figure.getAttribute("aria-describedby"))?.textContent ?? "";
  const words = [...figure.querySelectorAll("foreignObject a")].map((link) => link.textContent);
  return told.trim() !== "" && words.every((word) => told.includes(word));
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("pictures"), SITE)


@pytest.mark.parametrize("name", ["index", "en/actors/a0", "actors", "en/briefings/one", "timeline"])
def test_a_picture_has_its_text_and_is_no_barrier(site: Path, page: Page, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((site / f"{name}.html").as_uri())
    told = page.evaluate(TOLD, PICTURES[name.removeprefix("en/")])

    assert told
    assert all(told)
    assert [str(finding) for finding in (*find_barriers(page, name), *find_overflow(page, name))] == []


@pytest.mark.parametrize("face", ["", "font-family: 'DejaVu Sans Mono'; letter-spacing: 2px"], ids=["own", "wide"])
@pytest.mark.parametrize("name", ["en/timeline", "timeline", "actors", "en/briefings/one"])
def test_words_stand_below_each_other_behind_the_drawing(site: Path, page: Page, name: str, face: str) -> None:
    kind = PICTURES[name.removeprefix("en/")]
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate(
        "(face) => { for (const row of document.querySelectorAll('foreignObject *')) row.style.cssText = face; }", face
    )
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        rows, drawn = page.evaluate(ROWS, kind), page.evaluate(DRAWN, kind)
        rows.sort(key=lambda row: row["top"])
        assert len(rows) >= 9
        assert all(upper["bottom"] <= lower["top"] + 0.5 for upper, lower in pairwise(rows))
        assert not [row for row in rows if row["cut"]]
        assert len({round(row["height"]) for row in rows}) == 1
        assert max(end for _, end in drawn) < min(row["start"] for row in rows)


def test_a_filtered_timeline_shows_the_events_that_are_left_and_no_picture_of_all(site: Path, page: Page) -> None:
    page.goto((site / "en/timeline.html").as_uri())
    figure = page.locator("[data-picture=timeline]")
    assert figure.is_visible()
    page.locator("[data-filter=year]").first.click()

    assert not figure.is_visible()
