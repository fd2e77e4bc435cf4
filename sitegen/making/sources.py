"""The files that a site is made from, as they are on the disk now: which there are, and whether they changed."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from sitegen.disk.stamps import MISSING, UNSURE, Stamp, scan_folder
from sitegen.model.folders import CONTENT, SEEDS

Stamps = tuple[Stamp, Stamp, str]
"""Of a sidecar and its seed, before the seed's name; of a seed without a sidecar its own and none."""


@dataclass(frozen=True)
class Sources:
    """Stamps of a site's content, sidecars among it, and of its seeds."""

    content: Mapping[str, Stamp]
    """By path within the site's folder."""
    written: Mapping[str, Stamp]
    """Of the seeds, in the same way."""

    @cached_property
    def seeds(self) -> Mapping[str, str]:
        """Return the paths of seeds by their composed names: some disks decompose names."""
        return {unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/")): path for path in self.written}

    def stamps(self, path: str, seed: str) -> Stamps:
        """Return how a briefing's files are: the sidecar's path, or the seed's where there is none."""
        if path.startswith(f"{SEEDS}/"):
            return (self.written.get(path, MISSING), MISSING, seed)
        return (self.content.get(path, MISSING), self.written.get(self.seeds.get(seed, ""), MISSING), seed)

    def changed(self, paths: Iterable[str], known: Mapping[str, Stamps]) -> Iterator[str]:
        """Yield the paths of the briefings of which a file may be another than the one that is known."""
        for path in paths:
            former = known.get(path)
            if former is None or UNSURE in former or former != self.stamps(path, former[2]):
                yield path

    @property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return blake2b("\n".join(sorted(self.seeds)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def scan_sources(root: Path, now: int) -> Sources:
    """Return the stamps of all content and all seeds; `now` is the clock's time in nanoseconds before it is read."""
    content, seeds = (scan_folder(root / name, now, prefix=f"{name}/") for name in (CONTENT, SEEDS))
    return Sources(content, seeds)
