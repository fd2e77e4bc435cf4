"""The feeds of an edition, `feed.xml` and `feed.json`: its newest briefings in full, with their notes.

One `Feed` says what both say; it is written as Atom (RFC 4287) and as a JSON Feed
(https://www.jsonfeed.org/version/1.1/).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from sitegen.exports.full_text import WITHDRAWN, FullTextWriter
from sitegen.exports.json_files import json_file, without_gaps
from sitegen.exports.timestamps import first_timestamp
from sitegen.exports.xml_files import add, xml_file
from sitegen.language.editions import Edition, list_editions
from sitegen.language.plain_text import plain_text
from sitegen.language.typesetting import Typesetter
from sitegen.model.addresses import HOME, absolute_uri
from sitegen.model.briefing import Briefing, make_headline
from sitegen.model.project import article_rights, notes_licence
from sitegen.model.settings import Author, Settings
from sitegen.model.site_files import Artifact
from sitegen.model.wording import Wording
from sitegen.records.directory import Directory
from sitegen.records.site import Site

LONGEST_FEED: Final = 50
"""Briefings in a feed, each in full: readers of feeds ask for the whole file again and again."""

UNDATED: Final = "1970-01-01T00:00:00Z"
"""Atom wants a date where nobody gave one, and the day of the build must not show: the same input, the same bytes."""

ATOM_NAME: Final = "feed.xml"
JSON_NAME: Final = "feed.json"
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class FeedAuthor:
    """An author of the notes."""

    name: str
    url: str
    """Empty where there is none."""


@dataclass(frozen=True, slots=True)
class FeedTopic:
    """A subject of a briefing."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A briefing in a feed."""

    url: str
    """Its page in the feed's edition, which is its id too."""
    title: Wording
    summary: str
    """HTML; empty where there is none."""
    content: str
    """HTML: the article and its notes."""
    published: str
    """When the briefing is dated (RFC 3339); empty where it is not."""
    updated: str
    """The last of its dates; empty where it has none."""
    authors: tuple[FeedAuthor, ...]
    topics: tuple[FeedTopic, ...]
    rights: str
    source: str
    """The address of the article's source, or empty."""

    @property
    def plain_summary(self) -> str:
        """Return the summary without markup, on one line."""
        return plain_text(self.summary)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An edition's newest briefings."""

    language: str
    prefix: str
    """The folder of the edition, with a slash; empty for the root."""
    home: str
    """The address of the edition's home page."""
    url: str
    """The site's address."""
    title: Wording
    description: str
    authors: tuple[FeedAuthor, ...]
    items: tuple[FeedItem, ...]

    def address(self, name: str) -> str:
        """Return the whole address of a feed of this edition by its file's name."""
        return absolute_uri(self.prefix + name, url=self.url)

    @property
    def updated(self) -> str:
        """Return the last date of any item."""
        return max((item.updated for item in self.items if item.updated), default=UNDATED)


def list_feeds(site: Site) -> Iterator[Feed]:
    """Yield what each edition's feeds say, where the site has an address; without one links would lead nowhere."""
    if not site.settings.url:
        return
    directory = Directory(site)
    for edition in list_editions(site.settings):
        url = site.settings.url.value
        links = site.links_in(edition)
        typesetter = Typesetter(edition, site.html_of, links, partial(absolute_uri, url=url))
        writer = FullTextWriter(typesetter, directory, url)
        yield _make_feed(site, writer)


def _make_feed(site: Site, writer: FullTextWriter) -> Feed:
    settings, edition, url = site.settings, writer.edition, writer.url
    return Feed(
        language=edition.language,
        prefix=edition.prefix,
        home=absolute_uri(edition.path(HOME), url=url),
        url=url,
        title=_site_title(settings, edition, url),
        description=edition.choose(settings.description).value if settings.description else "",
        authors=_authors(settings.authors, edition),
        items=tuple(_make_item(briefing, site, writer) for briefing in site.newest),
    )


