"""The steps of a build: what each read, stated, made and found wrong. One runs again only where that may change.

Verifying traces with early cutoff (Mokhov, Mitchell, Peyton Jones: "Build systems à la carte", 2018). A step reads
*keys*: files, rows of records, and *facts*, digests that other steps stated under keys. Where a fact comes out as it
was, no step behind it runs. The stages of a build have an order: a fact is known before a step reads its key.
"""

import sqlite3
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from sitegen.model.problems import Problem, read_problems, write_problems
from sitegen.records.database import DamagedError
from sitegen.records.keys import Digest, Key, key_of, pack_facts, unpack_facts

TABLES: Final = """
CREATE TABLE step (
  id INTEGER PRIMARY KEY, stage INTEGER NOT NULL, name TEXT NOT NULL, many_reads BLOB NOT NULL, facts BLOB NOT NULL,
  problems TEXT NOT NULL, UNIQUE (stage, name)
);
CREATE INDEX step_with_problems ON step (id) WHERE problems != '[]';
CREATE TABLE read (key INTEGER, step INTEGER, PRIMARY KEY (key, step)) WITHOUT ROWID;
CREATE INDEX read_by_step ON read (step);
CREATE TABLE made_file (path TEXT, step INTEGER, PRIMARY KEY (path, step)) WITHOUT ROWID;
CREATE INDEX made_file_by_step ON made_file (step);
"""

FEW_READS: Final = 8
"""So many reads have rows of their own, in which a changed key is found at once. The pages of a large site's lists have
millions of reads in all: these are kept as one sorted array a page, and all arrays are gone through."""
FEW_CHANGES: Final = 4
"""Keys of which each is found in a sorted array sooner than the whole array is gone through."""

MANY_CHANGES: Final = 1000
"""Keys of which each is looked for in less time than all reads are gone through, on a site of 10,000 briefings."""


DATA: Final = "data "
"""The prefix of families whose files are for other programs: all files of one are made at once."""


