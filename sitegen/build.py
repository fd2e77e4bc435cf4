"""The recipe of a build: a folder of sources becomes a folder that can be published, or a list of problems.

`build_site` goes from top to bottom: hold the output folder, compare sources and outputs with the last build, run the
stages (`engine/stages.py`) over its archive or a new one, write what changed, and leave the archive for the next build.
"""

import os
import unicodedata
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TypeVar

from sitegen.engine.build_key import build_key
from sitegen.engine.build_settings import BuildSettings, Workers
from sitegen.engine.changes import (
    OUTPUT,
    Counts,
    LastBuild,
    OutputState,
    Sources,
    SourcesChangedError,
    read_last_build,
    refresh_last_build,
    scan_output,
    scan_sources,
    stamping,
    write_last_build,
)
from sitegen.engine.file_state import FileSnapshot, content_digest, disk_time
from sitegen.model.problems import Report
from sitegen.model.site_files import SEEDS, TEMPLATES, Artifact
from sitegen.output.output_folder import Changes, Output, Staging, hold_output
from sitegen.progress import Progress, no_progress
from sitegen.readers.files import Root
from sitegen.records.database import commit
from sitegen.refusal import Refusal

if TYPE_CHECKING:
    from sitegen.engine.archive import Archive
    from sitegen.engine.build_run import BuildRun
    from sitegen.engine.setup import Setup
    from sitegen.model.project import BriefingSummary

Made = TypeVar("Made")

