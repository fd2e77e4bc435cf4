"""The Atom feeds: what RFC 4287 demands, and what readers see."""

import json
from html import escape
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from sitegen.exports.feeds import LONGEST_FEED
from tests.exports.feed_reading import read_xml
from tests.exports.sample_folder import Files, build, files_of, write_folder

ATOM = {"": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_feed(files: Files, path: str = "feed.xml") -> Element:
    return read_xml(files[path])


def said(element: Element, path: str) -> str:
    return element.findtext(path, "", ATOM)


@pytest.mark.parametrize(
    ("path", "language", "title"), [("feed.xml", "ar", "متن"), ("en/feed.xml", "en", "Text & Margin")]
)
def test_each_edition_has_a_feed_in_its_language(sample: Files, path: str, language: str, title: str) -> None:
    feed = read_feed(sample, path)
    home = f"https://example.org/news/{path.removesuffix('feed.xml')}"
    assert feed.get(LANGUAGE) == language
    assert said(feed, "title") == title
    assert said(feed, "id") == home
    links = {link.get("rel"): link.get("href") for link in feed.iterfind("link", ATOM)}
    assert links == {"self": f"{home}feed.xml", "alternate": home}


def test_every_feed_and_entry_has_what_the_rfc_demands(sample: Files) -> None:
    for path in ("feed.xml", "en/feed.xml"):
        feed = read_feed(sample, path)
        for element in (feed, *feed.iterfind("entry", ATOM)):
            for name in ("id", "title", "updated"):
                assert len(element.findall(name, ATOM)) == 1
                assert said(element, name)
            assert said(element, "author/name")
            assert element.findall("link[@rel='alternate']", ATOM)
        ids = [said(entry, "id") for entry in feed.iterfind("entry", ATOM)]
        assert len(set(ids)) == len(ids)


def test_an_entry_tells_everything_about_its_briefing(sample: Files) -> None:
    entry = read_feed(sample, "en/feed.xml").findall("entry", ATOM)[0]
    assert said(entry, "id") == "https://example.org/news/en/briefings/summit.html"
    assert said(entry, "title") == "Water summit ends"
    assert said(entry, "published") == "2024-05-01T00:00:00Z"
    assert said(entry, "updated") == "2024-05-03T00:00:00Z"
    assert said(entry, "author/uri") == "https://example.org/desk"
    assert said(entry, "rights") == "article: © Wire; annotations: CC-BY-SA-4.0"
    assert [category.get("term") for category in entry.iterfind("category", ATOM)] == ["water", 'a "typed" <topic>']
    assert [category.get("label") for category in entry.iterfind("category", ATOM)] == ["Water", 'a "typed" <topic>']
    via = entry.find("link[@rel='via']", ATOM)
    assert via is not None
    assert via.get("href") == "https://example.com/a?b=1&c=2"
    assert 'href="https://example.org/news/en/about.html"' in said(entry, "summary")
    assert said(entry, "content").startswith('<div lang="en" dir="ltr">')


def test_a_title_in_another_language_is_marked(sample: Files) -> None:
    titles = read_feed(sample).findall("entry/title", ATOM)
    assert [(title.text, title.get(LANGUAGE)) for title in titles] == [("قمة الماء تنتهي", None), ("Old news", "en")]


def test_a_briefing_without_a_date_still_has_the_one_that_the_rfc_demands(sample: Files) -> None:
    undated = read_feed(sample).findall("entry", ATOM)[1]
    assert said(undated, "updated") == "1970-01-01T00:00:00Z"
    assert said(undated, "published") == ""


def test_without_an_address_there_is_no_feed(without_url: Files) -> None:
    assert not [path for path in without_url if path.endswith(("feed.xml", "feed.json"))]


def test_an_empty_and_nameless_site_has_a_right_feed(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("url: https://example.org\n")
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "draft.txt").write_text("Not yet\n")
    feed = read_feed(files_of(build(tmp_path)))
    assert said(feed, "title") == "example.org"
    assert said(feed, "author/name") == "example.org"
    assert said(feed, "updated") == "1970-01-01T00:00:00Z"


@pytest.mark.slow
def test_only_the_newest_briefings_are_told(tmp_path: Path) -> None:
    added = {f"seeds/n{number}.txt": f"Title {number}\n" for number in range(60)}
    added |= {f"content/briefings/n{n}.yaml": f"lang: en\npublished: 2023-01-01T00:00:{n:02}Z\n" for n in range(60)}
    feed = read_feed(files_of(build(write_folder(tmp_path, added=added))))
    titles = [said(entry, "title") for entry in feed.iterfind("entry", ATOM)]
    assert len(titles) == LONGEST_FEED
    assert titles[0] == "قمة الماء تنتهي"
    assert "Old news" not in titles


def test_hostile_text_is_escaped_twice_in_content_and_once_elsewhere(sample: Files) -> None:
    raw = sample["feed.xml"]
    assert "<script" not in raw
    assert "<!--" not in raw
    assert "]]>" not in raw
    assert escape(escape("<script>alert(1)</script>")) in raw


KNOWN = {
    *("version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"),
    *("id", "url", "external_url", "content_html", "summary", "date_published", "date_modified", "tags", "name"),
}


def read_json_feed(files: Files, path: str = "feed.json") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files[path])
    return read


def keys_of(value: Any) -> set[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list):
        return set().union(*(keys_of(part) for part in value))
    return set(value) | set().union(*(keys_of(part) for part in value.values())) if isinstance(value, dict) else set()


def test_the_feed_tells_of_itself(sample: Files) -> None:
    feed = read_json_feed(sample, "en/feed.json")
    assert {key: feed[key] for key in feed if key != "items"} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Text & Margin",
        "home_page_url": "https://example.org/news/en/",
        "feed_url": "https://example.org/news/en/feed.json",
        "description": "Notes <on> news",
        "language": "en",
        "authors": [{"name": "The desk", "url": "https://example.org/desk"}],
    }


def test_an_item_has_everything(sample: Files) -> None:
    item = read_json_feed(sample, "en/feed.json")["items"][0]
    content = item.pop("content_html")
    assert content.startswith('<div lang="en" dir="ltr">')
    assert item == {
        "id": "https://example.org/news/en/briefings/summit.html",
        "url": "https://example.org/news/en/briefings/summit.html",
        "external_url": "https://example.com/a?b=1&c=2",
        "title": "Water summit ends",
        "summary": "A deal: more.",
        "date_published": "2024-05-01T00:00:00Z",
        "date_modified": "2024-05-03T00:00:00Z",
        "authors": [{"name": "The desk", "url": "https://example.org/desk"}],
        "tags": ["Water", 'a "typed" <topic>'],
        "language": "en",
    }


def test_only_keys_of_the_format_are_used(sample: Files) -> None:
    assert keys_of(read_json_feed(sample)) <= KNOWN


def test_a_briefing_without_a_date_says_nothing_of_dates(sample: Files) -> None:
    undated = read_json_feed(sample)["items"][1]
    assert not undated.keys() & {"date_published", "date_modified"}


def test_both_feeds_tell_the_same(sample: Files) -> None:
    for prefix in ("", "en/"):
        atom = read_xml(sample[f"{prefix}feed.xml"])
        contents = [element.text for element in atom.iter("{http://www.w3.org/2005/Atom}content")]
        assert [item["content_html"] for item in read_json_feed(sample, f"{prefix}feed.json")["items"]] == contents
