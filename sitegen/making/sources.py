"""The files that a site is made from, as they are on the disk now: which there are, and whether they changed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from sitegen.disk.inventory import Inventory, take_inventory
from sitegen.disk.stamps import Stamp, scan_folder
from sitegen.model.folders import CONTENT, SEEDS


@dataclass(frozen=True)
class Sources:
    """Stamps of a site's content, sidecars among it, and of its seeds."""

    content: Mapping[str, Stamp]
    """By path within the site's folder."""
    written: Mapping[str, Stamp]
    """Of the seeds, in the same way."""

    @cached_property
    def inventory(self) -> Inventory:
        """Return all files."""
        return take_inventory({**self.content, **self.written})

    @cached_property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return blake2b("\0".join(sorted(self.written)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def composed_name(path: str) -> str:
    """Return the name of the seed of a path within the site's folder as sidecars write it: some disks decompose it."""
    return unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/"))


def scan_sources(root: Path, now: int) -> Sources:
    """Return the stamps of all content and all seeds; `now` is the clock's time in nanoseconds before it is read."""
    content, seeds = (scan_folder(root / name, now, prefix=f"{name}/") for name in (CONTENT, SEEDS))
    return Sources(content, seeds)
