"""Output: whole or not at all, unchanged files untouched, nothing of others removed."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.model.site_files import Artifact
from sitegen.output.output_folder import Changes, OutputError, clean_output, hold_output
from tests.output.writing import write_output

MANIFEST = ".sitegen-manifest"
REPOSITORY = Path(__file__).parent.parent


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "root").mkdir()
    return tmp_path / "root"


@pytest.fixture
def site(root: Path) -> Path:
    return root / "site"


def write(site: Path, files: dict[str, str], *, root: Path | None = None, patience: float = 10) -> Changes:
    artifacts = (Artifact(path, text.encode()) for path, text in files.items())
    return write_output(site, artifacts, root=root or site.parent, patience=patience)


def files_in(folder: Path) -> dict[str, str]:
    """Every file but the manifest, and nothing else may be there: neither staging nor an empty folder."""
    if not folder.exists():
        return {}
    assert all(any(each.iterdir()) for each in folder.rglob("*") if each.is_dir()), "an empty folder was left"
    return {
        str(path.relative_to(folder)): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def refusal(site: Path, files: dict[str, str], *, root: Path | None = None) -> tuple[int, str]:
    with pytest.raises(OutputError) as caught:
        write(site, files, root=root)
    assert "\n" not in caught.value.message
    return caught.value.status, caught.value.message


# What is written, what is left alone, what goes


def test_files_are_written_in_folders(site: Path) -> None:
    files = {"index.html": "home", "briefings/one.html": "نص", "en/briefings/one.html": "text"}
    assert write(site, files) == Changes(3, 0, 0, ("briefings/one.html", "en/briefings/one.html", "index.html"))
    assert files_in(site) == files


def test_a_second_build_touches_nothing(site: Path) -> None:
    write(site, {"index.html": "home", "a/b.html": "page"})
    before = {path: path.stat() for path in site.rglob("*") if path.is_file()}
    assert write(site, {"index.html": "home", "a/b.html": "page"}) == Changes(0, 2, 0, ())
    assert {path: path.stat() for path in site.rglob("*") if path.is_file()} == before


def test_only_what_changed_is_written_and_what_is_stale_goes_with_its_folder(site: Path) -> None:
    write(site, {"index.html": "1", "same.html": "same", "old/deep/gone.html": "gone", "old/kept.html": "kept"})
    inode = (site / "same.html").stat().st_ino
    changes = write(site, {"index.html": "2", "same.html": "same", "old/kept.html": "kept", "new/page.html": "new"})
    assert changes == Changes(2, 2, 1, ("index.html", "new/page.html", "old/deep/gone.html"))
    assert files_in(site) == {
        "index.html": "2",
        "same.html": "same",
        "old/kept.html": "kept",
        "new/page.html": "new",
    }
    assert (site / "same.html").stat().st_ino == inode
    assert not (site / "old/deep").exists()


def test_contents_decide_not_times(site: Path) -> None:
    write(site, {"index.html": "home"})
    stat = (site / "index.html").stat()
    (site / "index.html").write_text("hime")
    os.utime(site / "index.html", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert write(site, {"index.html": "home"}).written == 1
    assert files_in(site) == {"index.html": "home"}


def test_a_file_of_ours_that_was_removed_comes_back(site: Path) -> None:
    write(site, {"index.html": "home", "a/b.html": "page"})
    (site / "a/b.html").unlink()
    (site / "a").rmdir()
    assert write(site, {"index.html": "home", "a/b.html": "page"}).paths == ("a/b.html",)


def test_files_of_others_are_kept(site: Path) -> None:
    write(site, {"index.html": "home", "a/page.html": "page"})
    (site / "CNAME").write_text("example.org")
    (site / "a/verification.txt").write_text("code")
    write(site, {"index.html": "new home"})
    assert files_in(site) == {"CNAME": "example.org", "a/verification.txt": "code", "index.html": "new home"}


def test_a_file_may_become_a_folder_and_back(site: Path) -> None:
    write(site, {"topics": "a file", "en/x.html": "x"})
    write(site, {"topics/war.html": "a page", "en": "a file"})
    assert files_in(site) == {"topics/war.html": "a page", "en": "a file"}
    write(site, {"topics": "a file", "en/x.html": "x"})
    assert files_in(site) == {"topics": "a file", "en/x.html": "x"}


def test_the_manifest_depends_on_the_paths_alone(site: Path, root: Path) -> None:
    write(site, {"b.html": "1", "a.html": "2", "نص.html": "3"})
    write(root / "other", {"نص.html": "3", "a.html": "4", "b.html": "5"})
    assert (site / MANIFEST).read_bytes() == (root / "other" / MANIFEST).read_bytes()


def test_the_output_may_be_a_link_to_a_folder(site: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    site.symlink_to(tmp_path / "elsewhere")
    write(site, {"index.html": "home"})
    assert files_in(tmp_path / "elsewhere") == {"index.html": "home"}


def test_an_empty_site_is_a_site(site: Path) -> None:
    write(site, {"index.html": "home"})
    assert write(site, {}).removed == 1
    assert files_in(site) == {}


# Cleaning


def test_cleaning_removes_what_is_ours(site: Path, root: Path) -> None:
    write(site, {"index.html": "home", "a/b/page.html": "page"})
    assert clean_output(site, root=root) == 2
    assert not site.exists()


def test_cleaning_keeps_what_is_not(site: Path, root: Path) -> None:
    write(site, {"index.html": "home", "a/b/page.html": "page"})
    (site / "a/mine.txt").write_text("mine")
    clean_output(site, root=root)
    assert files_in(site) == {"a/mine.txt": "mine"}


def test_cleaning_what_is_not_there_or_not_ours(site: Path, root: Path) -> None:
    assert clean_output(site, root=root) == 0
    site.mkdir()
    assert clean_output(site, root=root) == 0
    (site / "mine.txt").write_text("mine")
    with pytest.raises(OutputError) as caught:
        clean_output(site, root=root)
    assert caught.value.status == 2
    assert files_in(site) == {"mine.txt": "mine"}


# Refused folders


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("root", "it is the site's own folder or above it"),
        ("", "it is the site's own folder or above it"),
        ("root/content/site", "it is in the site's content/"),
        ("root/seeds", "it is in the site's seeds/"),
        ("root/site/../templates/x", "it is in the site's templates/"),
        ("link", "it is the site's own folder or above it"),
        ("home", "it is your home folder or above it"),
        ("clone", "it holds a git repository"),
        ("clone/.git/site", "it holds a git repository"),
        ("foreign", "it holds files that sitegen did not make"),
        ("/", "it is the root of the disk"),
    ],
)
def test_folders_that_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, reason: str) -> None:
    for folder in ("root/content", "root/seeds", "home", "clone/.git", "foreign"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "foreign/thesis.txt").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "root")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    before = sorted(tmp_path.rglob("*"))
    status, message = refusal(tmp_path / output, {"index.html": "home"}, root=tmp_path / "root")
    assert (status, message) == (2, f"{tmp_path / output}: refused as output: {reason}")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_manifest_that_names_places_outside_makes_no_folder_ours(site: Path, root: Path) -> None:
    write(site, {"index.html": "home"})
    (root / "treasure.txt").write_text("gold")
    manifest = (site / MANIFEST).read_text(encoding="utf-8")
    (site / MANIFEST).write_text(manifest.replace("index.html", "../treasure.txt"), encoding="utf-8")
    assert refusal(site, {"index.html": "home"})[0] == 2
    assert (root / "treasure.txt").read_text() == "gold"


@pytest.mark.parametrize("damage", ["", "index.html\n", "cut off"])
def test_a_damaged_manifest_makes_no_folder_ours(site: Path, damage: str) -> None:
    write(site, {"index.html": "home"})
    manifest = (site / MANIFEST).read_text(encoding="utf-8")
    (site / MANIFEST).write_text(manifest[:-5] if damage == "cut off" else damage, encoding="utf-8")
    assert refusal(site, {"index.html": "home"})[0] == 2


def test_a_file_of_the_user_is_never_written_over(site: Path) -> None:
    write(site, {"index.html": "home"})
    (site / "robots.txt").write_text("mine")
    status, message = refusal(site, {"index.html": "new", "robots.txt": "ours"})
    assert status == 2
    assert "robots.txt: a file that sitegen did not make stands where a page should be" in message
    assert files_in(site) == {"index.html": "home", "robots.txt": "mine"}


# Refused files


@pytest.mark.parametrize(
    "path",
    ["../x", "a/../../x", "/etc/x", "a//b", "", ".", "a/", "a\\b", "a\0b", "a\nb", "\ud800", ".git/config", MANIFEST],
)
def test_paths_that_are_refused(site: Path, path: str) -> None:
    assert refusal(site, {"index.html": "home", path: "x"})[0] == 1
    assert not site.exists()


@pytest.mark.parametrize(
    ("one", "other"),
    [("a.html", "A.html"), ("\u00e9.html", "e\u0301.html"), ("a", "a/b"), ("a/b", "a"), ("a/b", "A/c"), ("ß", "SS")],
)
def test_two_pages_that_want_one_name_somewhere(site: Path, one: str, other: str) -> None:
    status, message = refusal(site, {one: "1", other: "2"})
    assert status == 1
    assert "two pages want this" in message
    assert not site.exists()


def test_the_very_same_path_twice(site: Path, root: Path) -> None:
    with pytest.raises(OutputError, match="two pages want this file"):
        write_output(site, [Artifact("a.html", b"1"), Artifact("a.html", b"1")], root=root)


def test_a_name_that_is_too_long(site: Path) -> None:
    assert refusal(site, {"ب" * 128: "page"})[0] == 3
    assert not site.exists()


# Links in the output


def test_a_linked_folder_is_not_followed(site: Path, root: Path) -> None:
    write(site, {"a/page.html": "old"})
    (root / "outside").mkdir()
    (root / "outside/page.html").write_text("mine")
    (site / "a/page.html").unlink()
    (site / "a").rmdir()
    (site / "a").symlink_to(root / "outside")
    assert refusal(site, {"a/page.html": "new"})[0] == 2
    assert (root / "outside/page.html").read_text() == "mine"
    write(site, {"index.html": "home"})
    assert (root / "outside/page.html").read_text() == "mine"


def test_a_linked_file_is_replaced_not_followed(site: Path, root: Path) -> None:
    write(site, {"page.html": "same", "gone.html": "x"})
    (root / "outside.html").write_text("same")
    for name in ("page.html", "gone.html"):
        (site / name).unlink()
        (site / name).symlink_to(root / "outside.html")
    write(site, {"page.html": "same"})
    assert not (site / "page.html").is_symlink()
    assert files_in(site) == {"page.html": "same"}
    assert (root / "outside.html").read_text() == "same"


def test_links_that_go_round_in_a_circle_and_pipes_do_no_harm(site: Path) -> None:
    write(site, {"page.html": "page"})
    (site / "loop").symlink_to(".")
    (site / "other").symlink_to("other")
    os.mkfifo(site / "pipe")
    assert write(site, {"page.html": "new"}).written == 1
    assert refusal(site / "other/x", {"page.html": "page"})[0] == 3


# Whole or not at all


def test_a_page_that_cannot_be_made_leaves_the_old_site(site: Path, root: Path) -> None:
    def pages() -> Iterator[Artifact]:
        yield Artifact("index.html", b"new")
        yield Artifact("new/page.html", b"new")
        raise RuntimeError

    write(site, {"index.html": "old", "old.html": "old"})
    with pytest.raises(RuntimeError):
        write_output(site, pages(), root=root)
    assert files_in(site) == {"index.html": "old", "old.html": "old"}
    with pytest.raises(RuntimeError):
        write_output(root / "deep/new", pages(), root=root)
    assert not (root / "deep").exists()


def test_a_refusal_midway_undoes_all(site: Path) -> None:
    old = {"a.html": "old", "b/c.html": "old", "stale/x.html": "old"}
    write(site, old)
    (site / "d.html").mkdir()
    (site / "d.html/mine.txt").write_text("mine")
    status, message = refusal(site, {"a.html": "new", "b/c.html": "new", "e/f.html": "new", "d.html": "new"})
    assert (status, message) == (3, f"{site / 'd.html'}: a folder stands where a file should be")
    assert files_in(site) == {**old, "d.html/mine.txt": "mine"}
    assert write(site, {"a.html": "new"}).removed == 2


def test_a_file_where_a_folder_should_be(site: Path, root: Path) -> None:
    write(site, {"index.html": "old"})
    (site / "briefings").write_text("mine")
    status, message = refusal(site, {"index.html": "new", "briefings/one.html": "page"})
    assert (status, message) == (3, f"{site / 'briefings'}: a file stands where a folder should be")
    assert files_in(site) == {"index.html": "old", "briefings": "mine"}
    for output in ("site/briefings", "site/briefings/deeper"):
        assert refusal(root / output, {"index.html": "home"}, root=root)[0] == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_read_only_output(site: Path) -> None:
    write(site, {"index.html": "old"})
    site.chmod(0o555)
    try:
        assert refusal(site, {"index.html": "new"})[0] == 3
    finally:
        site.chmod(0o755)
    assert files_in(site) == {"index.html": "old"}


@pytest.mark.parametrize("text", ["the same text", "another text"])
def test_a_file_of_ours_may_change_the_case_of_its_name(site: Path, text: str) -> None:
    """On a disk that ignores case both names lead to one file; a second link stands for that here."""
    write(site, {"assets/Style.css": "the same text", "index.html": "home"})
    (site / "assets/style.css").hardlink_to(site / "assets/Style.css")
    write(site, {"assets/style.css": text, "index.html": "home"})
    assert files_in(site) == {"assets/style.css": text, "index.html": "home"}


def test_a_file_of_the_user_beside_ours_of_another_case_is_his(site: Path) -> None:
    write(site, {"assets/Style.css": "ours"})
    (site / "assets/style.css").write_text("a user's")
    assert refusal(site, {"assets/style.css": "ours"})[0] == 2
    (site / "assets/Style.css").unlink()
    assert refusal(site, {"assets/style.css": "ours"})[0] == 2


def test_a_file_that_the_disk_cannot_take(site: Path) -> None:
    write(site, {"index.html": "old"})
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, hard))
    try:
        status, message = refusal(site, {"index.html": "new", "a/big.html": "x" * 20_000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert status == 3
    assert message.startswith(str(site / "a/big.html"))
    assert files_in(site) == {"index.html": "old"}


def test_a_full_disk(root: Path) -> None:
    disk = root / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not allowed here")
    try:
        write(disk / "site", {"index.html": "old", "stale.html": "old"}, root=root)
        status, message = refusal(disk / "site", {f"{number}.html": "x" * 9_000 for number in range(20)}, root=root)
        assert status == 3
        assert message.endswith("the disk is full")
        assert files_in(disk / "site") == {"index.html": "old", "stale.html": "old"}
    finally:
        subprocess.run(["umount", disk], check=True)


# Killed, interrupted, two at once

VICTIM = """
import os, signal, sys, time
from pathlib import Path
from sitegen.output import journal
from sitegen.model.site_files import Artifact
from tests.output.writing import write_output

