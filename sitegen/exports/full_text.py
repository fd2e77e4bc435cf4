"""A briefing in one piece of HTML, for feeds: what is read first, the article with its marks, the notes.

The notes follow the article as a numbered list, each after the words that it is about. Links lead to the briefing's
page, so that nothing depends on ids, which readers of feeds take off.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from markupsafe import Markup

from sitegen.exports.html_links import free_from_page
from sitegen.language.editions import Edition
from sitegen.language.isolation import isolate_runs, mark_html
from sitegen.language.labels import fill_label, label, message
from sitegen.language.tags import direction
from sitegen.language.typesetting import Typesetter
from sitegen.model.addresses import absolute_uri, briefing_address
from sitegen.model.briefing import Briefing, Note, make_headline
from sitegen.model.project import Annotation
from sitegen.model.registers import Evidence, Source
from sitegen.model.wording import MarkdownText, Speaker, Text
from sitegen.records.directory import Directory, Target

WITHDRAWN: Final = message("briefing", "Withdrawn: %(title)s")
"""What a withdrawn briefing is called."""
LONGEST_RECALLED: Final = 160
"""The words of a note's place are repeated up to this length: the article stands right above."""

_SAID_IN_A_WORD: Final = ("status", "stance", "form", "credibility", "confidence", "likelihood")
"""Keys of notes whose labels say by themselves what they are about, in the order in which they are read."""


