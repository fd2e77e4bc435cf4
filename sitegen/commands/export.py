"""`sitegen export`."""

import os
import tempfile
from collections import Counter
from pathlib import Path

import click

from sitegen.commands.options import complete_slugs, examples, loudness, site_folder
from sitegen.commands.problems import counted, print_problems, status_of
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import BuildSettings
from sitegen.model.problems import Report
from sitegen.progress import StageTimes
from sitegen.refusal import WRONG_USE, Refusal

FORMS = ("jsonld", "hypothesis", "csv", "tei", "pdf")


@click.command(
    "export",
    epilog=examples(
        ("sitegen export --format csv", "the notes of all briefings, for spreadsheets"),
        ("sitegen export --format hypothesis water-talks", "of one, as Hypothesis has them"),
        ("sitegen export --format jsonld -o ~/notes", "as W3C annotations, into another folder"),
        ("sitegen export --format tei", "articles with names and notes, for editions"),
        ("sitegen export --format pdf water-talks", "the page as it is printed"),
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
    folder = output or root / "export"
    return (_print_pages if form == "pdf" else _write_notes)(root, slugs, folder, form, terminal)


def _write_notes(root: Path, slugs: tuple[str, ...], folder: Path, form: str, terminal: Terminal) -> int:
    from sitegen.engine.notes_export import export_notes  # noqa: PLC0415 - not for a word of help
    from sitegen.workbench.exchange_files import write_file  # noqa: PLC0415

    report = Report()
    settings = BuildSettings(root=root, templates=(), with_drafts=True)
    with terminal.follow(StageTimes()) as progress:
        files = list(export_notes(settings, slugs, form=form, report=report, progress=progress))
    print_problems(report, root, terminal, strict=False)
    for file in files:
        write_file(folder / file.name, file.content)
    notes = counted(sum(file.notes for file in files), "note") or "no note"
    terminal.report(f"wrote {counted(len(files), 'file') or 'no file'} with {notes} into {folder}")
    left_out = sum((file.left_out for file in files), Counter[str]())
    if left_out:
        keys = ", ".join(f"{key} ({count})" for key, count in sorted(left_out.items()))
        terminal.remark(f"left out, as {form} has no place for it: {keys}")
    return status_of(report, strict=False)


def _print_pages(root: Path, slugs: tuple[str, ...], folder: Path, _form: str, terminal: Terminal) -> int:
    """Build the site in a folder of its own, print the briefings' pages in the first edition, and return the status."""
    from sitegen.build import BuildOptions, make_site  # noqa: PLC0415 - not for a word of help
    from sitegen.model.nearest import nearest_slug  # noqa: PLC0415
    from sitegen.workbench.exchange_files import write_file  # noqa: PLC0415
    from sitegen.workbench.printing import find_browser, print_page  # noqa: PLC0415

    browser = find_browser(os.environ)
    with terminal.follow(StageTimes()) as progress, tempfile.TemporaryDirectory() as place:
        made = make_site(BuildOptions(root=root, with_drafts=bool(slugs)), progress=progress)
        known = [Path(one.path).stem for one in made.artifacts if one.path.startswith("data/briefings/")]
        for slug in slugs if made.artifacts else ():
            if slug not in known:
                guess = nearest_slug(slug, known)
                meant = f"; did you mean `{guess}`?" if guess else ""
                raise Refusal(f"no briefing has the slug `{slug}`{meant}", status=WRONG_USE)
        for one in made.artifacts:
            write_file(Path(place) / one.path, one.content)
        chosen = sorted(set(slugs) or known) if made.artifacts else []
        for count, slug in enumerate(chosen):
            progress("printing", count, len(chosen))
            page = Path(place) / "briefings" / f"{slug}.html"
            write_file(folder / f"{slug}.pdf", print_page(page, browser, os.environ))
    print_problems(made.report, root, terminal, strict=False)
    terminal.report(f"printed {counted(len(chosen), 'file') or 'no file'} into {folder}")
    return status_of(made.report, strict=False)
