"""A seal on the archive: a small file beside it that says how a build left it, so that whatever else wrote there shows.

A database that was cut off, copied over or written to half way may still be read, and a page made of it would be wrong.
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from sitegen.disk.stamps import NEVER, stamp

_TAKEN_IN: Final = ("-journal", "-wal")
"""What SQLite takes for unfinished business of a file, and would write there as soon as it is opened."""


def seal(file: Path) -> None:
    """Say of a file that it is whole as it is now. Raises OSError."""
    draft = _beside(file, ".seal-draft")
    draft.unlink(missing_ok=True)
    with draft.open("x", encoding="ascii") as written:  # through no link
        written.write(str(stamp(file, NEVER)))
    draft.replace(_beside(file, ".seal"))


def break_seal(file: Path) -> None:
    """Say of a file that it will be written to. Raises OSError."""
    _beside(file, ".seal").unlink(missing_ok=True)


def is_sealed(file: Path) -> bool:
    """Tell whether a file is as it was when it was sealed; a link is no such file."""
    mark = _beside(file, ".seal")
    if file.is_symlink() or not mark.is_file() or any(os.path.lexists(f"{file}{ending}") for ending in _TAKEN_IN):
        return False
    with suppress(OSError, ValueError):
        return mark.read_text(encoding="ascii") == str(stamp(file, NEVER))
    return False


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(f"{file.name}{ending}")
