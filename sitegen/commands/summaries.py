"""Lines that tell how a command went: counts in words."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from sitegen.build import BuiltSite
from sitegen.model.problems import Report, Severity
from sitegen.output.output_folder import Changes

NAMED: Final = 3
"""So many files are named where a line tells of them; more are counted."""


def failure_line(report: Report) -> str:
    """Return what is said of a build that problems stopped."""
    return f"nothing was built: {count_line(report.without_hints())}"


def build_line(made: BuiltSite, changes: Changes, folder: Path, *, seconds: float) -> str:
    """Return what is said of a build into a folder: how much, what was left out, how long, what changed."""
    built = counted(made.counts.briefings, "briefing") or "no briefings"
    drafts = counted(made.counts.drafts, "draft")
    left_out = f" ({drafts} left out)" if drafts else ""
    written, removed = part_changes(changes, folder)
    files = f"{counted(changes.written, 'file') or '0 files'} written{_names(written)}"
    told = made.report.without_hints()
    problems = f" ({count_line(told)})" if len(told) else ""
    rest = f"{changes.unchanged} unchanged, {changes.removed} removed{_names(removed)}"
    return f"built {built}{left_out} in {seconds:.2f} s: {files}, {rest}{problems}"


def part_changes(changes: Changes, folder: Path) -> tuple[Sequence[str], Sequence[str]]:
    """Return the files that a build wrote to a folder, and those that it removed from there."""
    written = [path for path in changes.paths if (folder / path).exists()]
    return written, sorted(set(changes.paths) - set(written))


def details(seconds: Mapping[str, float], changes: Changes, folder: Path, before: frozenset[str]) -> Iterator[str]:
    """Yield lines for those who want to know: where time went, what was written and why.

    `before` are the files that stood in the folder before.
    """
    width = max(map(len, seconds), default=0)
    yield from (f"{stage:<{width}}  {spent:7.2f} s" for stage, spent in seconds.items())
    written, removed = part_changes(changes, folder)
    yield from (f"{path}: {'other content than before' if path in before else 'new'}" for path in written)
    yield from (f"{path}: removed, as nothing makes it any more" for path in removed)


def _names(paths: Sequence[str]) -> str:
    return f" ({', '.join(paths)})" if 0 < len(paths) <= NAMED else ""


def count_line(report: Report) -> str:
    """Return `1 error, 2 warnings`, or `no problems`."""
    errors, warnings, hints = (report.count(severity) for severity in Severity)
    parts = [counted(errors, "error"), counted(warnings, "warning"), counted(hints, "hint")]
    return ", ".join(part for part in parts if part) or "no problems"


def counted(count: int, noun: str) -> str:
    """Return `1 file` or `2 files`, and nothing for none."""
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
