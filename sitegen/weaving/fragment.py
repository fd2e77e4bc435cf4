"""Segments to HTML: the only place that makes markup of an article's text. Everything else is escaped by templates."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import escape

from sitegen.language.digits import digits_for, write_digits
from sitegen.language.isolation import find_units
from sitegen.language.tags import direction
from sitegen.model.addresses import entry_address, reference_id
from sitegen.model.briefing import Meaning, Mention, Placement, Prose
from sitegen.model.project import Block, Seed
from sitegen.model.vocabularies import GROUPS
from sitegen.weaving.segments import Marks, NoteReference, Segment, lay_marks

_READ_FROM_THE_LEFT = '<span dir="ltr">'
_KEPT_SPACES = re.compile(r"\s\s|\t")
"""White space that the page would show as one space if its style did not keep it."""
_ELEMENT_OF_ROLE: Mapping[str, str] = {"agency-line": "p", "title": "h1", "deck": "p", "paragraph": "p"}


@dataclass(frozen=True, slots=True)
class _ArticleWriter:
    """Writes the segments of one article as HTML."""

    text: str
    has_markup: bool
    """Whether the text holds a character that HTML has for itself: most articles do not, and nothing is escaped."""
    groups: Mapping[str, str]
    """The group of each annotation by its id."""
    digits: str
    direction: str
    first_mentions: frozenset[str]
    """Anchors of the mentions that are the first of their name: the page underlines these alone."""

    def block(self, block: Block, marks: Marks) -> str:
        element = _ELEMENT_OF_ROLE[block.role]
        inner = "".join(self.pieces(marks.cut(block)))
        spaces = " data-spaces" if _KEPT_SPACES.search(block.span.of(self.text)) else ""
        start = block.span.start
        # Where the search leads to; the lines over the text stand at the top of the page.
        own_id = f' id="_b{start}"' if block.role == "paragraph" else ""
        return f'<{element} data-block="{block.role}" data-start="{start}"{own_id}{spaces}>{inner}</{element}>'

    def pieces(self, segments: Iterable[Segment]) -> Iterator[str]:
        """Yield the HTML of a block's segments; a link goes round all segments of its mention, numbers stand after it.

        No number stands within a link (`Segment.references`). What is read from the left as a whole says so by an
        element around it, which lies within the link where the link covers more.
        """
        link: Mention | None = None
        text, has_markup = self.text, self.has_markup
        for start, end, annotations, mention, references, unit in segments:
            is_within = unit is not None and mention is not None and len(mention.words) > len(unit)
            if unit and unit.start == start and not is_within:
                yield _READ_FROM_THE_LEFT
            if mention is not link and mention:
                yield f"<a {_mention_attributes(mention, is_first=mention.anchor in self.first_mentions)}>"
            link = mention
            if unit and unit.start == start and is_within:
                yield _READ_FROM_THE_LEFT
            words = text[start:end]
            if has_markup:
                words = str(escape(words))
            yield self.marked(words, annotations) if annotations else words
            if unit and unit.end == end and is_within:
                yield "</span>"
            if mention and mention.words.end == end:
                yield "</a>"
            if unit and unit.end == end and not is_within:
                yield "</span>"
            if references:
                yield from self.references(references)

    def marked(self, words: str, annotations: tuple[str, ...]) -> str:
        present = {self.groups[annotation] for annotation in annotations}
        classes = " ".join(group for group in GROUPS if group in present)
        return f'<mark class="{classes}" data-annotations="{" ".join(annotations)}">{words}</mark>'

    def references(self, references: Iterable[NoteReference]) -> Iterator[str]:
        """Yield the numbers of notes; each says its direction, so that it joins no number or Latin word beside it."""
        gap = ""
        for reference in references:
            note = reference.annotation
            number = write_digits(str(reference.number), self.digits)
            own_id, group = reference_id(note, reference.piece), self.groups[note]
            yield (
                f'<sup class="{group}" data-generated data-number-of="{note}" dir="{self.direction}">{gap}'
                f'<a id="{own_id}" href="#{note}" role="doc-noteref">{number}</a></sup>'
            )
            gap = " "


def weave_prose(
    seed: Seed, *, placements: tuple[Placement, ...], mentions: tuple[Mention, ...], digits: str = "latn"
) -> Prose:
    """Return the article with its notes and links as HTML.

    The placements stand in the order of their numbers. The text of each block, without elements that carry
    `data-generated`, is the seed's own, character for character (contract, section 6).
    """
    text = seed.text
    units = find_units(text, seed.language)
    marks = lay_marks(text, seed.blocks, mentions=mentions, placements=placements, units=units)
    groups = {placement.annotation: placement.group for placement in placements}
    writer = _ArticleWriter(
        text,
        str(escape(text)) != text,
        groups,
        digits_for(seed.language, digits),
        direction(seed.language),
        _first_mentions(mentions),
    )
    header = "".join(writer.block(block, marks) for block in seed.blocks if block.role != "paragraph")
    body = "".join(writer.block(block, marks) for block in seed.blocks if block.role == "paragraph")
    return Prose(placements, mentions, header, body)


def _first_mentions(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the anchors of those mentions before which the article names nothing of the same meaning."""
    first: dict[Meaning, str] = {}
    for mention in mentions:
        first.setdefault(mention.meanings[0], mention.anchor)
    return frozenset(first.values())


def _mention_attributes(mention: Mention, *, is_first: bool) -> str:
    meaning, name = mention.meanings[0], mention.name
    register, entry_id = meaning.register, meaning.id
    address = f"#{entry_id}" if meaning.is_local else _address(register, entry_id)
    first = 'class="first" ' if is_first else ""
    return (
        f'{first}id="{mention.anchor}" data-{register}="{entry_id}"'
        f' data-start="{name.start}" data-end="{name.end}" href="{address}"'
    )


@lru_cache(maxsize=1 << 12)
def _address(register: str, entry_id: str) -> str:
    """Return the link from a briefing's page to an entry of a register; it is the same in every edition."""
    return f"../{entry_address(register, entry_id)}"
