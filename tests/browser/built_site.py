"""A built site as a reader's machine holds it: its pages, their editions and addresses, and what is wrong there."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong on one page."""

    page: str
    """The page's path in the site, or a stylesheet's."""
    rule: str
    """What it offends: a rule of right-to-left pages (`R10`), or the check's name (`axe`, `links`, `requests` …)."""
    detail: str

    def __str__(self) -> str:
        return f"{self.page}: {self.rule}: {self.detail}"


@dataclass(frozen=True)
class BuiltSite:
    """A folder that holds a built site."""

    folder: Path
    address: str = "https://briefings.example/site/"
    """Where the site says that it is published; ends with a slash."""
    languages: tuple[str, ...] = ("ar", "en")
    """The editions; the first is at the root, each other one in a folder of its name."""

    @cached_property
    def pages(self) -> tuple[Path, ...]:
        return tuple(sorted(self.folder.rglob("*.html")))

    def edition(self, language: str) -> tuple[Path, ...]:
        """Return the pages of one edition."""
        return tuple(page for page in self.pages if self.language_of(page) == language)

    def language_of(self, page: Path) -> str:
        first = page.relative_to(self.folder).parts[0]
        return first if first in self.languages[1:] else self.languages[0]

    def name_of(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def file_at(self, url: str) -> Path | None:
        """Return the file that an address of the published site stands for; None for another's address."""
        if not url.startswith(self.address):
            return None
        path = unquote(urlsplit(url).path).removeprefix(urlsplit(self.address).path)
        return self.folder / (f"{path}index.html" if path == "" or path.endswith("/") else path)


def is_redirect(page: Path) -> bool:
    """Return whether the page only sends its reader on; a browser does not stay on it."""
    return 'http-equiv="refresh"' in page.read_text(encoding="utf-8")


def expect_none(findings: Iterable[Finding]) -> None:
    """Fail with all findings, one a line, each once."""
    lines = sorted({str(finding) for finding in findings})
    if lines:
        pytest.fail(f"{len(lines)} found:\n" + "\n".join(lines), pytrace=False)
