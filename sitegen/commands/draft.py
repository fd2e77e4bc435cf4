"""`sitegen draft`."""

from pathlib import Path

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.terminal import Terminal
from sitegen.messages import visible
from sitegen.model.forms import is_language


@click.command(
    "draft",
    epilog=examples(
        ("sitegen draft water-talks --published 2026-03-15", "write a first sidecar for seeds/water-talks.txt"),
        ("sitegen draft water-talks --stdout", "only show it"),
        ("sitegen draft water-talks --update", "add to the sidecar what it lacks"),
    ),
)
@site_folder
@loudness
@click.argument("seed", metavar="SEED")
@click.option("--published", metavar="DATE", default="", help="The article's date, against which its days are told.")
@click.option("--lang", "language", metavar="TAG", default="", help="The article's language (default: as it looks).")
@click.option("--update", is_flag=True, help="Add what is new to a sidecar that is there.")
@click.option("--stdout", "only_show", is_flag=True, help="Print the draft; write nothing.")
def command(  # noqa: PLR0913 - each is an option of the command
    root: Path,
    seed: str,
    *,
    published: str,
    language: str,
    update: bool,
    only_show: bool,
    terminal: Terminal,
) -> None:
    """Write a first sidecar for a seed, by rules.

    Proposes quotations with their speakers, dates, numbers and actors, and says above each why. SEED is the article's
    file in seeds/. Nothing that is there is written over; --update adds to it and changes no other byte.
    """
    # Imported here: a word of help needs none of that.
    from sitegen.workbench.draft_briefing import (  # noqa: PLC0415
        DraftWish,
        draft_sidecar,
        show_draft,
        update_sidecar,
        write_draft,
    )

    if language and not is_language(language):
        raise click.UsageError(f"--lang: `{language}` is no BCP 47 tag, such as ar or en-GB")
    wish = DraftWish(root=root, seed=seed, published=published, language=language)
    make = update_sidecar if update else show_draft if only_show else draft_sidecar
    draft = make(wish)
    if only_show:
        terminal.answer(visible(draft.after.decode("utf-8").rstrip("\n")))
        return
    write_draft(draft, root)
    found = ", ".join(draft.found)
    terminal.report(f"{'added to' if update else 'made'} {draft.path}: {found}; each says after `# ?` why it is there")
    if not published and not update:
        terminal.report("days such as “Tuesday” were left out: `--published DATE` tells them")
