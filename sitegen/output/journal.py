"""A set of changes to a folder that is carried out as a whole.

Everything new is staged in the folder's work folder first. Then the journal is written: from then on the set is
carried out to its end, by the next command if this process is killed. Each step moves what was there aside, so that
a refusal of the machine midway undoes the steps before it.
"""

import json
import os
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from sitegen.output.errors import machine_fault
from sitegen.output.manifest import MANIFEST, WORK
from sitegen.output.safety import is_plain

JOURNAL = "journal"
LOCK = "lock"


@dataclass(frozen=True, slots=True)
class Journal:
    """Steps in their order: files that go, folders that come, staged files that are put in place."""

    gone: tuple[str, ...]
    folders: tuple[str, ...]
    """Folders that are not there yet, parents first."""
    put: tuple[str, ...]
    """The place of each staged file; the file is named by its number in this tuple."""


def staged_file(folder: Path, number: int) -> Path:
    """Return where the staged file of this number lies."""
    return Path(f"{folder}/{WORK}/new-{number}")


def is_swapping(folder: Path) -> bool:
    """Tell whether a set of changes is being carried out in the folder at this moment."""
    return (folder / WORK / JOURNAL).exists()


def carry_out(folder: Path, journal: Journal) -> None:
    """Write the journal, then do what it says: all of it, or nothing and OutputError with status 3."""
    draft = folder / WORK / "journal-draft"
    try:
        draft.write_text(json.dumps(asdict(journal), ensure_ascii=False), encoding="utf-8")
        draft.replace(folder / WORK / JOURNAL)
    except OSError as error:
        raise machine_fault(folder, error) from error
    _do_or_undo(folder, journal)


def settle(folder: Path) -> None:
    """Carry out the set of changes that was begun here and not ended, if there is one.

    Every step may have been done before. OutputError with status 3 where the machine refuses; all is then undone.
    """
    if journal := _read_journal(folder):
        _do_or_undo(folder, journal)


def sweep(folder: Path) -> None:
    """Remove staged and moved files, unless a journal still needs them; the lock stays."""
    if is_swapping(folder):
        return
    for leftover in (folder / WORK).iterdir():
        if not leftover.name.startswith(LOCK):  # the lock, and the file that names who holds it
            with suppress(OSError):
                leftover.unlink()


def _do_or_undo(folder: Path, journal: Journal) -> None:
    try:
        _do(folder, journal)
        (folder / WORK / JOURNAL).unlink(missing_ok=True)
    except OSError as error:
        with suppress(OSError):  # then the journal stays, and the next command tries again
            _undo(folder, journal)
            (folder / WORK / JOURNAL).unlink()
        raise machine_fault(_shown_place(folder, error), error) from error


def _do(folder: Path, journal: Journal) -> None:
    for number, path in enumerate(journal.gone):
        with suppress(FileNotFoundError, NotADirectoryError):
            Path(f"{folder}/{path}").rename(_moved(folder, f"gone-{number}"))
    _remove_empty_parents(folder, journal.gone)
    # A folder that lost all its files is gone now, so those of the new files are made too, whatever stood there before.
    for path in sorted({*journal.folders, *_parents_of(journal.put)}):
        (folder / path).mkdir(exist_ok=True)
    for number, path in enumerate(journal.put):
        staged, place = staged_file(folder, number), Path(f"{folder}/{path}")
        if staged.exists():
            _keep_a_copy(place, _moved(folder, str(number)))
            staged.replace(place)


def _undo(folder: Path, journal: Journal) -> None:
    """Take the steps back, each new file to where it was staged: who is killed meanwhile can go forward again."""
    for number, path in enumerate(journal.put):
        staged, moved = staged_file(folder, number), _moved(folder, str(number))
        if not staged.exists():
            (folder / path).rename(staged)
        if os.path.lexists(moved):
            moved.replace(folder / path)
    for path in reversed(journal.folders):
        with suppress(OSError):
            (folder / path).rmdir()
    for number, path in enumerate(journal.gone):
        moved = _moved(folder, f"gone-{number}")
        if os.path.lexists(moved):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            moved.replace(folder / path)


def _keep_a_copy(place: Path, copy: Path) -> None:
    """Give what stands at a place a second name, so that the first can be taken over in one step."""
    try:
        if place.is_symlink():
            place.rename(copy)
        else:
            copy.hardlink_to(place)
    except (FileNotFoundError, FileExistsError):  # nothing stood there, or it was copied before a kill
        pass
    except OSError:  # no hard links on this disk
        shutil.copy2(place, copy)


def _remove_empty_parents(folder: Path, paths: tuple[str, ...]) -> None:
    for parent in sorted(_parents_of(paths), reverse=True):
        with suppress(OSError):
            (folder / parent).rmdir()


def _parents_of(paths: Iterable[str]) -> set[str]:
    """Return the folders in which files lie, within the output folder."""
    folders = {path.rpartition("/")[0] for path in paths}
    return {str(each) for path in folders for each in (PurePosixPath(path), *PurePosixPath(path).parents) if each.name}


def _read_journal(folder: Path) -> Journal | None:
    """Return the journal that waits in the folder; none is taken that names a place outside of it."""
    try:
        steps = json.loads((folder / WORK / JOURNAL).read_bytes())
        journal = Journal(tuple(steps["gone"]), tuple(steps["folders"]), tuple(steps["put"]))
        paths = {*journal.gone, *journal.folders, *journal.put} - {MANIFEST}
        if all(map(is_plain, paths)):
            return journal
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        pass
    (folder / WORK / JOURNAL).unlink()
    return None


def _moved(folder: Path, name: str) -> Path:
    return Path(f"{folder}/{WORK}/old-{name}")


def _shown_place(folder: Path, error: OSError) -> Path:
    """Return the place that the machine refused; the second name of a move is the one outside the work folder."""
    names = [Path(name) for name in (error.filename2, error.filename) if isinstance(name, str | os.PathLike)]
    return next((name for name in names if WORK not in name.parts), folder)
