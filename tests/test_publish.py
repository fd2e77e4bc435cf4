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
from tests.publishing.git_site import GitSite, git, settings_of_git, try_git, write_hook

ABOUT = "content/pages/about.md"
NAMED_IN_ARABIC = "ملف الإثبات.txt"


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[GitSite]:
    with settings_of_git(tmp_path, monkeypatch):
        yield GitSite(tmp_path, capsys)


def write_about(repo: GitSite, text: str = "نشرح أخبار المياه.") -> None:
    repo.write({ABOUT: f"---\ntitle: عن الموقع\n---\n\n{text}\n"})


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


def test_readers_of_a_clone_under_a_path_of_its_own_find_every_page(repo: GitSite) -> None:
    write_about(repo, "انظر [الفهرس](a-z.html) و[الأشخاص](actors.html).")
    outcome = repo.publish()
    assert (outcome.status, outcome.err) == (0, "")
    clone = repo.clone("web/water")
    with serving(clone.parent) as host:
        read, dead = crawl(f"{host}water/")
    assert dead == set()
    assert {
        f"{host}water/briefings/water.html",
        f"{host}water/en/briefings/water.html",
        f"{host}water/about.html",
    } <= read


def test_the_branch_holds_the_folder_byte_for_byte(repo: GitSite) -> None:
    (repo.root / "site").mkdir()
    repo.publish()
    repo.write({f"site/{NAMED_IN_ARABIC}": "لي\n", "site/قسم/سطر.txt": "\r\n", "site/-x": "", "site/a b'\\\"c": "x"})
    assert repo.publish().status == 0
    published = files_in(repo.clone("clone"))
    assert published == files_in(repo.root / "site")
    assert published[".nojekyll"] == b""
    assert NAMED_IN_ARABIC in published


# --- What the user keeps --------------------------------------------------------------------------------------------


def make_a_mess(repo: GitSite) -> None:
    """Leave changes that are staged, not staged and unknown to git, on a branch that is nobody's yet."""
    repo.git("checkout", "--quiet", "-b", "draft")
    repo.write({"content/staged.txt": "staged", "content/unknown.txt": "unknown"})
    repo.git("add", "content/staged.txt")
    write_about(repo)


def test_a_dirty_tree_is_fine_and_stays_dirty(repo: GitSite) -> None:
    make_a_mess(repo)
    before, files = repo.state(), files_in(repo.root)
    assert repo.publish().status == 0
    after = repo.state()
    assert (after.head, after.index, after.stashes) == (before.head, before.index, before.stashes)
    assert repo.git("rev-parse", "draft", "main") == repo.git("rev-parse", "HEAD", "HEAD")
    kept = {
        path: content for path, content in files_in(repo.root).items() if not path.startswith(("site/", ".sitegen/"))
    }
    assert kept == files
    assert "about.html" in repo.files()


def test_nothing_but_the_branch_is_left_in_the_repository(repo: GitSite) -> None:
    repo.publish()
    refs = repo.git("for-each-ref", "--format=%(refname)").splitlines()
    assert refs == ["refs/heads/gh-pages", "refs/heads/main", "refs/remotes/origin/gh-pages"]
    assert repo.git("fsck", "--strict") == ""
    assert repo.git("rev-parse", "gh-pages") == repo.published()
    assert not list((repo.work / ".git").glob("fast_import_crash*"))


def test_a_local_branch_that_holds_more_is_not_lost(repo: GitSite) -> None:
    repo.publish()
    repo.git("worktree", "add", "--quiet", str(repo.folder / "pages"), "gh-pages")
    git(repo.folder / "pages", "commit", "--quiet", "--allow-empty", "-m", "Mine")
    repo.git("worktree", "remove", str(repo.folder / "pages"))
    mine = repo.git("rev-parse", "gh-pages")
    write_about(repo)
    outcome = repo.publish()
    assert outcome.status == 0
    assert outcome.err == "your local branch gh-pages holds commits that are not published, so it was left as it is\n"
    assert repo.git("rev-parse", "gh-pages") == mine
    assert repo.history() == [f"Publish 1 briefing (sitegen {__version__})"] * 2


def test_a_local_branch_that_is_behind_follows(repo: GitSite) -> None:
    repo.publish()
    repo.push_from_elsewhere()
    write_about(repo)
    assert repo.publish().status == 0
    assert repo.git("rev-parse", "gh-pages") == repo.published()


