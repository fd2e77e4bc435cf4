"""What readers see of an article and of lists: the order of signs, lines and letters, numbers of notes, paper."""

import re
from collections.abc import Mapping
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from sitegen.build import BuildOptions, make_site
from sitegen.language.tags import direction
from tests.browser.built_site import BuiltSite, expect_none, is_redirect
from tests.browser.inspection import View, find_overflow, look_at
from tests.browser.paper import texts_by_page
from tests.documentation import write_files

ARTICLE = """عنوان المقال

وقع ذلك في عام 2022، ثم قالت وكالة Reuters إنه سماه «Allik». وسكت.

شبكة 5G هنا، واتصلوا على +212 537 77 88 99 أو اكتبوا إلى contact@example.org، وتابعوا @example_news.
"""
ENGLISH = """An English article

He is called توكاييف, and the word «نعم». was  said.
"""
# Without the pages' policy, as some tests add styles of their own.
CONTEXT = {"bypass_csp": True}
COUNT = range(10, 22)
LINES = "سطر طويل من الكلام يقال فيه ما يقال. " * 4
MANY_NOTES = "annotations:\n" + "".join(
    f"""  - {{kind: claim, at: الفقرة{n}, status: disputed, speaker: author, text: قيل {n}, body: {LINES}}}
  - {{kind: quote, at: الفقرة{n}, speaker: a1, stance: assert, said: "2026-01-01", body: {LINES}}}
  - {{kind: event, at: الفقرة{n}, date: "2026-01-{n}", title: حدث {n}, body: {LINES}}}
"""
    for n in COUNT
)
SITE = {
    "content/site.yaml": "title: {ar: موقع, en: Site}\nlanguages: [ar, en]\n",
    "content/briefings/a.yaml": """translation: {en: [A title, "A first paragraph, in words", And the second]}
annotations:
  - {id: n1, kind: context, at: عام 2022, body: شبكة 5G ووزن 20kg و@reuters و°C وDisney+ وC++ هنا}
  - {id: n2, kind: context, at: وكالة Reuters, body: نص}
  - {id: n3, kind: context, at: سماه «Allik»., body: نص}
""",
    "content/briefings/b.yaml": """lang: en
annotations:
  - {id: n1, kind: context, at: called توكاييف, body: Text}
  - {id: n2, kind: context, at: the word «نعم»., body: Text}
""",
    "content/briefings/c.yaml": "summary: خلاصة في سطر.\nactors: [a1]\n" + MANY_NOTES,
    "content/actors.yaml": "actors: [{id: a1, type: person, name: سامي}]\n",
    "content/places.yaml": "places:\n"
    + "".join(f"  - {{id: p{n}, name: مكان {n}, description: {LINES * 4}}}\n" for n in COUNT),
    "content/terms.yaml": "terms:\n"
    + "".join(f"  - {{id: t{n}, term: لفظ {n}, definition: {LINES * 4}}}\n" for n in COUNT),
    "seeds/c.txt": "عنوان\n\nقال سامي:\n" + "\n".join(f"الفقرة{n}." for n in COUNT) + "\n",
    "seeds/a.txt": ARTICLE,
    "content/briefings/d.yaml": f"summary: {'كلمة ' * 40}\nkey_points: [{{text: نقطة}}]\n{MANY_NOTES}",
    "seeds/d.txt": f"{'عنوان طويل ' * 4}\n\nقال سامي:\n" + "\n".join(f"الفقرة{n}." for n in COUNT) + "\n",
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


def build(root: Path, files: Mapping[str, str]) -> Path:
    """Return the folder of the site that these files make."""
    write_files(root, files)
    built = make_site(BuildOptions(root=root))
    assert not [str(problem) for problem in built.report if problem.severity == "error"]
    for artifact in built.artifacts:
        file = root / "site" / artifact.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(artifact.content)
    return root / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("reading"), SITE)


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


def test_copying_an_article_copies_its_own_characters(site: Path, page: Page) -> None:
    page.goto((site / "briefings/b.html").as_uri())
    copied = page.evaluate(
        """() => {
          getSelection().selectAllChildren(document.querySelector(".seed-body"));
          return getSelection().toString();
        }"""
    )
    assert copied.strip() == ENGLISH.rsplit("\n\n", maxsplit=1)[-1].strip()


# --- lines below letters ---

