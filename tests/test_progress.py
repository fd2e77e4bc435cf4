"""A line that counts real steps, shows up late, and goes without a trace; the time of each stage."""

from io import StringIO

from sitegen.progress import ERASE, PATIENCE, REFRESH, ProgressLine, StageTimes, no_progress


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_work_that_is_done_soon_shows_nothing() -> None:
    stream, clock = StringIO(), Clock()
    line = ProgressLine(stream, now=clock)
    line("weaving", 1, 2)
    clock.now += PATIENCE / 2
    line("weaving", 2, 2)
    line.clear()
    assert stream.getvalue() == ""


def test_the_line_counts_and_is_taken_away() -> None:
    stream, clock = StringIO(), Clock()
    line = ProgressLine(stream, now=clock)
    clock.now += PATIENCE
    line("weaving", 1200, 10000)
    clock.now += REFRESH
    line("writing", 0, 0)
    line.clear()
    line.clear()
    assert stream.getvalue() == f"{ERASE}weaving 1,200 of 10,000{ERASE}writing{ERASE}"


def test_the_line_is_not_written_more_often_than_it_can_be_read() -> None:
    stream, clock = StringIO(), Clock()
    line = ProgressLine(stream, now=clock)
    clock.now += PATIENCE
    for number in range(1000):
        line("weaving", number, 1000)
    assert stream.getvalue().count("weaving") == 1


def test_the_line_fits_a_narrow_terminal() -> None:
    stream, clock = StringIO(), Clock()
    line = ProgressLine(stream, width=10, now=clock)
    clock.now += PATIENCE
    line("writing what changed", 1, 2)
    assert stream.getvalue() == f"{ERASE}writing w"


def test_stages_are_timed_also_those_that_come_again() -> None:
    clock = Clock()
    times = StageTimes(clock)
    for stage, seconds in [("read", 1), ("weave", 2), ("weave", 3), ("read", 4)]:
        times(stage, 0, 0)
        clock.now += seconds
    times.pause()
    clock.now += 100
    times.pause()
    assert list(times.seconds.items()) == [("read", 5), ("weave", 5)]


def test_nobody_may_be_told() -> None:
    no_progress("weaving", 1, 2)
