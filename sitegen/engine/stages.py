"""The stages of a build in their order. In each the steps run again of which something that they read changed."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import Final

from sitegen.checking.severities import apply_levels, soften_left_out_draft, soften_shown_draft
from sitegen.engine.archive import Archive
from sitegen.engine.briefing import (
    BriefingPages,
    Neighbours,
    WovenBriefing,
    make_pages,
    weave_briefings,
)
from sitegen.engine.briefing_files import BriefingRow, Grant
from sitegen.engine.build_settings import Workers
from sitegen.engine.changes import Sources, forget_last_build
from sitegen.engine.links import LinkCheck
from sitegen.engine.lists import DATA, DueFamily, ListMaker, make_families
from sitegen.engine.setup import BriefingItem, Neighbour, Setup, SiteFlags, set_up
from sitegen.engine.steps import Stage, StepResult, Steps, briefing_key, file_key, neighbour_key
from sitegen.engine.workers import Pool, pool_for
from sitegen.language.editions import list_editions
from sitegen.model.problems import Problem, Report
from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import SEEDS, SIDECARS, Artifact
from sitegen.pages.assets import copy_pictures
from sitegen.pages.page_renderer import copy_rest
from sitegen.progress import Progress, no_progress
from sitegen.readers import references
from sitegen.readers.briefings import lonely_seeds, settle_slugs
from sitegen.readers.project import check_entries
from sitegen.records.database import commit
from sitegen.records.keys import digest_of, key_of
from sitegen.records.library import Lengths, Library

SAMPLE: Final = 64
"""So many briefings at most are read before the others are made: they show what the site will hold."""
SMALL: Final = 32
"""Of a site of so many all are read first."""
FAMILIES_AT_ONCE: Final = (2, 16)
"""Of a large and of a small site. A family of a large one is far more work than a briefing, and some are far more than
others; of a small one it is less work than it is to send it."""
LARGE: Final = 1000
"""Briefings of a site of which a family is so much work as one briefing is."""

SUMMARIES: Final = key_of("summaries")
"""What the sidecars say of themselves to others: every sidecar states it."""
LONELY_SUMMARIES: Final = key_of("lonely summaries")
"""The same of seeds without sidecars."""
SEED_NAMES: Final = key_of("seed names")
SLUGS: Final = key_of("slugs")
"""All slugs and former slugs: read where a briefing names one that is not there, and is told of the nearest."""
FLAGS: Final = key_of("flags")
"""See `SiteFlags`: all pages read it."""


FLAGS_NOTE: Final = "flags"
"""The note in the archive."""
SITEMAP: Final = "sitemap"


class StoppedError(Exception):
    """Problems stop the build; the report has them."""


@dataclass
class Run:
    """One run of the stages over an archive."""

    setup: Setup
    archive: Archive
    sources: Sources
    workers: Workers
    is_stopped: Callable[[Report], bool]
    """Tells whether these problems forbid to build."""
    put: Callable[[Artifact], None]
    """Takes each file that was made; one that is made again takes the place of the former."""
    setup_problems: Report
    """What is wrong with what all briefings share."""
    damaged: Collection[str] = ()
    """Files of the last build that are gone from the output folder or hold something else."""
    progress: Progress = no_progress
    report: Report = field(default_factory=Report)
    """What is wrong with the site; whole when the stages ended or were stopped."""
    made: set[str] = field(default_factory=set)
    """Paths of the files that this run made."""
    flags: SiteFlags | None = None
    """What is known of the whole site: of the last build or from a sample until all briefings are read."""
    entered: set[str] = field(default_factory=set)
    """Paths of the briefings that this run read."""
    made_early: set[str] = field(default_factory=set)
    """Those whose pages were made at once, by what was known of the whole site then."""
    touched_pages: set[str] = field(default_factory=set)
    """Those whose pages were made, or looked at again, in this run."""
    files_read: set[str] = field(default_factory=set)
    """Paths of the sidecars and seeds that this run read."""
    is_complete: bool = False
    """All stages ended."""
    is_filling: bool = False
    """Records go into an empty archive, which is faster without its indexes."""

    def refuse_changes(self) -> None:
        """Raise SourcesChangedError where a file that this run read is another now."""
        self.sources.refuse_changes(None if self.archive.is_fresh else self.files_read)

    @cached_property
    def kept(self) -> set[str] | None:
        """Return the files of former builds that stay as they are; None where the same files are there as before.

        Known when the stages ended.
        """
        steps = self.archive.steps
        if self.archive.is_fresh or self.damaged or not steps.has_same_files:
            return set(steps.files()) - self.made
        return None

    @cached_property
    def is_making(self) -> bool:
        """Tell whether pages are to be made at all: not where what all briefings share stops the build already."""
        return not self.is_stopped(apply_levels(self.setup_problems, self.setup.levels))

    def take(self, artifacts: Iterable[Artifact]) -> list[str]:
        """Hand files on, and return their paths."""
        paths = []
        for artifact in artifacts:
            self.put(artifact)
            paths.append(artifact.path)
        self.made.update(paths)
        return paths

    @cached_property
    def list_maker(self) -> ListMaker:
        """Return what makes lists over the archive in this process."""
        return ListMaker(self.setup, self.archive.connection, self.known_flags)

    @property
    def is_whole(self) -> bool:
        """Tell whether every page is made in this run: none was made before, or what all depend on is another."""
        return self.archive.is_fresh or FLAGS in self.archive.steps.changed

    @property
    def known_flags(self) -> SiteFlags:
        """Return the flags of the whole site, which are known once all briefings were read."""
        if self.flags is None:
            raise TypeError("no briefing was read yet")
        return self.flags

    @property
    def flags_to_make(self) -> SiteFlags | None:
        """Return the flags, where pages are to be made at all."""
        return self.flags if self.is_making else None


def run_stages(run: Run) -> None:
    """Bring an archive up to date, and hand on every file that has to be made; the run tells whether that was allowed.

    SourcesChangedError where a file changed since it was looked at.
    """
    try:
        _run_in_order(run)
        run.is_complete = True
    except StoppedError:
        pass
    except OSError:  # of a source that was there when the build began, or the machine fails
        run.refuse_changes()
        raise
    run.refuse_changes()


def _run_in_order(run: Run) -> None:
    """Run the stages. StoppedError where problems forbid to go on."""
    due = find_stale_briefings(run)
    set_up(run.setup)
    read_sample(run, due)
    pieces = len(run.setup.shared.sidecars) if run.archive.is_fresh else len(due)
    with pool_for(run.workers, pieces, run.setup.build_settings) as pool:
        read_briefings(run, [BriefingItem(path) for path in due if path not in run.entered], pool)
        settle_briefings(run, pool)
        check_registers(run)
        settle_flags(run)
        links = LinkCheck(run.setup, run.archive, run.entered, is_whole=run.is_whole)
        make_briefing_pages(run, links, pool)
        try:
            judge(run)
        except StoppedError:
            judge(run, links.surely_dead())
        make_lists(run, links, pool)
    make_sitemap(run)
    make_rest(run)
    links.judge(run.touched_pages, run.archive.steps.changed)
    judge(run, run.archive.links.problems())


# --- briefings are read


def find_stale_briefings(run: Run) -> list[str]:
    """Return the sidecars to be read, and forget those that are gone."""
    steps, present = run.archive.steps, frozenset(run.setup.shared.sidecars)
    steps.record(Stage.SITE, "sources", StepResult(facts={SEED_NAMES: digest_of(run.sources.seeds_digest.encode())}))
    if run.archive.is_fresh:
        run.is_filling = True
        return sorted(present)
    changed = run.sources.changed or frozenset()
    steps.changed.update(file_key(path) for path in changed)
    new = {path for path in changed & present if not steps.has(Stage.BRIEFING, path)}
    for path in changed - present:
        if path.startswith(f"{SIDECARS}/"):
            _forget(run, path)
    return sorted(new | (steps.stale(Stage.BRIEFING) & present))


def read_sample(run: Run, due: Sequence[str]) -> None:
    """Know what every page depends on: from the last build, or from some briefings.

    Those are read before there is a pool, whose processes so know what was woven here.
    """
    run.flags = _noted_flags(run.archive)
    if run.flags is None and due:
        size = min(SAMPLE, max(SMALL, len(due) // 4))
        sample = due[:: max(1, len(due) // size)][:size]
        for woven in weave_briefings([BriefingItem(path) for path in sample], run.setup.build_settings, None):
            _enter(run, woven)
        if len(sample) < len(due):
            run.flags = _find_flags(run, Library(run.archive.connection), len(sample) / len(due))


def read_briefings(run: Run, items: Collection[BriefingItem], pool: Pool) -> None:
    """Read and weave briefings, and make the pages of those that name no others."""
    settings, size = run.setup.build_settings, pool.chunk_for(len(items))
    woven = pool.map_chunks(weave_briefings, items, settings, run.flags_to_make, size=size)
    for number, one in enumerate(woven, start=1):
        _enter(run, one)
        run.progress("reading and making briefings", number, len(items))


def _enter(run: Run, woven: WovenBriefing) -> None:
    """Enter what a briefing is by itself; one whose slug is another's waits until slugs are settled."""
    archive, path = run.archive, woven.item.path
    files, summary = archive.files, woven.summary
    is_refused = summary.is_whole and files.is_taken(summary.slug, path)
    grant = Grant(is_refused, woven.item.refused_aliases)
    written = files.summary(path) if woven.item.refused_aliases else summary
    day = woven.day if woven.rows is not None and not is_refused else None
    former = files.published_slug(path)
    if former and (day is None or former != summary.slug):
        archive.steps.changed |= archive.records.replace(former, None)
    if woven.rows and not is_refused:
        if run.is_filling:
            archive.records.fill(woven.rows)
        else:
            archive.steps.changed |= archive.records.replace(summary.slug, woven.rows)
    files.put(BriefingRow(path, written, day, woven.named, grant))
    if woven.links or not archive.is_fresh:
        archive.links.put(path, woven.links)
    is_lonely = path.startswith(f"{SEEDS}/")
    facts = {
        LONELY_SUMMARIES if is_lonely else SUMMARIES: files.summary_digest(path),
        briefing_key(path): files.whole_digest(path, woven.digest),
    }
    if not is_refused:
        facts[neighbour_key(summary.slug)] = files.whole_digest(path, *(woven.rows.abstract[-2:] if woven.rows else ()))
    # A seed that is not there may come, and till then the message names the nearest of those that are.
    reads = {file_key(path), file_key(f"{SEEDS}/{summary.seed}"), *(() if summary.is_shown else (SEED_NAMES,))}
    archive.steps.record(Stage.BRIEFING, path, StepResult(reads=reads, facts=facts, problems=woven.problems))
    run.entered.add(path)
    run.files_read.update(_files_of(run, path))
    if is_refused:
        archive.steps.forget(Stage.PAGE, path)
    elif woven.pages:
        run.made_early.add(path)
        _enter_pages(run, woven.pages, ())


