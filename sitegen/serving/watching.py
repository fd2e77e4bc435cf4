"""Notices of changed files below some folders, without the swap files and backups of editors."""

import os
import re
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

# Documented; `watch` around it cannot say when it has begun.
from watchfiles._rust_notify import RustNotify, WatchfilesRustInternalError

from sitegen.serving.polling import ADDED, MODIFIED, FileChange, PollingWatcher

STEP = 12
"""Milliseconds of quiet after which changes are told together: an editor's many writes of one save. Half of it would
double what is taken of the processor while nothing happens."""
LONGEST_WAIT = 250
"""Milliseconds after which changes are told even if more keep coming."""
SLOW_STEP = 200
"""The same as STEP for folders that come and go, which is rare: fewer wake-ups."""
MOST_VANISHINGS = 5
"""So often folders may vanish while the system is asked to watch them, before it is asked no more."""


NOT_OURS = re.compile(
    r"\..*|.*~|#.*#|4913|.*\.(?:swp|swx|swo|tmp|temp|bak|orig|part|crdownload|kate-swp)|.*___jb_\w+___"
)
"""Names of swap files, backups and half-saved files of editors; every name that begins with a dot."""


class FolderWatch:
    """Watches folders and tells of changed files; the folders may be missing, come and go.

    `on_change` is called with the files' paths in a thread of the watch. Changes since `follow` are told, none lost.
    """

    def __init__(
        self, on_change: Callable[[frozenset[Path]], None], *, poll: bool, tell: Callable[[str], None]
    ) -> None:
        self._on_change = on_change
        self._poll = poll
        self._tell = tell
        self._folders: tuple[Path, ...] = ()
        self._linked: dict[Path, set[Path]] = {}
        """The links to files in these folders by the files that they lead to, which may lie elsewhere."""
        self._lock = threading.Lock()
        self._is_ended = False
        self._threads: list[_WatchThread] = []
        """All that may be at work; the last two are to be."""
        self._folders_thread: _WatchThread | None = None
        self._parents_thread: _WatchThread | None = None

    def follow(self, folders: Iterable[Path]) -> bool:
        """Watch these folders from now on; return whether they are others than before."""
        wanted = tuple(sorted({folder.absolute() for folder in folders}))
        if wanted == self._folders:
            return False
        self._folders = wanted
        self._watch_anew()
        return True

    def stop(self) -> None:
        """Watch no more; returns when the threads have ended."""
        with self._lock:
            self._is_ended = True
        for thread in self._threads:
            thread.stop()
        for thread in self._threads:
            thread.join()

    def _watch_anew(self) -> None:
        """Watch anew: the system watches the folders that are there, not those that will have the name."""
        with self._lock:
            if not self._is_ended:
                self._linked = _find_links(self._folders)
                self._watch_parents()
                self._watch_folders()

    def _watch_folders(self) -> None:
        if self._folders_thread:
            self._folders_thread.stop()
        self._folders_thread = self._watch(lambda: self._folders, recursive=True, on_change=self._on_files)

    def _watch_parents(self) -> None:
        """Watch the parents, so that a folder that is made, removed or renamed is noticed, and linked files."""
        if self._parents_thread:
            self._parents_thread.stop()
        self._parents_thread = self._watch(self._parents, recursive=False, on_change=self._on_folders)

    def _parents(self) -> Iterable[Path]:
        return sorted({_nearest_folder(place.parent) for place in (*self._folders, *self._linked)})

    def _watch(
        self, folders: Callable[[], Iterable[Path]], *, recursive: bool, on_change: Callable[[set[FileChange]], None]
    ) -> "_WatchThread":
        watcher = self._make_watcher(folders, recursive=recursive)
        thread = _WatchThread(watcher, on_change, on_failure=self._on_failure)
        self._threads = [*(each for each in self._threads if each.is_at_work), thread]
        return thread

    def _make_watcher(
        self, folders: Callable[[], Iterable[Path]], *, recursive: bool
    ) -> "_SystemWatcher | PollingWatcher":
        for _ in range(0 if self._poll else MOST_VANISHINGS):
            try:
                return _SystemWatcher([folder for folder in folders() if folder.is_dir()], recursive=recursive)
            except FileNotFoundError:  # a folder that was there a moment ago
                continue
            except (OSError, WatchfilesRustInternalError) as error:
                self._begin_to_poll(error)
                break
        return PollingWatcher([folder for folder in folders() if folder.is_dir()], recursive=recursive)

    def _begin_to_poll(self, error: Exception) -> None:
        if not self._poll:
            reason = str(error).partition(" about [")[0].rstrip(".")  # without the library's own notes
            self._tell(f"the system tells no changes ({reason}); looking for them again and again instead")
            self._poll = True

    def _on_failure(self, error: Exception) -> None:
        """Go on by looking, where the system gave up on the way; what it did not tell is built."""
        self._begin_to_poll(error)
        self._watch_anew()
        self._on_change(frozenset(self._folders))

    def _on_files(self, changes: set[FileChange]) -> None:
        """Tell of changed files. All is watched anew for a new folder or link, which the system may not follow."""
        if any(kind == ADDED and (os.path.isdir(name) or os.path.islink(name)) for kind, name in changes):  # noqa: PTH112, PTH114 - of many, quickly
            self._watch_anew()
        paths = frozenset(path for _, name in changes if self._is_source(path := Path(name)))
        if paths:
            self._on_change(paths)

    def _on_folders(self, changes: set[FileChange]) -> None:
        """Tell of a watched folder that came or went, after looking at what is there now, and of linked files."""
        linked = frozenset(link for _, name in changes for link in self._linked.get(Path(name), ()))
        if linked:
            self._on_change(linked)
        names = {Path(name) for kind, name in changes if kind != MODIFIED}
        moved = frozenset(folder for folder in self._folders if names & {folder, *folder.parents})
        if moved:
            self._watch_anew()
            self._on_change(moved)

    def _is_source(self, path: Path) -> bool:
        for folder in self._folders:
            if path.is_relative_to(folder):
                return not any(NOT_OURS.fullmatch(name) for name in path.relative_to(folder).parts)
        return False


