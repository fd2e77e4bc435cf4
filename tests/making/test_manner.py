"""How many processes can run at once."""

from sitegen.making.manner import Manner, usable_cores


def test_there_is_a_core_to_run_on() -> None:
    assert usable_cores() >= 1


def test_work_is_done_here_unless_something_else_is_asked_for() -> None:
    assert Manner() == Manner(jobs=1, can_fork=True, cluster="")
