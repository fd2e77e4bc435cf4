"""A real Dask cluster of two workers makes what one process makes; what keeps it from that is told in a line."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from sitegen import __version__
from sitegen.build import BuildOptions, build_site, check_site, make_site
from sitegen.engine import cluster
from sitegen.engine.build_settings import Workers
from sitegen.engine.cluster import describe_process, open_cluster
from sitegen.engine.workers import Pool
from sitegen.refusal import Refusal
from tests.engine.crowd import pages_in, write_crowd

pytest.importorskip("distributed")
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default::DeprecationWarning", "default::ResourceWarning")]

JOIN = 60
"""Seconds within which a process of the cluster joins it."""


@contextmanager
def started(*arguments: str, told: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process of a cluster, with the line in which it told that it is ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
    )
    try:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        line = next((line for line in lines if told in line), "")
        assert line, f"{arguments} ended"
        Thread(target=list, args=(lines,), daemon=True).start()
        yield process, line
    finally:
        process.kill()
        process.wait()
        if process.stderr:
            process.stderr.close()


@contextmanager
def scheduler() -> Iterator[str]:
    """The address of a scheduler without workers."""
    arguments = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    with started(*arguments, told="Scheduler at:") as (_, line):
        yield line.split()[-1]


@contextmanager
def worker(address: str, *arguments: str, threads: int = 1) -> Iterator[subprocess.Popen[str]]:
    given = (address, "--no-nanny", "--nthreads", str(threads), "--no-dashboard", *arguments)
    with started("distributed.cli.dask_worker", *given, told="Registered to") as (process, _):
        yield process


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The scheduler of two workers, of which one has more threads than one."""
    with scheduler() as found, worker(found), worker(found, threads=3):
        yield found


