"""The sitemap: every page in all its editions."""

from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from sitegen.exports import sitemap
from tests.exports.feed_reading import read_xml
from tests.exports.sample_folder import Files, build, files_of, write_folder

NAMES = {"": "http://www.sitemaps.org/schemas/sitemap/0.9", "xhtml": "http://www.w3.org/1999/xhtml"}
HOME = "https://example.org/news/"


def entries(files: Files, path: str = "sitemap.xml") -> dict[str, Element]:
    return {entry.findtext("loc", "", NAMES): entry for entry in read_xml(files[path])}


def links(entry: Element) -> list[tuple[str | None, str | None]]:
    return [(link.get("hreflang"), link.get("href")) for link in entry.iterfind("xhtml:link", NAMES)]


def test_every_page_is_named_once_in_every_edition(tmp_path: Path) -> None:
    built = build(write_folder(tmp_path))
    found = entries(files_of(built))
    pages = [file.path for file in built.artifacts if file.path.endswith(".html")]
    former = ("briefings/former.html", "topics/alma.html")
    not_listed = {"404.html", *former, *(f"en/{path}" for path in former)}
    assert set(found) == {
        HOME + path.removesuffix("index.html") if path in ("index.html", "en/index.html") else HOME + path
        for path in pages
        if path not in not_listed
    }
    assert f"{HOME}en/briefings/summit.html" in found
    assert not [address for address in found if "secret" in address]


def test_a_page_names_its_other_editions_and_itself(sample: Files) -> None:
    address = "briefings/summit.html"
    expected = [("ar", HOME + address), ("en", f"{HOME}en/{address}"), ("x-default", HOME + address)]
    assert links(entries(sample)[HOME + address]) == expected
    assert links(entries(sample)[f"{HOME}en/{address}"]) == expected


def test_changes_are_told_where_they_are_known(sample: Files) -> None:
    told = {
        address.removeprefix(HOME): entry.findtext("lastmod", "", NAMES) for address, entry in entries(sample).items()
    }
    assert {address: day for address, day in told.items() if day} == dict.fromkeys(
        ("", "en/", "briefings/summit.html", "en/briefings/summit.html"), "2024-05-03"
    )


def test_one_edition_has_no_alternates(tmp_path: Path) -> None:
    settings = "languages: [ar]\nurl: https://example.org/\n"
    files = files_of(build(write_folder(tmp_path, settings=settings)))
    assert not any(links(entry) for entry in entries(files).values())


def test_without_an_address_there_is_none(without_url: Files) -> None:
    assert "sitemap.xml" not in without_url


def test_the_base_url_of_the_command_counts(tmp_path: Path) -> None:
    files = files_of(build(write_folder(tmp_path, settings="languages: [ar]\n"), base_url="https://other.example/x"))
    assert "https://other.example/x/briefings/summit.html" in entries(files)


def test_a_large_site_has_an_index_of_maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = set(entries(files_of(build(write_folder(tmp_path)))))
    monkeypatch.setattr(sitemap, "MOST_PAGES", 10)
    files = files_of(build(tmp_path))
    index = read_xml(files["sitemap.xml"])
    assert index.tag == f"{{{NAMES['']}}}sitemapindex"
    names = [(entry.findtext("loc", "", NAMES)).removeprefix(HOME) for entry in index]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    parts = [entries(files, name) for name in names]
    assert set().union(*parts) == whole
    assert all(len(part) <= 10 for part in parts)
    assert all(len(links(entry)) == 3 for part in parts for entry in part.values())


def test_it_names_the_sitemap(sample: Files) -> None:
    assert sample["robots.txt"] == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/news/sitemap.xml\n"


def test_without_an_address_it_allows_everything(without_url: Files) -> None:
    assert without_url["robots.txt"] == "User-agent: *\nDisallow:\n"
