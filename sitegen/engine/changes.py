"""What changed since the last build: the files that a site is made from, the output folder, the archive's own file."""

import os
import sqlite3
import stat
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from sitegen.engine.aside import WORTH_A_PROCESS, do_aside
from sitegen.engine.build_key import digest_of, inputs_signature
from sitegen.engine.file_state import (
    EMPTY,
    MISSING,
    NEVER,
    UNSURE,
    FileSnapshot,
    SnapshotError,
    Stamp,
    changed_files,
    scan_folder,
    stamp,
    stamp_of,
    stamps_below,
    take_snapshot,
)
from sitegen.model.problems import Problem, Report, Severity, read_problems
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS, TEMPLATES
from sitegen.model.text import Location
from sitegen.output.output_folder import Changes, Output

TABLES: Final = """
CREATE TABLE inputs (folder TEXT PRIMARY KEY, inventory BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE outputs (path TEXT PRIMARY KEY, stamp INTEGER NOT NULL) WITHOUT ROWID;
"""


class SourcesChangedError(Exception):
    """Files changed while a site was made from them, so that parts of it may contradict each other."""

    def __init__(self, paths: Collection[str]) -> None:
        super().__init__(sorted(paths))

    @property
    def report(self) -> Report:
        """Return the errors that name the files."""
        message = "the file changed while the site was made from it"
        way_out = "wait until nobody writes to it, then build again"
        return Report(
            Problem("source-changed", Severity.ERROR, message, Location(path), help=way_out) for path in self.args[0]
        )


@dataclass(frozen=True)
class Sources:
    """A site's content, sidecars among it, its seeds and templates; paths are within the site's folder."""

    root: Path
    """The site's folder."""
    now: int
    """The `disk_time` before they were looked at."""
    templates: FileSnapshot
    content: FileSnapshot
    look: Callable[[], FileSnapshot]
    """Gives the seeds, or waits for who looks at them."""
    has_changed: bool = False
    """The content is known not to be as it was; otherwise nothing is known."""

    @cached_property
    def seeds(self) -> FileSnapshot:
        """Return the seeds."""
        return self.look()

    @property
    def inventories(self) -> dict[str, FileSnapshot]:
        """Return all by folder."""
        return {CONTENT: self.content, SEEDS: self.seeds}

    @cached_property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return digest_of(self.seeds.paths)

    def changed_since(self, content: FileSnapshot, seeds: FileSnapshot) -> set[str]:
        """Return the paths of the files that came, went or changed, or of which that cannot be told."""
        return changed_files(content, self.content) | changed_files(seeds, self.seeds)

    def refuse_changes(self, briefings: Collection[str] | None = None) -> None:
        """Raise SourcesChangedError where a file that was read is not as it was when it was looked at.

        Read were the files that all briefings share and those of `briefings`, by their paths; where that is None, all.
        """
        wanted = None if briefings is None else frozenset(briefings)
        own_folders = (f"{SIDECARS}/", f"{SEEDS}/")
        changed = [
            path
            for inventory in (self.templates, self.content, self.seeds)
            for path, before in zip(inventory.names, inventory.stamps, strict=False)
            if (wanted is None or path in wanted or not path.startswith(own_folders))
            and self._has_changed(path, before)
        ]
        if changed:
            raise SourcesChangedError(changed)

    def _has_changed(self, path: str, before: Stamp) -> bool:
        """Tell whether a file is another now; of one whose stamp says nothing, whether it was written to since."""
        try:
            status = os.stat(f"{self.root}/{path}")  # noqa: PTH116 - of thousands, quickly
        except OSError:
            return before != MISSING
        if before == EMPTY:
            return not stat.S_ISDIR(status.st_mode)
        if before == UNSURE:
            return max(status.st_mtime_ns, status.st_ctime_ns) >= self.now
        return stamp_of(status, NEVER) != before


def composed_name(path: str) -> str:
    """Return the name of the seed of a path within the site's folder as sidecars write it: some disks decompose it."""
    return unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/"))


