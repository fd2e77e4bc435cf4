"""Changes of a writer's files: each is made whole or not at all, and only to what the change was made from."""

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from difflib import unified_diff
from glob import escape
from pathlib import Path
from typing import Final

from sitegen.model.site_files import CONTENT, SEEDS
from sitegen.output.errors import OutputError, machine_fault
from sitegen.output.lock import hold_lock
from sitegen.output.safety import is_plain
from sitegen.refusal import MACHINE_FAILED, WRONG_USE, Refusal

PATIENCE: Final = 10.0
"""Seconds that a change waits for another one to be written."""
_OLD: Final = 60.0
"""Seconds after which nobody writes any more to a file that was staged."""


class FileChangedError(Refusal):
    """A file does not hold any more what a change was made from."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file before a change and after it."""

    path: str
    """Relative to the site's folder."""
    before: bytes | None
    """None where there is no file."""
    after: bytes | None

    @property
    def reverse(self) -> "ChangedFile":
        """Return the change that takes this one back."""
        return ChangedFile(self.path, self.after, self.before)

    @property
    def diff(self) -> str:
        """Return the unified diff."""
        old, new = (
            content.decode("utf-8", errors="replace") if content else "" for content in (self.before, self.after)
        )
        return write_diff(self.path, old, new)


def write_diff(path: str, before: str, after: str) -> str:
    """Return the unified diff of a file's two texts; empty where they are equal but for how lines end."""
    old, new = (_lines(text) for text in (before, after))
    return "\n".join(unified_diff(old, new, fromfile=path, tofile=path, lineterm=""))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").removesuffix("\n").split("\n") if text else []


def write_changes(root: Path, changes: Sequence[ChangedFile]) -> None:
    """Make changes to a site's content, all or none, while no other process of ours makes any.

    FileChangedError where a file holds something else by now; Refusal with status 2 where a path, links followed, is
    not below content/; OutputError where the machine fails. In each case the files are as they were.
    """
    targets = [(find_target(root, change.path), change) for change in changes]
    with hold_lock(root / ".sitegen" / "annotate.lock", patience=PATIENCE), ExitStack() as undo:
        for target, change in targets:
            if read_or_none(target) != change.before:
                raise FileChangedError(f"{change.path}: somebody else changed the file meanwhile", status=WRONG_USE)
        for target, change in targets:
            _make(target, change)
            undo.callback(_take_back, target, change)
        undo.pop_all()


def find_target(root: Path, path: str) -> Path:
    """Return the file itself of a path of a site's content, links followed; Refusal where it is not below content/."""
    content = (root / CONTENT).resolve()
    refusal = Refusal(f"{path}: nothing is written but YAML files in {CONTENT}/", status=WRONG_USE)
    if not (is_plain(path) and path.startswith(f"{CONTENT}/") and path.endswith(".yaml")):
        raise refusal
    try:
        target = (root / path).resolve()
    except (OSError, RuntimeError) as error:  # links that go round in a circle
        raise refusal from error
    is_within = target.is_relative_to(content) and content.is_relative_to(root.resolve())
    if not is_within or target.is_relative_to((root / SEEDS).resolve()):
        raise Refusal(f"{path}: its link leads out of {CONTENT}/, and nothing is written there", status=WRONG_USE)
    if target.exists() and not target.is_file():
        raise refusal
    return target


def read_or_none(path: Path) -> bytes | None:
    """Return a file's bytes; None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def replace_file(path: Path, *, before: bytes, after: bytes) -> None:
    """Make a file that holds `before` hold `after`; a link's target is replaced, its permissions stay.

    OutputError where it holds something else by now, and where the machine fails; the file is then as it was.
    """
    try:
        target = path.resolve(strict=True)
        with _staged(target, after) as staged:
            if staged.read_bytes() != after or target.read_bytes() != before:
                message = f"{path}: somebody else changed the file meanwhile; run the command again"
                raise OutputError(message, status=MACHINE_FAILED)
            staged.replace(target)
    except OSError as error:
        raise machine_fault(path, error) from error


def _make(target: Path, change: ChangedFile) -> None:
    try:
        if change.after is None:
            target.unlink()
        elif change.before is None:
            target.parent.mkdir(parents=True, exist_ok=True)
            _create(target, change.after)
        else:
            replace_file(target, before=change.before, after=change.after)
    except FileExistsError as error:
        raise FileChangedError(f"{change.path}: somebody else made this file meanwhile", status=WRONG_USE) from error
    except OSError as error:
        raise machine_fault(change.path, error) from error


def _create(target: Path, content: bytes) -> None:
    """Write a file that is not there; FileExistsError where it is there by now."""
    with _staged(target, content) as staged:
        try:
            os.link(staged, target)
        except FileExistsError:
            raise
        except OSError:  # a disk without such links
            with target.open("xb") as file:
                file.write(content)


def _take_back(target: Path, change: ChangedFile) -> None:
    with suppress(Refusal):
        _make(target, change.reverse)


@contextmanager
def _staged(target: Path, content: bytes) -> Iterator[Path]:
    """Yield a file beside the target that holds the content and is on the disk; it is gone afterwards.

    What a process that was killed left there is removed.
    """
    prefix, suffix = f".{target.name}.", "~"
    for leftover in target.parent.glob(f"{escape(prefix)}*{suffix}"):
        if _is_old(leftover):
            leftover.unlink(missing_ok=True)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=prefix, suffix=suffix)
    staged = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, staged)
        else:
            staged.chmod(target.parent.stat().st_mode & 0o666)
        yield staged
    finally:
        with suppress(FileNotFoundError):
            staged.unlink()


def _is_old(staged: Path) -> bool:
    with suppress(OSError):
        return time.time() - staged.stat().st_mtime > _OLD
    return False
