"""`data/briefings/<slug>.jsonld`: a briefing's notes after the W3C's Web Annotation Data Model.

An AnnotationPage of its own, https://www.w3.org/TR/annotation-model/. Its context holds for the annotations in it
(section 5.2), and the direction of a text follows from its language. What the model has no word for, a note's kind
and the keys of it, stands in `schema:additionalType` and `schema:additionalProperty`, with the names and values of the
sidecar: the prefix is one of the W3C's own context.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from operator import attrgetter
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from sitegen.exports.html_links import free_from_page
from sitegen.exports.json_files import (
    without_gaps,
    written,
    written_file,
    written_object,
    written_text,
)
from sitegen.exports.plain_notes import NotesToExport, plain_note
from sitegen.exports.timestamps import exact_timestamp
from sitegen.language.editions import list_editions
from sitegen.language.text_links import TextLinks
from sitegen.model.addresses import absolute_uri, briefing_address, relative_link
from sitegen.model.briefing import Briefing, Note
from sitegen.model.project import Annotation, Selector, Value, notes_licence
from sitegen.model.settings import Author, Settings, licence_deed
from sitegen.model.site_files import Artifact
from sitegen.model.text import Span
from sitegen.model.urls import is_web_address
from sitegen.model.vocabularies import MOTIVATION_OF_KIND
from sitegen.model.wording import Date, MarkdownText, Text, Wording
from sitegen.records.directory import Directory
from sitegen.records.site import Site

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
    writer = _AnnotationWriter(site, briefing, Directory(site), path)
    page: dict[str, str | Iterable[str]] = {
        "@context": _CONTEXT,
        "id": written_text(iri(path, site.settings)),
        "type": '"AnnotationPage"',
        "startIndex": "0",
        "items": map(writer.annotation, briefing.notes),
    }
    yield written_file(path, page)


def iri(path: str, settings: Settings) -> str:
    """Return what identifies a file of the site: its address, else a URN made from the site's title and the path.

    Identifiers of annotations must be IRIs, so a relative path will not do (Web Annotation Data Model, 3.1).
    """
    if settings.url:
        return absolute_uri(path, url=settings.url.value)
    file, mark, fragment = path.partition("#")
    return f"{_urn(f'{_title(settings)}/{file}')}{mark}{fragment}"


def write_exchange_page(notes: NotesToExport, settings: Settings) -> bytes:
    """Return the AnnotationPage of a briefing from which sitegen makes the same notes again.

    Texts are Markdown, as written, and what the model has no word for is told in full, by the sidecar's keys.
    """
    slug = notes.briefing.slug
    writer = _ExchangeWriter(notes, iri(briefing_address(slug), settings))
    page: dict[str, str | Iterable[str]] = {
        "@context": _CONTEXT,
        "id": written_text(iri(f"{slug}.jsonld", settings)),
        "type": '"AnnotationPage"',
        "startIndex": "0",
        "items": map(writer.annotation, notes.briefing.notes),
    }
    return written_file(slug, page).content


@lru_cache(maxsize=4096)
def _urn(name: str) -> str:
    return uuid5(NAMESPACE_URL, name).urn


def _title(settings: Settings) -> str:
    return settings.title.wordings[0].value if settings.title else ""


@dataclass(frozen=True)
class _AnnotationWriter:
    """Writes the notes of one briefing: piece by piece as JSON, since most pieces are the same in all notes."""

    site: Site
    briefing: Briefing
    directory: Directory
    path: str
    """Of the file that is written."""

    def annotation(self, note: Note) -> str:
        annotation = note.annotation
        return written_object(
            {
                "id": written_text(f"{self._source}#{note.id}"),
                "type": '"Annotation"',
                "motivation": _MOTIVATION_OF_KIND[annotation.kind],
                "label": _in_languages(annotation.title) if annotation.title else "",
                "creator": self._creators(annotation),
                "created": _timestamp(annotation.created),
                "modified": _timestamp(annotation.modified),
                **self._rights,
                "body": _all(self._bodies(annotation)),
                "target": self._target(note),
                "dcterms:references": self._references(annotation),
                "schema:additionalType": written_text(annotation.kind),
                "schema:additionalProperty": _all(_properties(annotation)),
            }
        )

    @cached_property
    def _source(self) -> str:
        """Return what identifies the article: its page in the first edition."""
        return iri(briefing_address(self.briefing.slug), self.site.settings)

    def _creators(self, annotation: Annotation) -> str:
        if annotation.author:
            return written({"name": self._said(annotation.author)})
        return self._authors

    @cached_property
    def _authors(self) -> str:
        """Return who wrote the notes that name nobody."""
        authors = self.briefing.sidecar.authors or self.site.settings.authors
        return _one_or_all([written(self._agent(author)) for author in authors])

    def _agent(self, author: Author) -> Json:
        return without_gaps({"name": self._said(author.name), "homepage": author.homepage})

    def _said(self, text: Text) -> str:
        return text.best(self.site.settings.editions).value

    @cached_property
    def _rights(self) -> dict[str, str]:
        """Return the notes' licence: its address where it has one, else its words, as `rights` must be an IRI."""
        licence = notes_licence(self.briefing.sidecar, self.site.settings)
        if not licence:
            return {}
        name = self._said(licence)
        deed = name if is_web_address(name) else licence_deed(name)
        return {"rights": written_text(deed)} if deed else {"dc:rights": _unless_empty(name)}

    def _bodies(self, annotation: Annotation) -> list[str]:
        texts = (annotation.text, annotation.body, annotation.translation, annotation.basis)
        bodies = [body for text in texts if text for body in self._textual_bodies(text)]
        if annotation.original:
            bodies.append(_textual_body(annotation.original.text.value, annotation.original.lang))
        if annotation.kind == "crossref":
            targets = self._referred(annotation)
            bodies += [written({"type": "SpecificResource", "source": one, "purpose": "linking"}) for one in targets]
        return bodies

    def _textual_bodies(self, text: Text) -> list[str]:
        if isinstance(text, MarkdownText):
            return [_textual_body(self._html(one), one.language, content_type="text/html") for one in text.wordings]
        return [_textual_body(wording.value, wording.language) for wording in text.wordings]

    def _html(self, wording: Wording) -> str:
        """Return a wording's HTML; its links are whole addresses, or lead from here where the site has no address."""
        html, url = self.site.html_of[wording.value].strip(), self.site.settings.url
        if not url:
            return self._links.place(html, wording, partial(relative_link, source=self.path))
        placed = self._links.place(html, wording, partial(absolute_uri, url=url.value))
        return free_from_page(placed, self._source)

    @cached_property
    def _links(self) -> TextLinks:
        return self.site.links_in(list_editions(self.site.settings)[0])

    def _target(self, note: Note) -> str:
        return _target(note, self._source, self.briefing.seed.text)

    def _references(self, annotation: Annotation) -> str:
        if not (annotation.refs or annotation.sources or annotation.evidence):
            return ""
        sources = (self.directory.source(reference, self.briefing) for reference in annotation.cited)
        addresses = [source.url.value for source in sources if source and source.url]
        refs = [] if annotation.kind == "crossref" else self._referred(annotation)
        return _all([written({"id": address}) for address in dict.fromkeys([*addresses, *refs])])

    def _referred(self, annotation: Annotation) -> list[str]:
        targets = self.directory.find_shown(annotation.refs, self.briefing)
        return [iri(target.address, self.site.settings) for target in targets]


