"""What it costs to start: `--version`, `--help` and a command's help, beside Python that does nothing."""

import sys
from collections.abc import Mapping
from typing import Final

from tests.bench.measure import Cost, run_measured

COMMANDS: Final = {
    "python": (sys.executable, "-c", "pass"),
    "--version": (sys.executable, "-m", "sitegen", "--version"),
    "--help": (sys.executable, "-m", "sitegen", "--help"),
    "build --help": (sys.executable, "-m", "sitegen", "build", "--help"),
}
REPETITIONS: Final = 11


def measure_start() -> Mapping[str, tuple[Cost, ...]]:
    """Return the costs of each command, which were run in turn."""
    rounds = [{name: run_measured(command) for name, command in COMMANDS.items()} for _ in range(REPETITIONS)]
    return {name: tuple(costs[name] for costs in rounds) for name in COMMANDS}
