"""The article's translation beside the article: for each block what it says in the reader's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.briefing import Briefing, find_translation
from sitegen.model.project import Block
from sitegen.model.wording import BlockTranslation, Wording


@dataclass(frozen=True, slots=True)
class FacingBlock:
    """A block's translation."""

    number: int
    """The block's among the paragraphs, from 1: the row in which both stand."""
    wording: Wording


@dataclass(frozen=True, slots=True)
class Facing:
    """A translation, block by block."""

    language: str
    agency_lines: tuple[Wording, ...]
    """Of those before the title; those without a translation are left out, as with paragraphs."""
    deck: Wording | None
    rows: tuple[FacingBlock, ...]
    """Of the paragraphs; those without a translation are left out."""
    paragraphs: int
    """How many the article has."""


def choose_facing(briefing: Briefing, edition: Edition) -> Facing | None:
    """Return the translation into the edition's language; none for an article that is in this language itself."""
    if edition.speaks(briefing.seed.language):
        return None
    found = find_translation(briefing.sidecar, edition.language)
    return face(briefing, found) if found else None


def list_others(briefing: Briefing, edition: Edition) -> tuple[BlockTranslation, ...]:
    """Return the translations that do not stand beside the article, in the writer's order."""
    chosen = None if edition.speaks(briefing.seed.language) else find_translation(briefing.sidecar, edition.language)
    return tuple(translation for translation in briefing.sidecar.translation if translation is not chosen)


def face(briefing: Briefing, translation: BlockTranslation) -> Facing:
    """Return a translation as it stands beside the article."""
    blocks = briefing.seed.blocks
    agency_lines = tuple(
        wording for wording, block in _pairs(translation, blocks) if block.role == "agency-line" and wording
    )
    deck = next((wording for wording, block in _pairs(translation, blocks) if block.role == "deck"), None)
    numbered = enumerate(
        (wording for wording, block in _pairs(translation, blocks) if block.role == "paragraph"), start=1
    )
    rows = tuple(FacingBlock(number, wording) for number, wording in numbered if wording)
    paragraphs = sum(block.role == "paragraph" for block in blocks)
    return Facing(translation.language, agency_lines, deck, rows, paragraphs)


def _pairs(translation: BlockTranslation, blocks: tuple[Block, ...]) -> Iterator[tuple[Wording | None, Block]]:
    """Yield translation and block; where the counts differ, an error elsewhere, what has no partner is left out."""
    return zip(translation.blocks, blocks, strict=False)
