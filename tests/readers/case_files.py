"""Case files of the tests on reading: `=== title`, what stands in the file, `---`, what is expected."""

from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "cases"


class Case(NamedTuple):
    title: str
    given: str
    expected: str


def read_cases(name: str) -> list[Case]:
    """Return the cases of a file; `␉` stands for a tab and `␣` for a space that would not be seen."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").replace("␉", "\t").replace("␣", " ")
    cases = []
    for block in text.split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        given, _, expected = rest.partition("\n~~~\n")
        cases.append(Case(title, given, expected.strip("\n")))
    return cases
