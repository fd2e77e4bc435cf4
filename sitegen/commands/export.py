"""`sitegen export`."""

from collections import Counter
from pathlib import Path

import click

from sitegen.commands.options import complete_slugs, examples, loudness, site_folder
from sitegen.commands.problems import counted, print_problems, status_of
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import BuildSettings
from sitegen.model.problems import Report
from sitegen.progress import StageTimes

FORMS = ("jsonld", "hypothesis", "csv")


@click.command(
    "export",
    epilog=examples(
        ("sitegen export --format csv", "the notes of all briefings, for spreadsheets"),
        ("sitegen export --format hypothesis water-talks", "of one, as Hypothesis has them"),
        ("sitegen export --format jsonld -o ~/notes", "as W3C annotations, into another folder"),
    ),
)
@site_folder
@loudness
@click.argument("slugs", metavar="[SLUG]...", nargs=-1, shell_complete=complete_slugs)
@click.option("--format", "form", type=click.Choice(FORMS), required=True, help="The form of the files.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The folder to write to (default: export/ in the site's folder).",
)
def command(root: Path, slugs: tuple[str, ...], form: str, output: Path | None, terminal: Terminal) -> int:
    """Write the notes of briefings into files for other programs.

    A file for each briefing: of those that are named, else of all but drafts. A file of the same name is written
    over; nothing else is touched. `sitegen import` reads the files of the first three forms.
    """
    from sitegen.engine.notes_export import export_notes  # noqa: PLC0415 - not for a word of help
    from sitegen.workbench.exchange_files import write_file  # noqa: PLC0415

    folder, report = output or root / "export", Report()
    settings = BuildSettings(root=root, templates=(), with_drafts=True)
    with terminal.follow(StageTimes()) as progress:
        files = list(export_notes(settings, slugs, form=form, report=report, progress=progress))
    print_problems(report, root, terminal, strict=False)
    left_out = Counter[str]()
    for file in files:
        write_file(folder / file.name, file.content)
        left_out += file.left_out
    notes = counted(sum(file.notes for file in files), "note") or "no note"
    terminal.report(f"wrote {counted(len(files), 'file') or 'no file'} with {notes} into {folder}")
    if left_out:
        keys = ", ".join(f"{key} ({count})" for key, count in sorted(left_out.items()))
        terminal.remark(f"left out, as {form} has no place for it: {keys}")
    return status_of(report, strict=False)
