"""Builds that are killed, interrupted or crowded: the next one is as good as a clean one, and nobody stays behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, make_site
from tests.engine.crowd import pages_in, write_crowd

pytestmark = pytest.mark.slow

Process = subprocess.Popen[str]
ANSWER = 60
"""Seconds after which a process hangs."""


@contextmanager
def running(
    root: Path, *arguments: str, command: Sequence[str] = (sys.executable, "-m", "sitegen")
) -> Iterator[Process]:
    """A command in a process group of its own, as a shell starts it."""
    process = subprocess.Popen(
        [*command, "-C", str(root), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=ANSWER)


def wait_until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + ANSWER
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def workers_of(process: Process) -> list[int]:
    """The processes that a process has started, by its children in /proc."""
    try:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text(encoding="ascii")
    except FileNotFoundError:
        pytest.skip("no /proc that tells a process's children")
    return [int(number) for number in children.split()]


def is_at_work(process: Process, *, workers: int = 2) -> bool:
    assert process.poll() is None, process.communicate()
    return len(workers_of(process)) >= workers


def is_gone(number: int) -> bool:
    """Tell whether a process has ended; a dead one that nobody has taken leave of counts as that."""
    try:
        return Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


@dataclass(frozen=True)
class Crowd:
    """A site of many briefings that was built once for all tests."""

    folder: Path
    lasted: float
    """Seconds."""
    made: dict[str, bytes]
    """What a build makes of it."""
    made_after_edits: dict[str, bytes]
    """And when all its seeds were edited."""

    def copy(self, root: Path) -> Path:
        return shutil.copytree(self.folder, root)

    def copy_unbuilt(self, root: Path) -> Path:
        return shutil.copytree(self.folder, root, ignore=shutil.ignore_patterns("site", ".sitegen"))


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Crowd:
    root = write_crowd(tmp_path_factory.mktemp("crowd"))
    began = time.monotonic()
    build_site(BuildOptions(root=root), root / "site")
    lasted = time.monotonic() - began
    edited = shutil.copytree(root, tmp_path_factory.mktemp("edited") / "crowd")
    edit_all(edited)
    made = {file.path: file.content for file in make_site(BuildOptions(root=edited)).artifacts}
    return Crowd(root, lasted, pages_in(root / "site"), made)


def check_next_build(root: Path, made: dict[str, bytes]) -> None:
    with running(root, "build", "--jobs", "2") as process:
        _, told = process.communicate(timeout=ANSWER)
        assert process.returncode == 0, told
    assert pages_in(root / "site") == made
    assert not [path for path in (root / "site").rglob(".sitegen-*") if path.name != ".sitegen-manifest"]


def edit_all(root: Path) -> None:
    for seed in (root / "seeds").iterdir():
        seed.write_text(seed.read_text(encoding="utf-8") + "\nMore follows.\n", encoding="utf-8")


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
@pytest.mark.parametrize("is_warm", [False, True], ids=["clean", "warm"])
def test_after_a_kill_the_next_build_is_a_clean_one(
    crowd: Crowd,
    tmp_path: Path,
    share: float,
    is_warm: bool,  # noqa: FBT001 - drawn
) -> None:
    root = crowd.copy(tmp_path / "crowd")
    edit_all(root)
    with running(root, "build", "--jobs", "2", *([] if is_warm else ["--clean"])) as process:
        time.sleep(crowd.lasted * share)
        workers = workers_of(process) if process.poll() is None else []
        process.kill()
        process.wait(ANSWER)
        wait_until(lambda: all(map(is_gone, workers)))
    check_next_build(root, crowd.made_after_edits)


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("to_all", [False, True], ids=["process", "group"])
def test_an_interrupted_build_leaves_the_site_as_it_was_and_nobody_at_work(
    crowd: Crowd,
    tmp_path: Path,
    sent: signal.Signals,
    status: int,
    to_all: bool,  # noqa: FBT001 - drawn
) -> None:
    root = crowd.copy(tmp_path / "crowd")
    edit_all(root)
    with running(root, "build", "--clean", "--jobs", "2") as process:
        wait_until(lambda: is_at_work(process))
        workers = workers_of(process)
        if to_all:
            os.killpg(process.pid, sent)
        else:
            process.send_signal(sent)
        out, told = process.communicate(timeout=ANSWER)
        assert (process.returncode, out, told.strip("\n")) == (status, "", "")  # a new line behind the terminal's ^C
        wait_until(lambda: all(map(is_gone, workers)))
    assert pages_in(root / "site") == crowd.made
    check_next_build(root, crowd.made_after_edits)


def test_a_worker_that_is_killed_ends_the_build_with_a_line(crowd: Crowd, tmp_path: Path) -> None:
    root = crowd.copy_unbuilt(tmp_path / "crowd")
    with running(root, "build", "--jobs", "2") as process:
        wait_until(lambda: is_at_work(process))
        os.kill(workers_of(process)[0], signal.SIGKILL)
        out, told = process.communicate(timeout=ANSWER)
        assert process.returncode == 3, told
    assert out == ""
    assert told.startswith("sitegen: a process that worked for this one was ended from outside")
    assert told.count("\n") == 1
    assert not (root / "site").exists()
    check_next_build(root, crowd.made)


def test_two_builds_at_once_in_two_folders_do_not_meet(crowd: Crowd, tmp_path: Path) -> None:
    root = crowd.copy_unbuilt(tmp_path / "crowd")
    with running(root, "build", "--jobs", "2") as one, running(root, "build", "--output", str(root / "other")) as other:
        assert (one.wait(ANSWER), other.wait(ANSWER)) == (0, 0)
    assert pages_in(root / "site") == pages_in(root / "other")
    check_next_build(root, crowd.made)


def test_two_builds_at_once_in_one_folder_follow_each_other(crowd: Crowd, tmp_path: Path) -> None:
    root = crowd.copy_unbuilt(tmp_path / "crowd")
    with running(root, "build", "--jobs", "2") as one, running(root, "build", "--clean") as other:
        assert (one.wait(ANSWER), other.wait(ANSWER)) == (0, 0)
    check_next_build(root, crowd.made)


@pytest.mark.parametrize("jobs", ["1", "2", "8"])
def test_any_number_of_processes_makes_the_same(crowd: Crowd, tmp_path: Path, jobs: str) -> None:
    root = crowd.copy_unbuilt(tmp_path / "crowd")
    with running(root, "build", "--jobs", jobs) as process:
        _, told = process.communicate(timeout=ANSWER)
        assert process.returncode == 0, told
    assert pages_in(root / "site") == crowd.made


def test_the_installed_command_works_with_processes_and_closed_streams(crowd: Crowd, tmp_path: Path) -> None:
    root = crowd.copy_unbuilt(tmp_path / "crowd")
    script = Path(sys.executable).with_name("sitegen")
    shell = ("sh", "-c", 'exec "$0" "$@" <&- >&- 2>&-', str(script))
    with running(root, "build", "--jobs", "2", command=shell) as process:
        assert process.wait(ANSWER) == 0
    check_next_build(root, crowd.made)


SPAWNED = """
import sys, threading
from pathlib import Path
from sitegen.build import BuildOptions, build_site
from sitegen.engine.build_settings import Workers

def build():
    root = Path(sys.argv[2])
    build_site(BuildOptions(root=root), root / "site", workers=Workers(2, can_fork=False))

if __name__ == "__main__":
    thread = threading.Thread(target=build)
    thread.start()
    thread.join()
"""


def test_processes_are_started_anew_from_a_thread(crowd: Crowd, tmp_path: Path) -> None:
    root = crowd.copy_unbuilt(tmp_path / "site of many")
    (tmp_path / "run.py").write_text(SPAWNED, encoding="utf-8")
    with running(root, command=(sys.executable, str(tmp_path / "run.py"))) as process:
        out, told = process.communicate(timeout=ANSWER)
        assert (process.returncode, out, told) == (0, "", "")
    check_next_build(root, crowd.made)