class _WatchThread:
    """A thread that hands on what one watcher sees."""

    def __init__(
        self,
        watcher: "_SystemWatcher | PollingWatcher",
        on_change: Callable[[set[FileChange]], None],
        *,
        on_failure: Callable[[Exception], None],
    ) -> None:
        self._watcher = watcher
        self._on_change = on_change
        self._on_failure = on_failure
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)
        self._thread.start()

    @property
    def is_at_work(self) -> bool:
        """Tell whether the thread runs."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Ask for the end, which comes after a step at the latest."""
        self._end.set()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def _work(self) -> None:
        try:
            while not self._end.is_set():
                seen = self._watcher.wait(self._end)
                if seen and not self._end.is_set():
                    self._on_change(seen)
        except WatchfilesRustInternalError as error:
            if not self._end.is_set():
                self._on_failure(error)
        finally:
            self._watcher.close()


class _SystemWatcher:
    """Sees every change that the system tells of since it was made, also before it is first asked.

    Making it raises OSError or WatchfilesRustInternalError where the system refuses, for its limits for instance.
    """

    def __init__(self, folders: Sequence[Path], *, recursive: bool) -> None:
        self._step = STEP if recursive else SLOW_STEP
        names = [str(folder) for folder in folders]
        try:
            self._notices = _open_notices(names, recursive=recursive, ignore_permission_denied=False)
        except PermissionError:  # asked for only now, as it would keep back that a limit is reached as well
            self._notices = _open_notices(names, recursive=recursive, ignore_permission_denied=True)

    def wait(self, end: threading.Event) -> set[FileChange]:
        """Return what changed, once nothing more comes for a step; nothing at the end."""
        seen = self._notices.watch(LONGEST_WAIT, self._step, 0, end)
        return seen if isinstance(seen, set) else set()

    def close(self) -> None:
        """Let the system forget us."""
        self._notices.close()


def _open_notices(names: list[str], *, recursive: bool, ignore_permission_denied: bool) -> RustNotify:
    return RustNotify(
        names,
        debug=False,
        force_polling=False,
        poll_delay_ms=0,
        recursive=recursive,
        ignore_permission_denied=ignore_permission_denied,
    )


def _find_links(folders: Iterable[Path]) -> dict[Path, set[Path]]:
    """Return the links to files below folders, by those files; what links to folders lead to is not looked at."""
    found: dict[Path, set[Path]] = {}
    waiting = list(folders)
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_symlink() and entry.is_file():
                    found.setdefault(Path(entry.path).resolve(), set()).add(Path(entry.path))
    return found


def _nearest_folder(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.is_dir())
