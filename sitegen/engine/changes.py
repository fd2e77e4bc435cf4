"""Changes since the last build: in the files that a site is made from, and in the folder that it was put into.

The last build left in the archive how each file was. Little is imported to compare that, as most of the time of a
build in which nothing changed goes into imports.
"""

import os
import sqlite3
import stat
from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sitegen.engine.background import in_background
from sitegen.engine.build_key import CODE, PACKAGE, THEME, scan_code
from sitegen.engine.file_state import (
    DIGEST_SIZE,
    EMPTY,
    MISSING,
    NEVER,
    UNSURE,
    FileSnapshot,
    SnapshotError,
    Stamp,
    compare_snapshots,
    content_digest,
    scan_folder,
    stamp,
    stamp_of,
    stamps_below,
    take_snapshot,
)
from sitegen.model.problems import Problem, Report, Severity, read_problems, write_problems
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS, TEMPLATES
from sitegen.model.text import Location
from sitegen.output.output_folder import Changes, Output

TABLES: Final = """
CREATE TABLE snapshots (name TEXT NOT NULL, part TEXT NOT NULL, value BLOB NOT NULL, PRIMARY KEY (name, part));
CREATE TABLE last_build (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

WORTH_A_PROCESS: Final = 2000
"""So many files are looked at in some milliseconds; for more a second process pays."""
OUTPUT: Final = "output"
"""The snapshot of the output folder, beside those of the sources."""
_NO_DIGEST: Final = bytes(DIGEST_SIZE)
"""Of a file that is not as a build left it."""


# --- sources


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
    snapshots: Mapping[str, FileSnapshot]
    """By folder; once they are compared, those of the theme and of sitegen's own code too."""
    changed: frozenset[str] | None = None
    """The content and the seeds that came, went or changed since the last build; None where there was none."""

    @property
    def seeds(self) -> FileSnapshot:
        """Return the seeds."""
        return self.snapshots[SEEDS]

    def compared_with(self, last: "LastBuild | None", theme: Path) -> "Sources":
        """Return the same with digests and with what changed; files are read where stamps do not tell.

        A digest is taken between the look at the stamps and `refuse_changes`, which a build calls when it has read
        everything: where that finds no change, these were the bytes that the build read.
        """
        before = last.snapshots if last else {}
        changed: set[str] = set()
        snapshots = {}
        for name in (CONTENT, SEEDS, TEMPLATES):
            found, snapshots[name] = compare_snapshots(self.root, before.get(name), self.snapshots[name])
            changed |= found if name != TEMPLATES else frozenset()
        theme_now = take_snapshot(scan_folder(theme, self.now))
        _, snapshots[THEME] = compare_snapshots(theme, before.get(THEME), theme_now)
        _, snapshots[CODE] = compare_snapshots(PACKAGE, before.get(CODE), scan_code())
        return replace(self, snapshots=snapshots, changed=frozenset(changed) if last else None)

    def refuse_changes(self, briefings: Collection[str] | None = None) -> None:
        """Raise SourcesChangedError where a file that was read is not as it was when it was looked at.

        Read were the files that all briefings share and those of `briefings`, by their paths; where that is None, all.
        """
        if changed := self.changed_meanwhile(briefings):
            raise SourcesChangedError(changed)

    def changed_meanwhile(self, briefings: Collection[str] | None = None) -> list[str]:
        """Return the files of which `refuse_changes` tells."""
        wanted = None if briefings is None else frozenset(briefings)
        own_folders = (f"{SIDECARS}/", f"{SEEDS}/")
        return [
            path
            for snapshot in (self.snapshots[TEMPLATES], self.snapshots[CONTENT], self.snapshots[SEEDS])
            for path, before in zip(snapshot.names, snapshot.stamps, strict=True)
            if (wanted is None or path in wanted or not path.startswith(own_folders))
            and self._has_changed(path, before)
        ]

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


def scan_sources(root: Path, now: int) -> Sources:
    """Return all content, seeds and templates; `now` is the `disk_time` before they are read."""
    folders = (TEMPLATES, CONTENT, SEEDS)
    return Sources(
        root, now, {name: take_snapshot(scan_folder(root / name, now, prefix=f"{name}/")) for name in folders}
    )


# --- output


