"""The tutorials of the documentation, followed block by block: what they show as printed is what is printed.

`python -m pytest tests/test_tutorial.py --rewrite` writes the output of their commands anew.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.documentation import ENDINGS, PAGES, Example, examples_in

pytestmark = pytest.mark.slow


class Reader:
    """A folder in which a tutorial is followed, block by block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """The current folder: a session that begins with `cd` goes on."""
        self._appended = ""

    def write(self, example: Example) -> None:
        file = self.folder / example.place
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.read_text(encoding="utf-8") if example.how else ""
        file.write_text(self._changed(before, example), encoding="utf-8")

    def _changed(self, before: str, example: Example) -> str:
        if example.how == "append":
            self._appended = example.body
            return before + example.body
        if example.how == "instead":
            return before.removesuffix(self._appended) + example.body
        if example.how:
            key = example.how.removeprefix("line:")
            return re.sub(f"^{key}:.*\n", lambda _: example.body, before, flags=re.MULTILINE)
        return example.body

    def run(self, session: str) -> str:
        """Return a session in a shell with what sitegen prints now; other commands and servers stay as they are."""
        command = session.split("\n", 1)[0]
        words = command.removeprefix("$ ").split()
        if words[0] == "cd":
            self.folder /= words[1]
        if words[0] != "sitegen" or words[1] not in {"init", "new", "check", "build"}:
            return session
        done = subprocess.run(
            [sys.executable, "-m", "sitegen", *words[1:]],
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        return f"{command}\n{done.stdout.rstrip()}\n"


def without_counts(session: str) -> str:
    """Leave out what differs from machine to machine and from theme to theme."""
    return re.sub(r"\d+\.\d\d s|\d+ files", "…", session)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_tutorial_is_followed_word_by_word(ending: str, tmp_path: Path, *, rewrite: bool) -> None:
    page, reader = PAGES / f"tutorial{ending}.md", Reader(tmp_path)
    for example in tuple(examples_in(page.read_text(encoding="utf-8"))):
        if example.language != "console":
            reader.write(example)
            continue
        printed = reader.run(example.body)
        if rewrite and without_counts(printed) != without_counts(example.body):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace(f"\n{example.body}```", f"\n{printed}```", 1), encoding="utf-8")
        elif not rewrite:
            assert without_counts(example.body) == without_counts(printed)
    assert (reader.folder / "site" / "briefings" / "water.html").is_file()
