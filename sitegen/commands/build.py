"""`sitegen build`."""

from pathlib import Path

import click

from sitegen.commands.options import (
    check_address,
    choose_output,
    examples,
    in_a_manner,
    loudness,
    output_folder,
    site_folder,
)
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers


@click.command(
    "build",
    epilog=examples(
        ("sitegen build", "make site/"),
        ("sitegen build --strict", "stop at warnings too, as before publishing"),
        ("sitegen build --output /tmp/look", "make it elsewhere"),
        ("sitegen build --drafts --keep-going", "see what there is, drafts and mistakes and all"),
        ("sitegen -v build", "where does the time go?"),
    ),
)
@site_folder
@loudness
@output_folder("Where to build (default: site/ in the site's folder).")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--drafts", is_flag=True, help="Build drafts too.")
@click.option(
    "--base-url",
    metavar="URL",
    default="",
    callback=check_address,
    help="The site's address, instead of `url` in site.yaml.",
)
@in_a_manner
@click.option("--clean", is_flag=True, help="Trust nothing that an earlier build left; make everything anew.")
@click.option("--keep-going", is_flag=True, help="Build what can be built although the content has errors.")
def command(root: Path, output: Path | None, workers: Workers, terminal: Terminal, **wishes: object) -> int:
    """Make the site.

    A failed build leaves the output as it was; files that did not change are not touched.
    """
    from sitegen.build import BuildOptions  # noqa: PLC0415 - not needed for a word of help
    from sitegen.commands.build_run import run_build  # noqa: PLC0415

    options = BuildOptions(
        root=root,
        with_drafts=bool(wishes["drafts"]),
        keep_going=bool(wishes["keep_going"]),
        strict=bool(wishes["strict"]),
        base_url=str(wishes["base_url"]),
        clean=bool(wishes["clean"]),
    )
    return run_build(options, choose_output(root, output), terminal, workers)