ROOT = Path(__file__).parents[2]
GROUPS = ("explain lit lit-explain", "voice lit lit-voice", "verify", "language", "analyse")
HEBREW = """מה קרה בצפון בקיץ

דובר הצבא אמר כי הכוחות נסוגו בצהריים, אך תושבי העיר סיפרו שהקרבות נמשכו עד הערב ואף לאחריו.

ארגון זכויות אדם דיווח על הרוגים רבים בקיץ.

בסוף החודץ פרסם העיתון כי דיווחי הצבא סותרים זה את זה, וכי איש לא ידע כמה לוחמים נותרו בשטח.
"""
ARTICLES = {
    "ar": (ROOT / "seeds/000_591920ff02ea5ff2.txt").read_text("utf-8"),
    "he": HEBREW,
    "en": (ROOT / "seeds/csto-force-in-kazakhstan-en.txt").read_text("utf-8"),
}
# The faces that a machine may have, and one that none has: the system then takes its own.
FACES = {
    "ar": ("Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "DejaVu Sans", "No Such Face"),
    "he": ("Noto Serif Hebrew", "Noto Sans Hebrew", "Noto Rashi Hebrew", "DejaVu Sans", "No Such Face"),
    "en": ("Noto Serif", "DejaVu Serif", "Noto Sans", "DejaVu Sans", "No Such Face"),
}
TUNED = {"ar": ("arabic-text", "arabic-display"), "he": ("hebrew-text",), "en": ("latin-text",)}
LINES_ALONE = """
.seed, .seed * { color: transparent !important; background: none !important; --ink: #000; --rest: 100% }
"""
# Of each piece of a line that is marked or named: where it begins and ends, its baseline, the size of its letters.
PIECES = """() => [...document.querySelectorAll("[data-block]")].flatMap((block) => {
  const probe = document.createElement("span");
  probe.style.cssText = "display: inline-block; inline-size: 0; block-size: 0";
  block.prepend(probe);
  const [first] = block.querySelector("mark").getClientRects();
  const fall = probe.getBoundingClientRect().bottom - first.bottom;
  probe.remove();
  const size = parseFloat(getComputedStyle(block).fontSize);
  return [...block.querySelectorAll("mark, a")].flatMap((words) =>
    [...words.getClientRects()].map(({ left, right, bottom }) => [left, right, bottom + fall, size]));
})"""


def write_marked(language: str) -> str:
    """Return an article under notes of all groups, a name here and there."""
    chunks = count()

    def mark(words: str) -> str:
        number = next(chunks)
        group = GROUPS[number % len(GROUPS)]
        return words if number % 6 == 5 else f'<mark class="{group}">{words}</mark>'

    def name(words: str) -> str:
        return f'<a class="first" data-end="0" href="#">{words}</a>' if "<" not in words else words

    blocks = [line.split() for line in ARTICLES[language].splitlines() if line.strip()][:6]
    html = "".join(
        f"<{tag} data-block>{' '.join(name(mark(' '.join(words[i : i + 3]))) for i in range(0, len(words), 3))}</{tag}>"
        for tag, words in zip(("h1", *("p" for _ in blocks)), blocks, strict=False)
    )
    seed = f'<div class="seed" lang="{language}" dir="{direction(language)}">{html}</div>'
    return f'<main><article class="briefing">{seed}</article></main>'


def darkest(grey: Image.Image) -> int:
    """Return the darkest shade of a picture, 0 to 255."""
    return next(shade for shade, pixels in enumerate(grey.histogram()) if pixels)


@pytest.mark.parametrize("language", list(FACES))
def test_no_line_crosses_letters(site: Path, page: Page, language: str) -> None:
    css = "".join((site / f"assets/{name}.css").read_text("utf-8") for name in ("style", "reading"))
    chosen = {face: "".join(f'--{name}: "{face}", serif;' for name in TUNED[language]) for face in FACES[language]}
    page.goto((site / "404.html").as_uri())
    page.set_content(write_marked(language))
    page.add_style_tag(content=LINES_ALONE)
    for face, choice in ({"": ""} | chosen).items():
        # Without a chosen face all of `local()` fails as well.
        faces = css.replace('local("', 'local("No ') if not face else f"{css} :root:root {{ {choice} }}"
        style = page.add_style_tag(content=faces)
        pieces = page.evaluate(PIECES)
        drawn = Image.open(BytesIO(page.screenshot(full_page=True))).convert("L")
        style.evaluate("style => style.remove()")
        assert len(pieces) > 10
        for left, right, baseline, size in pieces:
            if right - left < size:
                continue
            letters = drawn.crop((int(left), int(baseline - size / 2), int(right), int(baseline)))
            assert darkest(letters) > 250, f"{face}: a line runs through the letters at {baseline}"
            below = drawn.crop((int(left), int(baseline) + 1, int(right), int(baseline + size * 0.8)))
            assert darkest(below) < 200, f"{face}: a line is missing at {baseline}"


def test_the_face_that_a_site_names_shows_the_article(site: Path, page: Page, context: BrowserContext) -> None:
    page.goto((site / "briefings/a.html").as_uri())
    page.add_style_tag(content=':root:root, [lang][lang] { --arabic-text: "DejaVu Sans" }')
    client = context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    block = client.send("DOM.querySelector", {"nodeId": root, "selector": "[data-block=paragraph]"})["nodeId"]
    fonts = client.send("CSS.getPlatformFontsForNode", {"nodeId": block})["fonts"]
    assert max(fonts, key=lambda font: font["glyphCount"])["familyName"] == "DejaVu Sans"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_read_in_forced_colours(site: Path, page: Page, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, forced_colors="active")
    page.goto((site / "briefings/a.html").as_uri())
    mark = page.locator("mark").first
    shades = Image.open(BytesIO(mark.screenshot())).convert("L")
    shades_in_use = [shade for shade, count in enumerate(shades.histogram()) if count]
    assert shades_in_use[0] < 60
    assert shades_in_use[-1] > 200


# --- room ---


def test_the_menu_is_a_row_or_a_list_behind_a_button(site: Path, page: Page) -> None:
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto((site / "quotes.html").as_uri())
        masthead = page.locator(".masthead").bounding_box()
        assert masthead
        assert masthead["height"] < 60
        if width < 1280:
            assert not page.locator(".menu a").first.is_visible()
            page.locator(".menu summary").click()
        boxes = [box for entry in page.locator(".menu a").all() if (box := entry.bounding_box())]
        assert len(boxes) == page.locator(".menu a").count() > 4
        assert all(box["x"] >= 0 and box["x"] + box["width"] <= width and box["y"] < 600 for box in boxes)
        assert width == 1280 or all(box["height"] >= 44 for box in boxes)


@pytest.mark.parametrize(("width", "height", "most"), [(1280, 800, 700), (390, 844, 900)])
def test_the_article_begins_on_the_first_screen(site: Path, page: Page, width: int, height: int, most: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto((site / "briefings/d.html").as_uri())
    lines = page.locator("h1").evaluate("h1 => h1.offsetHeight / parseFloat(getComputedStyle(h1).lineHeight)")
    assert lines > 1.5
    assert page.locator(".seed-body [data-block]").first.evaluate("block => block.getBoundingClientRect().top") <= most


@pytest.mark.parametrize("scripts", [True, False])
def test_a_translation_stands_beside_its_paragraphs(site: Path, browser: Browser, *, scripts: bool) -> None:
    tops = "selector => [...document.querySelectorAll(selector)].map(one => one.getBoundingClientRect().top)"
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / "en/briefings/a.html").as_uri())
        article, translation = (page.evaluate(tops, selector) for selector in (".pair [data-block]", ".facing > p"))
        assert len(article) == len(translation) == 2
        if width > 390:
            assert [abs(a - b) < 20 for a, b in zip(article, translation, strict=True)] == [True, True]
        elif scripts:
            assert article[0] < translation[0] < article[1] < translation[1]
        else:
            assert article[0] < article[1] < translation[0] < translation[1]
    context.close()


