"""What in the output folder is sitegen's: the list of its files, and what a folder really holds."""

import os
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sitegen.disk.safety import is_plain
from sitegen.disk.stamps import NEVER, stamp_of_entry

MANIFEST = ".sitegen-manifest"
WORK = ".sitegen-work"
"""The folder inside the output that holds lock, journal and staged files while a build writes; on the same file system
as the output by its place."""

HEADER = "sitegen output 1: the files below were made by sitegen, which removes them when they are stale"


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in an output folder; paths are relative, with `/`. Symbolic links are not followed."""

    stamps: Mapping[str, str]
    """Of all files; see `disk.stamps`."""
    folders: frozenset[str]
    others: frozenset[str]
    """Symbolic links, pipes, devices: never read."""

    @property
    def files(self) -> AbstractSet[str]:
        """Return the paths of all files."""
        return self.stamps.keys()


def write_manifest(paths: Iterable[str]) -> bytes:
    """Return the manifest's bytes; the order of the paths does not matter."""
    return "\n".join([HEADER, *sorted(paths), ""]).encode()


def read_manifest(folder: Path) -> frozenset[str] | None:
    """Return the paths of our files, or None where the folder has no manifest of ours (missing, cut off, foreign)."""
    place = folder / MANIFEST
    try:
        return None if place.is_symlink() else _paths_in(place.read_bytes())
    except (FileNotFoundError, IsADirectoryError):
        return None


@lru_cache(maxsize=1)
def _paths_in(manifest: bytes) -> frozenset[str] | None:
    """Return the paths in a manifest, which one command reads several times; None where it is none."""
    try:
        lines = manifest.decode().split("\n")
    except UnicodeDecodeError:
        return None
    paths = lines[1:-1]
    is_whole = lines[0] == HEADER and lines[-1] == "" and all(map(is_plain, paths))
    return frozenset(paths) if is_whole else None


def list_folder(folder: Path) -> Listing:
    """Return all files and folders below the folder, but for the work folder."""
    stamps: dict[str, str] = {}
    folders: set[str] = set()
    others: set[str] = set()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        with suppress(PermissionError), os.scandir(folder / prefix) as entries:
            for entry in entries:
                path = prefix + entry.name
                if entry.is_file(follow_symlinks=False):
                    stamps[path] = stamp_of_entry(entry, NEVER)
                elif not entry.is_dir(follow_symlinks=False):
                    others.add(path)
                elif path != WORK:
                    folders.add(path)
                    waiting.append(f"{path}/")
    return Listing(stamps, frozenset(folders), frozenset(others))


def is_foreign(folder: Path) -> bool:
    """Tell whether a folder holds something, and no sign that sitegen ever wrote there."""
    names = {entry.name for entry in folder.iterdir()} if folder.exists() else set()
    return bool(names - {WORK}) and read_manifest(folder) is None