@dataclass(frozen=True, slots=True)
class FullTextWriter:
    """Writes briefings in full, in one edition's language."""

    typesetter: Typesetter
    directory: Directory
    url: str
    """The site's address."""

    @property
    def edition(self) -> Edition:
        """Return the edition."""
        return self.typesetter.edition

    def page_url(self, briefing: Briefing) -> str:
        """Return the address of a briefing's page in this edition."""
        return self._whole(briefing_address(briefing.slug))

    def full_text(self, briefing: Briefing) -> str:
        """Return the briefing as HTML that stands by itself."""
        prose = briefing.prose.header + briefing.prose.body
        article = _element("div", prose, briefing.seed.language) if prose else ""
        parts = (self._read_first(briefing), article, self._notes(briefing))
        html = "\n<hr>\n".join(part for part in parts if part)
        whole = f'<div lang="{self.edition.language}" dir="{self.edition.dir}">\n{html}\n</div>'
        return free_from_page(whole, self.page_url(briefing))

    def summary(self, briefing: Briefing) -> str:
        """Return the bottom line as HTML that stands by itself; empty where there is none."""
        summary = briefing.sidecar.summary
        return free_from_page(self._markdown(summary), self.page_url(briefing)) if summary else ""

    def _whole(self, address: str) -> str:
        return absolute_uri(self.edition.path(address), url=self.url)

    def _markdown(self, text: MarkdownText) -> str:
        return str(self.typesetter.markdown(text)).strip()

    def _label(self, value: str | None, of_set: str) -> str:
        return label(self.edition.catalogue, of_set, value)

    def _read_first(self, briefing: Briefing) -> str:
        sidecar = briefing.sidecar
        summary = self._markdown(sidecar.summary) if sidecar.summary else ""
        points = "".join(f"<li>{self._markdown(point.text)}</li>\n" for point in sidecar.key_points)
        return summary + (f"\n<ul>\n{points}</ul>" if points else "")

    def _notes(self, briefing: Briefing) -> str:
        """Return the notes as a list that counts from 1, as the numbers in the text do."""
        items = "".join(
            f'<li data-note="{note.id}">{"".join(self._note(note, briefing))}</li>\n' for note in briefing.notes
        )
        return f"<ol>\n{items}</ol>" if items else ""

    def _note(self, note: Note, briefing: Briefing) -> Iterator[str]:
        annotation, say = note.annotation, self.typesetter.say
        yield self._heading(annotation)
        yield _recalled(note, briefing)
        yield self._speaker(annotation, briefing)
        if annotation.title:
            yield f"<p><strong>{say(annotation.title)}</strong></p>"
        yield self._figures(annotation)
        for line in (annotation.text, annotation.translation):
            yield f"<p>{say(line)}</p>" if line else ""
        if annotation.original:
            original = annotation.original
            yield _element("p", isolate_runs(original.text.value, original.lang), original.lang)
        for text in (annotation.body, annotation.basis):
            yield self._markdown(text) if text else ""
        yield _list(self._evidence(item, briefing) for item in annotation.evidence)
        sources = (self.directory.source(source, briefing) for source in annotation.sources)
        yield _list(self._source(source) for source in sources if source)
        yield _list(self._link(target) for target in self.directory.find_shown(annotation.refs, briefing))

    def _heading(self, annotation: Annotation) -> str:
        """Return the note's kind and what it says of itself in a word."""
        told = [f"<b>{self._label(annotation.kind, 'kind')}</b>"]
        told += [self._label(getattr(annotation, key), key) for key in _SAID_IN_A_WORD if getattr(annotation, key)]
        if annotation.certainty and annotation.certainty != "certain":
            told.append(self._label(annotation.certainty, "certainty_told"))
        return f"<p>{' · '.join(told)}</p>"

    def _speaker(self, annotation: Annotation, briefing: Briefing) -> str:
        """Return who says it, and through whom; the article itself is not named."""
        speaker, spokesman = self._voice(annotation.speaker, briefing), self._voice(annotation.via, briefing)
        through = self.edition.catalogue.gettext("through %(spokesman)s")
        told = [*([speaker] if speaker else []), *([fill_label(through, spokesman=spokesman)] if spokesman else [])]
        return f"<p>{' '.join(told)}</p>" if told else ""

    def _voice(self, voice: Speaker | None, briefing: Briefing) -> Markup | None:
        if isinstance(voice, Text):
            return self.typesetter.say(voice)
        target = voice and self.directory.find(voice, briefing)
        return mark_html(self._link(target)) if target and target.address else None

    def _figures(self, annotation: Annotation) -> str:
        """Return when it happened and how much it was."""
        when = f"<p>{self.typesetter.when(annotation.date)}</p>" if annotation.date else ""
        return when + (f"<p>{self.typesetter.figure(annotation.value)}</p>" if annotation.value else "")

    def _evidence(self, item: Evidence, briefing: Briefing) -> str:
        source = item.source and self.directory.source(item.source, briefing)
        note = self._markdown(item.note) if item.note else ""
        said_by = f"<p>{self._source(source)}</p>" if source else ""
        return f"<p>{self._label(item.supports, 'supports')}</p>{note}{said_by}"

    def _source(self, source: Source) -> str:
        title = self.typesetter.cited(source.title, source)
        return f'<a href="{escape(source.url.value)}">{title}</a>' if source.url else title

    def _link(self, target: Target) -> str:
        return f'<a href="{escape(self._whole(target.address))}">{self._name(target)}</a>'

    def _name(self, target: Target) -> str:
        """Return what a target is called: a note without a title by its kind and number, a briefing by its headline.

        A briefing that was withdrawn is called so.
        """
        if target.name:
            return self.typesetter.say(target.name)
        if target.register == "briefing" and target.briefing:
            title = self.typesetter.say(make_headline(target.briefing, self.edition.language).shown)
            is_withdrawn = target.briefing.sidecar.withdrawn is not None
            return fill_label(self.edition.catalogue.pgettext(*WITHDRAWN), title=title) if is_withdrawn else title
        note = target.note
        return f"{self._label(note.kind, 'kind')} {self.typesetter.number(note.number)}" if note else ""


def _recalled(note: Note, briefing: Briefing) -> str:
    """Return the words that a note is about, cut where they are many; nothing for a note on the whole article."""
    language = briefing.seed.language
    pieces = dict.fromkeys(note.words)
    marked = " … ".join(f"<mark>{isolate_runs(_shortened(piece), language)}</mark>" for piece in pieces)
    return _element("p", marked, language) if marked else ""


def _shortened(words: str) -> str:
    if len(words) <= LONGEST_RECALLED:
        return words
    return words[:LONGEST_RECALLED].rpartition(" ")[0] + " …"


def _element(tag: str, html: str, language: str) -> str:
    return f'<{tag} lang="{language}" dir="{direction(language)}">{html}</{tag}>'


def _list(items: Iterable[str]) -> str:
    lines = "".join(f"<li>{item}</li>" for item in items if item)
    return f"<ul>{lines}</ul>" if lines else ""
