"""`sitegen --help` is answered without the parser, and as the parser would."""

import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.commands.overview import write_overview
from tests.commands.typed import environment, run


@pytest.mark.parametrize("typed", [("--help",), ("-h",), ("-q", "--help"), ("--help", "build")])
def test_help_is_the_overview(typed: tuple[str, ...], tmp_path: Path) -> None:
    done = run(*typed, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, write_overview(), "")


def test_without_a_command_the_overview_is_told_as_a_mistake(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == write_overview()


@pytest.mark.parametrize("typed", ["--help", "--version"])
def test_what_needs_no_parser_imports_none(typed: str) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "sitegen", typed]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "sitegen" in imported
    assert not {"click", "typing", "sitegen.cli", "sitegen.build"} & imported


def test_a_commands_help_imports_the_parser_alone() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "sitegen", "build", "--help"]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not {"jinja2", "yaml", "markdown_it", "tornado", "sitegen.build", "sitegen.commands.check"} & imported
