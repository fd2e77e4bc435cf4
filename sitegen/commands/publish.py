"""`sitegen publish`."""

from pathlib import Path

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal


@click.command(
    "publish",
    epilog=examples(
        ("sitegen publish --dry-run", "what would be pushed, and where to?"),
        ("sitegen publish", "push site/ to gh-pages at origin"),
        ('sitegen publish --message "The March briefings"', "say in the history what is new"),
        ("sitegen publish --strict", "not while there are warnings"),
        ("sitegen publish --remote mirror --branch pages", "push it elsewhere"),
    ),
)
@site_folder
@loudness
@click.option("--remote", default="origin", show_default=True, metavar="NAME", help="The remote, or its address.")
@click.option("--branch", default="gh-pages", show_default=True, metavar="NAME", help="The branch that Pages shows.")
@click.option(
    "--message",
    default="",
    metavar="TEXT",
    help="What the commit says (default: how many briefings, made by which version).",
)
@click.option("--dry-run", is_flag=True, help="Build and tell what would be pushed; push nothing.")
@click.option("--replace", is_flag=True, help="Replace a site on the branch that sitegen did not make.")
@click.option("--no-history", is_flag=True, help="Put one single commit in the place of all former ones.")
@click.option("--strict", is_flag=True, help="Let warnings stop it too.")
def command(root: Path, strict: bool, no_history: bool, terminal: Terminal, **wishes: object) -> int:  # noqa: FBT001 - flags of the command
    """Build the site and push it to a branch for GitHub Pages.

    What is published already is fetched first and built upon. Your branches, your index and your files stay as they
    are, committed or not. Nothing is pushed while the content has errors, a link of the site leads nowhere, the
    site is larger than GitHub Pages takes, or the branch holds a site that sitegen did not make.
    """
    from sitegen.commands.publish_run import run_publish  # noqa: PLC0415 - not needed for a word of help
    from sitegen.publish import PublishOptions  # noqa: PLC0415

    options = PublishOptions(
        root=root,
        remote=str(wishes["remote"]),
        branch=str(wishes["branch"]),
        message=str(wishes["message"]),
        dry_run=bool(wishes["dry_run"]),
        replace=bool(wishes["replace"]),
        with_history=not no_history,
    )
    return run_publish(options, terminal, strict=strict)
