"""Each check of a page in the browser can fail: pages that are broken on purpose, one rule at a time."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.built_site import BuiltSite
from tests.browser.inspection import (
    DESK_IN_THE_DARK,
    PHONE,
    WITHOUT_SCRIPTS,
    Check,
    View,
    find_barriers,
    find_offended_rules,
    find_overflow,
    find_what_needs_scripts,
    inspect,
    look_at,
)

WHOLE = """\
<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>صفحة</title>
<style>
  html {{ font: 18px/1.8 "Noto Naskh Arabic", serif; color: #111; background: #fff }}
  a {{ color: #00c }}
  @media (prefers-color-scheme: dark) {{ html {{ color: #eee; background: #111 }} a {{ color: #9cf }} }}
  h1 {{ line-height: 1.4 }}
  {css}
</style></head><body><main><h1>عنوان</h1>
<article data-seed="a.txt" lang="ar" dir="rtl"><p data-block="paragraph" data-start="0">{text}</p></article>
{rest}</main>{end}</body></html>
"""
ARTICLE = (
    'وقال <a data-actor="a" data-start="6" data-end="9" href="#n">ل<span data-annotations="x">جها</span>'
    '<span data-annotations="x y">ز</span></a> في<sup data-generated>1</sup> البلد.'
)
FOLDED = "<details><summary>المزيد</summary><p id=n data-note=n>حاشية</p></details>"

# rule, what breaks it: CSS, the article's text, what follows the article, what ends the body
BROKEN = [
    ("R02", {"rest": "<p lang=en>English</p>"}),
    ("R02", {"rest": "<p lang=ar dir=auto>نص</p>"}),
    ("R02", {"text": "<span dir=auto>نص</span>"}),
    ("R02", {"css": "section { direction: ltr }", "rest": "<section><bdi>نص</bdi></section>"}),
    ("R03", {"rest": "<p>نص\u200f</p>"}),
    ("R03", {"rest": '<p title="\u202bنص">نص</p>'}),
    ("R04", {"rest": "<p style='inline-size: 500px'>نص</p>"}),
    ("R04", {"rest": "<p style='inline-size: 360px'>نص</p>"}),
    ("R04", {"css": "b { margin-inline-start: -99px }", "rest": "<p><b>نص طويل</b></p>"}),
    ("R10", {"css": "p { letter-spacing: 1px }"}),
    ("R11", {"rest": "<p><em>نص</em></p>"}),
    ("R12", {"css": "p { line-height: 1.4 }"}),
    ("R12", {"css": "h1 { line-height: 1.2 }"}),
    ("R12", {"css": "p { line-height: normal }"}),
    ("R12", {"rest": "<p><small>نص</small></p>"}),
    ("R13", {"css": "p { word-break: break-all }"}),
    ("R14", {"css": "p { hyphens: auto }"}),
    ("R15", {"css": "p { text-transform: uppercase }"}),
    ("R16", {"css": "p { text-align: right }"}),
    ("R20", {"text": 'ال<a data-actor="a" href="#n">جهاز</a> في'}),
    ("R20", {"text": '<span data-annotations="x">ال</span><span data-annotations="x">جهاز</span>'}),
    ("R20", {"text": '<span data-annotations="x y"><span data-annotations="x">الجهاز</span></span>'}),
    ("R20", {"text": 'الج<sup data-generated="">1</sup>هاز'}),
    ("R20", {"text": '<a data-actor="a" href="#n">الجهاز<sup data-generated="">1</sup></a>'}),
    ("R20", {"text": "ال<i style='font-style: normal'>جهاز</i>"}),
    ("R20", {"text": '<a data-annotations="x" href="#n">الجهاز</a>'}),
    ("R21", {"css": "[data-annotations] { padding-inline: 1px }"}),
    ("R21", {"css": "[data-annotations] { display: inline-block }"}),
    ("R21", {"css": "[data-actor] { font-weight: bold }"}),
    ("R21", {"css": "[data-annotations] { border-block-end: 1px solid }"}),
    ("R21", {"css": "[data-annotations~=y]::before { content: '*' }"}),
    ("R21", {"text": "<bdi>الجهاز</bdi> في"}),
    ("R22", {"rest": "<p>قال Reuters أمس</p>"}),
    ("R22", {"rest": "<p>يوم 2022-01-11 أمس</p>"}),
    ("R22", {"rest": "<p>بلغت -5 درجات</p>"}),
    ("R22", {"rest": "<p lang=en dir=ltr>said نص here</p>"}),
    ("R23", {"css": "[data-annotations] { text-decoration: underline dotted }"}),
    ("R26", {"css": "p { text-align: justify }"}),
    ("R27", {"rest": "<p lang=en dir=ltr><bdi dir=rtl>نص</bdi></p>"}),
    ("R30", {"rest": "<p style='margin-left: 1em'>نص</p>"}),
    ("axe", {"rest": "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"}),
    ("axe", {"css": "p { color: #999; background: #fff }"}),
    ("axe", {"css": "@media (prefers-color-scheme: dark) { p { color: #555; background: #111 } }"}),
    ("requests", {"rest": "<img alt='' src='https://elsewhere.example/x.png'>"}),
    ("requests", {"rest": "<img alt='' src='missing.png'>"}),
    ("requests", {"rest": "<img alt='' src='../outside.png'>"}),
    ("scripts", {"end": "<script>throw new Error('broken')</script>"}),
    ("without-scripts", {"rest": "<p id=y data-note=y hidden>حاشية</p>"}),
    ("without-scripts", {"css": "main { display: none }", "end": "<script>document.body.innerHTML = 'نص'</script>"}),
]
CASES = {f"{rule}-{number}": (rule, parts) for number, (rule, parts) in enumerate(BROKEN)}
# How each kind of fault is looked for, as `inspect` does it.
USUAL_LOOK: tuple[tuple[View, tuple[Check, ...]], ...] = ((PHONE, (find_offended_rules, find_overflow)),)
LOOKS: dict[str, tuple[tuple[View, tuple[Check, ...]], ...]] = {
    "axe": ((PHONE, (find_barriers,)), (DESK_IN_THE_DARK, (find_barriers,))),
    "without-scripts": ((WITHOUT_SCRIPTS, (find_what_needs_scripts,)),),
}


def make_page(**parts: str) -> str:
    return WHOLE.format(**{"css": "", "text": ARTICLE, "rest": "", "end": FOLDED} | parts)


def make_site(folder: Path, pages: dict[str, str]) -> BuiltSite:
    (folder / "site").mkdir()
    for name, page in pages.items():
        (folder / "site" / name).write_text(page, encoding="utf-8")
    return BuiltSite(folder / "site")


@pytest.fixture(scope="module")
def rules_broken(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Return the rules that each broken page offends; each page is looked at by what should find it, to save time."""
    pages = {f"{case}.html": make_page(**parts) for case, (_, parts) in CASES.items()}
    site = make_site(tmp_path_factory.mktemp("broken"), pages)
    broken: dict[str, set[str]] = {name: set() for name in pages}
    suspects: dict[tuple[View, tuple[Check, ...]], list[Path]] = {}
    for page in site.pages:
        for look in LOOKS.get(CASES[page.stem][0], USUAL_LOOK):
            suspects.setdefault(look, []).append(page)
    for (view, checks), pages_in_view in suspects.items():
        for finding in look_at(browser, site, pages_in_view, view, checks):
            broken[finding.page].add(finding.rule)
    return broken


def offences(browser: Browser, site: BuiltSite) -> list[str]:
    return [str(finding) for finding in inspect(browser, site, site.pages)]


def test_a_good_page_has_no_finding(browser: Browser, tmp_path: Path) -> None:
    rest = "<p>قال <bdi>Reuters</bdi> يوم <time dir=ltr>2022-01-11</time></p>"
    assert offences(browser, make_site(tmp_path, {"index.html": make_page(rest=rest)})) == []


@pytest.mark.parametrize("case", CASES)
def test_a_broken_page_is_found(rules_broken: dict[str, set[str]], case: str) -> None:
    rule, _ = CASES[case]
    assert rule in rules_broken[f"{case}.html"]


def test_language_and_direction_of_the_root(browser: Browser, tmp_path: Path) -> None:
    roots = {"none": "<html>", "no-direction": "<html lang=ar>", "wrong-direction": "<html lang=en dir=rtl>"}
    whole = make_page()
    pages = {f"{name}.html": whole.replace('<html lang="ar" dir="rtl">', root) for name, root in roots.items()}
    site = make_site(tmp_path, pages)
    found = {(one.page, one.rule) for one in look_at(browser, site, site.pages, PHONE, (find_offended_rules,))}
    assert found >= {("none.html", "R01"), ("no-direction.html", "R02"), ("wrong-direction.html", "R02")}


def test_the_page_for_missing_addresses_is_opened_at_the_sites_address(browser: Browser, tmp_path: Path) -> None:
    site = make_site(tmp_path, {"404.html": make_page(rest="<img alt='' src='/site/dot.svg'>")})
    (found,) = look_at(browser, site, site.pages, PHONE, ())
    assert found.rule == "requests"
    (site.folder / "dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', encoding="utf-8")
    assert list(look_at(browser, site, site.pages, PHONE, ())) == []


def test_a_page_that_redirects_is_not_opened(browser: Browser, tmp_path: Path) -> None:
    page = '<!doctype html><meta http-equiv="refresh" content="0; url=other.html">'
    assert offences(browser, make_site(tmp_path, {"index.html": page})) == []
