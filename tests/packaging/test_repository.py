"""The repository's own files: pinned dependencies that name no host, and the commands that the README promises."""

import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"`([\w./-]+)`:\n\n```(?:text|yaml|jinja)\n(.*?)```", re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def pins() -> dict[str, str]:
    lines = [line for line in read("constraints.txt").splitlines() if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in (line.split("==") for line in lines)}


def requirements() -> list[Requirement]:
    written: dict[str, Any] = tomllib.loads(read("pyproject.toml"))
    project = written["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["test"], *written["build-system"]["requires"]]
    return [Requirement(line) for line in named]


def test_constraints_hold_pins_and_nothing_else() -> None:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9A-Za-z.+!]+", line)] == []


def test_every_dependency_is_pinned_within_its_bounds() -> None:
    wrong = [
        str(each) for each in requirements() if pins().get(canonicalize_name(each.name), "0") not in each.specifier
    ]
    assert wrong == []


def test_every_dependency_of_a_dependency_is_pinned() -> None:
    unpinned = set()
    for name in pins():
        for line in metadata.requires(name) or ():
            requirement = Requirement(line)
            needed = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            if needed and canonicalize_name(requirement.name) not in pins():
                unpinned.add(f"{name} needs {requirement}")
    assert unpinned == set()


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in ROOT.glob("tests/*/package.json")))
def test_npm_packages_are_exact_versions_from_no_named_host(folder: str) -> None:
    wanted = json.loads(read(f"tests/{folder}/package.json"))["devDependencies"]
    assert [version for version in wanted.values() if not re.fullmatch(r"\d+\.\d+\.\d+", version)] == []
    locked = json.loads(read(f"tests/{folder}/package-lock.json"))["packages"]
    assert [name for name, package in locked.items() if "resolved" in package] == []
    assert {name: locked[f"node_modules/{name}"]["version"] for name in wanted} == wanted


def test_the_ci_runs_the_readmes_command() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111
    assert read(".ci/run").rstrip().endswith("make test")
    for command in ("make site", "make test"):
        assert f"\n{command} " in read("README.md")
        assert f"\n{command.removeprefix('make ')}: " in read("Makefile")


def test_links_of_the_readme_lead_to_files() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", read("README.md"))
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_the_licence_says_what_it_does_not_cover() -> None:
    licence = read("LICENSE")
    assert licence.startswith("MIT License\n")
    assert "CC BY 4.0" in licence
    assert [seed.name for seed in (ROOT / "seeds").glob("0*.txt") if seed.name not in licence] == []


@pytest.mark.parametrize("strictness", [(), ("--strict",)], ids=["plain", "strict"])
def test_the_readmes_first_briefing_builds(tmp_path: Path, strictness: tuple[str, ...]) -> None:
    files = dict(EXAMPLE.findall(read("README.md")))
    assert set(files) == {
        "seeds/water.txt",
        "content/actors.yaml",
        "content/briefings/water.yaml",
        "content/site.yaml",
        "templates/base.html",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    build: list[str | Path] = [sys.executable, "-m", "sitegen", "-C", tmp_path, "build", *strictness]
    done = subprocess.run(build, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    page = (tmp_path / "site" / "briefings" / "water.html").read_text(encoding="utf-8")
    assert page.count('data-actor="haddad"') >= len(re.findall("حداد", files["seeds/water.txt"]))
    assert "من عمل هيئة التحرير" in page
    assert (tmp_path / "site" / "actors" / "haddad.html").is_file()
