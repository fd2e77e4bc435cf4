"""The stages in which briefings are read, their slugs settled, and their pages made."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sitegen.checking.hints import hint_at_unstated_rights
from sitegen.checking.topics import check_topics
from sitegen.engine.archive import Archive
from sitegen.engine.briefing import (
    BriefingPages,
    Neighbours,
    WovenBriefing,
    make_pages,
    weave_briefings,
)
from sitegen.engine.briefing_files import BriefingRow, Grant
from sitegen.engine.build_run import FLAGS, BuildRun
from sitegen.engine.link_check import LinkCheck
from sitegen.engine.setup import BriefingItem, Neighbour, SiteFlags
from sitegen.engine.steps import Stage, StepResult, briefing_key, file_key, neighbour_key
from sitegen.engine.workers import Pool
from sitegen.model.problems import Report
from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import SEEDS, SIDECARS
from sitegen.model.text import Location
from sitegen.readers import references
from sitegen.readers.briefings import lonely_seeds, read_briefing, settle_slugs
from sitegen.readers.project import check_entries
from sitegen.records.keys import digest_of, key_of
from sitegen.records.library import Library
from sitegen.records.tables import RIGHTS_UNSTATED

SAMPLE: Final = 64
"""So many briefings at most are read before the others are made: they show what the site will hold."""
SMALL: Final = 32
"""Of a site of so many all are read first."""

SUMMARIES: Final = key_of("summaries")
"""What the sidecars say of themselves to others: every sidecar states it."""
LONELY_SUMMARIES: Final = key_of("lonely summaries")
"""The same of seeds without sidecars."""
SEED_NAMES: Final = key_of("seed names")
SLUGS: Final = key_of("slugs")
"""All slugs and former slugs: read where a briefing names one that is not there, and is told of the nearest."""

FLAGS_NAME: Final = "flags"
"""The name of the value in the archive."""


# --- briefings are read


def find_stale_briefings(run: BuildRun) -> list[str]:
    """Return the sidecars to be read, and forget those that are gone."""
    steps, present = run.archive.steps, frozenset(run.setup.shared.sidecars)
    steps.record(Stage.SITE, "sources", StepResult(facts={SEED_NAMES: digest_of(run.sources.seeds.paths)}))
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


def read_sample(run: BuildRun, due: Sequence[str]) -> None:
    """Know what every page depends on: from the last build, or from some briefings.

    Those are read before there is a pool, whose processes so know what was woven here.
    """
    run.flags = _flags_of_last_build(run.archive)
    if run.flags is None and due:
        size = min(SAMPLE, max(SMALL, len(due) // 4))
        sample = due[:: max(1, len(due) // size)][:size]
        for woven in weave_briefings([BriefingItem(path) for path in sample], run.setup.build_settings, None):
            _enter(run, woven)
        if len(sample) < len(due):
            run.flags = _find_flags(run, Library(run.archive.connection), len(sample) / len(due))


def read_briefings(run: BuildRun, items: Collection[BriefingItem], pool: Pool) -> None:
    """Read and weave briefings, and make the pages of those that name no others."""
    settings, size = run.setup.build_settings, pool.chunk_for(len(items))
    woven = pool.map_chunks(weave_briefings, items, settings, run.flags_to_make, size=size)
    for number, one in enumerate(woven, start=1):
        _enter(run, one)
        run.progress("reading and making briefings", number, len(items))


def _enter(run: BuildRun, woven: WovenBriefing) -> None:
    """Enter what a briefing is by itself; one whose slug is another's waits until slugs are settled."""
    archive, path = run.archive, woven.item.path
    files, summary = archive.files, woven.summary
    is_refused = summary.is_whole and files.is_taken(summary.slug, path)
    grant = Grant(is_refused, woven.item.refused_aliases)
    written = files.summary(path) if woven.item.refused_aliases else summary
    day = woven.day if woven.rows is not None and not is_refused else None
    is_known = not archive.is_fresh or path in run.entered
    former = files.published_slug(path) if is_known else None
    if former and (day is None or former != summary.slug):
        archive.steps.changed |= archive.records.replace(former, None)
    if woven.rows and not is_refused:
        if run.is_filling:
            archive.records.fill(woven.rows)
        else:
            archive.steps.changed |= archive.records.replace(summary.slug, woven.rows)
    summary_digest, file_digest = files.put(BriefingRow(path, written, day, woven.named, grant), is_known=is_known)
    if woven.links or not archive.is_fresh:
        archive.links.put(path, woven.links)
    is_lonely = path.startswith(f"{SEEDS}/")
    facts = {
        LONELY_SUMMARIES if is_lonely else SUMMARIES: summary_digest,
        briefing_key(path): digest_of(f"{file_digest} {woven.digest}".encode()),
    }
    if not is_refused:
        shown = "\0".join((str(file_digest), *(woven.rows.abstract[-2:] if woven.rows else ())))
        facts[neighbour_key(summary.slug)] = digest_of(shown.encode("utf-8", "surrogatepass"))
    # A seed that is not there may come, and till then the message names the nearest of those that are.
    reads = {file_key(path), file_key(f"{SEEDS}/{summary.seed}"), *(() if summary.is_shown else (SEED_NAMES,))}
    archive.steps.record(Stage.BRIEFING, path, StepResult(reads=reads, facts=facts, problems=woven.problems))
    run.entered.add(path)
    run.files_read.update(_files_of(run, path, summary.seed))
    if is_refused:
        archive.steps.forget(Stage.PAGE, path)
    elif woven.pages:
        run.made_early.add(path)
        _enter_pages(run, woven.pages, ())


