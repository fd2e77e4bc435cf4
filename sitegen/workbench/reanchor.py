"""The story of reanchoring: an article was edited, and the quotes of its sidecar follow it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sitegen.model.nearest import nearest_slug
from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Manuscript
from sitegen.model.site_files import SEEDS, SIDECARS
from sitegen.readers.project import read_project
from sitegen.readers.settings import SETTINGS_FILE
from sitegen.refusal import Refusal
from sitegen.workbench.drifted import CONTEXT, DRIFTED, INEXACT, UNPLACED, find_faults
from sitegen.workbench.moved_sidecars import MovedFile, open_sidecar
from sitegen.workbench.replacement import replace_file


@dataclass(frozen=True, slots=True)
class ReanchorOptions:
    """What a reanchoring is asked for."""

    root: Path
    """The site's folder."""
    slugs: tuple[str, ...] = ()
    """Of these briefings only; of all where there are none."""
    with_inexact: bool = False
    """Quotes that are found in another spelling take on the article's."""


@dataclass(frozen=True, slots=True)
class Reanchoring:
    """What can be moved, and what is left."""

    files: tuple[MovedFile, ...]
    report: Report
    """The quotes that are left, and files that could not be read."""
    unplaced: int
    """Quotes that are missing or ambiguous."""

    @property
    def moved(self) -> int:
        """Return how many quotes are moved."""
        return sum(file.moved for file in self.files)


def find_moves(options: ReanchorOptions) -> Reanchoring:
    """Return how the sidecars are to be changed so that their quotes are found; nothing is written.

    Refusal where a slug is no briefing's.
    """
    reading, report = Report(), Report()
    project = read_project(options.root, reading)
    with_sidecar = [one for one in project.manuscripts if one.sidecar.where.path.startswith(f"{SIDECARS}/")]
    report.extend(_unread(reading, with_sidecar))
    chosen = _choose(with_sidecar, options.slugs)
    desks = [desk for one in chosen if (desk := open_sidecar(options.root, one, project.settings))]
    faults = [find_faults(desk.sidecar, desk.finder) for desk in desks]
    wanted = {DRIFTED, CONTEXT, *([INEXACT] if options.with_inexact else [])}
    pairs = zip(desks, faults, strict=True)
    moved = (desk.move_all([one for one in found if one.problem.code in wanted], report) for desk, found in pairs)
    files = tuple(file for file in moved if file)
    unplaced = sum(one.problem.code in UNPLACED for found in faults for one in found)
    return Reanchoring(files, report, unplaced)


def write_moves(reanchoring: Reanchoring, *, root: Path) -> None:
    """Change the sidecars. OutputError where one was changed meanwhile, or the machine fails."""
    for file in reanchoring.files:
        replace_file(root / file.path, before=file.before, after=file.after)


def _unread(reading: Report, manuscripts: Iterable[Manuscript]) -> Iterator[Problem]:
    """Yield the errors that keep quotes from being looked at."""
    read = {manuscript.sidecar.where.path for manuscript in manuscripts}
    folders = (f"{SIDECARS}/", f"{SEEDS}/")
    for problem in reading:
        path = problem.where.path
        is_needed = path == SETTINGS_FILE or (path.startswith(folders) and path not in read)
        if is_needed and problem.severity is Severity.ERROR:
            yield problem


def _choose(manuscripts: Sequence[Manuscript], slugs: tuple[str, ...]) -> Sequence[Manuscript]:
    known = {manuscript.slug: manuscript for manuscript in manuscripts}
    for slug in slugs:
        if slug not in known:
            guess = nearest_slug(slug, known)
            meant = f"did you mean `{guess}`?" if guess else "`sitegen check` tells whether one cannot be read"
            raise Refusal(f"no briefing has the slug `{slug}`; {meant}", status=2)
    return [known[slug] for slug in dict.fromkeys(slugs)] if slugs else manuscripts
