"""Work in the background: its result is the same, wherever it was done."""

import os
import signal
import time

import pytest

from sitegen.engine.background import in_background

LONG = b"x" * 300_000
"""More than a pipe holds."""


def test_another_process_does_the_work() -> None:
    with in_background(lambda: str(os.getpid()).encode() + LONG) as come:
        done = come()
        assert done.endswith(LONG)
        assert done.removesuffix(LONG) != str(os.getpid()).encode()
        assert come() is done


def test_work_that_nobody_asks_for_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[int] = []
    fork = os.fork

    def note() -> int:
        started.append(fork())
        return started[-1]

    monkeypatch.setattr(os, "fork", note)
    with in_background(lambda: LONG):
        pass
    (process,) = started
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_what_fails_there_is_done_here() -> None:
    parent = os.getpid()

    def work() -> bytes:
        if os.getpid() != parent:
            raise OSError
        return b"done"

    with in_background(work) as come:
        assert come() == b"done"


def test_where_no_process_can_be_made_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    monkeypatch.setattr(os, "fork", refuse)
    with in_background(lambda: str(os.getpid()).encode()) as come:
        assert come() == str(os.getpid()).encode()


def test_a_signal_ends_the_other_process_silently(capfd: pytest.CaptureFixture[str]) -> None:
    parent = os.getpid()

    def work() -> bytes:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(60)
        return b"done"

    with in_background(work) as come:
        assert come() == b"done"
    assert capfd.readouterr().err == ""
