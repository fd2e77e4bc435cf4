"""A briefing in one piece of HTML, for feeds: what is read first, the article with its marks, the notes.

It needs no word of the interface: the notes follow the article as a numbered list, each after the words that it is
about. Links lead to the briefing's page, so that nothing depends on ids, which readers of feeds take off.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from sitegen.exports.addresses import EditionFolder, absolute_url, briefing_path
from sitegen.exports.html_links import free_from_page
from sitegen.exports.references import References, Target, name_of
from sitegen.language.dates import print_date
from sitegen.language.digits import digits_for, print_number
from sitegen.language.direction import direction
from sitegen.model.project import Annotation
from sitegen.model.registers import Evidence, Source
from sitegen.model.site import Briefing, Note, Site
from sitegen.model.wording import MarkdownText, Text

LONGEST_RECALLED: Final = 160
"""The words of a note's place are repeated up to this length: the article stands right above."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells briefings in one edition's language."""

    site: Site
    edition: EditionFolder
    url: str
    """The site's address."""
    references: References

    def page_url(self, briefing: Briefing) -> str:
        """Return the address of a briefing's page in this edition."""
        return absolute_url(self.edition.prefix + briefing_path(briefing.slug), self.url)

    def full_text(self, briefing: Briefing) -> str:
        """Return the briefing as HTML that stands by itself."""
        parts = (self._read_first(briefing), self._article(briefing), self._notes(briefing))
        html = "\n<hr>\n".join(part for part in parts if part)
        language = self.edition.language
        whole = f'<div lang="{language}" dir="{direction(language)}">\n{html}\n</div>'
        return free_from_page(whole, self.page_url(briefing))

    def summary(self, briefing: Briefing) -> str:
        """Return the bottom line as HTML that stands by itself; empty where there is none."""
        summary = briefing.sidecar.summary
        return free_from_page(self._markdown(summary), self.page_url(briefing)) if summary else ""

    def _markdown(self, text: MarkdownText) -> str:
        """Return a Markdown text as HTML, in an element with its language where that is not the edition's."""
        wording = text.best((self.edition.language,))
        html = self.site.html_of[wording.value].strip()
        return html if self._speaks(wording.language) else _element("div", html, wording.language)

    def _read_first(self, briefing: Briefing) -> str:
        sidecar = briefing.sidecar
        summary = self._markdown(sidecar.summary) if sidecar.summary else ""
        points = "".join(f"<li>{self._markdown(point.text)}</li>\n" for point in sidecar.key_points)
        return summary + (f"\n<ul>\n{points}</ul>" if points else "")

    def _article(self, briefing: Briefing) -> str:
        return _element("div", briefing.prose.header + briefing.prose.body, briefing.seed.language)

    def _notes(self, briefing: Briefing) -> str:
        """Return the notes as a list that counts from 1, as the numbers in the text do."""
        items = "".join(
            f'<li data-note="{note.id}">{"".join(self._note(note, briefing))}</li>\n' for note in briefing.notes
        )
        return f"<ol>\n{items}</ol>" if items else ""

    def _note(self, note: Note, briefing: Briefing) -> Iterator[str]:
        annotation = note.annotation
        yield _recalled(note, briefing)
        yield self._speaker(annotation, briefing)
        if annotation.title:
            yield f"<p><strong>{self._say(annotation.title)}</strong></p>"
        yield self._figures(annotation)
        for line in (annotation.text, annotation.translation):
            yield f"<p>{self._say(line)}</p>" if line else ""
        if annotation.original:
            yield _element("p", escape(annotation.original.text.value), annotation.original.lang)
        for text in (annotation.body, annotation.basis):
            yield self._markdown(text) if text else ""
        yield _list(self._evidence(item, briefing) for item in annotation.evidence)
        sources = (self.references.source(source, briefing) for source in annotation.sources)
        yield _list(self._source(source) for source in sources if source)
        yield _list(self._references(annotation, briefing))

    def _speaker(self, annotation: Annotation, briefing: Briefing) -> str:
        target = annotation.speaker and self.references.find(annotation.speaker, briefing)
        return f"<p>{self._link(target)}</p>" if target else ""

    def _figures(self, annotation: Annotation) -> str:
        """Return what needs no words of the interface: when it happened, how much it was."""
        date, value, language = annotation.date, annotation.value, self.edition.language
        digits = digits_for(language, self.site.settings.digits)
        when = f"<p>{escape(print_date(date.edtf, language, digits))}</p>" if date else ""
        if not value:
            return when
        numbers = value.range or (() if value.amount is None else (value.amount,))
        amount = "–".join(print_number(_without_zeros(number), language, digits) for number in numbers)
        unit = self._say(value.unit) if value.unit else ""
        return f"{when}<p>{' '.join(part for part in (escape(amount), unit) if part)}</p>"

    def _evidence(self, item: Evidence, briefing: Briefing) -> str:
        source = item.source and self.references.source(item.source, briefing)
        return (self._markdown(item.note) if item.note else "") + (f"<p>{self._source(source)}</p>" if source else "")

    def _source(self, source: Source) -> str:
        title = self._say(name_of(source))
        return f'<a href="{escape(source.url.value)}">{title}</a>' if source.url else title

    def _references(self, annotation: Annotation, briefing: Briefing) -> Iterator[str]:
        for target in self.references.find_all(annotation.refs, briefing):
            yield self._link(target)

    def _link(self, target: Target) -> str:
        address = escape(absolute_url(self.edition.prefix + target.path, self.url))
        return f'<a href="{address}">{self._say(target.name) if target.name else target.number}</a>'

    def _say(self, text: Text) -> str:
        """Return a line, in an element with its language where that is not the edition's."""
        wording = text.best((self.edition.language,))
        line = escape(wording.value)
        return line if self._speaks(wording.language) else _element("span", line, wording.language)

    def _speaks(self, language: str) -> bool:
        return language.lower().split("-")[0] == self.edition.language.lower().split("-")[0]


def _recalled(note: Note, briefing: Briefing) -> str:
    """Return the words that a note is about, cut where they are many; nothing for a note on the whole article."""
    spans = note.placement.spans if note.placement else ()
    pieces = dict.fromkeys(" ".join(span.of(briefing.seed.text).split()) for span in spans)
    marked = " … ".join(f"<mark>{escape(_shortened(piece))}</mark>" for piece in pieces)
    return _element("p", marked, briefing.seed.language) if marked else ""


def _without_zeros(number: float) -> float:
    return int(number) if float(number).is_integer() else number


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_RECALLED:
        return words
    return words[:LONGEST_RECALLED].rpartition(" ")[0] + " …"


def _element(tag: str, html: str, language: str) -> str:
    return f'<{tag} lang="{language}" dir="{direction(language)}">{html}</{tag}>'


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items if item)
    return f"<ul>{lines}</ul>" if lines else ""