@pytest.fixture
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for what will not come is waiting, however long."""
    monkeypatch.setattr(cluster, "PATIENCE", 2)


def on(address: str) -> Workers:
    return Workers(cluster=address)


def expected(root: Path) -> dict[str, bytes]:
    return {file.path: file.content for file in make_site(BuildOptions(root=root)).artifacts}


def test_a_cluster_makes_what_one_process_makes_clean_and_warm(address: str, tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    options = BuildOptions(root=root)
    build_site(options, root / "site", workers=on(address))
    assert pages_in(root / "site") == expected(root)

    (root / "seeds" / "b001.txt").write_text("Another title\n\nLayla met Adam Sami.\n", encoding="utf-8")
    built = build_site(options, root / "site", workers=on(address))
    assert pages_in(root / "site") == expected(root)
    assert built.changes
    assert 0 < built.changes.written < 30


def test_workers_know_what_changed_since_the_last_build(address: str, tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    build_site(BuildOptions(root=root), root / "site", workers=on(address))
    actors = root / "content" / "actors.yaml"
    actors.write_text(actors.read_text(encoding="utf-8").replace("Basma Sami", "Number Two"), encoding="utf-8")

    build_site(BuildOptions(root=root), root / "site", workers=on(address))
    assert pages_in(root / "site") == expected(root)


def test_a_check_on_a_cluster_finds_what_one_process_finds(address: str, tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    for name in ("b003", "b050"):
        with (root / f"content/briefings/{name}.yaml").open("a", encoding="utf-8") as file:
            file.write("- {id: n1, kind: context, at: not there, body: <b>html</b>}\n")
    found = list(check_site(BuildOptions(root=root), workers=on(address)))
    assert found == list(check_site(BuildOptions(root=root)))
    assert len(found) == 4


def test_the_command_builds_on_a_cluster_and_says_nothing_of_it(address: str, tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    done = run(root, f"dask={address}")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("built 100 briefings")
    assert pages_in(root / "site") == expected(root)


def test_when_a_worker_is_lost_another_does_its_work(tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    with scheduler() as found, worker(found), worker(found) as other:

        def lose(_stage: str, done: int, total: int) -> None:
            if done == 1 and total and other.poll() is None:
                other.send_signal(signal.SIGKILL)

        built = build_site(BuildOptions(root=root), root / "site", workers=on(found), progress=lose)
    assert built.changes
    assert pages_in(root / "site") == expected(root)


@pytest.mark.usefixtures("impatience")
def test_when_all_workers_are_lost_the_build_ends_with_a_line(tmp_path: Path) -> None:
    root = write_crowd(tmp_path)
    with scheduler() as found, worker(found) as only:

        def lose(_stage: str, done: int, total: int) -> None:
            if done == 1 and total and only.poll() is None:
                only.send_signal(signal.SIGKILL)

        with pytest.raises(Refusal) as told:
            build_site(BuildOptions(root=root), root / "site", workers=on(found), progress=lose)
    assert told.value.status == 3
    assert told.value.message == f"{found}: all workers were lost"
    assert not (root / "site").exists()


def test_an_address_at_which_nobody_answers_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
    done = run(write_crowd(tmp_path, 2), f"dask=tcp://127.0.0.1:{port}")
    told = f"sitegen: tcp://127.0.0.1:{port}: no Dask scheduler answers there\n"
    assert (done.returncode, done.stderr) == (3, told)


@pytest.mark.usefixtures("impatience")
def test_a_scheduler_without_workers_is_told(tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 2)
    with scheduler() as found, pytest.raises(Refusal) as told:
        build_site(BuildOptions(root=root), root / "site", workers=on(found))
    assert (told.value.status, told.value.message) == (3, f"{found}: no worker has joined the Dask scheduler there")


@pytest.mark.parametrize("given", ["dask", "dask=", "dusk=tcp://127.0.0.1:1", "tcp://127.0.0.1:1"])
def test_a_wrong_spelling_is_told_with_the_right_one(tmp_path: Path, given: str) -> None:
    done = run(tmp_path, given)
    assert done.returncode == 2
    assert "write dask=ADDRESS, such as dask=tcp://127.0.0.1:8786" in done.stderr


def test_an_address_of_another_sort_is_told(tmp_path: Path) -> None:
    done = run(write_crowd(tmp_path, 2), "dask=http://127.0.0.1:1")
    assert done.returncode == 2
    assert done.stderr.startswith("sitegen: http://127.0.0.1:1: no address of a Dask scheduler")
    assert done.stderr.count("\n") == 1


def test_without_the_extra_it_is_told_what_to_install(tmp_path: Path) -> None:
    hide = "import sys; sys.modules['distributed'] = None; from sitegen.__main__ import main; main()"
    command = [sys.executable, "-c", hide, "-C", str(tmp_path), "build", "--executor", "dask=tcp://127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert 'pip install "sitegen-briefings[cluster]"' in done.stderr


@pytest.mark.parametrize(
    ("preloaded", "parts"),
    [
        ("import sitegen; sitegen.__version__ = '0.0.0'", ["has sitegen 0.0.0 (", f"; here it is {__version__} ("]),
        ("import sys; sys.modules['sitegen'] = None", ["cannot run sitegen: "]),
    ],
    ids=["another version", "none"],
)
def test_a_worker_without_this_sitegen_is_refused(tmp_path: Path, preloaded: str, parts: list[str]) -> None:
    preload = tmp_path / "preload.py"
    preload.write_text(f"{preloaded}\n", encoding="utf-8")
    root = write_crowd(tmp_path / "site of many", 2)
    with scheduler() as found, worker(found, "--preload", str(preload)):
        done = run(root, f"dask={found}")
    assert done.returncode == 3
    assert [part for part in parts if part not in done.stderr] == []
    assert done.stderr.count("\n") == 1


def test_workers_that_do_not_see_the_site_are_refused(address: str, tmp_path: Path) -> None:
    # A folder below the process's own: the workers have no such process.
    hidden = Path(f"/proc/self/fd/{os.open(write_crowd(tmp_path, 2), os.O_RDONLY)}")
    if not hidden.exists():
        pytest.skip("no /proc")
    settings = BuildOptions(root=hidden).build_settings
    with pytest.raises(Refusal, match="does not see the folder"), open_cluster(address, settings):
        pass
    os.close(int(hidden.name))


def test_two_processes_see_the_same_until_a_file_differs(tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 2)
    settings = BuildOptions(root=root).build_settings
    before = describe_process(settings)
    assert describe_process(settings) == before
    (root / "seeds" / "more.txt").write_text("More\n\nWords.\n", encoding="utf-8")
    after = describe_process(settings)
    assert {name for name in before if before[name] != after[name]} == {str(root)}


def run(root: Path, executor: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "sitegen", "-C", str(root), "build", "--executor", executor]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_crew_of_a_cluster_shares_what_lies_in_the_site(address: str, tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 2)
    with open_cluster(address, BuildOptions(root=root).build_settings) as (executor, workers):
        pool = Pool(executor, workers, root)
        assert pool.workers == 2
        assert list(pool.map_chunks(sorted, [3, 1, 2], size=2)) == [1, 3, 2]
        assert pool.can_share(root / ".sitegen" / "x.sqlite")
        assert not pool.can_share(Path("/elsewhere/x.sqlite"))
