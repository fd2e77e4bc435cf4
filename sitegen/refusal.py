"""Exit statuses (contract, section 7), and what ends a command early: one line for its user, and one of these."""

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


class Refusal(Exception):  # noqa: N818 - no error of the program, but its answer
    """The command cannot do what it was asked to, told in one line."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        """Of the process: one of those above."""
