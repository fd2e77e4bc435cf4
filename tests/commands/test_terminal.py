"""How much is said and in which colours, on a real terminal and on pipes."""

import sys
from pathlib import Path

import pytest

from sitegen.progress import ERASE
from tests.commands.typed import environment, run, run_on_terminal

pytestmark = pytest.mark.slow

RED = "\x1b[1;31merror[unknown-key]\x1b[0m: "


@pytest.mark.parametrize("typed", [("-q", "build"), ("build", "-q"), ("build", "--quiet")])
def test_quiet_says_nothing_where_all_is_well(typed: tuple[str, ...], site: Path) -> None:
    done = run(*typed, cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (site / "site/index.html").is_file()


@pytest.mark.parametrize("command", ["build", "check"])
def test_quiet_says_errors_alone(command: str, broken: Path) -> None:
    done = run("-q", command, cwd=broken)
    assert done.returncode == 1
    assert "error[unknown-key]" in done.stdout + done.stderr
    assert "warning[" not in done.stdout + done.stderr


def test_quiet_says_warnings_where_they_count_as_errors(site: Path) -> None:
    done = run("-q", "build", "--strict", cwd=site)
    assert done.returncode == 1
    assert "warning[seed-without-sidecar]" in done.stderr


@pytest.mark.parametrize("command", ["clean", "schema", "reanchor"])
def test_every_command_can_be_quiet(command: str, site: Path) -> None:
    done = run("-q", command, cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_verbose_says_where_time_goes_and_what_was_made_and_why(site: Path) -> None:
    run("build", cwd=site)
    page = site / "site/briefings/river-diary.html"
    page.write_text(page.read_text(encoding="utf-8") + " ", encoding="utf-8")
    (site / "site/index.html").unlink()
    done = run("-v", "build", cwd=site)
    assert done.stdout.startswith("built 2 briefings (1 draft left out) in ")
    assert "making lists" in done.stderr
    assert "briefings/river-diary.html: other content than before\n" in done.stderr
    assert "index.html: new\n" in done.stderr
    assert "2 files written (briefings/river-diary.html, index.html), " in done.stdout


def test_verbose_leaves_the_answer_as_it_is(site: Path) -> None:
    plain, told = run("check", "--format", "json", cwd=site), run("-v", "check", "--format", "json", cwd=site)
    assert told.stdout == plain.stdout
    assert "making lists" in told.stderr


def test_quiet_and_verbose_contradict_each_other(site: Path) -> None:
    done = run("-q", "build", "-v", cwd=site)
    assert done.returncode == 2
    assert "--quiet and --verbose contradict each other" in done.stderr


@pytest.mark.parametrize("command", ["build", "check"])
def test_severities_are_coloured_on_a_terminal(command: str, broken: Path) -> None:
    assert RED in run_on_terminal(command, cwd=broken).text


@pytest.mark.parametrize("settings", [{"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}])
def test_colours_can_be_switched_off(settings: dict[str, str], broken: Path) -> None:
    screen = run_on_terminal("build", cwd=broken, settings=environment(**settings))
    assert "error[unknown-key]: " in screen.text
    assert "\x1b" not in screen.text.replace(ERASE, "")  # a slow machine shows how far it is


def test_pipes_have_no_colours_unless_asked_for(broken: Path) -> None:
    assert "\x1b" not in run("build", cwd=broken).stderr
    assert "\x1b" not in run("build", cwd=broken, FORCE_COLOR="0").stderr
    assert RED in run("build", cwd=broken, FORCE_COLOR="1").stderr
    assert RED in run("check", cwd=broken, FORCE_COLOR="1").stdout
    assert "\x1b" not in run("check", "--format", "github", cwd=broken, FORCE_COLOR="1").stdout


LONG_WORK = """
import time
from sitegen.commands.terminal import Terminal
from sitegen.progress import StageTimes
with Terminal(quiet={quiet}).follow(StageTimes()) as progress:
    for number in range(9):
        progress("weaving", number, 9)
        time.sleep(0.1)
print("done")
"""


@pytest.mark.parametrize(
    ("quiet", "settings", "is_shown"), [(False, {}, True), (False, {"TERM": "dumb"}, False), (True, {}, False)]
)
def test_long_work_shows_how_far_it_is_and_leaves_no_trace(
    quiet: bool,  # noqa: FBT001 - a case
    settings: dict[str, str],
    is_shown: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    command = (sys.executable, "-c", LONG_WORK.format(quiet=quiet))
    screen = run_on_terminal(cwd=tmp_path, command=command, settings=environment(**settings))
    assert ("weaving" in screen.text) is is_shown
    last = screen.text.rpartition("\x1b[K")[2] if is_shown else screen.text
    assert last == "done\r\n"


def test_a_pipe_is_shown_no_progress(tmp_path: Path) -> None:
    command = (sys.executable, "-c", f"import sys; sys.stderr = open('told', 'w'){LONG_WORK.format(quiet=False)}")
    run_on_terminal(cwd=tmp_path, command=command)
    assert (tmp_path / "told").read_text(encoding="utf-8") == ""
