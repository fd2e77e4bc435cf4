"""Fonts that were made ready for the web, kept from one build to the next: to cut one takes seconds."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

_DIGEST_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class WebFont:
    """A font made ready for the web."""

    weights: tuple[int, int]
    """The least and the greatest; equal where the font is of one weight."""
    is_italic: bool
    restriction: str
    """What its maker forbids, in words that stand after `the font says that it`; empty where nothing."""
    content: bytes
    """WOFF2."""


class FontCache:
    """Keeps fonts in a folder, each under the digest of all that it was made from; what is damaged is not there."""

    def __init__(self, folder: Path, *, is_written: bool) -> None:
        self._folder = folder
        self._is_written = is_written and not (folder.is_symlink() or folder.parent.is_symlink())
        """A link may lead to what is somebody else's."""
        self._names: set[str] = set()
        """Of the fonts that were asked for."""

    def find(self, *made_from: bytes) -> WebFont | None:
        """Return the font that was made from these; None where none is kept."""
        name = _digest(*made_from).hex()
        self._names.add(name)
        with suppress(OSError, ValueError, TypeError):
            kept = (self._folder / name).read_bytes()
            digest, rest = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
            if digest == _digest(name.encode(), rest):
                facts, _, content = rest.partition(b"\n")
                least, greatest, is_italic, restriction = json.loads(facts)
                return WebFont((least, greatest), is_italic, restriction, content)
        return None

    def keep(self, font: WebFont, *made_from: bytes) -> None:
        """Keep the font that was made from these; where nothing can be written it is made again the next time."""
        name = _digest(*made_from).hex()
        facts = json.dumps((*font.weights, font.is_italic, font.restriction)).encode()
        rest = facts + b"\n" + font.content
        if self._is_written:
            with suppress(OSError):
                self._folder.mkdir(parents=True, exist_ok=True)
                with NamedTemporaryFile(dir=self._folder, delete=False) as file:
                    file.write(_digest(name.encode(), rest) + rest)
                Path(file.name).replace(self._folder / name)

    def remove_others(self) -> None:
        """Remove the fonts for which nobody asked since this was opened."""
        if self._is_written:
            with suppress(OSError):
                for name in set(os.listdir(self._folder)) - self._names:  # noqa: PTH208 - names
                    (self._folder / name).unlink(missing_ok=True)


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
