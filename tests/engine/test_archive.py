"""An archive is opened again only as a build left it, for what it was made for; what cannot be kept is not there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.engine.archive import Archive, ArchiveError, new_archive, open_archive, room_for_archives
from sitegen.records.database import DamagedError, commit


def made(place: Path) -> None:
    """Leave an archive as a build does."""
    archive = new_archive(place.with_suffix(".new"))
    with archive.at_work(place) as work:
        archive.write_value("word", "kept")
        commit(archive.connection)
        work.is_done = True


def opened(place: Path) -> Archive:
    archive = open_archive(place)
    assert archive
    return archive


def work_and_be_interrupted(archive: Archive, place: Path, work: Callable[[], None]) -> None:
    with archive.at_work(place):
        work()
        raise KeyboardInterrupt


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made(tmp_path / "a.sqlite")
    return tmp_path / "a.sqlite"


def test_an_archive_is_opened_again_with_what_was_written(place: Path) -> None:
    archive = opened(place)
    assert not archive.is_fresh
    assert archive.value("word") == "kept"
    with archive.at_work(place):
        pass
    assert sorted(path.name for path in place.parent.iterdir()) == ["a.sqlite", "a.sqlite.complete"]


def test_where_there_is_no_archive_none_is_opened(place: Path) -> None:
    assert open_archive(place.with_name("b.sqlite")) is None


def test_while_an_archive_is_open_nobody_else_builds_upon_it(place: Path) -> None:
    archive = opened(place)
    assert open_archive(place) is None
    archive.connection.close()
    assert open_archive(place) is None


def test_what_was_not_committed_is_taken_back(place: Path) -> None:
    archive = opened(place)
    with pytest.raises(KeyboardInterrupt):
        work_and_be_interrupted(archive, place, lambda: archive.write_value("other", "x" * 1_000_000))
    again = opened(place)
    assert again.value("other") == ""
    with again.at_work():
        pass


def test_of_a_new_archive_that_came_to_nothing_nothing_is_left(tmp_path: Path) -> None:
    with new_archive(tmp_path / "a.new").at_work(tmp_path / "a.sqlite"):
        pass
    with pytest.raises(KeyboardInterrupt):
        work_and_be_interrupted(new_archive(tmp_path / "a.new"), tmp_path / "a.sqlite", lambda: None)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_archive_goes_and_is_told(place: Path) -> None:
    archive = opened(place)
    with pytest.raises(ArchiveError) as told, archive.at_work(place):
        raise DamagedError("nonsense")
    assert (told.value.status, told.value.message) == (3, f"{place}: nonsense")
    assert not place.exists()


def test_where_the_place_is_taken_nothing_is_kept_and_nothing_fails(tmp_path: Path) -> None:
    place = tmp_path / "a.sqlite"
    (place / "in it").mkdir(parents=True)
    made(place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.sqlite"]


def test_an_archive_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="unable to open") as told:
        new_archive(tmp_path / "missing" / "a.new")
    assert told.value.status == 3


def test_the_room_for_archives_is_hidden_from_git(tmp_path: Path) -> None:
    with room_for_archives(tmp_path / ".sitegen" / "cache") as room:
        assert room == tmp_path / ".sitegen" / "cache"
        assert (room / ".gitignore").read_text(encoding="ascii") == "*\n"


@pytest.mark.parametrize("at", [".sitegen", ".sitegen/cache"])
@pytest.mark.parametrize("what", ["file", "link", "dangling link"])
def test_where_no_archive_can_be_kept_a_room_is_lent(tmp_path: Path, at: str, what: str) -> None:
    taken, elsewhere = tmp_path / at, tmp_path / "elsewhere"
    elsewhere.mkdir()
    taken.parent.mkdir(exist_ok=True)
    if what == "file":
        taken.write_text("mine", encoding="ascii")
    else:
        taken.symlink_to(elsewhere if what == "link" else "nowhere")
    with room_for_archives(tmp_path / ".sitegen" / "cache") as room:
        assert not room.is_relative_to(tmp_path)
        made(room / "a.sqlite")
    assert not room.exists()
    assert list(elsewhere.iterdir()) == []


def test_on_a_read_only_disk_a_room_is_lent(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only for the superuser")
    tmp_path.chmod(0o500)
    with room_for_archives(tmp_path / ".sitegen" / "cache") as room:
        assert not room.is_relative_to(tmp_path)
    tmp_path.chmod(0o700)
