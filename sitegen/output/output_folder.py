"""Artifacts -> folder: whole or not at all, unchanged files untouched, only what is ours ever removed."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sitegen.model.site_files import Artifact, without_case
from sitegen.output.errors import OutputError, machine_fault
from sitegen.output.journal import LOCK, Journal, carry_out, is_swapping, settle, staged_file, sweep
from sitegen.output.lock import hold_lock
from sitegen.output.manifest import MANIFEST, WORK, is_foreign, read_manifest, write_manifest
from sitegen.output.safety import is_plain, resolve_output

__all__ = [
    "Changes",
    "Output",
    "OutputError",
    "Staging",
    "clean_output",
    "hold_output",
    "is_swapping",
]

PATIENCE = 10.0
"""Seconds that a build waits for another one in the same folder."""


@dataclass(frozen=True)
class Output:
    """An output folder that this process holds."""

    folder: Path
    """Its real path."""
    shown: Path
    """As its user wrote it, for messages."""

    @cached_property
    def listed(self) -> tuple[str, ...]:
        """Return the files in the folder that sitegen made, as its manifest names them when this is asked for first."""
        return read_manifest(self.folder) or ()

    @cached_property
    def ours(self) -> frozenset[str]:
        """Return the same as a set."""
        return frozenset(self.listed)

    @cached_property
    def ours_without_case(self) -> dict[str, str]:
        """Return the same by what a file system that ignores case and Unicode's forms makes of them."""
        return {without_case(path): path for path in self.listed}

    def is_ours(self, path: str) -> bool:
        """Tell whether the file at a path is ours; a disk that ignores case may have it under another spelling."""
        if path in self.ours:
            return True
        other = self.ours_without_case.get(without_case(path))
        try:
            return bool(other) and os.path.samestat(*(os.lstat(f"{self.folder}/{each}") for each in (path, other)))
        except FileNotFoundError:
            return False


@dataclass(frozen=True, slots=True)
class Changes:
    """The changes that a build made to the output folder."""

    written: int
    unchanged: int
    removed: int
    paths: tuple[str, ...]
    """The files that were written or removed, sorted; relative, with `/`."""


@contextmanager
def hold_output(folder: Path, *, root: Path, patience: float = PATIENCE) -> Iterator[Output]:
    """Hold the output folder for this process while the block runs (a whole build, if it likes).

    What a killed build left there is completed or swept first. OutputError with status 2 where the folder must not be
    written to or holds files that are not ours, with status 3 where another process holds it for longer than
    `patience` seconds or the machine fails.
    """
    place = resolve_output(folder, root=root)
    missing = [each for each in (place, *place.parents) if not each.exists()]
    try:
        # A work folder may hold the journal that tells what is ours; that is known only once the lock is held.
        if not (place / WORK).is_dir():
            _refuse_foreign(place, folder)
        with hold_lock(place / WORK / LOCK, patience=patience):
            settle(place)
            sweep(place)
            _refuse_foreign(place, folder)
            try:
                yield Output(place, folder)
            finally:
                settle(place)
                sweep(place)
    finally:
        with suppress(OSError):
            for each in missing:
                each.rmdir()