def _forget(run: Run, path: str) -> None:
    """Take a briefing out whose file is gone."""
    archive = run.archive
    slug = archive.files.published_slug(path)
    if slug:
        archive.steps.changed |= archive.records.replace(slug, None)
    archive.files.remove(path)
    archive.links.put(path, ())
    archive.steps.forget(Stage.BRIEFING, path)
    archive.steps.forget(Stage.PAGE, path)


def _files_of(run: Run, path: str) -> tuple[str, ...]:
    """Return the files of a briefing that was entered: its sidecar, if it has one, and its seed."""
    seed = run.setup.shared.inputs.seed_named(run.archive.files.seed(path))
    return tuple(dict.fromkeys((path, f"{SEEDS}/{seed}"))) if seed else (path,)


# --- what follows from all briefings together


def settle_briefings(run: Run, pool: Pool) -> None:
    """Settle whose slug is whose and which seeds are drafts; read again what is granted something else than it took."""
    archive, steps = run.archive, run.archive.steps
    if run.is_filling:
        archive.records.finish()
        run.is_filling = False
    known = archive.files.lonely()
    is_settled = steps.has(Stage.SITE, "slugs") and "slugs" not in steps.stale(Stage.SITE)
    if is_settled:
        lonely = [BriefingItem(path, known[path]) for path in sorted(steps.stale(Stage.BRIEFING) & known.keys())]
    else:
        lonely = _settle(run, known)
    read_briefings(run, lonely, pool)
    if not is_settled or lonely:
        world = "\n".join(map(repr, archive.files.granted_summaries()))
        steps.record(Stage.SITE, "world", StepResult(facts={SLUGS: digest_of(world.encode("utf-8", "surrogatepass"))}))


