"""Looking again and again: what is seen, on a real disk."""

import os
import threading
import time
from pathlib import Path

import pytest

from sitegen.serving.polling import ADDED, DELETED, MODIFIED, FileChange, PollingWatcher


def look(eyes: PollingWatcher) -> set[FileChange]:
    """Return what is seen, or nothing where nothing changes for a while."""
    end = threading.Event()
    threading.Timer(1.2, end.set).start()
    seen = eyes.wait(end)
    end.set()
    return seen


def test_files_that_come_change_and_go(tmp_path: Path) -> None:
    (tmp_path / "deep/er").mkdir(parents=True)
    for name in ("kept", "changed", "gone"):
        (tmp_path / "deep/er" / name).write_text("x")
    eyes = PollingWatcher([tmp_path], recursive=True)
    (tmp_path / "deep/er/changed").write_text("y")
    (tmp_path / "deep/er/gone").unlink()
    (tmp_path / "new").mkdir()
    (tmp_path / "new/file").write_text("x")
    assert look(eyes) == {
        (MODIFIED, str(tmp_path / "deep/er/changed")),
        (DELETED, str(tmp_path / "deep/er/gone")),
        (ADDED, str(tmp_path / "new")),
        (ADDED, str(tmp_path / "new/file")),
    }
    assert look(eyes) == set()


def test_a_second_save_of_the_same_length_within_a_second_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    eyes = PollingWatcher([tmp_path], recursive=True)
    for text in ("two", "six"):
        file.write_text(text)
        assert look(eyes) == {(MODIFIED, str(file))}


def test_a_file_put_in_the_place_of_another_with_its_time_is_seen(tmp_path: Path) -> None:
    file, other = tmp_path / "file", tmp_path / "other"
    for each in (file, other):
        each.write_text("x")
        os.utime(each, (1, 1))
    eyes = PollingWatcher([tmp_path], recursive=True)
    other.replace(file)
    assert (MODIFIED, str(file)) in look(eyes)


def test_of_a_folder_alone_only_what_is_in_it_itself(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    eyes = PollingWatcher([tmp_path], recursive=False)
    (tmp_path / "in/file").write_text("x")
    (tmp_path / "beside").mkdir()
    assert look(eyes) == {(ADDED, str(tmp_path / "beside"))}


def test_links_are_followed_and_circles_are_gone_round_once(tmp_path: Path) -> None:
    (tmp_path / "site/a/b").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    (tmp_path / "other/file").write_text("x")
    for place, target in (("a/b/up", "../.."), ("self", "self"), ("a/other", "../../other"), ("lost", "nowhere")):
        (tmp_path / "site" / place).symlink_to(target)
    eyes = PollingWatcher([tmp_path / "site"], recursive=True)
    (tmp_path / "other/file").write_text("changed")
    assert (MODIFIED, str(tmp_path / "site/a/other/file")) in look(eyes)


def test_a_folder_that_is_gone_and_back(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "file").write_text("x")
    eyes = PollingWatcher([folder], recursive=True)
    folder.rename(tmp_path / "away")
    assert look(eyes) == {(DELETED, str(folder / "file"))}
    (tmp_path / "away").rename(folder)
    assert look(eyes) == {(ADDED, str(folder / "file"))}


@pytest.mark.parametrize("recursive", [True, False])
def test_the_end_is_at_once(tmp_path: Path, recursive: bool) -> None:  # noqa: FBT001 - what is watched
    end = threading.Event()
    eyes = PollingWatcher([tmp_path], recursive=recursive)
    waiting = threading.Thread(target=eyes.wait, args=(end,))
    waiting.start()
    time.sleep(0.01)
    end.set()
    waiting.join(20)
    assert not waiting.is_alive()
    eyes.close()
