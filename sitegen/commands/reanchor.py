"""`sitegen reanchor`."""

from pathlib import Path

import click

from sitegen.commands.completion import complete_slugs
from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal


@click.command(
    "reanchor",
    epilog=examples(
        ("sitegen reanchor", "show what would move, in all briefings"),
        ("sitegen reanchor kazakhstan-2022", "in one"),
        ("sitegen reanchor --write", "move it"),
        ("sitegen reanchor --inexact --write", "take on the article's spelling too"),
    ),
)
@site_folder
@loudness
@click.argument("slugs", metavar="[SLUG]...", nargs=-1, shell_complete=complete_slugs)
@click.option("--write", is_flag=True, help="Change the files; without it they are only shown.")
@click.option("--inexact", is_flag=True, help="Take on the article's spelling where a quote is found in another one.")
def command(root: Path, slugs: tuple[str, ...], terminal: Terminal, write: bool, inexact: bool) -> int:  # noqa: FBT001 - flags of the command
    """Move quotes after an article was edited.

    Of all briefings, or of those named. Shows as a diff which quotes of the sidecars change, and how. A quote that
    several places resemble alike is left to you. Comments, order and line ends of the files stay; articles are never
    changed.
    """
    from sitegen.commands.reanchor_run import run_reanchor  # noqa: PLC0415 - not needed for a word of help
    from sitegen.workbench.reanchor import ReanchorOptions  # noqa: PLC0415

    return run_reanchor(ReanchorOptions(root=root, slugs=slugs, with_inexact=inexact), terminal, write=write)
