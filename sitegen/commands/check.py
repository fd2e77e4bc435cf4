"""`sitegen check`: every problem told, in the form that was asked for."""

import sys
from pathlib import Path

import click

from sitegen import __version__, messages
from sitegen.commands.options import complete_slugs, examples, loudness, site_folder, worker_options
from sitegen.commands.problems import count_line, select_problems, status_of, write_problems
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers
from sitegen.model.problems import Problem, Report
from sitegen.progress import StageTimes


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
@worker_options
@click.option("--strict", is_flag=True, help="Let warnings fail the check too.")
def command(root: Path, slugs: tuple[str, ...], workers: Workers, terminal: Terminal, **wishes: object) -> int:
    """Tell all problems of all files, drafts included; write nothing.

    With SLUG those of these briefings and their articles alone.
    Hints are told too: what an editor may have overlooked. They fail nothing.
    """
    from sitegen.build import BuildOptions, check_site  # noqa: PLC0415 - not needed for a word of help

    strict, form, times = bool(wishes["strict"]), str(wishes["form"]), StageTimes()
    options = BuildOptions(root=root, with_drafts=True, with_hints=True, strict=strict)
    with terminal.follow(times) as progress:
        report = check_site(options, slugs, workers=workers, progress=progress)
    problems = select_problems(report, terminal, strict=strict)
    text = write_problems(problems, root, stream=sys.stdout) if form == "text" else _for_programs(problems, form, root)
    if text:
        terminal.answer(text)
    if form == "text":
        terminal.remark(count_line(report))
    for stage, seconds in times.seconds.items():
        terminal.explain(f"{stage}  {seconds:.2f} s")
    return status_of(report, strict=strict)


def _for_programs(problems: tuple[Problem, ...], form: str, root: Path) -> str:
    """Return problems in one of the forms that other programs read."""
    report = Report(problems)
    if form == "github":
        return messages.write_github(report)
    if form == "json":
        written = messages.write_json(report)
    else:
        from sitegen.sarif import write_sarif  # noqa: PLC0415 - needed for this form alone

        written = write_sarif(report, messages.line_reader(root), version=__version__)
    # Escapes of the stream's own, as `\\xe9`, would be none of JSON's.
    return written if sys.stdout.encoding.lower() in ("utf-8", "utf8") else messages.in_ascii(written)
