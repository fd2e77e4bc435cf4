"""The files beside the templates: style, pictures, whatever stands in an `assets/` folder."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from sitegen.model.problems import Report
from sitegen.model.site import Artifact
from sitegen.model.text import Location
from sitegen.pages.loader import is_inside

ASSETS = "assets"


def copy_assets(folders: Sequence[Path], report: Report) -> Iterator[Artifact]:
    """Yield the files of every `assets/` folder under their paths; the first folder that has a path gives it."""
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        files.update(_list_assets(folder, report))
    for path, file in sorted(files.items()):
        yield Artifact(path, file.read_bytes())


def _list_assets(folder: Path, report: Report) -> Iterator[tuple[str, Path]]:
    for file in sorted((folder / ASSETS).rglob("*")):
        path = file.relative_to(folder).as_posix()
        if not file.is_file() or any(part.startswith(".") for part in path.split("/")):
            continue
        if is_inside(file, folder):
            yield path, file
        else:
            report.warn(
                "outside-folder",
                "this link leads out of the folder and is left out",
                Location(f"{folder.name}/{path}"),
                help="put the file itself here",
            )
