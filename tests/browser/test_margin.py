"""The reading page measured: nothing touches in any language, width or state; notes stand near their lines."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route

from sitegen.build import BuildOptions, build_site
from tests.browser.built_site import Finding, expect_none
from tests.browser.inspection import find_barriers
from tests.browser.made_up_briefings import LANGUAGES, SHAPES, write_briefings
from tests.browser.test_reading import build
from tests.documentation import write_files

PageOf = Callable[[str, str], Path]
HERE = Path(__file__).parent
FACES = ("Noto Naskh Arabic", "Amiri", "DejaVu Sans")
CONTEXT = {"bypass_csp": True}
DESK, PHONE = (1280, 800), (390, 844)
LINE = 41
"""Pixels from one line of an Arabic article to the next, at least."""
LOOKS = """() => {
  const mark = document.querySelector("mark");
  const { dataset } = mark;
  let looks = 0;
  Object.defineProperty(mark, "dataset", { get: () => (looks++, dataset) });
  mark.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  return looks;
}"""
"""How often the script asks for the notes on words that are pointed at: with hundreds of them each time counts."""


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> PageOf:
    """Return a function that gives the page of a briefing by its shape and language; a language's are built once."""

    @cache
    def build(language: str) -> Path:
        root = tmp_path_factory.mktemp(f"margin-{language}")
        write_files(root, write_briefings(language))
        build_site(BuildOptions(root=root), root / "site")
        return root / "site" / "briefings"

    return lambda shape, language: build(language) / f"{shape}.html"


@pytest.fixture(scope="module")
def context(context: BrowserContext) -> BrowserContext:
    """Return a reader whose pages can be measured."""
    context.add_init_script(path=HERE / "margin.js")
    return context


