"""Processes of this machine that work for this one."""

import gc
import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor
from contextlib import contextmanager
from threading import Thread
from typing import Final

from sitegen.refusal import Refusal

_INTERRUPTIONS: Final = frozenset({signal.SIGINT, signal.SIGTERM})


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
    """Keep interruptions waiting: those who are started here would take them for their own before `_begin_work`."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows: there they are told to all of a console at once
        yield
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _begin_work(thresholds: tuple[int, int, int]) -> None:
    """Leave interruptions to the process that everyone works for: it ends the others. Where it is gone, end too."""
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
