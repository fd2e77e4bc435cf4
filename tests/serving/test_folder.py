"""A folder for each server of a site."""

import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.output.errors import OutputError
from sitegen.serving.server import hold_folder

HOLDER = """
import sys
from pathlib import Path
from sitegen.serving.server import hold_folder

with hold_folder(Path(sys.argv[1])) as folder:
    print(folder.name, flush=True)
    sys.stdin.read()
"""


def start(place: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLDER, str(place)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def name_of(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_two_servers_have_two_folders_and_a_third_takes_what_is_free_again(tmp_path: Path) -> None:
    with start(tmp_path / ".sitegen") as first:
        assert name_of(first) == "serve"
        with start(tmp_path / ".sitegen") as second:
            assert name_of(second) == "serve-2"
            first.kill()
            first.wait()
            with hold_folder(tmp_path / ".sitegen") as folder:
                assert folder == tmp_path / ".sitegen/serve"
    assert not list(tmp_path.rglob("*.lock"))


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / ".sitegen").write_text("a file")
    with pytest.raises(OutputError, match="a file stands where a folder should be"), hold_folder(tmp_path / ".sitegen"):
        pass
