"""The key of a build: what differs where the next build can go on from nothing that this one left."""

import sys
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.file_state import DIGEST_SIZE, NEVER, FileSnapshot, scan_folder, take_snapshot
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS, TEMPLATES

FORMAT: Final = "2"
"""Of the archive itself; another one is not read."""
PACKAGE: Final = Path(__file__).parent.parent
THEME, CODE = "theme", "code"
"""Names of snapshots, beside those of the site's own folders."""
LIBRARIES: Final = ("site-packages", "dist-packages")
"""Ends of the names of folders in which Python and Debian put libraries."""


def build_key(settings: BuildSettings, snapshots: Mapping[str, FileSnapshot]) -> str:
    """Return what differs where registers, pages, settings, templates, code, libraries or wishes do.

    Digests of contents count, never times or places: a fresh checkout on another machine has the key of the first one.
    The snapshots, with digests, are those of content, templates, theme and code.
    """
    wishes = repr((FORMAT, sys.version_info[:], *_wishes(settings), *_kinds_of_folders(settings), *_libraries()))
    digest = blake2b(digest_size=20)
    for part in (wishes.encode("utf-8", "surrogateescape"), *_files(snapshots)):
        digest.update(len(part).to_bytes(8, "big"))  # else what passes from one part to the next would not show
        digest.update(part)
    return digest.hexdigest()


@cache
def scan_code() -> FileSnapshot:
    """Return the files of sitegen itself: looked at once, as a process keeps what it loaded."""
    return take_snapshot(scan_folder(PACKAGE, NEVER, left_out=["__pycache__"]))


@cache
def _libraries() -> tuple[str, ...]:
    """Return the names and versions of all libraries, as the folders are called that describe them.

    Which of them has a part in a page is not told apart: to import their metadata costs 30 ms, and a list of our own
    would miss one some day (https://packaging.python.org/specifications/recording-installed-packages/).
    """
    folders = (Path(folder) for folder in sys.path if folder.endswith(LIBRARIES))
    names = {path.name for folder in folders if folder.is_dir() for path in folder.iterdir()}
    return tuple(sorted(name for name in names if name.endswith((".dist-info", ".egg-info"))))


def _wishes(settings: BuildSettings) -> tuple[object, ...]:
    has_own_templates = len(settings.templates) > 1
    return settings.base_url, settings.with_drafts, settings.shows_drafts, settings.with_hints, has_own_templates


def _kinds_of_folders(settings: BuildSettings) -> Iterator[str]:
    """Yield what stands where the folders of a site should be: one that is missing is told, an empty one is not."""
    for name in (CONTENT, SEEDS, TEMPLATES):
        folder = settings.root / name
        yield "link" if folder.is_symlink() else "folder" if folder.is_dir() else "other" if folder.exists() else ""


def _files(snapshots: Mapping[str, FileSnapshot]) -> Iterator[bytes]:
    for name in (CONTENT, TEMPLATES, THEME, CODE):
        yield name.encode()
        snapshot = snapshots[name]
        paths = snapshot.paths.split(b"\0")
        # Sidecars are compared one by one; paths are sorted, so that ten thousand of them are left out at once.
        first, behind = (bisect_left(paths, f"{SIDECARS}{sign}".encode()) for sign in "/0")
        yield from (*paths[:first], *paths[behind:])
        yield snapshot.digests[: first * DIGEST_SIZE] + snapshot.digests[behind * DIGEST_SIZE :]
