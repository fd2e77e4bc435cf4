"""What every page depends on though it follows from all briefings: noted by a build, taken for granted by the next."""

import json
from typing import Final

from sitegen.archive.archive import Archive
from sitegen.archive.shelves import what_is_filled, what_is_long
from sitegen.making.pieces import SiteFacts
from sitegen.model.lengths import Lengths
from sitegen.model.registers import Registers

NOTE: Final = "facts"
"""The note in the archive."""


def noted_facts(archive: Archive) -> SiteFacts | None:
    """Return what a former build noted; None where it noted nothing."""
    written = archive.plans.note(NOTE)
    if not written:
        return None
    filled, long_lists = json.loads(written)
    return SiteFacts(frozenset(filled), frozenset(long_lists))


def note_facts(archive: Archive, facts: SiteFacts) -> None:
    """Note the facts of a site for the next build."""
    archive.plans.write_note(NOTE, json.dumps([sorted(facts.filled), sorted(facts.long_lists)]))


def count_facts(archive: Archive, registers: Registers, share: float = 1) -> SiteFacts:
    """Return what is true of a site of which a share of the briefings was read."""
    store = archive.store
    return SiteFacts(what_is_filled(store), what_is_long(store, registers, Lengths(), share))
