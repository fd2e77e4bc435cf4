"""The workers of a build: this process, several of this machine, or a cluster; all are executors.

Work goes out in chunks, each with the settings of its build. A process that has no set-up for these makes it; one that
was forked from a process with a set-up has it from the start.
"""

import gc
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Final, TypeVar

from sitegen.engine.build_settings import BuildSettings, Workers
from sitegen.garbage import collecting_seldom
from sitegen.refusal import Refusal

Piece = TypeVar("Piece")
Made = TypeVar("Made")

CHUNK: Final = 32
"""Pieces of work that go out together at most: enough that sending them costs little."""
CHUNKS_EACH: Final = 4
"""Chunks for each worker at least where there are so many pieces, so that all end together."""
AHEAD: Final = 4
"""Chunks for each worker that wait or are done and not taken: their results are held in memory."""

WORTH_PROCESSES: Final = 96
"""Fewer briefings are made sooner than processes are started."""


_INTERRUPTIONS: Final = frozenset({signal.SIGINT, signal.SIGTERM})


class AtOnce(Executor):
    """Does everything itself, when it is submitted."""

    def submit(self, fn: Callable[..., Made], /, *args: object, **kwargs: object) -> "Future[Made]":
        """Return the work, done."""
        future: Future[Made] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class Pool:
    """An executor with the number of its workers."""

    executor: Executor
    workers: int = 1
    shared: Path | None = None
    """The folder of which its workers see what it holds; None where they see what this process sees."""

    def chunk_for(self, pieces: int) -> int:
        """Return how many of so many pieces of work should go out together."""
        return max(1, min(CHUNK, pieces // (CHUNKS_EACH * self.workers)))

    def map_chunks(
        self, work: Callable[..., Sequence[Made]], pieces: Iterable[Piece], *shared: object, size: int
    ) -> Iterator[Made]:
        """Yield what `work(chunk, *shared)` makes of the pieces, in their order; only so many chunks are under way."""
        waiting: deque[Future[Sequence[Made]]] = deque()
        for chunk in _chunks(pieces, size):
            waiting.append(self.executor.submit(work, chunk, *shared))
            if len(waiting) > AHEAD * self.workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def can_share(self, file: Path) -> bool:
        """Tell whether several workers can read a file."""
        return self.workers > 1 and (self.shared is None or file.is_relative_to(self.shared))


@contextmanager
def pool_for(workers: Workers, pieces: int, build_settings: BuildSettings) -> Iterator[Pool]:
    """Lend the workers that so many pieces of work are worth. Refusal where they cannot be had."""
    # Imported where they are needed: a small change is made sooner than they are.
    if workers.cluster:
        from sitegen.engine.cluster import open_cluster  # noqa: PLC0415

        with open_cluster(workers.cluster, build_settings) as (executor, count):
            yield Pool(executor, count, build_settings.root)
    elif workers.jobs > 1 and pieces >= WORTH_PROCESSES:
        with collecting_seldom(), open_processes(workers.jobs, can_fork=workers.can_fork) as executor:
            yield Pool(executor, workers.jobs)
    else:
        with collecting_seldom():
            yield Pool(AtOnce())


def _chunks(pieces: Iterable[Piece], size: int) -> Iterator[Sequence[Piece]]:
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)


@contextmanager
def open_processes(count: int, *, can_fork: bool) -> Iterator[Executor]:
    """Lend so many processes: forked, or started anew where threads run that a fork would break.

    They look for garbage as seldom as this one does now. Refusal with status 3 where one of them is ended from outside.
    None of them outlives this process.
    """
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a small site needs none
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415

    method = "fork" if can_fork and "fork" in get_all_start_methods() else "spawn"
    context, seldom = get_context(method), gc.get_threshold()
    with ProcessPoolExecutor(count, mp_context=context, initializer=_begin_work, initargs=(seldom,)) as pool:
        try:
            with _interruptions_held():
                for _ in range(count):
                    pool.submit(os.getpid)
            with _threads_changing_often():
                yield pool
        except BrokenExecutor as error:
            message = "a process that worked for this one was ended from outside; did memory run out? try --jobs 1"
            raise Refusal(message, status=3) from error
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def _threads_changing_often() -> Iterator[None]:
    """Let the thread that hands work to the processes wait a tenth as long for its turn: meanwhile they are idle."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 10)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


@contextmanager
def _interruptions_held() -> Iterator[None]:
    """Hold interruptions: processes that are started here would take them for their own before `_begin_work`."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: there they are told to all of a console at once
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _begin_work(thresholds: tuple[int, int, int]) -> None:
    """Leave interruptions to the parent process, which ends the others. Where it is gone, end too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPTIONS)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(*thresholds)


def _end_with_parent() -> None:
    from multiprocessing import parent_process  # noqa: PLC0415 - as in `open_processes`

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
