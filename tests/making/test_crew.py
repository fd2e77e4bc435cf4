"""A crew hands work out in chunks and takes it back in order; who works makes no difference."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from sitegen.making.crew import AHEAD, WORTH_PROCESSES, AtOnce, Crew, crew_for
from sitegen.making.manner import Manner
from sitegen.making.order import Order

ORDER = Order(root=Path("/nowhere"), templates=())


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
        for crew in (Crew(AtOnce()), Crew(threads, 3)):
            assert list(crew.map_chunks(squares, range(100), 1, size=crew.chunk_for(100))) == expected
            assert list(crew.map_chunks(squares, range(100), 1, size=7)) == expected


def test_without_pieces_there_is_no_work() -> None:
    assert list(Crew(AtOnce()).map_chunks(squares, [], 1, size=1)) == []


def test_only_so_many_chunks_are_under_way_and_pieces_are_drawn_as_they_are_needed() -> None:
    executor, drawn = Counting(), 0

    def pieces() -> Iterator[int]:
        nonlocal drawn
        for number in range(1000):
            drawn += 1
            yield number

    made = Crew(executor, 2).map_chunks(squares, pieces(), 0, size=10)
    assert next(made) == 0
    assert executor.most == AHEAD * 2 + 1
    assert drawn == executor.most * 10
    assert sum(1 for _ in made) == 999


def test_a_fault_of_the_work_reaches_who_asked_for_it() -> None:
    with pytest.raises(ZeroDivisionError):
        list(Crew(AtOnce()).map_chunks(lambda chunk: [1 // number for number in chunk], [1, 0], size=2))


def test_files_are_shared_among_several_that_see_them() -> None:
    file = Path("/site/.sitegen/a.sqlite")
    assert not Crew(AtOnce()).can_share(file)
    assert Crew(AtOnce(), 2).can_share(file)
    assert Crew(AtOnce(), 2, Path("/site")).can_share(file)
    assert not Crew(AtOnce(), 2, Path("/other")).can_share(file)


@pytest.mark.parametrize(
    ("jobs", "pieces", "workers"),
    [(1, WORTH_PROCESSES, 1), (2, WORTH_PROCESSES - 1, 1), (2, WORTH_PROCESSES, 2), (3, 10_000, 3)],
)
def test_processes_work_where_there_is_enough_to_do(jobs: int, pieces: int, workers: int) -> None:
    with crew_for(Manner(jobs), pieces, ORDER) as crew:
        assert crew.workers == workers
        assert isinstance(crew.executor, AtOnce) == (workers == 1)
