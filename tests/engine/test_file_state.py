import os
import time
from pathlib import Path

import pytest

from sitegen.engine import file_state
from sitegen.engine.file_state import (
    EMPTY,
    MISSING,
    NEVER,
    UNSURE,
    changed_files,
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


BEFORE = {"a.yaml": 1, "b/c.yaml": 2, "b/خبر.txt": 3, "b-d.yaml": MISSING}


@pytest.mark.parametrize(
    ("now", "changed"),
    [
        (BEFORE, set()),
        ({**BEFORE, "b/خبر.txt": 4}, {"b/خبر.txt"}),
        ({**BEFORE, "a.yaml": UNSURE}, {"a.yaml"}),
        ({**BEFORE, "a.yaml": MISSING, "b-d.yaml": 5}, {"a.yaml", "b-d.yaml"}),
        ({**BEFORE, "new.yaml": 1}, {"new.yaml"}),
        ({"a.yaml": 1, "b-d.yaml": MISSING, "z.yaml": UNSURE}, {"b/c.yaml", "b/خبر.txt", "z.yaml"}),
        ({}, set(BEFORE)),
    ],
)
def test_what_changed_is_told(now: dict[str, int], changed: set[str]) -> None:
    assert changed_files(take_snapshot(BEFORE), take_snapshot(now)) == changed


def test_what_was_not_sure_then_or_now_may_have_changed() -> None:
    unsure = take_snapshot({"a.yaml": UNSURE, "b.yaml": 1})
    assert changed_files(unsure, take_snapshot({"a.yaml": 5, "b.yaml": 1})) == {"a.yaml"}
    assert changed_files(unsure, unsure) == {"a.yaml"}
    assert changed_files(unsure, take_snapshot({"a.yaml": UNSURE})) == {"a.yaml", "b.yaml"}
    assert not unsure.is_sure


def test_the_order_in_which_files_were_met_does_not_matter() -> None:
    assert take_snapshot(BEFORE) == take_snapshot(dict(reversed(BEFORE.items())))
    assert take_snapshot({}).names == []
