"""`sitegen clean`."""

from pathlib import Path

import click

from sitegen.commands.options import choose_output, examples, loudness, output_folder, site_folder
from sitegen.commands.terminal import Terminal


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
    from sitegen.commands.cache import remove_cache  # noqa: PLC0415 - not needed for a word of help
    from sitegen.output.output_folder import clean_output  # noqa: PLC0415

    removed = clean_output(choose_output(root, output), root=root)
    remove_cache(root)
    terminal.report(f"removed {removed} file{'' if removed == 1 else 's'} that sitegen made")
