"""What a file's status says of its content: equal stamps, equal bytes, and no file is read to know it."""

import os
import sys
import time
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
    """What was to be read as a snapshot is none."""


@dataclass(frozen=True, slots=True)
class FileSnapshot:
    """Files, sorted by their paths; two of the same files are compared without taking the paths apart."""

    paths: bytes
    """With a NUL, which no path holds, between two of them."""
    stamps: "array[Stamp]"

    @classmethod
    def unpack(cls, packed: bytes) -> "FileSnapshot":
        """Return what was packed. SnapshotError where a part of it is missing."""
        stamps = array("q")
        try:
            count, start = int.from_bytes(packed[:_SIZE], "big"), _SIZE
            stamps.frombytes(packed[start : start + count * stamps.itemsize])
            found = cls(packed[start + count * stamps.itemsize :], stamps)
            if len(packed) >= _SIZE and len(stamps) == len(found.names) == count:
                return found
        except (ValueError, TypeError):  # of bytes that no number, no text or nothing at all can be made from
            pass
        raise SnapshotError("a snapshot is cut off")

    def pack(self) -> bytes:
        """Return all of it as bytes, for a Python on this machine."""
        return b"".join((len(self.stamps).to_bytes(_SIZE, "big"), self.stamps.tobytes(), self.paths))

    @property
    def names(self) -> list[str]:
        """Return the paths."""
        return self.paths.decode("utf-8", "surrogateescape").split("\0") if self.stamps else []

    @property
    def is_sure(self) -> bool:
        """Tell whether every file is still as its stamp says."""
        return UNSURE not in self.stamps


_SIZE: Final = 8
"""Bytes of the number of files."""


def take_snapshot(stamps: Mapping[str, Stamp]) -> FileSnapshot:
    """Return the snapshot of files with these paths and stamps."""
    paths = sorted(stamps)
    written = "\0".join(paths).encode("utf-8", "surrogateescape")
    return FileSnapshot(written, array("q", map(stamps.__getitem__, paths)))


def changed_files(before: FileSnapshot, now: FileSnapshot) -> set[str]:
    """Return the paths of the files that came, went, changed, or of which that cannot be told."""
    if before.paths == now.paths:
        pairs = enumerate(zip(before.stamps, now.stamps, strict=True))
        places = [place for place, (old, new) in pairs if old != new or new == UNSURE]
        names = now.names if places else []
        return {names[place] for place in places}
    old_stamps, new_stamps = (dict(zip(each.names, each.stamps, strict=True)) for each in (before, now))
    return {
        path
        for path in old_stamps.keys() | new_stamps.keys()
        if (stamp := new_stamps.get(path)) != old_stamps.get(path) or stamp == UNSURE
    }
