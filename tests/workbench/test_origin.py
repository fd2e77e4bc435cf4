import json
import tomllib
from collections.abc import Mapping
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from sitegen import __version__
from sitegen.workbench.origin import NAME, REPOSITORY, pinned_requirement

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
    assert read.extras == {"cards"}
    return read.url or ""


def test_the_name_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == NAME
    assert "cards" in project["optional-dependencies"]


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
        {"url": "file:///home/me/sitegen", "dir_info": {"editable": True}},
        {"url": "ssh://git@example.org/sitegen", "vcs_info": {"vcs": "git", "commit_id": COMMIT}},
    ],
    ids=["an index", "a folder", "an address that needs a key"],
)
def test_what_came_from_elsewhere_is_pinned_to_its_version(noted: Mapping[str, object] | None, tmp_path: Path) -> None:
    address = address_of(pinned_requirement(installed(tmp_path, noted)))
    assert address == f"git+{REPOSITORY}@v{__version__}"


def test_a_checkout_that_is_not_installed_is_pinned_too() -> None:
    assert address_of(pinned_requirement()).startswith("git+https://")
