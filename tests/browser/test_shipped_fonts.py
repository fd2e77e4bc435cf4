"""Fonts that a site ships, in a browser and from the disk: letters join as in the whole font, and pages show them."""

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from sitegen.build import BuildOptions, build_site
from sitegen.language.repertoires import LETTERS
from tests.needs import need
from tests.pages.small_font import need_font_tools

DEBIAN = Path("/usr/share/fonts")
FONTS = {
    "arab": DEBIAN / "opentype/fonts-hosny-amiri/Amiri-Regular.ttf",
    "latn": DEBIAN / "truetype/noto/NotoSerif-Regular.ttf",
    "hebr": DEBIAN / "truetype/noto/NotoSerifHebrew-Regular.ttf",
}
HARAKAT = "\u064e\u064f\u0650\u0651\u0652\u064b\u064c\u064d\u0670"
ARABIC = [
    "لجهاز",
    "للكرملين والبرلمان",
    "الله ﷲ ﷺ ﷽",
    "لا لأ لإ لآ ﻻ",
    "می\u200cخواهیم هـ\u200d ه\u200dج لج\u200fهاز",
    "١٢٣٤ ۴۵۶ ٪ ، ؛ ؟ ۔",
    "ٹھیک ڑ ے ں ۓ پ چ ژ گ ک ی ڵ ۆ ە ۋ ڭ",
    *(
        " ".join(f"{letter}{letter}{letter}{mark} ل{letter}{mark}م{mark}" for mark in HARAKAT)
        for letter in LETTERS["arab"]
    ),
]
WORDS: Mapping[str, Sequence[str]] = {
    "arab": ARABIC,
    "latn": ["office ﬁ AV To “Ta” ʿAbd al-Raḥmān e\u0301 x\u0323 1/2 №5 – 2022", LETTERS["latn"]],
    "hebr": ["בְּרֵאשִׁית בָּרָא אֱלֹהִים צה״ל", LETTERS["hebr"]],
}
SETTINGS = "title: {ar: متن, en: Text}\nlanguages: [ar, en]\nfonts:\n" + "".join(
    f"  - {{family: Own {script}, file: {script}.ttf, script: {script}, use: text, license: OFL.txt}}\n"
    for script in FONTS
)
ARTICLE = "عنوان المقال\n\nوقع ذلك في عام 2022، ثم قالت وكالة Reuters إنه صحيح.\n"
# Each word's width and height.
SIZES = """family => [...document.querySelectorAll(`[data-family="${family}"] span`)].map(span => {
  const { width, height } = span.getBoundingClientRect();
  return [width, height];
})"""


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a built site that ships fonts; its page words.html shows words in them and in the whole fonts."""
    need_font_tools()
    need("Amiri or Noto", found=all(font.is_file() for font in FONTS.values()))
    root = tmp_path_factory.mktemp("fonts")
    for name in ("content/fonts", "content/briefings", "seeds"):
        (root / name).mkdir(parents=True)
    (root / "content/site.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "content/briefings/a.yaml").write_text("annotations: []\n", encoding="utf-8")
    (root / "seeds/a.txt").write_text(ARTICLE, encoding="utf-8")
    (root / "content/fonts/OFL.txt").write_text("A licence.\n", encoding="utf-8")
    for script, font in FONTS.items():
        (root / f"content/fonts/{script}.ttf").write_bytes(font.read_bytes())
    built = build_site(BuildOptions(root=root), root / "site")
    assert built.changes, list(built.report)
    faces = "".join(
        f'@font-face {{ font-family: "Whole {script}"; src: url("../content/fonts/{script}.ttf") }}\n'
        for script in FONTS
    )
    # Spaces are of the same font in both, as a line's height is the first font's that has one.
    faces += '@font-face { font-family: Space; src: url("../content/fonts/latn.ttf"); unicode-range: U+20 }\n'
    families = "".join(
        f'[data-family="{kind} {script}"] {{ font: 40px/1.5 Space, "{kind} {script}", monospace }}\n'
        for kind, script in product(("Own", "Whole"), FONTS)
    )
    words = "".join(
        f'<p data-family="{kind} {script}">{"".join(f"<span>{word}</span><br>" for word in WORDS[script])}</p>'
        for kind, script in product(("Own", "Whole"), FONTS)
    )
    (root / "site/words.css").write_text(faces + families, encoding="utf-8")
    head = '<link rel="stylesheet" href="assets/fonts.css"><link rel="stylesheet" href="words.css">'
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'self'\">"
    page = f"<!doctype html><html lang=ar><meta charset=utf-8>{policy}{head}<body>{words}"
    (root / "site/words.html").write_text(page, encoding="utf-8")
    return root / "site"


def test_words_are_drawn_as_with_the_whole_font(shipped: Path, page: Page) -> None:
    page.goto((shipped / "words.html").as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].map(font => [font.family.replaceAll('\"', ''), font.status]))"
    )
    wanted = ["Space", *(f"{kind} {script}" for kind in ("Own", "Whole") for script in FONTS)]
    assert sorted(loaded) == sorted([family, "loaded"] for family in wanted)
    for script, words in WORDS.items():
        own, whole = (page.evaluate(SIZES, f"{kind} {script}") for kind in ("Own", "Whole"))
        assert len(own) == len(words)
        differing = [word for word, one, other in zip(words, own, whole, strict=True) if one != other]
        assert differing == []
        shots = [page.locator(f'[data-family="{kind} {script}"]').screenshot() for kind in ("Own", "Whole")]
        assert shots[0] == shots[1], script


def test_pages_show_the_fonts_and_load_no_others(shipped: Path, page: Page) -> None:
    page.goto((shipped / "briefings/a.html").as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(fonts => [...fonts].filter(font => font.family.includes('Own'))"
        ".map(font => [font.family.replaceAll('\"', ''), font.status]))"
    )
    assert dict(loaded) == {"Own arab": "loaded", "Own latn": "loaded", "Own hebr": "unloaded"}
    assert page.evaluate("document.fonts.check('20px \"Own arab\"', 'لجهاز')")
    for selector in ("[data-block=title]", "[data-block=paragraph]"):
        assert all(font["isCustomFont"] for font in fonts_of(page, selector)), selector


def fonts_of(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return the fonts with which an element's text is shown."""
    client = page.context.new_cdp_session(page)
    client.send("DOM.enable")
    client.send("CSS.enable")
    root = client.send("DOM.getDocument")["root"]["nodeId"]
    node = client.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts: list[dict[str, Any]] = client.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return fonts
