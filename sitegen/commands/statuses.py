"""Exit statuses of the contract (section 7)."""

from typing import Final

DONE: Final = 0
CONTENT_AT_FAULT: Final = 1
"""Errors, with `--strict` warnings too."""
WRONG_USE: Final = 2
"""Of the command or of the settings."""
MACHINE_FAILED: Final = 3
"""Disk, permission, lock, git."""
INTERRUPTED: Final = 130
TERMINATED: Final = 143
