"""Lines of the writers' files, read when a problem is to be shown."""

from functools import cache
from pathlib import Path
from stat import S_ISREG
from typing import Final

from sitegen.messages import LineReader

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