def _settle(run: Run, known: Mapping[str, str]) -> list[BriefingItem]:
    """Settle slugs; return the seeds without sidecars that must be read."""
    archive, steps, report = run.archive, run.archive.steps, Report()
    inputs = run.setup.shared.inputs
    written = {path: summary for path, summary, _ in archive.files.summaries() if path not in known}
    whole = [summary for summary in written.values() if summary.is_whole]
    granted = {summary.slug_where.path: summary for summary in settle_slugs(whole, report)}
    steps.record(Stage.SITE, "slugs", StepResult(reads=[SUMMARIES, SEED_NAMES], problems=tuple(report)))
    spoken_of = [
        granted.get(path, replace(summary, slug="") if summary.is_whole else summary)
        for path, summary in written.items()
    ]
    lonely = {f"{SEEDS}/{name}": slug for name, slug in lonely_seeds(inputs, spoken_of)}
    for path, slug in known.items():
        if lonely.get(path) != slug:
            _forget(run, path)
    again = []
    for path, summary in written.items():
        grant = _grant_of(summary, granted.get(path))
        if grant == archive.files.grant(path):
            continue
        if grant.is_refused:
            _refuse(run, path)
        else:
            again.append(BriefingItem(path, refused_aliases=grant.refused_aliases))
    for woven in weave_briefings(again, run.setup.build_settings, None):
        _enter(run, woven)
    stale = steps.stale(Stage.BRIEFING)
    return [BriefingItem(path, slug) for path, slug in lonely.items() if known.get(path) != slug or path in stale]


