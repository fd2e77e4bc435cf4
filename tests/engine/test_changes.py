"""Any change of a source, of an output and of the archive shows, and no other; whoever looks finds the same."""

import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.engine import changes
from sitegen.engine.changes import (
    TABLES,
    OutputRegister,
    OutputState,
    SourceRegister,
    Sources,
    composed_name,
    is_complete,
    look_at_output,
    look_over,
    mark_complete,
    mark_incomplete,
    scan_sources,
)
from sitegen.engine.file_state import MISSING, NEVER, FileSnapshot, SnapshotError, scan_folder, stamp, take_snapshot
from sitegen.model.site_files import Artifact
from sitegen.output.output_folder import Staging, hold_output

CONTENT = ("content/briefings/a.yaml", "content/site.yaml")
SEEDS = ("seeds/خبر.txt",)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(changes, "WORTH_A_PROCESS", 0)
    for path in (*CONTENT, *SEEDS, "templates/base.html"):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return tmp_path


def inventory(root: Path, *paths: str) -> FileSnapshot:
    return take_snapshot({path: stamp(root / path, NEVER) for path in paths})


def look(root: Path, last: FileSnapshot | None) -> Sources:
    with look_over(root, NEVER, lambda: last) as found:
        assert found.inventories == {"content": inventory(root, *CONTENT), "seeds": inventory(root, *SEEDS)}
        return found


def test_whoever_looks_finds_the_same(root: Path) -> None:
    assert scan_sources(root, NEVER).inventories == look(root, None).inventories
    assert not look(root, None).has_changed
    assert not look(root, inventory(root, *CONTENT)).has_changed
    assert look(root, inventory(root, "content/site.yaml")).has_changed


def test_what_goes_after_the_look_was_there(root: Path) -> None:
    expected = inventory(root, *SEEDS)
    found = scan_sources(root, NEVER)
    with look_over(root, NEVER, None) as alone:
        (root / SEEDS[0]).unlink()
        assert alone.seeds == found.seeds == expected


def test_where_no_process_may_be_forked_nothing_is_compared(root: Path) -> None:
    with look_over(root, NEVER, None) as found:
        assert not found.has_changed
        assert found.seeds == inventory(root, *SEEDS)


def test_where_the_other_process_is_killed_this_one_looks(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    me, scan = os.getpid(), scan_folder

    def be_killed(*place: object, **options: object) -> dict[str, int]:
        if os.getpid() != me:
            os.kill(os.getpid(), signal.SIGKILL)
        return scan(*place, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(changes, "scan_folder", be_killed)
    assert look(root, take_snapshot({})).has_changed


def test_what_changed_is_told_of_content_and_seeds(root: Path) -> None:
    before = scan_sources(root, NEVER)
    before_seeds = before.seeds
    (root / CONTENT[0]).unlink()
    (root / SEEDS[0]).write_text("another text", encoding="utf-8")
    now = scan_sources(root, NEVER)
    assert now.changed_since(before.content, before_seeds) == {CONTENT[0], "content/briefings/", SEEDS[0]}
    assert now.seeds_digest == before.seeds_digest
    (root / "seeds" / "new.txt").touch()
    assert scan_sources(root, NEVER).seeds_digest != before.seeds_digest


def test_a_seed_is_called_as_sidecars_call_it() -> None:
    assert composed_name("seeds/cafe\u0301.txt") == "caf\u00e9.txt"


FILES = {"seeds/خبر.txt": -(1 << 63), "content/site.yaml": (1 << 63) - 1, "content/\udcff.yaml": 0}


@pytest.fixture
def connection() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return connection


def test_the_last_inventories_come_back_by_folder(connection: sqlite3.Connection) -> None:
    inputs = SourceRegister(connection)
    assert inputs.read("content") is None
    for files in (FILES, {}, {"content/site.yaml": 5}):
        inputs.replace({"content": take_snapshot(files), "seeds": take_snapshot({"seeds/a.txt": 1})})
        assert inputs.read("content") == take_snapshot(files)
    assert inputs.read("seeds") == take_snapshot({"seeds/a.txt": 1})


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE inputs SET inventory = substr(inventory, 1, 4)",
        "UPDATE inputs SET inventory = substr(inventory, 1, 12)",
        "UPDATE inputs SET inventory = substr(inventory, 1, 50)",
        "UPDATE inputs SET inventory = 5",
    ],
)
def test_a_damaged_register_is_refused(connection: sqlite3.Connection, damage: str) -> None:
    inputs = SourceRegister(connection)
    inputs.replace({"content": take_snapshot(FILES)})
    connection.execute(damage)
    with pytest.raises(SnapshotError):
        inputs.read("content")


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    file = tmp_path / "archive.sqlite"
    file.write_bytes(b"0123456789")
    mark_complete(file)
    return file


