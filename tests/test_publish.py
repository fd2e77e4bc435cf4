"""Publishing against real git: what reaches the remote, what readers find there, and what stays untouched."""

import functools
import http.server
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin

import pytest

from sitegen import __version__
from tests.publishing.desk import Desk, git, settings_of_git, try_git, write_hook

ABOUT = "content/pages/about.md"
NAMED_IN_ARABIC = "ملف الإثبات.txt"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with settings_of_git(tmp_path, monkeypatch):
        yield Desk(tmp_path, capsys)


def write_about(desk: Desk, text: str = "نشرح أخبار المياه.") -> None:
    desk.write({ABOUT: f"---\ntitle: عن الموقع\n---\n\n{text}\n"})


def files_in(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


# --- What readers find ----------------------------------------------------------------------------------------------


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.ids: set[str] = set()

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value is not None:
                self.links.add(value)
            elif name == "id" and value:
                self.ids.add(value)


def crawl(start: str) -> tuple[set[str], set[str]]:
    """Follow every link below an address; return the pages that were read, and what is dead."""
    pages: dict[str, _Page] = {}
    dead: set[str] = set()
    waiting, links = {start}, set[str]()
    while waiting:
        url = waiting.pop()
        pages[url] = page = _Page()
        try:
            with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
                if answer.headers.get_content_type() == "text/html":
                    page.feed(answer.read().decode())
        except HTTPError:
            dead.add(url)
        found = {urljoin(url, link) for link in page.links}
        links |= found
        waiting |= {urldefrag(link).url for link in found if link.startswith(start)} - pages.keys()
    dead |= {link for link in links if link.startswith(start.rsplit("/", 2)[0]) and not link.startswith(start)}
    for url, fragment in map(urldefrag, links):
        if fragment and url in pages and fragment not in pages[url].ids:
            dead.add(f"{url}#{fragment}")
    return set(pages), dead


def test_readers_of_a_clone_under_a_path_of_its_own_find_every_page(desk: Desk) -> None:
    write_about(desk, "انظر [الفهرس](a-z.html) و[الأشخاص](actors.html).")
    outcome = desk.publish()
    assert (outcome.status, outcome.err) == (0, "")
    clone = desk.clone("web/water")
    with serving(clone.parent) as host:
        read, dead = crawl(f"{host}water/")
    assert dead == set()
    assert {
        f"{host}water/briefings/water.html",
        f"{host}water/en/briefings/water.html",
        f"{host}water/about.html",
    } <= read


def test_the_branch_holds_the_folder_byte_for_byte(desk: Desk) -> None:
    (desk.root / "site").mkdir()
    desk.publish()
    desk.write({f"site/{NAMED_IN_ARABIC}": "لي\n", "site/قسم/سطر.txt": "\r\n", "site/-x": "", "site/a b'\\\"c": "x"})
    assert desk.publish().status == 0
    published = files_in(desk.clone("clone"))
    assert published == files_in(desk.root / "site")
    assert published[".nojekyll"] == b""
    assert NAMED_IN_ARABIC in published


# --- What the user keeps --------------------------------------------------------------------------------------------


def make_a_mess(desk: Desk) -> None:
    """Leave changes that are staged, not staged and unknown to git, on a branch that is nobody's yet."""
    desk.git("checkout", "--quiet", "-b", "draft")
    desk.write({"content/staged.txt": "staged", "content/unknown.txt": "unknown"})
    desk.git("add", "content/staged.txt")
    write_about(desk)


def test_a_dirty_tree_is_fine_and_stays_dirty(desk: Desk) -> None:
    make_a_mess(desk)
    before, files = desk.state(), files_in(desk.root)
    assert desk.publish().status == 0
    after = desk.state()
    assert (after.head, after.index, after.stashes) == (before.head, before.index, before.stashes)
    assert desk.git("rev-parse", "draft", "main") == desk.git("rev-parse", "HEAD", "HEAD")
    kept = {
        path: content for path, content in files_in(desk.root).items() if not path.startswith(("site/", ".sitegen/"))
    }
    assert kept == files
    assert "about.html" in desk.files()


def test_nothing_but_the_branch_is_left_in_the_repository(desk: Desk) -> None:
    desk.publish()
    refs = desk.git("for-each-ref", "--format=%(refname)").splitlines()
    assert refs == ["refs/heads/gh-pages", "refs/heads/main", "refs/remotes/origin/gh-pages"]
    assert desk.git("fsck", "--strict") == ""
    assert desk.git("rev-parse", "gh-pages") == desk.published()
    assert not list((desk.work / ".git").glob("fast_import_crash*"))


def test_a_local_branch_that_holds_more_is_not_lost(desk: Desk) -> None:
    desk.publish()
    desk.git("worktree", "add", "--quiet", str(desk.folder / "pages"), "gh-pages")
    git(desk.folder / "pages", "commit", "--quiet", "--allow-empty", "-m", "Mine")
    desk.git("worktree", "remove", str(desk.folder / "pages"))
    mine = desk.git("rev-parse", "gh-pages")
    write_about(desk)
    outcome = desk.publish()
    assert outcome.status == 0
    assert outcome.err == "your local branch gh-pages holds commits that are not published, so it was left as it is\n"
    assert desk.git("rev-parse", "gh-pages") == mine
    assert desk.history() == [f"Publish 1 briefing (sitegen {__version__})"] * 2


def test_a_local_branch_that_is_behind_follows(desk: Desk) -> None:
    desk.publish()
    desk.push_from_elsewhere()
    write_about(desk)
    assert desk.publish().status == 0
    assert desk.git("rev-parse", "gh-pages") == desk.published()


def test_a_branch_checked_out_elsewhere_is_left_alone(desk: Desk) -> None:
    desk.publish()
    pages = desk.folder / "pages"
    desk.git("worktree", "add", "--quiet", str(pages), "gh-pages")
    before = git(pages, "rev-parse", "HEAD")
    write_about(desk)
    outcome = desk.publish()
    assert outcome.status == 0
    assert outcome.err == "your local branch gh-pages is checked out, so it was left as it is\n"
    assert git(pages, "rev-parse", "HEAD") == before
    assert git(pages, "status", "--porcelain") == ""
    assert "about.html" in desk.files()


# --- From wherever --------------------------------------------------------------------------------------------------


def test_from_a_detached_head(desk: Desk) -> None:
    desk.git("checkout", "--quiet", "--detach")
    head = desk.state().head
    assert desk.publish().status == 0
    assert desk.state().head == head


def test_from_a_worktree(desk: Desk) -> None:
    place = desk.folder / "second"
    desk.git("worktree", "add", "--quiet", "-b", "second", str(place))
    before = desk.state()
    assert desk.publish(root=place).status == 0
    assert "briefings/water.html" in desk.files()
    assert (desk.state().head, desk.state().index) == (before.head, before.index)


def test_from_a_folder_of_the_repository(tmp_path: Path, desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    below = tmp_path / "below"
    below.mkdir()
    inner = Desk(below, capsys, site="work/sites/موجز")
    assert inner.publish().status == 0
    assert "index.html" in inner.files()
    assert not [path for path in inner.files() if path.startswith("sites")]
    inner.git("checkout", "--quiet", "--detach")
    inner.git("push", "--quiet", "origin", "main")
    assert inner.publish("--branch", "main").status == 2
    assert desk.published() == ""


def test_before_the_first_commit(desk: Desk) -> None:
    desk.git("update-ref", "-d", "refs/heads/main")
    assert desk.publish().status == 0
    assert "index.html" in desk.files()
    assert try_git(desk.work, "rev-parse", "--verify", "--quiet", "HEAD").returncode


def test_from_a_hook_of_git(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.folder / "other"
    git(desk.folder, "init", "--quiet", str(other))
    for name, value in {"GIT_DIR": other / ".git", "GIT_INDEX_FILE": other / "index", "GIT_WORK_TREE": other}.items():
        monkeypatch.setenv(name, str(value))
    assert desk.publish().status == 0
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert "index.html" in desk.files()
    assert git(other, "for-each-ref") == ""


def test_from_a_shallow_clone(desk: Desk) -> None:
    desk.git("push", "--quiet", "origin", "main")
    desk.publish()
    desk.push_from_elsewhere()
    shallow = desk.folder / "shallow"
    address = desk.remote.as_uri()
    git(desk.folder, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=main", address, str(shallow))
    shutil.copytree(desk.root / "content", shallow / "content", dirs_exist_ok=True)
    (shallow / ABOUT).parent.mkdir()
    (shallow / ABOUT).write_text("---\ntitle: عن الموقع\n---\n\nنص.\n", encoding="utf-8")
    assert desk.publish(root=shallow).status == 0
    assert len(desk.history()) == 3
    assert git(desk.remote, "fsck") == ""


def test_a_repository_of_longer_names(desk: Desk) -> None:
    shutil.rmtree(desk.work / ".git")
    git(desk.folder, "init", "--quiet", "--object-format=sha256", str(desk.work))
    shutil.rmtree(desk.remote)
    git(desk.folder, "init", "--quiet", "--bare", "--object-format=sha256", str(desk.remote))
    desk.git("remote", "add", "origin", str(desk.remote))
    assert desk.publish().status == 0
    assert len(desk.published()) == 64
    write_about(desk)
    assert desk.publish().status == 0
    assert len(desk.history()) == 2


# --- Upon what is there ---------------------------------------------------------------------------------------------


def test_the_second_time_only_what_changed_is_pushed(desk: Desk) -> None:
    outcome = desk.publish()
    assert "published to gh-pages at origin (" in outcome.out
    first = desk.published()
    desk.write({"seeds/draft.txt": "مسودة\n"})
    outcome = desk.publish()
    assert outcome.status == 0
    assert outcome.out.endswith("nothing to publish: gh-pages at origin is this site already\n")
    assert desk.published() == first
    desk.write({"content/briefings/river.yaml": 'seed: water.txt\nslug: river\npublished: "2026-03-11"\n'})
    assert desk.publish().status == 0
    assert desk.history() == [
        f"Publish 2 briefings (sitegen {__version__})",
        f"Publish 1 briefing (sitegen {__version__})",
    ]
    assert git(desk.remote, "rev-parse", "gh-pages^") == first


def test_what_is_no_longer_made_goes(desk: Desk) -> None:
    write_about(desk)
    desk.publish()
    (desk.root / ABOUT).unlink()
    assert desk.publish().status == 0
    assert "about.html" not in desk.files()


def test_a_remote_that_moved_on_is_built_upon(desk: Desk) -> None:
    desk.publish()
    theirs = desk.push_from_elsewhere()
    write_about(desk)
    assert desk.publish().status == 0
    assert git(desk.remote, "rev-parse", "gh-pages^") == theirs
    assert "theirs.txt" not in desk.files()


def test_a_branch_that_was_never_fetched_is_built_upon(desk: Desk) -> None:
    desk.publish()
    desk.git("push", "--quiet", "origin", "main")
    only_main = desk.folder / "only-main"
    git(desk.folder, "clone", "--quiet", "--single-branch", "--branch=main", str(desk.remote), str(only_main))
    (only_main / "content/site.yaml").write_text("title: آخر\n", encoding="utf-8")
    assert desk.publish(root=only_main).status == 0
    assert len(desk.history()) == 2


def test_a_remote_that_is_fetched_from_one_place_and_pushed_to_another(desk: Desk) -> None:
    fork = desk.folder / "fork.git"
    git(desk.folder, "init", "--quiet", "--bare", str(fork))
    desk.git("remote", "set-url", "--push", "origin", str(fork))
    for text in ("أول", "ثان"):
        write_about(desk, text)
        assert desk.publish().status == 0
    assert desk.published() == ""
    assert git(fork, "rev-list", "--count", "gh-pages") == "2"


def test_an_address_in_the_place_of_a_remotes_name(desk: Desk) -> None:
    desk.git("remote", "remove", "origin")
    for text in ("أول", "ثان"):
        write_about(desk, text)
        assert desk.publish("--remote", str(desk.remote)).status == 0
    assert len(desk.history()) == 2


# --- As it was asked for --------------------------------------------------------------------------------------------


def test_another_branch_and_message(desk: Desk) -> None:
    assert desk.publish("--branch", "عرض/pages", "--message", "-n “موجزات آذار”\n\nوتفصيلها\n").status == 0
    assert git(desk.remote, "log", "--format=%B", "عرض/pages").strip() == "-n “موجزات آذار”\n\nوتفصيلها"
    assert desk.published() == ""


def test_the_commit_is_the_users(desk: Desk) -> None:
    desk.git("config", "user.name", "سلمى نصار")
    desk.publish()
    assert git(desk.remote, "log", "--format=%an <%ae> %cn", "gh-pages") == "سلمى نصار <salma@example.org> سلمى نصار"


def test_a_dry_run_tells_and_leaves_nothing(desk: Desk) -> None:
    before = desk.state()
    objects = desk.git("count-objects", "-v")
    outcome = desk.publish("--dry-run", "--message", "The March briefings")
    assert outcome.status == 0
    told = outcome.out.splitlines()[1:]
    count = len(files_in(desk.root / "site"))
    assert told[:2] == [
        f"would push to gh-pages at origin ({desk.remote}): {count} new, 0 changed, 0 removed",
        "  commit: The March briefings",
    ]
    assert "  A briefings/water.html" in told
    assert desk.published() == ""
    assert (desk.state().refs, desk.state().index) == (before.refs, before.index)
    assert desk.git("count-objects", "-v") == objects


def test_a_dry_run_tells_what_changed(desk: Desk) -> None:
    write_about(desk)
    desk.publish()
    published = desk.published()
    (desk.root / ABOUT).unlink()
    desk.write({f"site/{NAMED_IN_ARABIC}": "لي"})
    outcome = desk.publish("--dry-run")
    assert f"  A {NAMED_IN_ARABIC}" in outcome.out
    assert "  D about.html" in outcome.out
    assert "  M index.html" in outcome.out
    assert desk.published() == published
    assert desk.git("rev-parse", "gh-pages") == published
    assert "  M " not in desk.publish("--dry-run", "--quiet").err


def test_no_history_leaves_one_commit(desk: Desk) -> None:
    for text in ("أول", "ثان"):
        write_about(desk, text)
        desk.publish()
    assert desk.publish("--no-history").status == 0
    assert len(desk.history()) == 1
    single = desk.published()
    assert desk.git("rev-parse", "gh-pages") == single
    assert "nothing to publish" in desk.publish("--no-history").out
    assert desk.published() == single
    write_about(desk, "ثالث")
    assert desk.publish("--no-history").status == 0
    assert len(desk.history()) == 1
    assert desk.published() != single


def test_the_same_site_at_the_same_time_is_the_same_commit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773100800")
    again = desk.folder / "again.git"
    git(desk.folder, "init", "--quiet", "--bare", str(again))
    monkeypatch.setenv("TZ", "Asia/Almaty")
    desk.publish()
    monkeypatch.setenv("TZ", "UTC")
    desk.publish("--remote", str(again))
    assert git(again, "rev-parse", "gh-pages") == desk.published()
    assert git(desk.remote, "log", "--format=%ci %ai", "gh-pages") == " ".join(["2026-03-10 00:00:00 +0000"] * 2)


@pytest.mark.parametrize("epoch", ["0", "1"])
def test_the_earliest_times_are_times(desk: Desk, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert desk.publish().status == 0
    assert git(desk.remote, "log", "--format=%ct", "gh-pages") == epoch


def test_what_is_no_time_is_wrong_use(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    outcome = desk.publish()
    assert (outcome.status, desk.published()) == (2, "")
    assert "SOURCE_DATE_EPOCH=yesterday" in outcome.last


# --- The domain -----------------------------------------------------------------------------------------------------


def test_a_domain_of_its_own_is_named(desk: Desk) -> None:
    desk.set_address("https://water.example.org/")
    desk.publish()
    assert desk.file("CNAME").strip() == "water.example.org"
    assert not (desk.root / "site/CNAME").exists()
    assert "nothing to publish" in desk.publish().out


def test_an_address_of_github_names_none(desk: Desk) -> None:
    desk.set_address("https://salma.github.io/water/")
    desk.publish()
    assert "CNAME" not in desk.files()


def test_a_file_of_the_users_counts_more(desk: Desk) -> None:
    desk.set_address("https://water.example.org/")
    desk.publish()
    desk.write({"site/CNAME": "www.example.net\n"})
    desk.publish()
    assert desk.file("CNAME") == "www.example.net"


def test_a_domain_that_was_chosen_on_github_stays(desk: Desk) -> None:
    desk.publish()
    elsewhere = desk.clone("elsewhere")
    (elsewhere / "CNAME").write_text("water.example.org", encoding="utf-8")
    git(elsewhere, "add", "CNAME")
    git(elsewhere, "commit", "--quiet", "-m", "Create CNAME")
    git(elsewhere, "push", "--quiet", "origin", "gh-pages")
    write_about(desk)
    assert desk.publish().status == 0
    assert desk.file("CNAME").strip() == "water.example.org"


# --- What is not published ------------------------------------------------------------------------------------------


def assert_unpublished(desk: Desk, *arguments: str, tells: str, status: int = 1) -> None:
    before = desk.state().refs
    outcome = desk.publish(*arguments)
    assert outcome.status == status, outcome.err
    assert tells in outcome.err
    assert "nothing was published" in outcome.err
    assert desk.published() == ""
    assert desk.state().refs == before


def push_another_site(desk: Desk, files: dict[str, str]) -> str:
    """Push a branch that sitegen did not make, and return its commit."""
    place = desk.folder / "another"
    git(desk.folder, "init", "--quiet", "--initial-branch=gh-pages", str(place))
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    git(place, "add", "--force", ".")
    git(place, "commit", "--quiet", "-m", "Another site")
    git(place, "push", "--quiet", str(desk.remote), "gh-pages")
    return git(place, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"index.html": "<h1>x</h1>"}, "(index.html)"),
        ({"docs/a.md": "x", "docs/b.md": "x"}, "(docs/a.md and 1 more file)"),
        ({"CNAME": "example.org", "a": "", "b": "", "c": ""}, "(a and 2 more files)"),
        ({".sitegen-manifest": "index.html\n", "index.html": ""}, "(.sitegen-manifest and 1 more file)"),
        ({"دفتر.html": "x"}, "(دفتر.html)"),
    ],
)
def test_a_site_of_somebody_else_is_not_replaced_unasked(desk: Desk, files: dict[str, str], told: str) -> None:
    theirs = push_another_site(desk, files)
    before = desk.state()
    for arguments in ((), ("--dry-run",), ("--no-history",)):
        outcome = desk.publish(*arguments)
        assert outcome.status == 2
        assert outcome.last == (
            f"sitegen: nothing was published to gh-pages at origin: it holds a site that sitegen did not make {told}: "
            "publish to another branch by `--branch NAME`, or replace that site by `--replace`"
        )
        assert desk.published() == theirs
    assert desk.state().refs == before.refs
    assert desk.publish("--branch", "pages").status == 0
    assert desk.publish("--replace").status == 0
    assert "briefings/water.html" in desk.files()
    assert not {*files, "CNAME"} & {*desk.files()} - {"index.html", ".sitegen-manifest", "CNAME"}
    assert desk.history()[-1] == "Another site"
    assert desk.publish().status == 0


@pytest.mark.parametrize("files", [{"CNAME": "briefings.example.org\n"}, {".nojekyll": ""}])
def test_what_the_host_wrote_to_the_branch_is_no_site(desk: Desk, files: dict[str, str]) -> None:
    push_another_site(desk, files)
    assert desk.publish().status == 0
    assert files.keys() <= {*desk.files()}


def test_content_that_is_gone_is_not_published(desk: Desk) -> None:
    assert desk.publish().status == 0
    published = desk.published()
    for path in ("seeds/water.txt", "content/briefings/water.yaml"):
        (desk.root / path).unlink()
    outcome = desk.publish()
    assert (outcome.status, outcome.last) == (2, "nothing was published")
    assert "error[site-empty]" in outcome.err
    assert desk.published() == published


def test_a_site_whose_briefings_are_all_drafts_is_published(desk: Desk) -> None:
    assert desk.publish().status == 0
    desk.write({"content/briefings/water.yaml": "draft: true\nsumary: x\n"})
    outcome = desk.publish()
    assert outcome.status == 0
    assert "warning[draft-errors]" in outcome.err
    assert "briefings/water.html" not in desk.files()


def test_errors_stop_it(desk: Desk) -> None:
    desk.write({"content/briefings/water.yaml": "publisht: 2026\n"})
    assert_unpublished(desk, tells="error[unknown-key]")
    assert not (desk.root / "site").exists()


def test_errors_in_the_settings_are_wrong_use(desk: Desk) -> None:
    desk.write({"content/site.yaml": "titel: x\n"})
    assert_unpublished(desk, tells="error[unknown-key]", status=2)


def test_strict_stops_at_warnings(desk: Desk) -> None:
    desk.write({"seeds/draft.txt": "مسودة\n"})
    assert_unpublished(desk, "--strict", tells="warning[seed-without-sidecar]")
    assert desk.publish().status == 0


def test_a_dead_link_stops_it(desk: Desk) -> None:
    write_about(desk, "انظر [هنا](no-such.html).")
    assert_unpublished(desk, tells="site/about.html: a link leads to no-such.html, which is not there")


def test_a_link_to_no_place_of_its_page_stops_it_if_strict(desk: Desk) -> None:
    write_about(desk, "انظر [هنا](actors.html#nobody).")
    assert_unpublished(desk, "--strict", tells="warning[dead-link]: the page `actors.html` has no place `nobody`")
    outcome = desk.publish()
    assert outcome.status == 0
    assert "site/about.html: a link leads to actors.html#nobody, which is not there" in outcome.err


def test_a_file_that_is_too_large_stops_it(desk: Desk) -> None:
    desk.publish("--dry-run")
    with (desk.root / "site/film.mp4").open("wb") as file:
        file.truncate(100_000_001)
    assert_unpublished(desk, tells="site/film.mp4: 100.0 MB, and GitHub takes no file above 100.0 MB")


def test_a_site_that_is_too_large_stops_it(desk: Desk) -> None:
    desk.publish("--dry-run")
    for number in range(11):
        with (desk.root / f"site/film-{number}.mp4").open("wb") as file:
            file.truncate(99_000_000)
    assert_unpublished(desk, tells="MB in all, and GitHub Pages takes no more than 1,000.0 MB")


def test_links_and_pipes_stop_it(desk: Desk) -> None:
    desk.publish("--dry-run")
    (desk.root / "site/secret.txt").symlink_to("/etc/hostname")
    os.mkfifo(desk.root / "site/pipe")
    assert_unpublished(desk, tells="site/pipe: a symbolic link or a device is not published")


# --- Interrupted ----------------------------------------------------------------------------------------------------


def wait_for(path: Path, process: "subprocess.Popen[bytes]") -> None:
    while not path.exists():
        if process.poll() is not None:
            pytest.fail(f"ended before {path.name} came: {process.communicate()}")
        time.sleep(0.1)


def wait_for_end(process: str) -> None:
    for _ in range(100):
        # One that has ended may stand in the list until it is asked for its status: Z.
        if subprocess.run(["ps", "-o", "stat=", "-p", process], capture_output=True, check=False).stdout[:1] in (
            b"",
            b"Z",
        ):
            return
        time.sleep(0.1)
    pytest.fail("what git began goes on")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupted_push_leaves_nothing(desk: Desk, number: signal.Signals, status: int) -> None:
    desk.publish()
    write_about(desk)
    before, published, begun = desk.state(), desk.published(), desk.folder / "begun"
    temporary = desk.folder / "tmp"
    temporary.mkdir()
    write_hook(desk.work / ".git", "pre-push", f"echo $$ > {begun}; exec sleep 600")
    command = [sys.executable, "-m", "sitegen", "-C", str(desk.root), "publish"]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for(begun, process)
        process.send_signal(number)
        process.communicate()
    assert process.returncode == status
    assert (desk.state().refs, desk.state().index, desk.published()) == (before.refs, before.index, published)
    assert list(temporary.iterdir()) == []
    wait_for_end(begun.read_text(encoding="utf-8").strip())