def scan_sources(root: Path, now: int) -> Sources:
    """Return all content and all seeds; `now` is the `disk_time` before they are read."""
    templates, content, seeds = (_scan(root, folder, now) for folder in (TEMPLATES, CONTENT, SEEDS))
    return Sources(root, now, templates, content, lambda: seeds)


@contextmanager
def look_over(root: Path, now: int, last_content: Callable[[], FileSnapshot | None] | None) -> Iterator[Sources]:
    """Give the same; where there is something to do already, a second process looks at the seeds, if they are many.

    So it is where the content is not as it was, as `last_content` tells; None where no process may be forked.
    """
    templates, content = _scan(root, TEMPLATES, now), _scan(root, CONTENT, now)
    last = last_content() if last_content and len(content.stamps) >= WORTH_A_PROCESS else None
    if last is None or last == content:
        # At once: what comes or goes while the seeds are read must show at the next build.
        seeds = _scan(root, SEEDS, now)
        yield Sources(root, now, templates, content, lambda: seeds)
        return
    with do_aside(lambda: _scan(root, SEEDS, now).pack()) as found:
        look = lambda: _unpack(found()) or _scan(root, SEEDS, now)  # noqa: E731
        yield Sources(root, now, templates, content, look, has_changed=True)


def _unpack(packed: bytes) -> FileSnapshot | None:
    """Return an inventory; None where a process that was killed told a part of it."""
    try:
        return FileSnapshot.unpack(packed)
    except SnapshotError:
        return None


def _scan(root: Path, folder: str, now: int) -> FileSnapshot:
    return take_snapshot(scan_folder(root / folder, now, prefix=f"{folder}/"))


@dataclass(frozen=True)
class OutputState:
    """What is found."""

    output: Output
    look: Callable[[], bytes]
    """Gives the stamps of the files that the manifest names, in its order."""

    @cached_property
    def stamps(self) -> "array[Stamp]":
        """Return the stamps in the order of `output.listed`."""
        found = array("q")
        found.frombytes(self.look())
        # A process that was killed may have told a part of them.
        return found if len(found) == len(self.output.listed) else stamps_below(self.output.folder, self.output.listed)

    @cached_property
    def digest(self) -> str:
        """Return what differs where a file comes, goes or changes."""
        return digest_of_outputs(self.output.listed, self.stamps)

    @property
    def stamp_of(self) -> dict[str, Stamp]:
        """Return the stamps by path."""
        return dict(zip(self.output.listed, self.stamps, strict=True))


@contextmanager
def look_at_output(output: Output, *, aside: bool) -> Iterator[OutputState]:
    """Give the sight of a held folder; with `aside` a second process looks at it, if there is much to see."""

    def look() -> bytes:
        return stamps_below(output.folder, output.listed).tobytes()

    if aside and len(output.listed) >= WORTH_A_PROCESS:
        with do_aside(look) as found:
            yield OutputState(output, found)
    else:
        yield OutputState(output, look)


def digest_of_outputs(paths: Sequence[str], stamps: "array[Stamp]") -> str:
    """Return what differs where a file comes, goes or changes, told by the stamps of the paths."""
    return digest_of("\n".join(paths).encode("utf-8", "surrogateescape"), stamps.tobytes())


class SourceRegister:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self, folder: str) -> FileSnapshot | None:
        """Return the files of a folder; None where nothing was read yet. SnapshotError where they are damaged."""
        row = self._connection.execute("SELECT inventory FROM inputs WHERE folder = ?", (folder,)).fetchone()
        return row and FileSnapshot.unpack(row[0])

    def replace(self, inventories: Mapping[str, FileSnapshot]) -> None:
        """Enter all files of some folders; others of these folders are forgotten."""
        packed = [(folder, inventory.pack()) for folder, inventory in inventories.items()]
        self._connection.executemany("INSERT OR REPLACE INTO inputs VALUES (?, ?)", packed)


_TAKEN_IN: Final = ("-journal", "-wal")
"""What SQLite takes for unfinished business of a file, and would write there as soon as it is opened."""


