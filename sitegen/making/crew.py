"""Who does the work: this process, several of this machine, or a cluster; all are executors to those who ask.

Work goes out in chunks, each with the order that it belongs to. A process that has not the set-up for an order makes it
itself; one that was forked from a process with a set-up has it from the start.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeVar

from sitegen.making.manner import Manner
from sitegen.making.order import Order
from sitegen.making.shop import Shop, open_shop
from sitegen.model.problems import Report

Piece = TypeVar("Piece")
Made = TypeVar("Made")

CHUNK: Final = 32
"""Pieces of work that go out together: enough that sending them costs little, few enough that all end together."""
AHEAD: Final = 4
"""Chunks for each worker that wait or are done and not taken: their results are held in memory."""

WORTH_PROCESSES: Final = 96
"""Fewer briefings are made sooner than processes are started."""

_SHOPS: dict[Order, Shop] = {}
"""This process's set-ups: one, for the order at hand."""


class AtOnce(Executor):
    """Does everything itself, when it is submitted."""

    def submit(self, fn: Callable[..., Made], /, *args: object, **kwargs: object) -> "Future[Made]":
        """Return the work, done."""
        future: Future[Made] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


@dataclass(frozen=True, slots=True)
class Crew:
    """An executor with the number of its workers."""

    executor: Executor
    workers: int = 1

    def map_chunks(
        self, work: Callable[..., Sequence[Made]], pieces: Iterable[Piece], *shared: object, size: int = CHUNK
    ) -> Iterator[Made]:
        """Yield what `work(chunk, *shared)` makes of the pieces, in their order; only so many chunks are under way."""
        waiting: deque[Future[Sequence[Made]]] = deque()
        for chunk in _chunks(pieces, size):
            waiting.append(self.executor.submit(work, chunk, *shared))
            if len(waiting) > AHEAD * self.workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def set_up(shop: Shop) -> None:
    """Let this process, and those that are forked from it from now on, work for a shop's order."""
    _SHOPS.clear()
    _SHOPS[shop.order] = shop


def shop_for(order: Order) -> Shop:
    """Return this process's set-up for an order; its problems were told where it was made first."""
    if order not in _SHOPS:
        set_up(open_shop(order, Report()))
    return _SHOPS[order]


@contextmanager
def crew_for(manner: Manner, pieces: int) -> Iterator[Crew]:
    """Work with those whom so many pieces of work are worth."""
    if manner.cluster:
        with _cluster(manner.cluster) as crew:
            yield crew
    elif manner.jobs > 1 and pieces >= WORTH_PROCESSES:
        with _processes(manner.jobs, can_fork=manner.can_fork) as crew:
            yield crew
    else:
        yield Crew(AtOnce())


@contextmanager
def _processes(count: int, *, can_fork: bool) -> Iterator[Crew]:
    """Work in so many processes of this machine: forked, or started anew where threads run that a fork would break."""
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a small site needs none
    from multiprocessing import get_all_start_methods, get_context  # noqa: PLC0415

    method = "fork" if can_fork and "fork" in get_all_start_methods() else "spawn"
    with ProcessPoolExecutor(count, mp_context=get_context(method), initializer=_leave_signals) as pool:
        try:
            yield Crew(pool, count)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


@contextmanager
def _cluster(address: str) -> Iterator[Crew]:
    """Work on a Dask cluster."""
    from distributed import Client  # noqa: PLC0415 - an extra, and slow to import

    with Client(address) as client:  # type: ignore[no-untyped-call] # the library's own types are partial
        workers = len(client.scheduler_info(n_workers=-1)["workers"])
        yield Crew(client.get_executor(pure=False), max(1, workers))


def _leave_signals() -> None:
    """Leave interruptions to the process that everyone works for: it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _chunks(pieces: Iterable[Piece], size: int) -> Iterator[Sequence[Piece]]:
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
