"""What an archive holds for, and whether anything at all changed since it was left. Little is imported to tell that."""

import sys
import sysconfig
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sitegen.disk.manifest import MANIFEST, WORK
from sitegen.disk.stamps import UNSURE, scan_folder, stamp
from sitegen.making.order import Order

FORMAT: Final = "1"
"""Of the archive itself; another one is not read."""
PACKAGE: Final = Path(__file__).parent.parent
CONTENT, SEEDS, BRIEFINGS = "content", "seeds", "briefings"
NEVER: Final = 1 << 63
"""A time that no file has: its stamp is sure."""


def frame_key(order: Order) -> str:
    """Return what differs where an archive cannot be built upon: settings, registers, templates, code, wishes.

    Of the site's own files the contents count, so that a copy or a checkout that changes times alone costs nothing; of
    sitegen and of the libraries beside it the times.
    """
    digest = blake2b(digest_size=20)
    for part in (*_order_parts(order), *_code_parts()):
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for path, file in _frame_files(order):
        digest.update(path.encode("utf-8", "surrogateescape") + b"\0")
        digest.update(_content(file))
    return digest.hexdigest()


def inputs_signature(order: Order, now: int) -> str:
    """Return what differs where any input does, told by the files' stamps alone; empty where one of them is unsure.

    `now` is the clock's time in nanoseconds before anything is read.
    """
    stamps: list[tuple[str, str]] = []
    for folder in (order.root / CONTENT, order.root / SEEDS, *order.templates):
        stamps += sorted(scan_folder(folder, now).items())
        stamps.append((str(folder), stamp(folder, NEVER)))
    if any(one == UNSURE for _, one in stamps):
        return ""
    return _digest((*_order_parts(order), *_code_parts(), repr(stamps)))


def scan_output(folder: Path) -> dict[str, str]:
    """Return the stamps of all files in an output folder."""
    return scan_folder(folder, NEVER, left_out=[WORK, MANIFEST])


def output_signature(stamps: dict[str, str]) -> str:
    """Return what differs where any file of an output folder does."""
    return _digest((repr(sorted(stamps.items())),))


def _digest(parts: Iterable[str]) -> str:
    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
    return digest.hexdigest()


def _order_parts(order: Order) -> Iterator[str]:
    yield repr((FORMAT, sys.version, order.base_url, order.with_drafts, order.shows_drafts, order.with_hints))


def _code_parts() -> Iterator[str]:
    stamps = scan_folder(PACKAGE, NEVER, left_out=["__pycache__"])
    yield from (f"{path} {one}" for path, one in sorted(stamps.items()))
    yield from (stamp(Path(sysconfig.get_path(name)), NEVER) for name in ("purelib", "platlib"))


def _frame_files(order: Order) -> Iterator[tuple[str, Path]]:
    yield from _files(order.root / CONTENT, left_out=[BRIEFINGS])
    for folder in order.templates:
        yield from _files(folder)


def _files(folder: Path, *, left_out: Iterable[str] = ()) -> Iterator[tuple[str, Path]]:
    for path in sorted(scan_folder(folder, NEVER, left_out=left_out)):
        yield path, folder / path


def _content(file: Path) -> bytes:
    try:
        content = file.read_bytes()
    except OSError:
        return b"-"
    return blake2b(content, digest_size=20).digest()