def _forget(run: BuildRun, path: str) -> None:
    """Take a briefing out whose file is gone."""
    archive = run.archive
    slug = archive.files.published_slug(path)
    if slug:
        archive.steps.changed |= archive.records.replace(slug, None)
    archive.files.remove(path)
    archive.links.put(path, ())
    archive.steps.forget(Stage.BRIEFING, path)
    archive.steps.forget(Stage.PAGE, path)


def _files_of(run: BuildRun, path: str, seed: str) -> tuple[str, ...]:
    """Return the files of a briefing whose seed has this name: its sidecar, if it has one, and the seed."""
    name = run.setup.shared.inputs.seed_named(seed)
    return tuple(dict.fromkeys((path, f"{SEEDS}/{name}"))) if name else (path,)


# --- what follows from all briefings together


def settle_briefings(run: BuildRun, pool: Pool) -> None:
    """Settle whose slug is whose and which seeds are drafts; read again what is granted something else than it took."""
    archive, steps = run.archive, run.archive.steps
    if run.is_filling:
        archive.records.enter_entries(run.setup.terms_of_entries())
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
        granted = "\n".join(map(repr, archive.files.granted_summaries()))
        steps.record(
            Stage.SITE, "granted slugs", StepResult(facts={SLUGS: digest_of(granted.encode("utf-8", "surrogatepass"))})
        )


def _settle(run: BuildRun, known: Mapping[str, str]) -> list[BriefingItem]:
    """Settle slugs; return the seeds without sidecars that must be read."""
    archive, steps, report = run.archive, run.archive.steps, Report()
    inputs = run.setup.shared.inputs
    written = {path: summary for path, summary, _ in archive.files.summaries() if path not in known}
    whole = [summary for summary in written.values() if summary.is_whole]
    granted = {summary.slug_where.path: summary for summary in settle_slugs(whole, report)}
    steps.record(Stage.SITE, "slugs", StepResult(reads=[SUMMARIES, SEED_NAMES], problems=tuple(report)))
    settled = [
        granted.get(path, replace(summary, slug="") if summary.is_whole else summary)
        for path, summary in written.items()
    ]
    lonely = {f"{SEEDS}/{name}": slug for name, slug in lonely_seeds(inputs, settled)}
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


def _refuse(run: BuildRun, path: str) -> None:
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


def check_registers(run: BuildRun) -> None:
    """Check what the entries of registers refer to, as far as that lies in briefings."""
    steps, shared, report = run.archive.steps, run.setup.shared, Report()
    name = "register references"
    if steps.has(Stage.SITE, name) and name not in steps.stale(Stage.SITE):
        return
    named = sorted({slug for entry in shared.entries for slug in references.briefings_named(entry)})
    check_entries(shared, neighbours_of(run.archive, named).known, report)
    steps.record(Stage.SITE, name, StepResult(reads=_keys_of_named(run.archive, named), problems=tuple(report)))


def check_topic_ids(run: BuildRun) -> None:
    """Check that no two topics have one page."""
    steps, setup, report, name = run.archive.steps, run.setup, Report(), "topics"
    if steps.has(Stage.SITE, name) and name not in steps.stale(Stage.SITE):
        return
    library = Library(run.archive.connection)
    with library.tracing() as reads:
        topics = library.topics()

    def place_of(written: str, slug: str) -> Location:
        path = run.archive.files.path_of(slug) or ""
        reads.add(file_key(path))
        manuscript = read_briefing(path, setup.shared.inputs, Report()).manuscript
        written_in = manuscript.sidecar.topics if manuscript else ()
        return next((one.where for one in written_in if setup.topic_of(one.value) == written), Location(path))

    check_topics(topics, setup.shared.registers.topics, place_of, report)
    steps.record(Stage.SITE, name, StepResult(reads=reads, problems=tuple(report)))


