"""Quotes of a sidecar that the article does not hold word for word, and how each is to be written to be found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from sitegen.language.folding import fold
from sitegen.language.words import widen_to_clusters
from sitegen.model.problems import Problem, Report
from sitegen.model.project import Seed, Selector, Sidecar
from sitegen.model.text import Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.contexts import filter_by_context, first_words, last_words, place_of
from sitegen.weaving.edited_quotes import becomes_another
from sitegen.weaving.quotable import PARAGRAPH_SIGN, Quotable

DRIFTED: Final = "anchor-drifted"
CONTEXT: Final = "anchor-context"
AMBIGUOUS: Final = "anchor-ambiguous"
MISSING: Final = "anchor-missing"
INEXACT: Final = "anchor-inexact"

UNPLACED: Final = frozenset({MISSING, AMBIGUOUS})
"""No program can mend these: only the editor knows which words were meant."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """One quote of a sidecar."""

    selector: Selector
    is_denial: bool = False
    """It stands in `not_mentions`, where all places count if `occurrence` says nothing."""

    def as_placed(self, selector: Selector) -> Selector:
        """Return a selector as it is placed where this anchor stands."""
        return replace(selector, occurrence="all") if self.is_denial and selector.occurrence is None else selector


@dataclass(frozen=True, slots=True)
class FaultyAnchor:
    """An anchor with what is wrong with it."""

    anchor: Anchor
    problem: Problem


def find_faults(sidecar: Sidecar, finder: QuoteFinder) -> tuple[FaultyAnchor, ...]:
    """Return the anchors that are not found word for word, in the order in which they are written."""
    return tuple(fault for anchors in _placed_together(sidecar) for fault in _faults(anchors, finder))


def _placed_together(sidecar: Sidecar) -> Iterator[tuple[Anchor, ...]]:
    """Yield the quotes as they are placed: a note's all together, a rule's each by itself."""
    yield from ((Anchor(quote),) for rule in sidecar.mentions for quote in rule.at)
    yield from ((Anchor(quote, is_denial=True),) for rule in sidecar.not_mentions for quote in rule.at)
    yield from (tuple(map(Anchor, note.at)) for note in sidecar.annotations if note.at)


def _faults(anchors: tuple[Anchor, ...], finder: QuoteFinder) -> Iterator[FaultyAnchor]:
    report = Report()
    finder.place(tuple(anchor.as_placed(anchor.selector) for anchor in anchors), report)
    told = {problem.where: problem for problem in report if problem.code in {DRIFTED, CONTEXT, INEXACT, *UNPLACED}}
    for anchor in anchors:
        one = anchor.selector
        places = [part.where for part in (one.exact, one.prefix, one.suffix) if part]
        if problem := next((told[where] for where in places if where in told), None):
            yield FaultyAnchor(anchor, problem)


@dataclass(frozen=True, slots=True)
class Move:
    """A selector, and what is to stand in its stead."""

    old: Selector
    new: Selector

    @property
    def changes(self) -> dict[str, str | int]:
        """Return the keys whose values are new or other ones, in the order in which they are written."""
        keys = ("exact", "prefix", "suffix", "occurrence")
        pairs = ((key, getattr(self.old, key), getattr(self.new, key)) for key in keys)
        return {key: _plain(new) for key, old, new in pairs if old != new}

    @property
    def likeness(self) -> float:
        """Return how much alike the old words and the new ones are, from 0 to 1, in the spelling that is compared."""
        old, new = fold(self.old.exact.value).text, fold(self.new.exact.value).text
        return SequenceMatcher(None, old, new, autojunk=False).ratio()


class AnchorMover:
    """Moves the quotes of one article."""

    def __init__(self, seed: Seed, finder: QuoteFinder) -> None:
        self._quotable = Quotable(seed)
        self._finder = finder

    def move(self, fault: FaultyAnchor) -> Move | None:
        """Return how the quote is to be written; None where that is not certain.

        The new quote is found, word for word, in the one place that is close to the old one; in several only where
        the selector means them all and they say the same.
        """
        spans = self._places(fault)
        if fault.problem.code == CONTEXT and self._is_elsewhere(fault.anchor.selector, spans):
            return None
        return self._first_fitting(fault.anchor, spans, self._proposals(fault.anchor, spans))

    def equal_places(self, anchor: Anchor) -> tuple[Span, ...]:
        """Return the places in the article that say just what an anchor quotes, in the order of the text."""
        return tuple(sorted(self._quotable.equal_spans(anchor.selector.exact.value)))

    def surroundings(self, span: Span) -> str:
        """Return a place in the article with a few words around it, on one line."""
        text = self._quotable.text
        return " ".join(text[max(0, span.start - _AROUND) : span.end + _AROUND].split())

    def settle(self, anchor: Anchor, span: Span) -> Move | None:
        """Return how a quote is to be written that is meant to stand in one of several equal places."""
        bare = replace(anchor.selector, prefix=None, suffix=None, occurrence=None)
        return self._first_fitting(anchor, (span,), self._settled(bare, span))

    def retype(self, anchor: Anchor, words: str) -> Move | None:
        """Return how a quote is to be written that gets other words; None where these do not stand in one place."""
        spans = tuple(self._quotable.equal_spans(words))
        return self._first_fitting(anchor, spans, self._proposals(anchor, spans)) if len(spans) == 1 else None

    def _first_fitting(self, anchor: Anchor, spans: tuple[Span, ...], proposals: Iterable[Selector]) -> Move | None:
        new = next((one for one in proposals if self._stands_at(spans, anchor, one)), None)
        return Move(anchor.selector, new) if new else None

    def _places(self, fault: FaultyAnchor) -> tuple[Span, ...]:
        selector = fault.anchor.as_placed(fault.anchor.selector)
        if fault.problem.code == DRIFTED:
            close = self._finder.find_close(selector)
            return tuple(widen_to_clusters(self._quotable.text, span) for span in close)
        return self._finder.place((selector,), Report()) or ()

    def _is_elsewhere(self, selector: Selector, spans: tuple[Span, ...]) -> bool:
        """Tell whether a word of the selector's context became another one: it may be another sentence."""
        fresh = [self._with_present_context(selector, span) for span in spans]
        pairs = [pair for one in fresh for pair in ((selector.prefix, one.prefix), (selector.suffix, one.suffix))]
        language = self._quotable.seed.language
        return any(old and becomes_another(old.value, new.value if new else "", language) for old, new in pairs)

    def _stands_at(self, spans: tuple[Span, ...], anchor: Anchor, new: Selector) -> bool:
        """Tell whether a selector is found in just these places, and nothing is to be said of it."""
        report = Report()
        return self._finder.place((anchor.as_placed(new),), report) == tuple(sorted(spans)) and not len(report)

    def _proposals(self, anchor: Anchor, spans: tuple[Span, ...]) -> Iterator[Selector]:
        """Yield the old selector with the article's words, then with what settles them where they recur."""
        if not spans:
            return
        with_words = self._with_exact(anchor.selector, spans[0])
        if len(spans) == 1:
            fresh = self._with_present_context(with_words, spans[0])
            yield fresh
            yield from self._settled(fresh, spans[0])
        elif anchor.as_placed(with_words).occurrence == "all":
            yield with_words

    def _with_exact(self, selector: Selector, span: Span) -> Selector:
        """Return the selector with the article's words; paragraph breaks as its writer typed them."""
        words = self._quotable.quote(span)
        if "\n" in selector.exact.value and PARAGRAPH_SIGN not in self._quotable.text:
            words = words.replace(PARAGRAPH_SIGN, "\n")
        return replace(selector, exact=Written(words, selector.exact.where))

    def _with_present_context(self, selector: Selector, span: Span) -> Selector:
        """Return the selector with prefix and suffix of as many words as before, where they no longer stand there."""
        text, found = self._quotable.text, selector
        if selector.prefix and not self._fits(span, prefix=selector.prefix.value):
            found = replace(
                found, prefix=_written(last_words(text[: span.start], selector.prefix.value), selector.prefix)
            )
        if selector.suffix and not self._fits(span, suffix=selector.suffix.value):
            found = replace(
                found, suffix=_written(first_words(text[span.end :], selector.suffix.value), selector.suffix)
            )
        return found

    def _fits(self, span: Span, *, prefix: str = "", suffix: str = "") -> bool:
        place = place_of(span, self._quotable.folded)
        return bool(filter_by_context([place], self._quotable.folded, prefix=prefix, suffix=suffix))

    def _settled(self, selector: Selector, span: Span) -> Iterator[Selector]:
        """Yield the selector with what tells the place from those that say the same; `all` stays `all`."""
        number = self._number(selector, span)
        if isinstance(selector.occurrence, int) and number:
            yield replace(selector, occurrence=number)
            return
        settling = self._quotable.selector(span)
        for key in ("prefix", "suffix"):
            if key in settling:
                words = Written(str(settling[key]), selector.exact.where)
                yield replace(selector, prefix=words) if key == "prefix" else replace(selector, suffix=words)
        if selector.occurrence is None and number:
            yield replace(selector, occurrence=number)

    def _number(self, selector: Selector, span: Span) -> int:
        """Return which of the places in the selector's context this is, from 1; 0 where it is none of them."""
        equal = self._quotable.equal_spans(selector.exact.value)
        prefix, suffix = (part.value if part else "" for part in (selector.prefix, selector.suffix))
        fitting = [one for one in equal if self._fits(one, prefix=prefix, suffix=suffix)]
        return fitting.index(span) + 1 if span in fitting else 0


_AROUND: Final = 30
"""Characters on both sides of a place, by which a reader knows it."""


def _plain(value: Written | int | Literal["all"] | None) -> str | int:
    if value is None:
        return ""
    return value.value if isinstance(value, Written) else value


def _written(words: str, old: Written) -> Written | None:
    """Return words where the old ones stand; an empty text is as good as none."""
    return Written(words, old.where) if words.strip() else None
