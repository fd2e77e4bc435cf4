"""What a file's status says of its content: equal stamps, equal bytes, and no file is read to know it."""

import os
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Final

Stamp = int
"""A number of 64 bits, the same in every process of one Python: two files have one by a chance of one in 10^18."""

UNSURE: Final[Stamp] = 0
"""The stamp of a file that changed so short a time ago that it could change again and keep its status."""
MISSING: Final[Stamp] = -1
"""The stamp of a file that is not there."""
NEVER: Final = 1 << 63
"""A time that no file has: its stamp is sure."""

_TICK: Final = 50_000_000
"""Nanoseconds: no file system that is in use tells times more coarsely, but for those that count in seconds."""
_SECOND: Final = 1_000_000_000


def stamp_of(status: os.stat_result, now: int) -> Stamp:
    """Return a file's stamp, of its size, inode and times. `now` is the clock's time in nanoseconds before it is read.

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
    lstat, found = os.lstat, array("q")
    for path in paths:
        try:
            found.append(stamp_of(lstat(f"{folder}/{path}"), NEVER))
        except OSError:
            found.append(MISSING)
    return found


def scan_folder(folder: Path, now: int, *, prefix: str = "", left_out: Iterable[str] = ()) -> dict[str, Stamp]:
    """Return the stamps of all files below a folder, behind a prefix; of a file that leads nowhere MISSING.

    Names of `left_out` are not entered. A folder that is missing holds nothing; none is entered twice, whatever links
    lead to it.
    """
    found: dict[str, Stamp] = {}
    skipped = frozenset(left_out)
    waiting = [(str(folder), prefix)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        place, path = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except OSError:
            continue
        for entry in entries:
            name = entry.name
            if name in skipped:
                continue
            if not entry.is_dir():
                found[path + name] = stamp_of_entry(entry, now)
            elif _is_new(entry, seen):
                waiting.append((entry.path, f"{path}{name}/"))
    return found


def stamp_of_entry(entry: "os.DirEntry[str]", now: int) -> Stamp:
    """Return the stamp of a file that was met in a folder; MISSING where it leads nowhere or is gone."""
    try:
        return stamp_of(entry.stat(), now)
    except OSError:
        return MISSING


def _is_new(entry: "os.DirEntry[str]", seen: set[tuple[int, int]]) -> bool:
    if not entry.is_symlink():
        return True
    status = entry.stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
