"""Texts, dates and numbers as HTML of one edition: the filters of templates."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from sitegen.language.dates import iso_date, print_date, print_date_range
from sitegen.language.digits import print_number, write_digits
from sitegen.language.editions import Edition
from sitegen.language.isolation import isolate_html, isolate_runs, mark_html
from sitegen.language.labels import fill_label, label
from sitegen.language.locales import language_name
from sitegen.language.tags import direction
from sitegen.language.text_links import TextLinks
from sitegen.model.project import Value
from sitegen.model.registers import Source, in_own_language
from sitegen.model.wording import Date, MarkdownText, Text, Url, Wording

_FIRST_WITH_SEPARATOR = 1000
"""Smaller counts are the same in every language but for their digits, and pages are full of them."""

_KEPT_TEXTS = 4096
"""More than a page has names; the texts of the notes, which come once, push them out in the end."""

_NOTE_REFERENCE = re.compile(r'(role="doc-noteref">)(\d+)')
"""A note's number in the text; no quotation mark of the article's stands bare in its HTML."""

_SENTENCE_END = re.compile(r"(?<=[.!?؟۔…])[»”’\"')\]]*\s")

_SHORTEST_SENTENCE = 24
"""Code points: a full stop before it ends an abbreviation more often than a sentence."""

_LONGEST_SENTENCE = 160
"""Code points: more than two lines of a note's width are not read at a glance."""

_ONE_PARAGRAPH = re.compile(r"\s*<p>((?:(?!<p>).)*)</p>\s*", re.DOTALL)


