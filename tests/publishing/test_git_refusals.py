"""Every way in which git refuses: one line with what to type, status 3, and the user's repository as it was."""

import http.server
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest

from tests.publishing.git_site import GitSite, Outcome, git, write_hook


def assert_refused(repo: GitSite, *arguments: str, tells: str) -> Outcome:
    """Publish, and hold that it fails as a failure of the machine should; return the outcome."""
    before, published = repo.state(), repo.published()
    outcome = repo.publish(*arguments)
    assert outcome.status == 3, outcome.err
    assert tells in outcome.last
    assert outcome.err.count("sitegen: ") == 1
    assert "Traceback" not in outcome.err
    assert "published to" not in outcome.out
    assert repo.state().refs == before.refs
    assert repo.state().head == before.head
    assert repo.state().index == before.index
    assert repo.published() == published
    return outcome


def publish_first(repo: GitSite) -> None:
    """Leave something published, so that there is a local branch that could be harmed, and a change to publish."""
    assert repo.publish().status == 0
    repo.write({"content/pages/about.md": "---\ntitle: عن الموقع\n---\n\nنشرح أخبار المياه.\n"})


def test_no_repository(tmp_path: Path, repo: GitSite) -> None:
    place = Path(shutil.copytree(repo.root, tmp_path / "no repository", ignore=shutil.ignore_patterns(".git")))
    outcome = repo.publish(root=place)
    assert outcome.status == 3
    assert "in no git repository" in outcome.last
    assert "`git init`" in outcome.last
    assert not (place / "site").exists()


