"""The command as a user types it: what it prints, what it leaves behind, its exit status."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen import __version__

SMALL = Path(__file__).parent / "sites" / "small"


def sitegen(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "sitegen", *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "site-folder"))


def break_sidecar(site: Path) -> None:
    path = site / "content/briefings/river-diary.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("published", "publisht"), encoding="utf-8")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_version_and_help() -> None:
    assert sitegen("--version").stdout == f"sitegen {__version__}\n"
    assert "build" in sitegen("--help").stdout
    assert "Examples" in sitegen("build", "--help").stdout


def test_build_makes_the_site_and_says_so_in_one_line(site: Path) -> None:
    done = sitegen("build", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "site/index.html").is_file()
    assert (site / "site/en/index.html").is_file()
    assert done.stdout.startswith("built 2 briefings in ")
    assert done.stdout.count("\n") == 1
    assert "warning[seed-without-sidecar]" in done.stderr


def test_a_second_build_touches_nothing(site: Path) -> None:
    sitegen("build", cwd=site)
    before = {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*.html")}
    done = sitegen("build", cwd=site)
    assert " 0 files written," in done.stdout
    assert {path: path.stat().st_mtime_ns for path in (site / "site").rglob("*.html")} == before


def test_the_folder_may_be_named_before_or_behind_the_command(site: Path) -> None:
    assert sitegen("-C", str(site), "check").returncode == 0
    assert sitegen("check", "-C", str(site)).returncode == 0
    assert sitegen("-C", str(site / "nowhere"), "check").returncode == 2


def test_a_failed_build_leaves_the_site_as_it_was(site: Path) -> None:
    sitegen("build", cwd=site)
    before = files_in(site / "site")
    break_sidecar(site)
    failed = sitegen("build", cwd=site)
    assert failed.returncode == 1
    assert "content/briefings/river-diary.yaml:2:1: error[unknown-key]" in failed.stderr
    assert "did you mean `published`?" in failed.stderr
    assert files_in(site / "site") == before


def test_strict_stops_at_warnings(site: Path) -> None:
    assert sitegen("build", "--strict", cwd=site).returncode == 1
    assert not (site / "site").exists()


def test_wrong_use_and_wrong_settings_have_a_status_of_their_own(site: Path) -> None:
    assert sitegen("build", "--nonsense", cwd=site).returncode == 2
    settings = site / "content/site.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "titel: x\n", encoding="utf-8")
    assert sitegen("build", cwd=site).returncode == 2


def test_output_that_is_not_ours_is_left_alone(site: Path) -> None:
    (site / "site").mkdir()
    (site / "site/diary.txt").write_text("mine", encoding="utf-8")
    refused = sitegen("build", cwd=site)
    assert refused.returncode == 2
    assert files_in(site / "site") == {"diary.txt": b"mine"}


def test_check_as_json_prints_a_list_and_nothing_else(site: Path) -> None:
    break_sidecar(site)
    checked = sitegen("check", "--format", "json", cwd=site)
    rows = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert {"path", "line", "column", "severity", "code", "message", "help"} == set(rows[0])
    assert {row["code"] for row in rows} == {"unknown-key", "seed-without-sidecar"}


def test_check_for_github_prints_workflow_commands(site: Path) -> None:
    break_sidecar(site)
    lines = sitegen("check", "--format", "github", cwd=site).stdout.splitlines()
    assert lines[0].startswith("::error file=content/briefings/river-diary.yaml,line=2,col=1,title=unknown-key::")


def test_check_tells_references_to_drafts_though_it_reads_them(site: Path) -> None:
    sidecar = site / "content/briefings/river-diary.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "related: [draft]\n", encoding="utf-8")
    rows = json.loads(sitegen("check", "--format", "json", cwd=site).stdout)
    assert [row["path"] for row in rows if row["code"] == "ref-to-draft"] == ["content/briefings/river-diary.yaml"]


def test_check_writes_nothing(site: Path) -> None:
    before = files_in(site)
    sitegen("check", cwd=site)
    assert files_in(site) == before


def test_clean_removes_what_sitegen_made_and_nothing_else(site: Path) -> None:
    before = files_in(site)
    sitegen("build", cwd=site)
    (site / "site/CNAME").write_text("example.org", encoding="utf-8")
    assert sitegen("clean", cwd=site).returncode == 0
    assert files_in(site) == {**before, "site/CNAME": b"example.org"}