def _grant_of(written: BriefingSummary, granted: BriefingSummary | None) -> Grant:
    if granted is None:
        return Grant(is_refused=written.is_whole)
    aliases = {alias.value for alias in written.aliases} - {alias.value for alias in granted.aliases}
    return Grant(refused_aliases=frozenset(aliases))


def _refuse(run: Run, path: str) -> None:
    """Take back what was entered of a briefing whose slug is another's.

    That is an error, so this is for builds that go on all the same.
    """
    archive = run.archive
    slug = archive.files.published_slug(path)
    if slug:
        archive.steps.changed |= archive.records.replace(slug, None)
    archive.files.refuse(path)
    archive.steps.forget(Stage.PAGE, path)
    run.made_early.discard(path)


def check_registers(run: Run) -> None:
    """Check what the entries of registers refer to, as far as that lies in briefings."""
    steps, shared, report = run.archive.steps, run.setup.shared, Report()
    name = "register references"
    if steps.has(Stage.SITE, name) and name not in steps.stale(Stage.SITE):
        return
    named = sorted({slug for entry in shared.entries for slug in references.briefings_named(entry)})
    check_entries(shared, neighbours_of(run.archive, named).known, report)
    steps.record(Stage.SITE, name, StepResult(reads=_keys_of_named(run.archive, named), problems=tuple(report)))


def _keys_of_named(archive: Archive, named: Collection[str]) -> list[int]:
    keys = [neighbour_key(slug) for slug in named]
    return keys if all(map(archive.files.path_of, named)) else [*keys, SLUGS]


def neighbours_of(archive: Archive, named: Collection[str]) -> Neighbours:
    """Return the other briefings as far as one needs them that names these; all slugs where one of these is none."""
    found = {slug: neighbour for slug in named if (neighbour := _neighbour(archive, slug))}
    if len(found) == len(named):
        return Neighbours(tuple(found), {}, found)
    world = references.describe_briefings(archive.files.granted_summaries())
    return Neighbours(tuple(world.slugs), world.slug_of_alias, found)


def _neighbour(archive: Archive, slug: str) -> Neighbour | None:
    path = archive.files.path_of(slug)
    if path is None:
        return None
    return Neighbour(archive.files.granted_summary(path), archive.records.abstract_row(slug))


# --- pages of briefings


