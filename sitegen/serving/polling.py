"""Looking for changed files again and again, where the system tells of none: network disks, some containers.

Our own, as the system's libraries compare whole seconds, so that of two quick saves one is lost, and give up at
symbolic links that go round in circles.
"""

import os
import stat
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

PAUSE = 0.4
"""Seconds between two looks at all files."""
LARGEST_SHARE = 0.05
"""Of a core's time: where a look takes longer, the next one comes later."""

ADDED, MODIFIED, DELETED = 1, 2, 3
"""Kinds of change, in the numbers of watchfiles."""

FileChange = tuple[int, str]
"""The kind of a change, and the file's path."""
_Look = dict[str, tuple[int, ...]]
"""The signature of each file and folder, by its path."""


class PollingWatcher:
    """Sees every change since it was made of the files in some folders: below them all, or in the folders alone."""

    def __init__(self, folders: Sequence[Path], *, recursive: bool) -> None:
        self._scan: Callable[[str], Iterator[tuple[str, os.stat_result]]] = _walk if recursive else _list
        self._folders = tuple(map(str, folders))
        self._pause = PAUSE
        self._seen = self._look()

    def wait(self, end: threading.Event) -> set[FileChange]:
        """Return what changed, once something has; nothing at the end."""
        while not end.wait(self._pause):
            before, self._seen = self._seen, self._look()
            if changes := _compare(before, self._seen):
                return changes
        return set()

    def close(self) -> None:
        """Hold nothing open: there is nothing to do."""

    def _look(self) -> _Look:
        began = time.thread_time()
        seen = {path: _signature(found) for folder in self._folders for path, found in self._scan(folder)}
        self._pause = max(PAUSE, (time.thread_time() - began) / LARGEST_SHARE)
        return seen


def _compare(before: _Look, after: _Look) -> set[FileChange]:
    both = before.keys() & after.keys()
    return {
        *((DELETED, path) for path in before.keys() - both),
        *((ADDED, path) for path in after.keys() - both),
        *((MODIFIED, path) for path in both if before[path] != after[path]),
    }


def _signature(found: os.stat_result) -> tuple[int, ...]:
    """Return what is another one after each save; of a folder only which one it is, as its files tell the rest."""
    if stat.S_ISDIR(found.st_mode):
        return (found.st_ino,)
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def _walk(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield everything below a folder, links followed; each folder once, by whatever names and circles."""
    known: set[tuple[int, int]] = set()
    waiting = [folder]
    while waiting:
        for path, found in _list(waiting.pop()):
            yield path, found
            place = (found.st_dev, found.st_ino)
            if stat.S_ISDIR(found.st_mode) and place not in known:
                known.add(place)
                waiting.append(path)


def _list(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield what is in a folder; what vanishes meanwhile, may not be read or leads nowhere is passed over."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            with suppress(OSError):
                yield entry.path, entry.stat()
