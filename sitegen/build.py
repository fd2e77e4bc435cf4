"""The story of a build: what the writers wrote becomes a folder that can be published, or a list of what is wrong."""

import os
import unicodedata
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from sitegen.engine.build_key import build_key, setup_signature
from sitegen.engine.changes import (
    Counts,
    OutputState,
    Sources,
    SourcesChangedError,
    is_complete,
    last_build,
    last_content,
    look_at_output,
    look_over,
    scan_sources,
)
from sitegen.engine.file_state import disk_time
from sitegen.making.manner import Manner
from sitegen.making.order import Order
from sitegen.model.problems import Report
from sitegen.model.site_files import SEEDS, TEMPLATES, Artifact
from sitegen.output.output_folder import Changes, Output, hold_output
from sitegen.progress import Progress, no_progress
from sitegen.readers.files import Root
from sitegen.refusal import Refusal

if TYPE_CHECKING:
    from sitegen.archive.archive import Archive
    from sitegen.making.course import Course
    from sitegen.model.project import BriefingSummary

Made = TypeVar("Made")

PACKAGE = Path(__file__).parent
CACHE = ".sitegen/cache"
"""Where archives are kept, within the site's folder; safe to delete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """What a build is asked for."""

    root: Path
    """The site's folder."""
    with_drafts: bool = False
    keep_going: bool = False
    """Build what can be built although the content has errors."""
    strict: bool = False
    """Warnings stop the build as errors do."""
    with_hints: bool = False
    """Look for hints, which stop nothing; where the settings make more of one, they are looked for all the same."""
    base_url: str = ""
    """Instead of `url` in site.yaml."""
    clean: bool = False
    """Trust nothing that an earlier build left."""

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates: the site's own first, then the theme."""
        theme = theme_folder()
        own = self.root / TEMPLATES
        is_there = Root(self.root).has_folder(TEMPLATES, Report())
        return (own, theme) if is_there and own.resolve() != theme.resolve() else (theme,)

    @property
    def order(self) -> Order:
        """Return what follows for each briefing and page."""
        return Order(
            root=self.root,
            templates=self.templates,
            base_url=self.base_url,
            with_drafts=self.with_drafts,
            shows_drafts=self.with_drafts and not self.with_hints,
            with_hints=self.with_hints,
        )

    def is_stopped_by(self, report: Report) -> bool:
        """Tell whether these problems forbid to build: where there is nothing to build, whatever was asked for."""
        if self.keep_going:
            return any(problem.code == "site-empty" for problem in report)
        return any(problem.fails(strict=self.strict) for problem in report)


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build in memory."""

    report: Report
    artifacts: tuple[Artifact, ...]
    """The whole site; empty where problems stopped the build."""
    briefings: int


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """What came of a build into a folder."""

    report: Report
    changes: Changes | None
    """None where problems stopped the build; the folder is as it was."""
    counts: Counts
    forgotten: str = ""
    """Why the machine let nothing be kept for the next build, which therefore begins anew."""


def theme_folder() -> Path:
    """Return the default theme: inside the installed package, in a checkout the top-level `templates/`."""
    packaged = PACKAGE / "theme"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"


def make_site(options: BuildOptions, *, manner: Manner | None = None, progress: Progress = no_progress) -> Build:
    """Return all files of the site with all problems of all files; nothing is written and nothing remembered."""
    from sitegen.archive.archive import new_archive  # noqa: PLC0415 - as in `_build`

    def make() -> Build:
        archive = new_archive(None)
        with archive.at_work():
            made: list[Artifact] = []
            course = _course(options, manner or Manner(), progress, scan_sources(options.root, disk_time()))
            report, is_whole = course.follow(
                archive, lambda update: made.extend(update.artifacts()), on_restart=made.clear
            )
            return Build(report, tuple(made) if is_whole else (), archive.items.published())

    return _with_one_more_try(make, lambda report: Build(report, (), 0))


def check_site(
    options: BuildOptions,
    slugs: Collection[str] = (),
    *,
    manner: Manner | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Return all problems of a site; what is made to find them is thrown away, and nothing remembered.

    With slugs those of these briefings' sidecars and seeds alone; Refusal with status 2 where a slug is no briefing's.
    """
    from sitegen.archive.archive import ArchiveError, new_archive  # noqa: PLC0415 - as in `_build`

    def check_over(archive: "Archive") -> Report:
        with archive.at_work():
            course = _course(options, manner or Manner(), progress, scan_sources(options.root, disk_time()))
            report, _ = course.follow(archive, lambda update: _throw_away(update.artifacts()))
            if not slugs:
                return report
            files = _files_of(slugs, [summary for _, summary, _ in archive.items.light_summaries()])
            return Report(one for one in report if unicodedata.normalize("NFC", one.where.path) in files)

    def check() -> Report:
        try:
            with TemporaryDirectory(prefix="sitegen-") as folder:
                return check_over(new_archive(Path(folder) / "archive.sqlite"))
        except (ArchiveError, OSError):  # where there is no room for files there may be some in memory
            return check_over(new_archive(None))

    return _with_one_more_try(check, lambda report: report)