def make_briefing_pages(run: Run, links: LinkCheck, pool: Pool) -> None:
    """Make the files of the briefings that waited for the others, or of which or whose neighbours something changed."""
    archive, steps = run.archive, run.archive.steps
    without = {path for path in run.entered if not steps.has(Stage.PAGE, path)}
    due = (steps.stale(Stage.PAGE, run.damaged) | without) - run.made_early | links.briefings_to_read
    waiting = sorted(path for path in due if not archive.files.is_refused(path))
    run.files_read.update(file for path in waiting for file in _files_of(run, path))
    pieces = ((_item(archive, path), neighbours_of(archive, archive.files.named_by(path))) for path in waiting)
    size = pool.chunk_for(len(waiting))
    made = pool.map_chunks(make_pages, pieces, run.setup.build_settings, run.flags_to_make, size=size)
    for number, pages in enumerate(made, start=1):
        _enter_pages(run, pages, archive.files.named_by(pages.item.path))
        links.read(pages.artifacts)
        run.progress("making briefings", number, len(waiting))


def _enter_pages(run: Run, pages: BriefingPages, named: Collection[str]) -> None:
    archive, path = run.archive, pages.item.path
    reads = [FLAGS, briefing_key(path), *_keys_of_named(archive, named)]
    result = StepResult(reads=reads, files=run.take(pages.artifacts), problems=pages.problems)
    archive.steps.record(Stage.PAGE, path, result)
    run.touched_pages.add(path)


def _item(archive: Archive, path: str) -> BriefingItem:
    """Return a briefing that was entered as a piece of work."""
    slug = archive.files.slug(path) if path.startswith(f"{SEEDS}/") else ""
    return BriefingItem(path, slug, archive.files.grant(path).refused_aliases)


def settle_flags(run: Run) -> None:
    """State what every page depends on, now that all briefings were read.

    Pages that were made by other flags count as not made.
    """
    steps, assumed, noted = run.archive.steps, run.flags, _noted_flags(run.archive)
    if noted and "flags" not in steps.stale(Stage.SITE):
        run.flags = noted
    else:
        library = Library(run.archive.connection)
        with library.tracing() as reads:
            run.flags = _find_flags(run, library)
        written = json.dumps([sorted(each) for each in (run.flags.filled, run.flags.long_lists, run.flags.unpublished)])
        steps.record(Stage.SITE, "flags", StepResult(reads=reads, facts={FLAGS: digest_of(written.encode())}))
        run.archive.write_note(FLAGS_NOTE, written)
    if assumed != run.flags:
        run.made_early.clear()


def _find_flags(run: Run, library: Library, share: float = 1) -> SiteFlags:
    """Return what is true of a site of which a share of the briefings was read.

    Before all were read, those to which texts of registers and free pages lead are taken to be published.
    """
    linked, registers = run.setup.linked_briefings, run.setup.shared.registers
    unpublished = frozenset(slug for slug in linked if share == 1 and not library.is_published(slug))
    return SiteFlags(library.what_is_filled(), library.what_is_long(registers, Lengths(), share), unpublished)


def _noted_flags(archive: Archive) -> SiteFlags | None:
    written = archive.note(FLAGS_NOTE)
    return SiteFlags(*(frozenset(names) for names in json.loads(written))) if written else None


# --- lists


def make_lists(run: Run, links: LinkCheck, pool: Pool) -> None:
    """Make the pages of lists and the data of which something changed."""
    archive, steps = run.archive, run.archive.steps
    due = _stale_families(run, {*run.damaged, *links.pages_to_read})
    if due and archive.path and pool.can_share(archive.path):
        forget_last_build(archive.connection)
        commit(archive.connection)
        work = (run.setup.build_settings, archive.path, run.flags)
        made = pool.map_chunks(make_families, due, *work, size=_families_at_once(archive))
    else:
        made = (run.list_maker.make(name, only) for name, only in due)
    for number, family in enumerate(made, start=1):
        steps.record(Stage.PLAN, family.name, StepResult(reads={FLAGS, *family.reads}))
        planned = {f"{family.name}\t{path}" for path in family.paths}
        for name in set(steps.names_below(Stage.LIST, f"{family.name}\t")) - planned:
            steps.forget(Stage.LIST, name)
        for page in family.pages:
            result = StepResult(reads=page.reads, files=run.take(page.artifacts), problems=page.problems)
            steps.record(Stage.LIST, f"{family.name}\t{page.path}", result)
            links.read(page.artifacts)
        run.progress("making lists", number, len(due))


