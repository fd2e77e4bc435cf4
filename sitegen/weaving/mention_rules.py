"""The editor's rules on mentions, `mentions` and `not_mentions` of a sidecar, placed in the article."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sitegen.language.words import split_words, widen_to_words
from sitegen.model.briefing import Meaning
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, MentionRule, NoMentionRule, Seed
from sitegen.model.registers import Registers
from sitegen.model.text import Location, Span
from sitegen.model.wording import Reference
from sitegen.weaving.anchors import QuoteFinder


@dataclass(frozen=True, slots=True)
class PlacedMention:
    """A stretch with the meaning that the editor gives it."""

    name: Span
    """As it was selected."""
    words: Span
    """With the words at its borders taken in whole."""
    meaning: Meaning
    where: Location


@dataclass(frozen=True, slots=True)
class DeniedMention:
    """A stretch with a meaning that the editor takes from it."""

    words: Span
    ref: str | None
    """The id that is not meant; None: nothing is."""


@dataclass(frozen=True, slots=True)
class PlacedRules:
    """All rules of a sidecar at their places."""

    said: tuple[PlacedMention, ...] = ()
    denied: tuple[DeniedMention, ...] = ()


def place_rules(manuscript: Manuscript, registers: Registers, report: Report) -> PlacedRules:
    """Return the sidecar's rules at their places; reports what cannot be placed, overlaps, or crosses blocks."""
    sidecar = manuscript.sidecar
    if not sidecar.mentions and not sidecar.not_mentions:
        return PlacedRules()
    placing = _Placing(manuscript.seed, QuoteFinder(manuscript.seed), report)
    meanings = _meanings_of_ids(manuscript, registers)
    said = (stretch for rule in sidecar.mentions for stretch in placing.place_mention(rule, meanings.get(rule.ref.id)))
    kept = _without_overlaps(_within_blocks(said, manuscript.seed, report), manuscript.seed, report)
    denied = (stretch for rule in sidecar.not_mentions for stretch in placing.place_denial(rule))
    return PlacedRules(tuple(kept), tuple(denied))


@dataclass(frozen=True, slots=True)
class _Placing:
    """The way from a rule's quotes to their words in one seed."""

    seed: Seed
    finder: QuoteFinder
    report: Report

    def place_mention(self, rule: MentionRule, meaning: Meaning | None) -> Iterator[PlacedMention]:
        """Yield the rule's stretches; a reference to nothing is reported where references are checked."""
        for selector in rule.at:
            for span in self.finder.place((selector,), self.report) or ():
                if meaning:
                    yield PlacedMention(span, _whole_words(self.seed, span), meaning, selector.where)

    def place_denial(self, rule: NoMentionRule) -> Iterator[DeniedMention]:
        """Yield all places of the rule's quotes where no occurrence is given."""
        for selector in rule.at:
            everywhere = selector if selector.occurrence is not None else replace(selector, occurrence="all")
            for span in self.finder.place((everywhere,), self.report) or ():
                yield DeniedMention(_whole_words(self.seed, span), rule.ref.id if rule.ref else None)


def _meanings_of_ids(manuscript: Manuscript, registers: Registers) -> dict[str, Meaning]:
    """Return what each id may mean in this briefing: register entries that its rules name, and its own definitions."""
    named = {rule.ref.id for rule in manuscript.sidecar.mentions}
    found = (registers.find(entry_id) for entry_id in sorted(named))
    listed = (manuscript.sidecar.actors, manuscript.sidecar.places, manuscript.sidecar.terms)
    meanings = {entry.id.value: Meaning(entry.register, entry.id.value) for entry in found if entry}
    local = (item for items in listed for item in items if not isinstance(item, Reference))
    meanings |= {item.id.value: Meaning(item.register, item.id.value, is_local=True) for item in local}
    return {name: meaning for name, meaning in meanings.items() if meaning.register in ("actor", "place", "term")}


def _whole_words(seed: Seed, span: Span) -> Span:
    """Return the span with the words at its borders taken in whole; no word holds white space."""
    text, start, end = seed.text, span.start, span.end
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return widen_to_words(span, split_words(text, Span(start, end)))


def _within_blocks(said: Iterator[PlacedMention], seed: Seed, report: Report) -> Iterator[PlacedMention]:
    starts = [block.span.start for block in seed.blocks]
    for stretch in said:
        index = bisect_right(starts, stretch.name.start) - 1
        if index >= 0 and seed.blocks[index].span.contains(stretch.name):
            yield stretch
            continue
        report.error(
            "mention-across-blocks",
            "a mention lies in one paragraph, and these words stand in two",
            stretch.where,
            found=stretch.name.of(seed.text),
            help="write a rule for the words of one paragraph only",
        )


def _without_overlaps(said: Iterator[PlacedMention], seed: Seed, report: Report) -> Iterator[PlacedMention]:
    """Yield the stretches in the order of the text; of two that overlap the one that was written later is dropped."""
    taken: dict[int, PlacedMention] = {}
    kept: list[PlacedMention] = []
    for stretch in said:
        offsets = range(stretch.words.start, stretch.words.end)
        earlier = next((taken[offset] for offset in offsets if offset in taken), None)
        if earlier is None:
            taken |= dict.fromkeys(offsets, stretch)
            kept.append(stretch)
            continue
        report.error(
            "mention-overlap",
            f"these words share some with the mention of `{earlier.meaning.id}` "
            f"that line {earlier.where.line} of {earlier.where.path} places",
            stretch.where,
            found=stretch.name.of(seed.text),
            help="keep one of the two, or shorten them so that no word is in both",
        )
    return iter(sorted(kept, key=lambda stretch: stretch.words))
