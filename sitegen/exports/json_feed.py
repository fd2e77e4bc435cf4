"""`feed.json`: an edition's newest briefings as a JSON Feed, version 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from collections.abc import Iterable
from typing import Final

from sitegen.exports.feeds import Feed, FeedAuthor, FeedItem
from sitegen.exports.json_files import json_file, without_gaps
from sitegen.model.site_files import Artifact

NAME: Final = "feed.json"

Json = dict[str, object]


def export_json_feed(feed: Feed) -> Artifact:
    """Return an edition's feed as JSON."""
    return json_file(feed.prefix + NAME, _feed(feed))


def _feed(feed: Feed) -> Json:
    about = without_gaps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title.value,
            "home_page_url": feed.home,
            "feed_url": feed.address(NAME),
            "description": feed.description,
            "language": feed.language,
            "authors": _authors(feed.authors),
        }
    )
    return {**about, "items": [_item(item, feed) for item in feed.items]}


def _item(item: FeedItem, feed: Feed) -> Json:
    return without_gaps(
        {
            "id": item.url,
            "url": item.url,
            "external_url": item.source,
            "title": item.title.value,
            "content_html": item.content,
            "summary": item.plain_summary,
            "date_published": item.published,
            "date_modified": item.updated,
            "authors": _authors(item.authors),
            "tags": [topic.name for topic in item.topics],
            "language": feed.language,
        }
    )


def _authors(authors: Iterable[FeedAuthor]) -> list[Json]:
    return [without_gaps({"name": author.name, "url": author.url}) for author in authors]
