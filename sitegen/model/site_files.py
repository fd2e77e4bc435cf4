"""The files of a site: the folders that its writers own, names that disks take for one, and the files that are made."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sitegen.model.problems import Report
from sitegen.model.text import Location

CONTENT: Final = "content"
BRIEFINGS: Final = "briefings"
"""Of the sidecars, within that."""
SIDECARS: Final = f"{CONTENT}/{BRIEFINGS}"
PICTURES: Final = f"{CONTENT}/pages/pictures"
"""Pictures of the free pages, beside them."""
FONTS: Final = f"{CONTENT}/fonts"
"""Fonts that the site ships, with their licences."""
SEEDS: Final = "seeds"
TEMPLATES: Final = "templates"


@dataclass(frozen=True, slots=True)
class Artifact:
    """A file of the finished site."""

    path: str
    """Relative to the output folder, with `/`."""
    content: bytes


def is_text(name: str) -> bool:
    """Tell whether a name is Unicode: on some disks it may be any bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def stem_of(path: str) -> str:
    """Return a file's name without folder and ending."""
    return path.rpartition("/")[2].rpartition(".")[0]


def without_case(path: str) -> str:
    """Return the form that a path has on a disk that ignores case and Unicode's forms."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


def refuse_alike_names(paths: Iterable[str], report: Report) -> None:
    """Report each path that differs from one before it in case or Unicode form alone, with both."""
    first: dict[str, str] = {}
    for path in paths:
        other = first.setdefault(without_case(path), path)
        if other != path:
            refuse_alike_name(path, other, report)


def refuse_alike_name(path: str, other: str, report: Report) -> None:
    """Report a file whose name is another's on many disks."""
    if unicodedata.normalize("NFC", path) == unicodedata.normalize("NFC", other):
        difference = "the Unicode form of a letter"
    else:
        difference = "upper and lower case"
    message = f"the name of this file differs from that of {other} in {difference} alone: many disks keep only one"
    way_out = "give one of the two another name"
    report.error("name-clash", message, Location(path), help=way_out)
