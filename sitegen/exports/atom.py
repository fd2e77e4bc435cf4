"""`feed.xml`: an edition's newest briefings as an Atom feed (RFC 4287)."""

from collections.abc import Iterable
from typing import Final
from xml.etree.ElementTree import Element

from sitegen.exports.feeds import UNDATED, Feed, FeedAuthor, FeedItem
from sitegen.exports.xml_files import add, xml_file
from sitegen.model.site_files import Artifact

NAME: Final = "feed.xml"


def export_atom(feed: Feed) -> Artifact:
    """Return an edition's feed as Atom."""
    return xml_file(feed.prefix + NAME, _feed(feed))


def _feed(feed: Feed) -> Element:
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "id", feed.home)
    add(root, "title", feed.title.value, xml_lang=_other_language(feed.title.language, feed))
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "updated", feed.updated)
    add(root, "link", rel="self", type="application/atom+xml", href=feed.address(NAME))
    add(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.home)
    # Each entry needs an author, its own or the feed's (RFC 4287, 4.1.1).
    _add_authors(root, feed.authors or (FeedAuthor(feed.title.value, ""),))
    for item in feed.items:
        _add_entry(root, item, feed)
    return root


def _add_entry(root: Element, item: FeedItem, feed: Feed) -> None:
    entry = add(root, "entry")
    add(entry, "id", item.url)
    add(entry, "title", item.title.value, xml_lang=_other_language(item.title.language, feed))
    add(entry, "link", rel="alternate", type="text/html", hreflang=feed.language, href=item.url)
    if item.source:
        add(entry, "link", rel="via", href=item.source)
    if item.published:
        add(entry, "published", item.published)
    add(entry, "updated", item.updated or UNDATED)
    _add_authors(entry, item.authors)
    for topic in item.topics:
        add(entry, "category", term=topic.id, label=topic.name)
    if item.rights:
        add(entry, "rights", item.rights)
    if item.summary:
        add(entry, "summary", item.summary, type="html")
    add(entry, "content", item.content, type="html")


def _add_authors(parent: Element, authors: Iterable[FeedAuthor]) -> None:
    for author in authors:
        person = add(parent, "author")
        add(person, "name", author.name)
        if author.url:
            add(person, "uri", author.url)


def _other_language(language: str, feed: Feed) -> str:
    return "" if language == feed.language else language
