"""Anchoring: from the words that an editor quotes to their place in the article.

Five outcomes: equal text in one place is found; in several, prefix, suffix and occurrence decide; text that is equal
only when folded is found with a warning, or a hint; text that is only close is an error that shows it; all else is
missing. A prefix or suffix must stand there also where there is one place: else the quoted sentence may be gone, and
the same words in another be taken for it.
"""

from dataclasses import dataclass

from sitegen.language.folding import is_removed
from sitegen.language.words import widen_to_clusters
from sitegen.model.problems import Report
from sitegen.model.project import Seed, Selector
from sitegen.model.text import Span
from sitegen.weaving.anchor_messages import AnchorMessages
from sitegen.weaving.contexts import count_context_edits, filter_by_context, place_of
from sitegen.weaving.edited_quotes import EDITED_SHARE, EditedQuote
from sitegen.weaving.quotable import Quotable


class QuoteFinder:
    """Finds quotes in one seed."""

    def __init__(self, seed: Seed) -> None:
        self._quotable = Quotable(seed)

    def place(self, selectors: tuple[Selector, ...], report: Report) -> tuple[Span, ...] | None:
        """Return where the quoted pieces stand, in the order of the text, in whole grapheme clusters.

        None, and a reported error for each, where a piece has no place or more than one. Offsets are code points in
        the seed's text.
        """
        is_piece = len(selectors) > 1
        found = [_place_one(AnchorMessages(selector, self._quotable, report, is_piece)) for selector in selectors]
        placed = [spans for spans in found if spans is not None]
        return tuple(sorted({span for spans in placed for span in spans})) if len(placed) == len(found) else None

    def find_close(self, selector: Selector) -> tuple[Span, ...]:
        """Return where the article is close to a quote that it does not hold: what reanchoring may accept.

        Several where they are equally close and the selector does not decide; none where no place is close enough,
        and where the article does hold the words, only not where the selector says.
        """
        return () if _find(selector, self._quotable).spans else _find_close(EditedQuote(selector, self._quotable))


@dataclass(frozen=True, slots=True)
class _Found:
    """The places of a selector's words, compared by one strength."""

    spans: tuple[Span, ...] = ()
    fitting: tuple[Span, ...] = ()
    """Those in the selector's context: all where it gives none."""
    is_equal: bool = True


def _place_one(messages: AnchorMessages) -> tuple[Span, ...] | None:
    """Return the places of one selector, or None where there is no answer, which is then reported."""
    selector, quotable = messages.selector, messages.quotable
    exact = selector.exact.value
    if all(character.isspace() or character == "¶" or is_removed(character) for character in exact):
        messages.empty()
        return None
    found = _find(selector, quotable)
    chosen = _choose(found, messages) if found.spans else _report_unplaced(messages)
    if not chosen:
        return None
    if not found.is_equal:
        messages.inexact(chosen[0])
    return tuple(_widen(span, messages) for span in chosen)


def _find(selector: Selector, quotable: Quotable) -> _Found:
    """Return the places by the first strength of comparison that has any in the selector's context, else any at all."""
    first = _Found()
    for strength, spans in enumerate(quotable.find_by_strength(selector.exact.value)):
        if spans:
            found = _Found(spans, _fitting(spans, selector, quotable), is_equal=not strength)
            if found.fitting:
                return found
            first = first if first.spans else found
    return first


def _choose(found: _Found, messages: AnchorMessages) -> tuple[Span, ...]:
    """Return the spans that prefix, suffix and occurrence leave; none where they do not decide, which is reported."""
    spans, fitting, occurrence = found.spans, found.fitting, messages.selector.occurrence
    if len(spans) == 1 and not fitting and occurrence in (None, 1, "all"):
        return _judge_context(spans[0], messages)
    if occurrence is None:
        if len(fitting) != 1:
            messages.ambiguous(spans, len(fitting))
        return fitting if len(fitting) == 1 else ()
    chosen = _counted(fitting, messages.selector)
    if not chosen:
        messages.out_of_range(spans, len(fitting))
    return chosen


def _judge_context(span: Span, messages: AnchorMessages) -> tuple[Span, ...]:
    """Return the only place of the words if the selector's context was edited a little there; reported either way."""
    prefix, suffix = _context(messages.selector)
    place, folded = place_of(span, messages.quotable.folded), messages.quotable.folded
    edits, length = count_context_edits(place, folded, prefix=prefix, suffix=suffix)
    if edits * EDITED_SHARE > length:
        messages.elsewhere(span)
        return ()
    messages.context_edited(span)
    return (span,)


def _fitting(spans: tuple[Span, ...], selector: Selector, quotable: Quotable) -> tuple[Span, ...]:
    """Return the spans that stand in the selector's context."""
    prefix, suffix = _context(selector)
    if not (prefix or suffix):
        return spans
    places = [place_of(span, quotable.folded) for span in spans]
    return tuple(place.span for place in filter_by_context(places, quotable.folded, prefix=prefix, suffix=suffix))


def _context(selector: Selector) -> tuple[str, str]:
    prefix, suffix = (context.value if context else "" for context in (selector.prefix, selector.suffix))
    return prefix, suffix


def _counted(spans: tuple[Span, ...], selector: Selector) -> tuple[Span, ...]:
    if selector.occurrence is None or selector.occurrence == "all":
        return spans
    return spans[selector.occurrence - 1 : selector.occurrence] if selector.occurrence > 0 else ()


def _widen(span: Span, messages: AnchorMessages) -> Span:
    """Return the span in whole characters; that it had to be moved is reported."""
    wide = widen_to_clusters(messages.quotable.text, span)
    if wide != span:
        messages.inside_cluster(span, wide)
    return wide


def _report_unplaced(messages: AnchorMessages) -> tuple[Span, ...]:
    """Report the close places of a quote that stands nowhere, else the nearest text; return no span."""
    edited = EditedQuote(messages.selector, messages.quotable)
    if close := _find_close(edited):
        messages.drifted(close)
    elif edited.close_spans:
        messages.changed(edited.close_spans)
    else:
        messages.missing(edited.nearest)
    return ()


def _find_close(edited: EditedQuote) -> tuple[Span, ...]:
    """Return the places for the quote; those alone that the selector's context and number name, if it names any."""
    close = edited.safe_spans
    return _counted(_fitting(close, edited.selector, edited.quotable), edited.selector) or close
