"""The files that a site is made from, as they are on the disk now: which there are, and whether they changed."""

import os
import stat
import unicodedata
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sitegen.disk.aside import WORTH_A_PROCESS, do_aside
from sitegen.disk.inventory import Inventory, changed_files, take_inventory
from sitegen.disk.stamps import EMPTY, MISSING, NEVER, UNSURE, Stamp, scan_folder, stamp_of
from sitegen.making.frame_key import digest_of
from sitegen.model.folders import CONTENT, SEEDS, SIDECARS, TEMPLATES
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.text import Location


class SourcesChangedError(Exception):
    """Files changed while a site was made from them, so that parts of it may contradict each other."""

    def __init__(self, paths: Collection[str]) -> None:
        super().__init__(sorted(paths))

    @property
    def report(self) -> Report:
        """Return the errors that name the files."""
        message = "the file changed while the site was made from it"
        way_out = "wait until nobody writes to it, then build again"
        return Report(
            Problem("source-changed", Severity.ERROR, message, Location(path), help=way_out) for path in self.args[0]
        )


@dataclass(frozen=True)
class Sources:
    """A site's content, sidecars among it, its seeds and templates; paths are within the site's folder."""

    root: Path
    """The site's folder."""
    now: int
    """The `disk_time` before they were looked at."""
    templates: Inventory
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

    def refuse_changes(self, briefings: Collection[str] | None = None) -> None:
        """Raise SourcesChangedError where a file that was read is not as it was when it was looked at.

        Read were the files that all briefings share and those of `briefings`, by their paths; where that is None, all.
        """
        wanted = None if briefings is None else frozenset(briefings)
        own_folders = (f"{SIDECARS}/", f"{SEEDS}/")
        changed = [
            path
            for inventory in (self.templates, self.content, self.seeds)
            for path, before in zip(inventory.names, inventory.stamps, strict=False)
            if (wanted is None or path in wanted or not path.startswith(own_folders))
            and self._has_changed(path, before)
        ]
        if changed:
            raise SourcesChangedError(changed)

    def _has_changed(self, path: str, before: Stamp) -> bool:
        """Tell whether a file is another now; of one whose stamp says nothing, whether it was written to since."""
        try:
            status = os.stat(f"{self.root}/{path}")  # noqa: PTH116 - of thousands, quickly
        except OSError:
            return before != MISSING
        if before == EMPTY:
            return not stat.S_ISDIR(status.st_mode)
        if before == UNSURE:
            return max(status.st_mtime_ns, status.st_ctime_ns) >= self.now
        return stamp_of(status, NEVER) != before


def composed_name(path: str) -> str:
    """Return the name of the seed of a path within the site's folder as sidecars write it: some disks decompose it."""
    return unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/"))


def scan_sources(root: Path, now: int) -> Sources:
    """Return all content and all seeds; `now` is the `disk_time` before they are read."""
    templates, content, seeds = (_scan(root, folder, now) for folder in (TEMPLATES, CONTENT, SEEDS))
    return Sources(root, now, templates, content, lambda: seeds)


@contextmanager
def look_over(root: Path, now: int, last_content: Callable[[], Inventory | None] | None) -> Iterator[Sources]:
    """Give the same; where there is something to do already, a second process looks at the seeds, if they are many.

    So it is where the content is not as it was, as `last_content` tells; None where no process may be forked.
    """
    templates, content = _scan(root, TEMPLATES, now), _scan(root, CONTENT, now)
    last = last_content() if last_content and len(content.stamps) >= WORTH_A_PROCESS else None
    if last is None or last == content:
        # At once: what comes or goes while the seeds are read must show at the next build.
        seeds = _scan(root, SEEDS, now)
        yield Sources(root, now, templates, content, lambda: seeds)
        return
    with do_aside(lambda: _scan(root, SEEDS, now).pack()) as found:
        look = lambda: _unpack(found()) or _scan(root, SEEDS, now)  # noqa: E731
        yield Sources(root, now, templates, content, look, has_changed=True)


def _unpack(packed: bytes) -> Inventory | None:
    """Return an inventory; None where a process that was killed told a part of it."""
    try:
        return Inventory.unpack(packed)
    except ValueError:
        return None


def _scan(root: Path, folder: str, now: int) -> Inventory:
    return take_inventory(scan_folder(root / folder, now, prefix=f"{folder}/"))