def test_a_branch_checked_out_elsewhere_is_left_alone(repo: GitSite) -> None:
    repo.publish()
    pages = repo.folder / "pages"
    repo.git("worktree", "add", "--quiet", str(pages), "gh-pages")
    before = git(pages, "rev-parse", "HEAD")
    write_about(repo)
    outcome = repo.publish()
    assert outcome.status == 0
    assert outcome.err == "your local branch gh-pages is checked out, so it was left as it is\n"
    assert git(pages, "rev-parse", "HEAD") == before
    assert git(pages, "status", "--porcelain") == ""
    assert "about.html" in repo.files()


# --- From wherever --------------------------------------------------------------------------------------------------


def test_from_a_detached_head(repo: GitSite) -> None:
    repo.git("checkout", "--quiet", "--detach")
    head = repo.state().head
    assert repo.publish().status == 0
    assert repo.state().head == head


def test_from_a_worktree(repo: GitSite) -> None:
    place = repo.folder / "second"
    repo.git("worktree", "add", "--quiet", "-b", "second", str(place))
    before = repo.state()
    assert repo.publish(root=place).status == 0
    assert "briefings/water.html" in repo.files()
    assert (repo.state().head, repo.state().index) == (before.head, before.index)


def test_from_a_folder_of_the_repository(tmp_path: Path, repo: GitSite, capsys: pytest.CaptureFixture[str]) -> None:
    below = tmp_path / "below"
    below.mkdir()
    inner = GitSite(below, capsys, site="work/sites/موجز")
    assert inner.publish().status == 0
    assert "index.html" in inner.files()
    assert not [path for path in inner.files() if path.startswith("sites")]
    inner.git("checkout", "--quiet", "--detach")
    inner.git("push", "--quiet", "origin", "main")
    assert inner.publish("--branch", "main").status == 2
    assert repo.published() == ""


def test_before_the_first_commit(repo: GitSite) -> None:
    repo.git("update-ref", "-d", "refs/heads/main")
    assert repo.publish().status == 0
    assert "index.html" in repo.files()
    assert try_git(repo.work, "rev-parse", "--verify", "--quiet", "HEAD").returncode


def test_from_a_hook_of_git(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    other = repo.folder / "other"
    git(repo.folder, "init", "--quiet", str(other))
    for name, value in {"GIT_DIR": other / ".git", "GIT_INDEX_FILE": other / "index", "GIT_WORK_TREE": other}.items():
        monkeypatch.setenv(name, str(value))
    assert repo.publish().status == 0
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name)
    assert "index.html" in repo.files()
    assert git(other, "for-each-ref") == ""


def test_from_a_shallow_clone(repo: GitSite) -> None:
    repo.git("push", "--quiet", "origin", "main")
    repo.publish()
    repo.push_from_elsewhere()
    shallow = repo.folder / "shallow"
    address = repo.remote.as_uri()
    git(repo.folder, "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=main", address, str(shallow))
    shutil.copytree(repo.root / "content", shallow / "content", dirs_exist_ok=True)
    (shallow / ABOUT).parent.mkdir()
    (shallow / ABOUT).write_text("---\ntitle: عن الموقع\n---\n\nنص.\n", encoding="utf-8")
    assert repo.publish(root=shallow).status == 0
    assert len(repo.history()) == 3
    assert git(repo.remote, "fsck") == ""


def test_a_repository_of_longer_names(repo: GitSite) -> None:
    shutil.rmtree(repo.work / ".git")
    git(repo.folder, "init", "--quiet", "--object-format=sha256", str(repo.work))
    shutil.rmtree(repo.remote)
    git(repo.folder, "init", "--quiet", "--bare", "--object-format=sha256", str(repo.remote))
    repo.git("remote", "add", "origin", str(repo.remote))
    assert repo.publish().status == 0
    assert len(repo.published()) == 64
    write_about(repo)
    assert repo.publish().status == 0
    assert len(repo.history()) == 2


# --- Upon what is there ---------------------------------------------------------------------------------------------


def test_the_second_time_only_what_changed_is_pushed(repo: GitSite) -> None:
    outcome = repo.publish()
    assert "published to gh-pages at origin (" in outcome.out
    first = repo.published()
    repo.write({"seeds/draft.txt": "مسودة\n"})
    outcome = repo.publish()
    assert outcome.status == 0
    assert outcome.out.endswith("nothing to publish: gh-pages at origin is this site already\n")
    assert repo.published() == first
    repo.write({"content/briefings/river.yaml": 'seed: water.txt\nslug: river\npublished: "2026-03-11"\n'})
    assert repo.publish().status == 0
    assert repo.history() == [
        f"Publish 2 briefings (sitegen {__version__})",
        f"Publish 1 briefing (sitegen {__version__})",
    ]
    assert git(repo.remote, "rev-parse", "gh-pages^") == first


