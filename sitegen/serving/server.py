"""`sitegen serve`: build, show, watch, build again, reload."""

import asyncio
import logging
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from tornado.httpserver import HTTPServer

from sitegen.model.site_files import CONTENT, SEEDS, TEMPLATES
from sitegen.output.errors import OutputError
from sitegen.output.lock import hold_lock
from sitegen.serving.annotating import Annotating
from sitegen.serving.builds import (
    Builder,
    BuildFunction,
    FinishedBuild,
    ServedBuild,
    ServedProblem,
    ShownPages,
    run_build,
)
from sitegen.serving.guard import Guard
from sitegen.serving.reloading import hang_up, reload_pages
from sitegen.serving.sockets import DEFAULT_PORT, Sockets, bind, close, listen, port_of
from sitegen.serving.terminal_lines import BuildTeller
from sitegen.serving.watching import FolderWatch
from sitegen.serving.web import make_application

LAST_BUILD = 3.0
"""Seconds that the end waits for a build that runs."""

MOST_SERVERS = 9
"""Of one site at one time; the folders of those that have ended are used again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """The options of `serve`."""

    root: Path
    """The site's folder."""
    host: str = "127.0.0.1"
    port: int | None = None
    """None: 8000, or the next free one."""
    open_browser: bool = False
    poll: bool = False
    """Look for changes again and again, for disks that tell of none (network, containers)."""
    watch: tuple[Path, ...] = ()
    """Folders to watch from the start, beside the site's own; each build may name others."""
    page: str = ""
    """The address of the page to open, from the site's root on without a slash; empty for the first."""
    annotating: Annotating | None = None
    """How pages change sources; None where they may not."""

    @property
    def workplace(self) -> Path:
        """Return in which folder the pages are built: never the one that is published."""
        return self.root / ".sitegen"


def print_line(text: str) -> None:
    """Write a line to the terminal at once, also where that is a pipe."""
    print(text, flush=True)


def serve(options: ServeOptions, build: BuildFunction, *, tell: Callable[[str], None] = print_line) -> int:
    """Build and serve until the process is asked to end; return the exit status, 130 (Ctrl-C) or 143.

    `build` is called in the main thread first and in a thread of its own later; `tell` writes a line to the terminal.
    Refusal with status 3 where the port is not to be had.
    """
    _quieten_libraries()
    sockets = bind(options.host, options.port)
    try:
        with hold_folder(options.workplace) as folder, _begin(_Session(options, build, tell, folder)) as session:
            sockets = listen(sockets, options.host, options.port)
            return asyncio.run(session.run(sockets))
    finally:
        close(sockets)


@contextmanager
def _begin(session: "_Session") -> Iterator["_Session"]:
    try:
        session.begin()
        yield session
    finally:
        session.end()


@contextmanager
def hold_folder(parent: Path) -> Iterator[Path]:
    """Yield a folder for pages, inside this one, that no other server has while the block runs.

    It need not exist: the build makes it. OutputError with status 3 where the machine fails, or where there are as
    many servers as there may be.
    """
    with ExitStack() as held:
        for number in count(1):
            name = "serve" if number == 1 else f"serve-{number}"
            try:
                held.enter_context(hold_lock(parent / f"{name}.lock", patience=0))
                break
            except OutputError:
                if number == MOST_SERVERS:
                    raise
        yield parent / name


def _quieten_libraries() -> None:
    """Keep the terminal for the builds: a browser that hangs up or speaks nonsense is no news."""
    for name, level in (("livereload", logging.CRITICAL), ("tornado.general", logging.ERROR)):
        logging.getLogger(name).setLevel(level)


