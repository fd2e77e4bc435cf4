"""`sitegen --help` is answered without the parser, and as the parser would."""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

import sitegen.commands
from sitegen.cli import commands
from sitegen.commands.overview import COMMANDS, write_overview
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


LIST_IMPORTED = """import sys
before = set(sys.modules)
from sitegen.cli import run
run(["build", "--help"])
print(*sorted(set(sys.modules) - before), file=sys.stderr)"""
OF_EVERY_COMMAND = {
    "cli",
    "commands",
    "commands.options",
    "commands.overview",
    "commands.terminal",
    "progress",
    "refusal",
}
OF_BUILD = {"commands.build", "commands.problems", "engine", "engine.build_settings", "messages", "progress"}
"""What a build can be told to do, and what it tells."""
MODEL = {"model", "model.problems", "model.site_files", "model.text"}


def test_a_commands_help_imports_the_parser_and_the_command_alone() -> None:
    command = [sys.executable, "-c", LIST_IMPORTED]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True)
    imported = set(done.stderr.split())
    assert {name.partition(".")[0] for name in imported} - sys.stdlib_module_names == {"click", "sitegen"}
    ours = {name.removeprefix("sitegen.") for name in imported if name.startswith("sitegen.")}
    assert ours <= OF_EVERY_COMMAND | OF_BUILD | MODEL


FOLDER = Path(next(iter(sitegen.commands.__path__)))


def command_of(name: str) -> click.Command:
    module, _ = COMMANDS[name]
    command: click.Command = import_module(module).command
    return command


def help_of(name: str) -> str:
    with click.Context(command_of(name), info_name=name) as context:
        return command_of(name).get_help(context)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_line_in_the_list_is_the_commands_own(name: str) -> None:
    _, told = COMMANDS[name]
    command = command_of(name)
    assert command.name == name
    assert command.get_short_help_str(limit=200).removesuffix(".") == told
    assert len(f"  {name:<10} {told}.") <= 80


def test_every_command_is_in_the_list() -> None:
    modules = {
        f"sitegen.commands.{path.stem}"
        for path in FOLDER.glob("*.py")
        if "\ncommand = " in (text := path.read_text(encoding="utf-8")) or "\ndef command(" in text
    }
    assert modules == {module for module, _ in COMMANDS.values()}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches_by_example(name: str) -> None:
    examples = help_of(name).partition("Examples:\n")[2]
    typed = re.findall(rf"^ +(sitegen .*\b{name}\b.*?)(?:   .*)?$", examples, re.MULTILINE)
    assert len(typed) >= 2


@pytest.mark.parametrize("name", COMMANDS)
def test_examples_name_options_that_there_are(name: str) -> None:
    examples = help_of(name).partition("Examples:\n")[2].partition("Options:")[0]
    options = {option for parameter in command_of(name).params for option in parameter.opts}
    used = re.findall(r"(?<=\s)(--[a-z-]+|-[a-zA-Z])(?=\s)", examples)
    assert set(used) <= options | {"-q", "-v", "-C"}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_explained(name: str) -> None:
    assert [one.name for one in command_of(name).params if isinstance(one, click.Option) and not one.help] == []


def test_the_overview_names_every_option_of_the_group() -> None:
    overview = write_overview()
    assert [one for one in commands.params for option in one.opts if option not in overview] == []
    assert overview.isascii()
    assert max(map(len, overview.splitlines())) <= 80
