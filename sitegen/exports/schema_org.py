"""A briefing in the words of schema.org, for search engines: what its page carries as JSON-LD."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.exports.json_files import without_gaps
from sitegen.language.dates import iso_date
from sitegen.language.editions import Edition
from sitegen.language.labels import label
from sitegen.model.addresses import absolute_uri, briefing_address, entry_address, note_address
from sitegen.model.briefing import Briefing, make_headline
from sitegen.model.project import notes_licence
from sitegen.model.registers import Actor, Claim, Place, Source, name_of
from sitegen.model.settings import Author, licence_deed
from sitegen.model.wording import Date, Reference, Speaker, Text
from sitegen.records.directory import Directory
from sitegen.records.library import NoteLine
from sitegen.records.site import LedgerRow, Site

_TYPE_OF_ACTOR = {"person": "Person", "state": "Country"}
"""All others are an Organization."""

Json = dict[str, object]


def schema_org(briefing: Briefing, site: Site, edition: Edition) -> Json:
    """Return the description of a briefing's page in one edition: an Article that rests on another's.

    Whoever puts it into HTML escapes `<`. Only dates that are certain are given; addresses where the site has one.
    """
    describer = _Describer(site, edition)
    sidecar = briefing.sidecar
    return without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "Article",
            "url": describer.url(briefing_address(briefing.slug)),
            "headline": describer.headline(briefing),
            "inLanguage": list(dict.fromkeys([edition.language, briefing.seed.language])),
            "datePublished": _day(sidecar.date or sidecar.published),
            "dateModified": _day(sidecar.updated),
            "author": [describer.author(author) for author in sidecar.authors or site.settings.authors],
            "license": describer.license(briefing),
            "keywords": [describer.topic(topic.value) for topic in sidecar.topics],
            "isBasedOn": describer.article(briefing),
            "mentions": list(describer.mentions(briefing)),
        }
    )


def claim_review(row: LedgerRow, site: Site, edition: Edition) -> Json:
    """Return the description of the page of a register's claim in one edition.

    A ClaimReview where checking found anything, else the Claim alone; it appears in the newest articles that tell it.
    """
    describer, claim = _Describer(site, edition), row.entry
    if not isinstance(claim, Claim):
        raise TypeError("no claim of a register")
    url = describer.url(entry_address("claim", claim.id.value))
    reviewed = without_gaps(
        {
            "@type": "Claim",
            "text": describer.say(claim.text or claim.title),
            "author": describer.speaker(claim.speaker),
            "appearance": [describer.appearance(line) for line in row.lines[: site.lengths.places]],
        }
    )
    if not claim.status:
        return {"@context": "https://schema.org", **reviewed, **without_gaps({"url": url})}
    return without_gaps(
        {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "url": url,
            "inLanguage": edition.language,
            "claimReviewed": describer.say(claim.text or claim.title),
            "datePublished": _day(claim.as_of),
            "author": [describer.author(author) for author in site.settings.authors],
            "itemReviewed": reviewed,
            "reviewRating": {"@type": "Rating", "alternateName": label(edition.catalogue, "status", claim.status)},
            "citation": [describer.source(source) for source in claim.cited],
        }
    )


@dataclass(frozen=True, slots=True)
class _Describer:
    """Describes what is on a page of one edition."""

    site: Site
    edition: Edition

    def url(self, path: str) -> str:
        """Return the address of a page of the edition; empty where the site has none."""
        url = self.site.settings.url
        return absolute_uri(self.edition.path(path), url=url.value) if url else ""

    def headline(self, briefing: Briefing) -> str:
        """Return the title: the article's own in its language, else its translation if there is one."""
        return " ".join(make_headline(briefing, self.edition.language).shown.value.split())

    def author(self, author: Author) -> Json:
        """Return who wrote the notes; without a type, as nobody tells a person from a newsroom."""
        return without_gaps({"name": self._say(author.name), "url": author.homepage})

    def license(self, briefing: Briefing) -> str:
        """Return where the deed of the notes' licence stands; empty where that is not known."""
        text = notes_licence(briefing.sidecar, self.site.settings)
        return licence_deed(self._say(text)) if text else ""

    def topic(self, written: str) -> str:
        """Return a topic's name, or the topic as typed."""
        entry = self.site.registers.topics.get(written)
        return self._say(entry.name) if entry else written

    def article(self, briefing: Briefing) -> Json:
        """Return the annotated article: where it was published, when, by whom."""
        reference, sidecar, seed = briefing.sidecar.source, briefing.sidecar, briefing.seed
        source = Directory(self.site).source(reference, briefing) if reference else None
        return without_gaps(
            {
                "@type": "Article",
                "headline": " ".join(seed.title.split()),
                "inLanguage": seed.language,
                "datePublished": _day(sidecar.published),
                "temporalCoverage": sidecar.covers.edtf if sidecar.covers else None,
                **(self._published(source) if source else {}),
            }
        )

    def mentions(self, briefing: Briefing) -> Iterator[Json]:
        """Yield the actors and places of the registers that the article names, in the order of its text.

        A name alone, without an address of the site or of Wikidata, leads a program nowhere and is left out.
        """
        meanings = (mention.meanings[0] for mention in briefing.prose.mentions)
        for meaning in dict.fromkeys(meanings):
            entry = None if meaning.is_local else self.site.registers.find(meaning.id)
            if isinstance(entry, Actor | Place):
                described = self._entry(entry)
                if "url" in described or "sameAs" in described:
                    yield described

    def _entry(self, entry: Actor | Place) -> Json:
        wikidata = (entry.ids or {}).get("wikidata")
        known = "Place" if isinstance(entry, Place) else _TYPE_OF_ACTOR.get(entry.type or "", "Organization")
        return without_gaps(
            {
                "@type": known,
                "name": self._say(name_of(entry)),
                "url": self.url(entry_address(entry.register, entry.id.value)),
                "sameAs": f"https://www.wikidata.org/entity/{wikidata}" if wikidata else "",
            }
        )

    def speaker(self, speaker: Speaker | None) -> Json:
        """Return who makes a claim: an actor of the register, or a name alone."""
        if isinstance(speaker, Text):
            return {"name": self._say(speaker)}
        entry = self.site.registers.actors.get(speaker.id) if speaker else None
        return self._entry(entry) if entry else {}

    def appearance(self, line: NoteLine) -> Json:
        """Return an article in which a claim is made, by the note that tells of it."""
        note, briefing = self.site.library.note(line.slug, line.number), self.site.library.abstract(line.slug)
        headline = make_headline(briefing, self.edition.language).shown.value
        return without_gaps(
            {"@type": "Article", "headline": headline, "url": self.url(note_address(line.slug, note.id))}
        )

    def source(self, reference: Reference) -> Json:
        """Return a source that speaks for a claim or against it."""
        source = self.site.registers.sources.get(reference.id)
        if not source:
            return {}
        return without_gaps({"@type": "CreativeWork", "name": self._say(source.title), **self._published(source)})

    def say(self, text: Text | None) -> str:
        """Return a text in the edition's language; empty where there is none."""
        return self._say(text) if text else ""

    def _published(self, source: Source) -> Json:
        publisher = source.container_title or source.publisher
        named = {"@type": "Organization", "name": self._say(publisher)} if publisher else {}
        return {"url": source.url.value if source.url else "", "publisher": named}

    def _say(self, text: Text) -> str:
        return self.edition.choose(text).value


def _day(date: Date | None) -> str:
    return (iso_date(date.edtf) or "") if date else ""
