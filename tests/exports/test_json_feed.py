"""The JSON feeds: what version 1.1 demands, and that they say what the Atom feeds say."""

import json
from typing import Any

from tests.exports.feed_reading import read_xml
from tests.exports.sample_folder import Files

KNOWN = {
    *("version", "title", "home_page_url", "feed_url", "description", "language", "authors", "items"),
    *("id", "url", "external_url", "content_html", "summary", "date_published", "date_modified", "tags", "name"),
}


def read_feed(files: Files, path: str = "feed.json") -> dict[str, Any]:
    read: dict[str, Any] = json.loads(files[path])
    return read


def keys_of(value: Any) -> set[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, list):
        return set().union(*(keys_of(part) for part in value))
    return set(value) | set().union(*(keys_of(part) for part in value.values())) if isinstance(value, dict) else set()


def test_the_feed_tells_of_itself(sample: Files) -> None:
    feed = read_feed(sample, "en/feed.json")
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
    item = read_feed(sample, "en/feed.json")["items"][0]
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
    assert keys_of(read_feed(sample)) <= KNOWN


def test_a_briefing_without_a_date_says_nothing_of_dates(sample: Files) -> None:
    undated = read_feed(sample)["items"][1]
    assert not undated.keys() & {"date_published", "date_modified"}


def test_both_feeds_tell_the_same(sample: Files) -> None:
    for prefix in ("", "en/"):
        atom = read_xml(sample[f"{prefix}feed.xml"])
        contents = [element.text for element in atom.iter("{http://www.w3.org/2005/Atom}content")]
        assert [item["content_html"] for item in read_feed(sample, f"{prefix}feed.json")["items"]] == contents
