"""A seed's text as quotes see it: where a quote stands in it, equal or folded, and how a stretch of it is quoted."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from sitegen.language.folding import Folded, fold
from sitegen.model.project import Seed
from sitegen.model.text import BLANK, Location, Span
from sitegen.weaving.contexts import place_of, tell_apart
from sitegen.weaving.string_search import find_all, find_pattern, loose_pattern

PARAGRAPH_SIGN = "¶"
"""Editors may type it for a paragraph break."""


@dataclass(frozen=True)
class Quotable:
    """A seed's text to be quoted from."""

    seed: Seed

    @property
    def text(self) -> str:
        """Return the seed's text, as it is."""
        return self.seed.text

    @property
    def folded(self) -> Folded:
        """Return the seed's text folded; made once for each text."""
        return _fold_once(self.seed.text)

    @property
    def joins_lines(self) -> bool:
        """Tell whether blocks are parted by empty lines, so that a line break within one is as good as a space."""
        return self.seed.is_parted_by_blank_lines

    def location(self, span: Span) -> Location:
        """Return where a span begins, for people."""
        return self.seed.source.location(span.start)

    def equal_spans(self, exact: str) -> tuple[Span, ...]:
        """Return every stretch that is the quote's equal, overlapping ones and parts of words too."""
        return self._find_once("equal", exact, self._find_equal_or_broken)

    def _find_equal_or_broken(self, exact: str) -> tuple[Span, ...]:
        has_sign = PARAGRAPH_SIGN in exact and PARAGRAPH_SIGN in self.text
        found = self._find_equal(exact) if has_sign else ()
        return found or self._find_equal(exact.replace(PARAGRAPH_SIGN, "\n"))

    @cached_property
    def _found(self) -> dict[tuple[str, str], tuple[Span, ...]]:
        """The places of quotes that were looked for: many rules quote one word, each time another place of it."""
        return {}

    def find_by_strength(self, exact: str) -> Iterator[tuple[Span, ...]]:
        """Yield where the quote stands: equal; equal when folded; and but for commas and white space that nobody sees.

        What is yielded later holds what was yielded before, and none need be looked for once there is enough.
        """
        yield self.equal_spans(exact)
        yield self._find_once("folded", exact, self._find_folded)
        yield self._find_once("loosely", exact, self._find_loosely)

    def _find_once(self, how: str, exact: str, find: Callable[[str], tuple[Span, ...]]) -> tuple[Span, ...]:
        if (how, exact) not in self._found:
            self._found[how, exact] = find(exact)
        return self._found[how, exact]

    def _find_folded(self, exact: str) -> tuple[Span, ...]:
        return self._unfolded(self.folded, find_all(self.folded_quote(exact), self.folded.text))

    def _find_loosely(self, exact: str) -> tuple[Span, ...]:
        """Return the stretches that `loose_pattern` finds; a space may stand for the non-joiner, which few can type."""
        found = self._match_loosely(self.folded_quote(exact), self.folded)
        if found or not (_NON_JOINER in exact or _NON_JOINER in self.text):
            return found
        spaced, text = (words.replace(_NON_JOINER, " ") for words in (exact, self.text))
        return self._match_loosely(self.folded_quote(spaced), _fold_once(text))

    def _match_loosely(self, quote: str, folded: Folded) -> tuple[Span, ...]:
        pattern = loose_pattern(quote)
        return self._unfolded(folded, find_pattern(re.compile(pattern), folded.text)) if pattern else ()

    def _unfolded(self, folded: Folded, found: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(dict.fromkeys(folded.span(one.start, one.end) for one in found))

    def folded_quote(self, exact: str) -> str:
        """Return the quote as it is compared with the folded text, without white space around it."""
        signs_are_breaks = PARAGRAPH_SIGN not in self.text
        return fold(exact.replace(PARAGRAPH_SIGN, "\n") if signs_are_breaks else exact).text.strip(" ")

    def quote(self, span: Span) -> str:
        """Return the stretch as one would type it into a sidecar: on one line, its breaks as ¶."""
        words = span.of(self.text)
        if self.joins_lines:
            words = _LONE_BREAK.sub(" ", words)
        return words if PARAGRAPH_SIGN in self.text else _BREAK.sub(PARAGRAPH_SIGN, words)

    def selector(self, span: Span) -> dict[str, str | int]:
        """Return the keys that place a quote on this stretch: its words, and what settles them where they recur."""
        return self.selectors((span,))[0]

    def selectors(self, spans: Sequence[Span]) -> tuple[dict[str, str | int], ...]:
        """Return the same for each of many stretches; those that say the same are looked for once."""
        told: dict[Span, dict[str, str | int]] = {}
        for exact, same in _grouped(spans, self.quote):
            equal = self.equal_spans(exact)
            index_of = {span: index for index, span in enumerate(equal)}
            recurring = [span for span in same if span in index_of] if len(equal) > 1 else []
            settling = self.settling(equal, [index_of[span] for span in recurring]) if recurring else ()
            told |= {span: {"exact": exact, **key} for span, key in zip(recurring, settling, strict=True)}
        return tuple(told.get(span) or {"exact": self.quote(span)} for span in spans)

    def settling(self, spans: Sequence[Span], chosen: Iterable[int]) -> tuple[dict[str, str | int], ...]:
        """Return for each of the chosen spans, given by their indexes, the key that tells it from all the others."""
        places = [place_of(span, self.folded) for span in spans]
        suggestions = tell_apart(places, self.folded, chosen)
        return tuple({suggestion.key: suggestion.value} for suggestion in suggestions)

    def paragraphs(self, span: Span) -> tuple[Span, ...]:
        """Return the parts of a stretch between paragraph breaks."""
        paragraph_break = _BREAK_OF_LINES if self.joins_lines else _BREAK
        breaks = [Span(*found.span()) for found in paragraph_break.finditer(self.text, span.start, span.end)]
        starts = (span.start, *(one.end for one in breaks))
        ends = (*(one.start for one in breaks), span.end)
        return tuple(map(Span, starts, ends))

    def with_plain_breaks(self, words: str) -> str:
        """Return words so that breaks which are equal to a quote look the same; for telling what else differs."""
        plain = words if PARAGRAPH_SIGN in self.text else words.replace(PARAGRAPH_SIGN, "\n")
        plain = _OUTER_BREAKS.sub("", plain)
        return _BREAK.sub("\n", _LONE_BREAK.sub(" ", plain) if self.joins_lines else plain)

    def _find_equal(self, exact: str) -> tuple[Span, ...]:
        quote = _OUTER_BREAKS.sub("", exact)
        if not quote:
            return ()
        if "\n" in quote or (self.joins_lines and " " in quote):
            return tuple(find_pattern(_breaking_pattern(quote, joins_lines=self.joins_lines), self.text))
        return tuple(find_all(quote, self.text))


_BREAK = re.compile(rf"[^\S\n]*\n(?:[{BLANK}]*\n)?[^\S\n]*")
"""A paragraph break: line ends and empty lines."""

_BREAK_OF_LINES = re.compile(rf"[^\S\n]*\n[{BLANK}]*\n[^\S\n]*")
"""The same where only an empty line parts paragraphs."""

_LONE_BREAK = re.compile(rf"[^\S\n]*(?<!\n)\n(?![{BLANK}]*\n)[^\S\n]*")
"""The end of a line after which the block goes on."""

_OUTER_BREAKS = re.compile(r"\A\s*\n\s*|\s*\n\s*\Z")
"""Line ends around a quote: YAML's block scalars leave one, and no one means them."""


_NON_JOINER: Final = "\u200c"
"""The zero-width non-joiner, with which Persian parts a word without a space."""


def _grouped(spans: Iterable[Span], quote: Callable[[Span], str]) -> Iterable[tuple[str, list[Span]]]:
    """Return the spans by what they say."""
    groups: dict[str, list[Span]] = {}
    for span in spans:
        groups.setdefault(quote(span), []).append(span)
    return groups.items()


@lru_cache(maxsize=4)
def _fold_once(text: str) -> Folded:
    return fold(text)


@lru_cache(maxsize=256)
def _breaking_pattern(quote: str, *, joins_lines: bool) -> re.Pattern[str]:
    """Return what finds the quote with any paragraph break for its breaks, and where lines are joined, for spaces."""
    space = r"(?: |[^\S\n]*\n[^\S\n]*)" if joins_lines else " "
    paragraph_break = rf"(?: |{_BREAK.pattern})" if joins_lines else _BREAK.pattern
    paragraphs = _BREAK.split(quote)
    return re.compile(paragraph_break.join(space.join(map(re.escape, words.split(" "))) for words in paragraphs))
