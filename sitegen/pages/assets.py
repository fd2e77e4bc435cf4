"""The files beside the templates: style, pictures, whatever stands in an `assets/` folder."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Final

from rjsmin import jsmin

from sitegen.model.forms import is_windows_name
from sitegen.model.problems import Report
from sitegen.model.site_files import FONTS, PICTURES, TEMPLATES, Artifact, is_text, refuse_alike_name, without_case
from sitegen.model.text import Location
from sitegen.pages.template_loader import OUTSIDE, fault_of_link

ASSETS = "assets"
PICTURE_SUFFIXES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"})
_CSS_KEPT = rb"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|/\*!.*?\*/)"""
_CSS_SPARED = re.compile(_CSS_KEPT + rb"|\s*/\*.*?\*/\s*|\s*([{};,])\s*|(:)\s+|\s+", re.DOTALL)


def list_assets(folders: Sequence[Path], report: Report) -> dict[str, Path]:
    """Return the files of every `assets/` folder by their paths; the first folder that has a path gives it.

    What is no file in a folder of templates is reported, and so are names that cannot be published.
    """
    files: dict[str, Path] = {}
    for folder in reversed(folders):
        found = _list_files(folder, folder, TEMPLATES, report)
        files.update((path, file) for path, file in found if path.startswith(f"{ASSETS}/"))
    return {path: files[path] for path in _publishable(files, f"{TEMPLATES}/", report)}


def list_pictures(root: Path, report: Report) -> dict[str, Path]:
    """Return the pictures of free pages by their names; other kinds of files are left alone.

    A picture cannot run scripts on the site's pages. What is no file is reported, and so are names that cannot be
    published.
    """
    folder = root / PICTURES
    if not folder.is_dir() or fault_of_link(folder, root):  # that was told where the pages were read
        return {}
    found = dict(_list_files(folder, folder, PICTURES, report))
    pictures = [path for path in found if "/" not in path and Path(path).suffix.lower() in PICTURE_SUFFIXES]
    return {path: found[path] for path in _publishable(pictures, f"{PICTURES}/", report)}


def list_fonts(root: Path, report: Report) -> dict[str, Path]:
    """Return the files of fonts and licences by their paths within their folder; what is none is reported."""
    folder = root / FONTS
    if not folder.is_dir() or fault_of_link(folder, root):  # that was told where the settings were looked for
        return {}
    found = dict(_list_files(folder, folder, FONTS, report))
    return {path: found[path] for path in _publishable(found, f"{FONTS}/", report)}


def copy_assets(folders: Sequence[Path]) -> Iterator[Artifact]:
    """Yield the assets under their paths, stylesheets and scripts without comments and needless spaces."""
    for path, file in list_assets(folders, Report()).items():
        shorten = _SHORTEN.get(file.suffix)
        content = file.read_bytes()
        yield Artifact(path, shorten(content) if shorten else content)


def copy_pictures(root: Path, editions: Iterable[str]) -> Iterator[Artifact]:
    """Yield the pictures of free pages, once for each edition's prefix.

    A page names them as `pictures/NAME`, which leads to them in every edition.
    """
    prefixes = tuple(editions)
    for path, file in list_pictures(root, Report()).items():
        content = file.read_bytes()
        yield from (Artifact(f"{prefix}pictures/{path}", content) for prefix in prefixes)


def _list_files(folder: Path, top: Path, shown: str, report: Report) -> Iterator[tuple[str, Path]]:
    """Yield the files below a folder by their paths within `top`, hidden ones left out; what is none is reported.

    `shown` is what messages call the folder.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=attrgetter("name"))
    for entry in listed:
        file, where = Path(entry.path), Location(f"{shown}/{entry.name}")
        if not is_text(entry.name):
            report.warn("file-ignored", "the file name holds bytes that are no UTF-8", Location(shown))
        elif entry.is_symlink() and (fault := fault_of_link(file, top)):
            _warn_of_link(fault, where, report)
        elif entry.is_file():
            yield file.relative_to(top).as_posix(), file
        elif not entry.is_dir():
            report.warn("not-a-file", "this is a pipe, socket or device and is not read", where)
        elif entry.is_symlink():
            _warn_of_link("leads to a folder", where, report)
        elif file.suffix.lower() == ".html" or file.suffix.lower() in PICTURE_SUFFIXES:
            report.warn("not-a-file", "this is a folder and is not read; a file is expected here", where)
        else:
            yield from _list_files(file, top, where.path, report)


def _shorten_css(css: bytes) -> bytes:
    """Return a stylesheet without what its writers alone read."""
    return _CSS_SPARED.sub(lambda found: found[1] or found[2] or found[3] or b" ", css)


_SHORTEN: Final[Mapping[str, Callable[[bytes], bytes]]] = {
    ".css": _shorten_css,
    ".js": partial(jsmin, keep_bang_comments=True),
}
"""By the suffix of a file; a comment that begins with `/*!` stays."""


def _publishable(paths: Iterable[str], shown: str, report: Report) -> Iterator[str]:
    """Yield the paths that a file can have on every disk, and that are no other's there; the rest is reported."""
    first: dict[str, str] = {}
    for path in sorted(paths):
        unfit = next((letter for letter in path if not letter.isprintable()), "")
        other = first.setdefault(without_case(path), path)
        if unfit:
            message = f"the character U+{ord(unfit):04X} may not stand in the name of a file that is published"
            report.error("bad-character", message, Location(f"{shown}{path}"), help="rename the file")
        elif any(name[-1] in ". " or is_windows_name(name.partition(".")[0]) for name in path.split("/")):
            message = f"no file can be called `{path}` on Windows"
            report.error("reserved-name", message, Location(f"{shown}{path}"), help="rename the file")
        elif other != path:
            refuse_alike_name(f"{shown}{path}", f"{shown}{other}", report)
        else:
            yield path


def _warn_of_link(fault: str, where: Location, report: Report) -> None:
    if fault == OUTSIDE:
        message, way_out = "this link leads out of the folder and is left out", "put the file itself here"
        report.warn("outside-folder", message, where, help=way_out)
    else:
        message, way_out = f"this symbolic link {fault} and is not followed", "put the file itself in its place"
        report.warn("link-ignored", message, where, help=way_out)