def show(page: Page, file: Path, size: tuple[int, int] = DESK, fragment: str = "") -> None:
    """Open a page and wait until its notes have their places."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{file.as_uri()}{fragment}")
    page.evaluate("margin.settle()")


def widen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("margin.settle()")


def measure(page: Page, what: str) -> Any:  # noqa: ANN401 - numbers or names, by the question
    return page.evaluate(f"margin.{what}")


# --- boxes ---


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_touches_in_a_crowd(page_of: PageOf, page: Page, language: str) -> None:
    show(page, page_of("crowd", language), (1100, 800))
    found = {1100: measure(page, "overlaps()")}
    for width in (1280, 1600, 1920):
        widen(page, width)
        found[width] = measure(page, "overlaps()")
        assert measure(page, "sides()") == (1 if width < 1600 else 2)
    found[1921] = measure(page, "openEach(4)")
    assert {state: pairs for state, pairs in found.items() if pairs} == {}


@pytest.mark.parametrize(("shape", "language"), [("long-note", "ar"), ("hundreds", "en")])
@pytest.mark.parametrize("width", [1280, 1920])
def test_nothing_touches_beside_long_notes_and_hundreds(
    page_of: PageOf, page: Page, shape: str, language: str, width: int
) -> None:
    show(page, page_of(shape, language), (width, 800))
    assert measure(page, "overlaps()") == []
    assert measure(page, "openEach(57)") == []


def test_nothing_touches_when_layers_come_back(page_of: PageOf, page: Page) -> None:
    show(page, page_of("crowd", "ar"), fragment="?layers=voice")
    page.eval_on_selector_all("[data-layer][aria-pressed=false]", "layers => layers.forEach((layer) => layer.click())")
    assert measure(page, "overlaps()") == []


@pytest.mark.parametrize("size", [16, 22])
def test_nothing_touches_around_rows_of_folded_notes_in_letters_of_any_size(
    page: Page, tmp_path: Path, size: int
) -> None:
    notes = "".join(f"- {{id: n{n}, kind: context, at: كلمة, title: {n}, body: نص}}\n" for n in range(30))
    files = {
        "content/site.yaml": "title: موقع\nlanguages: [ar]\n",
        "content/briefings/a.yaml": f"annotations:\n{notes}",
        "seeds/a.txt": "عنوان\n\nكلمة\n" + "كلام طويل. " * 900,
    }
    site = build(tmp_path, files)
    show(page, site / "briefings" / "a.html")
    page.add_style_tag(
        content=f":root {{ font-size: {size}px }} .seed p, [data-note] * {{ line-height: 2.5 !important }}"
    )
    measure(page, "settle()")
    assert page.locator(".more-notes-row").count() == 1
    assert measure(page, "overlaps()") == []
    page.focus(".more-notes")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('[data-face=open] header > a')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('.more-notes')")
    assert page.evaluate(LOOKS) <= 2


@pytest.mark.stress
@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_touches_at_any_width_in_any_state(
    page_of: PageOf, page: Page, language: str, shape: str, face: str
) -> None:
    show(page, page_of(shape, language), (1920, 800))
    css = f':root:root, [lang][lang] {{ --arabic-text: "{face}", serif; --latin-text: "{face}", serif }}'
    page.add_style_tag(content=css)
    found = {}
    for width in range(1100, 1930, 82 if shape == "hundreds" else 41):
        widen(page, width)
        found[width] = measure(page, "overlaps()")
        found[width] += measure(page, f"openEach({20 if shape == 'hundreds' else 1})")
    assert {state: pairs for state, pairs in found.items() if pairs} == {}


@pytest.mark.parametrize(("shape", "language"), [("crowd", "ar"), ("light", "ar"), ("hundreds", "ar"), ("light", "en")])
def test_notes_stand_near_their_lines(page_of: PageOf, page: Page, shape: str, language: str) -> None:
    show(page, page_of(shape, language))
    drifts = measure(page, "drifts()")
    assert len(drifts) > 1
    assert median(drifts) <= LINE
    assert drifts[-1] <= 4 * LINE


# --- the first screen ---


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("size", "lowest"), [(DESK, 700), (PHONE, 900)], ids=["desk", "phone"])
def test_an_article_begins_on_the_first_screen(
    page_of: PageOf, page: Page, language: str, size: tuple[int, int], lowest: int
) -> None:
    show(page, page_of("light", language), size)
    title = page.locator("[data-block=title]")
    assert title.evaluate("(title) => title.offsetHeight / parseFloat(getComputedStyle(title).lineHeight)") < 2.2
    box = page.locator("[data-block=paragraph]").first.bounding_box()
    assert box
    assert box["y"] <= lowest


@pytest.mark.parametrize("size", [DESK, PHONE, (1920, 1080)], ids=["desk", "phone", "wide"])
def test_nothing_shifts_while_a_page_is_loaded(page_of: PageOf, context: BrowserContext, size: tuple[int, int]) -> None:
    """Scripts come late, when the page has been seen without them."""

    def come_late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page = context.new_page()
    page.route("**/*.js", come_late)
    show(page, page_of("crowd", "ar"), size)
    page.wait_for_timeout(500)
    assert measure(page, "shift()") == 0
    page.close()


# --- ways in ---


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_keys_lead_to_every_note_once_and_back(page_of: PageOf, page: Page, size: tuple[int, int]) -> None:
    show(page, page_of("crowd", "ar"), size)
    notes = page.eval_on_selector_all("[data-note]", "notes => notes.map((note) => note.id)")
    assert measure(page, "walk('KeyJ')") == notes
    assert measure(page, "walk('KeyP')") == notes[-2::-1]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_deep_link_shows_the_note_and_its_line(page_of: PageOf, page: Page, size: tuple[int, int]) -> None:
    for note in ("n1", "n14", "n26"):
        page.goto("about:blank")
        show(page, page_of("crowd", "ar"), size, f"#{note}")
        assert page.locator(f"#{note}").get_attribute("data-face") == "open"
        assert measure(page, f"isInView('{note}')"), note


# --- barriers ---


def open_note(page: Page) -> None:
    page.locator("#n8 header > a").click()


def show_card(page: Page) -> None:
    page.locator("[data-block=paragraph] [data-end]").first.hover()
    page.locator("[data-card]").wait_for(state="visible")


def open_sheet(page: Page) -> None:
    page.locator('[data-number-of="n8"] a').first.click()


@pytest.mark.parametrize(
    ("state", "size"), [(open_note, DESK), (show_card, DESK), (open_sheet, PHONE)], ids=["note", "card", "sheet"]
)
def test_no_state_has_barriers(
    page_of: PageOf, page: Page, state: Callable[[Page], None], size: tuple[int, int]
) -> None:
    found: list[Finding] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        show(page, page_of("crowd", "ar"), size)
        state(page)
        found += find_barriers(page, scheme)
    expect_none(found)
