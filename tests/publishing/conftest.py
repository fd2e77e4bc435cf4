"""An editor's desk for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing.desk import Desk, settings_of_git


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with settings_of_git(tmp_path, monkeypatch):
        yield Desk(tmp_path, capsys)
