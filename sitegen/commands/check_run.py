"""A check as the command runs it: every problem told, in the form that was asked for."""

import sys
from dataclasses import dataclass

from sitegen import __version__, messages
from sitegen.build import BuildOptions, check_site
from sitegen.commands.problems import select_problems, status_of, write_problems
from sitegen.commands.summaries import count_line
from sitegen.commands.terminal import Terminal
from sitegen.engine.build_settings import Workers
from sitegen.excerpts import line_reader
from sitegen.model.problems import Report
from sitegen.progress import StageTimes
from sitegen.sarif import write_sarif


@dataclass(frozen=True, slots=True)
class CheckWish:
    """What a check is asked for."""

    options: BuildOptions
    slugs: tuple[str, ...]
    """Of these briefings only; of the whole site where there are none."""
    form: str
    """How problems are told: text, json, github, sarif."""


def run_check(wish: CheckWish, terminal: Terminal, workers: Workers) -> int:
    """Tell all problems of a site, as text or in a form for other programs, and return the exit status.

    Refusal as of `check_site`.
    """
    times, options, form = StageTimes(), wish.options, wish.form
    with terminal.follow(times) as progress:
        report = check_site(options, wish.slugs, workers=workers, progress=progress)
    problems = select_problems(report, terminal, strict=options.strict)
    if form == "text":
        text = write_problems(problems, options.root, stream=sys.stdout)
    else:
        text = _write(Report(problems), form, options)
    if text:
        terminal.answer(text)
    if form == "text":
        terminal.remark(count_line(report))
    for stage, seconds in times.seconds.items():
        terminal.explain(f"{stage}  {seconds:.2f} s")
    return status_of(report, strict=options.strict)


def _write(report: Report, form: str, options: BuildOptions) -> str:
    if form == "github":
        return messages.write_github(report)
    if form == "json":
        written = messages.write_json(report)
    else:
        written = write_sarif(report, line_reader(options.root), version=__version__)
    # Escapes of the stream's own, as `\\xe9`, would be none of JSON's.
    return written if sys.stdout.encoding.lower() in ("utf-8", "utf8") else messages.in_ascii(written)
