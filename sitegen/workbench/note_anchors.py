"""Quotes of other tools anchored anew: their place in the seed, and the fewest words that settle it."""

from dataclasses import replace
from typing import Final

from sitegen.language.words import widen_to_clusters
from sitegen.model.problems import Report
from sitegen.model.project import Seed, Selector
from sitegen.model.text import Location, Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.quotable import Quotable
from sitegen.workbench.foreign_notes import ForeignQuote

Keys = dict[str, str | int]
"""Of a selector as a sidecar has it."""

_LONG: Final = 12
_WORDS: Final = 2
"""Characters and words from which on a quote is taken for no other one, as where quotes are only close."""


class QuoteAnchorer:
    """Anchors quotes in one seed."""

    def __init__(self, seed: Seed) -> None:
        self._quotable = Quotable(seed)
        self._finder = QuoteFinder(seed)

    def anchor(self, quote: ForeignQuote, where: Location, report: Report) -> Keys | None:
        """Return the selector of a quote; None, and a reported error, where no place is certain.

        What an editor wrote stays where it settles the place without a word to be said of it.
        """
        if quote.is_written and (written := self._as_written(quote, where)):
            return written
        span = self.find(quote, where, report)
        return self._quotable.selector(span) if span else None

    def find(self, quote: ForeignQuote, where: Location, report: Report) -> Span | None:
        """Return the place of a quote: where its context says, else where its offsets say if its words stand there.

        A context that the seed does not have, of another page's menu perhaps, counts for nothing where the words are
        many and stand once. None, and a reported error, where no place is certain.
        """
        at_offsets = self._at_offsets(quote)
        if not quote.exact.strip():
            if at_offsets is None:
                report.error("anchor-missing", "the note has neither a quote nor a place in the article", where)
            return at_offsets
        told = Report()
        selector = _selector(quote, where)
        placed = self._finder.place((selector,), told)
        if placed and len(placed) == 1:
            return placed[0]
        if at_offsets and self._says(at_offsets, quote.exact):
            return at_offsets
        if len(quote.exact) >= _LONG and len(quote.exact.split()) >= _WORDS:
            alone = self._finder.place((replace(selector, prefix=None, suffix=None, occurrence=None),), Report())
            if alone:
                return alone[0]
        report.extend(told)
        return None

    def _as_written(self, quote: ForeignQuote, where: Location) -> Keys | None:
        report = Report()
        if not quote.exact.strip() or not self._finder.place((_selector(quote, where),), report) or len(report):
            return None
        keys: Keys = {"exact": quote.exact}
        keys |= {key: value for key, value in (("prefix", quote.prefix), ("suffix", quote.suffix)) if value}
        if quote.occurrence:
            keys["occurrence"] = int(quote.occurrence) if quote.occurrence.isdecimal() else quote.occurrence
        return keys

    def _at_offsets(self, quote: ForeignQuote) -> Span | None:
        """Return the stretch between a quote's offsets, in whole characters; None where there is none."""
        text = self._quotable.text
        if quote.start is None or quote.end is None or quote.start >= quote.end:
            return None
        start, end = quote.start, quote.end
        if quote.counts_utf16:
            start, end = (_code_points(text, offset) for offset in (start, end))
        is_within = start < end <= len(text) and text[start:end].strip()
        return widen_to_clusters(text, Span(start, end)) if is_within else None

    def _says(self, span: Span, exact: str) -> bool:
        """Tell whether these words stand on a stretch, spelling folded."""
        return self._quotable.folded_quote(span.of(self._quotable.text)) == self._quotable.folded_quote(exact)


def _selector(quote: ForeignQuote, where: Location) -> Selector:
    prefix, suffix = (Written(part, where) if part.strip() else None for part in (quote.prefix, quote.suffix))
    number = int(quote.occurrence[:9]) if quote.occurrence.isdecimal() else None
    return Selector(
        where=where,
        exact=Written(quote.exact, where),
        prefix=prefix,
        suffix=suffix,
        occurrence="all" if quote.occurrence == "all" else number,
    )


def _code_points(text: str, units: int) -> int:
    """Return how many characters of a text so many UTF-16 code units are; one behind its end where it is shorter."""
    encoded = text.encode("utf-16-le")
    if 2 * units > len(encoded):
        return len(text) + 1
    return len(encoded[: 2 * units].decode("utf-16-le", errors="ignore"))
