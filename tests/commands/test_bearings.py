"""What is told in a folder that is no site's."""

from pathlib import Path

import pytest

from sitegen.commands.bearings import strange_folder_line
from tests.commands.typed import run


@pytest.mark.parametrize("command", ["build", "check"])
def test_whoever_stands_in_the_wrong_folder_is_told(command: str, tmp_path: Path) -> None:
    done = run(command, cwd=tmp_path)
    assert done.returncode == 0
    assert "this folder holds no site, neither content/ nor seeds/" in done.stderr
    assert "`sitegen init DIR`" in done.stderr
    assert run("-q", command, cwd=tmp_path).stderr == ""


@pytest.mark.parametrize("name", ["content", "seeds"])
def test_a_folder_that_holds_anything_of_a_site_is_one(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert strange_folder_line(tmp_path) == ""
