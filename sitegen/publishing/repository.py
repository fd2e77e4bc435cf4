"""The git repository that a site's folder is in, and the place that the site is published to."""

import re
from dataclasses import dataclass
from typing import Final

from sitegen.model.nearest import nearest
from sitegen.publishing.git import Git, reason_of
from sitegen.refusal import Refusal

_SECRETS: Final = re.compile(r"(?<=://)[^/@\s]+@")
"""Name and password in an address: `https://name:token@host/`."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository, by way of a folder in its work tree."""

    git: Git
    prefix: str
    """From the top of the work tree to the site's folder: empty, or with a slash at its end."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A branch of a remote repository."""

    remote: str
    """As the user named it."""
    reach: str
    """Git fetches from it and pushes to it: the remote's name, or an address."""
    address: str
    """Without names and passwords: it can be shown."""
    branch: str

    @property
    def ref(self) -> str:
        """Return the branch's full name."""
        return f"refs/heads/{self.branch}"

    def __str__(self) -> str:
        return f"{self.branch} at {self.remote}"


def open_repository(git: Git) -> Repository:
    """Return the repository of git's folder. Refusal with status 3 where there is none that git would work in."""
    answer = git.ask("rev-parse", "--show-prefix")
    if answer.status == 0:
        return Repository(git, answer.line)
    if "dubious ownership" in answer.err:
        way_out = f"`git config --global --add safe.directory {git.folder}`"
        raise Refusal(f"{git.folder}: its repository belongs to another user; if you trust it: {way_out}", status=3)
    if "not a git repository" in answer.err:
        way_out = "`git init`, then `git remote add origin ADDRESS`"
        raise Refusal(f"{git.folder}: in no git repository, so there is nowhere to publish from: {way_out}", status=3)
    raise Refusal(f"{git.folder}: git cannot work here: {reason_of(answer.err)}", status=3)


def find_destination(repository: Repository, *, remote: str, branch: str) -> Destination:
    """Return where a remote's name (or an address) and a branch lead.

    Refusal with status 2 for a branch that can be none or is the one that is being worked on, with status 3 where
    there is no such remote.
    """
    _refuse_branch(repository.git, branch)
    fetched, pushed = (_address(repository.git, remote, *kind) for kind in ((), ("--push",)))
    # What was fetched must be what is pushed to, or every push after the first would be refused.
    reach = remote if fetched == pushed else pushed
    return Destination(without_secrets(remote), reach, without_secrets(pushed), branch)


def without_secrets(text: str) -> str:
    """Return a text whose addresses tell no names and passwords."""
    return _SECRETS.sub("", text)


def _refuse_branch(git: Git, branch: str) -> None:
    if git.ask("check-ref-format", f"refs/heads/{branch}").status or branch.startswith("-") or branch == "HEAD":
        raise Refusal(f"--branch {branch}: no branch can have this name", status=2)
    if git.ask("symbolic-ref", "--quiet", "HEAD").line == f"refs/heads/{branch}":
        message = "this is the branch that you are working on; the site wants one of its own, such as gh-pages"
        raise Refusal(f"--branch {branch}: {message}", status=2)


def _address(git: Git, remote: str, *kind: str) -> str:
    known = git.tell("remote").split()
    if remote in known:
        return git.tell("remote", "get-url", *kind, remote)
    if ("/" in remote or ":" in remote) and not remote.startswith("-"):
        return remote
    if not known:
        way_out = f"`git remote add {'origin' if remote == 'origin' else 'NAME'} ADDRESS`"
        raise Refusal(f"this repository has no remote to publish to: {way_out}", status=3)
    guess = nearest(remote, known) or known[0]
    message = f"this repository has no remote `{remote}`: `git remote add {remote} ADDRESS`, or `--remote {guess}`"
    raise Refusal(message, status=3)