def build_site(
    options: BuildOptions, folder: Path, *, manner: Manner | None = None, progress: Progress = no_progress
) -> BuiltSite:
    """Make a folder hold the site, from what the last build of this folder left where that is as good as new.

    Errors, and with `strict` warnings, leave the folder as it was. OutputError as of `hold_output`, `put_artifacts`.
    """
    with hold_output(folder, root=options.root) as output:
        build = partial(_build_held, options, output, manner or Manner(), progress)
        return _with_one_more_try(build, lambda report: BuiltSite(report, None, Counts(0, 0)))


def _with_one_more_try(work: Callable[[], Made], refuse: Callable[[Report], Made]) -> Made:
    """Return what comes of work on the sources, done once more where they change meanwhile.

    Where they change again, as files do that a program writes to all the time, return what `refuse` makes of the errors
    that name them.
    """
    with suppress(SourcesChangedError):
        return work()
    try:
        return work()
    except SourcesChangedError as changed:
        return refuse(changed.report)


def _build_held(options: BuildOptions, output: Output, manner: Manner, progress: Progress) -> BuiltSite:
    place = options.root / CACHE / f"{blake2b(os.fsencode(output.folder), digest_size=8).hexdigest()}.sqlite"
    goes_on = is_complete(place) and not (options.clean or options.keep_going)
    is_aside, now = goes_on and manner.can_fork, disk_time()
    how_it_was = partial(last_content, place) if is_aside else None
    with look_at_output(output, aside=is_aside) as sight, look_over(options.root, now, how_it_was) as sources:
        around = setup_signature(options.order, now)
        last = last_build(place, sight, sources, around) if goes_on else None
        if last and not options.is_stopped_by(last.report):
            return BuiltSite(last.report, Changes(0, last.files, 0, ()), last.counts)
        key = "" if options.keep_going else build_key(options.order)
        return _build(options, sight, place, around, _course(options, manner, progress, sources, key))


def _build(options: BuildOptions, sight: OutputState, place: Path, around: str, course: "Course") -> BuiltSite:
    """Build upon the archive that the last build left, or upon a new one where that cannot be read to its end."""
    # Imported where it is known that something must be made: that is what takes time at the start.
    from sitegen.archive.archive import ArchiveError, new_archive, open_archive, room_for_archives  # noqa: PLC0415

    former = None if options.clean or options.keep_going else open_archive(place, course.key)
    if former:
        with suppress(ArchiveError):
            return _build_upon(former, sight, course, place=place, around=around)
    try:
        with room_for_archives(place.parent) as room:
            fresh = new_archive(room / f"{place.stem}.new")
            built = _build_upon(fresh, sight, course, place=room / place.name, around=around)
            is_kept = room == place.parent or not course.key
            return built if is_kept else replace(built, forgotten=f"{place.parent}: it cannot be written")
    except ArchiveError as error:  # nothing was put into the output yet
        return replace(_build_upon(new_archive(None), sight, course, place=None, around=around), forgotten=str(error))


def _build_upon(
    archive: "Archive", sight: OutputState, course: "Course", *, place: Path | None, around: str
) -> BuiltSite:
    """Build, and keep the archive for the next build: a new one only where a site came of it, and it has a key."""
    from sitegen.making.course import build_upon  # noqa: PLC0415 - as in `_build`

    with archive.at_work(place) as work:
        report, changes, counts = build_upon(archive, sight, course, work, around=around)
    return BuiltSite(report, changes, counts, work.fault)


def _course(options: BuildOptions, manner: Manner, progress: Progress, sources: Sources, key: str = "") -> "Course":
    from sitegen.making.course import Course  # noqa: PLC0415 - as in `_build`

    return Course(
        order=options.order,
        is_stopped=options.is_stopped_by,
        manner=manner,
        progress=progress,
        sources=sources,
        key=key,
    )


def _files_of(slugs: Collection[str], summaries: Sequence["BriefingSummary"]) -> frozenset[str]:
    """Return the sidecars and seeds of briefings, composed (NFC). Refusal where a slug is none's."""
    from sitegen.model.nearest import nearest_slug  # noqa: PLC0415 - as in `_build`

    known = {summary.slug for summary in summaries}
    for slug in slugs:
        if slug not in known:
            guess = nearest_slug(slug, known)
            way_out = f"did you mean `{guess}`?" if guess else "a briefing's slug is its sidecar's name without `.yaml`"
            raise Refusal(f"no briefing has the slug `{slug}`; {way_out}", status=2)
    chosen = [summary for summary in summaries if summary.slug in slugs]
    paths = {summary.slug_where.path for summary in chosen} | {f"{SEEDS}/{summary.seed}" for summary in chosen}
    return frozenset(unicodedata.normalize("NFC", path) for path in paths)


def _throw_away(artifacts: Iterable[Artifact]) -> None:
    for _ in artifacts:
        pass
