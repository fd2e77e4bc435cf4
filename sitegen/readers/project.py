"""A site's folder into what its briefings share and the list of them, with every mistake reported."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from sitegen.model.nearest import nearest
from sitegen.model.problems import Report
from sitegen.model.project import BriefingSummary, FreePage, Manuscript, Project
from sitegen.model.registers import Registers
from sitegen.model.settings import Limits, Settings
from sitegen.model.site_files import BRIEFINGS, CONTENT, SEEDS, SIDECARS, TEMPLATES, refuse_alike_names
from sitegen.model.text import Location
from sitegen.readers.briefings import (
    BriefingFile,
    BriefingInputs,
    find_inputs,
    lonely_seeds,
    read_briefing,
    read_lonely_seed,
    settle_slugs,
)
from sitegen.readers.files import Root, SizeLimit
from sitegen.readers.free_pages import PageFile, check_menu, join_languages, name_and_language, read_page
from sitegen.readers.references import (
    OtherBriefings,
    ReferenceChecker,
    ReferenceTargets,
    describe_briefings,
    find_targets,
)
from sitegen.readers.registers import (
    NOUN_OF_REGISTER,
    RegisterFile,
    check_names,
    check_parents,
    join_registers,
    read_register,
    unread_register,
)
from sitegen.readers.settings import SETTINGS_FILE, read_settings

PAGES: Final = "content/pages"
_SLIP: Final = re.compile(r"(.+?)\.(?:ya?ml|md|markdown)(?:\.txt)?", re.IGNORECASE)
"""A file that was meant to be read: another ending, in capitals, or one that Windows hides behind `.txt`."""


@dataclass(frozen=True, slots=True)
class SharedContent:
    """What all briefings of a site share, and which briefings there are."""

    settings: Settings
    registers: Registers
    pages: tuple[FreePage, ...]
    inputs: BriefingInputs
    sidecars: tuple[str, ...]
    """Their paths, sorted."""
    known: ReferenceTargets
    """What references to registers may mean."""
    entries: tuple[object, ...]
    """Of all registers, in the order of files and lines."""


def read_shared_content(root: Path, report: Report) -> SharedContent:
    """Return the content that all briefings of a site share; its mistakes are reported, references aside.

    It names no briefings yet: `list_briefings` does. Paths in problems are relative to the folder. Raises OSError where
    the machine fails.
    """
    disk = Root(root)
    disk.has_folder(TEMPLATES, report)
    top = _known_files(disk, report)
    is_there = SETTINGS_FILE.rpartition("/")[2] in top
    source = disk.read_text(SETTINGS_FILE, _yaml_limit(Limits()), report) if is_there else None
    settings = read_settings(source, report) if source else Settings()
    files = tuple(_read_registers(disk, top, settings, report))
    registers = join_registers(files, report)
    read = dict(_read_pages(disk, settings, report))
    pages = join_languages((page for page in read.values() if page), report)
    check_parents(registers.actors, report)
    check_names(registers.actors, report)
    check_menu(settings, [name_and_language(path)[0] for path in read], report)
    return SharedContent(
        settings=settings,
        registers=registers,
        pages=pages,
        inputs=BriefingInputs(disk, settings, {}),
        sidecars=(),
        known=find_targets(files, settings.editions[0]),
        entries=tuple(entry for file in files for entry in file.entries),
    )


def list_briefings(shared: SharedContent, report: Report) -> SharedContent:
    """Return the content with the briefings that there are now; files that are no briefings are reported."""
    disk = shared.inputs.disk
    names = _names_with_ending(disk, SIDECARS, ".yaml", report)
    inputs = find_inputs(disk, shared.settings, report)
    return replace(shared, inputs=inputs, sidecars=tuple(f"{SIDECARS}/{name}" for name in names))


def check_content(shared: SharedContent, report: Report) -> None:
    """Report a site that has neither a seed nor a briefing nor a page: its folder was emptied, or is another one."""
    if shared.sidecars or any(name.endswith(".txt") for name in shared.inputs.seeds):
        return
    if any(name.endswith(".md") for name in shared.inputs.disk.list_files(PAGES, ".md", Report())):
        return
    message = f"nothing to build: no article in {SEEDS}/, no briefing in {SIDECARS}/ and no page in {PAGES}/"
    way_out = f"put an article into {SEEDS}/, or look at an example in a new folder:\nsitegen init DIR"
    report.error("site-empty", message, Location(CONTENT), help=way_out)


def check_entries(shared: SharedContent, others: OtherBriefings, report: Report) -> None:
    """Report the references of registers' entries that lead nowhere."""
    ReferenceChecker(replace(shared.known, others=others), report).check_entries(shared.entries)


def check_references(file: BriefingFile, shared: SharedContent, others: OtherBriefings, report: Report) -> None:
    """Report a briefing's references that lead nowhere."""
    checker = ReferenceChecker(replace(shared.known, others=others), report)
    checker.check_briefing(file.summary, file.manuscript.sidecar if file.manuscript else None)


