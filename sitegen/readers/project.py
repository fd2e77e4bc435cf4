"""The readers' one door: a site's folder into a Project, with every mistake reported."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import Project
from sitegen.model.registers import Registers
from sitegen.model.settings import Limits, Settings
from sitegen.model.text import Location
from sitegen.readers.actors import check_names, check_parents
from sitegen.readers.briefings import SIDECARS, read_briefings
from sitegen.readers.files import Limit, Root
from sitegen.readers.free_pages import PageFile, check_menu, join_languages, read_page
from sitegen.readers.references import BriefingFile, ReferenceChecker, know_all
from sitegen.readers.registers import NOUN_OF_REGISTER, RegisterFile, join_registers, read_register, unread_register
from sitegen.readers.settings import SETTINGS_FILE, read_settings
from sitegen.readers.sidecars import stem_of

CONTENT: Final = "content"
PAGES: Final = "content/pages"


def read_project(root: Path, report: Report) -> Project:
    """Return everything that was written in a site's folder; what is wrong is reported and left out.

    Paths in problems are relative to the folder. Raises OSError where the machine fails.
    """
    disk = Root(root)
    top = _known_files(disk, report)
    settings = _read_settings(disk, top, report)
    register_files = tuple(_read_registers(disk, top, settings, report))
    registers = join_registers(register_files, report)
    sidecars = _names_with_ending(disk, SIDECARS, ".yaml", report)
    briefings = read_briefings(disk, sidecars, settings, report)
    pages = join_languages(_read_pages(disk, settings, report), report)
    _check_all(registers, register_files, briefings, report)
    check_menu(settings, pages, report)
    manuscripts = (one.manuscript for one in briefings if one.manuscript)
    by_slug = tuple(sorted(manuscripts, key=lambda manuscript: manuscript.slug))
    return Project(settings=settings, registers=registers, manuscripts=by_slug, pages=pages)


def _known_files(disk: Root, report: Report) -> frozenset[str]:
    """Return the files at the top of content/ that are read; any other is told, for its name may be a slip."""
    expected = {SETTINGS_FILE.rpartition("/")[2], *(f"{register}.yaml" for register in NOUN_OF_REGISTER)}
    found = disk.list_files(CONTENT, report)
    for name in found:
        if name not in expected and name.endswith((".yaml", ".yml")):
            stems = {one.removesuffix(".yaml"): one for one in expected}
            _warn_of_name(f"{CONTENT}/{name}", stems.get(nearest(stem_of(name), stems) or ""), report)
    return frozenset(expected.intersection(found))


def _names_with_ending(disk: Root, folder: str, ending: str, report: Report) -> Sequence[str]:
    names = disk.list_files(folder, report)
    for name in names:
        if name.endswith((".yml", ".yaml", ".md", ".markdown")) and not name.endswith(ending):
            _warn_of_name(f"{folder}/{name}", name.rpartition(".")[0] + ending, report)
    return [name for name in names if name.endswith(ending)]


def _warn_of_name(path: str, guess: str | None, report: Report) -> None:
    message = "a file of this name is not read"
    way_out = f"call it `{guess}`" if guess else "move it into one of the folders of content/, or out of content/"
    report.warn("file-ignored", message, Location(path), help=way_out)


def _read_settings(disk: Root, top: frozenset[str], report: Report) -> Settings:
    if SETTINGS_FILE.rpartition("/")[2] not in top:
        return Settings()
    source = disk.read_text(SETTINGS_FILE, _yaml_limit(Limits()), report)
    return read_settings(source, report) if source else Settings()


def _read_registers(disk: Root, top: frozenset[str], settings: Settings, report: Report) -> Iterator[RegisterFile]:
    """Yield every register's files: the one at the top first, then those of its folder by their names."""
    limit, language = _yaml_limit(settings.limits), settings.editions[0]
    for register in NOUN_OF_REGISTER:
        folder = f"{CONTENT}/{register}"
        paths = [f"{folder}.yaml"] if f"{register}.yaml" in top else []
        paths += [f"{folder}/{name}" for name in _names_with_ending(disk, folder, ".yaml", report)]
        for path in paths:
            source = disk.read_text(path, limit, report)
            read = source and read_register(source, register, language=language, report=report)
            yield read or unread_register(register)


def _read_pages(disk: Root, settings: Settings, report: Report) -> Iterator[PageFile]:
    limit, language = Limit(settings.limits.page_bytes, "page_bytes"), settings.editions[0]
    for name in _names_with_ending(disk, PAGES, ".md", report):
        source = disk.read_text(f"{PAGES}/{name}", limit, report)
        page = source and read_page(source, language=language, report=report)
        if page:
            yield page


def _check_all(
    registers: Registers, files: Sequence[RegisterFile], briefings: Iterable[BriefingFile], report: Report
) -> None:
    """Report what can be told only when all has been read."""
    briefings = tuple(briefings)
    checker = ReferenceChecker(know_all(files, briefings), report)
    checker.check_entries(entry for file in files for entry in file.entries)
    check_parents(registers.actors, report)
    check_names(registers.actors, report)
    for briefing in briefings:
        checker.check_briefing(briefing)


def _yaml_limit(limits: Limits) -> Limit:
    return Limit(limits.yaml_bytes, "yaml_bytes")
