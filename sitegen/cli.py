"""The command line: arguments in, exit status out; a command's module is imported when it is named."""

import signal
from collections.abc import Sequence
from importlib import import_module
from io import StringIO
from pathlib import Path
from types import FrameType
from typing import NoReturn

import click

from sitegen import __version__
from sitegen.commands.options import FOLDER_HELP, quiet_option, verbose_option
from sitegen.commands.overview import COMMANDS, write_overview
from sitegen.refusal import DONE, INTERRUPTED, MACHINE_FAILED, TERMINATED, WRONG_USE, Refusal


class _Terminated(BaseException):
    """SIGTERM arrived; unwinds the stack so that staging is removed."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status; nothing but the status tells how it went to other programs."""
    signal.signal(signal.SIGTERM, _on_sigterm)
    try:
        return int(commands.main(list(arguments), prog_name="sitegen", standalone_mode=False) or DONE)
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except _Terminated:
        return TERMINATED
    except click.ClickException as mistake:
        _tell_mistake(mistake)
        return WRONG_USE
    except (Refusal, OSError, MemoryError) as fault:
        return _tell_fault(fault)


def _on_sigterm(_number: int, _frame: FrameType | None) -> NoReturn:
    raise _Terminated


def _tell_mistake(mistake: click.ClickException) -> None:
    """Tell what was typed wrong as click does, but for what could drive the terminal."""
    told = StringIO()
    mistake.show(told)
    _complain(told.getvalue().rstrip("\n"))


def _tell_fault(fault: Refusal | OSError | MemoryError) -> int:
    """Tell in a line why the command ends, and return the exit status."""
    if isinstance(fault, Refusal):
        _complain(f"sitegen: {fault.message}")
        return fault.status
    if isinstance(fault, OSError):
        place = f"{fault.filename}: " if fault.filename else ""
        _complain(f"sitegen: {place}{fault.strerror or fault}")
    else:
        _complain("sitegen: there is no memory left")
    return MACHINE_FAILED


def _complain(text: str) -> None:
    from sitegen.messages import visible  # noqa: PLC0415 - needed when something is wrong

    click.echo(visible(text), err=True)


class _Commands(click.Group):
    """The commands of the table; only the one that is named is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_help(self, ctx: click.Context) -> str:  # noqa: ARG002 - click's signature
        """Return the text that `__main__` prints without click, where nothing else is asked for."""
        return write_overview().rstrip()

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Offer the nearest name to one that is none."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        from sitegen.model.nearest import nearest  # noqa: PLC0415 - needed for a slip of the fingers

        close = nearest(name, COMMANDS)
        raise click.UsageError(f"no command is called `{name}`{f'; did you mean `{close}`?' if close else ''}", ctx=ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = import_module(module).command
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="sitegen %(version)s")
@click.option("-C", "root", type=click.Path(path_type=Path), metavar="DIR", help=FOLDER_HELP)
@quiet_option
@verbose_option
def commands(root: Path | None) -> None:
    """Turn articles and the notes on them into a website of annotated briefings."""
