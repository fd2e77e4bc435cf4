"""What every page depends on though it follows from all briefings: noted by a build, taken for granted by the next."""

import json
from typing import Final

from sitegen.archive.archive import Archive
from sitegen.archive.shelves import what_is_filled, what_is_long
from sitegen.making.pieces import SiteFacts
from sitegen.making.shop import Shop
from sitegen.model.site import Lengths

NOTE: Final = "facts"
"""The note in the archive."""


def noted_facts(archive: Archive) -> SiteFacts | None:
    """Return what a former build noted; None where it noted nothing."""
    written = archive.plans.note(NOTE)
    if not written:
        return None
    return SiteFacts(*(frozenset(names) for names in json.loads(written)))


def note_facts(archive: Archive, facts: SiteFacts) -> None:
    """Note the facts of a site for the next build."""
    names = (facts.filled, facts.long_lists, facts.unpublished)
    archive.plans.write_note(NOTE, json.dumps([sorted(each) for each in names]))


def count_facts(archive: Archive, shop: Shop, share: float = 1) -> SiteFacts:
    """Return what is true of a site of which a share of the briefings was read.

    Before all were read, those to which texts of registers and free pages lead are taken to be published.
    """
    store = archive.store
    linked, registers = shop.linked_briefings, shop.shared.registers
    unpublished = frozenset(slug for slug in linked if share == 1 and not store.has_briefing(slug))
    return SiteFacts(what_is_filled(store), what_is_long(store, registers, Lengths(), share), unpublished)
