import json
import subprocess
import tomllib
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sitegen import __version__
from sitegen.workbench.origin import NAME, pinned_requirement

ROOT = Path(__file__).parents[2]
COMMIT = "5f0c1f2c0a4b7f0e6a0d4f5b7c8d9e0f1a2b3c4d"


def installed(folder: Path, noted: Mapping[str, object] | None) -> Distribution:
    """Return what stands on the disk after an installation, with what pip noted about where it came from."""
    info = folder / "sitegen_briefings.dist-info"
    info.mkdir()
    if noted is not None:
        (info / "direct_url.json").write_text(json.dumps(noted), encoding="utf-8")
    return Distribution.at(info)


def address_of(requirement: str) -> str:
    read = Requirement(requirement)
    assert read.name == NAME
    assert read.extras == {"cards", "fonts"}
    return read.url or ""


def test_the_name_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == NAME
    assert Requirement(pinned_requirement()).extras <= project["optional-dependencies"].keys()


def test_what_came_from_a_repository_is_pinned_to_its_commit(tmp_path: Path) -> None:
    noted = {"url": "https://example.org/one/sitegen.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    address = address_of(pinned_requirement(installed(tmp_path, noted)))
    assert address == f"git+https://example.org/one/sitegen.git@{COMMIT}"


def test_a_password_in_the_address_is_told_to_nobody(tmp_path: Path) -> None:
    noted = {"url": "https://me:secret@example.org/sitegen", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}
    assert address_of(pinned_requirement(installed(tmp_path, noted))) == f"git+https://example.org/sitegen@{COMMIT}"


@pytest.mark.parametrize(
    "noted",
    [
        None,
        {"url": "file:///home/me/nowhere", "dir_info": {"editable": True}},
        {"url": "file:///home/me/sitegen-0.1.0-py3-none-any.whl", "archive_info": {}},
        {"url": "ssh://git@example.org/sitegen", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
    ],
    ids=["an index", "a folder", "a file", "an address that needs a key"],
)
def test_what_came_from_elsewhere_is_pinned_to_its_version(noted: Mapping[str, object] | None, tmp_path: Path) -> None:
    read = Requirement(pinned_requirement(installed(tmp_path, noted)))
    assert (read.name, read.extras, str(read.specifier), read.url) == (
        NAME,
        {"cards", "fonts"},
        f"=={__version__}",
        None,
    )


def ask_git(folder: Path, *arguments: str) -> str:
    folder.mkdir(exist_ok=True)
    done = subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def clone_of(address: str, folder: Path) -> tuple[Distribution, str]:
    """Return what was installed from a clone with one commit, which was never pushed, and that commit."""
    ask_git(folder, "init", "--quiet")
    ask_git(
        folder, "-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "--quiet", "--allow-empty", "-mOne"
    )
    ask_git(folder, "remote", "add", "origin", address)
    head = ask_git(folder, "rev-parse", "HEAD")
    return installed(folder, {"url": folder.as_uri(), "dir_info": {}}), head


def test_what_came_from_a_clone_is_pinned_to_the_commit_that_was_pushed(tmp_path: Path) -> None:
    folder = tmp_path / "a clone of it"
    found, head = clone_of("https://me:secret@example.org/sitegen.git", folder)
    assert pinned_requirement(found) == f"{NAME}[cards,fonts]=={__version__}"
    ask_git(folder, "update-ref", "refs/remotes/origin/main", head)
    assert address_of(pinned_requirement(found)) == f"git+https://example.org/sitegen.git@{head}"


def test_a_clone_that_others_do_not_reach_is_pinned_to_its_version(tmp_path: Path) -> None:
    found, head = clone_of("/home/me/sitegen.git", tmp_path / "clone")
    ask_git(tmp_path / "clone", "update-ref", "refs/remotes/origin/main", head)
    assert pinned_requirement(found) == f"{NAME}[cards,fonts]=={__version__}"


def test_a_checkout_that_is_not_installed_is_pinned_too() -> None:
    assert Requirement(pinned_requirement()).name == NAME