def read_project(root: Path, report: Report) -> Project:
    """Return all texts of a site's folder as nouns; mistakes are reported, and the broken pieces left out.

    Paths in problems are relative to the folder. Raises OSError where the machine fails.
    """
    shared = list_briefings(read_shared_content(root, report), report)
    read = [read_briefing(path, shared.inputs, report) for path in shared.sidecars]
    files = {file.summary.slug_where: file for file in reversed(read)}
    settled = list(settle_slugs((file.summary for file in read if file.summary.is_whole), report))
    kept = [replace(files[summary.slug_where], summary=summary) for summary in settled]
    known = [*kept, *(file for file in read if not file.summary.is_whole)]
    spoken_of = [*(file.summary for file in known), *(replace(file.summary, slug="") for file in read)]
    known += [read_lonely_seed(*one, shared.inputs, report) for one in lonely_seeds(shared.inputs, spoken_of)]
    others = describe_briefings(file.summary for file in known)
    check_entries(shared, others, report)
    for file in known:
        check_references(file, shared, others, report)
    manuscripts = (_with_aliases(file.manuscript, file.summary) for file in known if file.manuscript)
    by_slug = tuple(sorted(manuscripts, key=lambda manuscript: manuscript.slug))
    return Project(settings=shared.settings, registers=shared.registers, manuscripts=by_slug, pages=shared.pages)


def _with_aliases(manuscript: Manuscript, settled: BriefingSummary) -> Manuscript:
    """Return a manuscript without the aliases that are taken."""
    if manuscript.sidecar.aliases == settled.aliases:
        return manuscript
    return replace(manuscript, sidecar=replace(manuscript.sidecar, aliases=settled.aliases))


def _known_files(disk: Root, report: Report) -> frozenset[str]:
    """Return the files at the top of content/ that are read; any other is told, for its name may be a slip."""
    expected = {SETTINGS_FILE.rpartition("/")[2], *(f"{register}.yaml" for register in NOUN_OF_REGISTER)}
    found = disk.list_files(CONTENT, ".yaml", report)
    stems = {one.removesuffix(".yaml"): one for one in expected}
    for name in found:
        if name not in expected and (slip := _SLIP.fullmatch(name)):
            _warn_of_name(f"{CONTENT}/{name}", stems.get(nearest(slip[1].lower(), stems) or ""), report)
    folders = {BRIEFINGS: ".yaml", PAGES.rpartition("/")[2]: ".md", **dict.fromkeys(NOUN_OF_REGISTER, ".yaml")}
    for name in disk.list_folders(CONTENT):
        if name not in folders:
            meant = nearest(name.lower(), folders) or BRIEFINGS
            disk.warn_of_files_below(f"{CONTENT}/{name}", folders[meant], f"{CONTENT}/{meant}", report)
    return frozenset(expected.intersection(found))


def _names_with_ending(disk: Root, folder: str, ending: str, report: Report) -> Sequence[str]:
    names = disk.list_files(folder, ending, report)
    wanted = [name for name in names if name.endswith(ending)]
    if len(wanted) != len(names):
        for name in names:
            if not name.endswith(ending) and (slip := _SLIP.fullmatch(name)):
                _warn_of_name(f"{folder}/{name}", f"{slip[1]}{ending}", report)
    return wanted


def _warn_of_name(path: str, guess: str | None, report: Report) -> None:
    message = "a file of this name is not read"
    way_out = f"call it `{guess}`" if guess else "move it into one of the folders of content/, or out of content/"
    report.warn("file-ignored", message, Location(path), help=way_out)


def _read_registers(disk: Root, top: frozenset[str], settings: Settings, report: Report) -> Iterator[RegisterFile]:
    """Yield every register's files: the one at the top first, then those of its folder by their names."""
    limit, language = _yaml_limit(settings.limits), settings.editions[0]
    for register in NOUN_OF_REGISTER:
        folder = f"{CONTENT}/{register}"
        paths = [f"{folder}.yaml"] if f"{register}.yaml" in top else []
        names = _names_with_ending(disk, folder, ".yaml", report)
        refuse_alike_names((f"{folder}/{name}" for name in names), report)
        paths += [f"{folder}/{name}" for name in names]
        for path in paths:
            source = disk.read_text(path, limit, report)
            read = source and read_register(source, register, language=language, report=report)
            yield read or unread_register(register, path)


def _read_pages(disk: Root, settings: Settings, report: Report) -> Iterator[tuple[str, PageFile | None]]:
    """Yield every page's path with the page, None where it could not be read."""
    limit, language = SizeLimit(settings.limits.page_bytes, "page_bytes"), settings.editions[0]
    for name in _names_with_ending(disk, PAGES, ".md", report):
        path = f"{PAGES}/{name}"
        source = disk.read_text(path, limit, report)
        yield path, read_page(source, language=language, report=report) if source else None


def _yaml_limit(limits: Limits) -> SizeLimit:
    return SizeLimit(limits.yaml_bytes, "yaml_bytes")
