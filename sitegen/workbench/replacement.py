"""A file replaced by another version of itself: whole or not at all, and only if nobody else changed it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sitegen.output.errors import OutputError, machine_fault


def replace_file(path: Path, *, before: bytes, after: bytes) -> None:
    """Make a file that holds `before` hold `after`; a link's target is replaced, its permissions stay.

    OutputError where it holds something else by now, and where the machine fails; the file is then as it was.
    """
    try:
        target = path.resolve(strict=True)
        with _staged(target, after) as staged:
            if staged.read_bytes() != after or target.read_bytes() != before:
                raise OutputError(f"{path}: somebody else changed the file meanwhile; run the command again", status=3)
            staged.replace(target)
    except OSError as error:
        raise machine_fault(path, error) from error


@contextmanager
def _staged(target: Path, content: bytes) -> Iterator[Path]:
    """Yield a file beside the target that holds the content and is on the disk; it is gone afterwards."""
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix="~")
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(target, staged)
        yield staged
    finally:
        with suppress(FileNotFoundError):
            staged.unlink()