def test_what_is_no_longer_made_goes(repo: GitSite) -> None:
    write_about(repo)
    repo.publish()
    (repo.root / ABOUT).unlink()
    assert repo.publish().status == 0
    assert "about.html" not in repo.files()


def test_a_remote_that_moved_on_is_built_upon(repo: GitSite) -> None:
    repo.publish()
    theirs = repo.push_from_elsewhere()
    write_about(repo)
    assert repo.publish().status == 0
    assert git(repo.remote, "rev-parse", "gh-pages^") == theirs
    assert "theirs.txt" not in repo.files()


def test_a_branch_that_was_never_fetched_is_built_upon(repo: GitSite) -> None:
    repo.publish()
    repo.git("push", "--quiet", "origin", "main")
    only_main = repo.folder / "only-main"
    git(repo.folder, "clone", "--quiet", "--single-branch", "--branch=main", str(repo.remote), str(only_main))
    (only_main / "content/site.yaml").write_text("title: آخر\n", encoding="utf-8")
    assert repo.publish(root=only_main).status == 0
    assert len(repo.history()) == 2


def test_a_remote_that_is_fetched_from_one_place_and_pushed_to_another(repo: GitSite) -> None:
    fork = repo.folder / "fork.git"
    git(repo.folder, "init", "--quiet", "--bare", str(fork))
    repo.git("remote", "set-url", "--push", "origin", str(fork))
    for text in ("أول", "ثان"):
        write_about(repo, text)
        assert repo.publish().status == 0
    assert repo.published() == ""
    assert git(fork, "rev-list", "--count", "gh-pages") == "2"


def test_an_address_in_the_place_of_a_remotes_name(repo: GitSite) -> None:
    repo.git("remote", "remove", "origin")
    for text in ("أول", "ثان"):
        write_about(repo, text)
        assert repo.publish("--remote", str(repo.remote)).status == 0
    assert len(repo.history()) == 2


# --- As it was asked for --------------------------------------------------------------------------------------------


def test_another_branch_and_message(repo: GitSite) -> None:
    assert repo.publish("--branch", "عرض/pages", "--message", "-n “موجزات آذار”\n\nوتفصيلها\n").status == 0
    assert git(repo.remote, "log", "--format=%B", "عرض/pages").strip() == "-n “موجزات آذار”\n\nوتفصيلها"
    assert repo.published() == ""


def test_the_commit_is_the_users(repo: GitSite) -> None:
    repo.git("config", "user.name", "سلمى نصار")
    repo.publish()
    assert git(repo.remote, "log", "--format=%an <%ae> %cn", "gh-pages") == "سلمى نصار <salma@example.org> سلمى نصار"


def test_a_dry_run_tells_and_leaves_nothing(repo: GitSite) -> None:
    before = repo.state()
    objects = repo.git("count-objects", "-v")
    outcome = repo.publish("--dry-run", "--message", "The March briefings")
    assert outcome.status == 0
    told = outcome.out.splitlines()[1:]
    count = len(files_in(repo.root / "site"))
    assert told[:2] == [
        f"would push to gh-pages at origin ({repo.remote}): {count} new, 0 changed, 0 removed",
        "  commit: The March briefings",
    ]
    assert "  A briefings/water.html" in told
    assert repo.published() == ""
    assert (repo.state().refs, repo.state().index) == (before.refs, before.index)
    assert repo.git("count-objects", "-v") == objects


def test_a_dry_run_tells_what_changed(repo: GitSite) -> None:
    write_about(repo)
    repo.publish()
    published = repo.published()
    (repo.root / ABOUT).unlink()
    repo.write({f"site/{NAMED_IN_ARABIC}": "لي"})
    outcome = repo.publish("--dry-run")
    assert f"  A {NAMED_IN_ARABIC}" in outcome.out
    assert "  D about.html" in outcome.out
    assert "  M index.html" in outcome.out
    assert repo.published() == published
    assert repo.git("rev-parse", "gh-pages") == published
    assert "  M " not in repo.publish("--dry-run", "--quiet").err


def test_no_history_leaves_one_commit(repo: GitSite) -> None:
    for text in ("أول", "ثان"):
        write_about(repo, text)
        repo.publish()
    assert repo.publish("--no-history").status == 0
    assert len(repo.history()) == 1
    single = repo.published()
    assert repo.git("rev-parse", "gh-pages") == single
    assert "nothing to publish" in repo.publish("--no-history").out
    assert repo.published() == single
    write_about(repo, "ثالث")
    assert repo.publish("--no-history").status == 0
    assert len(repo.history()) == 1
    assert repo.published() != single