@dataclass(frozen=True, slots=True)
class OutputState:
    """The output folder as it is found when a build begins."""

    output: Output
    snapshot: FileSnapshot
    """Of the files that the manifest names, in its order; links themselves."""
    changed: frozenset[str] = frozenset()
    """Of these and those that the last build left: those that went or came, or hold other bytes now."""

    def after(self, changes: Changes, ours: Collection[str] | None, made: Mapping[str, bytes]) -> FileSnapshot:
        """Return how a build leaves the folder that made files with these digests.

        `ours` are all files that sitegen made in it, None where they are those of the last build, none of which had
        changed. What was not written now counts as it was found when the build began: what somebody changed since is
        made again.
        """
        written = dict(zip(changes.paths, stamps_below(self.output.folder, changes.paths), strict=True))
        if ours is None:
            listed, stamps = self.output.listed, array("q", self.snapshot.stamps)
            digests = bytearray(self.snapshot.digests)
            for path, one in written.items():
                stamps[bisect_left(listed, path)] = one
            for path, digest in made.items():
                start = bisect_left(listed, path) * DIGEST_SIZE
                digests[start : start + DIGEST_SIZE] = digest
            return FileSnapshot(self.snapshot.paths, stamps, bytes(digests))
        stamps_now = dict(zip(self.snapshot.names, self.snapshot.stamps, strict=True)) | written
        digests_now = {**self.snapshot.digest_by_path(), **made}
        # A changed file that was not made again is not as a build left it, and must go on to show.
        for path in self.changed.difference(made):
            stamps_now.pop(path, None)
            digests_now.pop(path, None)
        after = take_snapshot({path: stamps_now.get(path, MISSING) for path in ours})
        return replace(after, digests=b"".join(digests_now.get(path, _NO_DIGEST) for path in after.names))


@contextmanager
def stamping(output: Output, *, can_fork: bool) -> Iterator[Callable[[], "array[Stamp]"]]:
    """Give a function that returns the stamps of the files which the manifest names, in its order.

    A second process takes the stamps of many files while this one looks at the sources, where a process may be forked:
    at 10,000 briefings a build in which nothing changed takes 0.26 s with it and 0.31 s without it.
    """

    def look() -> bytes:
        return stamps_below(output.folder, output.listed).tobytes()

    def stamps(found: bytes) -> "array[Stamp]":
        taken = array("q")
        with suppress(ValueError):
            taken.frombytes(found)
        # A process that was killed may have told a part of them.
        return taken if len(taken) == len(output.listed) else stamps_below(output.folder, output.listed)

    if can_fork and len(output.listed) >= WORTH_A_PROCESS:
        with in_background(look) as result:
            yield lambda: stamps(result())
    else:
        yield lambda: stamps(look())


def scan_output(output: Output, last: "LastBuild | None", stamps: "array[Stamp]") -> OutputState:
    """Return the state of a held output folder; files are read where their stamps are not those of the last build."""
    paths = "\0".join(output.listed).encode("utf-8", "surrogateescape")
    found = FileSnapshot(paths, stamps)
    if not last:
        return OutputState(output, found)
    changed, found = compare_snapshots(output.folder, last.snapshots[OUTPUT], found)
    return OutputState(output, found, changed)


# --- the last build


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of briefings that a build published and left out."""

    briefings: int
    drafts: int
    """Those that it left out, seeds without a sidecar among them."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The state that a build left for the next one: the files as it found and left them, and the problems it told."""

    key: str
    """See `build_key`."""
    snapshots: Mapping[str, FileSnapshot]
    """Of sources and output."""
    problems: tuple[Problem, ...]
    counts: Counts
    files: int

    @property
    def report(self) -> Report:
        """Return what was wrong with the site."""
        return Report(self.problems)


def read_last_build(archive: Path) -> LastBuild | None:
    """Return what the last build left in the archive's file; None where that is missing or damaged."""
    if not is_complete(archive):
        return None
    try:
        with closing(sqlite3.connect(archive)) as connection:
            notes = dict(connection.execute("SELECT name, value FROM last_build"))
            parts: dict[str, dict[str, bytes]] = {}
            for name, part, value in connection.execute("SELECT name, part, value FROM snapshots"):
                parts.setdefault(name, {})[part] = value
        return LastBuild(
            key=notes["key"],
            snapshots={
                name: FileSnapshot.unpack(parts[name]) for name in (CONTENT, SEEDS, TEMPLATES, THEME, CODE, OUTPUT)
            },
            problems=tuple(read_problems(notes["report"])),
            counts=Counts(int(notes["briefings"]), int(notes["drafts"])),
            files=int(notes["files"]),
        )
    except (sqlite3.Error, SnapshotError, ValueError, KeyError, TypeError):
        return None


