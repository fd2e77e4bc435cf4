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

from tests.publishing.desk import Desk, Outcome, git, write_hook


def assert_refused(desk: Desk, *arguments: str, tells: str) -> Outcome:
    """Publish, and hold that it fails as a failure of the machine should; return the outcome."""
    before, published = desk.state(), desk.published()
    outcome = desk.publish(*arguments)
    assert outcome.status == 3, outcome.err
    assert tells in outcome.last
    assert outcome.err.count("sitegen: ") == 1
    assert "Traceback" not in outcome.err
    assert "published to" not in outcome.out
    assert desk.state().refs == before.refs
    assert desk.state().head == before.head
    assert desk.state().index == before.index
    assert desk.published() == published
    return outcome


def publish_first(desk: Desk) -> None:
    """Leave something published, so that there is a local branch that could be harmed, and a change to publish."""
    assert desk.publish().status == 0
    desk.write({"content/pages/about.md": "---\ntitle: عن الموقع\n---\n\nنشرح أخبار المياه.\n"})


def test_no_repository(tmp_path: Path, desk: Desk) -> None:
    place = Path(shutil.copytree(desk.root, tmp_path / "no repository", ignore=shutil.ignore_patterns(".git")))
    outcome = desk.publish(root=place)
    assert outcome.status == 3
    assert "in no git repository" in outcome.last
    assert "`git init`" in outcome.last
    assert not (place / "site").exists()


def test_git_is_missing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.state()
    monkeypatch.setenv("PATH", str(desk.folder / "nothing"))
    outcome = desk.publish()
    monkeypatch.undo()
    assert outcome.status == 3
    assert outcome.last.startswith("sitegen: git is not installed: install it")
    assert desk.state() == before


def test_no_remote(desk: Desk) -> None:
    desk.git("remote", "remove", "origin")
    assert_refused(desk, tells="no remote to publish to: `git remote add origin ADDRESS`")


def test_a_remote_of_another_name(desk: Desk) -> None:
    publish_first(desk)
    desk.git("remote", "rename", "origin", "upstream")
    assert_refused(desk, tells="no remote `origin`: `git remote add origin ADDRESS`, or `--remote upstream`")
    assert_refused(desk, "--remote", "upsteam", tells="`--remote upstream`")
    assert desk.publish("--remote", "upstream").status == 0


def test_a_remote_that_leads_nowhere(desk: Desk) -> None:
    publish_first(desk)
    desk.git("remote", "set-url", "origin", str(desk.folder / "gone.git"))
    assert_refused(desk, tells="`git remote set-url origin ADDRESS`")


def test_a_remote_that_cannot_be_reached(desk: Desk) -> None:
    publish_first(desk)
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        desk.git("remote", "set-url", "origin", f"http://127.0.0.1:{closed.getsockname()[1]}/water.git")
        assert_refused(desk, tells="origin cannot be reached")


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


