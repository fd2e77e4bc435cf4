"""Problems: a message with its code, its severity, its place and the way out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sitegen.model.text import Location


class Severity(StrEnum):
    """How much a problem weighs: errors fail a build, warnings only with `--strict`, hints never."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of a writer, told so that it can be mended."""

    code: str
    """A stable name in words, part of the contract: `anchor-missing`."""
    severity: Severity
    message: str
    where: Location
    found: str = ""
    """The faulty text as written; the caret stands under it, or it stands alone where the line is right-to-left."""
    help: str = ""
    """What to type; may hold several lines, ready to paste."""

    def fails(self, *, strict: bool) -> bool:
        """Tell whether it fails a command: an error, and with `strict` a warning.

        What a draft has wrong that is left out fails nothing, unless the settings make it an error (contract, 7).
        """
        if self.severity is Severity.WARNING:
            return strict and self.code != "draft-errors"
        return self.severity is Severity.ERROR

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """Return the key by which problems are listed: by place."""
        return (self.where.path, self.where.line, self.where.column, self.code, self.message)


class Report:
    """The problems of one run, collected as they are met. The one thing a step may write to."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self._problems: dict[Problem, None] = dict.fromkeys(problems)

    def __iter__(self) -> Iterator[Problem]:
        """Yield every problem once, sorted by path, line and column."""
        return iter(sorted(self._problems, key=lambda problem: problem.order))

    def __contains__(self, problem: Problem) -> bool:
        return problem in self._problems

    def __len__(self) -> int:
        return len(self._problems)

    def add(self, problem: Problem) -> None:
        """Take a problem in; the same problem twice counts once."""
        self._problems[problem] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take in the problems of a step that kept its own report."""
        for problem in problems:
            self.add(problem)

    def error(self, code: str, message: str, where: Location, *, found: str = "", help: str = "") -> None:  # noqa: A002 - the contract's word
        """Take in an error."""
        self.add(Problem(code, Severity.ERROR, message, where, found, help))

    def warn(self, code: str, message: str, where: Location, *, found: str = "", help: str = "") -> None:  # noqa: A002
        """Take in a warning."""
        self.add(Problem(code, Severity.WARNING, message, where, found, help))

    def hint(self, code: str, message: str, where: Location, *, found: str = "", help: str = "") -> None:  # noqa: A002
        """Take in a hint."""
        self.add(Problem(code, Severity.HINT, message, where, found, help))

    def without_hints(self) -> "Report":
        """Return the errors and warnings, which a build prints."""
        return Report(problem for problem in self._problems if problem.severity is not Severity.HINT)

    def count(self, severity: Severity) -> int:
        """Return how many problems have this weight."""
        return sum(problem.severity is severity for problem in self._problems)


def write_problems(problems: Iterable[Problem]) -> str:
    """Return problems as JSON."""
    plain = []
    for one in problems:
        place = (one.where.path, one.where.line, one.where.column)
        plain.append((one.code, one.severity.value, one.message, *place, one.found, one.help))
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read_problems(written: str) -> list[Problem]:
    """Return problems from their JSON."""
    return [
        Problem(code, Severity(severity), message, Location(path, line, column), found, way_out)
        for code, severity, message, path, line, column, found, way_out in json.loads(written)
    ]
