"""A pool hands work out in chunks and takes it back in order; which workers it has makes no difference."""

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from sitegen.engine.build_settings import BuildSettings, Workers
from sitegen.engine.workers import AHEAD, WORTH_PROCESSES, AtOnce, Pool, open_processes, pool_for
from sitegen.refusal import Refusal

SETTINGS = BuildSettings(root=Path("/nowhere"), templates=())


def squares(numbers: Sequence[int], plus: int) -> Sequence[int]:
    return [number * number + plus for number in numbers]


class Counting(Executor):
    """Puts work off until it is asked for, and counts what is under way."""

    def __init__(self) -> None:
        self.most = 0
        self.under_way = 0

    def submit(self, fn: object, /, *args: object, **kwargs: object) -> "Future[object]":  # type: ignore[override]
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        executor = self

        class Taken(Future):  # type: ignore[type-arg]
            def result(self, timeout: float | None = None) -> object:
                executor.under_way -= 1
                return super().result(timeout)

        future: Future[object] = Taken()
        future.set_result(fn(*args, **kwargs))  # type: ignore[operator]
        return future


def test_pieces_come_back_in_their_order_whoever_does_them() -> None:
    expected = squares(range(100), 1)
    with ThreadPoolExecutor(3) as threads:
        for pool in (Pool(AtOnce()), Pool(threads, 3)):
            assert list(pool.map_chunks(squares, range(100), 1, size=pool.chunk_for(100))) == expected
            assert list(pool.map_chunks(squares, range(100), 1, size=7)) == expected


def test_without_pieces_there_is_no_work() -> None:
    assert list(Pool(AtOnce()).map_chunks(squares, [], 1, size=1)) == []


def test_only_so_many_chunks_are_under_way_and_pieces_are_drawn_as_they_are_needed() -> None:
    executor, drawn = Counting(), 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield number

    made = Pool(executor, 2).map_chunks(squares, pieces(), 0, size=10)
    assert next(made) == 0
    assert executor.most == AHEAD * 2 + 1
    assert drawn == executor.most * 10
    assert sum(1 for _ in made) == 999


def test_a_fault_of_the_work_reaches_who_asked_for_it() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Pool(AtOnce()).map_chunks(lambda chunk: [1 // number for number in chunk], [1, 0], size=2))


def test_files_are_shared_among_several_that_see_them() -> None:
    file = Path("/site/.sitegen/a.sqlite")
    assert not Pool(AtOnce()).can_share(file)
    assert Pool(AtOnce(), 2).can_share(file)
    assert Pool(AtOnce(), 2, Path("/site")).can_share(file)
    assert not Pool(AtOnce(), 2, Path("/other")).can_share(file)


@pytest.mark.parametrize(
    ("jobs", "pieces", "workers"),
    [(1, WORTH_PROCESSES, 1), (2, WORTH_PROCESSES - 1, 1), (2, WORTH_PROCESSES, 2), (3, 10_000, 3)],
)
def test_processes_work_where_there_is_enough_to_do(jobs: int, pieces: int, workers: int) -> None:
    with pool_for(Workers(jobs), pieces, SETTINGS) as pool:
        assert pool.workers == workers
        assert isinstance(pool.executor, AtOnce) == (workers == 1)


# --- processes of this machine: they live as long as this one, and leave interruptions to it

METHODS = {"forked": True, "started anew": False}


def end_myself() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def interruptions() -> tuple[object, object, bool]:
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    return signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM), bool(blocked)


@pytest.mark.parametrize("can_fork", METHODS.values(), ids=METHODS)
def test_work_is_done_by_others(can_fork: bool) -> None:  # noqa: FBT001 - drawn
    with open_processes(2, can_fork=can_fork) as executor:
        numbers = {executor.submit(os.getpid).result() for _ in range(20)}
    assert os.getpid() not in numbers
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("can_fork", METHODS.values(), ids=METHODS)
def test_interruptions_are_left_to_the_process_that_all_work_for(can_fork: bool) -> None:  # noqa: FBT001 - drawn
    before = interruptions()
    with open_processes(1, can_fork=can_fork) as executor:
        assert executor.submit(interruptions).result() == (signal.SIG_IGN, signal.SIG_DFL, False)
        assert interruptions() == before


@pytest.mark.parametrize("can_fork", METHODS.values(), ids=METHODS)
def test_a_process_that_is_ended_from_outside_is_told(can_fork: bool) -> None:  # noqa: FBT001 - drawn
    with (
        pytest.raises(Refusal, match="was ended from outside") as told,
        open_processes(2, can_fork=can_fork) as executor,
    ):
        executor.submit(end_myself).result()
    assert told.value.status == 3
    assert multiprocessing.active_children() == []


def test_what_goes_wrong_in_the_block_goes_on_when_all_have_ended() -> None:
    with pytest.raises(KeyError), open_processes(2, can_fork=True) as executor:
        executor.submit(dict[str, str]().__getitem__, "none").result()
    assert multiprocessing.active_children() == []
