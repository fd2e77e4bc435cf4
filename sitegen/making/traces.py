"""How a build left everything: the output folder, the inputs, what was told. Little is imported to look at that."""

import sqlite3
from array import array
from bisect import bisect_left
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.archive.damage import CodecError
from sitegen.archive.inputs import Inputs
from sitegen.archive.seal import is_sealed
from sitegen.disk.inventory import Inventory
from sitegen.disk.stamps import MISSING, stamps_below
from sitegen.making.frame_key import inputs_signature
from sitegen.making.sight import Sight, digest_of_outputs
from sitegen.making.sources import Sources
from sitegen.model.folders import CONTENT
from sitegen.model.problems import Problem, Report, read_problems
from sitegen.output import Changes

if TYPE_CHECKING:
    from sitegen.archive.archive import Archive

OUTPUT_SIGNATURE, INPUTS, REPORT, FILES = "output signature", "inputs", "report", "files"
BRIEFINGS, DRAFTS = "briefings", "drafts"
"""Notes in the archive."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many briefings a build published."""

    briefings: int
    drafts: int
    """How many it left out, seeds without a sidecar among them."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build told."""

    problems: tuple[Problem, ...]
    counts: Counts
    files: int

    @property
    def report(self) -> Report:
        """Return what was wrong with the site."""
        return Report(self.problems)


def last_build(place: Path, sight: Sight, sources: Sources, around: str) -> LastBuild | None:
    """Return what the last build told where it can be told again: no input and no file of the output changed.

    `place` is the archive's file, `around` what `surroundings` gave. A damaged archive is none.
    """
    signature = "" if sources.has_changed else inputs_signature(around, sources.inventories.values())
    if not (signature and is_sealed(place)):
        return None
    try:
        with closing(sqlite3.connect(place)) as connection:
            notes = dict(connection.execute("SELECT name, value FROM notes").fetchall())
        if notes.get(INPUTS) != signature or notes.get("unfinished"):
            return None
        if notes[OUTPUT_SIGNATURE] != sight.digest:
            return None
        counts = Counts(int(notes[BRIEFINGS]), int(notes[DRAFTS]))
        return LastBuild(tuple(read_problems(notes[REPORT])), counts, int(notes[FILES]))
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def last_content(place: Path) -> Inventory | None:
    """Return how the content was when the last build read it; None where nothing tells."""
    try:
        with closing(sqlite3.connect(place)) as connection:
            return Inputs(connection).read(CONTENT)
    except (sqlite3.Error, CodecError):
        return None


def changed_outputs(archive: "Archive", sight: Sight) -> frozenset[str]:
    """Return the files that a build left in the output folder, and that are gone or are other files now."""
    if archive.plans.note(OUTPUT_SIGNATURE) == sight.digest:
        return frozenset()
    found = sight.stamp_of
    return frozenset(path for path, one in archive.outputs.stamps().items() if found.get(path, MISSING) != one)


def note_outputs(archive: "Archive", sight: Sight, changes: Changes, ours: Collection[str] | None) -> None:
    """Note how the output folder is left; `ours` are all files that sitegen made in it, None where they are the same.

    What was not written now counts as it was found when the build began: what somebody changed since is made again.
    """
    folder, listed = sight.output.folder, sight.output.listed
    if ours is None:
        stamps = array("q", sight.stamps)
        written = dict(zip(changes.paths, stamps_below(folder, changes.paths), strict=True))
        for path, one in written.items():
            stamps[bisect_left(listed, path)] = one
        archive.outputs.put(written)
    else:
        listed = tuple(sorted(ours))
        found = {**sight.stamp_of, **dict(zip(changes.paths, stamps_below(folder, changes.paths), strict=True))}
        stamps = array("q", [found.get(path, MISSING) for path in listed])
        archive.outputs.replace(dict(zip(listed, stamps, strict=True)))
    archive.plans.write_note(OUTPUT_SIGNATURE, digest_of_outputs(listed, stamps))
