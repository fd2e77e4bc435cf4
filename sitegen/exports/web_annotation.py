"""`data/briefings/<slug>.jsonld`: a briefing's notes after the W3C's Web Annotation Data Model.

An AnnotationPage of its own, https://www.w3.org/TR/annotation-model/. Every annotation repeats the context, so that it
can be lifted out and still is whole. What the model has no word for, the keys of a note's kind, stands in
`schema:additionalProperty`, with the names and values of the sidecar: the prefix is one of the W3C's own context.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Final

from sitegen.exports.html_links import free_from_page
from sitegen.exports.identifiers import iri
from sitegen.exports.json_files import json_file, without_gaps
from sitegen.exports.timestamps import exact_timestamp
from sitegen.language.direction import direction
from sitegen.model.addresses import is_web_address
from sitegen.model.artifact import Artifact
from sitegen.model.briefing import Briefing, Note
from sitegen.model.directory import Directory
from sitegen.model.kinds import MOTIVATION_OF_KIND
from sitegen.model.licences import licence_deed, notes_licence
from sitegen.model.page_addresses import absolute_uri, briefing_address
from sitegen.model.project import Annotation, Selector, Value
from sitegen.model.settings import Author
from sitegen.model.site import Site
from sitegen.model.text import Span
from sitegen.model.wording import Date, MarkdownText, Text

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

CONTEXT_LENGTH: Final = 32
"""How many characters a quote's prefix and suffix have: what the Hypothesis client writes and expects."""

_ACTORS_AND_PLACES: Final = ("speaker", "via", "place")
_SAID_IN_A_WORD: Final = ("stance", "form", "status", "credibility", "certainty", "confidence", "likelihood")
_DATES: Final = ("said", "as_of", "date")
_IN_A_WORD: Final = (*_ACTORS_AND_PLACES, *_SAID_IN_A_WORD, *_DATES, "lang")
_words_of: Final[Callable[[Annotation], tuple[object, ...]]] = attrgetter(*_IN_A_WORD)

Json = dict[str, object]


def export_web_annotations(briefing: Briefing, site: Site) -> Iterator[Artifact]:
    """Yield the AnnotationPage of a briefing, in the order of its notes' numbers."""
    path = f"data/briefings/{briefing.slug}.jsonld"
    scribe = _Scribe(site, briefing, Directory(site))
    page = {
        "@context": CONTEXT,
        "id": iri(path, site),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": [scribe.annotation(note) for note in briefing.notes],
    }
    yield json_file(path, page)


