"""Every kind of file in every place that is read: no hang, no traceback, and build, check and serve tell the same."""

import os
import shutil
import signal
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FrameType
from typing import Final

import pytest

from sitegen.build import BuildOptions, build_site, check_site
from sitegen.commands.serve import preview
from sitegen.model.problems import Problem
from tests.engine.edits import SMALL

pytestmark = pytest.mark.slow

LIMIT: Final = 60
"""Seconds; a pipe that is opened waits for ever."""
FILES: Final = (
    "content/claims.yaml",
    "content/topics/more.yaml",
    "content/briefings/more.yaml",
    "content/pages/more.md",
    "content/pages/pictures/more.png",
    "seeds/more.txt",
    "templates/home.html",
    "templates/parts/cards.html",
    "templates/assets/more.css",
)
"""Places of files that the small site does not have."""
SETTINGS: Final = "content/site.yaml"
FOLDERS: Final = (
    "content/briefings",
    "content/pages",
    "content/pages/pictures",
    "content/topics",
    "content",
    "seeds",
    "templates",
)
CODES: Final = {"not-a-file", "link-ignored", "outside-folder"}


def make_pipe(place: Path) -> None:
    os.mkfifo(place)


def make_device(place: Path) -> None:
    make_node(place, stat.S_IFCHR, os.makedev(1, 5))  # /dev/zero, which never ends


def make_socket(place: Path) -> None:
    make_node(place, stat.S_IFSOCK)


def make_node(place: Path, kind: int, device: int = 0) -> None:
    try:
        os.mknod(place, kind | 0o600, device)
    except OSError:
        pytest.skip("only the superuser makes such a file here")


def make_folder(place: Path) -> None:
    place.mkdir()


def link_nowhere(place: Path) -> None:
    place.symlink_to(place.parent / "nowhere")


def link_in_a_circle(place: Path) -> None:
    place.symlink_to(place)


def link_out(place: Path) -> None:
    outside = Path("/etc") if "." not in place.name else Path("/etc/hostname")
    place.symlink_to(outside)


def link_to_a_device(place: Path) -> None:
    place.symlink_to("/dev/zero")


KINDS: Final = (make_pipe, make_device, make_socket, link_nowhere, link_in_a_circle, link_out, link_to_a_device)


@pytest.fixture(autouse=True)
def time_limit() -> Iterator[None]:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError("it hangs")

    if not (hasattr(os, "mkfifo") and hasattr(signal, "SIGALRM")):
        pytest.skip("no pipes and alarms on this system")
    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def put(root: Path, path: str, make: Callable[[Path], None]) -> None:
    place = root / path
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.is_dir():
        shutil.rmtree(place)
    place.unlink(missing_ok=True)
    make(place)


def told(root: Path) -> list[Problem]:
    """What check tells, after making sure that build and the preview tell the same and end."""
    options = BuildOptions(root=root, with_drafts=True)
    checked = list(check_site(options))
    assert list(build_site(options, root / "site").report) == checked
    assert list(build_site(options, root / "site").report) == checked
    served = preview(root)(root / ".sitegen" / "preview").problems
    assert {problem.path for problem in served} == {problem.where.path for problem in checked}
    return checked


def named(problems: list[Problem]) -> set[str]:
    return {problem.where.path for problem in problems if problem.code in CODES}


@pytest.mark.parametrize("make", [*KINDS, make_folder])
def test_whatever_stands_in_the_place_of_a_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    places: tuple[str, ...] = (SETTINGS, *FILES)
    if make is make_folder:
        places = tuple(path for path in places if not path.endswith(".css"))
    for path in places:
        put(root, path, make)
    assert named(told(root)) == set(places)


@pytest.mark.parametrize("make", [make_pipe, link_nowhere, link_in_a_circle, link_out])
@pytest.mark.parametrize("path", FOLDERS)
def test_whatever_stands_in_the_place_of_a_folder(tmp_path: Path, path: str, make: Callable[[Path], None]) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "small"))
    put(root, path, make)
    assert path in named(list(check_site(BuildOptions(root=root, with_drafts=True))))
