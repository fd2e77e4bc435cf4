import os
import stat
from pathlib import Path

import pytest

from sitegen.output.journal import LOCK
from sitegen.output.lock import hold_lock
from sitegen.output.manifest import WORK
from sitegen.refusal import Refusal
from sitegen.workbench.new_folder import STAGING, fill_folder

FILES = {"README.md": b"read me\n", "content/site.yaml": b"title: A\n", ".github/workflows/pages.yml": b"name: P\n"}


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def refusal_of(folder: Path) -> Refusal:
    with pytest.raises(Refusal) as refused:
        fill_folder(folder, FILES)
    return refused.value


@pytest.mark.parametrize("name", ["new", "two words", "موقع الأخبار", "a/b/c", "-x", 'quote\'s "and" $HOME'])
def test_a_new_folder_is_made_with_those_above_it(name: str, tmp_path: Path) -> None:
    fill_folder(tmp_path / name, FILES)
    assert files_in(tmp_path / name) == FILES
    assert not list(tmp_path.rglob(f"{STAGING}*"))


def test_others_may_read_what_the_user_lets_them(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    fill_folder(tmp_path / "new", FILES)
    expected = stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    assert {stat.S_IMODE((tmp_path / "new" / name).stat().st_mode) for name in ("", "content")} == {expected}


@pytest.mark.parametrize("entries", [[], [".git/"], [".git"], [".git/", "LICENSE", ".gitattributes", ".DS_Store"]])
def test_an_empty_folder_and_a_fresh_repository_are_filled(entries: list[str], tmp_path: Path) -> None:
    for entry in entries:
        (tmp_path / entry).mkdir() if entry.endswith("/") else (tmp_path / entry).write_bytes(b"theirs")
    before = files_in(tmp_path)
    fill_folder(tmp_path, FILES)
    assert files_in(tmp_path) == FILES | before


@pytest.mark.parametrize(
    ("entries", "reason"),
    [
        (["notes.txt"], "it holds notes.txt"),
        (["a", "b", "c", "d", "e"], "it holds a, b, c and 2 more"),
        ([".git", "README.md"], "README.md would be overwritten"),
        (["readme.MD", "z"], "readme.MD would be overwritten"),
        (["content/"], "content would be overwritten"),
        ([".hidden"], "it holds .hidden"),
    ],
)
def test_a_folder_that_is_not_empty_is_refused_and_left_alone(entries: list[str], reason: str, tmp_path: Path) -> None:
    for entry in entries:
        (tmp_path / entry).mkdir() if entry.endswith("/") else (tmp_path / entry).write_bytes(b"theirs")
    before = everything_in(tmp_path)
    refused = refusal_of(tmp_path)
    assert refused.status == 2
    assert refused.message == f"{tmp_path}: the folder is not empty, {reason}; name a new one"
    assert everything_in(tmp_path) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"theirs")
    assert refusal_of(tmp_path / "file").status == 2
    assert refusal_of(tmp_path / "file" / "below").status == 3
    assert files_in(tmp_path) == {"file": b"theirs"}


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refusal_of(tmp_path / "loop").status in {2, 3}
    assert everything_in(tmp_path) == ["loop"]


def test_a_link_to_an_empty_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    fill_folder(tmp_path / "link", FILES)
    assert files_in(tmp_path / "real") == FILES


@pytest.mark.parametrize("beside", [".", "new"], ids=["above the folder", "in the folder"])
def test_what_a_killed_command_left_is_swept(beside: str, tmp_path: Path) -> None:
    left = tmp_path / beside / f"{STAGING}abc" / "site"
    left.mkdir(parents=True)
    (left / "README.md").write_bytes(b"half")
    fill_folder(tmp_path / "new", FILES)
    assert files_in(tmp_path) == {f"new/{path}": content for path, content in FILES.items()}


def test_what_another_command_is_writing_is_left_alone(tmp_path: Path) -> None:
    theirs = tmp_path / f"{STAGING}abc"
    theirs.mkdir()
    with hold_lock(theirs / WORK / LOCK, patience=0):
        assert refusal_of(tmp_path).message.endswith(f"it holds {theirs.name}; name a new one")
        fill_folder(tmp_path / "new", FILES)
        assert theirs.is_dir()


@pytest.mark.parametrize("is_there", [True, False], ids=["an empty folder", "no folder"])
def test_where_a_file_cannot_be_written_nothing_is_left(is_there: bool, tmp_path: Path) -> None:  # noqa: FBT001 - pytest
    folder = tmp_path / "above" / "new"
    if is_there:
        folder.mkdir(parents=True)
    before = everything_in(tmp_path)
    with pytest.raises(Refusal) as refused:
        fill_folder(folder, FILES | {"x" * 300: b"a name that no disk takes"})
    assert refused.value.status == 3
    assert refused.value.message == f"{folder}: the name is too long for this disk"
    assert everything_in(tmp_path) == before


def test_where_a_move_fails_those_before_it_are_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.name == "content" and target.parent == tmp_path:
            raise KeyboardInterrupt
        return moved(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fill_folder(tmp_path, FILES)
    assert everything_in(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert refusal_of(tmp_path / "new").message == f"{tmp_path / 'new'}: permission denied"
