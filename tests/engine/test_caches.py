"""Whatever lies where the cache should be, a build makes the same site, and says the same."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from sitegen.build import BuildOptions, build_site, check_site, make_site
from sitegen.cli import run
from sitegen.engine import build_key, file_state
from sitegen.engine.changes import mark_complete
from sitegen.model.problems import Report, Severity
from sitegen.model.text import SourceText
from sitegen.output.errors import OutputError
from sitegen.output.output_folder import Changes
from sitegen.readers.files import Root, SizeLimit
from sitegen.records.database import create_database
from tests.engine.crowd import pages_in, write_crowd
from tests.engine.edits import caches

pytestmark = pytest.mark.slow

SEED = "seeds/b001.txt"


@pytest.fixture(autouse=True)
def sure_stamps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written a moment ago are not read again for that alone."""
    monkeypatch.setattr(file_state, "_TICK", 0)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_crowd(tmp_path_factory.mktemp("built"), 4)
    build_site(BuildOptions(root=root), root / "site")
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A site that was built, and one of whose articles changed since."""
    root = shutil.copytree(built, tmp_path / "site of many")
    (root / SEED).write_text("Another title\n\nLayla met Adam Sami.\n", encoding="utf-8")
    return root


def archive_of(root: Path) -> Path:
    (found,) = (root / ".sitegen" / "cache").glob("*.sqlite")
    return found


def mark(root: Path) -> None:
    """Mark the archive as if a build had left it like this."""
    mark_complete(archive_of(root))


def check(root: Path) -> None:
    made = make_site(BuildOptions(root=root))
    built = build_site(BuildOptions(root=root), root / "site")
    assert list(built.report) == list(made.report)
    assert pages_in(root / "site") == {file.path: file.content for file in made.artifacts}


def drop_a_table(root: Path) -> None:
    connection = sqlite3.connect(archive_of(root))
    connection.execute("DROP TABLE named")
    connection.close()
    mark(root)


def set_nonsense(column: str, table: str, nonsense: str = "'nonsense'") -> Callable[[Path], None]:
    def damage(root: Path) -> None:
        connection = sqlite3.connect(archive_of(root))
        connection.execute(f"UPDATE {table} SET {column} = {nonsense}")  # noqa: S608 - this file's own words
        connection.commit()
        connection.close()
        mark(root)

    return damage


def cut_pages_out(root: Path) -> None:
    file = archive_of(root)
    content = file.read_bytes()
    file.write_bytes(content[:4096] + bytes(len(content) - 8192) + content[-4096:])
    mark(root)


def put_another_database(root: Path) -> None:
    file = archive_of(root)
    file.unlink()
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE notes (name TEXT, value TEXT)")
    connection.commit()
    connection.close()
    mark(root)


def put_folder(root: Path) -> None:
    file = archive_of(root)
    file.unlink()
    (file / "in it").mkdir(parents=True)


def empty(root: Path) -> None:
    archive_of(root).write_bytes(b"")
    mark(root)


DAMAGES: dict[str, Callable[[Path], None]] = {
    "a table is gone": drop_a_table,
    "pages are gone": cut_pages_out,
    "another database": put_another_database,
    "a folder": put_folder,
    "nothing": empty,
    "abstracts": set_nonsense("abstract", "briefing"),
    "notes of briefings": set_nonsense("note", "note"),
    "digests of facts": set_nonsense("digests", "facts", "x'01'"),
    "summaries": set_nonsense("summary", "briefing_file"),
    "problems": set_nonsense("problems", "step"),
    "ids": set_nonsense("ids", "briefing_file"),
    "facts": set_nonsense("facts", "step", "x'01'"),
    "flags": set_nonsense("value", "named_value", "CASE name WHEN 'flags' THEN '[' ELSE value END"),
    "report": set_nonsense("value", "last_build", "CASE name WHEN 'report' THEN '[' ELSE value END"),
    "counts": set_nonsense("value", "last_build", "CASE name WHEN 'files' THEN '[' ELSE value END"),
    "snapshots": set_nonsense("value", "snapshots", "x'01'"),
    "digests": set_nonsense("value", "snapshots", "CASE part WHEN 'digests' THEN x'01' ELSE value END"),
    "paths": set_nonsense("value", "snapshots", "CASE part WHEN 'paths' THEN 5 ELSE value END"),
    "keys": set_nonsense("many_reads", "step", "x'01'"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_archive_is_made_anew_though_it_is_marked_complete(
    root: Path, damage: Callable[[Path], None]
) -> None:
    damage(root)
    check(root)


def test_an_archive_of_another_format_is_made_anew(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_key, "FORMAT", "0")
    check(root)


def test_an_archive_that_somebody_locks_is_made_anew(root: Path) -> None:
    connection = sqlite3.connect(archive_of(root))
    connection.execute("BEGIN EXCLUSIVE")
    check(root)
    connection.close()


@contextmanager
def readings() -> Iterator[list[str]]:
    """Yield a list to which every file is added that is read as a source while the block runs."""
    read, found = Root.read_text, list[str]()

    def note(self: Root, path: str, limit: SizeLimit, report: Report) -> SourceText | None:
        found.append(path)
        return read(self, path, limit, report)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Root, "read_text", note)
        yield found


def edit_and_build(root: Path) -> Changes | None:
    (root / SEED).write_text("A third title\n\nLayla met Adam Sami.\n", encoding="utf-8")
    return build_site(BuildOptions(root=root), root / "site").changes


def check_that_a_copy_goes_on(root: Path, copy: Path) -> None:
    """In a copy, in which all times and inodes are others, nothing is read; an edit changes the same pages."""
    for _ in range(2):
        with readings() as found:
            changes = build_site(BuildOptions(root=copy), copy / "site").changes
        assert changes == Changes(0, len(pages_in(root / "site")), 0, ())
        assert found == []
    assert edit_and_build(copy) == edit_and_build(root)
    check(copy)


def test_a_copied_site_goes_on_where_it_was(root: Path) -> None:
    build_site(BuildOptions(root=root), root / "site")
    copy = root.with_name("copy")
    shutil.copytree(root, copy, copy_function=shutil.copyfile)
    for path in copy.rglob("*"):
        path.touch()
    check_that_a_copy_goes_on(root, copy)


def check_out(root: Path) -> Path:
    """Return a clone of a built site with its cache and output restored, as a workflow has it."""
    (root / ".gitignore").write_text("/.sitegen\n/site\n", encoding="ascii")
    build_site(BuildOptions(root=root), root / "site")
    clone, git = root.with_name("clone"), ("git", "-c", "user.name=A", "-c", "user.email=a@example.net")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "All"), ("clone", "-q", ".", str(clone))):
        subprocess.run([*git, *command], cwd=root, check=True)
    for restored in (".sitegen", "site"):
        shutil.copytree(root / restored, clone / restored, copy_function=shutil.copyfile)
    return clone


def test_a_fresh_checkout_goes_on_where_cache_and_output_are_restored(root: Path) -> None:
    check_that_a_copy_goes_on(root, check_out(root))


def test_in_a_fresh_checkout_of_an_edit_its_pages_alone_are_made(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clone = check_out(root)
    with readings() as at_home:
        changes = edit_and_build(root)
    assert changes is not None
    assert 0 < changes.written < changes.unchanged
    assert SEED in at_home
    (clone / SEED).write_bytes((root / SEED).read_bytes())
    with readings() as read:
        assert run(["-C", str(clone), "build"]) == 0
    assert set(read) == set(at_home)
    assert f"{changes.written} files written, {changes.unchanged} unchanged, 0 removed" in capsys.readouterr().out
    check(clone)


@pytest.mark.parametrize("damaged", ["index.html", "briefings/b001.html"])
def test_a_page_that_changed_in_a_copy_is_made_again(root: Path, damaged: str) -> None:
    build_site(BuildOptions(root=root), root / "site")
    copy = root.with_name("copy")
    shutil.copytree(root, copy)
    (page,) = (copy / "site").glob(damaged.replace(".html", "*"))
    page = page / "index.html" if page.is_dir() else page
    page.write_bytes(page.read_bytes().swapcase())
    changes = build_site(BuildOptions(root=copy), copy / "site").changes
    assert changes is not None
    assert changes.written == 1
    check(copy)


def test_an_archive_of_another_folder_is_made_anew(root: Path) -> None:
    mine = archive_of(root)
    build_site(BuildOptions(root=root), root / "other")
    (other,) = set((root / ".sitegen" / "cache").glob("*.sqlite")) - {mine}
    for ending in ("", ".complete"):
        Path(f"{mine}{ending}").replace(f"{other}{ending}")
    build_site(BuildOptions(root=root), root / "other")
    assert pages_in(root / "other") == {
        file.path: file.content for file in make_site(BuildOptions(root=root)).artifacts
    }


def test_a_cache_that_is_a_link_is_not_followed(root: Path) -> None:
    elsewhere = root.with_name("elsewhere")
    (root / ".sitegen").rename(root.with_name("away"))
    elsewhere.mkdir()
    (root / ".sitegen").symlink_to(elsewhere)
    check(root)
    assert list(elsewhere.iterdir()) == []


def test_a_cache_that_is_a_file_is_left_alone(root: Path) -> None:
    (root / ".sitegen").rename(root.with_name("away"))
    (root / ".sitegen").write_text("mine", encoding="ascii")
    check(root)
    assert (root / ".sitegen").read_text(encoding="ascii") == "mine"


@contextmanager
def small_disk(place: Path, size: str, *options: str) -> Iterator[None]:
    """Mount a file system of its own at a place; skipped where that is not allowed."""
    place.mkdir(parents=True, exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", ",".join((f"size={size}", *options)), "sitegen-test", str(place)]
    if not shutil.which("mount") or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(place)], check=True)


def build(root: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "sitegen", "-C", str(root), "build"]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, **environment}, cwd=root
    )


@pytest.mark.parametrize("size", ["8k", "64k", "200k"])
def test_a_full_disk_under_the_cache_costs_time_and_nothing_else(tmp_path: Path, size: str) -> None:
    root = write_crowd(tmp_path, 60)
    expected = {file.path: file.content for file in make_site(BuildOptions(root=root)).artifacts}
    with small_disk(root / ".sitegen", size):
        for _ in range(2):
            done = build(root)
            assert done.returncode == 0
            assert "nothing is kept for the next build" in done.stderr
            assert pages_in(root / "site") == expected
            assert {path.name for path in caches(root)} <= {".gitignore"}


def test_a_cache_that_becomes_too_small_is_let_go(tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 40)
    with small_disk(root / ".sitegen", "900k"):
        build_site(BuildOptions(root=root), root / "site")
        write_crowd(root, 200)
        check(root)
        check(root)


def test_a_full_output_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 4)
    with small_disk(root / "out", "900k"):
        build_site(BuildOptions(root=root), root / "out" / "site")
        before = pages_in(root / "out")
        write_crowd(root, 60)
        with pytest.raises(OutputError, match="the disk is full") as refused:
            build_site(BuildOptions(root=root), root / "out" / "site")
        assert refused.value.status == 3
        assert pages_in(root / "out") == before


def test_a_full_temporary_folder_stops_neither_a_build_nor_a_check(tmp_path: Path) -> None:
    root = write_crowd(tmp_path / "site", 4)
    with small_disk(tmp_path / "full", "4k"):
        with suppress(OSError):
            (tmp_path / "full" / "ballast").write_bytes(bytes(8192))
        assert build(root, TMPDIR=str(tmp_path / "full")).returncode == 0
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
            assert not check_site(BuildOptions(root=root)).count(Severity.ERROR)
            shutil.rmtree(root / ".sitegen")
            (root / ".sitegen").write_text("in the way", encoding="ascii")
            check(root)


def test_a_read_only_cache_costs_time_and_nothing_else(tmp_path: Path) -> None:
    root = write_crowd(tmp_path, 4)
    with small_disk(root / ".sitegen", "64k", "ro"):
        check(root)


def test_what_was_killed_on_the_way_is_swept_by_the_next_build(root: Path) -> None:
    place = archive_of(root)
    create_database(place.with_suffix(".new")).close()
    place.with_name(f"{place.name}.complete-draft").write_text("cut o", encoding="ascii")
    Path(f"{place}.complete").unlink()
    check(root)
    assert {path.name for path in caches(root)} == {place.name, f"{place.name}.complete", ".gitignore"}
