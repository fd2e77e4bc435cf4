"""A lock is held by one at a time, and whoever waits for it gets it, whatever happens to its folder meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sitegen.output import lock
from sitegen.output.lock import hold_lock

HOLDERS, ROUNDS = 4, 60


def test_holders_take_turns_though_each_removes_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0)
    inside: list[int] = []
    most: list[int] = []

    def hold(number: int) -> None:
        for _ in range(ROUNDS):
            with hold_lock(tmp_path / "work" / "lock", patience=30):
                inside.append(number)
                most.append(len(inside))
                inside.remove(number)

    with ThreadPoolExecutor(HOLDERS) as threads:
        list(threads.map(hold, range(HOLDERS)))
    assert most == [1] * HOLDERS * ROUNDS
    assert not (tmp_path / "work").exists()
