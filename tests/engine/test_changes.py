"""Any change of a source, of an output and of the archive shows, and no other."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.engine.changes import (
    OUTPUT,
    TABLES,
    Counts,
    LastBuild,
    OutputState,
    Sources,
    SourcesChangedError,
    forget_last_build,
    is_complete,
    mark_complete,
    mark_incomplete,
    read_last_build,
    refresh_last_build,
    scan_output,
    scan_sources,
    stamping,
    write_last_build,
)
from sitegen.engine.file_state import NEVER, content_digest, take_snapshot
from sitegen.model.problems import Problem, Severity
from sitegen.model.site_files import Artifact
from sitegen.model.text import Location
from sitegen.output.output_folder import Staging, hold_output

CONTENT = ("content/briefings/a.yaml", "content/site.yaml")
SEEDS = ("seeds/خبر.txt",)
PAGES = (Artifact("a/one.html", b"one"), Artifact("index.html", b"home"), Artifact("z.html", b"last"))
NOTHING = take_snapshot({})


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path in (*CONTENT, *SEEDS, "templates/base.html", "theme/page.html"):
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, encoding="utf-8")
    return tmp_path / "site"


def looked_at(root: Path, last: LastBuild | None = None) -> Sources:
    return scan_sources(root, NEVER).compared_with(last, root / "theme")


def left(sources: Sources, outputs: OutputState | None = None) -> LastBuild:
    """What a build leaves that found these sources and that output."""
    problem = Problem("draft", Severity.WARNING, "a message", Location("seeds/a.txt", 1, 1))
    snapshots = {**sources.snapshots, OUTPUT: outputs.snapshot if outputs else NOTHING}
    return LastBuild("key", snapshots, (problem,), Counts(5, 1), 3)


def copied(root: Path) -> Path:
    """The same in another place, where all inodes and times are others."""
    place = root.with_name("copy")
    shutil.copytree(root, place, symlinks=True, copy_function=shutil.copyfile)
    return place


# Sources


def test_what_changed_is_told_of_content_and_seeds(root: Path) -> None:
    before = looked_at(root)
    assert before.changed is None
    (root / CONTENT[0]).unlink()
    (root / SEEDS[0]).write_text("another text", encoding="utf-8")
    (root / "templates" / "base.html").write_text("another template", encoding="utf-8")
    now = looked_at(root, left(before))
    assert set(now.changed or ()) == {CONTENT[0], "content/briefings/", SEEDS[0]}
    assert now.seeds.paths == before.seeds.paths
    (root / "seeds" / "new.txt").touch()
    assert scan_sources(root, NEVER).seeds.paths != before.seeds.paths


def test_in_a_copy_nothing_changed_but_stamps(root: Path) -> None:
    before = looked_at(root)
    now = looked_at(copied(root), left(before))
    assert now.changed == frozenset()
    for name, snapshot in now.snapshots.items():
        assert snapshot.digests == before.snapshots[name].digests
        assert (snapshot.stamps == before.snapshots[name].stamps) == (name == "code")


def test_what_changes_after_it_was_looked_at_is_refused(root: Path) -> None:
    sources = looked_at(root)
    sources.refuse_changes()
    (root / SEEDS[0]).write_text("another text", encoding="utf-8")
    sources.refuse_changes(CONTENT)
    with pytest.raises(SourcesChangedError) as refused:
        sources.refuse_changes()
    assert [problem.where.path for problem in refused.value.report] == list(SEEDS)
    (root / CONTENT[1]).unlink()
    assert sources.changed_meanwhile(()) == [CONTENT[1]]


# Output


def build(root: Path, *pages: Artifact, last: LastBuild | None = None, keep: tuple[str, ...] = ()) -> LastBuild:
    """Put pages into the output folder, and return what is left for the next build."""
    with hold_output(root / "out", root=root) as output:
        with stamping(output, can_fork=True) as stamps:
            state = scan_output(output, last, stamps())
        staging = Staging(output)
        for page in pages:
            staging.add(page)
        changes = staging.finish(keep)
        ours, made = (
            {*keep, *(page.path for page in pages)},
            {page.path: content_digest(page.content) for page in pages},
        )
        after = replace(state, snapshot=state.after(changes, ours, made))
        if last and not state.changed and ours == set(output.listed):
            assert state.after(changes, None, made) == after.snapshot
        return left(looked_at(root), after)


def changed_in(root: Path, last: LastBuild) -> frozenset[str]:
    with hold_output(root / "out", root=root) as output, stamping(output, can_fork=False) as stamps:
        return scan_output(output, last, stamps()).changed


def test_of_a_folder_as_a_build_left_it_nothing_changed(root: Path) -> None:
    assert changed_in(root, build(root, *PAGES)) == set()


def test_a_page_that_is_gone_or_another_shows(root: Path) -> None:
    last, page = build(root, *PAGES), root / "out" / "index.html"
    page.write_bytes(b"HOME")
    assert changed_in(root, last) == {"index.html"}
    page.unlink()
    assert changed_in(root, last) == {"index.html"}
    page.write_bytes(b"home")
    assert changed_in(root, last) == set()


def test_in_a_copied_folder_nothing_changed(root: Path) -> None:
    last = build(root, *PAGES)
    place = copied(root)
    assert changed_in(place, last) == set()
    (place / "out" / "z.html").write_bytes(b"LAST")
    assert changed_in(place, last) == {"z.html"}


def test_a_link_is_not_the_page_that_it_leads_to(root: Path) -> None:
    last, page = build(root, *PAGES), root / "out" / "index.html"
    page.rename(root / "out" / "copy.html")
    page.symlink_to("copy.html")
    assert changed_in(root, last) == {"index.html"}


def test_what_is_not_ours_does_not_matter(root: Path) -> None:
    last = build(root, *PAGES)
    (root / "out" / "CNAME").write_text("example.net", encoding="ascii")
    assert changed_in(root, last) == set()


def test_pages_that_stay_are_known_as_those_that_were_made(root: Path) -> None:
    last = build(root, *PAGES)
    last = build(root, Artifact("index.html", b"new"), last=last, keep=("a/one.html", "z.html"))
    assert changed_in(root, last) == set()
    last = build(root, Artifact("index.html", b"new"), last=last, keep=("z.html",))
    assert changed_in(root, last) == set()
    (root / "out" / "z.html").write_bytes(b"LAST")
    assert changed_in(root, last) == {"z.html"}


def test_a_changed_page_that_is_not_made_again_goes_on_to_show(root: Path) -> None:
    last = build(root, *PAGES)
    (root / "out" / "z.html").write_bytes(b"LAST")
    last = build(root, *PAGES[:2], last=last, keep=("z.html",))
    assert changed_in(root, last) == {"z.html"}


def test_a_page_that_another_build_put_there_shows(root: Path) -> None:
    last = build(root, *PAGES[:2])
    build(root, *PAGES)
    assert changed_in(root, last) == {"z.html"}


# The last build


def write(archive: Path, build: LastBuild) -> None:
    with closing(sqlite3.connect(archive)) as connection:
        write_last_build(connection, build)
        connection.commit()
    mark_complete(archive)


def test_what_a_build_left_is_read_by_the_next(root: Path, archive: Path) -> None:
    assert read_last_build(archive) is None
    for _ in range(2):
        build = left(looked_at(root))
        write(archive, build)
        assert read_last_build(archive) == build
        (root / SEEDS[0]).write_text("another text", encoding="utf-8")
    mark_incomplete(archive)
    assert read_last_build(archive) is None


def test_new_stamps_are_kept(root: Path, archive: Path) -> None:
    last = left(looked_at(root))
    write(archive, last)
    before = archive.read_bytes()
    refresh_last_build(archive, last, last.snapshots)
    assert archive.read_bytes() == before
    now = left(looked_at(copied(root), last))
    refresh_last_build(archive, last, now.snapshots)
    assert read_last_build(archive) == now


def test_from_an_archive_that_is_shared_before_a_build_ends_nobody_goes_on(root: Path, archive: Path) -> None:
    write(archive, left(looked_at(root)))
    with closing(sqlite3.connect(archive)) as connection:
        forget_last_build(connection)
        connection.commit()
    mark_complete(archive)
    assert read_last_build(archive) is None


def test_two_states_of_one_size_differ_in_their_marks(root: Path, archive: Path) -> None:
    mark = archive.with_name(f"{archive.name}.complete")
    build = left(looked_at(root))
    write(archive, build)
    former = mark.read_text(encoding="ascii")
    write(archive, build)
    mark.write_text(former, encoding="ascii")
    assert not is_complete(archive)


# The archive's own file


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "archive.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(TABLES)
        connection.execute("INSERT INTO last_build VALUES ('word', ?)", ("x" * 20_000,))
        connection.commit()
    mark_complete(file)
    return file


def overwrite_unseen(file: Path) -> None:
    before = file.stat()
    content = file.read_bytes()
    file.write_bytes(content[:40] + b"9876543210" + content[50:])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def put_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def put_link(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


def put_pipe_for_the_mark(file: Path) -> None:
    mark = file.with_name(f"{file.name}.complete")
    mark.unlink()
    os.mkfifo(mark)


def copy_half(file: Path) -> None:
    """Leave it as a copy that was begun: of its size, with nothing behind the beginning."""
    content = file.read_bytes()
    file.write_bytes(content[:8192] + bytes(len(content) - 8192))


def turn_a_byte(file: Path) -> None:
    """Change a byte where it harms no structure."""
    content = bytearray(file.read_bytes())
    content[-20] ^= 1
    file.write_bytes(content)


def write_to_it(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE last_build SET value = ?", ("y" * 20_000,))
        connection.commit()


CHANGES: dict[str, Callable[[Path], object]] = {
    "unmarked": mark_incomplete,
    "overwritten": overwrite_unseen,
    "copied by half": copy_half,
    "written to": write_to_it,
    "another byte": turn_a_byte,
    "another byte in the mark": lambda file: turn_a_byte(file.with_name(f"{file.name}.complete")),
    "touched": lambda file: os.utime(file, (1, 1)),
    "cut off": lambda file: os.truncate(file, 4096),
    "gone": Path.unlink,
    "another file": lambda file: file.replace(file.with_name("away")) and file.write_bytes(b"0123456789" * 500),
    "a link": put_link,
    "a folder": put_folder,
    "a journal beside it": lambda file: file.with_name(f"{file.name}-journal").touch(),
    "a log beside it": lambda file: file.with_name(f"{file.name}-wal").touch(),
    "a pipe as mark": put_pipe_for_the_mark,
    "bytes as mark": lambda file: file.with_name(f"{file.name}.complete").write_bytes(b"\xff\xfe"),
}


def test_a_file_is_complete_until_it_is_marked_as_incomplete(archive: Path) -> None:
    assert is_complete(archive)
    assert is_complete(archive)
    mark_incomplete(archive)
    assert not is_complete(archive)
    mark_incomplete(archive)
    mark_complete(archive)
    assert is_complete(archive)


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_the_archive_shows(archive: Path, change: Callable[[Path], object]) -> None:
    change(archive)
    assert not is_complete(archive)


def test_a_mark_is_written_through_no_link(archive: Path) -> None:
    victim = archive.with_name("victim")
    victim.write_text("mine", encoding="ascii")
    archive.with_name(f"{archive.name}.complete-draft").symlink_to(victim)
    mark_complete(archive)
    assert victim.read_text(encoding="ascii") == "mine"
    assert is_complete(archive)


def test_a_copy_of_a_whole_archive_is_complete(archive: Path) -> None:
    copy = archive.with_name("copy.sqlite")
    shutil.copy(archive, copy)
    assert not is_complete(copy)
    shutil.copy(archive.with_name(f"{archive.name}.complete"), copy.with_name(f"{copy.name}.complete"))
    assert is_complete(copy)
    assert is_complete(copy)