def test_git_is_missing(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    before = repo.state()
    monkeypatch.setenv("PATH", str(repo.folder / "nothing"))
    outcome = repo.publish()
    monkeypatch.undo()
    assert outcome.status == 3
    assert outcome.last.startswith("sitegen: git is not installed: install it")
    assert repo.state() == before


def test_no_remote(repo: GitSite) -> None:
    repo.git("remote", "remove", "origin")
    assert_refused(repo, tells="no remote to publish to: `git remote add origin ADDRESS`")


def test_a_remote_of_another_name(repo: GitSite) -> None:
    publish_first(repo)
    repo.git("remote", "rename", "origin", "upstream")
    assert_refused(repo, tells="no remote `origin`: `git remote add origin ADDRESS`, or `--remote upstream`")
    assert_refused(repo, "--remote", "upsteam", tells="`--remote upstream`")
    assert repo.publish("--remote", "upstream").status == 0


def test_a_remote_that_leads_nowhere(repo: GitSite) -> None:
    publish_first(repo)
    repo.git("remote", "set-url", "origin", str(repo.folder / "gone.git"))
    assert_refused(repo, tells="`git remote set-url origin ADDRESS`")


def test_a_remote_that_cannot_be_reached(repo: GitSite) -> None:
    publish_first(repo)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        repo.git("remote", "set-url", "origin", f"http://127.0.0.1:{closed.getsockname()[1]}/water.git")
        assert_refused(repo, tells="origin cannot be reached")


class _WantsPassword(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(HTTPStatus.UNAUTHORIZED)
        self.send_header("WWW-Authenticate", 'Basic realm="water"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def serving(handler: type[http.server.BaseHTTPRequestHandler]) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_nobody_is_asked_for_a_password(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(repo)
    asked = repo.folder / "asked"
    program = repo.folder / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {asked}\necho secret\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "1")
    git(repo.work, "config", "core.askPass", str(program))
    with serving(_WantsPassword) as host:
        repo.git("remote", "set-url", "origin", f"http://{host}/water.git")
        assert_refused(repo, tells="origin asks for a password or a key")
        # A name and a password in the address are sent, and told to nobody.
        repo.git("remote", "set-url", "origin", f"http://salma:s3cret@{host}/water.git")
        outcome = assert_refused(repo, tells="origin asks for a password or a key")
    assert "s3cret" not in outcome.err + outcome.out
    assert not asked.exists()


def test_ssh_asks_nobody_either(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(repo)
    terminal = repo.folder / "terminal"
    program = repo.folder / "ssh"
    ask = f"(: < /dev/tty) 2> /dev/null && touch {terminal}"
    program.write_text(f"#!/bin/sh\n{ask}\necho 'Permission denied (publickey).' >&2\nexit 255\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(program))
    repo.git("remote", "set-url", "origin", "git@example.org:water.git")
    assert_refused(repo, tells="origin asks for a password or a key")
    assert not terminal.exists()


def test_a_hook_at_the_remote_refuses(repo: GitSite) -> None:
    publish_first(repo)
    write_hook(repo.remote, "pre-receive", "echo 'error: GH006: Protected branch update failed.' >&2; exit 1")
    outcome = assert_refused(repo, tells="origin refuses the push to gh-pages: pre-receive hook declined")
    assert "GH006: Protected branch update failed." in outcome.last
    assert "`--branch NAME`" in outcome.last


def test_a_hook_at_the_remote_refuses_the_first_time(repo: GitSite) -> None:
    write_hook(repo.remote, "update", "exit 1")
    assert_refused(repo, tells="origin refuses the push to gh-pages: hook declined")


def test_a_remote_that_forbids_a_history_to_be_replaced(repo: GitSite) -> None:
    publish_first(repo)
    git(repo.remote, "config", "receive.denyNonFastForwards", "true")
    assert_refused(repo, "--no-history", tells="origin refuses the push to gh-pages: non-fast-forward")


def test_the_repositorys_own_hook_refuses(repo: GitSite) -> None:
    publish_first(repo)
    write_hook(repo.work / ".git", "pre-push", "echo 'not on a Friday' >&2; exit 1")
    assert_refused(repo, tells="the hook pre-push of your repository refuses the push to gh-pages at origin, “not on")


ONCE_FETCHED = 'test "$1" = committed && grep -q " [0-9a-f]*[1-9a-f][0-9a-f]* refs/sitegen/made" || exit 0'
"""What `reference-transaction` waits for: the branch was fetched, the push is still to begin."""


@pytest.mark.parametrize("arguments", [(), ("--no-history",)])
@pytest.mark.parametrize(
    ("hook", "condition"), [("pre-push", ""), ("reference-transaction", ONCE_FETCHED)], ids=["pre-push", "before"]
)
def test_the_remote_moves_on_between_fetch_and_push(
    repo: GitSite, hook: str, condition: str, arguments: tuple[str, ...]
) -> None:
    publish_first(repo)
    elsewhere = repo.clone("elsewhere")
    (elsewhere / "theirs.txt").write_text("theirs\n", encoding="utf-8")
    git(elsewhere, "add", ".")
    git(elsewhere, "commit", "--quiet", "-m", "Theirs")
    push = f"unset GIT_DIR; cd {elsewhere} && exec git push --quiet origin gh-pages"
    write_hook(repo.work / ".git", hook, f"{condition}\n{push}")
    before = repo.state()
    outcome = repo.publish(*arguments)
    assert outcome.status == 3
    assert "gh-pages at origin has moved on since it was fetched" in outcome.last
    assert "run `sitegen publish` again" in outcome.last
    assert repo.state().refs == before.refs
    assert repo.published() == git(elsewhere, "rev-parse", "HEAD")
    (repo.work / ".git/hooks" / hook).unlink()
    assert repo.publish().status == 0
    assert repo.history()[1] == "Theirs"


def test_a_branch_that_appears_between_fetch_and_push(repo: GitSite) -> None:
    push = "unset GIT_DIR; git push --quiet --no-verify origin HEAD:refs/heads/gh-pages"
    write_hook(repo.work / ".git", "pre-push", push)
    assert_moved = repo.publish("--no-history")
    assert assert_moved.status == 3
    assert "has moved on" in assert_moved.last
    assert repo.published() == repo.git("rev-parse", "HEAD")


def test_nobody_to_commit_as(repo: GitSite, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(repo)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    repo.git("config", "user.useConfigOnly", "true")
    assert_refused(repo, tells="`git config --global user.name NAME`")


def test_a_repository_that_cannot_be_written_to(repo: GitSite) -> None:
    publish_first(repo)
    heads = repo.remote / "refs" / "heads" / "gh-pages.lock"
    heads.write_text("", encoding="utf-8")
    assert_refused(repo, tells="nothing was published: ")


@pytest.mark.parametrize("branch", ["a..b", "-x", "HEAD", "", "a b", "gh-pages.lock"])
def test_a_branch_that_can_be_none_is_wrong_use(repo: GitSite, branch: str) -> None:
    outcome = repo.publish(f"--branch={branch}")
    assert outcome.status == 2
    assert "no branch can have this name" in outcome.last


def test_the_branch_that_is_worked_on_is_not_overwritten(repo: GitSite) -> None:
    repo.git("push", "--quiet", "origin", "main")
    before = repo.published("main")
    outcome = repo.publish("--branch", "main")
    assert outcome.status == 2
    assert "the branch that you are working on" in outcome.last
    repo.git("checkout", "--quiet", "--detach")
    outcome = repo.publish("--branch", "main")
    assert outcome.status == 2
    assert "it holds the sources of the site (content)" in outcome.last
    assert repo.published("main") == before
