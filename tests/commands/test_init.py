"""`sitegen init` as a user types it."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.commands.typed import run

pytestmark = pytest.mark.slow


def names_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("name", ["my-site", "my site", "موقع الأخبار"])
def test_the_commands_that_it_names_work_as_they_stand(name: str, tmp_path: Path) -> None:
    made = run("init", name, cwd=tmp_path)
    assert (made.returncode, made.stderr) == (0, "")
    typed = [line.strip().partition("   ")[0] for line in made.stdout.splitlines() if line.startswith("  ")]
    assert typed[1:] == ["sitegen serve", "sitegen new my-article"]
    gone = subprocess.run(["sh", "-c", f"{typed[0]} && pwd"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert Path(gone.stdout.removesuffix("\n")) == tmp_path / name
    assert run("new", "my-article", cwd=tmp_path / name).returncode == 0
    checked = run("check", "--strict", cwd=tmp_path / name)
    assert (checked.returncode, checked.stdout, checked.stderr) == (0, "", "no problems\n")
    built = run("build", "--strict", cwd=tmp_path / name)
    assert (built.returncode, built.stderr) == (0, "")


def test_a_fresh_clone_is_filled_where_it_stands(tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin.git", tmp_path / "clone"
    subprocess.run(["git", "init", "--quiet", "--bare", origin], check=True)
    subprocess.run(["git", "clone", "--quiet", origin, clone], check=True, capture_output=True)
    made = run("init", ".", cwd=clone)
    assert made.returncode == 0, made.stderr
    assert "  cd " not in made.stdout
    run("build", cwd=clone)
    untracked = subprocess.run(
        ["git", "status", "--short", "--untracked-files=all"], cwd=clone, check=True, capture_output=True, text=True
    )
    paths = {line.removeprefix("?? ") for line in untracked.stdout.splitlines()}
    assert {"README.md", ".gitignore", ".github/workflows/pages.yml", "content/.schemas/site.json"} <= paths
    assert not [path for path in paths if path.startswith(("site/", ".sitegen"))]


def test_the_folder_is_looked_for_below_the_one_that_c_names(tmp_path: Path) -> None:
    (tmp_path / "sites").mkdir()
    assert f"  cd {tmp_path / 'sites' / 'one'}\n" in run("-C", "sites", "init", "one", cwd=tmp_path).stdout
    assert (tmp_path / "sites" / "one" / "content" / "site.yaml").is_file()


def test_a_second_time_it_is_refused(tmp_path: Path) -> None:
    run("init", "one", cwd=tmp_path)
    before = names_in(tmp_path)
    refused = run("init", "one", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == (
        "sitegen: one: the folder is not empty, .github, .gitignore, README.md and 2 more would be overwritten; "
        "name a new one\n"
    )
    assert names_in(tmp_path) == before


def test_it_asks_for_nothing_but_a_folder(tmp_path: Path) -> None:
    assert run("init", cwd=tmp_path).returncode == 2
    assert run("init", "", cwd=tmp_path).returncode == 2
    assert names_in(tmp_path) == []
    quiet = run("init", "--quiet", "one", cwd=tmp_path)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")


def test_control_characters_of_the_name_never_reach_the_terminal(tmp_path: Path) -> None:
    made = run("init", "a\x1b[31mb", cwd=tmp_path)
    assert made.returncode == 0
    assert "\x1b" not in made.stdout


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_where_nothing_may_be_written_is_one_line(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    refused = run("init", "one", cwd=tmp_path)
    assert (refused.returncode, refused.stderr) == (3, "sitegen: one: permission denied\n")
