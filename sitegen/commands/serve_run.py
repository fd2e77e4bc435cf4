"""What `serve -q` says: of a build that failed its problems, of all else nothing."""

from pathlib import Path

from sitegen.commands.terminal import Terminal
from sitegen.messages import visible
from sitegen.refusal import Refusal
from sitegen.serving.builds import BuildFunction, ServedBuild


def complaining(build: BuildFunction, terminal: Terminal) -> BuildFunction:
    """Return a build that tells of its problems itself, where they stopped it."""

    def build_and_complain(folder: Path) -> ServedBuild:
        try:
            built = build(folder)
        except (Refusal, OSError) as fault:
            terminal.complain(visible(str(fault)))
            raise
        if not built.ok:
            terminal.complain("\n\n".join(problem.text for problem in built.problems if problem.is_error))
        return built

    return build_and_complain


def keep_silent(_line: str) -> None:
    """Tell nobody."""
