"""All files of some folders with their stamps at one time, and which of them are others at another."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sitegen.disk.stamps import UNSURE, Stamp


@dataclass(frozen=True, slots=True)
class Inventory:
    """Files, sorted by their paths; two of the same files are compared without taking the paths apart."""

    paths: bytes
    """With a NUL, which no path holds, between two of them."""
    stamps: "array[Stamp]"

    @classmethod
    def unpack(cls, packed: bytes) -> "Inventory":
        """Return what was packed. ValueError where a part of it is missing."""
        count, start = int.from_bytes(packed[:_SIZE], "big"), _SIZE
        stamps = array("q")
        stamps.frombytes(packed[start : start + count * stamps.itemsize])
        found = cls(packed[start + count * stamps.itemsize :], stamps)
        if len(packed) < _SIZE or len(stamps) != count or len(found.names) != count:
            raise ValueError("an inventory is cut off")
        return found

    def pack(self) -> bytes:
        """Return all of it as bytes, for a Python on this machine."""
        return b"".join((len(self.stamps).to_bytes(_SIZE, "big"), self.stamps.tobytes(), self.paths))

    @property
    def names(self) -> list[str]:
        """Return the paths."""
        return self.paths.decode("utf-8", "surrogateescape").split("\0") if self.stamps else []

    @property
    def is_sure(self) -> bool:
        """Tell whether every file is still as its stamp says."""
        return UNSURE not in self.stamps


_SIZE: Final = 8
"""Bytes of the number of files."""


def take_inventory(stamps: Mapping[str, Stamp]) -> Inventory:
    """Return the inventory of files with these paths and stamps."""
    paths = sorted(stamps)
    written = "\0".join(paths).encode("utf-8", "surrogateescape")
    return Inventory(written, array("q", map(stamps.__getitem__, paths)))


def changed_files(before: Inventory, now: Inventory) -> set[str]:
    """Return the paths of the files that came, went, changed, or of which that cannot be told."""
    if before.paths == now.paths:
        pairs = enumerate(zip(before.stamps, now.stamps, strict=True))
        places = [place for place, (old, new) in pairs if old != new or new == UNSURE]
        names = now.names if places else []
        return {names[place] for place in places}
    old_stamps, new_stamps = (dict(zip(each.names, each.stamps, strict=True)) for each in (before, now))
    return {
        path
        for path in old_stamps.keys() | new_stamps.keys()
        if (stamp := new_stamps.get(path)) != old_stamps.get(path) or stamp == UNSURE
    }
