"""What a file's status says of its content: equal stamps, equal bytes, and no file is read to know it."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

UNSURE: Final = ""
"""The stamp of a file that changed so short a time ago that it could change again and keep its status."""
MISSING: Final = "-"
"""The stamp of a file that is not there."""
NEVER: Final = 1 << 63
"""A time that no file has: its stamp is sure."""

_TICK: Final = 50_000_000
"""Nanoseconds: no file system that is in use tells times more coarsely, but for those that count in seconds."""
_SECOND: Final = 1_000_000_000


def stamp_of(status: os.stat_result, now: int) -> str:
    """Return a file's stamp: size, inode and times. `now` is the clock's time in nanoseconds before it is read.

    After git's "racily clean" entries: a file whose time is that of the reading itself may change once more within the
    same tick, so that its stamp says nothing.
    """
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    recent = now - _SECOND
    if (modified > recent or changed > recent) and _is_unsure(max(modified, changed), now):
        return UNSURE
    return f"{status.st_size:x}.{status.st_ino:x}.{modified:x}.{changed:x}"


def _is_unsure(latest: int, now: int) -> bool:
    tick = _SECOND if latest % _SECOND == 0 else _TICK
    return latest + tick > now


def stamp(path: Path, now: int) -> str:
    """Return a file's stamp; one of its own where there is no such file."""
    try:
        return stamp_of(path.stat(), now)
    except OSError:
        return MISSING


def scan_folder(folder: Path, now: int, *, prefix: str = "", left_out: Iterable[str] = ()) -> dict[str, str]:
    """Return the stamps of all files below a folder, behind a prefix; of a file that leads nowhere `-`.

    Names of `left_out` are not entered. A folder that is missing holds nothing; none is entered twice, whatever links
    lead to it.
    """
    found: dict[str, str] = {}
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


def stamp_of_entry(entry: "os.DirEntry[str]", now: int) -> str:
    """Return the stamp of a file that was met in a folder; one of its own where it leads nowhere or is gone."""
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
