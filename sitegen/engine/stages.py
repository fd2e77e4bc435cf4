"""The stages of a build in their order. In each the steps run again of which something that they read changed."""

from collections.abc import Iterable, Iterator
from itertools import chain

from sitegen.checking.severities import apply_levels, soften_left_out_draft, soften_shown_draft
from sitegen.engine.briefing_stages import (
    check_registers,
    check_topic_ids,
    find_stale_briefings,
    hint_at_rights,
    make_briefing_pages,
    read_briefings,
    read_sample,
    settle_briefings,
    settle_flags,
)
from sitegen.engine.build_run import BuildRun, StoppedError
from sitegen.engine.link_check import LinkCheck
from sitegen.engine.list_stages import make_fonts, make_lists, make_rest, make_sitemap
from sitegen.engine.setup import BriefingItem, set_up
from sitegen.engine.steps import Stage
from sitegen.engine.workers import pool_for
from sitegen.model.problems import Problem, Report
from sitegen.model.site_files import SEEDS, SIDECARS


def run_stages(run: BuildRun) -> None:
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


def _run_in_order(run: BuildRun) -> None:
    """Run the stages. StoppedError where problems forbid to go on."""
    due = find_stale_briefings(run)
    # Set-up and sample come before the pool: its processes are forked, and have both from the start.
    set_up(run.setup)
    read_sample(run, due)
    pieces = len(run.setup.shared.sidecars) if run.archive.is_fresh else len(due)
    with pool_for(run.workers, pieces, run.setup.build_settings) as pool:
        read_briefings(run, [BriefingItem(path) for path in due if path not in run.entered], pool)
        settle_briefings(run, pool)
        check_registers(run)
        check_topic_ids(run)
        hint_at_rights(run)
        settle_flags(run)
        make_fonts(run)
        # Made before pages are: only pages to which a link with a fragment leads are read, and it knows which.
        links = LinkCheck(run.setup, run.archive, run.entered, is_whole=run.is_whole)
        make_briefing_pages(run, links, pool)
        # Where errors stop the build no list is begun. Links are judged by the files that were made: of a build that
        # stops here only those are told that are dead whatever would have been made.
        try:
            judge(run)
        except StoppedError:
            judge(run, links.surely_dead())
        make_lists(run, links, pool)
    # The sitemap names the pages that were made, and a link may lead to any file: both come last.
    make_sitemap(run)
    make_rest(run)
    links.judge(run.touched_pages, run.archive.steps.changed)
    judge(run, run.archive.links.problems())


def judge(run: BuildRun, more: Iterable[Problem] = ()) -> None:
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


def _problems_by_file(run: BuildRun) -> Iterator[tuple[str, Problem]]:
    """Yield what the steps found wrong, each behind the file of its briefing, or else the file in which it stands."""
    for stage, name, problems in run.archive.steps.problems():
        for problem in problems:
            yield name if stage in (Stage.BRIEFING, Stage.PAGE) else problem.where.path, problem