@dataclass(frozen=True)
class _Scribe:
    """Writes the notes of one briefing."""

    site: Site
    briefing: Briefing
    directory: Directory

    def annotation(self, note: Note) -> Json:
        annotation = note.annotation
        return {
            "@context": CONTEXT,
            "id": f"{self._source}#{note.id}",
            "type": "Annotation",
            "motivation": MOTIVATION_OF_KIND[annotation.kind],
            **without_gaps(
                {
                    "label": _in_languages(annotation.title),
                    "creator": self._creators(annotation),
                    "created": _timestamp(annotation.created),
                    "modified": _timestamp(annotation.modified),
                    **self._rights,
                    "body": [*self._bodies(annotation)],
                }
            ),
            "target": self._target(note),
            **without_gaps({"dcterms:references": self._references(annotation)}),
            "schema:additionalProperty": [*self._properties(annotation)],
        }

    @cached_property
    def _source(self) -> str:
        """Return what identifies the article: its page in the first edition."""
        return iri(briefing_address(self.briefing.slug), self.site)

    def _creators(self, annotation: Annotation) -> object:
        if annotation.author:
            return {"name": self._said(annotation.author)}
        return self._authors

    @cached_property
    def _authors(self) -> object:
        """Return who wrote the notes that name nobody."""
        authors = self.briefing.sidecar.authors or self.site.settings.authors
        return _one_or_all([self._agent(author) for author in authors])

    def _agent(self, author: Author) -> Json:
        return without_gaps({"name": self._said(author.name), "homepage": author.homepage})

    def _said(self, text: Text) -> str:
        return text.best(self.site.settings.editions).value

    @cached_property
    def _rights(self) -> Json:
        """Return the notes' licence: its address where it has one, else its words, as `rights` must be an IRI."""
        licence = notes_licence(self.briefing.sidecar, self.site.settings)
        if not licence:
            return {}
        name = self._said(licence)
        deed = name if is_web_address(name) else licence_deed(name)
        return {"rights": deed} if deed else {"dc:rights": name}

    def _bodies(self, annotation: Annotation) -> Iterator[Json]:
        for text in (annotation.text, annotation.body, annotation.translation, annotation.basis):
            yield from self._textual_bodies(text)
        if annotation.original:
            yield _textual_body(annotation.original.text.value, annotation.original.lang)
        if annotation.kind == "crossref":
            for path in self._referred(annotation):
                yield {"type": "SpecificResource", "source": path, "purpose": "linking"}

    def _textual_bodies(self, text: Text | None) -> Iterator[Json]:
        for wording in text.wordings if text else ():
            if isinstance(text, MarkdownText):
                html = self._html(wording.value)
                yield _textual_body(html, wording.language, content_type="text/html")
            else:
                yield _textual_body(wording.value, wording.language)

    def _html(self, source: str) -> str:
        html, url = self.site.html_of[source].strip(), self.site.settings.url
        return free_from_page(html, absolute_uri(briefing_address(self.briefing.slug), url=url.value)) if url else html

    def _target(self, note: Note) -> object:
        """Return the article itself, or its stretches, each a target of its own."""
        if note.placement is None:
            return _one_or_all([self._resource([_sought(at)]) for at in note.annotation.at]) or self._source
        found = [self._resource(_selectors(span, self.briefing.seed.text)) for span in note.placement.spans]
        return _one_or_all(found) or self._source

    def _resource(self, selectors: list[Json]) -> Json:
        language = self.briefing.seed.language
        return {
            "type": "SpecificResource",
            "source": self._source,
            "language": language,
            "textDirection": direction(language),
            "selector": selectors,
        }

    def _references(self, annotation: Annotation) -> list[Json]:
        sources = (self.directory.source(reference, self.briefing) for reference in annotation.cited)
        addresses = [source.url.value for source in sources if source and source.url]
        refs = [] if annotation.kind == "crossref" else self._referred(annotation)
        return [{"id": address} for address in dict.fromkeys([*addresses, *refs])]

    def _referred(self, annotation: Annotation) -> list[str]:
        targets = self.directory.find_shown(annotation.refs, self.briefing)
        return [iri(target.address, self.site) for target in targets]

    def _properties(self, annotation: Annotation) -> Iterator[Json]:
        """Yield the note's kind and what it says in a word, a date, an id or a number."""
        yield _property("kind", annotation.kind)
        for key, value in zip(_IN_A_WORD, _words_of(annotation), strict=True):
            if value is not None:
                yield _property(key, str(value))
        for key, date in (("created", annotation.created), ("modified", annotation.modified)):
            if date and not _timestamp(date):  # too vague for the W3C's own key
                yield _property(key, date.edtf)
        if annotation.verb:
            yield _property("verb", _in_languages(annotation.verb))
        if annotation.value:
            yield from _figure(annotation.value)


def _selectors(span: Span, text: str) -> list[Json]:
    """Return a stretch by its words and by its place; both are in code points of the seed (sections 4.2.4, 4.2.5)."""
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.of(text),
            "prefix": text[max(0, span.start - CONTEXT_LENGTH) : span.start],
            "suffix": text[span.end : span.end + CONTEXT_LENGTH],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]


def _sought(selector: Selector) -> Json:
    """Return a quote that the article does not have, as it was written."""
    prefix, suffix = (str(part) if part else "" for part in (selector.prefix, selector.suffix))
    return {
        "type": "TextQuoteSelector",
        "exact": selector.exact.value,
        **without_gaps({"prefix": prefix, "suffix": suffix}),
    }


def _textual_body(value: str, language: str, content_type: str = "text/plain") -> Json:
    return {
        "type": "TextualBody",
        "value": value,
        "format": content_type,
        "language": language,
        "textDirection": direction(language),
    }


def _figure(value: Value) -> Iterator[Json]:
    if value.amount is not None:
        yield _property("amount", value.amount)
    if value.range:
        yield _property("range", list(value.range))
    if value.unit:
        yield _property("unit", _in_languages(value.unit))
    if value.modifier:
        yield _property("modifier", value.modifier)


def _property(name: str, value: object) -> Json:
    return {"type": "schema:PropertyValue", "schema:name": name, "schema:value": value}


def _in_languages(text: Text | None) -> list[Json]:
    wordings = text.wordings if text else ()
    return [{"@value": wording.value, "@language": wording.language} for wording in wordings]


def _timestamp(date: Date | None) -> str:
    return exact_timestamp(date.edtf) if date else ""


def _one_or_all(found: Sequence[Json]) -> object:
    return found[0] if len(found) == 1 else list(found)