PACKAGE = Path(__file__).parent
CACHE = ".sitegen/cache"
"""Where archives are kept, within the site's folder; safe to delete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """The options of a build."""

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
    def build_settings(self) -> BuildSettings:
        """Return what follows for each briefing and page."""
        return BuildSettings(
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
    """The result of a build in memory."""

    report: Report
    artifacts: tuple[Artifact, ...]
    """The whole site; empty where problems stopped the build."""
    briefings: int


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """The result of a build into a folder."""

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


@dataclass
class BuildMemory:
    """The memory of a process from one build to the next: a preview need not read again what did not change."""

    setup_of: dict[tuple[BuildSettings, str], "Setup"] = field(default_factory=dict)
    """The set-up of the last build, by its settings and its build key."""


def make_site(options: BuildOptions, *, workers: Workers | None = None, progress: Progress = no_progress) -> Build:
    """Return all files of the site with all problems of all files; nothing is written and nothing remembered."""
    from sitegen.engine.archive import new_archive  # noqa: PLC0415 - as in `_Job.run`

    job = _Job(options, workers or Workers(), progress)

    def make() -> Build:
        archive = new_archive(None)
        made: dict[str, Artifact] = {}
        with archive.at_work():
            put = lambda artifact: made.update({artifact.path: artifact})  # noqa: E731
            run = job.run(archive, scan_sources(options.root, disk_time()), put=put)
            return Build(run.report, tuple(made.values()) if run.is_complete else (), archive.files.published())

    return _with_one_more_try(make, lambda report: Build(report, (), 0))


def check_site(
    options: BuildOptions,
    slugs: Collection[str] = (),
    *,
    workers: Workers | None = None,
    progress: Progress = no_progress,
) -> Report:
    """Return all problems of a site; what is made to find them is thrown away, and nothing remembered.

    With slugs those of these briefings' sidecars and seeds alone; Refusal with status 2 where a slug is no briefing's.
    """
    from sitegen.engine.archive import ArchiveError, new_archive  # noqa: PLC0415 - as in `_Job.run`

    job = _Job(options, workers or Workers(), progress)

    def check_over(archive: "Archive") -> Report:
        with archive.at_work():
            report = job.run(archive, scan_sources(options.root, disk_time())).report
            if not slugs:
                return report
            files = _files_of(slugs, [summary for _, summary, _ in archive.files.summaries()])
            return Report(one for one in report if unicodedata.normalize("NFC", one.where.path) in files)

    def check() -> Report:
        try:
            with TemporaryDirectory(prefix="sitegen-") as folder:
                return check_over(new_archive(Path(folder) / "archive.sqlite"))
        except (ArchiveError, OSError):  # where there is no room for files there may be some in memory
            return check_over(new_archive(None))

    return _with_one_more_try(check, lambda report: report)


def build_site(
    options: BuildOptions,
    folder: Path,
    *,
    workers: Workers | None = None,
    progress: Progress = no_progress,
    memory: BuildMemory | None = None,
) -> BuiltSite:
    """Make a folder hold the site, from what the last build of this folder left where that is as good as new.

    Errors, and with `strict` warnings, leave the folder as it was. OutputError as of `hold_output` and `Staging`.
    """
    with hold_output(folder, root=options.root) as output:
        job = _Job(options, workers or Workers(), progress, memory, is_written=True)
        return _with_one_more_try(
            partial(_build_held, job, output), lambda report: BuiltSite(report, None, Counts(0, 0))
        )


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


@dataclass(frozen=True, slots=True)
class _Job:
    """A command that makes a site."""

    options: BuildOptions
    workers: Workers
    progress: Progress
    memory: BuildMemory | None = None
    is_written: bool = False
    """The site is put into a folder."""

    def run(
        self,
        archive: "Archive",
        sources: Sources,
        *,
        key: str = "",
        put: Callable[[Artifact], None] = lambda _: None,
        damaged: Collection[str] = (),
    ) -> "BuildRun":
        """Run the stages over an archive. `key` is the build key of what can be remembered, else empty."""
        # Imported where it is known that something must be made: that is what takes time at the start.
        from sitegen.engine.build_run import BuildRun  # noqa: PLC0415
        from sitegen.engine.stages import run_stages  # noqa: PLC0415

        self.progress("reading settings, registers and templates", 0, 0)
        problems = Report()
        run = BuildRun(
            setup=self._open_setup(problems, sources, key),
            archive=archive,
            sources=sources,
            workers=self.workers,
            is_stopped=self.options.is_stopped_by,
            setup_problems=problems,
            put=put,
            damaged=damaged,
            is_written=self.is_written,
            progress=self.progress,
        )
        run_stages(run)
        return run

    def _open_setup(self, report: Report, sources: Sources, key: str) -> "Setup":
        from sitegen.engine.setup import open_setup  # noqa: PLC0415 - as in `run`

        settings, memory = self.options.build_settings, self.memory or BuildMemory()
        setup = open_setup(settings, report, memory.setup_of.get((settings, key)))
        # What was read must be what the key was made from: it was made before.
        if key and (settings, key) not in memory.setup_of and not sources.changed_meanwhile(()):
            memory.setup_of = {(settings, key): setup}
        return setup


@dataclass(frozen=True, slots=True)
class _Start:
    """The state from which a build into a folder begins."""

    output: OutputState
    sources: Sources
    last: LastBuild | None = None
    """None where nothing is left of it that can be trusted."""
    key: str = ""
    """See `build_key`; empty where nothing is to be remembered."""

    @property
    def goes_on(self) -> bool:
        """Tell whether the build can go on from what the last one left."""
        return self.last is not None and self.last.key == self.key

    @property
    def snapshots(self) -> dict[str, FileSnapshot]:
        """Return all files as they were found."""
        return {**self.sources.snapshots, OUTPUT: self.output.snapshot}


def _build_held(job: _Job, output: Output) -> BuiltSite:
    """Build into a held folder, where anything changed since the last build."""
    options, place = job.options, _archive_for(job.options.root, output)
    with stamping(output, can_fork=job.workers.can_fork) as stamps:
        sources = scan_sources(options.root, disk_time())
        if options.keep_going:
            return _build_from(_Start(scan_output(output, None, stamps()), sources), job, place)
        last = None if options.clean else read_last_build(place)
        sources, found = sources.compared_with(last, options.templates[-1]), scan_output(output, last, stamps())
    start = _Start(found, sources, last, build_key(options.build_settings, sources.snapshots))
    if last and start.goes_on and not (sources.changed or found.changed or options.is_stopped_by(last.report)):
        refresh_last_build(place, last, start.snapshots)
        return BuiltSite(last.report, Changes(0, last.files, 0, ()), last.counts)
    return _build_from(start, job, place)


def _archive_for(root: Path, output: Output) -> Path:
    """Return the place of the archive for an output folder: the same one wherever the site's folder is copied to."""
    top = root.resolve()
    within = output.folder.relative_to(top) if output.folder.is_relative_to(top) else output.folder
    return root / CACHE / f"{blake2b(os.fsencode(within), digest_size=8).hexdigest()}.sqlite"


