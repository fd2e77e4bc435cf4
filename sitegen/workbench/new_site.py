"""A new site: a folder with a small example in two languages, and with what a repository needs to publish it."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import Final

from sitegen.output.errors import OutputError, machine_fault
from sitegen.output.journal import LOCK
from sitegen.output.lock import hold_lock
from sitegen.output.manifest import WORK
from sitegen.refusal import Refusal
from sitegen.schemas.schema_files import SCHEMAS, make_schemas
from sitegen.workbench.origin import pinned_requirement

SCAFFOLD: Final = Path(__file__).parent.parent / "scaffold"

REQUIREMENT: Final = b"THE_REQUIREMENT"
"""In the scaffold, what stands for the sitegen that is to be installed."""

_PLACE_OF: Final = {"gitignore": ".gitignore", "pages.yml": ".github/workflows/pages.yml"}
"""Where a file of the scaffold goes, if not where it stands: there, git and others would take it for this project's."""

FRESH: Final = frozenset(
    {
        ".git",
        ".gitattributes",
        "license",
        "license.md",
        "license.txt",
        "copying",
        ".ds_store",
        "thumbs.db",
        "desktop.ini",
    }
)
"""Names in a folder that counts as empty, in lower case: a fresh repository's, and those that desktops leave."""

STAGING: Final = ".sitegen-init-"
"""How the name of the folder begins in which the files wait, beside a lock that the process holds which makes them."""


def make_new_site(folder: Path) -> int:
    """Make a site in a new or an empty folder, and return the number of its files.

    Refusal with status 2 where the folder holds anything of its own, OutputError with status 3 where the machine
    fails; nothing is then left of it.
    """
    files = example_files()
    fill_folder(folder, files)
    return len(files)


def example_files() -> dict[str, bytes]:
    """Return the content of every file of a new site by its path, with `/`, relative to the site's folder."""
    requirement = f'"{pinned_requirement()}"'.encode()
    files = {f"{SCHEMAS}/{name}": text.encode() for name, text in make_schemas().items()}
    for path in sorted(SCAFFOLD.rglob("*")):
        if path.is_file():
            name = path.relative_to(SCAFFOLD).as_posix()
            files[_PLACE_OF.get(name, name)] = path.read_bytes().replace(REQUIREMENT, requirement)
    return files


def fill_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new or an empty folder, by their paths relative to it; parents that are missing are made.

    Refusal with status 2 where the folder holds files of its own, naming them; OutputError with status 3 where the
    machine fails. The folder is then as it was.
    """
    try:
        place = folder.resolve()
        _refuse_occupied(folder, place, files)
        with _parents(place), _staged(place, files) as staged:
            _move(staged, place)
    except RuntimeError as error:  # Python 3.11 says so to links that go round in a circle
        raise Refusal(f"{folder}: its symbolic links go round in a circle", status=2) from error
    except OSError as error:
        raise machine_fault(folder, error) from error


def _refuse_occupied(folder: Path, place: Path, files: Mapping[str, bytes]) -> None:
    if not os.path.lexists(place):
        return
    if not place.is_dir():
        raise Refusal(f"{folder}: a file stands where a folder should be", status=2)
    ours = {PurePosixPath(path).parts[0].lower() for path in files}
    found = sorted(
        entry.name for entry in place.iterdir() if entry.name.lower() not in FRESH and not _is_left_behind(entry)
    )
    if overwritten := [name for name in found if name.lower() in ours]:
        reason = f"{_listed(overwritten)} would be overwritten"
    elif found:
        reason = f"it holds {_listed(found)}"
    else:
        return
    raise Refusal(f"{folder}: the folder is not empty, {reason}; name a new one", status=2)


def _is_left_behind(entry: Path) -> bool:
    """Tell whether a folder is what a killed command left: no process holds its lock."""
    if not entry.name.startswith(STAGING) or entry.is_symlink() or not entry.is_dir():
        return False
    try:
        with hold_lock(entry / WORK / LOCK, patience=0):
            return True
    except OutputError:
        return False


def _listed(names: list[str]) -> str:
    shown = 3
    rest = len(names) - shown
    return ", ".join(names[:shown]) + (f" and {rest} more" if rest > 0 else "")


@contextmanager
def _parents(place: Path) -> Iterator[None]:
    """Make the folders above a place; what was made is removed again where the block fails."""
    missing = [each for each in place.parents if not each.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for each in missing:
            with suppress(OSError):
                each.rmdir()
        raise


@contextmanager
def _staged(place: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Yield a folder that holds the files, on the disk of the place; what is left of it is removed afterwards."""
    beside = place if place.is_dir() else place.parent
    for left in filter(_is_left_behind, beside.glob(f"{STAGING}*")):
        shutil.rmtree(left, ignore_errors=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=beside))
    try:
        with hold_lock(staging / WORK / LOCK, patience=0):
            whole = staging / "site"  # not the staging folder itself, which nobody else may read
            for path, content in files.items():
                file = whole / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            yield whole
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _move(staged: Path, place: Path) -> None:
    """Put what is staged in its place; where a step fails, those before it are undone."""
    if not place.is_dir():
        staged.rename(place)
        return
    with ExitStack() as undo:
        for entry in sorted(staged.iterdir()):
            target = place / entry.name
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
            entry.rename(target)
            undo.callback(target.rename, entry)
        undo.pop_all()
