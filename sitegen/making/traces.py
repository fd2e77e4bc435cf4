"""How a build left everything: the output folder, the inputs, what was told. Little is imported to look at that."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.archive.seal import is_sealed
from sitegen.disk.stamps import MISSING, NEVER, stamp
from sitegen.making.frame_key import stamps_digest
from sitegen.model.problems import Problem, Report, read_problems
from sitegen.output import Changes, Output

OUTPUTS: Final = "outputs"
"""A note in the archive: the stamp of each file of the output folder that is ours."""
OUTPUT_SIGNATURE, INPUTS, REPORT, BRIEFINGS, FILES = "output signature", "inputs", "report", "briefings", "files"
"""Notes in the archive."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the last build told."""

    problems: tuple[Problem, ...]
    briefings: int
    files: int

    @property
    def report(self) -> Report:
        """Return what was wrong with the site."""
        return Report(self.problems)


def last_build(place: Path, output: Output, signature: str) -> LastBuild | None:
    """Return what the last build told where it can be told again: no input and no file of the output changed.

    `place` is the archive's file. A damaged one is none.
    """
    if not (signature and is_sealed(place)):
        return None
    try:
        with closing(sqlite3.connect(place)) as connection:
            notes = dict(connection.execute("SELECT name, value FROM notes WHERE name != ?", (OUTPUTS,)).fetchall())
        if notes.get(INPUTS) != signature or notes.get("unfinished"):
            return None
        if notes[OUTPUT_SIGNATURE] != stamps_digest(_stamps_of(output.ours, output.present.stamps)):
            return None
        return LastBuild(tuple(read_problems(notes[REPORT])), int(notes[BRIEFINGS]), int(notes[FILES]))
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def changed_outputs(output: Output, noted: str) -> frozenset[str]:
    """Return the files that a build left in the folder, and that are gone or are other files now."""
    left: dict[str, str] = json.loads(noted or "{}")
    found = output.present.stamps
    return frozenset(path for path, one in left.items() if found.get(path) != one)


def note_outputs(output: Output, changes: Changes, ours: Collection[str]) -> dict[str, str]:
    """Return what is to be noted of the output folder as it is left; `ours` are all files that sitegen made in it.

    What was not written now counts as it was found when the build began: what somebody changed since is made again.
    """
    stamps = _stamps_of(ours, output.present.stamps)
    written = {path: stamp(output.folder / path, NEVER) for path in changes.paths if path in stamps}
    stamps.update(written)
    return {OUTPUTS: json.dumps(stamps), OUTPUT_SIGNATURE: stamps_digest(stamps)}


def _stamps_of(paths: Iterable[str], present: Mapping[str, str]) -> dict[str, str]:
    return {path: present.get(path, MISSING) for path in paths}
