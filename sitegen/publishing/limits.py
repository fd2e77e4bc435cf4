"""What GitHub Pages and git take of a folder: sizes, kinds of files, names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

MOST_BYTES: Final = 1_000_000_000
"""Of a site: https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits."""
MOST_BYTES_OF_A_FILE: Final = 100_000_000
"""GitHub takes none from git that is larger than 100 MiB; round numbers stay a little below."""

_UNFIT: Final = re.compile('\\A"|[\x00-\x1f\x7f-\x9f\ud800-\udfff]')
"""In the stream that ghp-import writes, a quotation mark begins a quoted path and a line's end ends a path."""


def find_oversize(sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield what is too large for GitHub Pages, told of files in bytes by their paths."""
    for path, size in sorted(sizes.items()):
        if size > MOST_BYTES_OF_A_FILE:
            yield f"{path}: {_megabytes(size)}, and GitHub takes no file above {_megabytes(MOST_BYTES_OF_A_FILE)}"
    total = sum(sizes.values())
    if total > MOST_BYTES:
        yield f": {_megabytes(total)} in all, and GitHub Pages takes no more than {_megabytes(MOST_BYTES)}"


def find_unfit(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files, of those that are there, whose names git or ghp-import would not take or would mistake."""
    for path in sorted(paths):
        names = path.split("/")
        if any(name.casefold() == ".git" for name in names):
            yield f"{path}: what is called .git is not published; move it out of the folder"
        elif _UNFIT.search(path):
            yield f"{path!a}: a file of this name cannot be published; give it another one"


def find_others(paths: Iterable[str]) -> Iterator[str]:
    """Yield what is neither a file nor a folder: a link could publish what lies elsewhere, a pipe never ends."""
    for path in sorted(paths):
        yield f"{path}: a symbolic link or a device is not published; put a copy of the file in its place"


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.1f} MB"
