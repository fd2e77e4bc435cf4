"""What readers see of an article and of lists: the order of signs, lines and letters, numbers of notes, paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from sitegen.build import BuildOptions, make_site
from tests.documentation import write_files

ARTICLE = """عنوان المقال

وقع ذلك في عام 2022، ثم قالت وكالة Reuters إنه سماه «Allik». وسكت.

شبكة 5G هنا، واتصلوا على +212 537 77 88 99 أو اكتبوا إلى contact@example.org، وتابعوا @example_news.
"""
ENGLISH = """An English article

He is called توكاييف, and the word «نعم». was said.
"""
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\n",
    "content/briefings/a.yaml": """annotations:
  - {id: n1, kind: context, at: عام 2022, body: شبكة 5G ووزن 20kg و@reuters و°C وDisney+ وC++ هنا}
  - {id: n2, kind: context, at: وكالة Reuters, body: نص}
  - {id: n3, kind: context, at: سماه «Allik»., body: نص}
""",
    "content/briefings/b.yaml": """lang: en
annotations:
  - {id: n1, kind: context, at: called توكاييف, body: Text}
  - {id: n2, kind: context, at: the word «نعم»., body: Text}
""",
    "seeds/a.txt": ARTICLE,
    "seeds/b.txt": ENGLISH,
}
# Where the middle of each character of words stands, in the first of the elements that has them beside notes' numbers.
MIDDLES = """([selector, words]) => {
  for (const element of document.querySelectorAll(selector)) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const letters = [];
    while (walker.nextNode())
      if (!walker.currentNode.parentElement.closest("[data-generated]"))
        [...walker.currentNode.data].forEach((_, place) => letters.push([walker.currentNode, place]));
    const start = letters.map(([node, place]) => node.data[place]).join("").indexOf(words);
    if (start < 0) continue;
    return letters.slice(start, start + words.length).map(([node, place]) => {
      const range = document.createRange();
      range.setStart(node, place);
      range.setEnd(node, place + 1);
      const { left, right } = range.getBoundingClientRect();
      return (left + right) / 2;
    });
  }
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_files(tmp_path_factory.mktemp("reading"), SITE)
    built = make_site(BuildOptions(root=root))
    assert not [str(problem) for problem in built.report if problem.severity == "error"]
    for artifact in built.artifacts:
        file = root / "site" / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return root / "site"


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    page = context.new_page()
    yield page
    page.close()


def shown(page: Page, element: str, words: str) -> str:
    """Return words as they are seen from left to right."""
    middles: list[float] = page.evaluate(MIDDLES, [element, words])
    ordered = sorted(zip(middles, words, strict=True), key=lambda pair: pair[0])
    return "".join(letter for _, letter in ordered)


@pytest.mark.parametrize("words", ["5G", "20kg", "@reuters", "°C", "Disney+", "C++"])
def test_digits_and_signs_stay_at_their_side_of_a_latin_word(site: Path, page: Page, words: str) -> None:
    page.goto((site / "briefings/a.html").as_uri())
    assert shown(page, "[data-note]", words) == words


@pytest.mark.parametrize("words", ["5G", "+212 537 77 88 99", "contact@example.org", "@example_news"])
def test_phone_numbers_and_handles_of_an_article_are_read_from_the_left(site: Path, page: Page, words: str) -> None:
    page.goto((site / "briefings/a.html").as_uri())
    assert shown(page, "[data-block]", words) == words


@pytest.mark.parametrize("note", ["n1", "n2", "n3"])
def test_numbers_of_notes_stand_behind_their_words(site: Path, page: Page, note: str) -> None:
    for name, side in (("a", -1), ("b", 1)):
        if (name, note) == ("b", "n3"):
            continue
        page.goto((site / f"briefings/{name}.html").as_uri())
        number = page.locator(f'[data-generated][data-number-of="{note}"]').bounding_box()
        words = page.locator(f'[data-annotations="{note}"]').bounding_box()
        assert number
        assert words
        middle = number["x"] + number["width"] / 2
        assert middle < words["x"] if side < 0 else middle > words["x"] + words["width"]


@pytest.mark.parametrize(("name", "words"), [("a", "2022، ثم"), ("a", "«Allik». وسكت"), ("b", "«نعم». was")])
def test_numbers_of_notes_change_no_order(site: Path, page: Page, name: str, words: str) -> None:
    page.goto((site / f"briefings/{name}.html").as_uri())
    with_numbers = shown(page, "[data-block]", words)
    page.add_style_tag(content="[data-generated] { display: none }")
    assert shown(page, "[data-block]", words) == with_numbers