def _stale_families(run: Run, lost: Collection[str]) -> list[DueFamily]:
    """Return the families of which something must be made again: whole where the plan may be another."""
    steps = run.archive.steps
    whole = steps.stale(Stage.PLAN)
    if run.is_whole:
        for name in set(steps.names(Stage.PLAN)).difference(run.list_maker.names):
            _forget_family(steps, name)
        return [(name, None) for name in run.list_maker.names]
    pages: dict[str, set[str]] = {}
    for name in steps.stale(Stage.LIST, lost):
        family, _, path = name.partition("\t")
        pages.setdefault(family, set()).add(path)
    return [
        (name, None if name in whole or name.startswith(DATA) else pages[name]) for name in sorted(whole | pages.keys())
    ]


def _forget_family(steps: Steps, family: str) -> None:
    for name in steps.names_below(Stage.LIST, f"{family}\t"):
        steps.forget(Stage.LIST, name)
    steps.forget(Stage.PLAN, family)


def _families_at_once(archive: Archive) -> int:
    fewest, most = FAMILIES_AT_ONCE
    return max(fewest, min(most, LARGE // max(1, archive.files.published())))


# --- what is made behind all pages


def make_sitemap(run: Run) -> None:
    """Make the sitemap again where a page came or went, or a page's last change is another."""
    from sitegen.exports.sitemap import export_sitemap  # noqa: PLC0415 - mostly no page comes or goes

    archive, steps = run.archive, run.archive.steps
    if steps.has(Stage.REST, SITEMAP) and steps.has_same_pages and SITEMAP not in steps.stale(Stage.REST, run.damaged):
        return
    pages = [path for path in steps.files() if path.endswith(".html")]
    library = Library(archive.connection)
    with library.tracing() as reads:
        files = run.take(export_sitemap(run.setup.make_site(library, run.known_flags), pages))
    steps.record(Stage.REST, SITEMAP, StepResult(reads=reads, files=files))


def make_rest(run: Run) -> None:
    """Make what depends on no briefing; it costs less to do than to know whether it must be done."""
    settings, templates, report = run.setup.shared.settings, run.setup.build_settings.templates, Report()
    editions = list_editions(settings)
    files = run.take(copy_rest(editions, settings, templates, report))
    files += run.take(copy_pictures(run.setup.build_settings.root, [edition.prefix for edition in editions]))
    run.archive.steps.record(Stage.REST, "assets", StepResult(files=files, problems=tuple(report)))


# --- what is wrong


def judge(run: Run, more: Iterable[Problem] = ()) -> None:
    """Gather what is wrong. StoppedError where that forbids to go on."""
    files, levels = run.archive.files, run.setup.levels
    report = Report(run.setup_problems)
    of_drafts: dict[str, list[Problem]] = {}
    for path, problem in chain(((one.where.path, one) for one in more), _problems_by_file(run)):
        # What is wrong with a template is wrong for all briefings, on whose page it showed first or not.
        if problem.where.path.startswith((f"{SIDECARS}/", f"{SEEDS}/")) and files.is_draft(path):
            of_drafts.setdefault(path, []).append(problem)
        else:
            report.add(problem)
    run.report = apply_levels(report, levels)
    for path, problems in of_drafts.items():
        if run.setup.build_settings.with_drafts:
            run.report.extend(soften_shown_draft((one for one in problems if one not in run.report), levels))
        else:
            run.report.extend(soften_left_out_draft(problems, levels, files.slug(path)))
    if run.is_stopped(run.report):
        raise StoppedError


def _problems_by_file(run: Run) -> Iterator[tuple[str, Problem]]:
    """Yield what the steps found wrong, each behind the file of its briefing, or else the file in which it stands."""
    for stage, name, problems in run.archive.steps.problems():
        for problem in problems:
            yield name if stage in (Stage.BRIEFING, Stage.PAGE) else problem.where.path, problem
