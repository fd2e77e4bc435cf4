"""Addresses of every kind through every entrance: what may stand in no link is told there and reaches no attribute."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from sitegen.build import Build, BuildOptions, make_site
from sitegen.cli import run
from sitegen.model.urls import is_safe_address
from tests.model.test_urls import NO_HOSTS

BAD = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "javascript%3Aalert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://example.org/x",
    "file:///etc/passwd",
    "//evil.example/x",
    "/\\evil.example",
    "https:evil.example",
    "https://user:secret@example.org/",
    "https://example.org/a b",
    *(address for address in NO_HOSTS if address.isprintable()),
)
"""YAML holds no control characters, which are refused before; the options of commands hold them."""
GOOD = ("https://good.example/a?b=c#d", "HTTPS://GOOD.EXAMPLE/", "mailto:desk@good.example", "https://موقع.example/")
OWN_ADDRESSES = ("https://example.org/?q=a", "https://example.org/#a", "https://example.org/index.html")
"""Safe in a link, but no address of a site."""
ATTRIBUTE = re.compile(r"""\s(href|src|srcset|action|content|data-[\w-]+|cite|poster)="([^"]*)\"""")


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def site_of(root: Path, addresses: tuple[str, ...]) -> BuildOptions:
    """Write a site in which each address stands at every entrance but the site's own."""
    each = [json.dumps(address, ensure_ascii=False) for address in addresses]
    links = "\n\n".join(
        f"[x]({one}) ![x](<{one}>) <{one}> [r{n}]\n\n[r{n}]: {one}" for n, one in enumerate(addresses, start=1)
    )
    text = json.dumps(links, ensure_ascii=False)
    authors = ", ".join(f"{{name: a, url: {one}}}" for one in each)
    nav = ", ".join(f"{{label: n, url: {one}}}" for one in each)
    own = ", ".join(f"{{url: {one}, label: l}}" for one in each)
    write(root, "content/site.yaml", f"url: https://example.org/\nauthors: [{authors}]\nnav: [{nav}]\n")
    write(
        root,
        "content/actors.yaml",
        f"actors:\n  - {{id: ada, type: person, name: آدا نور, description: {text}, links: [{own}]}}\n",
    )
    sources = "".join(
        f"  - {{id: s{n}, type: report, title: t, URL: {one}, archive-URL: {one}}}\n" for n, one in enumerate(each)
    )
    write(root, "content/sources.yaml", f"sources:\n{sources}")
    note = f"  - {{kind: context, body: {text}, sources: [{', '.join(f's{n}' for n in range(len(each)))}]}}\n"
    write(root, "content/briefings/a.yaml", f"lang: ar\nsummary: {text}\nauthors: [{authors}]\nannotations:\n{note}")
    write(root, "content/pages/about.md", f"---\ntitle: x\n---\n{links}\n")
    write(root, "seeds/a.txt", "عنوان\nقالت آدا نور كلمة.\n")
    return BuildOptions(root=root, keep_going=True)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return make_site(site_of(tmp_path_factory.mktemp("addresses"), (*BAD, *GOOD)))


def test_no_page_has_an_attribute_that_leads_where_none_may(built: Build) -> None:
    pages = {one.path: one.content.decode() for one in built.artifacts if one.path.endswith(".html")}
    assert {"briefings/a.html", "actors/ada.html", "about.html", "sources.html"} <= pages.keys()
    for text in pages.values():
        for name, written in ATTRIBUTE.findall(text):
            value = unescape(written)
            assert value not in BAD
            if name in ("href", "src"):
                assert is_safe_address(value)
                assert urlsplit(urljoin("https://example.org/", value)).hostname != "evil.example"
    assert all(any(good in unescape(text) for text in pages.values()) for good in GOOD[:1])


def test_no_data_tell_them_as_addresses(built: Build) -> None:
    for one in built.artifacts:
        if one.path.endswith((".json", ".jsonld")):
            values = set(re.findall(r'"(?:url|id|@id|URL|archive_url|sameAs)":\s*"([^"]*)"', one.content.decode()))
            assert values.isdisjoint(BAD)


@pytest.mark.parametrize(
    ("path", "times"),
    [
        ("content/site.yaml", 2),
        ("content/actors.yaml", 1),
        ("content/sources.yaml", 2),
        ("content/briefings/a.yaml", 1),
        ("content/pages/about.md", 0),
    ],
)
def test_each_is_told_at_every_entrance(built: Build, path: str, times: int) -> None:
    """In Markdown addresses are told as they would stand in the link, and what holds a space is no link at all."""
    found = [problem.found for problem in built.report if (problem.code, problem.where.path) == ("unsafe-url", path)]
    assert {address for address in BAD if found.count(address) < times} == set()
    assert set(found).isdisjoint(GOOD)
    if path not in ("content/site.yaml", "content/sources.yaml"):
        assert found.count("javascript:alert(1)") > times


@pytest.mark.parametrize("address", [*BAD, *OWN_ADDRESSES, "about.html", "mailto:a@example.org"])
def test_no_such_address_is_the_sites_own(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = json.dumps(address, ensure_ascii=False)
    write(tmp_path, "content/site.yaml", f"url: {written}\nrepo_url: {written}\n")
    write(tmp_path, "seeds/a.txt", "عنوان\n")
    assert run(["-C", str(tmp_path), "-q", "build"]) == 2
    told = capsys.readouterr().err
    assert "content/site.yaml:1:6: error[" in told
    assert "content/site.yaml:2:11: error[" in told
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    "host",
    [
        "",
        "[::1",
        "::1]",
        "x..y",
        "%00",
        "a b",
        "localhost:8000",
        "//x",
        "a\x1b[2J",
        "\u202elocalhost",
        "user@x",
        "a" * 80,
    ],
)
def test_serve_listens_on_no_such_host(host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "seeds/a.txt", "عنوان\n")
    assert run(["-C", str(tmp_path), "serve", "--port", "0", "--host", host]) == 2
    told = capsys.readouterr()
    assert (told.out, "--host" in told.err) == ("", True)
    assert not set(told.err) & set("\x1b\u202e")


@pytest.mark.parametrize(
    "address", [*BAD, *NO_HOSTS, *OWN_ADDRESSES, "x", "about.html", "\x1b[2J", "https://example.org/\x9b", "\u202e"]
)
def test_no_such_address_is_given_to_build(address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, "seeds/a.txt", "عنوان\n")
    write(tmp_path, "content/briefings/a.yaml", "lang: ar\n")
    assert run(["-C", str(tmp_path), "build", "--base-url", address]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "--base-url" in told.err
    assert not set(told.err) & set("\x1b\x9b\u202e\u2066\x00")
    assert {path.name for path in tmp_path.iterdir()} == {"seeds", "content"}