def test_nobody_is_asked_for_a_password(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(desk)
    asked = desk.folder / "asked"
    program = desk.folder / "askpass"
    program.write_text(f"#!/bin/sh\ntouch {asked}\necho secret\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("GIT_ASKPASS", "SSH_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "1")
    git(desk.work, "config", "core.askPass", str(program))
    with serving(_WantsPassword) as host:
        desk.git("remote", "set-url", "origin", f"http://{host}/water.git")
        assert_refused(desk, tells="origin asks for a password or a key")
        # A name and a password in the address are sent, and told to nobody.
        desk.git("remote", "set-url", "origin", f"http://salma:s3cret@{host}/water.git")
        outcome = assert_refused(desk, tells="origin asks for a password or a key")
    assert "s3cret" not in outcome.err + outcome.out
    assert not asked.exists()


def test_ssh_asks_nobody_either(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(desk)
    terminal = desk.folder / "terminal"
    program = desk.folder / "ssh"
    ask = f"(: < /dev/tty) 2> /dev/null && touch {terminal}"
    program.write_text(f"#!/bin/sh\n{ask}\necho 'Permission denied (publickey).' >&2\nexit 255\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(program))
    desk.git("remote", "set-url", "origin", "git@example.org:water.git")
    assert_refused(desk, tells="origin asks for a password or a key")
    assert not terminal.exists()


def test_a_hook_at_the_remote_refuses(desk: Desk) -> None:
    publish_first(desk)
    write_hook(desk.remote, "pre-receive", "echo 'error: GH006: Protected branch update failed.' >&2; exit 1")
    outcome = assert_refused(desk, tells="origin refuses the push to gh-pages: pre-receive hook declined")
    assert "GH006: Protected branch update failed." in outcome.last
    assert "`--branch NAME`" in outcome.last


def test_a_hook_at_the_remote_refuses_the_first_time(desk: Desk) -> None:
    write_hook(desk.remote, "update", "exit 1")
    assert_refused(desk, tells="origin refuses the push to gh-pages: hook declined")


def test_a_remote_that_forbids_a_history_to_be_replaced(desk: Desk) -> None:
    publish_first(desk)
    git(desk.remote, "config", "receive.denyNonFastForwards", "true")
    assert_refused(desk, "--no-history", tells="origin refuses the push to gh-pages: non-fast-forward")


def test_the_repositorys_own_hook_refuses(desk: Desk) -> None:
    publish_first(desk)
    write_hook(desk.work / ".git", "pre-push", "echo 'not on a Friday' >&2; exit 1")
    assert_refused(desk, tells="the hook pre-push of your repository refuses the push to gh-pages at origin, “not on")


ONCE_FETCHED = 'test "$1" = committed && grep -q " [0-9a-f]*[1-9a-f][0-9a-f]* refs/sitegen/made" || exit 0'
"""What `reference-transaction` waits for: the branch was fetched, the push is still to begin."""


@pytest.mark.parametrize("arguments", [(), ("--no-history",)])
@pytest.mark.parametrize(
    ("hook", "condition"), [("pre-push", ""), ("reference-transaction", ONCE_FETCHED)], ids=["pre-push", "before"]
)
def test_the_remote_moves_on_between_fetch_and_push(
    desk: Desk, hook: str, condition: str, arguments: tuple[str, ...]
) -> None:
    publish_first(desk)
    elsewhere = desk.clone("elsewhere")
    (elsewhere / "theirs.txt").write_text("theirs\n", encoding="utf-8")
    git(elsewhere, "add", ".")
    git(elsewhere, "commit", "--quiet", "-m", "Theirs")
    push = f"unset GIT_DIR; cd {elsewhere} && exec git push --quiet origin gh-pages"
    write_hook(desk.work / ".git", hook, f"{condition}\n{push}")
    before = desk.state()
    outcome = desk.publish(*arguments)
    assert outcome.status == 3
    assert "gh-pages at origin has moved on since it was fetched" in outcome.last
    assert "run `sitegen publish` again" in outcome.last
    assert desk.state().refs == before.refs
    assert desk.published() == git(elsewhere, "rev-parse", "HEAD")
    (desk.work / ".git/hooks" / hook).unlink()
    assert desk.publish().status == 0
    assert desk.history()[1] == "Theirs"


def test_a_branch_that_appears_between_fetch_and_push(desk: Desk) -> None:
    push = "unset GIT_DIR; git push --quiet --no-verify origin HEAD:refs/heads/gh-pages"
    write_hook(desk.work / ".git", "pre-push", push)
    assert_moved = desk.publish("--no-history")
    assert assert_moved.status == 3
    assert "has moved on" in assert_moved.last
    assert desk.published() == desk.git("rev-parse", "HEAD")


def test_nobody_to_commit_as(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_first(desk)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    desk.git("config", "user.useConfigOnly", "true")
    assert_refused(desk, tells="`git config --global user.name NAME`")


def test_a_repository_that_cannot_be_written_to(desk: Desk) -> None:
    publish_first(desk)
    heads = desk.remote / "refs" / "heads" / "gh-pages.lock"
    heads.write_text("", encoding="utf-8")
    assert_refused(desk, tells="nothing was published: ")


@pytest.mark.parametrize("branch", ["a..b", "-x", "HEAD", "", "a b", "gh-pages.lock"])
def test_a_branch_that_can_be_none_is_wrong_use(desk: Desk, branch: str) -> None:
    outcome = desk.publish(f"--branch={branch}")
    assert outcome.status == 2
    assert "no branch can have this name" in outcome.last


def test_the_branch_that_is_worked_on_is_not_overwritten(desk: Desk) -> None:
    desk.git("push", "--quiet", "origin", "main")
    before = desk.published("main")
    outcome = desk.publish("--branch", "main")
    assert outcome.status == 2
    assert "the branch that you are working on" in outcome.last
    desk.git("checkout", "--quiet", "--detach")
    outcome = desk.publish("--branch", "main")
    assert outcome.status == 2
    assert "it holds the sources of the site (content)" in outcome.last
    assert desk.published("main") == before
