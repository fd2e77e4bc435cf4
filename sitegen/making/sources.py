"""The files that a site is made from, as they are on the disk now: which there are, and whether they changed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sitegen.disk.stamps import MISSING, UNSURE, scan_folder

CONTENT: Final = "content"
SEEDS: Final = "seeds"
"""The folders that are scanned. Little is imported to do that: often it shows that there is nothing else to do."""


@dataclass(frozen=True)
class Sources:
    """Stamps of a site's content, sidecars among it, and of its seeds."""

    content: Mapping[str, str]
    """By path within the site's folder."""
    written: Mapping[str, str]
    """Of the seeds, in the same way."""

    @cached_property
    def seeds(self) -> Mapping[str, str]:
        """Return the paths of seeds by their composed names: some disks decompose names."""
        return {unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/")): path for path in self.written}

    def stamp(self, path: str, seed: str) -> str:
        """Return the stamp of a briefing's files; UNSURE where one of them changed a moment ago."""
        if path.startswith(f"{SEEDS}/"):
            return self.written.get(path, MISSING)
        own = self.content.get(path, MISSING)
        other = self.written.get(self.seeds.get(seed, ""), MISSING)
        return UNSURE if UNSURE in (own, other) else f"{own} {other}"

    @property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return blake2b("\n".join(sorted(self.seeds)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def scan_sources(root: Path, now: int) -> Sources:
    """Return the stamps of all content and all seeds; `now` is the clock's time in nanoseconds before it is read."""
    content, seeds = (scan_folder(root / name, now, prefix=f"{name}/") for name in (CONTENT, SEEDS))
    return Sources(content, seeds)
