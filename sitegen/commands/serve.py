"""`sitegen serve`: what it builds is the site with its drafts, and its problems as the terminal shows them."""

from pathlib import Path
from typing import Any

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers, usable_cores
from sitegen.messages import Fault, fold_problems, line_reader, visible, write_fault
from sitegen.model.codes import SEVERITY_OF_CODE
from sitegen.model.problems import Severity
from sitegen.model.urls import is_web_address
from sitegen.refusal import Refusal
from sitegen.serving.builds import BuildFunction, ServedBuild, ServedProblem


def _check_host(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the address to listen on; what is neither a host's name nor an IP address is wrong use.

    Nothing at all would be every network of the machine, which is said by `0.0.0.0`.
    """
    number = value.removeprefix("[").removesuffix("]") if value.startswith("[") == value.endswith("]") else value
    is_name = ":" not in value and is_web_address(f"http://{value}/")
    if not is_name and not is_web_address(f"http://[{number.partition('%')[0]}]/"):
        message = f"`{value}` is neither a host's name nor an IP address; a port is named by --port"
        raise click.BadParameter(message, ctx=context, param=parameter)
    return value


@click.command(
    "serve",
    epilog=examples(
        ("sitegen serve", "then open the address that it prints"),
        ("sitegen serve --open", "open it for me"),
        ("sitegen serve --port 9000", "at a port of my own"),
        ("sitegen serve --host 0.0.0.0", "for other devices in the same network, such as a phone"),
        ("sitegen serve --poll", "the site lies on a network disk, and changes are not seen"),
    ),
)
@site_folder
@loudness
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    callback=_check_host,
    help="The address to listen on.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port (default: 8000, or the next one that is free; 0: any).",
)
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network and container file systems.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in a browser.")
def command(root: Path, terminal: Terminal, **wishes: Any) -> int:  # noqa: ANN401 - click has seen to their types
    """Show the site while you write, and again at every change.

    Drafts and seeds without a sidecar are shown too. Pages are built in a folder of their own; site/ stays as it is.
    """
    # Imported here: a word of help needs none of it.
    from sitegen.build import BuildOptions  # noqa: PLC0415
    from sitegen.serving.server import ServeOptions, serve  # noqa: PLC0415

    watch = BuildOptions(root=root).templates
    options = ServeOptions(root=root, watch=watch, **wishes)
    if terminal.quiet:
        return serve(options, complaining(preview(root), terminal), tell=lambda _line: None)
    return serve(options, preview(root))


def preview(root: Path) -> BuildFunction:
    """Return the function that builds a site's preview into a folder."""
    from sitegen.build import BuildMemory, BuildOptions, build_site  # noqa: PLC0415 - not needed for a word of help

    memory = BuildMemory()

    def build(folder: Path) -> ServedBuild:
        options = BuildOptions(root=root, with_drafts=True)
        made = build_site(options, folder, workers=Workers(usable_cores(), can_fork=False), memory=memory)
        read_line = line_reader(root)
        faults = fold_problems(made.report.without_hints())
        problems = tuple(_serve_fault(fault, write_fault(fault, read_line)) for fault in faults)
        is_built = made.changes is not None
        return ServedBuild(ok=is_built, problems=problems, watch=options.templates, changes=made.changes)

    return build


def _serve_fault(fault: Fault, text: str) -> ServedProblem:
    first = fault[0]
    is_error = first.severity is Severity.ERROR
    return ServedProblem(
        text=text,
        path=first.where.path,
        headline=visible(f"{first.where.path}: {first.severity}[{first.code}]: {first.message}".replace("\n", " ")),
        found=first.found,
        count=len(fault),
        is_error=is_error,
        is_of_draft=not is_error and SEVERITY_OF_CODE.get(first.code) is Severity.ERROR,
    )


def complaining(build: BuildFunction, terminal: Terminal) -> BuildFunction:
    """Return a build that tells of its problems itself, where they stopped it: with `-q` nothing else is told."""

    def build_and_complain(folder: Path) -> ServedBuild:
        try:
            built = build(folder)
        except (Refusal, OSError) as fault:
            terminal.complain(visible(str(fault)))
            raise
        if not built.ok:
            terminal.complain("\n\n".join(problem.text for problem in built.problems if problem.is_error))
        return built

    return build_and_complain
