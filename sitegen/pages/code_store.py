"""Compiled templates between two runs, in a cache folder of the user's own, as compiling takes longer than many pages.

Compiled code runs as it is, so it is never read from a site's folder, which may have come from others, nor from one in
which others may write. What is damaged, or was compiled by another version or with other options, is not there.
"""

import importlib.util
import marshal
import os
import stat
import sys
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from tempfile import NamedTemporaryFile
from types import CodeType
from typing import Final

import jinja2
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from sitegen import __version__

_KEPT_FILES: Final = 400
"""The theme has some thirty templates; those of former versions and of other sites may wait, for 10 MB."""

_DIGEST_SIZE: Final = 20

_OPTIONS: Final = (
    "block_start_string",
    "block_end_string",
    "variable_start_string",
    "variable_end_string",
    "comment_start_string",
    "comment_end_string",
    "line_statement_prefix",
    "line_comment_prefix",
    "trim_blocks",
    "lstrip_blocks",
    "newline_sequence",
    "keep_trailing_newline",
    "autoescape",
    "optimized",
    "sandboxed",
    "newstyle_gettext",
)
"""What a template is read by."""


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


class CodeStore(BytecodeCache):
    """Keeps compiled templates in a folder, each under a digest of its source and of all that compiled it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._is_ours = _is_ours_alone(folder)
        self._compilers: dict[int, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket its code, if it is there and whole."""
        if not self._is_ours:
            return
        name = self._name(bucket)
        try:
            kept = (self._folder / name).read_bytes()
        except OSError:
            return
        digest, code = kept[:_DIGEST_SIZE], kept[_DIGEST_SIZE:]
        if digest == _digest(name.encode(), code):
            bucket.code = _read_code(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket's code; where nothing can be written it is compiled again the next time."""
        name, code = self._name(bucket), marshal.dumps(bucket.code)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._is_ours = _is_ours_alone(self._folder)
            if self._is_ours:
                self._write(name, _digest(name.encode(), code) + code)
        except OSError:
            return

    def _write(self, name: str, content: bytes) -> None:
        """Write a file whole or not at all, and remove the oldest where there are too many."""
        with NamedTemporaryFile(dir=self._folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(self._folder / name)
        files = list(self._folder.iterdir())
        if len(files) > _KEPT_FILES:
            for old in sorted(files, key=lambda path: path.stat().st_mtime)[: len(files) // 2]:
                old.unlink(missing_ok=True)

    def _name(self, bucket: Bucket) -> str:
        environment = bucket.environment
        compiler = self._compilers.get(id(environment))
        if compiler is None:
            compiler = self._compilers[id(environment)] = _describe_compiler(environment)
        return _digest(compiler, bucket.key.encode(), bucket.checksum.encode()).hex()


def _is_ours_alone(folder: Path) -> bool:
    """Tell whether a folder is the user's and no other may write in it; Windows gives each a folder of their own."""
    try:
        found = folder.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def _read_code(code: bytes) -> CodeType | None:
    try:
        read = marshal.loads(code)  # noqa: S302 - written by this user's own runs
    except (EOFError, ValueError, TypeError):
        return None
    return read if isinstance(read, CodeType) else None


def _describe_compiler(environment: Environment) -> bytes:
    """Return what a template's code depends on beside its source."""
    generator = Path(sys.modules[environment.code_generator_class.__module__].__file__ or "")
    return repr(
        (
            __version__,
            jinja2.__version__,
            sys.implementation.cache_tag,
            importlib.util.MAGIC_NUMBER,
            sys.flags.optimize,
            _digest(generator.read_bytes()),
            [str(getattr(environment, option, None)) for option in _OPTIONS],
            getattr(environment, "bounds", None) is not None,
            sorted(environment.extensions),
            _list_calls(environment.filters),
            _list_calls(environment.tests),
            sorted(getattr(environment, "shortcuts", {}).items()),
            sorted(getattr(environment, "html_filters", ())),
        )
    ).encode()


def _list_calls(functions: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return filters or tests by name, with what compiled code hands them first."""
    return sorted((name, str(getattr(function, "jinja_pass_arg", ""))) for name, function in functions.items())


def _digest(*parts: bytes) -> bytes:
    digest = blake2b(digest_size=_DIGEST_SIZE)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big") + part)
    return digest.digest()
