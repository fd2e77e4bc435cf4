"""The list of commands says what the commands say of themselves, and none is missing."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

import sitegen.commands
from sitegen.cli import commands
from sitegen.commands.overview import write_overview
from sitegen.commands.table import COMMANDS

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
