"""`sitegen annotate`: `serve` whose pages can be written on."""

import ipaddress
from pathlib import Path
from typing import Any

import click

from sitegen.commands.options import complete_slugs, examples, loudness, site_folder
from sitegen.commands.serve import complaining, preview
from sitegen.commands.terminal import Terminal


def _check_loopback(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """Return the address to listen on; one that other machines can reach is wrong use."""
    if value.lower() == "localhost":
        return value
    try:
        is_loopback = ipaddress.ip_address(value.removeprefix("[").removesuffix("]")).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        message = f"`{value}` can be reached by others, and whoever reaches it may change your files; use 127.0.0.1"
        raise click.BadParameter(message, ctx=context, param=parameter)
    return value


@click.command(
    "annotate",
    epilog=examples(
        ("sitegen annotate", "then open the address that it prints, and a briefing there"),
        ("sitegen annotate my-article --open", "open this briefing for me"),
        ("sitegen annotate --port 9000", "at a port of my own"),
    ),
)
@site_folder
@loudness
@click.argument("slug", required=False, default="", shell_complete=complete_slugs)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    callback=_check_loopback,
    help="The address to listen on, of this machine alone.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help="The port (default: 8000, or the next one that is free; 0: any).",
)
@click.option("--poll", is_flag=True, help="Look for changes again and again: for network and container file systems.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site, or the briefing, in a browser.")
def command(root: Path, terminal: Terminal, slug: str, **wishes: Any) -> int:  # noqa: ANN401 - click has seen to their types
    """Write notes where you read, in the browser.

    Shows the site as `serve` does. On a briefing's page select words: the note that you write is then in its file.
    Changes go into content/ alone, to sidecars and registers, never to articles. Each is shown as a diff before it is
    made, and can be taken back.
    """
    from sitegen.build import BuildOptions  # noqa: PLC0415 - not needed for a word of help
    from sitegen.model.addresses import briefing_address  # noqa: PLC0415
    from sitegen.serving.annotating import Annotating  # noqa: PLC0415
    from sitegen.serving.server import ServeOptions, print_line, serve  # noqa: PLC0415
    from sitegen.workbench.annotation_requests import Annotator  # noqa: PLC0415

    annotator = Annotator(root)
    page = briefing_address(annotator.site.open(slug).slug) if slug else ""
    watch = BuildOptions(root=root).templates
    options = ServeOptions(root=root, watch=watch, page=page, annotating=Annotating(annotator.answer), **wishes)
    build = preview(root)
    if terminal.quiet:
        return serve(options, complaining(build, terminal), tell=lambda _line: None)
    return serve(options, build, tell=print_line)
