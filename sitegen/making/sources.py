"""The files that a site is made from, as they are on the disk now: which there are, and whether they changed."""

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.disk.aside import WORTH_A_PROCESS, do_aside
from sitegen.disk.inventory import Inventory, changed_files, take_inventory
from sitegen.disk.stamps import scan_folder
from sitegen.making.frame_key import digest_of
from sitegen.model.folders import CONTENT, SEEDS


@dataclass(frozen=True)
class Sources:
    """A site's content, sidecars among it, and its seeds; paths are within the site's folder."""

    content: Inventory
    look: Callable[[], Inventory]
    """Gives the seeds, or waits for who looks at them."""
    has_changed: bool = False
    """The content is known not to be as it was; otherwise nothing is known."""

    @cached_property
    def seeds(self) -> Inventory:
        """Return the seeds."""
        return self.look()

    @property
    def inventories(self) -> dict[str, Inventory]:
        """Return all by folder."""
        return {CONTENT: self.content, SEEDS: self.seeds}

    @cached_property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return digest_of(self.seeds.paths)

    def changed_since(self, content: Inventory, seeds: Inventory) -> set[str]:
        """Return the paths of the files that came, went or changed, or of which that cannot be told."""
        return changed_files(content, self.content) | changed_files(seeds, self.seeds)


def composed_name(path: str) -> str:
    """Return the name of the seed of a path within the site's folder as sidecars write it: some disks decompose it."""
    return unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/"))


def scan_sources(root: Path, now: int) -> Sources:
    """Return all content and all seeds; `now` is the clock's time in nanoseconds before they are read."""
    content, seeds = _scan(root, CONTENT, now), _scan(root, SEEDS, now)
    return Sources(content, lambda: seeds)


@contextmanager
def look_over(root: Path, now: int, last_content: Callable[[], Inventory | None] | None) -> Iterator[Sources]:
    """Give the same; where there is something to do already, a second process looks at the seeds, if they are many.

    So it is where the content is not as it was, as `last_content` tells; None where no process may be forked.
    """
    content = _scan(root, CONTENT, now)

    last = last_content() if last_content and len(content.stamps) >= WORTH_A_PROCESS else None
    if last is None or last == content:
        # At once: what comes or goes while the seeds are read must show at the next build.
        seeds = _scan(root, SEEDS, now)
        yield Sources(content, lambda: seeds)
        return
    with do_aside(lambda: _scan(root, SEEDS, now).pack()) as found:
        yield Sources(content, lambda: _unpack(found()) or _scan(root, SEEDS, now), has_changed=True)


def _unpack(packed: bytes) -> Inventory | None:
    """Return an inventory; None where a process that was killed told a part of it."""
    try:
        return Inventory.unpack(packed)
    except ValueError:
        return None


def _scan(root: Path, folder: str, now: int) -> Inventory:
    return take_inventory(scan_folder(root / folder, now, prefix=f"{folder}/"))
