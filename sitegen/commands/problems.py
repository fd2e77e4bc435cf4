"""Problems on the terminal: in full, as counts in a line, and as the exit status that they mean."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from sitegen import messages
from sitegen.commands.terminal import Terminal, wants_colour
from sitegen.messages import line_reader
from sitegen.model.problems import Problem, Report, Severity
from sitegen.refusal import CONTENT_AT_FAULT, DONE, WRONG_USE


def print_problems(report: Report, root: Path, terminal: Terminal, *, strict: bool) -> None:
    """Print errors and warnings to standard error; hints are for `check`."""
    told = select_problems(report.without_hints(), terminal, strict=strict)
    if told:
        terminal.complain(write_problems(told, root, stream=sys.stderr) + "\n")


def select_problems(problems: Iterable[Problem], terminal: Terminal, *, strict: bool) -> tuple[Problem, ...]:
    """Return those that the command's user wants to hear of: with `-q` only what counts as an error."""
    return tuple(one for one in problems if not terminal.quiet or one.fails(strict=strict))


def write_problems(problems: Iterable[Problem], root: Path, *, stream: TextIO) -> str:
    """Return problems as they are read on a stream, which may show colours."""
    paint = messages.colour if wants_colour(stream, os.environ) else messages.leave_plain
    return messages.write_text(problems, line_reader(root), paint)


def status_of(report: Report, *, strict: bool) -> int:
    """Return the exit status: mistakes in the settings, and no content at all, are wrong use, others the content's."""
    at_fault = [problem for problem in report if problem.fails(strict=strict)]
    if not at_fault:
        return DONE
    from sitegen.readers.settings import SETTINGS_FILE  # noqa: PLC0415 - needed when something is wrong

    is_wrong_use = any(one.where.path == SETTINGS_FILE or one.code == "site-empty" for one in at_fault)
    return WRONG_USE if is_wrong_use else CONTENT_AT_FAULT


def count_line(report: Report) -> str:
    """Return `1 error, 2 warnings`, or `no problems`."""
    errors, warnings, hints = (report.count(severity) for severity in Severity)
    parts = [counted(errors, "error"), counted(warnings, "warning"), counted(hints, "hint")]
    return ", ".join(part for part in parts if part) or "no problems"


def counted(count: int, noun: str) -> str:
    """Return `1 file` or `2 files`, and nothing for none."""
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
