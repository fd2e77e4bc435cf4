"""`sitegen init`."""

from pathlib import Path

import click

from sitegen.commands.options import examples, loudness, working_folder
from sitegen.commands.terminal import Terminal


@click.command(
    "init",
    epilog=examples(
        ("sitegen init my-site", "in a new folder"),
        ("sitegen init .", "in this one, which is empty or a fresh clone"),
    ),
)
@working_folder
@loudness
@click.argument("name", metavar="DIR", type=click.Path())
def command(root: Path, name: str, terminal: Terminal) -> None:
    """Make a new site with an example that builds.

    In DIR, which is made, or is empty: an example in Arabic and English to look at and to write over, and all that a
    repository on GitHub needs to check and publish it. Nothing is asked, and nothing that is there is written over.
    """
    from sitegen.messages import visible  # noqa: PLC0415 - not needed for a word of help
    from sitegen.workbench.new_site import make_new_site  # noqa: PLC0415

    if not name:  # a variable that is not set: no reason to fill the folder where one stands
        raise click.UsageError("DIR is empty; `.` is the current folder")
    here = Path.cwd()
    place = Path(name) if root == here else root / name
    count = make_new_site(place)
    terminal.report(visible(f"made a site with an example in {place}: {count} files"))
    terminal.report(visible(_next_steps("" if place.resolve() == here else str(place))))


def _next_steps(folder: str) -> str:
    """Return what to type next; `folder` is empty where the terminal stands in it already."""
    from shlex import quote  # noqa: PLC0415 - not needed for a word of help

    return "\n".join(
        (
            "Next:",
            *([f"  cd {'./' if folder.startswith('-') else ''}{quote(folder)}"] if folder else []),
            "  sitegen serve            show the site, and again at every change that you save",
            "  sitegen new my-article   begin a briefing of your own",
            "README.md says more, also how to publish it.",
        )
    )