class Stage(IntEnum):
    """The stages of a build, in their order."""

    BRIEFING = 0
    """A briefing is read and woven; named by its file."""
    SITE = 1
    """Facts that follow from all briefings together."""
    PAGE = 2
    """The files of one briefing; named by the briefing's file."""
    PLAN = 3
    """The pages that a list has; named by the family of pages."""
    LIST = 4
    """A page of a list; named by the family and the path."""
    REST = 5
    """The files that are made behind all pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """The outcome of a step that ran."""

    reads: Collection[Key] = ()
    facts: Mapping[Key, Digest] | None = None
    files: Collection[str] = ()
    """Paths within the output folder."""
    problems: Sequence[Problem] = ()


class Steps:
    """The register of steps, in the archive's database, with what this run of a build did to it."""

    def __init__(self, connection: sqlite3.Connection, *, is_fresh: bool = False) -> None:
        self._connection = connection
        self._only: set[tuple[Stage, str]] | None = set() if is_fresh else None
        """All steps that there are, where this run recorded the first ones."""
        self.changed: set[Key] = set()
        """The keys whose facts are others than the last build left them."""
        self._came: set[str] = set()
        self._gone: set[str] = set()

    # --- what runs again

    def has(self, stage: Stage, name: str) -> bool:
        """Tell whether a step ran in this build or an earlier one."""
        return self._find(stage, name) is not None

    def names(self, stage: Stage) -> list[str]:
        """Return the names of a stage's steps, sorted."""
        return self._names("SELECT name FROM step WHERE stage = ? ORDER BY name", stage)

    def names_below(self, stage: Stage, prefix: str) -> list[str]:
        """Return the names of a stage's steps that begin with a prefix, sorted."""
        found = "SELECT name FROM step WHERE stage = ? AND name >= ? AND name < ? ORDER BY name"
        return self._names(found, stage, prefix, f"{prefix}\U0010ffff")

    def stale(self, stage: Stage, damaged: Iterable[str] = ()) -> set[str]:
        """Return the names of a stage's steps that read a key which changed, or of whose files one is damaged."""
        by_read = "SELECT name FROM read JOIN step ON step.id = read.step WHERE key = ? AND stage = ?"
        by_file = "SELECT name FROM made_file JOIN step ON step.id = made_file.step WHERE path = ? AND stage = ?"
        found: set[str] = set()
        if len(self.changed) > MANY_CHANGES:
            all_reads = "SELECT key, name FROM read JOIN step ON step.id = read.step WHERE stage = ?"
            found.update(name for key, name in self._connection.execute(all_reads, (stage,)) if key in self.changed)
        else:
            found.update(*(self._names(by_read, key, stage) for key in self.changed))
        found.update(*(self._names(by_file, path, stage) for path in damaged))
        arrays = self._connection.execute(
            "SELECT name, many_reads FROM step WHERE stage = ? AND many_reads != x''", (stage,)
        )
        found.update(name for name, reads in arrays if _has_any(reads, self.changed))
        return found

    # --- what ran

    def record(self, stage: Stage, name: str, result: StepResult) -> None:
        """Enter a step that ran in the place of what it did before; facts that come out otherwise are changed keys."""
        row, facts = self._find(stage, name), result.facts or {}
        if self._only is not None:
            self._only.add((stage, name))
        self.changed |= _differing(unpack_facts(row[1]) if row else {}, facts)
        reads = sorted(result.reads)
        many = b"" if len(reads) <= FEW_READS else array("q", reads).tobytes()
        written = (many, pack_facts(facts), write_problems(result.problems))
        if row:
            step = row[0]
            question = "UPDATE step SET many_reads = ?, facts = ?, problems = ? WHERE id = ?"
            self._connection.execute(question, (*written, step))
            self._connection.execute("DELETE FROM read WHERE step = ?", (step,))
        else:
            question = "INSERT INTO step (stage, name, many_reads, facts, problems) VALUES (?, ?, ?, ?, ?)"
            step = self._connection.execute(question, (stage, name, *written)).lastrowid or 0
        if not many:
            self._connection.executemany("INSERT INTO read VALUES (?, ?)", [(key, step) for key in reads])
        self._record_files(step, result.files, is_new=row is None)

    def forget(self, stage: Stage, name: str) -> None:
        """Take out a step that runs no more; the facts that it stated are changed keys."""
        row = self._find(stage, name)
        if row:
            step, facts = row
            self.changed.update(unpack_facts(facts))
            self._connection.execute("DELETE FROM step WHERE id = ?", (step,))
            self._connection.execute("DELETE FROM read WHERE step = ?", (step,))
            self._record_files(step, (), is_new=False)

    def problems(self) -> Iterator[tuple[Stage, str, Sequence[Problem]]]:
        """Yield what each step found wrong, with the step's stage and name."""
        found = "SELECT stage, name, problems FROM step WHERE problems != '[]' ORDER BY id"
        for stage, name, problems in self._connection.execute(found).fetchall():
            yield Stage(stage), name, read_problems(problems)

    # --- files

    @property
    def has_same_files(self) -> bool:
        """Tell whether the site consists of the same files as at the beginning of this run, whatever is in them."""
        return not (self._came or self._gone)

    @property
    def has_same_pages(self) -> bool:
        """Tell the same of its HTML files alone."""
        return not any(path.endswith(".html") for path in (*self._came, *self._gone))

    def files(self) -> list[str]:
        """Return all files of the site, sorted."""
        return [path for (path,) in self._connection.execute("SELECT DISTINCT path FROM made_file ORDER BY path")]

    def files_of(self, stage: Stage, name: str) -> list[str]:
        """Return the files of a step; none where it did not run."""
        row = self._find(stage, name)
        return self._files_of(row[0]) if row else []

    def has_file(self, path: str) -> bool:
        """Tell whether a step made this file."""
        return self._connection.execute("SELECT 1 FROM made_file WHERE path = ?", (path,)).fetchone() is not None

    def claimed_twice(self) -> str | None:
        """Return a file that two steps made; None where there is none, or no file came in this run."""
        found = "SELECT path FROM made_file GROUP BY path HAVING COUNT(*) > 1 LIMIT 1"
        row = self._connection.execute(found).fetchone() if self._came else None
        return row[0] if row else None

    # --- inner steps

    def _names(self, question: str, *asked: object) -> list[str]:
        return [name for (name,) in self._connection.execute(question, asked)]

    def _find(self, stage: Stage, name: str) -> tuple[int, bytes] | None:
        if self._only is not None and (stage, name) not in self._only:
            return None
        found = "SELECT id, facts FROM step WHERE stage = ? AND name = ?"
        row: tuple[int, bytes] | None = self._connection.execute(found, (stage, name)).fetchone()
        return row

    def _files_of(self, step: int) -> list[str]:
        return [path for (path,) in self._connection.execute("SELECT path FROM made_file WHERE step = ?", (step,))]

    def _record_files(self, step: int, files: Iterable[str], *, is_new: bool) -> None:
        before = set() if is_new else set(self._files_of(step))
        now = set(files)
        came, gone = now - before, before - now
        self._connection.executemany("INSERT INTO made_file VALUES (?, ?)", [(path, step) for path in came])
        self._connection.executemany(
            "DELETE FROM made_file WHERE path = ? AND step = ?", [(path, step) for path in gone]
        )
        # A file may pass from one step to another, as where two briefings exchange slugs: it neither comes nor goes.
        for paths, added, taken in ((came, self._came, self._gone), (gone, self._gone, self._came)):
            added.update(paths - taken)
            taken.difference_update(paths)


def file_key(path: str) -> Key:
    """Return the key of a file's content; some disks decompose names (NFD)."""
    return key_of("file", unicodedata.normalize("NFC", path))


def briefing_key(path: str) -> Key:
    """Return the key of all that a briefing's own pages show of it."""
    return key_of("briefing", path)


def neighbour_key(slug: str) -> Key:
    """Return the key of what pages of other briefings may show of the briefing that has a slug."""
    return key_of("neighbour", slug)


def _differing(before: Mapping[Key, Digest], now: Mapping[Key, Digest]) -> set[Key]:
    return {key for key, _ in before.items() ^ now.items()}


def _has_any(packed: bytes, changed: AbstractSet[Key]) -> bool:
    """Tell whether one of these sorted keys changed. One note touches few, and all keys of a site are millions."""
    try:
        keys = memoryview(packed).cast("q")
    except TypeError as error:
        raise DamagedError("keys are cut off") from error
    if len(changed) > FEW_CHANGES:
        return not changed.isdisjoint(keys)
    for key in changed:
        place = bisect_left(keys, key)
        if place < len(keys) and keys[place] == key:
            return True
    return False
