"""Runs the command as its users do: in a process of its own, on pipes or on a terminal."""

import os
import pty
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

SMALL = Path(__file__).parent.parent / "sites" / "small"
COMMAND = (sys.executable, "-m", "sitegen")


def environment(**values: str) -> dict[str, str]:
    """Return this process's environment without what a user's own shell says of colours, and with more values."""
    plain = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}}
    return {**plain, "TERM": "xterm", "PYTHONWARNINGS": "error", **values}


def run(*arguments: str, cwd: Path, **values: str) -> subprocess.CompletedProcess[str]:
    """Run the command on pipes."""
    command, settings = [*COMMAND, *arguments], environment(**values)
    return subprocess.run(command, cwd=cwd, env=settings, capture_output=True, text=True, check=False)


@dataclass
class Screen:
    """What a command wrote to a terminal."""

    status: int
    text: str


def run_on_terminal(
    *arguments: str, cwd: Path, command: tuple[str, ...] = COMMAND, settings: Mapping[str, str] | None = None
) -> Screen:
    """Run a command on a terminal of its own: standard output and standard error are the same."""
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [*command, *arguments], cwd=cwd, env=settings or environment(), stdin=terminal, stdout=terminal, stderr=terminal
    ) as process:
        os.close(terminal)
        written = b"".join(iter(lambda: _read(controller), b""))
        status = process.wait()
    os.close(controller)
    return Screen(status, written.decode())


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:  # Linux's way to say that nobody holds the terminal any more
        return b""