@dataclass
class Staging:
    """New and changed files on their way into a held folder: compared with what is there, then laid ready.

    OutputError with status 1 where two files want one name or one leaves the folder, with status 2 where a file or a
    link of the user is in the way, with status 3 where the machine fails.
    """

    output: Output
    claims: dict[str, str] = field(default_factory=dict)
    """Files and folders that are wanted, by what a file system that ignores case and Unicode's forms makes of them."""
    files: list[str] = field(default_factory=list)
    folders: set[str] = field(default_factory=set)
    put_paths: list[str] = field(default_factory=list)
    """Those that differ, in the order in which they lie ready."""

    def add(self, artifact: Artifact) -> None:
        """Stage a file if it differs from what is there."""
        self._claim(artifact.path)
        self.files.append(artifact.path)
        self._stage_if_changed(artifact)

    def put(self, artifact: Artifact) -> None:
        """Stage a file; in the place of the one of this path, if it was staged before."""
        if self.claims.get(without_case(artifact.path)) != artifact.path:
            self.add(artifact)
        elif artifact.path in self.put_paths:
            self._write(artifact, self.put_paths.index(artifact.path))
        else:
            self._stage_if_changed(artifact)

    def finish(self, kept: Iterable[str] | None) -> Changes:
        """Make the folder hold what was staged and of our other files those to be kept; return what that changed.

        The files to be kept were put there before and stay as they are. Where these are None, all files of ours stay,
        and every staged file is one of them.
        """
        gone: Iterable[str] = ()
        if kept is not None:
            self._keep(kept)
            self._stage_if_changed(Artifact(MANIFEST, write_manifest(self.files)))
            gone = self.output.ours.difference(self.files)
        count = len(self.output.ours) if kept is None else len(self.files)
        folder = self.output.folder
        new = sorted(path for path in self.folders if not (folder / path).is_dir())
        journal = Journal(tuple(sorted(_still_there(folder, gone))), tuple(new), tuple(self.put_paths))
        if journal.put or journal.gone:
            carry_out(folder, journal)
        written = [path for path in journal.put if path != MANIFEST]
        return Changes(len(written), count - len(written), len(journal.gone), tuple(sorted([*written, *journal.gone])))

    def _keep(self, paths: Iterable[str]) -> None:
        """Claim the names of files that were put there before: they were found fit to be published."""
        for path in paths:
            key = path.lower() if path.isascii() else without_case(path)
            if self.claims.setdefault(key, path) is not path:
                raise self.clash(path)
            self.files.append(path)
        for parent in {path.rpartition("/")[0] for path in self.files}:
            self._claim_folder(parent)

    def _claim(self, path: str) -> None:
        if not is_plain(path):
            raise OutputError(f"{self.output.shown}: a file of the name {path!a} cannot be published", status=1)
        self._claim_folder(path.rpartition("/")[0])
        key = without_case(path)
        if key in self.claims:
            raise self.clash(path)
        self.claims[key] = path

    def clash(self, path: str) -> OutputError:
        """Return the error that two pages want a file."""
        return OutputError(f"{self.output.shown / path}: two pages want this file", status=1)

    def _claim_folder(self, path: str) -> None:
        """Take a folder and those above it; no file may have its name, and no link may lead out of it."""
        if not path or path in self.folders:
            return
        self._claim_folder(path.rpartition("/")[0])
        if self.claims.setdefault(without_case(path), f"{path}/") != f"{path}/":
            raise OutputError(f"{self.output.shown / path}: two pages want this name", status=1)
        place = self.output.folder / path
        if place.is_symlink() or not place.resolve().is_relative_to(self.output.folder):
            raise OutputError(f"{self.output.shown / path}: a symbolic link stands where a folder should be", status=2)
        self.folders.add(path)

    def _stage_if_changed(self, artifact: Artifact) -> None:
        try:
            if self._is_same(artifact):
                return
        except OSError as error:
            raise machine_fault(self.output.shown / artifact.path, error) from error
        self._write(artifact, len(self.put_paths))
        self.put_paths.append(artifact.path)

    def _write(self, artifact: Artifact, number: int) -> None:
        try:
            staged_file(self.output.folder, number).write_bytes(artifact.content)
        except OSError as error:
            raise machine_fault(self.output.shown / artifact.path, error) from error

    def _is_same(self, artifact: Artifact) -> bool:
        """Tell whether a file is there and holds these bytes; one that holds others must be ours to be replaced.

        One that is ours under another spelling is replaced in any case: its former name goes.
        """
        path, place = artifact.path, f"{self.output.folder}/{artifact.path}"
        mode = _mode_of(place)
        is_same = stat.S_ISREG(mode) and Path(place).read_bytes() == artifact.content
        if path in self.output.ours or path == MANIFEST or not mode or stat.S_ISDIR(mode):
            return is_same
        is_ours = self.output.is_ours(path)
        if not (is_same or is_ours):
            message = "a file that sitegen did not make stands where a page should be; move it away"
            raise OutputError(f"{self.output.shown / path}: {message}", status=2)
        return not is_ours


def clean_output(folder: Path, *, root: Path) -> int:
    """Remove what sitegen made in the folder, and the folder if nothing else is in it; return the number of files."""
    if not folder.exists():
        return 0
    with hold_output(folder, root=root) as output:
        if read_manifest(output.folder) is None:
            return 0
        gone = sorted(_still_there(output.folder, output.listed))
        carry_out(output.folder, Journal(gone=(*gone, MANIFEST), folders=(), put=()))
    with suppress(OSError):
        output.folder.rmdir()
    return len(gone)


def _still_there(folder: Path, paths: Iterable[str]) -> Iterator[str]:
    """Yield the paths at which something lies that is no folder; behind a link that leads elsewhere nothing is ours."""
    within: dict[str, bool] = {}
    for path in paths:
        parent = path.rpartition("/")[0]
        if parent not in within:
            within[parent] = (folder / parent).resolve() == folder / parent
        mode = within[parent] and _mode_of(f"{folder}/{path}")
        if mode and not stat.S_ISDIR(mode):
            yield path


def _mode_of(place: str) -> int:
    """Return the mode of what lies at a place, a link itself; 0 where nothing does."""
    try:
        return os.lstat(place).st_mode
    except (FileNotFoundError, NotADirectoryError):
        return 0


def _refuse_foreign(place: Path, shown: Path) -> None:
    try:
        if is_foreign(place):
            raise OutputError(f"{shown}: refused as output: it holds files that sitegen did not make", status=2)
    except OSError as error:
        raise machine_fault(shown, error) from error
