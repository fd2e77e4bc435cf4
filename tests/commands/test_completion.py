"""Completion in a real bash, and by the function that all shells share."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.typed import environment
from tests.needs import need

BASH = Path("/bin/bash")
ASK = """
sitegen() { "$PYTHON" -m sitegen "$@"; }
eval "$(_SITEGEN_COMPLETE=bash_source sitegen)"
complete -p sitegen
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_sitegen_completion "$PROGRAM"
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(*words: str, cwd: Path) -> list[str]:
    """Return what bash would offer for the last word."""
    need("bash", found=BASH.exists())
    program = cwd / "sitegen-here"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m sitegen "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    settings = environment(PYTHON=sys.executable, PROGRAM=str(program))
    command = [str(BASH), "-c", ASK, "bash", "sitegen", *words]
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    installed, *offered = done.stdout.splitlines()
    assert installed.startswith("complete ")
    assert installed.endswith(" -F _sitegen_completion sitegen")
    return [one for one in offered if one]


def test_commands_are_completed(site: Path) -> None:
    assert completed("re", cwd=site) == ["reanchor"]
    assert {"build", "check", "serve"} <= set(completed("", cwd=site))


def test_options_and_their_values_are_completed(site: Path) -> None:
    assert completed("check", "--f", cwd=site) == ["--format"]
    assert completed("check", "--format", "", cwd=site) == ["text", "json", "github", "sarif"]
    assert {"-C", "--quiet", "--verbose", "--version", "--help"} <= set(completed("-", cwd=site))


def test_slugs_are_completed(site: Path) -> None:
    own = site / "content/briefings/water-plan.yaml"
    own.write_text(own.read_text(encoding="utf-8") + "\nslug: 'plan-b'  # said here\n", encoding="utf-8")
    (site / "content/briefings/broken.yaml").write_bytes(b"\xff\xfe: [")
    assert completed("reanchor", "", cwd=site) == ["broken", "plan-b", "river-diary"]
    assert completed("reanchor", "--write", "plan-b", "r", cwd=site) == ["river-diary"]


@pytest.mark.parametrize("before", [True, False])
def test_slugs_of_a_site_elsewhere_are_completed(before: bool, site: Path, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    words = ("-C", str(site), "reanchor", "riv") if before else ("reanchor", "-C", str(site), "riv")
    assert completed(*words, cwd=tmp_path) == ["river-diary"]
    assert completed("-C", str(site / "nowhere"), "reanchor", "riv", cwd=tmp_path) == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_have_a_script_too(shell: str, site: Path) -> None:
    settings = environment(_SITEGEN_COMPLETE=f"{shell}_source")
    command = [sys.executable, "-m", "sitegen"]
    done = subprocess.run(command, cwd=site, env=settings, capture_output=True, text=True, check=True)
    assert "_SITEGEN_COMPLETE=" in done.stdout
