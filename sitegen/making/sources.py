"""The files that briefings are read from, as they are on the disk now: which there are, and whether they changed."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from sitegen.disk.stamps import UNSURE, scan_folder
from sitegen.readers.briefings import SEEDS, SIDECARS

MISSING: Final = "-"


@dataclass(frozen=True, slots=True)
class Sources:
    """Stamps of sidecars and seeds."""

    stamps: Mapping[str, str]
    """By path within the site's folder."""
    seeds: Mapping[str, str]
    """Paths of seeds by their composed names: some disks decompose names."""

    def stamp(self, path: str, seed: str) -> str:
        """Return the stamp of a briefing's files; UNSURE where one of them changed a moment ago."""
        own = self.stamps.get(path, MISSING)
        if path.startswith(f"{SEEDS}/"):
            return own
        other = self.stamps.get(self.seeds.get(seed, ""), MISSING)
        return UNSURE if UNSURE in (own, other) else f"{own} {other}"

    @property
    def seeds_digest(self) -> str:
        """Return what differs where a seed comes or goes."""
        return blake2b("\n".join(sorted(self.seeds)).encode("utf-8", "surrogateescape"), digest_size=16).hexdigest()


def scan_sources(root: Path, now: int) -> Sources:
    """Return the stamps of all briefings' files; `now` is the clock's time in nanoseconds."""
    seeds = scan_folder(root / SEEDS, now, prefix=f"{SEEDS}/")
    stamps = scan_folder(root / SIDECARS, now, prefix=f"{SIDECARS}/") | seeds
    names = {unicodedata.normalize("NFC", path.removeprefix(f"{SEEDS}/")): path for path in seeds}
    return Sources(stamps, names)