def _properties(annotation: Annotation) -> list[str]:
    """Return what the note says in a word, a date, an id or a number; who is not named in words."""
    said = zip(_IN_A_WORD, _words_of(annotation), strict=True)
    found = [_property(key, _in_a_word(value)) for key, value in said if value is not None]
    for key, date in (("created", annotation.created), ("modified", annotation.modified)):
        if date and not _timestamp(date):  # too vague for the W3C's own key
            found.append(_property(key, written_text(date.edtf)))
    if annotation.verb:
        found.append(_property("verb", _in_languages(annotation.verb)))
    if annotation.value:
        found += _figure(annotation.value)
    return found


@dataclass(frozen=True)
class _ExchangeWriter:
    """Writes the notes of one briefing as their sidecar has them."""

    notes: NotesToExport
    source: str
    """What identifies the article."""

    def annotation(self, note: Note) -> str:
        said, briefing = note.written, self.notes.briefing
        keys = plain_note(said, "")  # so that every text tells its language
        others = [key for key in keys if key not in _SAID_BY_THE_MODEL]
        return written_object(
            {
                "id": written_text(f"{self.source}#{note.id}"),
                "type": '"Annotation"',
                "motivation": _MOTIVATION_OF_KIND[said.kind],
                "label": _in_languages(said.title) if said.title else "",
                "creator": written({"name": self.notes.best(said.author)}) if said.author else "",
                "created": _timestamp(said.created),
                "modified": _timestamp(said.modified),
                "body": _all([body for name in MARKED_TEXTS for body in _marked_texts(name, getattr(said, name))]),
                "target": _target(note, self.source, briefing.seed.text),
                "schema:additionalType": written_text(said.kind),
                "schema:additionalProperty": _all([_property(key, _literal(keys[key])) for key in others]),
            }
        )


