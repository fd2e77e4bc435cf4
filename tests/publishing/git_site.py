"""A small site in a repository of its own, with a bare one as its remote: real git, nobody's own settings."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from sitegen.cli import run

ARTICLE = "قمة في البحر الميت تبحث تقاسم المياه\nاجتمع وزراء المياه الثلاثاء. وقالت ليلى حداد إن الماء حق.\n"
FILES = {
    "seeds/water.txt": ARTICLE,
    "content/site.yaml": "title: {ar: موجز المياه, en: The Water Briefing}\nlanguages: [ar, en]\n",
    "content/actors.yaml": "actors:\n  - {id: haddad, type: person, name: {ar: ليلى حداد, en: Layla Haddad}}\n",
    "content/briefings/water.yaml": (
        'published: "2026-03-10"\n'
        "title: {en: Dead Sea meeting takes up the sharing of water}\n"
        "annotations:\n  - {kind: quote, at: الماء حق, speaker: haddad, stance: opinion}\n"
    ),
    ".gitignore": "/site/\n/.sitegen/\n",
}
SETTINGS = "[user]\n\tname = Salma Nassar\n\temail = salma@example.org\n[init]\n\tdefaultBranch = main\n"


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    status: int
    out: str
    err: str

    @property
    def last(self) -> str:
        """Return the last line of its complaints."""
        return (self.err.splitlines() or [""])[-1]


@dataclass(frozen=True)
class State:
    """All that a publication may not touch, but for what it says that it does."""

    refs: str
    head: str
    index: bytes
    status: str
    stashes: str


class GitSite:
    """An editor's folder with its repositories."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str], *, site: str = "work") -> None:
        self.folder = folder
        self.capture = capture
        self.remote = folder / "remote.git"
        self.work = folder / "work"
        self.root = folder / site
        git(folder, "init", "--quiet", "--bare", str(self.remote))
        git(folder, "init", "--quiet", str(self.work))
        self.root.mkdir(parents=True, exist_ok=True)
        self.write(FILES)
        git(self.work, "add", ".")
        git(self.work, "commit", "--quiet", "-m", "The site")
        git(self.work, "remote", "add", "origin", str(self.remote))

    def write(self, files: dict[str, str]) -> None:
        """Write files of the site by their paths."""
        for path, text in files.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text, encoding="utf-8")

    def set_address(self, url: str) -> None:
        self.write({"content/site.yaml": f"{FILES['content/site.yaml']}url: {url}\n"})

    def git(self, *arguments: str) -> str:
        """Return what git says in the work tree."""
        return git(self.work, *arguments)

    def publish(self, *arguments: str, root: Path | None = None) -> Outcome:
        """Run the command in this process."""
        self.capture.readouterr()
        status = run(["-C", str(root or self.root), "publish", *arguments])
        said = self.capture.readouterr()
        return Outcome(status, said.out, said.err)

    def published(self, branch: str = "gh-pages", *, at: Path | None = None) -> str:
        """Return the remote branch's commit, empty where there is none."""
        answer = try_git(at or self.remote, "rev-parse", "--quiet", "--verify", f"refs/heads/{branch}")
        return answer.stdout.strip()

    def history(self, branch: str = "gh-pages") -> list[str]:
        """Return the messages of the remote branch's commits, the newest first."""
        return git(self.remote, "log", "--format=%s", branch).splitlines()

    def file(self, path: str, branch: str = "gh-pages") -> str:
        """Return a file of the remote branch."""
        return git(self.remote, "show", f"{branch}:{path}")

    def files(self, branch: str = "gh-pages") -> list[str]:
        """Return the paths of the remote branch's files."""
        return git(self.remote, "ls-tree", "-r", "-z", "--name-only", branch).rstrip("\0").split("\0")

    def clone(self, name: str, branch: str = "gh-pages") -> Path:
        """Return a clone of the remote with the branch checked out."""
        place = self.folder / name
        git(self.folder, "clone", "--quiet", "--branch", branch, str(self.remote), str(place))
        return place

    def push_from_elsewhere(self, name: str = "elsewhere") -> str:
        """Push a commit to the published branch as a colleague would, and return it."""
        place = self.clone(name)
        (place / "theirs.txt").write_text("theirs\n", encoding="utf-8")
        git(place, "add", ".")
        git(place, "commit", "--quiet", "-m", "Theirs")
        git(place, "push", "--quiet", "origin", "gh-pages")
        return git(place, "rev-parse", "HEAD")

    def state(self) -> State:
        """Return what a failed publication leaves as it was."""
        return State(
            refs=self.git("for-each-ref", "refs/heads", "refs/tags", "refs/sitegen", "refs/stash"),
            head=(self.work / ".git" / "HEAD").read_text(encoding="utf-8"),
            index=(self.work / ".git" / "index").read_bytes(),
            status=self.git("status", "--porcelain", "--ignored"),
            stashes=self.git("stash", "list"),
        )


@contextmanager
def settings_of_git(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give git one file of settings while the block runs: who commits, and nothing of this machine's."""
    place = folder / "gitconfig"
    place.write_text(SETTINGS, encoding="utf-8")
    with monkeypatch.context() as patch:
        for name in [name for name in os.environ if name.startswith(("GIT_", "SSH_ASKPASS"))]:
            patch.delenv(name)
        patch.setenv("GIT_CONFIG_GLOBAL", str(place))
        patch.setenv("GIT_CONFIG_NOSYSTEM", "1")
        patch.setenv("GIT_TERMINAL_PROMPT", "0")
        patch.delenv("SOURCE_DATE_EPOCH", raising=False)
        yield place


def git(folder: Path, *arguments: str) -> str:
    """Return what git prints; fail with its reason where it refuses."""
    answer = try_git(folder, *arguments)
    assert answer.returncode == 0, f"git {shlex.join(arguments)}: {answer.stderr}"
    return answer.stdout.removesuffix("\n")


def try_git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)


def write_hook(repository: Path, name: str, script: str) -> None:
    """Give a repository (its git folder) a hook."""
    place = repository / "hooks" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    place.chmod(0o755)
