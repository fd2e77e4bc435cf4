"""The pages of the documentation as the tests read them: their examples, tables and pieces of code.

An example says behind its language which file it is: `yaml content/actors.yaml`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "content" / "pages"
NAMES = ("docs", "tutorial", "sidecar", "registers", "values", "theming", "publishing")
ENDINGS = {"": "ar", ".en": "en"}
"""What follows a page's name, by which its language is known."""

FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """A fenced block of a page."""

    language: str
    place: str
    """The file that it shows, empty where it shows none."""
    how: str
    """Behind the place: `append`, `instead` (of what was appended last) or `line:KEY`."""
    body: str
    line: int


@cache
def page_text(name: str, ending: str) -> str:
    return (PAGES / f"{name}{ending}.md").read_text(encoding="utf-8")


def examples_in(text: str) -> Iterator[Example]:
    for found in FENCE.finditer(text):
        language, place, how = [*found["info"].split(), "", "", ""][:3]
        yield Example(language, place, how, found["body"], text[: found.start()].count("\n") + 1)


def rows_of(name: str, ending: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the rows of every table, each with the code in its table's first heading."""
    heading = ""
    before = ""
    for line in FENCE.sub("", page_text(name, ending)).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|---"):
            heading = code_in(before)
        elif line.startswith("|") and before.startswith("|"):
            yield heading, cells
        before = line


def codes_in(name: str, ending: str) -> set[str]:
    return set(re.findall(r"`([^`\n]+)`", FENCE.sub("", page_text(name, ending))))


def code_in(cell: str) -> str:
    found = re.search(r"`([^`]+)`", cell)
    return found[1] if found else ""


def every_page() -> list[tuple[str, str]]:
    return [(name, ending) for name in NAMES for ending in ENDINGS]


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    for place, body in files.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(body, encoding="utf-8")
    return folder
