"""`sitegen reanchor`: moved quotes are shown as a diff, written if asked to, and told in a line."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen.commands.options import complete_slugs, examples, loudness, site_folder
from sitegen.commands.problems import count_line, counted, print_problems, status_of
from sitegen.commands.terminal import Terminal
from sitegen.messages import visible

if TYPE_CHECKING:
    from sitegen.workbench.reanchor import Reanchoring


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
    # Imported here, as it reads and weaves briefings: a word of help needs none of that.
    from sitegen.workbench.reanchor import ReanchorOptions, find_moves, write_moves  # noqa: PLC0415

    found = find_moves(ReanchorOptions(root=root, slugs=slugs, with_inexact=inexact))
    for file in found.files:
        terminal.answer(visible(file.diff))
    print_problems(found.report, root, terminal, strict=False)
    if write:
        write_moves(found, root=root)
    terminal.remark(_moves_line(found, written=write))
    return status_of(found.report, strict=False)


def _moves_line(found: "Reanchoring", *, written: bool) -> str:
    parts = []
    if found.moved:
        quotes, files = counted(found.moved, "quote"), counted(len(found.files), "file")
        parts.append(f"{quotes} moved in {files}" if written else f"{quotes} to move in {files}: `--write` moves them")
    if len(found.report):
        parts.append(f"left for you: {count_line(found.report)}")
    if found.unplaced:
        parts.append(f"{counted(found.unplaced, 'quote')} missing or ambiguous: see `sitegen check`")
    return "; ".join(parts) or "no quote has drifted"