def test_the_same_site_at_the_same_time_is_the_same_commit(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773100800")
    again = repo.folder / "again.git"
    git(repo.folder, "init", "--quiet", "--bare", str(again))
    monkeypatch.setenv("TZ", "Asia/Almaty")
    repo.publish()
    monkeypatch.setenv("TZ", "UTC")
    repo.publish("--remote", str(again))
    assert git(again, "rev-parse", "gh-pages") == repo.published()
    assert git(repo.remote, "log", "--format=%ci %ai", "gh-pages") == " ".join(["2026-03-10 00:00:00 +0000"] * 2)


@pytest.mark.parametrize("epoch", ["0", "1"])
def test_the_earliest_times_are_times(repo: GitSite, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert repo.publish().status == 0
    assert git(repo.remote, "log", "--format=%ct", "gh-pages") == epoch


def test_what_is_no_time_is_wrong_use(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    outcome = repo.publish()
    assert (outcome.status, repo.published()) == (2, "")
    assert "SOURCE_DATE_EPOCH=yesterday" in outcome.last


# --- The domain -----------------------------------------------------------------------------------------------------


def test_a_domain_of_its_own_is_named(repo: GitSite) -> None:
    repo.set_address("https://water.example.org/")
    repo.publish()
    assert repo.file("CNAME").strip() == "water.example.org"
    assert not (repo.root / "site/CNAME").exists()
    assert "nothing to publish" in repo.publish().out


def test_an_address_of_github_names_none(repo: GitSite) -> None:
    repo.set_address("https://salma.github.io/water/")
    repo.publish()
    assert "CNAME" not in repo.files()


def test_a_file_of_the_users_counts_more(repo: GitSite) -> None:
    repo.set_address("https://water.example.org/")
    repo.publish()
    repo.write({"site/CNAME": "www.example.net\n"})
    repo.publish()
    assert repo.file("CNAME") == "www.example.net"


def test_a_domain_that_was_chosen_on_github_stays(repo: GitSite) -> None:
    repo.publish()
    elsewhere = repo.clone("elsewhere")
    (elsewhere / "CNAME").write_text("water.example.org", encoding="utf-8")
    git(elsewhere, "add", "CNAME")
    git(elsewhere, "commit", "--quiet", "-m", "Create CNAME")
    git(elsewhere, "push", "--quiet", "origin", "gh-pages")
    write_about(repo)
    assert repo.publish().status == 0
    assert repo.file("CNAME").strip() == "water.example.org"


# --- What is not published ------------------------------------------------------------------------------------------


def assert_unpublished(repo: GitSite, *arguments: str, tells: str, status: int = 1) -> None:
    before = repo.state().refs
    outcome = repo.publish(*arguments)
    assert outcome.status == status, outcome.err
    assert tells in outcome.err
    assert "nothing was published" in outcome.err
    assert repo.published() == ""
    assert repo.state().refs == before


def push_another_site(repo: GitSite, files: dict[str, str]) -> str:
    """Push a branch that sitegen did not make, and return its commit."""
    place = repo.folder / "another"
    git(repo.folder, "init", "--quiet", "--initial-branch=gh-pages", str(place))
    for path, text in files.items():
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_text(text, encoding="utf-8")
    git(place, "add", "--force", ".")
    git(place, "commit", "--quiet", "-m", "Another site")
    git(place, "push", "--quiet", str(repo.remote), "gh-pages")
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
def test_a_site_of_somebody_else_is_not_replaced_unasked(repo: GitSite, files: dict[str, str], told: str) -> None:
    theirs = push_another_site(repo, files)
    before = repo.state()
    for arguments in ((), ("--dry-run",), ("--no-history",)):
        outcome = repo.publish(*arguments)
        assert outcome.status == 2
        assert outcome.last == (
            f"sitegen: nothing was published to gh-pages at origin: it holds a site that sitegen did not make {told}: "
            "publish to another branch by `--branch NAME`, or replace that site by `--replace`"
        )
        assert repo.published() == theirs
    assert repo.state().refs == before.refs
    assert repo.publish("--branch", "pages").status == 0
    assert repo.publish("--replace").status == 0
    assert "briefings/water.html" in repo.files()
    assert not {*files, "CNAME"} & {*repo.files()} - {"index.html", ".sitegen-manifest", "CNAME"}
    assert repo.history()[-1] == "Another site"
    assert repo.publish().status == 0


@pytest.mark.parametrize("files", [{"CNAME": "briefings.example.org\n"}, {".nojekyll": ""}])
def test_what_the_host_wrote_to_the_branch_is_no_site(repo: GitSite, files: dict[str, str]) -> None:
    push_another_site(repo, files)
    assert repo.publish().status == 0
    assert files.keys() <= {*repo.files()}


def test_content_that_is_gone_is_not_published(repo: GitSite) -> None:
    assert repo.publish().status == 0
    published = repo.published()
    for path in ("seeds/water.txt", "content/briefings/water.yaml"):
        (repo.root / path).unlink()
    outcome = repo.publish()
    assert (outcome.status, outcome.last) == (2, "nothing was published")
    assert "error[site-empty]" in outcome.err
    assert repo.published() == published


def test_a_site_whose_briefings_are_all_drafts_is_published(repo: GitSite) -> None:
    assert repo.publish().status == 0
    repo.write({"content/briefings/water.yaml": "draft: true\nsumary: x\n"})
    outcome = repo.publish()
    assert outcome.status == 0
    assert "warning[draft-errors]" in outcome.err
    assert "briefings/water.html" not in repo.files()


def test_errors_stop_it(repo: GitSite) -> None:
    repo.write({"content/briefings/water.yaml": "publisht: 2026\n"})
    assert_unpublished(repo, tells="error[unknown-key]")
    assert not (repo.root / "site").exists()


def test_errors_in_the_settings_are_wrong_use(repo: GitSite) -> None:
    repo.write({"content/site.yaml": "titel: x\n"})
    assert_unpublished(repo, tells="error[unknown-key]", status=2)


def test_strict_stops_at_warnings(repo: GitSite) -> None:
    repo.write({"seeds/draft.txt": "مسودة\n"})
    assert_unpublished(repo, "--strict", tells="warning[seed-without-sidecar]")
    assert repo.publish().status == 0


def test_a_dead_link_stops_it(repo: GitSite) -> None:
    write_about(repo, "انظر [هنا](no-such.html).")
    assert_unpublished(repo, tells="site/about.html: a link leads to no-such.html, which is not there")


def test_a_link_to_no_place_of_its_page_stops_it_if_strict(repo: GitSite) -> None:
    write_about(repo, "انظر [هنا](actors.html#nobody).")
    assert_unpublished(repo, "--strict", tells="warning[dead-link]: the page `actors.html` has no place `nobody`")
    outcome = repo.publish()
    assert outcome.status == 0
    assert "site/about.html: a link leads to actors.html#nobody, which is not there" in outcome.err


def test_a_file_that_is_too_large_stops_it(repo: GitSite) -> None:
    repo.publish("--dry-run")
    with (repo.root / "site/film.mp4").open("wb") as file:
        file.truncate(100_000_001)
    assert_unpublished(repo, tells="site/film.mp4: 100.0 MB, and GitHub takes no file above 100.0 MB")


def test_a_site_that_is_too_large_stops_it(repo: GitSite) -> None:
    repo.publish("--dry-run")
    for number in range(11):
        with (repo.root / f"site/film-{number}.mp4").open("wb") as file:
            file.truncate(99_000_000)
    assert_unpublished(repo, tells="MB in all, and GitHub Pages takes no more than 1,000.0 MB")


def test_links_and_pipes_stop_it(repo: GitSite) -> None:
    repo.publish("--dry-run")
    (repo.root / "site/secret.txt").symlink_to("/etc/hostname")
    os.mkfifo(repo.root / "site/pipe")
    assert_unpublished(repo, tells="site/pipe: a symbolic link or a device is not published")


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
def test_an_interrupted_push_leaves_nothing(repo: GitSite, number: signal.Signals, status: int) -> None:
    repo.publish()
    write_about(repo)
    before, published, begun = repo.state(), repo.published(), repo.folder / "begun"
    temporary = repo.folder / "tmp"
    temporary.mkdir()
    write_hook(repo.work / ".git", "pre-push", f"echo $$ > {begun}; exec sleep 600")
    command = [sys.executable, "-m", "sitegen", "-C", str(repo.root), "publish"]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        wait_for(begun, process)
        process.send_signal(number)
        process.communicate()
    assert process.returncode == status
    assert (repo.state().refs, repo.state().index, repo.published()) == (before.refs, before.index, published)
    assert list(temporary.iterdir()) == []
    wait_for_end(begun.read_text(encoding="utf-8").strip())
