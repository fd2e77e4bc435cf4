"""Pages under their policy: what it forbids is found on pages, and a former address leads on by a script in a file."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from sitegen.build import BuildOptions, build_site
from tests.browser.built_site import BuiltSite
from tests.browser.inspection import PHONE, View, look_at
from tests.browser.policy import POLICY, find_policy_faults
from tests.documentation import write_files

HEAD = (
    f'<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
)
PAGE = HEAD + "<title>صفحة</title></head><body>{}</body></html>"
FORBIDDEN = {
    "a style": "<style>p { color: red }</style>",
    "a style of an element": "<p style='color: red'>نص</p>",
    "a script": "<script>document.title = ''</script>",
    "a handler": "<p onclick='alert(1)'>نص</p>",
    "an address that is a script": "<a href=' JavaScript:alert(1)'>نص</a>",
}
SITE = {
    "content/site.yaml": "title: موقع\n",
    "content/briefings/new.yaml": "aliases: [old]\nannotations: [{id: n1, kind: context, at: وقع, body: نص}]\n",
    "content/pages/table.md": "---\ntitle: جدول\n---\n\n| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n",
    "seeds/new.txt": "عنوان\n\nوقع ذلك.\n",
}


@pytest.mark.parametrize("body", FORBIDDEN.values(), ids=FORBIDDEN.keys())
def test_what_the_policy_forbids_is_found(tmp_path: Path, body: str) -> None:
    (tmp_path / "index.html").write_text(PAGE.format(body), encoding="utf-8")
    assert len(list(find_policy_faults(BuiltSite(tmp_path)))) == 1


@pytest.mark.parametrize(
    "head",
    [
        "<title>صفحة</title>",
        HEAD.replace(POLICY, f"{POLICY}; script-src 'unsafe-inline'"),
        HEAD.replace('<meta charset="utf-8">', '<link rel=stylesheet href=x.css><meta charset="utf-8">'),
    ],
    ids=["none", "another", "behind a link"],
)
def test_a_page_without_its_policy_is_found(tmp_path: Path, head: str) -> None:
    (tmp_path / "index.html").write_text(head, encoding="utf-8")
    assert len(list(find_policy_faults(BuiltSite(tmp_path)))) == 1


def test_what_the_policy_allows_passes(tmp_path: Path) -> None:
    body = '<script defer src="a.js"></script><script type="application/ld+json">{}</script><p class="on">on</p>'
    (tmp_path / "index.html").write_text(PAGE.format(body), encoding="utf-8")
    assert list(find_policy_faults(BuiltSite(tmp_path))) == []


@pytest.mark.parametrize("view", [PHONE, View(390, published=True)], ids=["disk", "web"])
def test_a_violation_in_the_browser_is_found(browser: Browser, tmp_path: Path, view: View) -> None:
    pages = {f"{name.replace(' ', '-')}.html": FORBIDDEN[name] for name in ("a style", "a script", "a handler")}
    for name, body in pages.items():
        (tmp_path / name).write_text(PAGE.format(f"{body}<script src='click.js'></script>"), encoding="utf-8")
    (tmp_path / "click.js").write_text("document.querySelector('p')?.click()", encoding="utf-8")
    site = BuiltSite(tmp_path)
    found = {(finding.page, finding.rule) for finding in look_at(browser, site, site.pages, view, ())}
    assert found == {(name, "policy") for name in pages}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    root = tmp_path_factory.mktemp("policy")
    write_files(root, SITE)
    build_site(BuildOptions(root=root), root / "site")
    return BuiltSite(root / "site")


def test_a_former_address_takes_the_fragment_along(site: BuiltSite, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{(site.folder / 'briefings/old.html').as_uri()}#n1")
    page.wait_for_url(f"{(site.folder / 'briefings/new.html').as_uri()}#n1")
    assert said == []


def test_cells_of_a_table_stand_where_their_column_says(site: BuiltSite, page: Page) -> None:
    assert not [str(fault) for fault in find_policy_faults(site) if fault.page == "table.html"]
    page.goto((site.folder / "table.html").as_uri())
    sides = page.eval_on_selector_all("td", "cells => cells.map((cell) => getComputedStyle(cell).textAlign)")
    assert sides == ["start", "center", "end"]