def hint_at_rights(run: BuildRun) -> None:
    """Hint at articles of which nothing says whose they are, where hints are looked for."""
    steps, report, name = run.archive.steps, Report(), "rights"
    if not run.setup.with_hints or (steps.has(Stage.SITE, name) and name not in steps.stale(Stage.SITE)):
        return
    library = Library(run.archive.connection)
    with library.tracing() as reads:
        hint_at_unstated_rights(run.setup.shared.settings, library.with_trait(RIGHTS_UNSTATED), report)
    steps.record(Stage.SITE, name, StepResult(reads=reads, problems=tuple(report)))


def _keys_of_named(archive: Archive, named: Collection[str]) -> list[int]:
    keys = [neighbour_key(slug) for slug in named]
    return keys if all(map(archive.files.path_of, named)) else [*keys, SLUGS]


def neighbours_of(archive: Archive, named: Collection[str]) -> Neighbours:
    """Return the other briefings as far as one needs them that names these; all slugs where one of these is none."""
    found = {slug: neighbour for slug in named if (neighbour := _neighbour(archive, slug))}
    if len(found) == len(named):
        return Neighbours(tuple(found), {}, found)
    others = references.describe_briefings(archive.files.granted_summaries())
    return Neighbours(tuple(others.slugs), others.slug_of_alias, found)


def _neighbour(archive: Archive, slug: str) -> Neighbour | None:
    path = archive.files.path_of(slug)
    if path is None:
        return None
    return Neighbour(archive.files.granted_summary(path), archive.records.abstract_row(slug))


# --- pages of briefings


def make_briefing_pages(run: BuildRun, links: LinkCheck, pool: Pool) -> None:
    """Make the files of the briefings that waited for the others, or of which or whose neighbours something changed."""
    archive, steps = run.archive, run.archive.steps
    without = {path for path in run.entered if not steps.has(Stage.PAGE, path)}
    due = (steps.stale(Stage.PAGE, run.damaged) | without) - run.made_early | links.briefings_to_read
    waiting = sorted(path for path in due if not archive.files.is_refused(path))
    run.files_read.update(file for path in waiting for file in _files_of(run, path, archive.files.seed(path)))
    pieces = ((_item(archive, path), neighbours_of(archive, archive.files.named_by(path))) for path in waiting)
    size = pool.chunk_for(len(waiting))
    made = pool.map_chunks(make_pages, pieces, run.setup.build_settings, run.flags_to_make, size=size)
    for number, pages in enumerate(made, start=1):
        _enter_pages(run, pages, archive.files.named_by(pages.item.path))
        links.read(pages.artifacts)
        run.progress("making briefings", number, len(waiting))


def _enter_pages(run: BuildRun, pages: BriefingPages, named: Collection[str]) -> None:
    archive, path = run.archive, pages.item.path
    reads = [FLAGS, briefing_key(path), *_keys_of_named(archive, named)]
    result = StepResult(reads=reads, files=run.take(pages.artifacts), problems=pages.problems)
    archive.steps.record(Stage.PAGE, path, result)
    run.touched_pages.add(path)


def _item(archive: Archive, path: str) -> BriefingItem:
    """Return a briefing that was entered as a piece of work."""
    slug = archive.files.slug(path) if path.startswith(f"{SEEDS}/") else ""
    return BriefingItem(path, slug, archive.files.grant(path).refused_aliases)


def settle_flags(run: BuildRun) -> None:
    """State what every page depends on, now that all briefings were read.

    Pages that were made by other flags count as not made.
    """
    steps, assumed, former = run.archive.steps, run.flags, _flags_of_last_build(run.archive)
    if former and "flags" not in steps.stale(Stage.SITE):
        run.flags = former
    else:
        library = Library(run.archive.connection)
        with library.tracing() as reads:
            run.flags = _find_flags(run, library)
        written = json.dumps([sorted(each) for each in (run.flags.filled, run.flags.unpublished)])
        steps.record(Stage.SITE, "flags", StepResult(reads=reads, facts={FLAGS: digest_of(written.encode())}))
        run.archive.write_value(FLAGS_NAME, written)
    if assumed != run.flags:
        run.made_early.clear()


def _find_flags(run: BuildRun, library: Library, share: float = 1) -> SiteFlags:
    """Return what is true of a site of which a share of the briefings was read.

    Before all were read, those to which texts of registers and free pages lead are taken to be published.
    """
    linked = run.setup.linked_briefings
    unpublished = frozenset(slug for slug in linked if share == 1 and not library.is_published(slug))
    return SiteFlags(library.what_is_filled(), unpublished)


def _flags_of_last_build(archive: Archive) -> SiteFlags | None:
    written = archive.value(FLAGS_NAME)
    return SiteFlags(*(frozenset(names) for names in json.loads(written))) if written else None
