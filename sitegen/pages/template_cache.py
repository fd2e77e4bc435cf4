"""Compiled templates between two runs, in a cache folder of the user's own, as compiling takes longer than many pages.

Compiled code runs as it is, so it is never read from a site's folder, which may have come from others, nor from one in
which others may write. What is damaged, or was compiled by another version or for other bounds, is not there.
"""

import os
import stat
import sys
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from sitegen import __version__

_KEPT_FILES: Final = 400
"""The theme has some thirty templates; those of former versions and of other sites may wait, for 10 MB."""

_DIGEST_SIZE: Final = 20

_COMPILING: Final = ("environment.py", "filters.py", "template_bounds.py")
"""The files of this program that decide what a template is compiled to: while they are worked on the version stays."""


def find_cache_folder() -> Path | None:
    """Return the folder in which this program may keep what it can make again; None where the user has none."""
    try:
        home = Path.home()
    except RuntimeError:  # nobody's process, as in some containers
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "sitegen"
    usual = home / "AppData" / "Local" if sys.platform == "win32" else home / ".cache"
    named = Path(os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", ""))
    return (named if named.is_absolute() else usual) / "sitegen"


class TemplateCache(BytecodeCache):
    """Keeps compiled templates in a folder, each under a digest of its source and of all that compiled it.

    Jinja's own FileSystemBytecodeCache trusts its folder and every whole file in it: it runs code in which a byte was
    damaged, and knows neither this program's version nor Jinja's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_ours = _is_ours_alone(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, if it is there and whole."""
        if not self._is_ours:
            return
        name = self._file_name(bucket)
        try:
            kept = (self._folder / name).read_bytes()
        except OSError:
            return
        digest, code = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
        if digest == _digest(name.encode(), code):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket's code; where nothing can be written it is compiled again the next time."""
        name, code = self._file_name(bucket), bucket.bytecode_to_string()
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._is_ours = _is_ours_alone(self._folder)
            if self._is_ours:
                self._write(name, _digest(name.encode(), code) + code)
        except OSError:
            return

    def _file_name(self, bucket: Bucket) -> str:
        """Return a name that is another wherever a template's code would be; Jinja sees to Python's version itself."""
        is_counted = bucket.environment.finalize is not None
        return _digest(self._compiler, bytes([is_counted]), bucket.key.encode(), bucket.checksum.encode()).hex()

    @cached_property
    def _compiler(self) -> bytes:
        """Return what a template's code depends on beside its source and its bounds."""
        versions = f"{__version__} {jinja2.__version__} {sys.flags.optimize}"
        return _digest(versions.encode(), *(Path(__file__).with_name(name).read_bytes() for name in _COMPILING))

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, and remove the oldest where there are too many."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(self._folder / name)
        files = list(self._folder.iterdir())
        if len(files) > _KEPT_FILES:
            for old in sorted(files, key=lambda path: path.stat().st_mtime)[: len(files) // 2]:
                old.unlink(missing_ok=True)


def _is_ours_alone(folder: Path) -> bool:
    """Tell whether a folder is the user's and no other may write in it; Windows gives each a folder of their own."""
    try:
        found = folder.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
