"""Options that several commands have, and what a shell completes for them."""

import importlib.util
import os
import re
from collections.abc import Callable, Iterator
from functools import update_wrapper
from pathlib import Path
from typing import Any, Final

import click

from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers, usable_cores
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS
from sitegen.refusal import WRONG_USE, Refusal

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
FOLDER_HELP: Final = "The site's folder (default: this one, or the nearest above)."
QUIET: Final = "sitegen.quiet"

VERBOSE: Final = "sitegen.verbose"
"""The keys of click's `meta` under which both flags are kept."""


def site_folder(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the site's folder to a command as `root`; its `-C` may stand before or behind the command's name.

    Outside of any site the command ends with status 2 before it has done anything.
    """
    return _folder_option(_choose_site, FOLDER_HELP)(function)


def working_folder(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the folder that `-C` names, else the current one, to a command as `root`; it need hold no site."""
    return _folder_option(_choose_folder, "The folder to work in (default: the current one).")(function)


def find_site(folder: Path) -> Path | None:
    """Return the folder itself or the nearest one above that holds a site: content/ or seeds/; None where none does."""
    folder = folder.absolute()
    return next((one for one in (folder, *folder.parents) if _holds_site(one)), None)


def _folder_option(choose: Callable[[click.Context, click.Parameter, Path | None], Path], told: str) -> Decorator:
    return click.option("-C", "root", type=click.Path(path_type=Path), callback=choose, metavar="DIR", help=told)


def _choose_site(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    folder = _choose_folder(context, parameter, value)
    named = _named_folder(context, value)
    site = (folder if _holds_site(folder) else None) if named else find_site(folder)
    if site is None:
        above = "" if named else ", nor does a folder above"
        around = find_site(folder)
        ways_out = "go into the site's folder, name it by `-C DIR`, or make one by `sitegen init DIR`"
        way_out = f"the site around it is named by `-C {around}`" if around else ways_out
        raise Refusal(f"{folder} holds no site, neither content/ nor seeds/{above}: {way_out}", status=WRONG_USE)
    return site


def _choose_folder(context: click.Context, _parameter: click.Parameter, value: Path | None) -> Path:
    folder = _named_folder(context, value) or Path()
    if not folder.is_dir():
        raise click.BadParameter(f"{folder} is not a folder", ctx=context)
    return folder.resolve()


def _named_folder(context: click.Context, value: Path | None) -> Path | None:
    return value or (context.parent.params.get("root") if context.parent else None)


def _holds_site(folder: Path) -> bool:
    try:
        return (folder / CONTENT).is_dir() or (folder / SEEDS).is_dir()
    except OSError:  # a folder above that may not be looked into
        return False


def loudness(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command its Terminal as `terminal`; `-q` and `-v` may stand before or behind the command's name."""

    @click.pass_context
    def with_terminal(context: click.Context, /, *arguments: object, **values: object) -> object:
        terminal = Terminal(quiet=QUIET in context.meta, verbose=VERBOSE in context.meta)
        return context.invoke(function, *arguments, terminal=terminal, **values)

    return quiet_option(verbose_option(update_wrapper(with_terminal, function)))


def _keep_loudness(context: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    """Keep for the command what stands before its name too: click's `meta` is shared by both."""
    if value:
        context.meta[f"sitegen.{parameter.name}"] = True
    if QUIET in context.meta and VERBOSE in context.meta:
        raise click.UsageError("--quiet and --verbose contradict each other", ctx=context)


quiet_option = click.option(
    "-q", "--quiet", is_flag=True, expose_value=False, callback=_keep_loudness, help="Say nothing but errors."
)

verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    expose_value=False,
    callback=_keep_loudness,
    help="Tell where time goes, what was made and why.",
)


def output_folder(told: str) -> Decorator:
    """Hand `--output` to a command as `output`: a path, or None; `told` says what it is for."""
    return click.option("--output", type=click.Path(path_type=Path), metavar="DIR", help=told)


def choose_output(root: Path, output: Path | None) -> Path:
    """Return the folder that is built: the one asked for, else the site's own."""
    # Path.resolve raises on Python 3.11 where links go round in a circle; whoever opens the folder tells of these.
    return Path(os.path.realpath(output or root / "site"))


def check_address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the address of a site as it was given; what can be none is wrong use."""
    if not value:
        return value
    # Imported where there is an address: to tell that nothing changed takes less time than this import.
    from sitegen.model.urls import fault_of_site_address  # noqa: PLC0415

    fault = fault_of_site_address(value)
    if fault:
        message = f"`{value}` {fault}: write it as https://example.org/"
        raise click.BadParameter(message, ctx=context, param=parameter)
    return value


def worker_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command how its work is to be done, as `workers`."""

    @click.pass_context
    def with_workers(context: click.Context, /, jobs: int | None, executor: str, **values: object) -> object:
        return context.invoke(function, workers=Workers(jobs or usable_cores(), cluster=executor), **values)

    jobs = click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Work in so many processes (default: one for each processor that is free to use).",
    )
    executor = click.option(
        "--executor",
        metavar="dask=ADDRESS",
        default="",
        callback=_check_executor,
        help="Work on a Dask cluster whose scheduler is at ADDRESS; its workers see the site's folder.",
    )
    return jobs(executor(update_wrapper(with_workers, function)))


def _check_executor(context: click.Context, _parameter: click.Parameter, value: str) -> str:
    """Return the address of the cluster's scheduler, empty where none is asked for."""
    if not value:
        return ""
    name, _, address = value.partition("=")
    if name != "dask" or not address:
        raise click.BadParameter("write dask=ADDRESS, such as dask=tcp://127.0.0.1:8786", ctx=context)
    if importlib.util.find_spec("distributed") is None:
        raise click.BadParameter('install what it needs: pip install "sitegen-briefings[cluster]"', ctx=context)
    return address


def complete_slugs(context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[str]:
    """Return the slugs of briefings that begin with what is typed, but for those that are named already.

    Read without the care that a build takes: a shell waits for them at each press of a key.
    """
    given = context.params.get("root") or (context.parent.params.get("root") if context.parent else None)
    root = given or find_site(Path())
    named = context.params.get("slugs") or ()
    return sorted(slug for slug in _slugs(root) if slug.startswith(incomplete) and slug not in named) if root else []


def _slugs(root: Path) -> Iterator[str]:
    for sidecar in (root / SIDECARS).glob("*.yaml"):
        if sidecar.is_file():
            found = _SLUG.search(sidecar.read_bytes())
            yield found[1].decode("ascii") if found else sidecar.stem


_SLUG: Final = re.compile(rb"^slug:[ \t]*[\"']?([A-Za-z0-9_-]+)", re.MULTILINE)


def examples(*rows: tuple[str, str]) -> str:
    """Return the end of a command's help: lines as they are typed, and what each does."""
    width = max(len(typed) for typed, _ in rows)
    # Backslash b keeps click from joining the lines.
    return "\b\nExamples:\n" + "\n".join(f"  {typed:<{width}}   {told}" for typed, told in rows)
