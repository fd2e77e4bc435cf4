"""A built folder as a commit that nobody has seen yet: made by ghp-import in a repository of its own.

ghp-import writes to a branch, and would take over the one of that name in the user's repository. Here it works in a
repository that lasts as long as the command and borrows the user's objects: what it makes is looked at first, and
brought over only when it is pushed.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.publishing.git import Git, reason_of, run_program
from sitegen.refusal import Refusal

BRANCH: Final = "publishing"
"""In the repository of its own."""

_IDENT: Final = re.compile(r"(?P<name>.*) <(?P<mail>[^<>]*)> (?P<when>\d+ [+-]\d{4})")
_EMPTY_TREE: Final = ("hash-object", "-t", "tree", "/dev/null")


@dataclass(frozen=True, slots=True)
class Committer:
    """The committer and the time."""

    name: str
    mail: str
    when: str
    """`@SECONDS +ZONE`, as git reads it in every one of its date formats."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is not as it was published last."""

    letter: str
    """`A` new, `M` changed, `D` gone."""
    path: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A commit in a repository of its own."""

    folder: Path
    """That repository."""
    commit: str
    changes: tuple[Change, ...]
    """Against what is published, sorted by path."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a commit."""

    folder: Path
    """The built site."""
    parent: str
    """The commit that it is built upon; empty for none."""
    message: str
    domain: str
    """For CNAME; empty for none."""


def find_committer(git: Git, *, seconds: int | None) -> Committer:
    """Return who git says commits here, at the given time (seconds since 1970) or now.

    Refusal with status 3 where git does not know; ghp-import would commit as nobody.
    """
    found = _IDENT.fullmatch(git.ask("var", "GIT_COMMITTER_IDENT").line)
    if not found:
        way_out = "`git config --global user.name NAME` and `git config --global user.email ADDRESS`"
        raise Refusal(f"nothing was published: git does not know whose commit it would be: {way_out}", status=3)
    when = found["when"] if seconds is None else f"{seconds} +0000"
    return Committer(found["name"], found["mail"], f"@{when}")


@contextmanager
def take_snapshot(git: Git, draft: Draft, committer: Committer, *, published: str) -> Iterator[Snapshot]:
    """Have the folder as a commit while the block runs; the user's repository is only read.

    `published` is the commit that it is compared with, empty for none.
    Refusal with status 3 where git or ghp-import fails.
    """
    with tempfile.TemporaryDirectory(prefix="sitegen-publish-") as name:
        own = _make_repository(git, Path(name))
        if draft.parent:
            own.tell("update-ref", f"refs/heads/{BRANCH}", draft.parent)
        _import_folder(own, draft, committer)
        commit = own.tell("rev-parse", f"refs/heads/{BRANCH}^{{commit}}")
        yield Snapshot(own.folder, commit, _list_changes(own, published, commit))


def _make_repository(git: Git, folder: Path) -> Git:
    """Return an empty repository that sees all objects of git's; the same commits are the roots of both."""
    own = Git(folder, {**git.environment, "GIT_DIR": str(folder)})
    form = git.ask("rev-parse", "--show-object-format").line
    forms = (
        ("--object-format=sha256",) if form == "sha256" else ()
    )  # git before 2.29 knows no other form, nor the option
    own.tell("init", "--quiet", "--bare", "--template=", *forms)
    own.tell("config", "core.hooksPath", str(folder / "no-hooks"))
    objects, shallow = (git.folder / git.tell("rev-parse", "--git-path", each) for each in ("objects", "shallow"))
    (folder / "objects" / "info").mkdir(exist_ok=True)
    (folder / "objects" / "info" / "alternates").write_text(f"{objects.resolve()}\n", encoding="utf-8")
    if shallow.is_file():
        (folder / "shallow").write_bytes(shallow.read_bytes())
    return own


def _import_folder(own: Git, draft: Draft, committer: Committer) -> None:
    """Let ghp-import commit the folder.

    As a program and not by its function, which reads who commits from this process's own environment, works in its
    present folder, lets git write to its terminal, and ends with a traceback when git does.
    """
    command = [sys.executable, "-W", "ignore", "-m", "ghp_import", "--no-jekyll", f"--branch={BRANCH}"]
    # Bytes of the command line that are no UTF-8 cannot be committed.
    command.append(f"--message={draft.message.strip().encode('utf-8', errors='replace').decode()}\n")
    if draft.domain:
        command.append(f"--cname={draft.domain}")
    answer = run_program([*command, "--", str(draft.folder)], own.folder, _committing(own, committer))
    if answer.status:
        reason = reason_of(answer.err)
        raise Refusal(f"nothing was published: ghp-import cannot commit {draft.folder}: {reason}", status=3)


def _committing(own: Git, committer: Committer) -> Mapping[str, str]:
    return {
        **own.environment,
        "GIT_COMMITTER_NAME": committer.name,
        "GIT_COMMITTER_EMAIL": committer.mail,
        "GIT_COMMITTER_DATE": committer.when,
    }


def _list_changes(own: Git, published: str, commit: str) -> tuple[Change, ...]:
    before = published or own.tell(*_EMPTY_TREE)
    fields = own.tell("diff-tree", "-r", "-z", "--no-renames", "--name-status", before, commit).split("\0")
    return tuple(Change(letter, path) for letter, path in zip(fields[::2], fields[1::2], strict=False))