def overwrite_unseen(file: Path) -> None:
    before = file.stat()
    file.write_bytes(b"9876543210")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def put_link(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def put_pipe_for_the_seal(file: Path) -> None:
    mark = file.with_name(f"{file.name}.seal")
    mark.unlink()
    os.mkfifo(mark)


CHANGES: dict[str, Callable[[Path], object]] = {
    "broken": mark_incomplete,
    "overwritten": overwrite_unseen,
    "cut off": lambda file: os.truncate(file, 5),
    "gone": Path.unlink,
    "another file": lambda file: file.replace(file.with_name("away")) and file.write_bytes(b"0123456789"),
    "a link": put_link,
    "a folder": put_folder,
    "a journal beside it": lambda file: file.with_name(f"{file.name}-journal").touch(),
    "a log beside it": lambda file: file.with_name(f"{file.name}-wal").touch(),
    "a pipe as seal": put_pipe_for_the_seal,
    "bytes as seal": lambda file: file.with_name(f"{file.name}.seal").write_bytes(b"\xff\xfe"),
}


def test_a_sealed_file_is_sealed_until_the_seal_is_broken(sealed: Path) -> None:
    assert is_complete(sealed)
    assert is_complete(sealed)
    mark_incomplete(sealed)
    assert not is_complete(sealed)
    mark_incomplete(sealed)
    mark_complete(sealed)
    assert is_complete(sealed)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_shows(sealed: Path, change: Callable[[Path], object]) -> None:
    change(sealed)
    assert not is_complete(sealed)


def test_a_seal_is_written_through_no_link(sealed: Path) -> None:
    victim = sealed.with_name("victim")
    victim.write_text("mine", encoding="ascii")
    sealed.with_name(f"{sealed.name}.seal-draft").symlink_to(victim)
    mark_complete(sealed)
    assert victim.read_text(encoding="ascii") == "mine"
    assert is_complete(sealed)


PAGES = [Artifact("a/one.html", b"one"), Artifact("index.html", b"home"), Artifact("z.html", b"last")]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    with hold_output(tmp_path / "site", root=tmp_path) as output:
        staging = Staging(output)
        for page in PAGES:
            staging.add(page)
        staging.finish(kept=())
    return tmp_path


def seen(site: Path, *, aside: bool = False) -> OutputState:
    with hold_output(site / "site", root=site) as output, look_at_output(output, aside=aside) as found:
        assert found.digest
        return found


def test_whoever_looks_sees_the_same(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = seen(site)
    monkeypatch.setattr(changes, "WORTH_A_PROCESS", 1)
    aside = seen(site, aside=True)

    assert list(here.stamp_of) == ["a/one.html", "index.html", "z.html"]
    assert aside.stamp_of == here.stamp_of
    assert aside.digest == here.digest


def test_a_page_that_is_gone_or_another_shows(site: Path) -> None:
    before, page = seen(site), site / "site" / "index.html"
    page.write_bytes(b"HOME")
    written = seen(site)
    page.unlink()
    gone = seen(site)

    assert len({before.digest, written.digest, gone.digest}) == 3
    assert gone.stamp_of["index.html"] == MISSING
    assert {path for path, one in gone.stamp_of.items() if before.stamp_of[path] != one} == {"index.html"}


def test_a_link_is_not_what_it_leads_to(site: Path) -> None:
    before, page = seen(site), site / "site" / "index.html"
    os.link(page, site / "site" / "copy.html")
    page.unlink()
    page.symlink_to("copy.html")

    assert seen(site).stamp_of["index.html"] != before.stamp_of["index.html"]


def test_what_is_not_ours_does_not_matter(site: Path) -> None:
    before = seen(site)
    (site / "site" / "CNAME").write_text("example.net", encoding="ascii")

    assert seen(site).digest == before.digest


def test_half_of_what_was_told_counts_as_nothing(site: Path) -> None:
    whole = seen(site)
    half = OutputState(whole.output, lambda: whole.stamps.tobytes()[:8])

    assert half.stamps == whole.stamps


@pytest.fixture
def outputs() -> OutputRegister:
    connection = sqlite3.connect(":memory:")
    connection.executescript(TABLES)
    return OutputRegister(connection)


def test_a_stamp_takes_the_place_of_the_former(outputs: OutputRegister) -> None:
    outputs.put({"index.html": 1, "a-z.html": -(1 << 63)})
    outputs.put({"index.html": (1 << 63) - 1})

    assert outputs.stamps() == {"index.html": (1 << 63) - 1, "a-z.html": -(1 << 63)}


def test_all_files_take_the_place_of_all_former_ones(outputs: OutputRegister) -> None:
    outputs.put({"gone.html": 1, "same.html": 2, "other.html": 3})
    outputs.replace({"same.html": 2, "other.html": 4, "new.html": 5})

    assert outputs.stamps() == {"same.html": 2, "other.html": 4, "new.html": 5}
