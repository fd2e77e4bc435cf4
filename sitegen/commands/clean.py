"""`sitegen clean`."""

import shutil
from pathlib import Path
from typing import Final

import click

from sitegen.commands.options import choose_output, examples, loudness, output_folder, site_folder
from sitegen.commands.terminal import Terminal

CACHE_FOLDER: Final = ".sitegen"


@click.command(
    "clean",
    epilog=examples(
        ("sitegen clean", "remove what was made in site/, and the cache"),
        ("sitegen clean --output /tmp/look", "remove what was made elsewhere"),
    ),
)
@site_folder
@loudness
@output_folder("What to clean (default: site/ in the site's folder).")
def command(root: Path, output: Path | None, terminal: Terminal) -> None:
    """Remove what sitegen made, and nothing of yours.

    Files that it made in site/ and its cache go; what else lies in site/ stays.
    """
    from sitegen.output.output_folder import clean_output  # noqa: PLC0415 - not needed for a word of help

    removed = clean_output(choose_output(root, output), root=root)
    # A link would lead to files of somebody else.
    if (cache := root / CACHE_FOLDER).is_dir() and not cache.is_symlink():
        shutil.rmtree(cache)
    terminal.report(f"removed {removed} file{'' if removed == 1 else 's'} that sitegen made")
