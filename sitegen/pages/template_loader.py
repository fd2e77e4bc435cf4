"""Where templates come from: the site's own folder first, then the theme; nothing outside of them is ever read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from jinja2 import BaseLoader, Environment, TemplateNotFound, TemplateSyntaxError
from jinja2.loaders import split_template_path

OUTSIDE: Final = "leads out of the folder"
THEME_PREFIX = "theme/"
"""`{% extends "theme/briefing.html" %}` in the site's own briefing.html is the theme's template of that name."""


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A template's file and what it is called in messages."""

    file: Path
    shown: str
    """Its folder's name and the path within it, with `/`."""


class FolderLoader(BaseLoader):
    """Finds templates in folders, the first that has one; the last folder is the theme."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = tuple(folders)
        self._resolved = {folder: folder.resolve() for folder in self._folders}

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return a template's source and file, as Jinja asks for it."""
        found = self._find(template)
        if not found:
            raise TemplateNotFound(template)
        try:
            source = found.file.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            message = f"the file is not UTF-8: byte 0x{error.object[error.start]:02X}"
            raise TemplateSyntaxError(message, line, template, str(found.file)) from None
        return source, str(found.file), lambda: True

    def has_own(self) -> bool:
        """Tell whether the site has a folder of templates beside the theme."""
        return any(folder.is_dir() for folder in self._folders[:-1])

    def locate(self, file: str | None) -> TemplateFile | None:
        """Return what a template's file is called in messages; None for what lies in no folder of templates."""
        path = Path(file or "")
        folder = next((folder for folder in self._folders if path.is_relative_to(folder)), None)
        return TemplateFile(path, f"{folder.name}/{path.relative_to(folder).as_posix()}") if folder else None

    def _find(self, template: str) -> TemplateFile | None:
        in_theme = template.startswith(THEME_PREFIX)
        folders = self._folders[-1:] if in_theme else self._folders
        parts = split_template_path(template.removeprefix(THEME_PREFIX))
        files = (folder.joinpath(*parts) for folder in folders if self._holds(folder, parts))
        file = next((file for file in files if file.is_file()), None)
        return TemplateFile(file, template) if file else None

    def _holds(self, folder: Path, parts: Sequence[str]) -> bool:
        """Tell whether a path stays within a folder: without a link on its way it does, as no part of it goes up."""
        place = self._resolved[folder]
        for part in parts:
            place /= part
            if place.is_symlink():
                return is_inside(folder.joinpath(*parts), folder)
        return True


def is_inside(file: Path, folder: Path) -> bool:
    """Tell whether a file is there and lies in a folder when every link is followed."""
    return not fault_of_link(file, folder)


def fault_of_link(link: Path, folder: Path) -> str:
    """Return why what a link leads to may not be read: it must lie in the folder; empty where it may."""
    try:
        target = link.resolve(strict=True)
    except FileNotFoundError:
        return "leads nowhere"
    except (OSError, RuntimeError):  # Python 3.11 says RuntimeError to links that go round in a circle
        return "leads in a circle"
    return "" if target.is_relative_to(folder.resolve()) else OUTSIDE