MARKED_TEXTS: Final = ("body", "text", "translation", "basis")
"""The texts of a note that are bodies; all but `body` are marked by their names."""
_SAID_BY_THE_MODEL: Final = frozenset({"id", "kind", "at", *MARKED_TEXTS})


def _marked_texts(name: str, text: Text | None) -> Iterator[str]:
    content_type = "text/markdown" if isinstance(text, MarkdownText) else "text/plain"
    for wording in text.wordings if text else ():
        body = _textual_body(wording.value, wording.language, content_type=content_type)
        yield body if name == "body" else f'{body[:-1]},"schema:name":"{name}"}}'


def _literal(value: object) -> str:
    """Return a value that says itself; lists and maps are JSON of their own (JSON-LD 1.1, section 4.2.2)."""
    return written({"@type": "@json", "@value": value} if isinstance(value, list | dict) else value)


def _target(note: Note, source: str, text: str) -> str:
    """Return the article itself, or its stretches, each a target of its own."""
    opening = written({"source": source}).removesuffix("}")
    if note.placement is None:
        selectors = [_sought(at) for at in note.annotation.at]
    else:
        selectors = [_selectors(span, text) for span in note.placement.spans]
    return _one_or_all([f'{opening},"selector":[{one}]}}' for one in selectors]) or written_text(source)


def _selectors(span: Span, text: str) -> str:
    """Return a stretch by its words and by its place; both are in code points of the seed (sections 4.2.4, 4.2.5)."""
    start, end = span.start, span.end
    prefix, suffix = text[max(0, start - CONTEXT_LENGTH) : start], text[end : end + CONTEXT_LENGTH]
    return (
        f'{{"type":"TextQuoteSelector","exact":{written_text(text[start:end])},'
        f'"prefix":{written_text(prefix)},"suffix":{written_text(suffix)}}},'
        f'{{"type":"TextPositionSelector","start":{start},"end":{end}}}'
    )


def _sought(selector: Selector) -> str:
    """Return a quote that the article does not have, as it was written."""
    prefix, suffix = (_unless_empty(str(part)) if part else "" for part in (selector.prefix, selector.suffix))
    quote = {"type": '"TextQuoteSelector"', "exact": written_text(selector.exact.value)}
    return written_object({**quote, "prefix": prefix, "suffix": suffix})


def _textual_body(value: str, language: str, content_type: str = "text/plain") -> str:
    return f'{{"type":"TextualBody","value":{written_text(value)},{_sort_of_text(language, content_type)}}}'


@lru_cache(maxsize=256)
def _sort_of_text(language: str, content_type: str) -> str:
    return written({"format": content_type, "language": language})[1:-1]


def _figure(value: Value) -> Iterator[str]:
    if value.amount is not None:
        yield _property("amount", written(value.amount))
    if value.range:
        yield _property("range", written(list(value.range)))
    if value.unit:
        yield _property("unit", _in_languages(value.unit))
    if value.modifier:
        yield _property("modifier", written_text(value.modifier))


def _in_a_word(value: object) -> str:
    return _in_languages(value) if isinstance(value, Text) else written_text(str(value))


def _property(name: str, value: str) -> str:
    return f'{{"schema:name":"{name}","schema:value":{value}}}'


def _in_languages(text: Text) -> str:
    return written([{"@value": wording.value, "@language": wording.language} for wording in text.wordings])


def _timestamp(date: Date | None) -> str:
    """Return a moment as JSON; empty where none is known exactly."""
    return _unless_empty(exact_timestamp(date.edtf)) if date else ""


def _unless_empty(text: str) -> str:
    return written_text(text) if text else ""


def _all(found: Sequence[str]) -> str:
    return f"[{','.join(found)}]" if found else ""


def _one_or_all(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else _all(found)


_CONTEXT: Final = written_text(CONTEXT)
_MOTIVATION_OF_KIND: Final = {kind: written_text(motivation) for kind, motivation in MOTIVATION_OF_KIND.items()}
