"""What the feeds of an edition say, whatever their format: the newest briefings in full, with their notes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from sitegen.exports.addresses import HOME, EditionFolder, absolute_url, list_editions
from sitegen.exports.full_text import Teller
from sitegen.exports.html_links import plain_text
from sitegen.exports.references import References
from sitegen.exports.timestamps import first_timestamp
from sitegen.model.addresses import is_web_address
from sitegen.model.licences import article_rights, notes_licence
from sitegen.model.project import Author, Settings
from sitegen.model.site import Briefing, Site
from sitegen.model.wording import Date, Text, Wording

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
        return absolute_url(self.prefix + name, self.url)

    @property
    def updated(self) -> str:
        """Return the last date of any item."""
        return max((item.updated for item in self.items if item.updated), default=UNDATED)


def list_feeds(site: Site) -> Iterator[Feed]:
    """Yield what each edition's feeds say, where the site has an address; without one links would lead nowhere."""
    if not site.settings.url:
        return
    references = References(site)
    for edition in list_editions(site.settings):
        yield _make_feed(site, Teller(site, edition, site.settings.url.value, references))


def _make_feed(site: Site, teller: Teller) -> Feed:
    settings, edition, url = site.settings, teller.edition, teller.url
    languages = (edition.language,)
    return Feed(
        language=edition.language,
        prefix=edition.prefix,
        home=absolute_url(edition.prefix + HOME, url),
        url=url,
        title=_site_title(settings, edition, url),
        description=settings.description.best(languages).value if settings.description else "",
        authors=_authors(settings.authors, edition),
        items=tuple(_make_item(briefing, site, teller) for briefing in site.briefings[:LONGEST_FEED]),
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
        source=_source_address(briefing, teller.references),
    )


def _site_title(settings: Settings, edition: EditionFolder, url: str) -> Wording:
    if settings.title:
        return settings.title.best((edition.language,))
    return Wording(edition.language, urlsplit(url).hostname or url, settings.where)


def _title(briefing: Briefing, edition: EditionFolder) -> Wording:
    """Return the article's own title in its language, else the translation if there is one."""
    seed = briefing.seed
    own = Wording(seed.language, " ".join(seed.title.split()) or briefing.slug, briefing.sidecar.where)
    as_text = Text((own, *(briefing.sidecar.title.wordings if briefing.sidecar.title else ())))
    return as_text.best((edition.language,))


def _last(dates: Iterable[Date | None]) -> str:
    return max((first_timestamp(date.edtf) for date in dates if date), default="")


def _authors(authors: Iterable[Author], edition: EditionFolder) -> tuple[FeedAuthor, ...]:
    return tuple(_author(author, edition) for author in authors)


def _author(author: Author, edition: EditionFolder) -> FeedAuthor:
    address = author.url.value if author.url and is_web_address(author.url.value) else ""
    return FeedAuthor(author.name.best((edition.language,)).value, address)


def _topic(written: str, site: Site, edition: EditionFolder) -> Topic:
    entry = site.registers.topics.get(written)
    return Topic(written, entry.name.best((edition.language,)).value if entry else written)


def _rights(briefing: Briefing, settings: Settings, edition: EditionFolder) -> str:
    """Return whose the article is and the notes' licence, each named, as an item holds both."""
    said = {
        "article": article_rights(briefing.sidecar, settings),
        "annotations": notes_licence(briefing.sidecar, settings),
    }
    return "; ".join(f"{part}: {text.best((edition.language,)).value}" for part, text in said.items() if text)


def _source_address(briefing: Briefing, references: References) -> str:
    reference = briefing.sidecar.source
    source = references.source(reference, briefing) if reference else None
    return source.url.value if source and source.url else ""