class Timed(Protocol):
    """What began and ended: a role, a relation, a former name."""

    @property
    def start(self) -> Date | None:
        """When it began."""

    @property
    def end(self) -> Date | None:
        """When it ended."""


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets the writers' texts for the readers of one edition."""

    edition: Edition
    _html_of: Mapping[str, str]
    """The HTML of every Markdown wording, by its source."""
    _links: TextLinks | None = None
    """The targets of links in texts; None where no text is asked for that may hold one."""
    _link_file: Callable[[str], str] = str
    """Returns the link from the page that is being made to a file of the site."""
    _said: dict[int, tuple[Text | Wording, Markup]] = field(default_factory=dict, repr=False, compare=False)
    """Texts set as lines, by their identity: names stand on page after page. Held, so that none is mistaken."""

    def on_page(self, link_file: Callable[[str], str]) -> "Typesetter":
        """Return the same for a page from which `link_file` returns the link to a file of the site."""
        return Typesetter(self.edition, self._html_of, self._links, link_file, self._said)

    def say(self, text: Text | Wording) -> Markup:
        """Return a text as a line of HTML, marked with its language where that is not the edition's."""
        said = self._said.get(id(text))
        if said is None:
            wording = text if isinstance(text, Wording) else self._choose(text)
            if len(self._said) >= _KEPT_TEXTS:
                self._said.clear()
            said = self._said[id(text)] = text, self.say_in(wording.value, wording.language)
        return said[1]

    def say_in(self, words: str, language: str) -> Markup:
        """Return words of a known language as a line of HTML, marked where that is not the edition's language."""
        return self._mark(isolate_runs(words, language), language, element="bdi")

    def cited(self, text: Text, source: Source) -> Markup:
        """Return a text of a source's entry: one that is given in one language is in the source's."""
        return self.say(in_own_language(text, source))

    def cited_link(self, text: Text, source: Source, address: str) -> Markup:
        """Return a link by a text of a source's entry, which says the text's language itself."""
        wording = self._choose(in_own_language(text, source))
        words = isolate_runs(wording.value, wording.language)
        return mark_html(f'<a href="{escape(address)}"{self._language_of(wording.language)}>{words}</a>')

    def words(self, text: Text) -> str:
        """Return a text without any markup: for titles and attributes."""
        return self._choose(text).value

    def other_wordings(self, text: Text) -> tuple[Wording, ...]:
        """Return a text's wordings in the other languages."""
        chosen = self._choose(text)
        return tuple(wording for wording in text.wordings if wording is not chosen)

    def markdown(self, text: MarkdownText) -> Markup:
        """Return a Markdown text as blocks of HTML, in an element with its language where that is not the edition's."""
        wording = self._choose(text)
        html = isolate_html(self._html_of[wording.value], wording.language)
        return self._mark(self._place_links(html, wording), wording.language, element="div")

    def markdown_line(self, text: MarkdownText) -> Markup:
        """Return a Markdown text of one paragraph as a line of HTML; longer ones as `markdown` does."""
        wording = self._choose(text)
        paragraph = _ONE_PARAGRAPH.fullmatch(self._html_of[wording.value])
        if not paragraph:
            return self.markdown(text)
        html = isolate_html(paragraph[1], wording.language)
        return self._mark(self._place_links(html, wording), wording.language, element="bdi")

    def first_sentence(self, text: MarkdownText) -> Markup:
        """Return the first sentence of a Markdown text as a line of HTML without its markup, cut where it is long."""
        wording = self._choose(text)
        first = mark_html(self._html_of[wording.value].partition("</p>")[0]).striptags()
        end = _SENTENCE_END.search(first, _SHORTEST_SENTENCE)
        sentence = first[: end.start()] if end else first
        if len(sentence) > _LONGEST_SENTENCE:
            sentence = sentence[:_LONGEST_SENTENCE].rpartition(" ")[0] + "…"
        return self.say_in(sentence, wording.language)

    def address(self, url: Url | str) -> str:
        """Return an address as it must stand on the page: one without a scheme leads to a file of this edition."""
        return self._links.place_address(str(url), self._link_file) if self._links else str(url)

    def article(self, woven: str) -> Markup:
        """Return an article's HTML as weaving made it, the numbers of its notes in the edition's digits."""
        first = _NOTE_REFERENCE.search(woven)
        if not first or first[2] == write_digits(first[2], self.edition.digits):
            return mark_html(woven)  # weaving writes all numbers of an article in the same digits

        def number(reference: re.Match[str]) -> str:
            return reference[1] + write_digits(reference[2], self.edition.digits)

        return mark_html(_NOTE_REFERENCE.sub(number, woven))

    def when(self, date: Date | str) -> Markup:
        """Return a date (EDTF) in the words of the edition's language, with its form for machines where it has one."""
        return _set_date(str(date), self.edition.language, self.edition.digits)

    def date_words(self, date: Date | str) -> str:
        """Return a date in words alone, for places that no program reads; its parts do not break from each other."""
        return print_date(str(date), self.edition.language, self.edition.digits)

    def period(self, item: Timed) -> str:
        """Return the time between an item's `start` and `end`, either of which may be open; empty where both are."""
        start, end = (str(date) if date else None for date in (item.start, item.end))
        return print_date_range(start, end, self.edition.language, self.edition.digits)

    def number(self, value: float) -> str:
        """Return a number with the edition's digits and separators."""
        if isinstance(value, int) and 0 <= value < _FIRST_WITH_SEPARATOR:
            return _write_small(self.edition.digits)[value]
        return print_number(value, self.edition.language, self.edition.digits)

    def figure(self, value: Value) -> Markup:
        """Return a number that an article gives, with its unit and how exact it is."""
        number = self._number_of(value)
        if value.unit:
            pattern = self.edition.catalogue.gettext("%(number)s %(unit)s")
            number = fill_label(pattern, number=number, unit=self.say(value.unit))
        if not value.modifier:
            return number
        return fill_label(label(self.edition.catalogue, "modifier", value.modifier), amount=number)

    def _number_of(self, value: Value) -> Markup:
        """Return the figure alone, or its lowest and highest; empty where the article gives none."""
        if len(value.range) == 2:  # noqa: PLR2004 - lowest and highest
            low, high = (self.number(bound) for bound in value.range)
            return fill_label(self.edition.catalogue.gettext("%(low)s to %(high)s"), low=low, high=high)
        if value.amount is None:
            return Markup()
        return isolate_runs(self.number(value.amount), self.edition.language)

    def _choose(self, text: Text) -> Wording:
        """Return the wording that the edition shows of a text; most have one in its language alone or first."""
        first = text.wordings[0]
        if len(text.wordings) == 1 or first.language == self.edition.language:
            return first
        return self.edition.choose(text)

    def _place_links(self, html: Markup, wording: Wording) -> Markup:
        return mark_html(self._links.place(html, wording, self._link_file)) if self._links else html

    def _mark(self, html: Markup, language: str, *, element: str) -> Markup:
        """Return HTML, in an element with its language where that is not the edition's."""
        attributes = self._language_of(language)
        return mark_html(f"<{element}{attributes}>{html}</{element}>") if attributes else html

    def _language_of(self, language: str) -> str:
        """Return the attributes of what is in a language; empty for the edition's own."""
        if language == self.edition.language or self.edition.speaks(language):
            return ""
        return f' lang="{escape(language)}" dir="{direction(language)}"'

    def language_name(self, language: str) -> str:
        """Return the name of a language in the edition's."""
        return language_name(language, self.edition.language)


@lru_cache(maxsize=8)
def _write_small(digits: str) -> tuple[str, ...]:
    """Return the counts that need no separator, each at its own place."""
    return tuple(write_digits(str(number), digits) for number in range(_FIRST_WITH_SEPARATOR))


@lru_cache(maxsize=4096)
def _set_date(edtf: str, language: str, digits: str) -> Markup:
    printed, iso = escape(print_date(edtf, language, digits)), iso_date(edtf)
    return mark_html(f'<time datetime="{escape(iso)}">{printed}</time>') if iso else printed


def host_of(url: object) -> str:
    """Return the host of an address, without `www.`: the text of a link without a label."""
    return (urlsplit(str(url)).hostname or str(url)).removeprefix("www.")


def iso_of(date: object) -> str:
    """Return a date (EDTF) for machines; empty where it is not certain enough to have such a form."""
    return iso_date(str(date)) or ""
