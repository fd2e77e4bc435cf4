"""Files at one time, and which of them are others at another time.

A stamp is a number from a file's status: equal stamps, equal bytes, and no file is read to know that. After a checkout
or a copy stamps differ though bytes do not: where they differ the digest of the content decides.
"""

import os
import stat
import sys
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from hashlib import blake2b
from pathlib import Path
from typing import Final

Stamp = int
"""A number of 64 bits, the same in every process of one Python: two files have one by a chance of one in 10^18."""

UNSURE: Final[Stamp] = 0
"""The stamp of a file that changed so short a time ago that it could change again and keep its status."""
MISSING: Final[Stamp] = -1
"""The stamp of a file that is not there."""
EMPTY: Final[Stamp] = 1
"""The stamp of a folder in which there is nothing that has a stamp of its own; its path ends with `/`."""
NEVER: Final = 1 << 63
"""A time that no file has: its stamp is sure."""

DIGEST_SIZE: Final = 16
"""Bytes: enough that no two contents have one digest by chance, and a third of what 20,000 paths take."""
LOOKS_FROM_FOLDERS: Final = os.stat in os.supports_dir_fd and os.scandir in os.supports_fd
"""The system looks at a file from a folder that is open, and need not find the folder anew for each."""

_TICK: Final = 50_000_000
"""Nanoseconds: no file system that is in use tells times more coarsely, but for those that count in seconds."""
_COARSE_CLOCK: Final = 5
"""Linux' CLOCK_REALTIME_COARSE, which Python does not name: files get the time of its last tick, not the real one."""
_SECOND: Final = 1_000_000_000


def disk_time() -> int:
    """Return the time in nanoseconds that a file gets which is written now, or one a little before it."""
    return time.clock_gettime_ns(_COARSE_CLOCK) if sys.platform == "linux" else time.time_ns()


def stamp_of(status: os.stat_result, now: int) -> Stamp:
    """Return a file's stamp, of its size, inode and times. `now` is the `disk_time` before it is read.

    After git's "racily clean" entries: a file whose time is that of the reading itself may change once more within the
    same tick, so that its stamp says nothing.
    """
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    recent = now - _SECOND
    if (modified > recent or changed > recent) and _is_unsure(max(modified, changed), now):
        return UNSURE
    return hash((status.st_size, status.st_ino, modified, changed))


def _is_unsure(latest: int, now: int) -> bool:
    tick = _SECOND if latest % _SECOND == 0 else _TICK
    return latest + tick > now


def stamp(path: Path, now: int) -> Stamp:
    """Return a file's stamp; MISSING where there is no such file."""
    try:
        return stamp_of(path.stat(), now)
    except OSError:
        return MISSING


def stamps_below(folder: Path, paths: Iterable[str]) -> "array[int]":
    """Return the stamps of these files of a folder, of links themselves, all taken as sure; of what is gone MISSING."""
    found = array("q")
    with _way_to(str(folder)) as (place, within):
        start = "" if within is not None else f"{place}/"
        for path in paths:
            try:
                found.append(stamp_of(os.stat(start + path, dir_fd=within, follow_symlinks=False), NEVER))
            except OSError:
                found.append(MISSING)
    return found


