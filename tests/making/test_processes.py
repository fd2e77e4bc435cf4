"""Processes work for this one as long as it lives, and leave interruptions to it."""

import multiprocessing
import os
import signal

import pytest

from sitegen.making.processes import open_processes
from sitegen.refusal import Refusal

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
