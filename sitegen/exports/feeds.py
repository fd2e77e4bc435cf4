"""What the feeds of an edition say, whatever their format: the newest briefings in full, with their notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final
from urllib.parse import urlsplit

from sitegen.exports.full_text import Teller
from sitegen.exports.html_links import plain_text
from sitegen.exports.timestamps import first_timestamp
from sitegen.language.editions import Edition, list_editions
from sitegen.language.text_links import links_on_site
from sitegen.language.typesetting import Typesetter
from sitegen.model.addresses import HOME, absolute_uri
from sitegen.model.briefing import Briefing, make_headline
from sitegen.model.directory import Directory
from sitegen.model.project import article_rights, notes_licence
from sitegen.model.settings import Author, Settings
from sitegen.model.site import Site
from sitegen.model.wording import Date, Wording

LONGEST_FEED: Final = 50
"""Briefings in a feed, each in full: readers of feeds ask for the whole file again and again."""

UNDATED: Final = "1970-01-01T00:00:00Z"
"""Atom wants a date where nobody gave one, and the day of the build must not show: the same input, the same bytes."""


@dataclass(frozen=True, slots=True)
class FeedAuthor:
    """Who wrote the notes."""

    name: str
    url: str
    """Empty where there is none."""


@dataclass(frozen=True, slots=True)
class Topic:
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
    topics: tuple[Topic, ...]
    rights: str
    source: str
    """Where the article comes from: an address, or empty."""

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
        links = links_on_site(site, edition)
        typesetter = Typesetter(edition, site.html_of, links, partial(absolute_uri, url=url))
        teller = Teller(typesetter, directory, url)
        yield _make_feed(site, teller)


def _make_feed(site: Site, teller: Teller) -> Feed:
    settings, edition, url = site.settings, teller.edition, teller.url
    return Feed(
        language=edition.language,
        prefix=edition.prefix,
        home=absolute_uri(edition.path(HOME), url=url),
        url=url,
        title=_site_title(settings, edition, url),
        description=edition.choose(settings.description).value if settings.description else "",
        authors=_authors(settings.authors, edition),
        items=tuple(_make_item(briefing, site, teller) for briefing in site.newest),
    )


def _make_item(briefing: Briefing, site: Site, teller: Teller) -> FeedItem:
    sidecar, settings, edition = briefing.sidecar, site.settings, teller.edition
    revised = (revision.date for revision in sidecar.revisions)
    return FeedItem(
        url=teller.page_url(briefing),
        title=_title(briefing, edition),
        summary=teller.summary(briefing),
        content=teller.full_text(briefing),
        published=first_timestamp(briefing.date) if briefing.date else "",
        updated=_last((sidecar.date or sidecar.published, sidecar.updated, *revised)),
        authors=_authors(sidecar.authors or settings.authors, edition),
        topics=tuple(_topic(topic.value, site, edition) for topic in sidecar.topics),
        rights=_rights(briefing, settings, edition),
        source=_source_address(briefing, teller.directory),
    )


def _site_title(settings: Settings, edition: Edition, url: str) -> Wording:
    if settings.title:
        return edition.choose(settings.title)
    return Wording(edition.language, urlsplit(url).hostname or url, settings.where)


def _title(briefing: Briefing, edition: Edition) -> Wording:
    """Return the headline on one line; an item needs one, so that the slug stands for an empty one."""
    shown = make_headline(briefing, edition.language).shown
    return replace(shown, value=" ".join(shown.value.split()) or briefing.slug)


def _last(dates: Iterable[Date | None]) -> str:
    return max((first_timestamp(date.edtf) for date in dates if date), default="")


def _authors(authors: Iterable[Author], edition: Edition) -> tuple[FeedAuthor, ...]:
    return tuple(_author(author, edition) for author in authors)


def _author(author: Author, edition: Edition) -> FeedAuthor:
    return FeedAuthor(edition.choose(author.name).value, author.homepage)


def _topic(written: str, site: Site, edition: Edition) -> Topic:
    entry = site.registers.topics.get(written)
    return Topic(written, edition.choose(entry.name).value if entry else written)


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
