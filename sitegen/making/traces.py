"""How a build left everything: the output folder, the inputs, what was told. Little is imported to look at that."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.making.frame_key import output_signature, scan_output
from sitegen.model.problems import Problem, Report, read_problems

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


def last_build(place: Path, folder: Path, signature: str) -> LastBuild | None:
    """Return what the last build told where it can be told again: no input and no file of the output changed.

    `place` is the archive's file. A damaged one is none.
    """
    if not (signature and place.is_file()):
        return None
    try:
        with closing(sqlite3.connect(place)) as connection:
            notes = dict(connection.execute("SELECT name, value FROM notes WHERE name != ?", (OUTPUTS,)).fetchall())
        if notes.get(INPUTS) != signature or notes.get("unfinished"):
            return None
        if notes[OUTPUT_SIGNATURE] != output_signature(scan_output(folder)):
            return None
        return LastBuild(tuple(read_problems(notes[REPORT])), int(notes[BRIEFINGS]), int(notes[FILES]))
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return None


def changed_outputs(folder: Path, noted: str) -> frozenset[str]:
    """Return the files that a build left in the folder, and that are gone or are other files now."""
    left: dict[str, str] = json.loads(noted or "{}")
    found = scan_output(folder)
    return frozenset(path for path, stamp in left.items() if found.get(path) != stamp)


def note_outputs(folder: Path, ours: Iterable[str]) -> dict[str, str]:
    """Return what is to be noted of the output folder as it is left; `ours` are those of its files that may be kept."""
    found = scan_output(folder)
    stamps = {path: found.get(path, "-") for path in sorted(ours)}
    return {OUTPUTS: json.dumps(stamps), OUTPUT_SIGNATURE: output_signature(found)}
