"""A seed's text as quotes see it: where a quote stands in it, equal or folded, and how a stretch of it is quoted."""

import re
from dataclasses import dataclass
from functools import lru_cache

from sitegen.language.folding import Folded, fold
from sitegen.model.project import Seed
from sitegen.model.text import Location, Span
from sitegen.weaving.occurrences import find_all, find_pattern
from sitegen.weaving.suggestions import Place, place_of, tell_apart

PARAGRAPH_SIGN = "¶"
"""What editors may type for a paragraph break."""


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
        if PARAGRAPH_SIGN in exact and PARAGRAPH_SIGN in self.text and (found := self._find_equal(exact)):
            return found
        return self._find_equal(exact.replace(PARAGRAPH_SIGN, "\n"))

    def folded_places(self, exact: str) -> tuple[Place, ...]:
        """Return every stretch that is the quote's equal when both are folded."""
        quote = self.folded_quote(exact)
        spans = (self.folded.span(found.start, found.end) for found in find_all(quote, self.folded.text))
        return tuple(place_of(span, self.folded) for span in dict.fromkeys(spans))

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
        exact = self.quote(span)
        equal = self.equal_spans(exact)
        if equal == (span,) or span not in equal:
            return {"exact": exact}
        return {"exact": exact, **self.settling(equal, most=len(equal))[equal.index(span)]}

    def settling(self, spans: tuple[Span, ...], *, most: int) -> tuple[dict[str, str | int], ...]:
        """Return for each of the first so many spans the key that tells it from the others."""
        places = [place_of(span, self.folded) for span in spans]
        suggestions = tell_apart(places, self.folded, most=most)
        return tuple({suggestion.key: suggestion.value} for suggestion in suggestions)

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


_BREAK = re.compile(r"[^\S\n]*\n\s*")
"""A paragraph break: line ends and empty lines, a line of white space being empty."""

_LONE_BREAK = re.compile(r"[^\S\n]*(?<!\n)\n(?![^\S\n]*\n)[^\S\n]*")
"""The end of a line after which the block goes on."""

_OUTER_BREAKS = re.compile(r"\A\s*\n\s*|\s*\n\s*\Z")
"""Line ends around a quote: YAML's block scalars leave one, and no one means them."""


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
