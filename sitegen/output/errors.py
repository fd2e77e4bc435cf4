"""Faults of a folder that sitegen writes to."""

import errno
import os
from pathlib import Path

from sitegen.refusal import Refusal

IN_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOTDIR: "a file stands where a folder should be",
    errno.EEXIST: "a file stands where a folder should be",
    errno.EISDIR: "a folder stands where a file should be",
    errno.ENOTEMPTY: "a folder stands where a file should be",
    errno.ENAMETOOLONG: "the name is too long for this disk",
    errno.ELOOP: "its symbolic links go round in a circle",
}
"""The system's common refusals in words of one kind on every platform; others are told as the system tells them."""


class OutputError(Refusal):
    """The output cannot be written: two pages want one file (1), the folder is refused (2), the machine failed (3)."""


def machine_fault(path: Path | str, error: OSError) -> OutputError:
    """Return the system's refusal at a path as one line, with status 3."""
    reason = IN_WORDS.get(error.errno or 0) or (os.strerror(error.errno) if error.errno else str(error))
    return OutputError(f"{path}: {reason}", status=3)
