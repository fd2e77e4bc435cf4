"""What ends a command early: one line for its user, and the exit status."""


class Refusal(Exception):  # noqa: N818 - no error of the program, but its answer
    """The command cannot do what it was asked to, told in one line."""

    def __init__(self, message: str, *, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status
        """Of the process: 1 the content is at fault, 2 the command or the settings, 3 the machine."""
