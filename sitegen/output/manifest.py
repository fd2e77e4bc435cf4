"""The list of sitegen's own files in the output folder, and the files that a folder really holds."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from sitegen.output.safety import is_plain

MANIFEST = ".sitegen-manifest"
WORK = ".sitegen-work"
"""The folder inside the output that holds lock, journal and staged files while a build writes; on the same file system
as the output by its place."""

HEADER = "sitegen output 1: the files below were made by sitegen, which removes them when they are stale"


@dataclass(frozen=True, slots=True)
class Listing:
    """The content of an output folder; paths are relative, with `/`. Symbolic links are not followed."""

    files: frozenset[str]
    others: frozenset[str]
    """Symbolic links, pipes, devices: never read."""


def write_manifest(paths: Iterable[str]) -> bytes:
    """Return the manifest's bytes; the order of the paths does not matter."""
    return "\n".join([HEADER, *sorted(paths), ""]).encode()


def read_manifest(folder: Path) -> tuple[str, ...] | None:
    """Return the paths of our files, sorted, or None where the folder has no manifest of ours (cut off, foreign)."""
    place = folder / MANIFEST
    try:
        return None if place.is_symlink() else _paths_in(place.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        return None


@lru_cache(maxsize=1)
def _paths_in(manifest: bytes) -> tuple[str, ...] | None:
    """Return the paths in a manifest, which one command reads several times; None where it is none."""
    try:
        text = manifest.decode()
    except UnicodeDecodeError:
        return None
    header, *paths = text.split("\n")
    if header != HEADER or not paths or paths.pop() or not _are_plain(paths, text):
        return None
    return tuple(paths)


_RARE: Final = ("/.", "//", "\\", "/\n", "\n/", "\n\n")
"""One of them stands in every path that is not plain, but for those that begin with a dot."""


def _are_plain(paths: Sequence[str], text: str) -> bool:
    """Tell whether all paths are plain; where nothing rare is in the whole text, few have to be looked at."""
    if text.replace("\n", "").isprintable() and not any(rare in text for rare in _RARE):
        paths = [path for path in paths if path.startswith(".")]
    return all(map(is_plain, paths))


def list_folder(folder: Path) -> Listing:
    """Return what lies below the folder, but for the work folder."""
    files: set[str] = set()
    others: set[str] = set()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with suppress(PermissionError), os.scandir(folder / prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_file(follow_symlinks=False):
                    files.add(path)
                elif not entry.is_dir(follow_symlinks=False):
                    others.add(path)
                elif path != WORK:
                    waiting.append(f"{path}/")
    return Listing(frozenset(files), frozenset(others))


def is_foreign(folder: Path) -> bool:
    """Tell whether a folder holds something, and no sign that sitegen ever wrote there."""
    names = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    return bool(names - {WORK}) and read_manifest(folder) is None
