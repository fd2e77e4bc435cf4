"""The command as a user types it: what it prints, what it leaves behind, its exit status."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen import __version__
from sitegen.output.output_folder import hold_output
from tests.needs import need

pytestmark = pytest.mark.slow

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
    assert done.stdout.startswith("built 2 briefings (1 draft left out) in ")
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
    assert {row["code"] for row in rows} >= {"unknown-key", "seed-without-sidecar"}


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


def test_a_slip_of_the_fingers_is_offered_the_command_that_was_meant() -> None:
    done = sitegen("buidl")
    assert done.returncode == 2
    assert "no command is called `buidl`; did you mean `build`?" in done.stderr


def test_what_was_typed_cannot_drive_the_terminal(site: Path) -> None:
    for words in (["\x1b[2J"], ["build", "--\x1b[2J"], ["-C", "\x1b[2J", "build"], ["check", "--format", "\x1b[2J"]):
        done = sitegen(*words, cwd=site)
        assert done.returncode == 2
        assert "\x1b" not in done.stderr


def test_few_files_that_changed_are_named_and_many_are_counted(site: Path) -> None:
    assert " files written, 0 unchanged, 0 removed (1 warning)\n" in sitegen("build", cwd=site).stdout
    (site / "site/index.html").unlink()
    assert ": 1 file written (index.html), " in sitegen("build", cwd=site).stdout
    sidecar = site / "content/briefings/water-plan.yaml"
    sidecar.write_text(sidecar.read_text(encoding="utf-8") + "\naliases: [former]\n", encoding="utf-8")
    sitegen("build", cwd=site)
    sidecar.write_text(sidecar.read_text(encoding="utf-8").replace("\naliases: [former]\n", ""), encoding="utf-8")
    assert "2 removed (briefings/former.html, en/briefings/former.html)" in sitegen("build", cwd=site).stdout


ENDLESS = "{% for _ in range(99999) %}{% for _ in range(99999) %}{% endfor %}{% endfor %}"


def start_endless_build(site: Path) -> "subprocess.Popen[str]":
    """Return a build that stands in its templates; what it was asked before is answered."""
    (site / "templates").mkdir(exist_ok=True)
    (site / "templates/index.html").write_text(ENDLESS, encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-m", "sitegen", "build"], cwd=site, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not catches(process.pid, signal.SIGTERM):
        time.sleep(0.01)
    time.sleep(0.3)
    return process


def catches(pid: int, number: signal.Signals) -> bool:
    """Tell whether a process has a handler of its own for a signal."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    caught = next(line.split()[1] for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught, 16) >> (number - 1) & 1)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_running_build_that_is_told_to_end_leaves_nothing_behind(
    number: signal.Signals, status: int, site: Path
) -> None:
    need("/proc", found=Path("/proc/self/status").exists())
    sitegen("build", cwd=site)
    before = files_in(site / "site")
    with start_endless_build(site) as process:
        process.send_signal(number)
        _, told = process.communicate(timeout=30)
    assert process.returncode == status
    assert told.strip() == ""
    assert files_in(site / "site") == before


def test_a_build_that_waits_for_another_can_be_ended(site: Path) -> None:
    need("/proc", found=Path("/proc/self/status").exists())
    sitegen("build", cwd=site)
    before = files_in(site / "site")
    with hold_output(site / "site", root=site):
        process = subprocess.Popen([sys.executable, "-m", "sitegen", "-q", "build"], cwd=site)
        while process.poll() is None and not catches(process.pid, signal.SIGTERM):
            time.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 143
    assert files_in(site / "site") == before


def test_a_machine_that_fails_has_a_status_of_its_own(site: Path) -> None:
    (site / "file").write_text("", encoding="utf-8")
    done = sitegen("schema", "--output", "file/schemas", cwd=site)
    assert done.returncode == 3
    assert done.stderr == "sitegen: file/schemas: Not a directory\n"


def test_the_command_and_the_module_are_the_same(site: Path) -> None:
    script = Path(sys.executable).with_name("sitegen")
    need("the command `sitegen`", found=script.exists())
    for words in (["--version"], ["--help"], ["check", "--format", "json"], ["buidl"]):
        done = subprocess.run([script, *words], cwd=site, capture_output=True, text=True, check=False)
        again = sitegen(*words, cwd=site)
        assert (done.returncode, done.stdout, done.stderr) == (again.returncode, again.stdout, again.stderr)


@pytest.mark.parametrize("seconds", ["tomorrow", "-1"])
def test_nothing_that_a_build_makes_knows_the_day(seconds: str, site: Path) -> None:
    sitegen("build", cwd=site)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": seconds}
    command = [sys.executable, "-m", "sitegen", "build"]
    done = subprocess.run(command, cwd=site, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert " 0 files written, " in done.stdout
