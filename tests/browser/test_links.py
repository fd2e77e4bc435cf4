"""The check of links finds what leads nowhere, and lets pass what leads on."""

from pathlib import Path

import pytest

from tests.browser.built_site import BuiltSite
from tests.browser.links import find_broken_links

ADDRESS = "https://briefings.example/site/"
GOOD = [
    '<a href="#here" id="here">',
    '<a href="#top">',
    '<a href="en/other.html#there">',
    '<a href="en/../index.html">',
    f'<link rel="canonical" href="{ADDRESS}">',
    f'<a href="{ADDRESS}en/other.html#there">',
    '<a href="https://elsewhere.example/x">',
    '<a href="mailto:a@elsewhere.example">',
    '<a href="en/other.html#:~:text=x">',
    '<a href="en/%6fther.html#the%72e">',
    '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
    '<p style="background: url(dot.svg)">',
]
BROKEN = [
    ('<a href="missing.html">', "no such file"),
    ('<a href="#missing">', "no id 'missing' there"),
    ('<a href="en/other.html#here">', "no id 'here' there"),
    ('<a href="en/">', "a folder; links go to files"),
    ('<a href="../outside.html">', "leaves the site's folder"),
    ('<a href="/site/en/other.html">', "leaves the site's folder"),
    ('<a href="//elsewhere.example/x">', "leaves the site's folder"),
    ('<img src="missing.png">', "no such file"),
    ('<img srcset="dot.svg 1x, missing.svg 2x">', "no such file"),
    ('<form action="missing">', "no such file"),
    ('<p style="background: url(missing.png)">', "no such file"),
    ('<meta http-equiv="refresh" content="0; url=missing.html">', "no such file"),
    (f'<link rel="alternate" href="{ADDRESS}en/missing.html">', "no such file"),
    ('<p id="twice"><p id="twice">', "the id 'twice' stands twice"),
]


def make_site(folder: Path, body: str, name: str = "index.html") -> BuiltSite:
    (folder / "site" / "en").mkdir(parents=True)
    files = {"index.html": "", name: body, "en/other.html": '<p id="there">', "dot.svg": "<svg/>"}
    for path, text in files.items():
        (folder / "site" / path).write_text(text, encoding="utf-8")
    return BuiltSite(folder / "site", ADDRESS)


def complaints(site: BuiltSite) -> list[str]:
    return [finding.detail for finding in find_broken_links(site)]


@pytest.mark.parametrize("body", GOOD)
def test_what_leads_on_passes(tmp_path: Path, body: str) -> None:
    assert complaints(make_site(tmp_path, body)) == []


@pytest.mark.parametrize(("body", "complaint"), BROKEN)
def test_what_leads_nowhere_is_found(tmp_path: Path, body: str, complaint: str) -> None:
    (found,) = complaints(make_site(tmp_path, body))
    assert found.endswith(complaint)


def test_the_page_for_missing_addresses_may_use_the_sites_path(tmp_path: Path) -> None:
    body = '<a href="/site/en/other.html#there"><a href="/site/gone.html"><a href="/elsewhere.html">'
    assert complaints(make_site(tmp_path, body, "404.html")) == [
        "/site/gone.html: no such file",
        "/elsewhere.html: leaves the site's folder",
    ]


def test_stylesheets_and_machines_files_are_read_too(tmp_path: Path) -> None:
    site = make_site(tmp_path, "")
    (site.folder / "style.css").write_text("a { background: url('gone.svg') } b { background: url(dot.svg) }")
    (site.folder / "sitemap.xml").write_text(f"<loc>{ADDRESS}gone.html</loc><loc>{ADDRESS}en/other.html</loc>")
    assert complaints(site) == ["gone.svg: no such file", f"{ADDRESS}gone.html: no such file"]
