"""What an archive holds for, and whether anything at all changed since it was left. Little is imported to tell that."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.file_state import NEVER, FileSnapshot, scan_folder, stamp, take_snapshot
from sitegen.model.site_files import BRIEFINGS, CONTENT, SEEDS

FORMAT: Final = "1"
"""Of the archive itself; another one is not read."""
PACKAGE: Final = Path(__file__).parent.parent
LIBRARIES: Final = ("site-packages", "dist-packages")
"""How folders end in which Python and Debian put libraries."""


def build_key(build_settings: BuildSettings) -> str:
    """Return what differs where an archive cannot be built upon: settings, registers, templates, code, wishes.

    Of the site's own files the contents count, so that a copy or a checkout that changes times alone costs nothing; of
    sitegen and of the libraries beside it the times.
    """
    parts = [*map(_bytes, (*_settings_parts(build_settings), *_code_parts()))]
    for path, file in _shared_files(build_settings):
        parts += (_bytes(path), _content(file))
    return digest_of(*parts)


def setup_signature(build_settings: BuildSettings, now: int) -> str:
    """Return what differs where wishes, templates or code do, told by the files' stamps; empty where one is unsure.

    `now` is the `disk_time` before anything is read.
    """
    found = [take_snapshot(scan_folder(folder, now)) for folder in build_settings.templates]
    if not all(each.is_sure for each in found):
        return ""
    folders = (build_settings.root / CONTENT, build_settings.root / SEEDS, *build_settings.templates)
    places = (f"{folder} {stamp(folder, NEVER)}" for folder in folders)
    return digest_of(*map(_bytes, (*_settings_parts(build_settings), *_code_parts(), *places, *map(_digest, found))))


def inputs_signature(around: str, inventories: Iterable[FileSnapshot]) -> str:
    """Return what differs where any input does, told by stamps alone; empty where one of them is unsure.

    `around` are the `setup_signature`, looked at before anything was read.
    """
    found = tuple(inventories)
    if not (around and all(each.is_sure for each in found)):
        return ""
    return digest_of(*map(_bytes, (around, *map(_digest, found))))


def digest_of(*parts: bytes) -> str:
    """Return what differs where one of the parts does."""
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()


def _digest(inventory: FileSnapshot) -> str:
    """Return what differs where a file comes, goes or changes, told by stamps."""
    return digest_of(inventory.paths, inventory.stamps.tobytes())


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _settings_parts(build_settings: BuildSettings) -> Iterator[str]:
    yield repr(
        (
            FORMAT,
            sys.version,
            build_settings.base_url,
            build_settings.with_drafts,
            build_settings.shows_drafts,
            build_settings.with_hints,
        )
    )


@cache
def _code_parts() -> tuple[str, ...]:
    """Return what differs where sitegen or a library is another: looked at once, as a process keeps what it loaded."""
    code = _digest(take_snapshot(scan_folder(PACKAGE, NEVER, left_out=["__pycache__"])))
    libraries = (str(stamp(Path(folder), NEVER)) for folder in sys.path if folder.endswith(LIBRARIES))
    return (code, *libraries)


def _shared_files(build_settings: BuildSettings) -> Iterator[tuple[str, Path]]:
    yield from _files(build_settings.root / CONTENT, left_out=[BRIEFINGS])
    for folder in build_settings.templates:
        yield from _files(folder)


def _files(folder: Path, *, left_out: Iterable[str] = ()) -> Iterator[tuple[str, Path]]:
    for path in sorted(scan_folder(folder, NEVER, left_out=left_out)):
        yield path, folder / path


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes() if file.is_file() else b""  # a pipe would never end
    except OSError:
        return b""
    return blake2b(content, digest_size=20).digest()
