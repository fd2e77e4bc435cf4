"""Problems as people and programs read them, with the lines at fault: on a terminal, as JSON, for a GitHub run."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import Final

from sitegen.model.problems import Problem, Severity

LineReader = Callable[[str, int], str]
"""Returns a line of a file by its path and its number, empty where there is none."""

Paint = Callable[[str, Severity], str]
"""Returns the words that tell a severity as they are to be shown."""

Fault = Sequence[Problem]
"""Problems of one file that are the same but for their places; there is one at least."""

MOST_PLACES = 5
"""Places of a fault that are told beside its first; more are counted."""
EXCERPT_WIDTH = 100
"""Longer lines are cut around the fault, so that an excerpt fits a terminal."""

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_UNSAFE_IN_JSON = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""JSON lets them through raw though they drive terminals, reorder lines or cannot be encoded."""
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.HINT: "1;36"}
"""Bold red, yellow and cyan (ECMA-48: SGR): terminals choose the shades, so that they show on light and dark."""
_GITHUB_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def leave_plain(words: str, _severity: Severity) -> str:
    """Return the words as they are."""
    return words


def colour(words: str, severity: Severity) -> str:
    """Return the words for a terminal that shows colours."""
    return f"\x1b[{_COLOURS[severity]}m{words}\x1b[0m"


def write_text(problems: Iterable[Problem], read_line: LineReader, paint: Paint = leave_plain) -> str:
    """Return all problems in the contract's form, parted by empty lines; nothing in them can drive a terminal.

    The same fault in one file is told once, at its first place, with its other places.
    """
    return "\n\n".join(write_fault(fault, read_line, paint) for fault in fold_problems(problems))


def fold_problems(problems: Iterable[Problem]) -> Iterable[Fault]:
    """Return problems, those of one file together that say the same of the same words, in the order of their first."""
    faults: dict[tuple[str, ...], list[Problem]] = {}
    for one in problems:
        faults.setdefault((one.where.path, one.severity, one.code, one.message, one.found), []).append(one)
    return faults.values()


def write_fault(fault: Fault, read_line: LineReader, paint: Paint = leave_plain) -> str:
    """Return a fault: the first problem's line, the excerpt or what was found, its other places, the way out."""
    problem, *others = fault
    where = problem.where
    place = visible(f"{where.path}:{where.line}:{where.column}".replace("\n", " "))
    kind = paint(visible(f"{problem.severity}[{problem.code}]"), problem.severity)
    lines = [problem.message.replace("\n", " "), *_excerpt(problem, read_line(where.path, where.line))]
    if others:
        times = "once more" if len(others) == 1 else f"{len(others)} more times"
        lines.append(f"  and {times} in this file: {_places(others)}")
    if problem.help:
        first, *rest = problem.help.split("\n")
        lines += [f"  help: {first}", *(f"    {line}" for line in rest)]
    return f"{place}: {kind}: " + "\n".join(visible(line) for line in lines)


def write_json(problems: Iterable[Problem]) -> str:
    """Return a JSON list of `{path, line, column, severity, code, message, help}`."""
    rows = [
        {
            "path": problem.where.path,
            "line": problem.where.line,
            "column": problem.where.column,
            "severity": str(problem.severity),
            "code": problem.code,
            "message": problem.message,
            "help": problem.help,
        }
        for problem in problems
    ]
    return dump_json(rows)


def dump_json(value: object) -> str:
    """Return JSON for people and programs: letters as they are, what drives terminals or reorders lines escaped."""
    written = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def in_ascii(written: str) -> str:
    """Return JSON with all letters beyond ASCII as its own escapes: for streams whose character set lacks some."""
    return _BEYOND_ASCII.sub(lambda match: json.dumps(match[0])[1:-1], written)


def write_github(problems: Iterable[Problem]) -> str:
    """Return workflow commands of GitHub Actions, which show each problem at its line of a pull request."""
    return "\n".join(_write_github_problem(problem) for problem in problems)


def visible(text: str) -> str:
    """Return the text with control characters, bidi controls and lone surrogates written out: `U+001B`."""
    return "".join(_visible_character(character) for character in text)


def _visible_character(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    if character in "\u200c\u200d\u200e\u200f\u061c\u00ad":  # normal in Persian and Arabic text
        return character
    return f"<U+{ord(character):04X}>"


def _places(problems: Sequence[Problem]) -> str:
    told = [f"{problem.where.line}:{problem.where.column}" for problem in problems[:MOST_PLACES]]
    return ", ".join(told) + (", …" if len(problems) > MOST_PLACES else "")


def _excerpt(problem: Problem, line: str) -> list[str]:
    found = problem.found.split("\n")[0]
    if _is_right_to_left(line) or _is_right_to_left(found):
        rest = line[problem.where.column - 1 :].strip()
        words = found or rest
        return [f"  found: {_shortened(words)}"] if words else []
    if not line.strip():
        return [f"  found: {_shortened(found)}"] if found else []
    start = max(0, problem.where.column - 1 - EXCERPT_WIDTH // 2)
    excerpt = visible(line[start : start + EXCERPT_WIDTH].replace("\t", " "))
    before = visible(line[start : problem.where.column - 1])
    width = len(found) if found and line.startswith(found, problem.where.column - 1) else 1
    return [f"  {excerpt}", "  " + " " * len(before) + "^" * max(1, min(width, len(excerpt) - len(before)))]


def _shortened(text: str) -> str:
    return text if len(text) <= EXCERPT_WIDTH else text[: EXCERPT_WIDTH - 1] + "…"


def _is_right_to_left(line: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in line)


def _write_github_problem(problem: Problem) -> str:
    where = problem.where
    properties = f"file={_escaped(where.path)},line={where.line},col={where.column},title={_escaped(problem.code)}"
    message = visible(problem.message + (f"\nhelp: {problem.help}" if problem.help else ""))
    data = message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{_GITHUB_LEVEL[problem.severity]} {properties}::{data}"


def _escaped(value: str) -> str:
    return re.sub("[%\r\n:,]", lambda match: f"%{ord(match[0]):02X}", visible(value))


LARGEST: Final = 20_000_000
"""Bytes of a file that are worth reading for one line of it: what is larger was refused for its size."""


def line_reader(root: Path) -> LineReader:
    """Return what reads lines of the files below a site's folder, each file once; what cannot be read has none."""

    @cache
    def lines_of(path: str) -> tuple[str, ...]:
        try:
            if not _is_readable(root, path):
                return ()
            text = (root / path).read_bytes().decode("utf-8-sig", errors="replace")
        except (OSError, RuntimeError):  # Python 3.11 says RuntimeError to links that go round in a circle
            return ()
        return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def read_line(path: str, number: int) -> str:
        lines = lines_of(path)
        return lines[number - 1] if 1 <= number <= len(lines) else ""

    return read_line


def _is_readable(root: Path, path: str) -> bool:
    """Tell whether a file may be read for its lines: no pipe or device, nothing huge, no link out of the site."""
    file = (root / path).resolve()
    status = file.stat()
    is_ours = Path(path).is_absolute() or file.is_relative_to(root.resolve())
    return is_ours and S_ISREG(status.st_mode) and status.st_size <= LARGEST
