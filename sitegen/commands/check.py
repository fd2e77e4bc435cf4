"""`sitegen check`."""

from pathlib import Path

import click

from sitegen.commands.completion import complete_slugs
from sitegen.commands.options import examples, in_a_manner, loudness, site_folder
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers


@click.command(
    "check",
    epilog=examples(
        ("sitegen check", "all that is wrong, each with a way out"),
        ("sitegen check water-talks", "of one briefing, its article included"),
        ("sitegen check --strict", "may it be published? Then the exit status is 0"),
        ("sitegen -q check", "errors only"),
        ("sitegen check --format json", "for other programs"),
        ("sitegen check --format github", "in a workflow: at the lines of a pull request"),
    ),
)
@site_folder
@loudness
@click.argument("slugs", metavar="[SLUG]...", nargs=-1, shell_complete=complete_slugs)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github", "sarif"]),
    default="text",
    show_default=True,
    help="How problems are told.",
)
@in_a_manner
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
def command(root: Path, slugs: tuple[str, ...], workers: Workers, terminal: Terminal, **wishes: object) -> int:
    """Tell all problems of all files, drafts included; write nothing.

    With SLUG those of these briefings and their articles alone.
    Hints are told too: what an editor may have overlooked. They fail nothing.
    """
    from sitegen.build import BuildOptions  # noqa: PLC0415 - not needed for a word of help
    from sitegen.commands.check_run import CheckWish, run_check  # noqa: PLC0415

    options = BuildOptions(root=root, with_drafts=True, with_hints=True, strict=bool(wishes["strict"]))
    return run_check(CheckWish(options, slugs, str(wishes["form"])), terminal, workers)
