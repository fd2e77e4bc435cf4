"""Case files of the tests on language: lines `input -> expected` under a `[heading]`, `#` for remarks."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    heading: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """Return the cases of a file in order; a heading holds for the lines below it."""
    heading, cases = "", []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            heading = line[1:-1]
        elif line.strip() and not line.startswith("#"):
            given, arrow, expected = line.partition("->")
            assert arrow, f"{name}.txt: no arrow in “{line}”"
            cases.append(Case(heading, given.strip(), expected.strip()))
    return cases