def mark_complete(file: Path) -> None:
    """Say of a file that it is whole as it is now. Raises OSError."""
    draft = _beside(file, ".seal-draft")
    draft.unlink(missing_ok=True)
    with draft.open("x", encoding="ascii") as written:  # through no link
        written.write(str(stamp(file, NEVER)))
    draft.replace(_beside(file, ".seal"))


def mark_incomplete(file: Path) -> None:
    """Say of a file that it will be written to. Raises OSError."""
    _beside(file, ".seal").unlink(missing_ok=True)


def is_complete(file: Path) -> bool:
    """Tell whether a file is as it was when it was sealed; a link is no such file."""
    mark = _beside(file, ".seal")
    if file.is_symlink() or not mark.is_file() or any(os.path.lexists(f"{file}{ending}") for ending in _TAKEN_IN):
        return False
    with suppress(OSError, ValueError):
        return mark.read_text(encoding="ascii") == str(stamp(file, NEVER))
    return False


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")


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


def last_build(place: Path, sight: OutputState, sources: Sources, around: str) -> LastBuild | None:
    """Return what the last build told where it can be told again: no input and no file of the output changed.

    `place` is the archive's file, `around` what `setup_signature` gave. A damaged archive is none.
    """
    signature = "" if sources.has_changed else inputs_signature(around, sources.inventories.values())
    if not (signature and is_complete(place)):
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


def last_content(place: Path) -> FileSnapshot | None:
    """Return how the content was when the last build read it; None where nothing tells."""
    try:
        with closing(sqlite3.connect(place)) as connection:
            return SourceRegister(connection).read(CONTENT)
    except (sqlite3.Error, SnapshotError):
        return None


def changed_outputs(connection: sqlite3.Connection, sight: OutputState) -> frozenset[str]:
    """Return the files that a build left in the output folder, and that are gone or are other files now."""
    if _note(connection, OUTPUT_SIGNATURE) == sight.digest:
        return frozenset()
    found = sight.stamp_of
    return frozenset(
        path for path, one in OutputRegister(connection).stamps().items() if found.get(path, MISSING) != one
    )


def _note(connection: sqlite3.Connection, name: str) -> str | None:
    row: tuple[str] | None = connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
    return row and row[0]


def remember_outputs(
    connection: sqlite3.Connection, sight: OutputState, changes: Changes, ours: Collection[str] | None
) -> None:
    """Note how the output folder is left; `ours` are all files that sitegen made in it, None where they are the same.

    What was not written now counts as it was found when the build began: what somebody changed since is made again.
    """
    folder, listed = sight.output.folder, sight.output.listed
    if ours is None:
        stamps = array("q", sight.stamps)
        written = dict(zip(changes.paths, stamps_below(folder, changes.paths), strict=True))
        for path, one in written.items():
            stamps[bisect_left(listed, path)] = one
        OutputRegister(connection).put(written)
    else:
        listed = tuple(sorted(ours))
        found = {**sight.stamp_of, **dict(zip(changes.paths, stamps_below(folder, changes.paths), strict=True))}
        stamps = array("q", [found.get(path, MISSING) for path in listed])
        OutputRegister(connection).replace(dict(zip(listed, stamps, strict=True)))
    signature = digest_of_outputs(listed, stamps)
    connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (OUTPUT_SIGNATURE, signature))


class OutputRegister:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def stamps(self) -> dict[str, Stamp]:
        """Return the stamp of every file by its path within the output folder."""
        return dict(self._connection.execute("SELECT path, stamp FROM outputs"))

    def put(self, stamps: Mapping[str, Stamp]) -> None:
        """Enter files that were written."""
        self._connection.executemany("INSERT OR REPLACE INTO outputs VALUES (?, ?)", stamps.items())

    def replace(self, stamps: Mapping[str, Stamp]) -> None:
        """Enter all files that there are; others are forgotten."""
        known = self.stamps()
        self._remove(known.keys() - stamps.keys())
        self.put({path: one for path, one in stamps.items() if known.get(path) != one})

    def _remove(self, paths: Iterable[str]) -> None:
        self._connection.executemany("DELETE FROM outputs WHERE path = ?", [(path,) for path in paths])
