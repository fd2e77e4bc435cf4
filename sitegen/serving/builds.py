"""Builds beside the web server, one at a time, one for many changes, none lost; and the pages that are shown."""

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sitegen.output.output_folder import Changes
from sitegen.refusal import Refusal


@dataclass(frozen=True, slots=True)
class ServedProblem:
    """A fault as it is shown; where it stands several times in a file, once for all of them."""

    text: str
    """As the terminal shows it, plain text of one or more lines."""
    path: str = ""
    """The file's, within the site's folder; empty where it is the machine's or no file's."""
    headline: str = ""
    """What it says without its place: by that it is known again when lines above it come or go."""
    found: str = ""
    """The words at fault."""
    count: int = 1
    is_error: bool = True
    is_of_draft: bool = False
    """It would be an error in a briefing that is no draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedBuild:
    """The outcome of a build that is to be shown."""

    ok: bool
    """Whether the pages were built; if not, the last good ones stay."""
    problems: tuple[ServedProblem, ...]
    """By place."""
    watch: tuple[Path, ...] = ()
    """Folders whose changes ask for the next build; they need not exist."""
    changes: Changes | None = None
    """None where nothing was written."""


BuildFunction = Callable[[Path], ServedBuild]
"""Builds into a folder; it may raise `Refusal` and `OSError`, which are shown as problems."""


@dataclass(frozen=True, slots=True)
class FinishedBuild:
    """A build that has ended."""

    names: tuple[str, ...]
    """The changed files that it was made for, sorted; none for the first."""
    build: ServedBuild
    seconds: float


def run_build(build: BuildFunction, folder: Path, names: Iterable[str] = ()) -> FinishedBuild:
    """Build now, and return what came of it; a refusal of the machine is a problem like others."""
    started = time.perf_counter()
    try:
        built = build(folder)
    except Refusal as refusal:
        built = ServedBuild(ok=False, problems=(ServedProblem(refusal.message),))
    except OSError as error:
        text = f"{error.filename or 'sitegen'}: {error.strerror or error}"
        built = ServedBuild(ok=False, problems=(ServedProblem(text),))
    return FinishedBuild(tuple(sorted(names)), built, time.perf_counter() - started)


class Builder:
    """A thread that builds when asked; what is asked for during a build is built after it, once.

    `on_finished` and `on_crash` are called in that thread.
    """

    def __init__(
        self,
        run: Callable[[Iterable[str]], FinishedBuild],
        *,
        on_finished: Callable[[FinishedBuild], None],
        on_crash: Callable[[BaseException], None],
    ) -> None:
        self._run = run
        self._on_finished = on_finished
        self._on_crash = on_crash
        self._asked = threading.Condition()
        self._names: set[str] = set()
        self._is_ended = False
        # A daemon: whoever ends `serve` during a long build need not wait for it; its leftovers are swept next time.
        self._thread = threading.Thread(target=self._work, name="build", daemon=True)

    def start(self) -> None:
        """Begin with what was asked for so far."""
        self._thread.start()

    def ask(self, names: Iterable[str]) -> None:
        """Ask for a build because these files changed; from any thread, at any time."""
        with self._asked:
            self._names.update(names)
            self._asked.notify()

    def stop(self, *, patience: float) -> None:
        """Begin no further build, and wait so many seconds for the one that runs."""
        with self._asked:
            self._is_ended = True
            self._asked.notify()
        if self._thread.is_alive():
            self._thread.join(patience)

    def _work(self) -> None:
        try:
            while names := self._next_names():
                self._on_finished(self._run(names))
        except BaseException as error:  # handed to the main thread, which raises it
            self._on_crash(error)

    def _next_names(self) -> frozenset[str]:
        """Wait until there is something to build; empty at the end."""
        with self._asked:
            self._asked.wait_for(lambda: self._names or self._is_ended)
            names = frozenset() if self._is_ended else frozenset(self._names)
            self._names.clear()
            return names


@dataclass
class ShownPages:
    """The pages and problems of the last build; changed on the IO loop alone."""

    folder: Path
    """The folder of the pages; its real path."""
    build: int
    """Grows with each build that changed what is shown, and from one run to the next."""
    problems: tuple[ServedProblem, ...] = ()
    """The problems that lie over the pages: all of the last build if it failed, else those of drafts."""
