"""Who does the work: this process, several of this machine, or a cluster; all are executors to those who ask.

Work goes out in chunks, each with the order that it belongs to. A process that has not the set-up for an order makes it
itself; one that was forked from a process with a set-up has it from the start.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from sitegen.garbage import collecting_seldom
from sitegen.making.manner import Manner
from sitegen.making.order import Order

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
def crew_for(manner: Manner, pieces: int, order: Order) -> Iterator[Crew]:
    """Work with those whom so many pieces of work for an order are worth. Refusal where they cannot do it."""
    # Imported where they are needed: a small change is made sooner than they are.
    if manner.cluster:
        from sitegen.making.cluster import open_cluster  # noqa: PLC0415

        with open_cluster(manner.cluster, order) as (executor, workers):
            yield Crew(executor, workers, order.root)
    elif manner.jobs > 1 and pieces >= WORTH_PROCESSES:
        from sitegen.making.processes import open_processes  # noqa: PLC0415

        with collecting_seldom(), open_processes(manner.jobs, can_fork=manner.can_fork) as executor:
            yield Crew(executor, manner.jobs)
    else:
        with collecting_seldom():
            yield Crew(AtOnce())


def _chunks(pieces: Iterable[Piece], size: int) -> Iterator[Sequence[Piece]]:
    chunk: list[Piece] = []
    for piece in pieces:
        chunk.append(piece)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk = []
    if chunk:
        yield tuple(chunk)
