"""Workers of a Dask cluster: the one file that knows `distributed`, which is an extra and slow to import.

Workers outlive builds, and serve several. They must see the same files as this process under the same paths, and have
the same sitegen and the same libraries, or a page would depend on the worker that makes it: that is compared first.
"""

import importlib.metadata
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager, suppress
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Final, TypeVar
from uuid import uuid4

from sitegen import __version__
from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.file_state import scan_folder
from sitegen.engine.setup import forget_setup
from sitegen.model.site_files import BRIEFINGS, CONTENT, SEEDS, SIDECARS
from sitegen.refusal import Refusal

Made = TypeVar("Made")

PATIENCE: Final = 10
"""Seconds that a scheduler has to answer, and a first worker to join."""
LIBRARIES: Final = ("babel", "jinja2", "markdown-it-py", "pillow", "pyyaml", "regex")
"""Another version of one of them may make another page."""
PACKAGE: Final = Path(__file__).parent.parent
_LOGGERS: Final = ("distributed", "distributed.client", "tornado", "tornado.application")


@contextmanager
def open_cluster(address: str, build_settings: BuildSettings) -> Iterator[tuple[Executor, int]]:
    """Lend the workers of a cluster: an executor, and how many they are.

    Refusal with status 2 where the address is none, with status 3 where nobody answers there, a worker cannot do what
    this process would do itself, or all of them are lost.
    """
    from distributed import Client  # noqa: PLC0415
    from distributed.comm.addressing import parse_address  # noqa: PLC0415
    from distributed.comm.core import CommClosedError  # noqa: PLC0415
    from distributed.comm.registry import get_backend  # noqa: PLC0415
    from distributed.scheduler import KilledWorker  # noqa: PLC0415

    for name in _LOGGERS:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    with _answering(address, "no Dask scheduler answers there"):
        get_backend(parse_address(address)[0])  # a client of an address of no sort only ends with complaints
        client = Client(address, timeout=PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call] # its types are partial
    with client:
        with _answering(address, "no worker has joined the Dask scheduler there"):
            client.wait_for_workers(1, timeout=PATIENCE)
        _refuse_other_workers(
            address, client.run(describe_process, build_settings, on_error="return"), describe_process(build_settings)
        )
        executor: Executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]
        count: Callable[[], int] = lambda: len(client.nthreads())  # type: ignore[no-untyped-call]  # noqa: E731
        try:
            with _watched(executor, count) as lost:
                yield _Workers(executor, uuid4().hex), count()
        except KilledWorker as error:
            raise Refusal(f"{address}: several workers were lost, each at the same work", status=3) from error
        except (CommClosedError, CancelledError) as error:
            gone = "all workers were lost" if lost.is_set() else "the Dask scheduler is gone"
            raise Refusal(f"{address}: {gone}", status=3) from error


def describe_process(build_settings: BuildSettings) -> Mapping[str, str]:
    """Return what may differ between two processes that work for a build, each thing by its name."""
    files = {str(folder): _list_files(folder) for folder in build_settings.templates}
    return {
        "sitegen": _own_version(),
        **_versions(),
        str(build_settings.root): _list_site(build_settings.root),
        **files,
    }


def work_for(run: str, work: Callable[..., Made], /, *given: object) -> Made:
    """Return what a worker makes in a run: one piece at a time, as set-ups are not made for several threads."""
    with _AT_WORK:
        if run not in _RUNS:
            _RUNS.clear()
            _RUNS.add(run)
            forget_setup()
        return work(*given)


_AT_WORK: Final = Lock()
_RUNS: Final[set[str]] = set()
"""The run that this process works for. What was set up for another is forgotten: files may have changed since."""


class _Workers(Executor):
    """Workers that know for which run they work."""

    def __init__(self, executor: Executor, run: str) -> None:
        self._executor = executor
        self._run = run

    def submit(self, fn: Callable[..., Made], /, *args: object, **kwargs: object) -> "Future[Made]":
        """Send work out, to be done in the run at hand."""
        return self._executor.submit(partial(work_for, self._run, fn), *args, **kwargs)


@contextmanager
def _answering(address: str, silence: str) -> Iterator[None]:
    """Tell in one line why an address leads to no cluster."""
    try:
        yield
    except OSError as error:  # TimeoutError too
        raise Refusal(f"{address}: {silence}", status=3) from error
    except ValueError as error:
        raise Refusal(f"{address}: no address of a Dask scheduler: {error}", status=2) from error


@contextmanager
def _watched(executor: Executor, count: Callable[[], int]) -> Iterator[Event]:
    """Give work up where no worker is left for a while; who waits for it would wait for ever. Tell so by an event."""
    lost, done = Event(), Event()

    def watch() -> None:
        without = 0
        while not done.wait(1) and without < PATIENCE:
            with suppress(OSError):
                without = 0 if count() else without + 1
        if not done.is_set():
            lost.set()
            executor.shutdown(wait=False)

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield lost
    finally:
        done.set()
        watcher.join()


def _refuse_other_workers(address: str, found: Mapping[str, object], own: Mapping[str, str]) -> None:
    """Refuse workers that would make another site than this process."""
    for worker, description in sorted(found.items()):
        where = f"{address}: the worker {worker}"
        if not isinstance(description, Mapping):
            raise Refusal(f"{where} cannot run sitegen: {description}", status=3)
        for name, value in own.items():
            if description.get(name, "") != value:
                raise Refusal(f"{where} {_say_difference(name, description.get(name, ''), value)}", status=3)


def _say_difference(name: str, theirs: str, own: str) -> str:
    if not name.startswith("/"):
        return f"has {name} {theirs or 'not at all'}; here it is {own or 'none'}"
    return f"sees other files than this process in {name}" if theirs else f"does not see the folder {name}"


@cache
def _own_version() -> str:
    """Return the version of this code; what is told once holds for as long as the process has it in memory."""
    digest = blake2b(digest_size=4)
    for path in sorted(scan_folder(PACKAGE, 0, left_out=["__pycache__"])):
        if not path.endswith("/"):
            digest.update(path.encode() + b"\0" + (PACKAGE / path).read_bytes())
    return f"{__version__} ({digest.hexdigest()})"


def _versions() -> Mapping[str, str]:
    return {"Python": ".".join(map(str, sys.version_info[:2])), **{name: _version(name) for name in LIBRARIES}}


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _list_site(root: Path) -> str:
    """Return what differs where a site's files do, as far as a few looks can tell; empty where there is no site."""
    if not root.is_dir():
        return ""
    names = [(name, *_names_in(root / name)) for name in (SIDECARS, SEEDS)]
    return _digest((*names, _list_files(root / CONTENT, left_out=(BRIEFINGS,))))


def _list_files(folder: Path, left_out: tuple[str, ...] = ()) -> str:
    paths = sorted(scan_folder(folder, 0, left_out=left_out))
    return _digest([(path, (folder / path).stat().st_size) for path in paths if (folder / path).is_file()])


def _names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _digest(things: object) -> str:
    return blake2b(repr(things).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
