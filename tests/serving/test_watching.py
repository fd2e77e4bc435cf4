"""Watching real folders: what is told, and that watching goes on whatever becomes of them."""

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from sitegen.serving.watching import FolderWatch

pytestmark = pytest.mark.slow

Start = Callable[..., "Watched"]


class Watched:
    """A watch, and what it told."""

    def __init__(self, root: Path, *, poll: bool) -> None:
        self.root = root
        self.lines: list[str] = []
        self.last_told = 0.0
        """When something was told last."""
        self._told: Queue[frozenset[Path]] = Queue()
        self.watch = FolderWatch(self._keep, poll=poll, tell=self.lines.append)

    def _keep(self, paths: frozenset[Path]) -> None:
        self.last_told = time.monotonic()
        self._told.put(paths)

    def next_names(self, *, seconds: float = 20) -> set[str]:
        """Return the names of the next changes; none where nothing changes for so long."""
        try:
            paths = self._told.get(timeout=seconds)
        except Empty:
            return set()
        return {path.relative_to(self.root).as_posix() for path in paths}

    def wait_for(self, name: str) -> None:
        """Wait until this name is told, and then for quiet."""
        names: set[str] = set()
        while name not in names:
            names = self.next_names()
            assert names, f"{name} was not told"
        while self.next_names(seconds=0.6):
            pass


@pytest.fixture(params=["told", "polled"])
def start(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Start]:
    """Return what starts to watch folders of the temporary one, by the system's notices and by looking."""
    watched: list[Watched] = []

    def start(*names: str) -> Watched:
        watched.append(Watched(tmp_path, poll=request.param == "polled"))
        assert watched[-1].watch.follow(tmp_path / name for name in names)
        return watched[-1]

    yield start
    for each in watched:
        each.watch.stop()


def test_a_file_that_a_link_leads_to_is_told_by_the_link(start: Start, tmp_path: Path) -> None:
    target = tmp_path / "shared" / "a.txt"
    target.parent.mkdir()
    target.write_text("1", encoding="utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.txt").symlink_to("../shared/a.txt")
    watched = start("content")
    target.write_text("two", encoding="utf-8")
    watched.wait_for("content/a.txt")
    new = target.with_name("new")
    new.write_text("three", encoding="utf-8")
    new.replace(target)
    watched.wait_for("content/a.txt")
    other = target.with_name("b.txt")
    other.write_text("1", encoding="utf-8")
    (tmp_path / "content" / "b.txt").symlink_to("../shared/b.txt")
    watched.wait_for("content/b.txt")
    other.write_text("two", encoding="utf-8")
    watched.wait_for("content/b.txt")


def test_a_file_of_a_folder_that_is_made_later(start: Start, tmp_path: Path) -> None:
    watched = start("site/content", "site/seeds")
    (tmp_path / "site").mkdir()
    watched.wait_for("site/content")
    (tmp_path / "site/content").mkdir()
    watched.wait_for("site/content")
    (tmp_path / "site/content/file").write_text("x")
    watched.wait_for("site/content/file")


def test_a_folder_within_that_is_replaced(start: Start, tmp_path: Path) -> None:
    inner = tmp_path / "content/briefings"
    inner.mkdir(parents=True)
    watched = start("content")
    for number in range(3):
        shutil.rmtree(inner)
        inner.mkdir()
        (inner / "file").write_text(f"put back {number}")
    watched.wait_for("content/briefings/file")
    (inner / "file").write_text("edited")
    watched.wait_for("content/briefings/file")


def test_a_folder_that_is_replaced_at_once(start: Start, tmp_path: Path) -> None:
    folder = tmp_path / "content"
    folder.mkdir()
    watched = start("content")
    folder.rename(tmp_path / "old")
    shutil.copytree(tmp_path / "old", folder)
    while watched.next_names(seconds=1):
        pass
    (folder / "file").write_text("x")
    watched.wait_for("content/file")


def test_the_folder_above_that_is_replaced_at_once(start: Start, tmp_path: Path) -> None:
    (tmp_path / "site/content").mkdir(parents=True)
    watched = start("site/content", "site/seeds")
    (tmp_path / "site").rename(tmp_path / "old")
    shutil.copytree(tmp_path / "old", tmp_path / "site")
    while watched.next_names(seconds=1):
        pass
    (tmp_path / "site/content/file").write_text("x")
    watched.wait_for("site/content/file")
    (tmp_path / "site/seeds").mkdir()
    watched.wait_for("site/seeds")


def test_a_link_that_leads_back_up(start: Start, tmp_path: Path) -> None:
    (tmp_path / "content/a/b").mkdir(parents=True)
    (tmp_path / "content/a/b/up").symlink_to("../..")
    (tmp_path / "content/self").symlink_to("self")
    watched = start("content")
    (tmp_path / "content/file").write_text("x")
    assert watched.next_names()
    assert not watched.lines


def test_other_folders_are_followed_from_then_on(start: Start, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    watched = start("one")
    assert not watched.watch.follow([tmp_path / "one"])
    assert watched.watch.follow([tmp_path / "two"])
    (tmp_path / "one/file").write_text("x")
    (tmp_path / "two/file").write_text("x")
    assert watched.next_names() == {"two/file"}


def test_no_save_of_many_is_the_last_without_being_told(start: Start, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "content/file"
    file.write_text("0")
    watched = start("content")
    for number in range(50):
        saved = time.monotonic()
        file.write_text(str(number))
        time.sleep(0.003 * (number % 7))
    while watched.next_names(seconds=1):
        pass
    assert watched.last_told > saved
