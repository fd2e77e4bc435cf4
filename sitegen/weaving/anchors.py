"""Anchoring: from the words that an editor quotes to their place in the article.

Five outcomes: equal text in one place is found; in several, prefix, suffix and occurrence decide; text that is equal
only when folded is found with a warning; text that is only close is an error that shows it; all else is missing.
"""

from bisect import bisect_left

from sitegen.language.borders import word_end
from sitegen.language.folding import is_removed
from sitegen.language.graphemes import widen_to_clusters
from sitegen.model.problems import Report
from sitegen.model.project import Seed, Selector
from sitegen.model.text import Span
from sitegen.weaving.anchor_messages import AnchorMessages
from sitegen.weaving.approximate import Approximation, find_closest, settle_borders
from sitegen.weaving.quotable import Quotable
from sitegen.weaving.suggestions import filter_by_context, place_of

SHORTEST_CLOSE = 12
"""Folded characters that a quote needs to be found by likeness: shorter unrelated words are too often alike."""

FEWEST_WORDS_CLOSE = 2
"""Words that it needs, for the same reason."""

EDITED_SHARE = 4
"""One in so many characters of a quote may be edited; the others must stand as they are."""

NEAR_SHARE = 2
"""One in so many may differ in the nearest text that a message shows: beyond that it helps nobody."""

MOST_CLOSE = 50
"""Where more places are equally close, the quote says too little to list them all."""

SHORTEST_BEGINNING = 4
"""Folded characters of a quote's beginning that are worth showing where its end is not in the article."""


def place_quote(selectors: tuple[Selector, ...], seed: Seed, report: Report) -> tuple[Span, ...] | None:
    """Return where the quoted pieces stand, in the order of the text, in whole grapheme clusters.

    None, and a reported error for each, where a piece has no place or more than one. Offsets are code points in the
    seed's text.
    """
    return QuoteFinder(seed).place(selectors, report)


class QuoteFinder:
    """Finds quotes in one seed."""

    def __init__(self, seed: Seed) -> None:
        self._quotable = Quotable(seed)

    def place(self, selectors: tuple[Selector, ...], report: Report) -> tuple[Span, ...] | None:
        """Return the same as `place_quote`."""
        is_piece = len(selectors) > 1
        found = [_place_one(AnchorMessages(selector, self._quotable, report, is_piece)) for selector in selectors]
        placed = [spans for spans in found if spans is not None]
        return tuple(sorted({span for spans in placed for span in spans})) if len(placed) == len(found) else None

    def find_close(self, selector: Selector) -> tuple[Span, ...]:
        """Return where the article is close to a quote that it does not hold: what reanchoring may accept.

        Several where they are equally close and the selector does not decide; none where no place is close enough.
        """
        return _close_enough(_find_closest(selector, self._quotable), selector, self._quotable)


def _place_one(messages: AnchorMessages) -> tuple[Span, ...] | None:
    """Return the places of one selector, or None where there is no answer, which is then reported."""
    selector, quotable = messages.selector, messages.quotable
    exact = selector.exact.value
    if all(character.isspace() or character == "¶" or is_removed(character) for character in exact):
        messages.empty()
        return None
    equal = quotable.equal_spans(exact)
    spans = equal or tuple(place.span for place in quotable.folded_places(exact))
    chosen = _choose(spans, messages) if spans else _report_unplaced(messages)
    if not chosen:
        return None
    if not equal:
        messages.inexact(chosen[0])
    return tuple(_widen(span, messages) for span in chosen)


def _choose(spans: tuple[Span, ...], messages: AnchorMessages) -> tuple[Span, ...]:
    """Return the spans that prefix, suffix and occurrence leave; none where they do not decide, which is reported."""
    selector = messages.selector
    fitting = _fitting(spans, selector, messages.quotable)
    if selector.occurrence is None:
        if len(fitting) != 1:
            messages.ambiguous(spans, len(fitting))
        return fitting if len(fitting) == 1 else ()
    chosen = _counted(fitting, selector)
    if not chosen:
        messages.out_of_range(spans, len(fitting))
    return chosen


def _fitting(spans: tuple[Span, ...], selector: Selector, quotable: Quotable) -> tuple[Span, ...]:
    """Return the spans that stand in the selector's context; a single one whatever its context."""
    prefix, suffix = (context.value if context else "" for context in (selector.prefix, selector.suffix))
    if len(spans) == 1 or not (prefix or suffix):
        return spans
    places = (place_of(span, quotable.folded) for span in spans)
    return tuple(place.span for place in filter_by_context(places, quotable.folded, prefix=prefix, suffix=suffix))


def _counted(spans: tuple[Span, ...], selector: Selector) -> tuple[Span, ...]:
    if selector.occurrence is None or selector.occurrence == "all":
        return spans
    return spans[selector.occurrence - 1 : selector.occurrence] if selector.occurrence > 0 else ()


def _widen(span: Span, messages: AnchorMessages) -> Span:
    """Return the span in whole characters; that it had to be moved is reported."""
    wide = widen_to_clusters(messages.quotable.text, span)
    if wide != span:
        messages.inside_cluster(wide)
    return wide


def _report_unplaced(messages: AnchorMessages) -> tuple[Span, ...]:
    """Report the close places of a quote that stands nowhere, else the nearest text; return no span."""
    selector, quotable = messages.selector, messages.quotable
    closest = _find_closest(selector, quotable)
    close = _close_enough(closest, selector, quotable)
    if close:
        messages.drifted(close)
    else:
        messages.missing(_nearest(closest, selector, quotable))
    return ()


def _find_closest(selector: Selector, quotable: Quotable) -> tuple[Approximation, ...]:
    return find_closest(quotable.folded_quote(selector.exact.value), quotable.folded.text, most=MOST_CLOSE)


def _close_enough(closest: tuple[Approximation, ...], selector: Selector, quotable: Quotable) -> tuple[Span, ...]:
    """Return those of the closest places that pass for the quote, edited; one where the selector decides."""
    quote = quotable.folded_quote(selector.exact.value)
    if len(quote) < SHORTEST_CLOSE or len(quote.split()) < FEWEST_WORDS_CLOSE:
        return ()
    close = (place for place in closest if place.edits * EDITED_SHARE <= len(quote))
    spans = tuple(_in_words(place, quote, quotable) for place in close)
    return _counted(_fitting(spans, selector, quotable), selector) or spans


def _nearest(closest: tuple[Approximation, ...], selector: Selector, quotable: Quotable) -> Span | None:
    """Return the text that is nearest to a quote, else the longest beginning of it that the text holds."""
    quote, text = quotable.folded_quote(selector.exact.value), quotable.folded.text
    near = (place for place in closest if place.edits * NEAR_SHARE <= len(quote))
    if place := next(near, None):
        return _in_words(place, quote, quotable)
    lengths = range(1, len(quote) + 1)
    length = bisect_left(lengths, 1, key=lambda length: int(quote[:length] not in text))
    if length < SHORTEST_BEGINNING:
        return None
    start = text.index(quote[:length])
    return quotable.folded.span(start, word_end(text, min(start + length + 1, len(text))))


def _in_words(place: Approximation, quote: str, quotable: Quotable) -> Span:
    """Return the place in the seed's text, with whole words at its ends."""
    borders = settle_borders(quote, quotable.folded.text, place, most_edits=len(quote) // EDITED_SHARE)
    return quotable.folded.span(*borders)
