"""Sets of changes: carried out as a whole, whichever of their steps the machine refuses or a kill cuts short."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model.site_files import Artifact
from sitegen.output.errors import OutputError
from sitegen.output.manifest import WORK
from sitegen.output.output_folder import hold_output
from tests.output.writing import write_output

Files = Mapping[str, str]
STEPS = ("rename", "replace", "mkdir", "rmdir", "unlink", "link")
"""What changes a folder."""


class KilledError(BaseException):
    """The process is gone: nothing is tidied up."""


@contextmanager
def failing(fault_at: Callable[[int], BaseException | None]) -> Iterator[None]:
    """Let a step fail, by its number; steps are counted from 0."""
    count, rmdir = 0, os.rmdir

    def counted(step: Callable[..., object]) -> Callable[..., object]:
        def work(*arguments: object, **options: object) -> object:
            nonlocal count
            count += 1
            fault = fault_at(count - 1)
            if fault and not (step is rmdir and isinstance(fault, OSError)):  # an empty folder that stays does no harm
                raise fault
            return step(*arguments, **options)

        return work

    with pytest.MonkeyPatch.context() as patch:
        for name in STEPS:
            patch.setattr(os, name, counted(getattr(os, name)))
        yield


def write(site: Path, files: Files) -> None:
    write_output(site, [Artifact(path, text.encode()) for path, text in files.items()], root=site.parent)


def files_in(site: Path) -> Files:
    """Every file but the manifest, and no folder may be empty."""
    assert all(any(each.iterdir()) for each in site.rglob("*") if each.is_dir()), "an empty folder was left"
    found = (path for path in site.rglob("*") if path.is_file() and path.name[0] != "." and WORK not in path.parts)
    return {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in found}


def change(site: Path, before: Files, after: Files, fault_at: Callable[[int], BaseException | None]) -> bool:
    """Write one set of files over another while steps fail; return whether that was refused in words."""
    write(site, before)
    with failing(fault_at):
        try:
            write(site, after)
        except OutputError:
            return True
        except KilledError:
            pass
    return False


def settled(site: Path) -> Files:
    """What the next command finds, which holds the folder and does nothing else."""
    with hold_output(site, root=site.parent):
        pass
    return files_in(site)


FOLDERS = {
    "the only file of a folder": ({"briefings/a.html": "a"}, {"briefings/b.html": "b"}),
    "the only file below two folders": ({"en/topics/a.html": "a"}, {"en/topics/b.html": "b"}),
    "a folder within it": ({"topics/a.html": "a"}, {"topics/war/b.html": "b"}),
    "a folder above it": ({"topics/war/a.html": "a"}, {"topics/b.html": "b"}),
    "a file becomes a folder": ({"topics": "a"}, {"topics/b.html": "b"}),
    "a folder becomes a file": ({"topics/war/a.html": "a"}, {"topics": "b"}),
}
"""What happens to a folder of which every file goes while another comes, with one file that stays beside it."""


@pytest.mark.parametrize(("before", "after"), FOLDERS.values(), ids=FOLDERS)
def test_each_file_of_a_folder_may_go_while_another_comes(tmp_path: Path, before: Files, after: Files) -> None:
    before, after = ({"index.html": "home", **files} for files in (before, after))
    for files in (before, after, before):
        write(tmp_path / "site", files)
        assert files_in(tmp_path / "site") == files


@pytest.mark.slow
@pytest.mark.parametrize(("before", "after"), FOLDERS.values(), ids=FOLDERS)
def test_whichever_step_is_refused_or_cut_short(tmp_path: Path, before: Files, after: Files) -> None:
    for number in range(40):
        once, later, killed = (tmp_path / f"{number}-{name}" / "site" for name in ("once", "later", "killed"))
        for site in (once, later, killed):
            site.parent.mkdir()
        is_refused = change(once, before, after, {number: OSError()}.get)
        assert files_in(once) == (before if is_refused else after)
        change(later, before, after, dict.fromkeys(range(number, 400), OSError()).get)
        assert settled(later) in (before, after)
        change(killed, before, after, dict.fromkeys(range(number, 400), KilledError()).get)
        assert settled(killed) in (before, after)


NAMES = st.sampled_from(["a", "b", "c"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)


def as_files(paths: dict[str, str]) -> Files:
    """Leave out each file at whose place a folder is wanted."""
    return {path: text for path, text in paths.items() if not any(one.startswith(f"{path}/") for one in paths)}


FILES = st.dictionaries(PATHS, st.sampled_from(["1", "2"]), min_size=1, max_size=6).map(as_files)


@pytest.mark.slow
@given(FILES, FILES, st.integers(0, 60), st.integers(1, 40))
@example({"a/a": "1"}, {"a/b": "1"}, 7, 3)
def test_any_files_over_any_others(before: Files, after: Files, refused: int, then_killed: int) -> None:
    """A step is refused, and the process may be killed while it takes back what it did."""

    def fault_at(step: int) -> BaseException | None:
        if step == refused:
            return OSError()
        return KilledError() if step >= refused + then_killed else None

    with TemporaryDirectory() as folder:
        site = Path(folder, "site")
        is_refused = change(site, before, after, fault_at)
        with suppress(KilledError):
            assert settled(site) == before if is_refused else settled(site) in (before, after)
        write(site, after)
        assert files_in(site) == after