def test_sides_of_the_margin_are_named_only_where_there_are_two(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1920, "height": 900})
    seen = []
    for name in ("briefings/a.html", "en/briefings/a.html"):  # the second has its translation beside it, and one margin
        page.goto((site / name).as_uri())
        seen.append(page.locator(".columns-names > span:visible").count())
    assert seen == [2, 0]


LATIN = "Donaudampfschifffahrtsgesellschaftskapitaen" * 2
ARABIC = "فسيكفيكهم" * 8
LONG = f"{{ar: {ARABIC}, en: {LATIN}}}"
URL = f"https://example.org/{'path' * 24}?q={'9' * 30}"
WIDE = {
    "content/site.yaml": f"title: {LONG}\ndescription: {LONG}\nlanguages: [ar, en]\nauthors: [{{name: {LONG}}}]\n",
    "content/actors.yaml": f"""actors:
  - id: p{"x" * 58}
    type: person
    name: {LONG}
    aliases: [{LATIN}1]
    roles: [{{title: {LONG}, org: o{"x" * 58}, from: "2019-03-20", note: {LONG}}}]
    affiliations: [o{"x" * 58}]
    relations: [{{to: o{"x" * 58}, label: {LONG}, inverse: {LONG}, from: "2019"}}]
    description: {LONG}
    ids: {{wikidata: Q77, opencorporates: "{URL}", isni: "{"0" * 60}"}}
    links: [{{url: '{URL}', label: {LONG}}}, {{url: '{URL}2'}}]
  - {{id: o{"x" * 58}, type: organisation, name: {{ar: {ARABIC}ت, en: {LATIN}b}}}}
""",
    "content/places.yaml": f"""places:
  - {{id: q{"x" * 58}, type: city, name: {LONG}, aliases: [{LATIN}2], names: [{{name: {LONG}, from: "1999"}}]}}
""",
    "content/terms.yaml": f"terms: [{{id: t1, term: {LONG}, abbr: {LONG}, definition: {LONG}}}]\n",
    "content/sources.yaml": f"""sources:
  - {{id: s1, type: report, title: {LONG}, container-title: {LONG}, issued: "2022", URL: '{URL}', note: {LONG}}}
""",
    "content/pages/about.md": f"""---
title: {LONG}
---

{LATIN} `{LATIN}` [{URL}]({URL})

| {ARABIC} | {LATIN} |
|---|---|
| `{LATIN}` | {URL} |

```
{LATIN}
```
""",
    "seeds/a.txt": f"عنوان {ARABIC} طويل\n\nقال {ARABIC} و{LATIN} ثم {URL} وهنا.\n\nوقال نص آخر.\n\nوفقرة ثالثة.\n",
    "content/briefings/a.yaml": f"""slug: b{"x" * 58}
published: "2022-01-11"
title: {LONG}
summary: {LONG}
key_points: [{{text: {LONG}, refs: [n{"x" * 58}]}}]
source: s1
topics: [{ARABIC}]
authors: [{{name: {LONG}, url: '{URL}'}}]
license: {{article: CC-BY-4.0, annotations: {LONG}}}
actors: [p{"x" * 58}, o{"x" * 58}]
places: [q{"x" * 58}]
terms: [t1]
sources: [s1]
revisions: [{{date: "2022-02-01", note: {LONG}}}]
annotations:
  - id: n{"x" * 58}
    kind: claim
    at: نص آخر
    title: {LONG}
    text: {LONG}
    speaker: p{"x" * 58}
    status: disputed
    evidence: [{{source: s1, supports: "true", note: {LONG}}}]
    refs: [n2, p{"x" * 58}]
    sources: [s1]
  - {{id: n2, kind: quote, at: وفقرة ثالثة, speaker: o{"x" * 58}, verb: {ARABIC}, stance: assert, body: {LONG}}}
  - {{id: n3, kind: figure, at: وقال, value: {{amount: 123456789123456789, unit: {LONG}, modifier: approx}}}}
  - {{id: n4, kind: event, at: وهنا, date: "2022-01-02", title: {LONG}, place: q{"x" * 58}}}
  - {{id: n5, kind: translation, at: ثم, translation: {LONG}, original: {{lang: en, text: {LATIN}}}}}
  - {{id: n6, kind: assessment, at: عنوان, confidence: low, basis: {LONG}, body: "{URL} `{LATIN}`"}}
""",
}


def test_no_long_word_is_wider_than_a_phone(tmp_path: Path, browser: Browser) -> None:
    wide = BuiltSite(build(tmp_path, WIDE))
    looked_at = re.compile(r"(index|about|a-z|claims|(en/)?(briefings|actors|places|sources)/[a-z0-9]+)\.html")
    pages = [page for page in wide.pages if looked_at.fullmatch(wide.name_of(page)) and not is_redirect(page)]
    expect_none(look_at(browser, wide, pages, View(390), (find_overflow,)))


# --- paper ---


@pytest.mark.parametrize("name", ["claims", "timeline", "places", "quotes", "terms"])
def test_the_first_sheet_of_a_list_is_filled(site: Path, page: Page, name: str) -> None:
    page.goto((site / f"{name}.html").as_uri())
    texts = texts_by_page(page.pdf(format="A4"))
    assert len(texts) > 1, "all is on one sheet, and nothing is tried"
    assert texts[0] > max(texts) / 3, texts