def scan_folder(folder: Path, now: int, *, prefix: str = "", left_out: Iterable[str] = ()) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder, behind a prefix; of a file that leads nowhere MISSING.

    An empty folder within it is entered too, as its name may be one that a file should have. Names of `left_out` are
    not entered. A folder that is missing holds nothing; none is looked into twice, whatever links lead to it.
    """
    found: dict[str, Stamp] = {}
    skipped = frozenset(left_out)
    waiting = [(str(folder), prefix)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        place, path = waiting.pop()
        is_empty = path != prefix
        with suppress(OSError), _entries_of(place) as entries:
            for entry in entries:
                is_empty, name = False, entry.name
                if name in skipped:
                    continue
                try:
                    if not entry.is_dir():
                        found[path + name] = stamp_of(entry.stat(), now)
                    elif _is_new(entry, seen):
                        waiting.append((f"{place}/{name}", f"{path}{name}/"))
                    else:
                        found[f"{path}{name}/"] = EMPTY
                except OSError:
                    found[path + name] = MISSING
        if is_empty:
            found[path] = EMPTY
    return found


@contextmanager
def _entries_of(folder: str) -> "Iterator[Iterator[os.DirEntry[str]]]":
    """Give what lies in a folder."""
    with _way_to(folder) as (place, within), os.scandir(place if within is None else within) as entries:
        yield entries


@contextmanager
def _way_to(folder: str) -> Iterator[tuple[str, int | None]]:
    """Give a folder's path, and where the system can look at files from a folder, that folder, opened: a shorter way.

    A quarter of the time it takes to look at ten thousand files goes into finding the folder again for each.
    """
    if not LOOKS_FROM_FOLDERS:
        yield folder, None
        return
    try:
        within = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        yield folder, None
        return
    try:
        yield folder, within
    finally:
        os.close(within)


def _is_new(entry: "os.DirEntry[str]", seen: set[tuple[int, int]]) -> bool:
    if not entry.is_symlink():
        return True
    status = entry.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


class SnapshotError(ValueError):
    """The bytes that were to be read as a snapshot are none."""


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """Files at one time, sorted by their paths; two of the same files are compared without taking the paths apart."""

    paths: bytes
    """With a NUL, which no path holds, between two of them."""
    stamps: "array[Stamp]"
    digests: bytes = b""
    """One after another, in the order of the paths; nothing where no file was read for them."""

    @property
    def names(self) -> list[str]:
        """Return the paths."""
        return self.paths.decode("utf-8", "surrogateescape").split("\0") if self.stamps else []

    def digest_by_path(self) -> dict[str, bytes]:
        """Return the digests by path; nothing where there are none."""
        if not self.digests:
            return {}
        digests = (self.digests[start : start + DIGEST_SIZE] for start in range(0, len(self.digests), DIGEST_SIZE))
        return dict(zip(self.names, digests, strict=True))

    def pack(self) -> dict[str, bytes]:
        """Return all of it by parts, of which a small change leaves the largest as it was; for this Python."""
        return {"paths": self.paths, "stamps": self.stamps.tobytes(), "digests": self.digests}

    @classmethod
    def unpack(cls, parts: Mapping[str, bytes]) -> "FileSnapshot":
        """Return what was packed. SnapshotError where a part is missing or cut off."""
        stamps = array("q")
        try:
            stamps.frombytes(parts["stamps"])
            found = cls(bytes(parts["paths"]), stamps, parts["digests"])
            if len(found.names) == len(stamps) and len(found.digests) == DIGEST_SIZE * len(stamps):
                return found
        except (KeyError, ValueError, TypeError):
            pass
        raise SnapshotError("a snapshot of files is damaged")


def take_snapshot(stamps: Mapping[str, Stamp]) -> FileSnapshot:
    """Return the snapshot of files with these paths and stamps."""
    paths = sorted(stamps)
    written = "\0".join(paths).encode("utf-8", "surrogateescape")
    return FileSnapshot(written, array("q", map(stamps.__getitem__, paths)))


def compare_snapshots(
    folder: Path, before: FileSnapshot | None, now: FileSnapshot
) -> tuple[frozenset[str], FileSnapshot]:
    """Return the paths of the files that came, went or changed, and `now` with the digests of all its files.

    The folder is the one that the paths start from. Files whose stamps differ, or tell nothing, are read: a file that
    has the bytes that it had is the same file, so that a copy or a checkout, in which all stamps are new, changes
    nothing. Where there was nothing before, all files have come.
    """
    if before and before.paths == now.paths:
        pairs = enumerate(zip(before.stamps, now.stamps, strict=True))
        places = [place for place, (old, new) in pairs if old != new or new == UNSURE]
        if not places:
            return frozenset(), replace(now, digests=before.digests)
        names, digests, changed = now.names, bytearray(before.digests), set()
        for place, digest in zip(places, digests_below(folder, [names[place] for place in places]), strict=True):
            part = slice(place * DIGEST_SIZE, (place + 1) * DIGEST_SIZE)
            if digests[part] != digest:
                digests[part] = digest
                changed.add(names[place])
        return frozenset(changed), replace(now, digests=bytes(digests))
    stamp_before = dict(zip(before.names, before.stamps, strict=True)) if before else {}
    digest_before = before.digest_by_path() if before else {}
    names = now.names
    to_read = [
        name
        for name, stamp in zip(names, now.stamps, strict=True)
        if stamp == UNSURE or stamp_before.get(name) != stamp
    ]
    digest_now = {**digest_before, **dict(zip(to_read, digests_below(folder, to_read), strict=True))}
    changed = {name for name in to_read if digest_now[name] != digest_before.get(name)}
    gone = stamp_before.keys() - names
    return frozenset(changed | gone), replace(now, digests=b"".join(digest_now[name] for name in names))


def content_digest(content: bytes) -> bytes:
    """Return the digest of the content of a file that is no link."""
    return blake2b(content, digest_size=DIGEST_SIZE).digest()


def digests_below(folder: Path, paths: Iterable[str]) -> Iterator[bytes]:
    """Yield the digest of what each path in a folder leads to.

    A link, or a file behind one, has another digest than a file of the same content: sitegen tells writers of links.
    Of what is no regular file, or cannot be read, the digest says which kind it is, or why.
    """
    top = os.path.realpath(folder)
    detours: dict[str, str] = {}
    for path in paths:
        parent = path.rpartition("/")[0]
        if parent not in detours:
            detours[parent] = _detour(top, parent)
        yield _digest_file(top, path, detours[parent])


def _detour(top: str, path: str) -> str:
    """Return where a path leads to, from the folder; nothing where no link is on the way."""
    straight = os.path.normpath(f"{top}/{path}")
    real = os.path.realpath(straight)
    if os.path.normcase(real) == os.path.normcase(straight):
        return ""
    try:
        return os.path.relpath(real, top)
    except ValueError:  # another drive of Windows
        return real


def _digest_file(top: str, path: str, detour: str) -> bytes:
    place = f"{top}/{path}"
    content, kind = b"", ""
    try:
        status = os.lstat(place)
        if stat.S_ISLNK(status.st_mode):
            detour, status = _detour(top, path), os.stat(place)  # noqa: PTH116
        if stat.S_ISREG(status.st_mode):
            with open(place, "rb", buffering=0) as file:  # noqa: PTH123
                content = file.readall()
        else:  # a pipe would never end, and a device may not be touched
            kind = f"kind {stat.S_IFMT(status.st_mode)}"
    except OSError as error:
        kind = f"error {error.errno}"
    if not (detour or kind):
        return content_digest(content)
    return content_digest("\0".join(("no plain file", detour, kind, "")).encode("utf-8", "surrogateescape") + content)
