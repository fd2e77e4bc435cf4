"""Fetching and pushing: the published branch is fetched, a commit pushed upon it, and the local branch follows."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sitegen.model.site_files import CONTENT, SEEDS
from sitegen.output.manifest import HEADER, MANIFEST
from sitegen.publishing.domain import CNAME
from sitegen.publishing.git import Git
from sitegen.publishing.git_refusals import fetch_refusal, push_refusal
from sitegen.publishing.repository import Destination, Repository
from sitegen.publishing.snapshot import BRANCH, Snapshot
from sitegen.refusal import Refusal

FETCHED: Final = "refs/sitegen/fetched"
MADE: Final = "refs/sitegen/made"
"""Names that keep commits while they are needed; no branch or tag, and gone when the command ends."""
_OF_THE_HOST: Final = frozenset({CNAME, ".nojekyll"})
"""Files that GitHub, or whoever sets a branch up for it, writes there before there is a site."""


@contextmanager
def fetch_published(repository: Repository, destination: Destination) -> Iterator[str]:
    """Have the commit that is published while the block runs; empty where nothing is.

    Refusal with status 2 where the branch holds what the site is made from, with status 3 where it cannot be fetched.
    """
    _forget_commits(repository.git)
    try:
        base = _fetch(repository.git, destination)
        _refuse_sources(repository, base, destination)
        yield base
    finally:
        _forget_commits(repository.git)


def refuse_foreign_site(git: Git, base: str, destination: Destination) -> None:
    """Keep what somebody else published there from being replaced. Refusal with status 2.

    What sitegen published holds its manifest; what GitHub itself writes to a branch is no site.
    """
    if not base or git.ask("cat-file", "blob", f"{base}:{MANIFEST}").out.startswith(HEADER):
        return
    found = git.tell("ls-tree", "-r", "--full-tree", "--name-only", "-z", base).split("\0")
    paths = [path for path in found if path and path not in _OF_THE_HOST]
    if paths:
        rest = {1: "", 2: " and 1 more file"}.get(len(paths), f" and {len(paths) - 1} more files")
        message = (
            f"it holds a site that sitegen did not make ({paths[0]}{rest}): publish to another branch by "
            "`--branch NAME`, or replace that site by `--replace`"
        )
        raise Refusal(f"nothing was published to {destination}: {message}", status=2)


def push_snapshot(git: Git, snapshot: Snapshot, destination: Destination, *, replaced: str | None) -> None:
    """Bring a snapshot over and push it. Refusal with status 3; the remote branch is then as it was.

    `replaced` is the commit that it takes the place of (empty for none); None lets it only be built upon.
    """
    borrowed = ("--no-tags", "--no-recurse-submodules", "--update-shallow", str(snapshot.folder))
    allowed = ("-c", "protocol.file.allow=always")
    git.tell(*allowed, "fetch", "--quiet", *borrowed, f"+refs/heads/{BRANCH}:{MADE}")
    lease = () if replaced is None else (f"--force-with-lease={destination.ref}:{replaced}",)
    plain = ("--porcelain", "--no-follow-tags", "--no-signed", "--recurse-submodules=no")
    answer = git.ask("push", *plain, *lease, "--", destination.reach, f"{snapshot.commit}:{destination.ref}")
    if answer.status:
        raise push_refusal(answer, destination)


def follow_locally(git: Git, destination: Destination, *, base: str, commit: str) -> str:
    """Let the local branch of this name show what was published; return why it does not, empty where it does.

    It never loses a commit that was not published, and is left alone where it is checked out.
    """
    ref, branch = destination.ref, destination.branch
    if f"branch {ref}" in git.ask("worktree", "list", "--porcelain").out.splitlines():
        return f"your local branch {branch} is checked out, so it was left as it is"
    local = git.ask("rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}").line
    if local and not any(_is_within(git, local, known) for known in (base, commit) if known):
        return f"your local branch {branch} holds commits that are not published, so it was left as it is"
    answer = git.ask("update-ref", "-m", "sitegen publish", ref, commit, local or "0" * len(commit))
    return f"your local branch {branch} could not follow, so it was left as it is" if answer.status else ""


def _fetch(git: Git, destination: Destination) -> str:
    """Return the remote branch's commit, empty where there is no such branch."""
    wanted = f"+{destination.ref}:{FETCHED}"
    plain = ("--quiet", "--no-tags", "--no-prune", "--no-recurse-submodules")
    answer = git.ask("fetch", *plain, "--", destination.reach, wanted)
    if answer.status == 0:
        return git.tell("rev-parse", f"{FETCHED}^{{commit}}")
    if "find remote ref" in answer.err:
        return ""
    raise fetch_refusal(answer, destination)


def _refuse_sources(repository: Repository, base: str, destination: Destination) -> None:
    """Keep a slip of `--branch` from replacing what was written by what was made from it."""
    if not base:
        return
    paths = [f"{repository.prefix}{name}" for name in (CONTENT, SEEDS)]
    if found := repository.git.tell("ls-tree", "--full-tree", "--name-only", "-z", base, "--", *paths).split("\0")[0]:
        message = f"it holds the sources of the site ({found}); the site wants a branch of its own, such as gh-pages"
        raise Refusal(f"nothing was published to {destination}: {message}", status=2)


def _is_within(git: Git, commit: str, other: str) -> bool:
    return git.ask("merge-base", "--is-ancestor", commit, other).status == 0


def _forget_commits(git: Git) -> None:
    for ref in (FETCHED, MADE):
        git.ask("update-ref", "-d", ref)
