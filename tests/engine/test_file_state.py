import os
import shutil
import time
from pathlib import Path

import pytest

from sitegen.engine import file_state
from sitegen.engine.file_state import (
    EMPTY,
    MISSING,
    NEVER,
    UNSURE,
    FileSnapshot,
    SnapshotError,
    compare_snapshots,
    content_digest,
    digests_below,
    scan_folder,
    stamp,
    stamps_below,
    take_snapshot,
)


@pytest.fixture(params=[True, False], ids=["from the folder", "by the whole path"])
def _ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param and not file_state.LOOKS_FROM_FOLDERS:
        pytest.skip("this system cannot look at files from a folder")
    monkeypatch.setattr(file_state, "LOOKS_FROM_FOLDERS", request.param)


def write(root: Path, *paths: str) -> None:
    for path in paths:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)


@pytest.mark.usefixtures("_ways")
def test_all_files_below_a_folder_are_found(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt", "b/d/e.txt", "left/f.txt")
    found = scan_folder(tmp_path, NEVER, prefix="content/", left_out=["left"])
    assert found == {f"content/{path}": stamp(tmp_path / path, NEVER) for path in ("a.txt", "b/c.txt", "b/d/e.txt")}
    assert scan_folder(tmp_path / "none", NEVER) == {}
    assert scan_folder(tmp_path / "a.txt", NEVER) == {}


@pytest.mark.usefixtures("_ways")
def test_links_are_followed_once_and_lead_nowhere_at_worst(tmp_path: Path) -> None:
    write(tmp_path, "own/a.txt", "other/b.txt")
    own = tmp_path / "own"
    (own / "circle").symlink_to(own)
    (own / "file").symlink_to(own / "a.txt")
    (own / "folder").symlink_to(tmp_path / "other")
    (own / "folder again").symlink_to(tmp_path / "other")
    (own / "itself").symlink_to(own / "itself")
    (own / "nowhere").symlink_to(own / "none")
    found = scan_folder(own, NEVER)
    assert found.pop("itself") == found.pop("nowhere") == MISSING
    not_again = [path for path in found if path.endswith("/")]
    assert {found.pop(path) for path in not_again} == {EMPTY}
    assert {path.split("/")[-2] for path in not_again} >= {"circle"}
    assert found.pop("a.txt") == found.pop("file") == stamp(own / "a.txt", NEVER)
    assert {path.rpartition("/")[2] for path in found} == {"a.txt", "b.txt", "file", "itself", "nowhere"}
    assert [path for path in found if path.startswith("folder")] in (["folder/b.txt"], ["folder again/b.txt"])


@pytest.mark.usefixtures("_ways")
def test_files_that_are_named_are_looked_at_as_they_are(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt")
    (tmp_path / "link").symlink_to("a.txt")
    own, within, gone, link = stamps_below(tmp_path, ["a.txt", "b/c.txt", "b/none.txt", "link"])
    assert (own, within) == (stamp(tmp_path / "a.txt", NEVER), stamp(tmp_path / "b" / "c.txt", NEVER))
    assert gone == MISSING
    assert link not in (own, MISSING)
    assert list(stamps_below(tmp_path / "none", ["a.txt"])) == [MISSING]


def test_a_file_that_changed_just_now_is_not_sure(tmp_path: Path) -> None:
    write(tmp_path, "new.txt", "old.txt")
    os.utime(tmp_path / "old.txt", ns=(1, 1))
    assert scan_folder(tmp_path, time.time_ns())["new.txt"] == UNSURE
    later = time.time_ns() + 2_000_000_000
    assert UNSURE not in scan_folder(tmp_path, later).values()


def test_a_file_of_the_same_size_that_was_written_again_has_another_stamp(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    before = stamp(tmp_path / "a.txt", NEVER)
    time.sleep(0.02)
    (tmp_path / "a.txt").write_text("other")
    assert stamp(tmp_path / "a.txt", NEVER) != before


STAMPS = {"a.yaml": 1, "b/c.yaml": 2, "b/خبر.txt": 3, "b-d.yaml": MISSING}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the files of `STAMPS` but one, whose stamps are made up."""
    write(tmp_path, *(path for path in STAMPS if path != "b-d.yaml"))
    return tmp_path


def known(folder: Path, stamps: dict[str, int]) -> FileSnapshot:
    return compare_snapshots(folder, None, take_snapshot(stamps))[1]


def changed(folder: Path, before: FileSnapshot, now: dict[str, int]) -> frozenset[str]:
    """What changed; a second look at the same finds nothing, but for what is not sure."""
    found, after = compare_snapshots(folder, before, take_snapshot(now))
    assert after == known(folder, now)
    assert compare_snapshots(folder, after, take_snapshot(now)) == (frozenset(), after)
    return found


def test_where_nothing_was_before_all_has_come(folder: Path) -> None:
    found, snapshot = compare_snapshots(folder, None, take_snapshot(STAMPS))
    assert found == STAMPS.keys()
    assert snapshot.digest_by_path()["a.yaml"] == content_digest(b"a.yaml")


def test_files_with_new_stamps_and_the_same_content_did_not_change(folder: Path) -> None:
    before = known(folder, STAMPS)
    assert changed(folder, before, STAMPS) == set()
    assert changed(folder, before, {path: stamp + 10 for path, stamp in STAMPS.items()}) == set()
    assert changed(folder, before, {**STAMPS, "a.yaml": UNSURE}) == set()


def test_files_with_other_content_changed(folder: Path) -> None:
    before = known(folder, STAMPS)
    write(folder, "b-d.yaml", "new.yaml")
    (folder / "a.yaml").write_text("other")
    assert changed(folder, before, {**STAMPS, "a.yaml": 7, "b-d.yaml": 8}) == {"a.yaml", "b-d.yaml"}
    now = {**STAMPS, "a.yaml": UNSURE, "b-d.yaml": 8, "new.yaml": 1}
    assert changed(folder, before, now) == {"a.yaml", "b-d.yaml", "new.yaml"}
    assert changed(folder, before, {"a.yaml": 7, "b/c.yaml": 20}) == {"a.yaml", "b/خبر.txt", "b-d.yaml"}
    assert changed(folder, before, {}) == STAMPS.keys()


def test_what_is_not_sure_is_read_each_time(folder: Path) -> None:
    unsure = known(folder, {**STAMPS, "a.yaml": UNSURE})
    (folder / "a.yaml").write_text("other")
    assert changed(folder, unsure, {**STAMPS, "a.yaml": UNSURE}) == {"a.yaml"}


def test_a_file_with_its_stamp_is_not_read(folder: Path) -> None:
    before = known(folder, STAMPS)
    (folder / "a.yaml").write_text("other")
    assert compare_snapshots(folder, before, take_snapshot(STAMPS)) == (frozenset(), before)


def test_a_link_is_not_the_file_that_it_leads_to(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b/c.txt")
    (digest,) = digests_below(tmp_path, ["a.txt"])
    (within,) = digests_below(tmp_path, ["b/c.txt"])
    (tmp_path / "link").symlink_to("a.txt")
    (tmp_path / "folder").symlink_to("b")
    (tmp_path / "nowhere").symlink_to("none")
    (tmp_path / "circle").symlink_to("circle")
    found = list(digests_below(tmp_path, ["link", "folder/c.txt", "nowhere", "circle", "none", "b"]))
    assert len({digest, within, *found}) == 8 - (found[2] == found[4])
    (tmp_path / "a.txt").write_text("other")
    assert list(digests_below(tmp_path, ["link"])) != found[:1]


def test_a_copy_has_the_digests_of_what_was_copied(tmp_path: Path) -> None:
    write(tmp_path, "one/a.txt", "one/b/c.txt")
    (tmp_path / "one" / "link").symlink_to("a.txt")
    shutil.copytree(tmp_path / "one", tmp_path / "two", symlinks=True)
    (tmp_path / "three").symlink_to("two")
    paths = ["a.txt", "b/c.txt", "link"]
    first, second, third = (list(digests_below(tmp_path / name, paths)) for name in ("one", "two", "three"))
    assert first == second == third


@pytest.mark.skipif(os.name != "posix", reason="Windows has no pipes in folders")
def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, "a.txt")
    assert len({*digests_below(tmp_path, ["pipe", ".", "a.txt"])}) == 3


def test_the_order_in_which_files_were_met_does_not_matter() -> None:
    assert take_snapshot(STAMPS) == take_snapshot(dict(reversed(STAMPS.items())))
    assert take_snapshot({}).names == []


FILES = {"seeds/خبر.txt": -(1 << 63), "content/site.yaml": (1 << 63) - 1, "content/\udcff.yaml": 0}


def test_what_was_packed_comes_back(tmp_path: Path) -> None:
    for files in (FILES, {}):
        snapshot = known(tmp_path, files)
        assert FileSnapshot.unpack(snapshot.pack()) == snapshot


@pytest.mark.parametrize(
    "damage", [{"stamps": b"12345678"}, {"stamps": b"1"}, {"paths": b"a"}, {"paths": 5}, {"digests": b""}]
)
def test_what_is_damaged_is_refused(tmp_path: Path, damage: dict[str, bytes]) -> None:
    packed = known(tmp_path, FILES).pack()
    with pytest.raises(SnapshotError):
        FileSnapshot.unpack(packed | damage)
    with pytest.raises(SnapshotError):
        FileSnapshot.unpack({name: part for name, part in packed.items() if name not in damage})