def write_last_build(connection: sqlite3.Connection, build: LastBuild) -> None:
    """Enter what a build leaves; nothing is committed. sqlite3.Error where the archive cannot be written."""
    notes = {"key": build.key, "report": write_problems(Report(build.problems)), "files": str(build.files)}
    notes |= {"briefings": str(build.counts.briefings), "drafts": str(build.counts.drafts)}
    connection.executemany("INSERT OR REPLACE INTO last_build VALUES (?, ?)", notes.items())
    _write_snapshots(connection, build.snapshots)


def forget_last_build(connection: sqlite3.Connection) -> None:
    """Let nobody go on from an archive that is committed before a build has ended; `write_last_build` ends that."""
    connection.execute("DELETE FROM last_build")


def refresh_last_build(archive: Path, last: LastBuild, snapshots: Mapping[str, FileSnapshot]) -> None:
    """Bring the stamps of files up to date that have the same content, so that nobody reads them again for that.

    Where that fails the archive is no longer complete, and the next build begins anew.
    """
    if snapshots == last.snapshots:
        return
    with suppress(OSError, sqlite3.Error):
        mark_incomplete(archive)
        with closing(sqlite3.connect(archive)) as connection:
            connection.executescript("PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
            _write_snapshots(connection, snapshots)
            connection.commit()
        mark_complete(archive)


def _write_snapshots(connection: sqlite3.Connection, snapshots: Mapping[str, FileSnapshot]) -> None:
    parts = [(name, part, value) for name, one in snapshots.items() for part, value in one.pack().items()]
    # Paths and digests are megabytes at ten thousand briefings, and seldom others than before.
    connection.executemany(
        "INSERT INTO snapshots VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
        " WHERE value IS NOT excluded.value",
        parts,
    )
    # The number tells this state of the file from all others: `mark_complete` reads it in the file's header. SQLite
    # takes it as signed, of 32 bits, so that one bit is left out.
    connection.execute(f"PRAGMA user_version = {int.from_bytes(os.urandom(4)) >> 1}")


# --- the archive's own file

_TAKEN_IN: Final = ("-journal", "-wal")
"""What SQLite takes for unfinished business of a file, and would write there as soon as it is opened."""
_HEADER: Final = 100
"""Bytes of a database's header, in which numbers change with every change (https://www.sqlite.org/fileformat2.html)."""


def mark_complete(file: Path) -> None:
    """Say in a small file beside the archive that this is whole as it is now. Raises OSError.

    A database that was cut off, copied over or written to half way may still be read, and a page made of it would be
    wrong.
    """
    draft = _beside(file, ".complete-draft")
    draft.unlink(missing_ok=True)
    with draft.open("x", encoding="ascii") as written:  # through no link
        written.write(_signed(" ".join((str(stamp(file, NEVER)), *_identity(file), *_size_and_header(file)))))
    draft.replace(_beside(file, ".complete"))


def mark_incomplete(file: Path) -> None:
    """Say of an archive that it will be written to. Raises OSError."""
    _beside(file, ".complete").unlink(missing_ok=True)


def is_complete(file: Path) -> bool:
    """Tell whether an archive is as it was when it was marked; a link is none.

    With the stamp that it had it is. A file that has its inode and another time was written to. Else it is a copy, of
    which size, header and structure decide, and which is marked if it is whole. No content is compared for that: a
    digest of 150 MB takes 0.1 to 0.25 s, which each build would pay at its end, a half of what one edit costs.
    """
    mark = _beside(file, ".complete")
    if file.is_symlink() or not mark.is_file() or any(os.path.lexists(f"{file}{ending}") for ending in _TAKEN_IN):
        return False
    with suppress(OSError, ValueError, sqlite3.Error):
        signed = mark.read_text(encoding="ascii")
        stamp_then, inode, time, *rest = signed.split(" ")[:-1]
        if _signed(signed.rpartition(" ")[0]) != signed:
            return False
        if stamp_then == str(stamp(file, NEVER)):
            return True
        inode_now, time_now = _identity(file)
        was_written_to = inode == inode_now and time != time_now
        if not was_written_to and rest == list(_size_and_header(file)) and _is_whole(file):
            mark_complete(file)
            return True
    return False


def _signed(text: str) -> str:
    """Return the text of a mark with its own digest, which shows a damaged one."""
    return f"{text} {content_digest(text.encode()).hex()}"


def _identity(file: Path) -> tuple[str, str]:
    status = file.stat()
    return str(status.st_ino), str(status.st_mtime_ns)


def _size_and_header(file: Path) -> tuple[str, str]:
    with file.open("rb") as opened:
        return str(os.fstat(opened.fileno()).st_size), opened.read(_HEADER).hex()


def _is_whole(file: Path) -> bool:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        return connection.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)]


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")
