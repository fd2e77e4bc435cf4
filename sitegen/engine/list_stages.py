"""The stages in which the pages and files over all briefings are made, and those that depend on none."""

from collections.abc import Collection, Iterable
from typing import Final

from sitegen.engine.archive import Archive
from sitegen.engine.build_run import FLAGS, BuildRun
from sitegen.engine.changes import forget_last_build
from sitegen.engine.families import SEARCH, DueFamily, MadeFamily, make_search
from sitegen.engine.link_check import LinkCheck
from sitegen.engine.steps import DATA, Stage, StepResult, Steps
from sitegen.engine.workers import Pool
from sitegen.language.editions import list_editions
from sitegen.model.problems import Report
from sitegen.pages.assets import copy_pictures
from sitegen.pages.page_renderer import copy_rest
from sitegen.records import keys
from sitegen.records.database import commit
from sitegen.records.library import Library

FAMILIES_AT_ONCE: Final = (2, 16)
"""Of a large and of a small site. A family of a large one is far more work than a briefing, and some are far more than
others; of a small one it is less work than it is to send it."""
LARGE: Final = 1000
"""Briefings of a site of which a family is so much work as one briefing is."""

SITEMAP: Final = "sitemap"
FONTS: Final = "fonts"
FONT_CACHE: Final = ".sitegen/fonts"
"""Where fonts are kept that were made ready, within the site's folder; safe to delete."""


# --- lists


def make_lists(run: BuildRun, links: LinkCheck, pool: Pool) -> None:
    """Make the pages of lists and the data of which something changed."""
    archive, steps = run.archive, run.archive.steps
    if keys.BRIEFINGS in steps.changed:
        steps.changed |= archive.records.number_searched()
    due = _stale_families(run, {*run.damaged, *links.pages_to_read})
    made: Iterable[MadeFamily]
    if [name for name, _ in due] == [SEARCH] and not archive.is_fresh:
        made = [make_search(run.setup.make_site(Library(archive.connection), run.known_flags), due[0][1])]
    elif due and archive.path and pool.can_share(archive.path):
        # Imported where a list is made: mostly a change touches none.
        from sitegen.engine.lists import make_families  # noqa: PLC0415

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


def _stale_families(run: BuildRun, lost: Collection[str]) -> list[DueFamily]:
    """Return the families of which something must be made again: whole where the plan may be another."""
    steps = run.archive.steps
    whole = steps.stale(Stage.PLAN)
    if run.is_whole:
        for name in set(steps.names(Stage.PLAN)).difference(run.list_maker.names):
            _forget_family(steps, name)
        return [(name, None) for name in run.list_maker.names]
    if keys.TOPICS in steps.changed:  # a topic without an entry comes with its first briefing and goes with its last
        known, names = set(steps.names(Stage.PLAN)), run.list_maker.names
        for name in known.difference(names):
            _forget_family(steps, name)
        whole = (whole & set(names)) | set(names).difference(known)
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


# --- what is made beside the pages


def make_sitemap(run: BuildRun) -> None:
    """Make the sitemap again where a page came or went, or a page's last change is another."""
    archive, steps = run.archive, run.archive.steps
    if steps.has(Stage.REST, SITEMAP) and steps.has_same_pages and SITEMAP not in steps.stale(Stage.REST, run.damaged):
        return
    from sitegen.exports.sitemap import export_sitemap  # noqa: PLC0415 - mostly no page comes or goes

    pages = [path for path in steps.files() if path.endswith(".html")]
    library = Library(archive.connection)
    with library.tracing() as reads:
        files = run.take(export_sitemap(run.setup.make_site(library, run.known_flags), pages))
    steps.record(Stage.REST, SITEMAP, StepResult(reads=reads, files=files))


def make_fonts(run: BuildRun) -> None:
    """Make the fonts of the settings ready, where the last build did not, or they are damaged."""
    setup, steps = run.setup, run.archive.steps
    settings, root = setup.shared.settings, setup.build_settings.root
    if not settings.fonts or (steps.has(Stage.REST, FONTS) and FONTS not in steps.stale(Stage.REST, run.damaged)):
        return
    # Most sites ship none.
    from sitegen.pages.font_cache import FontCache  # noqa: PLC0415
    from sitegen.pages.fonts import refuse_taken_names, ship_fonts  # noqa: PLC0415

    run.progress("making fonts ready", 0, 0)
    report, cache = Report(), FontCache(root / FONT_CACHE, is_written=run.is_written)
    shipped = ship_fonts(root, settings, cache, report)
    files = run.take(refuse_taken_names(shipped, setup.build_settings.templates, report))
    steps.record(Stage.REST, FONTS, StepResult(files=files, problems=tuple(report)))


def make_rest(run: BuildRun) -> None:
    """Make what depends on no briefing; it costs less to do than to know whether it must be done."""
    settings, templates, report = run.setup.shared.settings, run.setup.build_settings.templates, Report()
    editions = list_editions(settings)
    files = run.take(copy_rest(editions, settings, templates, report))
    files += run.take(copy_pictures(run.setup.build_settings.root, [edition.prefix for edition in editions]))
    run.archive.steps.record(Stage.REST, "assets", StepResult(files=files, problems=tuple(report)))
