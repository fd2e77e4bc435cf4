"""The files beside the templates: style, pictures, whatever stands in an `assets/` folder."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sitegen.model.artifact import Artifact
from sitegen.model.problems import Report
from sitegen.model.text import Location
from sitegen.pages.loader import is_inside

ASSETS = "assets"
PICTURE_SUFFIXES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})


def copy_assets(folders: Sequence[Path], report: Report) -> Iterator[Artifact]:
    """Yield the files of every `assets/` folder under their paths; the first folder that has a path gives it."""
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        files.update(_list_assets(folder, report))
    for path, file in sorted(files.items()):
        yield Artifact(path, file.read_bytes())


def copy_pictures(folder: Path, editions: Iterable[str], report: Report) -> Iterator[Artifact]:
    """Yield the pictures of free pages, which a folder beside them holds, once for each edition's prefix.

    A page names them as `pictures/NAME`, which leads to them in every edition. Other kinds of files are left alone:
    a picture cannot run scripts on the site's pages.
    """
    if not folder.is_dir():
        return
    prefixes = tuple(editions)
    for file in sorted(folder.iterdir()):
        if file.suffix.lower() in PICTURE_SUFFIXES and file.is_file() and _stays_inside(file, folder, report):
            content = file.read_bytes()
            yield from (Artifact(f"{prefix}{folder.name}/{file.name}", content) for prefix in prefixes)


def _list_assets(folder: Path, report: Report) -> Iterator[tuple[str, Path]]:
    for file in sorted((folder / ASSETS).rglob("*")):
        path = file.relative_to(folder).as_posix()
        if not file.is_file() or any(part.startswith(".") for part in path.split("/")):
            continue
        if _stays_inside(file, folder, report):
            yield path, file


def _stays_inside(file: Path, folder: Path, report: Report) -> bool:
    """Tell whether a file is no link out of its folder; one that is is reported."""
    if is_inside(file, folder):
        return True
    report.warn(
        "outside-folder",
        "this link leads out of the folder and is left out",
        Location(f"{folder.name}/{file.relative_to(folder).as_posix()}"),
        help="put the file itself here",
    )
    return False