def _build_from(start: _Start, job: _Job, place: Path) -> BuiltSite:
    """Build upon the archive of the last build, or upon a new one where that cannot be read."""
    from sitegen.engine.archive import ArchiveError, new_archive, open_archive, room_for_archives  # noqa: PLC0415 - as in `_Job.run`

    if start.goes_on and (former := open_archive(place)):
        with suppress(ArchiveError):
            return _update(former, place, start, job)
    try:
        with room_for_archives(place.parent) as room:
            built = _update(new_archive(room / f"{place.stem}.new"), room / place.name, start, job)
            is_kept = room == place.parent or not start.key
            return built if is_kept else replace(built, forgotten=f"{place.parent}: it cannot be written")
    except ArchiveError as error:  # nothing was put into the output yet
        return replace(_update(new_archive(None), None, start, job), forgotten=str(error))


def _update(archive: "Archive", kept_at: Path | None, start: _Start, job: _Job) -> BuiltSite:
    """Bring an archive and the output folder up to date; keep the archive for the next build where a site came of it.

    Where nothing is to be remembered, the archive is left as it was.
    """
    from sitegen.engine.archive import ARCHIVE_FAULTS  # noqa: PLC0415 - as in `_Job.run`

    with archive.at_work(kept_at) as work:
        staging, digests = Staging(start.output.output), dict[str, bytes]()

        def put(artifact: Artifact) -> None:
            staging.put(artifact)
            digests[artifact.path] = content_digest(artifact.content)

        damaged = frozenset() if archive.is_fresh else start.output.changed
        run = job.run(archive, start.sources, key=start.key, put=put, damaged=damaged)
        counts = Counts(archive.files.published(), archive.files.drafts_left_out())
        if run.is_complete and (twice := archive.steps.claimed_twice()):
            raise staging.clash(twice)
        changes = staging.finish(run.kept) if run.is_complete else None
        if changes is None or not start.key:
            archive.connection.rollback()
            return BuiltSite(run.report, changes, counts)
        ours = None if run.kept is None else run.kept | run.made
        files = len(start.output.output.ours if ours is None else ours)
        snapshots = {**start.snapshots, OUTPUT: start.output.after(changes, ours, digests)}
        try:
            left = LastBuild(start.key, snapshots, tuple(run.report), counts, files)
            write_last_build(archive.connection, left)
            commit(archive.connection)
            work.is_done = True
        except ARCHIVE_FAULTS as error:  # the site is built: that nothing is kept of it is no reason to fail
            work.fault = f"{archive.path}: {error}"
    return BuiltSite(run.report, changes, counts, work.fault)


def _files_of(slugs: Collection[str], summaries: Sequence["BriefingSummary"]) -> frozenset[str]:
    """Return the sidecars and seeds of briefings, composed (NFC). Refusal where a slug is none's."""
    from sitegen.model.nearest import nearest_slug  # noqa: PLC0415 - as in `_Job.run`

    known = {summary.slug for summary in summaries}
    for slug in slugs:
        if slug not in known:
            guess = nearest_slug(slug, known)
            way_out = f"did you mean `{guess}`?" if guess else "a briefing's slug is its sidecar's name without `.yaml`"
            raise Refusal(f"no briefing has the slug `{slug}`; {way_out}", status=2)
    chosen = [summary for summary in summaries if summary.slug in slugs]
    paths = {summary.slug_where.path for summary in chosen} | {f"{SEEDS}/{summary.seed}" for summary in chosen}
    return frozenset(unicodedata.normalize("NFC", path) for path in paths)
