"""Files of other tools' notes: written whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from sitegen.output.errors import machine_fault


def write_file(path: Path, content: bytes) -> None:
    """Make a file hold this, its folder too where there is none; OutputError where the machine fails.

    The file is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix="~")
        staged = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
            staged.chmod(0o666 & ~_umask())
            staged.replace(path)
        finally:
            with suppress(FileNotFoundError):
                staged.unlink()
    except OSError as error:
        raise machine_fault(path, error) from error


def _umask() -> int:
    """Return which permissions new files do not get here; the system tells it only where it is set."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
