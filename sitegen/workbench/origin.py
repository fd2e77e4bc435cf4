"""The origin of this sitegen, from which another machine can install the very same."""

import json
import os
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sitegen import __version__
from sitegen.publishing.git import run_program, silent_environment

NAME: Final = "sitegen-briefings"
"""The distribution's name (`name` in pyproject.toml), under which an index knows it: `sitegen` is another project."""

CHECKOUT: Final = Path(__file__).parents[2]
"""The repository's folder, where sitegen is not installed but run from its code."""


def pinned_requirement(installed: Distribution | None = None) -> str:
    """Return what pip installs this sitegen from: a commit in a repository that others reach, else this version.

    `installed` is what the packaging tools noted of this installation; looked up where it is not given.
    """
    address = _find_commit(installed or _this_distribution())
    return f"{NAME}[cards,fonts] @ git+{address}" if address else f"{NAME}[cards,fonts]=={__version__}"


def _this_distribution() -> Distribution | None:
    try:
        return distribution(NAME)
    except PackageNotFoundError:  # run from a checkout
        return None


def _find_commit(installed: Distribution | None) -> str:
    """Return `ADDRESS@COMMIT`, empty where nobody noted one. It was installed from there, or from a clone of it.

    Read from direct_url.json (PEP 610).
    """
    if not installed:
        return _commit_of_clone(CHECKOUT)
    noted: dict[str, Any] = json.loads(installed.read_text("direct_url.json") or "{}")
    address = noted.get("url", "")
    if "dir_info" in noted:
        return _commit_of_clone(Path(url2pathname(urlsplit(address).path)))
    return _join(address, noted.get("vcs_info", {}).get("commit_id", ""))


def _commit_of_clone(folder: Path) -> str:
    """Return where a clone's present commit can be had; empty where it was never pushed, or the folder is no clone."""
    if not (folder / ".git").exists() or not _ask_git(folder, "branch", "--remotes", "--contains", "HEAD"):
        return ""
    return _join(_ask_git(folder, "remote", "get-url", "origin"), _ask_git(folder, "rev-parse", "HEAD"))


def _ask_git(folder: Path, *arguments: str) -> str:
    """Return git's answer, empty where it has none or is not installed."""
    try:
        return run_program(["git", *arguments], folder, silent_environment(os.environ)).line
    except OSError:
        return ""


def _join(address: str, commit: str) -> str:
    """Return `ADDRESS@COMMIT` of a repository that needs no key; what stands before the host may be a password."""
    try:
        parts = urlsplit(address)
    except ValueError:  # git takes more for an address than browsers do
        return ""
    if parts.scheme != "https" or not commit:
        return ""
    return f"https://{parts.netloc.rpartition('@')[2]}{parts.path}@{commit}"
