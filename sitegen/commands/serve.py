"""`sitegen serve`."""

from pathlib import Path
from typing import Any

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal
from sitegen.model.urls import is_web_address


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
    from sitegen.build import BuildOptions  # noqa: PLC0415 - not needed for a word of help
    from sitegen.commands.serve_run import complaining, keep_silent  # noqa: PLC0415
    from sitegen.preview import preview  # noqa: PLC0415
    from sitegen.serve import ServeOptions, serve  # noqa: PLC0415

    watch = BuildOptions(root=root).templates
    options = ServeOptions(root=root, watch=watch, **wishes)
    if terminal.quiet:
        return serve(options, complaining(preview(root), terminal), tell=keep_silent)
    return serve(options, preview(root))
