"""A newsroom's archive made up: N Arabic articles with notes and names, for sitegen or, as pages, for Hugo.

python -m tests.bench.generate FOLDER --count 100 [--profile heavy] [--tool hugo]
"""

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from tests.bench import hugo_files, sitegen_files
from tests.bench.articles import LIGHT, PROFILES

WRITERS: Final = {"sitegen": sitegen_files.site_files, "hugo": hugo_files.site_files}
"""What makes a site's files of a number of articles, for each tool."""


def write_files(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write files into a folder: pairs of a path in it and the text."""
    for path, text in files:
        target = folder / path
        if not target.parent.is_dir():
            target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Write a site of made-up articles into a folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--profile", choices=PROFILES, default=LIGHT.name)
    parser.add_argument("--tool", choices=WRITERS, default="sitegen")
    wanted = parser.parse_args()
    write_files(wanted.folder, WRITERS[wanted.tool](wanted.count, PROFILES[wanted.profile]))


if __name__ == "__main__":
    main()
