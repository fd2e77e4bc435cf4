"""Texts, dates and numbers as HTML of one edition: what templates call filters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from markupsafe import Markup

from sitegen.language.dates import iso_date, print_date, print_date_range
from sitegen.language.digits import print_number, write_digits
from sitegen.language.direction import direction
from sitegen.language.editions import Edition
from sitegen.language.isolation import isolate_html, isolate_runs
from sitegen.language.labels import fill_label, label
from sitegen.language.names import language_name
from sitegen.model.entries import in_own_language
from sitegen.model.project import Value
from sitegen.model.registers import Source
from sitegen.model.wording import Date, MarkdownText, Text, Wording

_FIRST_WITH_SEPARATOR = 1000
"""Smaller counts are the same in every language but for their digits, and pages are full of them."""

_NOTE_REFERENCE = re.compile(r'(role="doc-noteref">)(\d+)')
"""A note's number in the text; no quotation mark of the article's stands bare in its HTML."""

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
    """Sets what the writers wrote for the readers of one edition."""

    edition: Edition
    _html_of: Mapping[str, str]
    """The HTML of every Markdown wording, by its source."""

    def say(self, text: Text | Wording) -> Markup:
        """Return a text as a line of HTML, marked with its language where that is not the edition's."""
        wording = text if isinstance(text, Wording) else self.edition.choose(text)
        return self.say_in(wording.value, wording.language)

    def say_in(self, words: str, language: str) -> Markup:
        """Return words of a known language as a line of HTML, marked where that is not the edition's language."""
        line = isolate_runs(words, language)
        if self.edition.speaks(language):
            return line
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language, direction(language), line)

    def cited(self, text: Text, source: Source) -> Markup:
        """Return a text of a source's entry: one that is given in one language is in the source's."""
        return self.say(in_own_language(text, source))

    def words(self, text: Text) -> str:
        """Return a text without any markup: for titles and attributes."""
        return self.edition.choose(text).value

    def other_wordings(self, text: Text) -> tuple[Wording, ...]:
        """Return what a text says in the other languages."""
        chosen = self.edition.choose(text)
        return tuple(wording for wording in text.wordings if wording is not chosen)

    def markdown(self, text: MarkdownText) -> Markup:
        """Return a Markdown text as blocks of HTML, in an element with its language where that is not the edition's."""
        wording = self.edition.choose(text)
        html = isolate_html(self._html_of[wording.value], wording.language)
        if self.edition.speaks(wording.language):
            return html
        return Markup('<div lang="{}" dir="{}">{}</div>').format(wording.language, direction(wording.language), html)

    def markdown_line(self, text: MarkdownText) -> Markup:
        """Return a Markdown text of one paragraph as a line of HTML; longer ones as `markdown` does."""
        wording = self.edition.choose(text)
        paragraph = _ONE_PARAGRAPH.fullmatch(self._html_of[wording.value])
        if not paragraph:
            return self.markdown(text)
        line = isolate_html(paragraph[1], wording.language)
        if self.edition.speaks(wording.language):
            return line
        return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(wording.language, direction(wording.language), line)

    def article(self, woven: str) -> Markup:
        """Return an article's HTML as weaving made it, the numbers of its notes in the edition's digits."""

        def number(reference: re.Match[str]) -> str:
            return reference[1] + write_digits(reference[2], self.edition.digits)

        return Markup(_NOTE_REFERENCE.sub(number, woven))  # noqa: S704 - weaving escapes the article's text

    def when(self, date: Date | str) -> Markup:
        """Return a date (EDTF) in the words of the edition's language, with its form for machines where it has one."""
        edtf = str(date)
        printed = print_date(edtf, self.edition.language, self.edition.digits)
        iso = iso_date(edtf)
        if not iso:
            return Markup("{}").format(printed)
        return Markup('<time datetime="{}">{}</time>').format(iso, printed)

    def period(self, item: Timed) -> str:
        """Return the time between an item's `start` and `end`, either of which may be open; empty where both are."""
        start, end = (str(date) if date else None for date in (item.start, item.end))
        return print_date_range(start, end, self.edition.language, self.edition.digits)

    def number(self, value: float) -> str:
        """Return a number with the edition's digits and separators."""
        if isinstance(value, int) and 0 <= value < _FIRST_WITH_SEPARATOR:
            return write_digits(str(value), self.edition.digits)
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

    def language_name(self, language: str) -> str:
        """Return what a language is called in the edition's."""
        return language_name(language, self.edition.language)


def host_of(url: object) -> str:
    """Return the host of an address, without `www.`: what a link without a label says."""
    return (urlsplit(str(url)).hostname or str(url)).removeprefix("www.")


def iso_of(date: object) -> str:
    """Return a date (EDTF) for machines; empty where it is not certain enough to have such a form."""
    return iso_date(str(date)) or ""
