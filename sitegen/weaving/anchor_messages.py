"""Messages on a quote that is not placed, or not as it is written, each with lines that can be pasted."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sitegen.language.folding import fold, is_removed
from sitegen.model.problems import Report
from sitegen.model.project import Selector
from sitegen.model.text import Span
from sitegen.model.wording import Written
from sitegen.weaving.contexts import first_words, last_words
from sitegen.weaving.differences import HARDLY_TYPED, WHITE_SPACE, changed_words, first_difference, name_differences
from sitegen.weaving.edited_quotes import becomes_another
from sitegen.weaving.pasting import write_selector
from sitegen.weaving.quotable import Quotable

MOST_LISTED = 100
"""How many places an ambiguous quote lists; one that stands more often is too short to be meant."""

MOST_LINES = 20
"""How many lines a message names: nobody looks all of them up."""

LONGEST_SHOWN = 160
"""Characters of a text that a message shows."""

AROUND = 24
"""Characters shown on either side of a place, so that an editor knows it again."""


Keys = dict[str, str | int]
"""Keys of a selector, as they can be pasted."""


@dataclass(frozen=True, slots=True)
class AnchorMessages:
    """Reports on one selector."""

    selector: Selector
    quotable: Quotable
    report: Report
    is_piece: bool
    """Whether it is one of several in a list."""

    def empty(self) -> None:
        """Report a quote that holds nothing to be found."""
        self._error("anchor-missing", "the quote is empty", "write the article's own words in `exact`")

    def ambiguous(self, spans: tuple[Span, ...], fitting: int) -> None:
        """Report a quote that several places fit, each with what settles it."""
        message = f"the quote stands {len(spans)} times in {self._path}: {self._lines(spans)}"
        if self.selector.prefix or self.selector.suffix:
            message += (
                f"; {self._context_keys} {'fits' if len(self._contexts) == 1 else 'fit'} {fitting or 'none'} of them"
            )
        listed = spans[:MOST_LISTED]
        settling = self.quotable.settling(spans, range(len(listed)))
        is_equal = bool(self.quotable.equal_spans(self.selector.exact.value))
        if is_equal:
            exact = self._exact if "¶" in self.quotable.text else self._exact.replace("\n", "¶")
            settled = [{"exact": exact, **key} for key in settling]
        else:
            settled = self._in_own_words(listed, settling)
        blocks = [self._comment(span) + self._yaml(fields) for span, fields in zip(listed, settled, strict=True)]
        rest = len(spans) - len(listed)
        more = [f"# … and {rest} more places: quote more words"] if rest else []
        self._error("anchor-ambiguous", message, "\n".join(["write the one that is meant:", *blocks, *more]))

    def out_of_range(self, spans: tuple[Span, ...], fitting: int) -> None:
        """Report an occurrence that there is not, or that the context leaves none of all."""
        times = "once" if len(spans) == 1 else f"{len(spans)} times"
        message = f"the quote stands {times} in {self._path} ({self._lines(spans)})"
        if fitting < len(spans):
            message += f", {fitting or 'nowhere'}{' of them' if fitting else ''} with the {self._context_keys} given"
        if self.selector.occurrence != "all":
            message = f"`occurrence: {self.selector.occurrence}` is out of range: {message}"
        if not fitting:
            way_out = "copy the words around it from the article, or leave them out"
        else:
            way_out = f"write a number from 1 to {fitting}, or `all`" if fitting > 1 else "leave `occurrence` out"
        self._error("anchor-missing", message, way_out)

    def inexact(self, span: Span) -> None:
        """Warn of a quote that was found in folded text only; a hint where it differs in what cannot be typed."""
        found = span.of(self.quotable.text)
        kinds = self._differences(found)
        tell = self.report.hint if HARDLY_TYPED.issuperset(kinds) else self.report.warn
        tell(
            "anchor-inexact",
            f"the quote is found, but differs from the article in {_listed(kinds)}: “{_shown(found)}”",
            self.selector.exact.where,
            found=self._found,
            help=f"the article's own words:\n{self._yaml(self.quotable.selector(span))}",
        )

    def inside_cluster(self, span: Span, wide: Span) -> None:
        """Warn of a quote that begins or ends within a reader's character; a hint where marks alone are cut off."""
        found = wide.of(self.quotable.text)
        cut = self.quotable.text[wide.start : span.start] + self.quotable.text[span.end : wide.end]
        tell = self.report.hint if all(map(is_removed, cut)) else self.report.warn
        tell(
            "anchor-inside-cluster",
            f"the quote begins or ends inside a character; moved outward to whole ones: “{_shown(found)}”",
            self.selector.exact.where,
            found=self._found,
            help=f"to quote whole characters:\n{self._yaml(self.quotable.selector(wide))}",
        )

    def context_edited(self, span: Span) -> None:
        """Warn of words that stand once, where what stands around them is not quite the prefix or suffix."""
        first = next(iter(self._contexts.values()))
        pairs = ((old.value, self._context_of(span)[key]) for key, old in self._contexts.items())
        is_other = any(becomes_another(*pair, self.quotable.seed.language) for pair in pairs)
        way_out = "if this place is meant, write" if is_other else "`sitegen reanchor` accepts it; or write"
        self.report.warn(
            "anchor-context",
            f"the quote is found, but not quite with the {self._context_keys} given: “{self._surroundings(span)}”",
            first.where,
            found=_shown(first.value),
            help=f"{way_out} what stands there:\n{self._yaml(self._placed_now(span))}",
        )

    def elsewhere(self, span: Span) -> None:
        """Report words that stand once, but not in the context given: the place that was meant may be gone."""
        message = (
            f"the quote stands once in {self._path}, {self._lines([span])}, "
            f"but not with the {self._context_keys} given: “{self._surroundings(span)}”"
        )
        advice = "if this place is meant, write what stands there; else quote the words that are meant now:"
        self._error("anchor-drifted", message, f"{advice}\n{self._yaml(self._placed_now(span))}")

    def drifted(self, spans: Sequence[Span]) -> None:
        """Report a quote that the article only resembles, with what differs."""
        selectors = self.quotable.selectors(spans)
        blocks = [self._comment(span) + self._yaml(fields) for span, fields in zip(spans, selectors, strict=True)]
        advice = "`sitegen reanchor` accepts it" if len(spans) == 1 else "several places are equally close"
        self._error(
            "anchor-drifted", self._close(spans), "\n".join([f"{advice}; or write the article's words:", *blocks])
        )

    def changed(self, spans: Sequence[Span]) -> None:
        """Report a quote that the article resembles where it may say something else: such a place is not offered."""
        advice = "there it may say something else, so nothing moves it: quote the words that are meant now"
        self._error("anchor-drifted", self._close(spans), advice)

    def _close(self, spans: Sequence[Span]) -> str:
        first = spans[0].of(self.quotable.text)
        return (
            f"the article has no such words, but close ones in {self._path}, {self._lines(spans)}: "
            f"“{_shown(first)}”; {self._changes(first)}"
        )

    def missing(self, nearest: Span | None) -> None:
        """Report a quote that is not in the article, with the nearest text if any is near."""
        message = f"the article {self._path} does not hold the quote"
        if nearest is None:
            self._error("anchor-missing", f"{message}, nor anything like it", "quote the article's own words")
            return
        found = nearest.of(self.quotable.text)
        message += f"; the nearest text is in {self._lines([nearest])}: “{_shown(found)}”; {self._first_change(found)}"
        self._error("anchor-missing", message, f"if that is meant:\n{self._yaml(self.quotable.selector(nearest))}")

    @property
    def _path(self) -> str:
        return self.quotable.seed.source.path

    @property
    def _exact(self) -> str:
        return self.selector.exact.value.strip("\n")

    def _in_own_words(self, spans: Sequence[Span], settling: Sequence[Keys]) -> list[Keys]:
        """Return the article's words with what settles them among all that fold alike; a number counts equal ones."""
        pairs = list(zip(spans, settling, strict=True))
        numbered = [span for span, key in pairs if "occurrence" in key]
        own = dict(zip(numbered, self.quotable.selectors(numbered), strict=True))
        return [own.get(span) or {"exact": self.quotable.quote(span), **key} for span, key in pairs]

    @property
    def _found(self) -> str:
        return _shown(self._exact.split("\n")[0])

    @property
    def _contexts(self) -> dict[str, Written]:
        keys = {"prefix": self.selector.prefix, "suffix": self.selector.suffix}
        return {key: context for key, context in keys.items() if context}

    @property
    def _context_keys(self) -> str:
        return " and ".join(self._contexts)

    def _placed_now(self, span: Span) -> Keys:
        """Return the selector with what stands at and around a place; nothing where nothing stands."""
        context = self._context_of(span)
        return {"exact": self.quotable.quote(span), **{key: words for key, words in context.items() if words.strip()}}

    def _context_of(self, span: Span) -> dict[str, str]:
        """Return as many words around a place as the prefix and suffix have that the selector gives."""
        text, contexts = self.quotable.text, self._contexts
        before = {key: last_words(text[: span.start], old.value) for key, old in contexts.items() if key == "prefix"}
        after = {key: first_words(text[span.end :], old.value) for key, old in contexts.items() if key == "suffix"}
        return before | after

    def _error(self, code: str, message: str, way_out: str) -> None:
        self.report.error(code, message, self.selector.exact.where, found=self._found, help=way_out)

    def _yaml(self, fields: Keys) -> str:
        return write_selector(fields, is_piece=self.is_piece)

    def _lines(self, spans: Iterable[Span]) -> str:
        numbers = [str(number) for number in dict.fromkeys(self.quotable.location(span).line for span in spans)]
        more = [f"{len(numbers) - MOST_LINES} more"] if len(numbers) > MOST_LINES else []
        return ("line " if len(numbers) == 1 else "lines ") + _listed([*numbers[:MOST_LINES], *more])

    def _comment(self, span: Span) -> str:
        """Return a comment that says where a place is: its line, and the words around it."""
        return f"# line {self.quotable.location(span).line}: {self._surroundings(span)}\n"

    def _surroundings(self, span: Span) -> str:
        """Return a place with the words around it."""
        text = self.quotable.text
        start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
        words = _on_one_line(text[start : span.start] + _shown(span.of(text)) + text[span.end : end])
        return f"{'…' if start else ''}{words}{'…' if end < len(text) else ''}"

    def _differences(self, found: str) -> list[str]:
        quote, there = (self.quotable.with_plain_breaks(words) for words in (self.selector.exact.value, found))
        return list(name_differences(quote, there)) or [WHITE_SPACE]

    def _changes(self, found: str) -> str:
        changes = changed_words(self._exact.replace("¶", " "), found)
        told = [_change(*pair) for pair in changes[:MOST_CHANGES]]
        return "; ".join(told) + ("; …" if len(changes) > MOST_CHANGES else "")

    def _first_change(self, found: str) -> str:
        quote, there = fold(self._exact), fold(found)
        in_quote, in_found = first_difference(quote, there)
        same = _on_one_line(found[: in_found.start])[-AROUND:]
        wanted, has = in_quote.of(quote.source), in_found.of(found)
        after = f"after “{same}” " if same else "at its beginning "
        return f"the first character that differs: {after}the quote has {_named(wanted)}, the article {_named(has)}"


MOST_CHANGES = 4
"""How many changed words a message tells one by one."""


def _change(quoted: str, found: str) -> str:
    if not quoted:
        return f"the article adds “{_shown(found)}”"
    if not found:
        return f"the article lacks “{_shown(quoted)}”"
    return f"the quote has “{_shown(quoted)}”, the article “{_shown(found)}”"


def _named(character: str) -> str:
    """Return a character so that it can be told from its like; nothing stands for an end."""
    if not character:
        return "nothing more"
    codes = " ".join(f"U+{ord(code):04X}" for code in character)
    is_visible = not character.isspace() and unicodedata.category(character[0])[0] not in "CM"
    return f"“{character}” ({codes})" if is_visible else codes


def _shown(text: str) -> str:
    line = _on_one_line(text)
    return line if len(line) <= LONGEST_SHOWN else line[: LONGEST_SHOWN - 1] + "…"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