@dataclass
class _Session:
    """One run of the server, its parts tied together."""

    options: ServeOptions
    build: BuildFunction
    tell: Callable[[str], None]
    folder: Path
    """The folder in which the pages are built."""
    showing: ShownPages = field(init=False)
    telling: BuildTeller = field(init=False, default_factory=BuildTeller)
    watch: FolderWatch = field(init=False)
    builder: Builder = field(init=False)
    loop: asyncio.AbstractEventLoop = field(init=False)
    ended: "asyncio.Future[int]" = field(init=False)

    def __post_init__(self) -> None:
        # Milliseconds as the first number: a page of an earlier run is known as an older one.
        self.showing = ShownPages(self.folder.resolve(), build=int(time.time() * 1000))
        self.watch = FolderWatch(self._on_change, poll=self.options.poll, tell=self.tell)
        self.builder = Builder(
            self._build_now,
            on_finished=lambda finished: self._on_loop(self.show, finished),
            on_crash=lambda error: self._on_loop(self._crash, error),
        )

    def begin(self) -> None:
        """Watch, then build: what changes from now on is built after it."""
        self._follow(())
        self.show(self._build_now(()))

    async def run(self, sockets: Sockets) -> int:
        """Answer requests until a signal comes, and return the exit status."""
        self.loop = asyncio.get_running_loop()
        self.ended = self.loop.create_future()
        for number in (signal.SIGINT, signal.SIGTERM):  # not by `add_signal_handler`, which Windows has not
            signal.signal(number, lambda number, _frame: self._on_loop(self._end, 128 + number))
        guard = Guard(self.options.host, port_of(sockets))
        application = make_application(self.showing, guard, on_lost=self._on_lost, annotating=self.options.annotating)
        server = HTTPServer(application)
        server.add_sockets(sockets)
        self.builder.start()
        self._tell_address(guard)
        try:
            return await self.ended
        finally:
            hang_up()
            server.stop()
            await server.close_all_connections()

    def _tell_address(self, guard: Guard) -> None:
        if self.options.port is None and guard.port != DEFAULT_PORT:
            self.tell(f"port {DEFAULT_PORT} is in use, {guard.port} is free")
        address = f"{guard.address}{self.options.page}"
        self.tell(f"serving {address} (Ctrl-C to end)")
        if self.options.open_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def end(self) -> None:
        """Let go of threads; the last build may end."""
        self.watch.stop()
        self.builder.stop(patience=LAST_BUILD)

    def show(self, finished: FinishedBuild) -> None:
        """Show what a build made: in the terminal, and in every browser that has a page open."""
        built = finished.build
        over_pages = tuple(one for one in built.problems if one.is_of_draft) if built.ok else built.problems
        before, self.showing.problems = self.showing.problems, over_pages
        changed = built.changes.paths if built.changes else ()
        for text in self.telling.tell(finished):
            self.tell(text)
        if changed or before != self.showing.problems:
            self.showing.build += 1
            only_styles = before == self.showing.problems and all(path.endswith(".css") for path in changed)
            reload_pages(changed) if only_styles else reload_pages()
        if self._follow(built.watch):
            self.builder.ask(["what is watched"])

    def _build_now(self, names: Iterable[str]) -> FinishedBuild:
        """Build, unless the site is gone: a build would make its folder again, and empty."""
        if self.options.root.is_dir():
            return run_build(self.build, self.folder, names)
        gone = ServedBuild(
            ok=False, problems=(ServedProblem(f"{_visible(str(self.options.root))}: the site's folder is gone"),)
        )
        return run_build(lambda _folder: gone, self.folder, names)

    def _on_lost(self) -> None:
        """Build what somebody removed, `sitegen clean` for one."""
        self.builder.ask(["what was built"])

    def _follow(self, folders: Iterable[Path]) -> bool:
        own = (self.options.root / name for name in (CONTENT, SEEDS, TEMPLATES))
        return self.watch.follow([*own, *self.options.watch, *folders])

    def _on_change(self, paths: frozenset[Path]) -> None:
        root = self.options.root.absolute()
        named = [
            path for path in paths if path.exists()
        ] or paths  # rather what was saved than an editor's passing file
        self.builder.ask(str(path.relative_to(root) if path.is_relative_to(root) else path) for path in named)

    def _on_loop(self, call: Callable[..., None], value: object) -> None:
        with suppress(RuntimeError):  # the loop is closed: the server has ended during this build
            self.loop.call_soon_threadsafe(call, value)

    def _end(self, status: int) -> None:
        if not self.ended.done():
            self.ended.set_result(status)

    def _crash(self, error: BaseException) -> None:
        """End with a fault of our own, which must not hide in a thread."""
        if not self.ended.done():
            self.ended.set_exception(error)


def _visible(name: str) -> str:
    """Return a file's name without anything that could drive a terminal."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)
