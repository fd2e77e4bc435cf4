"""A site in a repository of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publishing.git_site import GitSite, settings_of_git


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[GitSite]:
    with settings_of_git(tmp_path, monkeypatch):
        yield GitSite(tmp_path, capsys)
