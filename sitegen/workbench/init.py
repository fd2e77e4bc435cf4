"""A new site: a folder with a small example that builds."""

from pathlib import Path

from sitegen.workbench.example import example_files
from sitegen.workbench.new_folder import fill_folder


def make_new_site(folder: Path) -> int:
    """Make a site in a new or an empty folder, and return the number of its files.

    Refusal with status 2 where the folder holds anything of its own, OutputError with status 3 where the machine
    fails; nothing is then left of it.
    """
    files = example_files()
    fill_folder(folder, files)
    return len(files)
