"""Folders and file names that the output may never have."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from sitegen.model.site_files import CONTENT, SEEDS, TEMPLATES
from sitegen.output.errors import OutputError

SOURCES = (CONTENT, SEEDS, TEMPLATES)
"""The folders of a site that its writers own."""

PLAIN_PATH = re.compile(
    r"(?!\.sitegen)(?:(?!\.(?:\.|git)?(?:/|\Z))[^/\\\x00-\x1f\x7f-\x9f\ud800-\udfff]+(?:/(?!\Z)|\Z))+"
)
"""Names joined by single slashes: no empty name, no `.`, `..` or `.git`, no backslash, no control character."""


def resolve_output(folder: Path, *, root: Path) -> Path:
    """Return the folder's real path, after making sure that it may be written to; nothing is touched.

    OutputError with status 2 where it is the site's folder or one of its sources, above one of them, the home
    or above it, the root of the disk, or a git repository; with status 3 where it is no folder.
    """
    place = _real(folder)
    for reason in _objections(place, root=_real(root), home=_home()):
        raise OutputError(f"{folder}: refused as output: {reason}", status=2)
    if os.path.lexists(place) and not place.is_dir():
        raise OutputError(f"{folder}: a file stands where a folder should be", status=3)
    return place


def is_plain(path: str) -> bool:
    """Tell whether an artifact's path stays below the output folder, and away from what git and sitegen keep there."""
    return PLAIN_PATH.fullmatch(path) is not None


def _objections(place: Path, *, root: Path, home: Path | None) -> Iterator[str]:
    if place.parent == place:
        yield "it is the root of the disk"
    if _is_above(place, root):
        yield "it is the site's own folder or above it"
    if home and _is_above(place, home):
        yield "it is your home folder or above it"
    for name in SOURCES:
        if _is_above(_real(root / name), place):
            yield f"it is in the site's {name}/"
    if ".git" in place.parts or os.path.lexists(place / ".git"):
        yield "it holds a git repository"


def _home() -> Path | None:
    try:
        return _real(Path.home())
    except RuntimeError:  # a service without a home
        return None


def _is_above(upper: Path, lower: Path) -> bool:
    """Tell whether one folder is the other or above it: by name, or by identity where names differ by case or mount."""
    if lower.is_relative_to(upper):
        return True
    return upper.exists() and any(each.exists() and each.samefile(upper) for each in (lower, *lower.parents))


def _real(folder: Path) -> Path:
    """Return the folder's absolute path without symbolic links."""
    try:
        return folder.resolve()
    except (OSError, RuntimeError) as error:  # Python 3.11 says RuntimeError to links that go round in a circle
        raise OutputError(f"{folder}: its symbolic links go round in a circle", status=3) from error
