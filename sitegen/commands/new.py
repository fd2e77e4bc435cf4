"""`sitegen new`."""

import os
from pathlib import Path
from typing import BinaryIO

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal


@click.command(
    "new",
    epilog=examples(
        ("sitegen new water-talks", "write the article into its seed"),
        ('sitegen new water-talks --title "قمة المياه"', "with its title"),
        ("sitegen new water-talks --from ~/report.txt", "it is written already"),
    ),
)
@site_folder
@loudness
@click.argument("slug", metavar="SLUG")
@click.option("--title", metavar="TEXT", default="", help="The article's title, where you will write the rest.")
@click.option(
    "--from", "article", type=click.File("rb"), metavar="FILE", help="The article, taken as it is (-: standard input)."
)
def command(root: Path, slug: str, title: str, article: BinaryIO | None, terminal: Terminal) -> None:
    """Begin a briefing: an article's seed and its sidecar.

    Makes seeds/SLUG.txt, for the article, and content/briefings/SLUG.yaml, for what you have to say about it. SLUG is
    the briefing's address, in ASCII letters, digits, - and _. It is a draft until you say otherwise. Nothing that is
    there is written over.
    """
    from sitegen.workbench.new_briefing import (  # noqa: PLC0415 - not for a word of help
        NewBriefing,
        start_briefing,
        today,
    )

    if title and article:
        raise click.UsageError("--title and --from exclude each other: the file has the article's title")
    wish = NewBriefing(
        root=root,
        slug=slug,
        title=title,
        article=article.read() if article else None,
        article_name=article.name if article else "",
        day=today(os.environ),
    )
    begun = start_briefing(wish)
    terminal.report(f"made {begun.seed}: {'the article as it came' if article else 'put the article into it'}")
    terminal.report(f"made {begun.sidecar}: put your notes on it here; a draft until you take out `draft: true`")
    if begun.found:
        terminal.report("found in the article, and written there; where it is wrong, change it there:")
        for line in begun.found:
            terminal.report(line)