step, end = sys.argv[2], sys.argv[3]

def fall(name):
    if name == step:
        if end == "wait":
            print("here", flush=True)
            time.sleep(30)
        os.kill(os.getpid(), getattr(signal, end))

def falling(function):
    def wrapped(*arguments):
        calls[function.__name__] = calls.get(function.__name__, 0) + 1
        fall(f"{function.__name__} {calls[function.__name__]}")
        return function(*arguments)
    return wrapped

calls = {}
for name in ("_keep_a_copy", "carry_out", "_do_or_undo", "_remove_empty_parents"):
    setattr(journal, name, falling(getattr(journal, name)))
import sitegen.output.output_folder
sitegen.output.output_folder.carry_out = journal.carry_out

def pages():
    for number in range(6):
        fall(f"page {number}")
        yield Artifact(f"p{number}/page.html", b"new")

signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
write_output(Path(sys.argv[1]), pages(), root=Path(sys.argv[1]).parent)
fall("end")
"""
OLD = {f"p{number}/page.html": "old" for number in range(3)} | {"stale/page.html": "old"}
NEW = {f"p{number}/page.html": "new" for number in range(6)}


def start_victim(site: Path, step: str, end: str) -> "subprocess.Popen[str]":
    """Start a build that comes to its end at a step of its work."""
    return subprocess.Popen(
        [sys.executable, "-c", VICTIM, site, step, end],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


STAGING_STEPS = ["page 0", "page 3", "carry_out 1"]
SWAPPING_STEPS = [
    "_do_or_undo 1",
    "_remove_empty_parents 1",
    "_keep_a_copy 1",
    "_keep_a_copy 3",
    "_keep_a_copy 7",
    "end",
]


@pytest.mark.parametrize("step", STAGING_STEPS + SWAPPING_STEPS)
def test_after_a_kill_the_next_command_completes_or_discards(site: Path, root: Path, step: str) -> None:
    write(site, OLD)
    victim = start_victim(site, step, "SIGKILL")
    victim.communicate(timeout=30)
    assert victim.returncode == -signal.SIGKILL
    with hold_output(site, root=root, patience=0):
        pass
    assert files_in(site) == (OLD if step in STAGING_STEPS else NEW)
    assert write(site, NEW, patience=0).written == (6 if step in STAGING_STEPS else 0)
    assert files_in(site) == NEW


def test_a_first_build_that_was_killed_blocks_nothing(site: Path) -> None:
    for step in ("page 3", "_keep_a_copy 4"):
        start_victim(site, step, "SIGKILL").communicate(timeout=30)
    assert not write(site, NEW, patience=0).written
    assert files_in(site) == NEW


@pytest.mark.parametrize(("end", "status"), [("SIGINT", -2), ("SIGTERM", 143)])
@pytest.mark.parametrize("step", ["page 3", "_keep_a_copy 3"])
def test_an_interrupt_leaves_the_old_site_or_the_new(site: Path, step: str, end: str, status: int) -> None:
    write(site, OLD)
    victim = start_victim(site, step, end)
    victim.communicate(timeout=30)
    assert victim.returncode == status
    assert files_in(site) == (OLD if step in STAGING_STEPS else NEW)


def test_an_interrupt_of_the_first_build_leaves_nothing(site: Path) -> None:
    start_victim(site, "page 3", "SIGTERM").communicate(timeout=30)
    assert not site.exists()


def test_a_second_build_waits_and_then_names_the_first(site: Path) -> None:
    victim = start_victim(site, "page 3", "wait")
    assert victim.stdout
    assert victim.stdout.readline() == "here\n"
    try:
        with pytest.raises(OutputError) as caught:
            write(site, NEW, patience=0.2)
        assert caught.value.status == 3
        assert caught.value.message == (f"{site}: another sitegen (process {victim.pid}) is writing here; waited 0.2 s")
    finally:
        victim.kill()
        victim.communicate()
    assert write(site, NEW, patience=0).written == 6


def test_builds_at_once_take_turns(site: Path) -> None:
    victims = [start_victim(site, "none", "none") for _ in range(4)]
    outputs = [victim.communicate(timeout=60) for victim in victims]
    assert [victim.returncode for victim in victims] == [0, 0, 0, 0], outputs
    assert files_in(site) == NEW
