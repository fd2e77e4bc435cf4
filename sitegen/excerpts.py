"""Lines of the writers' files, read when a problem is to be shown."""

from functools import cache
from pathlib import Path

from sitegen.messages import LineReader


def line_reader(root: Path) -> LineReader:
    """Return what reads lines of the files below a site's folder, each file once; what cannot be read has none."""

    @cache
    def lines_of(path: str) -> tuple[str, ...]:
        try:
            text = (root / path).read_bytes().decode("utf-8-sig", errors="replace")
        except OSError:
            return ()
        return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))

    def read_line(path: str, number: int) -> str:
        lines = lines_of(path)
        return lines[number - 1] if 1 <= number <= len(lines) else ""

    return read_line
