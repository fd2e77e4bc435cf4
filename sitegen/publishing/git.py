"""Calls of git that ask nobody anything and answer in English, each in a folder of its own."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sitegen.refusal import Refusal

_OF_ANOTHER_REPOSITORY: Final = frozenset(
    {
        "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_DIR",
        "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_NAMESPACE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_PREFIX",
        "GIT_QUARANTINE_PATH",
        "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE",
        "GIT_WORK_TREE",
    }
)
"""Git sets them for its hooks (`git rev-parse --local-env-vars`): a publication would go to a wrong place."""

_ASK_NOBODY: Final = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "",  # set and empty, it also keeps core.askPass and SSH_ASKPASS from being called
    "SSH_ASKPASS_REQUIRE": "never",
    "GIT_EDITOR": ":",
    "LC_ALL": "C",
}
_NO_HOUSEKEEPING: Final = ("-c", "gc.auto=0", "-c", "maintenance.auto=false")
"""Tidying the repository up is its owner's own affair, and would go on when the command has ended."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A program's answer."""

    status: int
    out: str
    err: str

    @property
    def line(self) -> str:
        """Return the one line that was asked for, empty where the program failed."""
        return "" if self.status else self.out.removesuffix("\n")


@dataclass(frozen=True, slots=True)
class Git:
    """Git in one folder."""

    folder: Path
    environment: Mapping[str, str]

    def ask(self, *arguments: str) -> Answer:
        """Return git's answer, also where it is a refusal. Raises Refusal with status 3 where there is no git."""
        try:
            return run_program(["git", *_NO_HOUSEKEEPING, *arguments], self.folder, self.environment)
        except FileNotFoundError as error:
            message = (
                "git is not installed: install it (https://git-scm.com/downloads), then run `sitegen publish` again"
            )
            raise Refusal(message, status=3) from error

    def tell(self, *arguments: str) -> str:
        """Return what git printed; Refusal with status 3 and git's own reason where it failed."""
        answer = self.ask(*arguments)
        if answer.status:
            raise Refusal(f"git {arguments[0]} failed: {reason_of(answer.err)}", status=3)
        return answer.out.removesuffix("\n")


def silent_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which git asks for nothing and knows no repository but that of its folder."""
    unwanted = _OF_ANOTHER_REPOSITORY | {"SSH_ASKPASS"}
    kept = {name: value for name, value in environment.items() if name not in unwanted}
    return kept | _ASK_NOBODY


def run_program(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Answer:
    """Return what a program says that has no terminal: `ssh` and others that ask there find nobody.

    When this process is interrupted, the program ends with all that it started. Raises OSError.
    """
    if not folder.is_dir():
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    process = subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        out, err = process.communicate()
    except BaseException:
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGTERM)
            else:  # Windows: Ctrl-C has reached those that it started too
                process.terminate()
        process.communicate()
        raise
    return Answer(process.returncode, _as_text(out), _as_text(err))


def reason_of(err: str) -> str:
    """Return the line of git's complaints that says most: the first `fatal:`, else the last one of any kind."""
    lines = [line.strip() for line in err.splitlines() if line.strip() and not line.startswith("hint:")]
    for mark in ("fatal: ", "error: "):
        for line in lines:
            if line.startswith(mark):
                return line.removeprefix(mark)
    return lines[-1] if lines else "git gave no reason"


def _as_text(said: bytes) -> str:
    return said.decode("utf-8", errors="backslashreplace")
