"""A briefing as TEI P5 (https://tei-c.org/release/doc/tei-p5-doc/en/html/): article, names and notes for editions.

The `body` is the article character for character, its line ends included, so that nothing in it is indented. Its text
is cut into `seg` elements where notes and names begin and end; their ids say where they begin (`_s<offset>`). Names
stand in `persName`, `orgName`, `placeName` or `term`, and their `ref` leads to whoever or whatever they name. The
`standOff` holds these and the notes, each an `annotation` of the stretches that it is about. Texts of notes are plain.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from sitegen.exports.plain_notes import NotesToExport, spans_of
from sitegen.exports.xml_files import add, in_xml
from sitegen.language.plain_text import plain_text
from sitegen.model.addresses import absolute_uri, briefing_address
from sitegen.model.briefing import Mention, Note
from sitegen.model.project import Block
from sitegen.model.registers import Actor, Place, Term, name_of
from sitegen.model.text import Span
from sitegen.model.vocabularies import MOTIVATION_OF_KIND
from sitegen.model.wording import Text

TEI: Final = "http://www.tei-c.org/ns/1.0"
_HEADS: Final = {"agency-line": "agency", "title": "main", "deck": "sub"}
_MARKED: Final = ("text", "body", "translation", "basis")
_IN_A_WORD: Final = (
    *("speaker", "via", "verb", "stance", "form", "said", "lang", "status", "as_of", "credibility"),
    *("date", "place", "certainty", "confidence", "likelihood", "author", "created", "modified"),
)
HELD_BY_TEI: Final = frozenset({"id", "kind", "at", "title", *_MARKED, *_IN_A_WORD})
"""The keys of notes that it tells."""
_ELEMENT_OF_MEANING: Final = {"place": "placeName", "term": "term"}


def write_tei(notes: NotesToExport) -> bytes:
    """Return the file; what XML cannot hold is U+FFFD."""
    writer = _TeiWriter(notes)
    root = Element("TEI", {"xmlns": TEI, "xml:lang": notes.briefing.language})
    writer.header(root)
    writer.stand_off(root)
    writer.text(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'.encode()


@dataclass(frozen=True)
class _TeiWriter:
    notes: NotesToExport

    def header(self, root: Element) -> None:
        """Add what tells of the file: title, authors, licence, source, language."""
        briefing = self.notes.briefing
        header = add(root, "teiHeader")
        described = add(header, "fileDesc")
        titles = add(described, "titleStmt")
        add(titles, "title", briefing.title or briefing.slug)
        for author in briefing.sidecar.authors:
            statement = add(titles, "respStmt")
            add(statement, "resp", "annotation")
            add(statement, "name", self.notes.best(author.name))
        page = briefing_address(briefing.slug)
        add(add(described, "publicationStmt"), "p", absolute_uri(page, url=self.notes.url) if self.notes.url else page)
        source = f"{briefing.seed.source.path}, {briefing.date}" if briefing.date else briefing.seed.source.path
        add(add(described, "sourceDesc"), "p", source)
        add(add(add(header, "profileDesc"), "langUsage"), "language", ident=briefing.language)

    def stand_off(self, root: Element) -> None:
        """Add who and what is named, and the notes; nothing where there is neither."""
        whole = Element("standOff")
        actors = [entry for entry in self._named.values() if isinstance(entry, Actor)]
        persons = [actor for actor in actors if actor.type == "person"]
        bodies = [actor for actor in actors if actor.type != "person"]
        places = [entry for entry in self._named.values() if isinstance(entry, Place)]
        terms = [entry for entry in self._named.values() if isinstance(entry, Term)]
        _add_entries(whole, ("listPerson", "person", "persName"), persons)
        _add_entries(whole, ("listOrg", "org", "orgName"), bodies)
        _add_entries(whole, ("listPlace", "place", "placeName"), places)
        _add_entries(whole, ("list", "item", "term"), terms)
        if self.notes.briefing.notes:
            listed = add(whole, "listAnnotation")
            for note in self.notes.briefing.notes:
                self._annotation(listed, note)
        if len(whole):
            root.append(whole)

    def text(self, root: Element) -> None:
        """Add the article; white space between its blocks stands between their elements."""
        seed = self.notes.briefing.seed
        body = add(add(root, "text", xml_id="_article"), "body", xml_space="preserve")
        division = add(body, "div")
        division.text = in_xml(seed.text[: seed.blocks[0].span.start] if seed.blocks else seed.text)
        ends = [*(block.span.start for block in seed.blocks[1:]), len(seed.text)]
        for block, end in zip(seed.blocks, ends, strict=False):
            element = self._block(division, block)
            element.tail = in_xml(seed.text[block.span.end : end])

    def _block(self, division: Element, block: Block) -> Element:
        kind = _HEADS.get(block.role)
        # A head opens its division: an article without a title has paragraphs alone.
        element = add(division, "head", type=kind) if kind else add(division, "p")
        mentions = [one for one in self.notes.briefing.prose.mentions if block.span.contains(one.name)]
        position = block.span.start
        for mention in mentions:
            self._segments(element, Span(position, mention.name.start))
            name = add(element, self._name_element(mention), ref=f"#{mention.meanings[0].id}")
            self._segments(name, mention.name)
            position = mention.name.end
        self._segments(element, Span(position, block.span.end))
        return element

    def _segments(self, parent: Element, span: Span) -> None:
        """Add a stretch under one link, cut at the borders of notes; what lies under none is bare text."""
        inner = [border for border in self._borders if span.start < border < span.end]
        for start, end in pairwise([span.start, *inner, span.end]):
            words = in_xml(self.notes.briefing.seed.text[start:end])
            if any(one.overlaps(Span(start, end)) for one in self._marked):
                add(parent, "seg", xml_id=f"_s{start}").text = words
            elif len(parent):
                parent[-1].tail = (parent[-1].tail or "") + words
            else:
                parent.text = (parent.text or "") + words

    @cached_property
    def _marked(self) -> Sequence[Span]:
        return sorted({span for note in self.notes.briefing.notes for span in spans_of(note)})

    @cached_property
    def _borders(self) -> Sequence[int]:
        """Return where the text is cut, names aside."""
        return sorted({border for span in self._marked for border in (span.start, span.end)})

    @cached_property
    def _cuts(self) -> Sequence[Span]:
        """Return the stretches that are segments, in order."""
        briefing = self.notes.briefing
        cuts = {border for mention in briefing.prose.mentions for border in (mention.name.start, mention.name.end)}
        found = []
        for block in briefing.seed.blocks:
            edges = {block.span.start, block.span.end, *self._borders, *cuts}
            inside = sorted(edge for edge in edges if block.span.start <= edge <= block.span.end)
            found += [Span(start, end) for start, end in pairwise(inside)]
        return [cut for cut in found if any(one.overlaps(cut) for one in self._marked)]

    def _name_element(self, mention: Mention) -> str:
        meaning = mention.meanings[0]
        if meaning.register == "actor":
            actor = self._named.get(meaning.id)
            return "persName" if isinstance(actor, Actor) and actor.type == "person" else "orgName"
        return _ELEMENT_OF_MEANING[meaning.register]

    @cached_property
    def _named(self) -> dict[str, Actor | Place | Term]:
        """Return the entries that the article names, by id, in the order of their first mentions."""
        briefing = self.notes.briefing
        local = {entry.id.value: entry for entry in briefing.sidecar.local_definitions}
        ids = dict.fromkeys(mention.meanings[0].id for mention in briefing.prose.mentions)
        found = ((one, local.get(one) or self.notes.registers.find(one)) for one in ids)
        return {one: entry for one, entry in found if isinstance(entry, Actor | Place | Term)}

    def _annotation(self, listed: Element, note: Note) -> None:
        said = note.written
        stretches = [cut for cut in self._cuts if any(span.overlaps(cut) for span in spans_of(note))]
        targets = " ".join(f"#_s{cut.start}" for cut in stretches) or "#_article"
        motivation = MOTIVATION_OF_KIND[said.kind]
        annotation = add(listed, "annotation", xml_id=note.id, motivation=motivation, target=targets)
        for language, (title, texts) in _by_language([said.title, *(getattr(said, key) for key in _MARKED)]).items():
            element = add(annotation, "note", type=said.kind, xml_lang=language)
            if title:
                add(element, "label", title)
            for text in texts:
                add(element, "p", plain_text(self.notes.html_of[text]))
        for key in _IN_A_WORD:
            value = getattr(said, key)
            if value is not None:
                add(annotation, "note", self.notes.best(value) if isinstance(value, Text) else str(value), type=key)


def _by_language(texts: Iterable[Text | None]) -> dict[str, tuple[str, list[str]]]:
    """Return the first of these texts, a title, and the others, in each language that any of them is in."""
    found: dict[str, tuple[str, list[str]]] = {}
    for index, text in enumerate(texts):
        for wording in text.wordings if text else ():
            _, others = found.setdefault(wording.language, ("", []))
            if index:
                others.append(wording.value)
            else:
                found[wording.language] = (wording.value, others)
    return found


def _add_entries(parent: Element, names: tuple[str, str, str], entries: Sequence[Actor | Place | Term]) -> None:
    listed, one, name = names
    if not entries:
        return
    container = SubElement(parent, listed)
    for entry in entries:
        element = add(container, one, xml_id=entry.id.value)
        for wording in name_of(entry).wordings:
            add(element, name, wording.value, xml_lang=wording.language)
        if isinstance(entry, Place) and entry.lat is not None and entry.lon is not None:
            add(add(element, "location"), "geo", f"{entry.lat} {entry.lon}")
        if not isinstance(entry, Term):
            for scheme, identifier in (entry.ids or {}).items():
                add(element, "idno", identifier, type=scheme)