def _make_item(briefing: Briefing, site: Site, writer: FullTextWriter) -> FeedItem:
    sidecar, settings, edition = briefing.sidecar, site.settings, writer.edition
    dates = (sidecar.date or sidecar.published, sidecar.updated, *(revision.date for revision in sidecar.revisions))
    return FeedItem(
        url=writer.page_url(briefing),
        title=_title(briefing, edition),
        summary=writer.summary(briefing),
        content=writer.full_text(briefing),
        published=first_timestamp(briefing.date) if briefing.date else "",
        updated=max((first_timestamp(date.edtf) for date in dates if date), default=""),
        authors=_authors(sidecar.authors or settings.authors, edition),
        topics=tuple(_topic(topic.value, site, edition) for topic in sidecar.topics),
        rights=_rights(briefing, settings, edition),
        source=_source_address(briefing, writer.directory),
    )


def _site_title(settings: Settings, edition: Edition, url: str) -> Wording:
    if settings.title:
        return edition.choose(settings.title)
    return Wording(edition.language, urlsplit(url).hostname or url, settings.where)


def _title(briefing: Briefing, edition: Edition) -> Wording:
    """Return the headline on one line; an item needs one, so that the slug stands for an empty one."""
    shown = make_headline(briefing, edition.language).shown
    title = " ".join(shown.value.split()) or briefing.slug
    if briefing.sidecar.withdrawn:
        return Wording(edition.language, edition.catalogue.pgettext(*WITHDRAWN) % {"title": title}, shown.where)
    return replace(shown, value=title)


def _authors(authors: Iterable[Author], edition: Edition) -> tuple[FeedAuthor, ...]:
    return tuple(FeedAuthor(edition.choose(author.name).value, author.homepage) for author in authors)


def _topic(written: str, site: Site, edition: Edition) -> FeedTopic:
    entry = site.registers.topics.get(written)
    return FeedTopic(written, edition.choose(entry.name).value if entry else written)


def _rights(briefing: Briefing, settings: Settings, edition: Edition) -> str:
    """Return whose the article is and the notes' licence, each named, as an item holds both."""
    said = {
        "article": article_rights(briefing.sidecar, settings),
        "annotations": notes_licence(briefing.sidecar, settings),
    }
    return "; ".join(f"{part}: {edition.choose(text).value}" for part, text in said.items() if text)


def _source_address(briefing: Briefing, directory: Directory) -> str:
    reference = briefing.sidecar.source
    source = directory.source(reference, briefing) if reference else None
    return source.url.value if source and source.url else ""


def export_atom(feed: Feed) -> Artifact:
    """Return an edition's feed as Atom."""
    root = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": feed.language})
    add(root, "id", feed.home)
    add(root, "title", feed.title.value, xml_lang=_other_language(feed.title.language, feed))
    if feed.description:
        add(root, "subtitle", feed.description)
    add(root, "updated", feed.updated)
    add(root, "link", rel="self", type="application/atom+xml", href=feed.address(ATOM_NAME))
    add(root, "link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.home)
    # Each entry needs an author, its own or the feed's (RFC 4287, 4.1.1).
    _add_atom_authors(root, feed.authors or (FeedAuthor(feed.title.value, ""),))
    for item in feed.items:
        _add_entry(root, item, feed)
    return xml_file(feed.prefix + ATOM_NAME, root)


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
    _add_atom_authors(entry, item.authors)
    for topic in item.topics:
        add(entry, "category", term=topic.id, label=topic.name)
    if item.rights:
        add(entry, "rights", item.rights)
    if item.summary:
        add(entry, "summary", item.summary, type="html")
    add(entry, "content", item.content, type="html")


def _add_atom_authors(parent: Element, authors: Iterable[FeedAuthor]) -> None:
    for author in authors:
        person = add(parent, "author")
        add(person, "name", author.name)
        if author.url:
            add(person, "uri", author.url)


def _other_language(language: str, feed: Feed) -> str:
    return "" if language == feed.language else language


def export_json_feed(feed: Feed) -> Artifact:
    """Return an edition's feed as JSON."""
    about = without_gaps(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title.value,
            "home_page_url": feed.home,
            "feed_url": feed.address(JSON_NAME),
            "description": feed.description,
            "language": feed.language,
            "authors": _json_authors(feed.authors),
        }
    )
    return json_file(feed.prefix + JSON_NAME, {**about, "items": [_json_item(item, feed) for item in feed.items]})


def _json_item(item: FeedItem, feed: Feed) -> Json:
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
            "authors": _json_authors(item.authors),
            "tags": [topic.name for topic in item.topics],
            "language": feed.language,
        }
    )


def _json_authors(authors: Iterable[FeedAuthor]) -> list[Json]:
    return [without_gaps({"name": author.name, "url": author.url}) for author in authors]
