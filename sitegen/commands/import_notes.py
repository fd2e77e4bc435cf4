"""`sitegen import`."""

import sys
from pathlib import Path

import click

from sitegen.commands.options import examples, loudness, site_folder
from sitegen.commands.problems import counted, print_problems, status_of
from sitegen.commands.terminal import Terminal
from sitegen.workbench.sheet_notes import SHEET_COLUMNS


@click.command(
    "import",
    epilog=examples(
        ("sitegen import notes.json --seed water-talks", "what Hypothesis exported, or W3C annotations"),
        ("sitegen import notes.csv --seed water-talks", "a sheet with the columns of `sitegen export`"),
        ("sitegen import notes.csv --seed water-talks --map exact=Quote,body=Comment", "with other headings"),
        ("sitegen import notes.json --seed water-talks --stdout", "show the sidecar, write nothing"),
    ),
)
@site_folder
@loudness
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--seed", required=True, metavar="SEED", help="The article that the notes are about: a file in seeds/.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["hypothesis", "jsonld", "csv"]),
    default=None,
    help="The form of the file (default: told by its name and content).",
)
@click.option("--map", "maps", multiple=True, metavar="COLUMN=HEADING,…", help="A sheet's own headings.")
@click.option("--stdout", "to_stdout", is_flag=True, help="Print the sidecar; write nothing.")
def command(root: Path, terminal: Terminal, **wishes: object) -> int:
    """Add notes from other tools to the sidecar of an article.

    Reads what Hypothesis exports, the W3C's annotations as JSON-LD, and CSV. Every quote is looked up in the article.
    A note whose id is taken is refused; nothing that stands in the sidecar changes. What does not fit is told, and
    kept in a file beside the sidecar.
    """
    from sitegen.workbench.import_notes import (  # noqa: PLC0415 - not for a word of help
        ImportWish,
        import_notes,
        kept_path,
        write_import,
    )

    file, maps = wishes["file"], wishes["maps"]
    if not isinstance(file, Path) or not isinstance(maps, tuple):
        raise TypeError
    wish = ImportWish(
        root=root,
        file=file,
        seed=str(wishes["seed"]),
        form=str(wishes["form"] or ""),
        headings=_headings(maps),
    )
    found = import_notes(wish)
    print_problems(found.report, root, terminal, strict=False)
    if wishes["to_stdout"]:
        sys.stdout.write(found.after.decode("utf-8-sig"))
        return status_of(found.report, strict=False)
    write_import(found, root=root)
    notes = counted(found.added, "note") or "no note"
    terminal.report(f"added {notes} to {found.path}" + (": a draft" if found.before is None and found.added else ""))
    if found.kept:
        terminal.remark(f"what did not fit is kept in {kept_path(found.path)}")
    return status_of(found.report, strict=False)


def _headings(maps: tuple[str, ...]) -> dict[str, str]:
    """Return the headings by our columns; a usage error where a pair is none, or the column is not known."""
    found = {}
    for pair in (pair for one in maps for pair in one.split(",")):
        column, sign, heading = pair.partition("=")
        if not sign or not heading.strip() or column.strip() not in SHEET_COLUMNS:
            known = ", ".join(SHEET_COLUMNS)
            message = f"`{pair}`: write COLUMN=HEADING, such as exact=Quote; the columns are {known}"
            raise click.BadParameter(message, param_hint="--map")
        found[column.strip()] = heading.strip()
    return found
