"""Which files changed: the system's notices of changes below some folders, without what editors leave beside them."""

import re
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from watchfiles import Change
from watchfiles._rust_notify import RustNotify  # documented; `watch` around it cannot say when its eyes are open

STEP = 20
"""Milliseconds of quiet after which changes are told together: an editor's many writes of one save."""
LONGEST_WAIT = 250
"""Milliseconds after which changes are told even if more keep coming."""
SLOW_STEP = 200
"""The same as STEP for folders that come and go, which is rare: fewer wake-ups."""
POLL_PAUSE = 400
"""Milliseconds between two looks at all files, where the system tells nothing of changes."""

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
        self._parents: tuple[Path, ...] = ()
        self._lock = threading.Lock()
        self._is_ended = False
        self._pumps: list[_Pump] = []
        """All that were ever started; the last two are at work."""
        self._inside: _Pump | None = None
        self._beside: _Pump | None = None

    def follow(self, folders: Iterable[Path]) -> bool:
        """Watch these folders from now on; return whether they are others than before."""
        wanted = tuple(sorted({folder.absolute() for folder in folders}))
        if wanted == self._folders:
            return False
        self._folders = wanted
        self._look_again()
        return True

    def stop(self) -> None:
        """Watch no more; returns when the threads have ended."""
        with self._lock:
            self._is_ended = True
        for pump in self._pumps:
            pump.stop()
        for pump in self._pumps:
            pump.join()

    def _look_again(self) -> None:
        """Open the eyes anew: the system watches the folders that are there, not those that will have the name."""
        with self._lock:
            if not self._is_ended:
                self._look_beside()
                self._look_inside()

    def _look_inside(self) -> None:
        if self._inside:
            self._inside.stop()
        present = [folder for folder in self._folders if folder.is_dir()]
        self._inside = self._pump(present, recursive=True, on_change=self._tell_files) if present else None

    def _look_beside(self) -> None:
        """Watch the parents, so that a folder that is made, removed or renamed is noticed."""
        parents = tuple(sorted({_nearest_folder(folder.parent) for folder in self._folders}))
        if parents == self._parents:
            return
        if self._beside:
            self._beside.stop()
        self._parents = parents
        self._beside = self._pump(list(parents), recursive=False, on_change=self._on_folders) if parents else None

    def _pump(
        self, folders: list[Path], *, recursive: bool, on_change: Callable[[set[tuple[int, str]]], None]
    ) -> "_Pump":
        try:
            eyes = _open_eyes(folders, recursive=recursive, poll=self._poll)
        except OSError as error:
            if self._poll:
                raise
            self._tell(f"the system tells no changes ({error}); looking for them every {POLL_PAUSE} ms instead")
            self._poll = True
            eyes = _open_eyes(folders, recursive=recursive, poll=True)
        self._pumps.append(_Pump(eyes, on_change, step=STEP if recursive else SLOW_STEP))
        return self._pumps[-1]

    def _tell_files(self, changes: set[tuple[int, str]]) -> None:
        paths = frozenset(path for _, name in changes if self._is_source(path := Path(name)))
        if paths:
            self._on_change(paths)

    def _on_folders(self, changes: set[tuple[int, str]]) -> None:
        """Tell of a watched folder that came or went, after looking at what is there now."""
        names = {Path(name) for kind, name in changes if kind != Change.modified}
        moved = frozenset(folder for folder in self._folders if names & {folder, *folder.parents})
        if moved:
            self._look_again()
            self._on_change(moved)

    def _is_source(self, path: Path) -> bool:
        for folder in self._folders:
            if path.is_relative_to(folder):
                return not any(NOT_OURS.fullmatch(name) for name in path.relative_to(folder).parts)
        return False


class _Pump:
    """A thread that hands on what one watcher sees."""

    def __init__(self, eyes: RustNotify, on_change: Callable[[set[tuple[int, str]]], None], *, step: int) -> None:
        self._eyes = eyes
        self._on_change = on_change
        self._step = step
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._work, name="watch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ask for the end, which comes after a step at the latest."""
        self._end.set()

    def join(self) -> None:
        """Wait for the end."""
        self._thread.join()

    def _work(self) -> None:
        with self._eyes:
            while not self._end.is_set():
                seen = self._eyes.watch(LONGEST_WAIT, self._step, 0, self._end)
                if isinstance(seen, set) and not self._end.is_set():
                    self._on_change(seen)


def _open_eyes(folders: list[Path], *, recursive: bool, poll: bool) -> RustNotify:
    """Return a watcher that notices every change from now on, also before it is first asked."""
    names = [str(folder) for folder in folders]
    return RustNotify(
        names,
        debug=False,
        force_polling=poll,
        poll_delay_ms=POLL_PAUSE,
        recursive=recursive,
        ignore_permission_denied=True,
    )


def _nearest_folder(folder: Path) -> Path:
    return next(each for each in (folder, *folder.parents) if each.is_dir())
