"""`sitegen serve`."""

from pathlib import Path
from typing import Any

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal


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
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
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
