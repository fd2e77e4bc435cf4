"""`sitegen build`: the site is made and written, and how it went is told.

The build itself is imported when it is run, as is the work of the other commands: a word of help needs none of it, and
takes half as long without.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from sitegen.commands.options import (
    check_address,
    choose_output,
    examples,
    loudness,
    output_folder,
    site_folder,
    worker_options,
)
from sitegen.commands.problems import count_line, counted, print_problems, status_of
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers
from sitegen.messages import visible
from sitegen.progress import StageTimes

if TYPE_CHECKING:
    from sitegen.build import BuildOptions, BuiltSite
    from sitegen.output.output_folder import Changes

NAMED: Final = 3
"""So many files are named where a line tells of them; more are counted."""


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
@worker_options
@click.option("--clean", is_flag=True, help="Trust nothing that an earlier build left; make everything anew.")
@click.option("--keep-going", is_flag=True, help="Build what can be built although the content has errors.")
def command(root: Path, output: Path | None, workers: Workers, terminal: Terminal, **wishes: object) -> int:
    """Make the site.

    A failed build leaves the output as it was; files that did not change are not touched.
    """
    from sitegen.build import BuildOptions  # noqa: PLC0415 - not needed for a word of help

    options = BuildOptions(
        root=root,
        with_drafts=bool(wishes["drafts"]),
        keep_going=bool(wishes["keep_going"]),
        strict=bool(wishes["strict"]),
        base_url=str(wishes["base_url"]),
        clean=bool(wishes["clean"]),
    )
    return run_build(options, choose_output(root, output), terminal, workers)


def run_build(options: "BuildOptions", folder: Path, terminal: Terminal, workers: Workers) -> int:
    """Build a site into a folder, tell how it went, and return the exit status. Refusal as of `build_site`."""
    from sitegen.build import build_site  # noqa: PLC0415 - not needed for a word of help

    started, times = time.perf_counter(), StageTimes()
    found = folder.rglob("*") if terminal.verbose else ()
    before = frozenset(path.relative_to(folder).as_posix() for path in found if path.is_file())
    with terminal.follow(times) as progress:
        made = build_site(options, folder, workers=workers, progress=progress)
    print_problems(made.report, options.root, terminal, strict=options.strict)
    if made.changes:
        for line in _details(times.seconds, made.changes, folder, before):
            terminal.explain(line)
        terminal.report(_build_line(made, made.changes, folder, seconds=time.perf_counter() - started))
        if made.forgotten:
            terminal.remark(visible(f"nothing is kept for the next build, which will take longer: {made.forgotten}"))
    else:
        terminal.complain(f"nothing was built: {count_line(made.report.without_hints())}")
    return status_of(made.report, strict=options.strict)


def _details(seconds: Mapping[str, float], changes: "Changes", folder: Path, before: frozenset[str]) -> Iterator[str]:
    """Yield lines for those who want to know: where time went, what was written and why.

    `before` are the files that stood in the folder before.
    """
    width = max(map(len, seconds), default=0)
    yield from (f"{stage:<{width}}  {spent:7.2f} s" for stage, spent in seconds.items())
    written, removed = _part_changes(changes, folder)
    yield from (f"{path}: {'other content than before' if path in before else 'new'}" for path in written)
    yield from (f"{path}: removed, as nothing makes it any more" for path in removed)


def _build_line(made: "BuiltSite", changes: "Changes", folder: Path, *, seconds: float) -> str:
    """Return what is said of a build into a folder: how much, what was left out, how long, what changed."""
    built = counted(made.counts.briefings, "briefing") or "no briefings"
    drafts = counted(made.counts.drafts, "draft")
    left_out = f" ({drafts} left out)" if drafts else ""
    written, removed = _part_changes(changes, folder)
    files = f"{counted(changes.written, 'file') or '0 files'} written{_names(written)}"
    told = made.report.without_hints()
    problems = f" ({count_line(told)})" if len(told) else ""
    rest = f"{changes.unchanged} unchanged, {changes.removed} removed{_names(removed)}"
    return f"built {built}{left_out} in {seconds:.2f} s: {files}, {rest}{problems}"


def _part_changes(changes: "Changes", folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Return the files that a build wrote to a folder, and those that it removed from there."""
    written = [path for path in changes.paths if (folder / path).exists()]
    return written, sorted(set(changes.paths) - set(written))


def _names(paths: Sequence[str]) -> str:
    return f" ({', '.join(paths)})" if 0 < len(paths) <= NAMED else ""
