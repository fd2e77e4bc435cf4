"""The story of a build: what the writers wrote becomes a folder that can be published, or a list of what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.checking.levels import apply_levels, makes_hints_count
from sitegen.checks import check_parts, give_hints
from sitegen.exports.feeds import LONGEST_FEED
from sitegen.exports.formats import export_briefing, export_site
from sitegen.exports.portraits import portray
from sitegen.gather import gather_briefing, gather_record, gather_site, markdown_wordings, newest_first, page_wordings
from sitegen.language.editions import list_editions
from sitegen.model.kinds import GROUP_OF_KIND
from sitegen.model.problems import Report
from sitegen.model.project import Annotation, Manuscript, Project
from sitegen.model.prose import Placement
from sitegen.model.site import Artifact, Briefing, Site
from sitegen.output import Changes, write_output
from sitegen.pages.assets import copy_pictures
from sitegen.pages.render import Press
from sitegen.readers.project import read_project
from sitegen.weaving import notes
from sitegen.weaving.anchors import QuoteFinder
from sitegen.weaving.fragment import weave_prose
from sitegen.weaving.mentions import Matcher, build_matcher, find_mentions

PACKAGE = Path(__file__).parent
PICTURES = "content/pages/pictures"
"""Pictures of the free pages, beside them."""


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

    @property
    def templates(self) -> tuple[Path, ...]:
        """Return the folders of templates: the site's own first, then the theme."""
        theme = theme_folder()
        own = self.root / "templates"
        return (theme,) if own.resolve() == theme.resolve() else (own, theme)


@dataclass(frozen=True, slots=True)
class Build:
    """What came of a build."""

    report: Report
    artifacts: tuple[Artifact, ...]
    """The whole site; empty where problems stopped the build."""
    briefings: int


def theme_folder() -> Path:
    """Return the default theme: inside the installed package, in a checkout the top-level `templates/`."""
    packaged = PACKAGE / "theme"
    return packaged if packaged.is_dir() else PACKAGE.parent / "templates"


def make_site(options: BuildOptions) -> Build:
    """Return all files of the site with all problems of all files; nothing is written."""
    report = Report()
    project = _with_base_url(read_project(options.root, report), options.base_url)
    manuscripts = _to_publish(project, with_drafts=options.with_drafts)
    html_of = notes.render_pages(page_wordings(project), report)
    html_of |= notes.render_markdown(markdown_wordings(project, manuscripts), report)
    matcher = build_matcher(project.registers)
    briefings = [_weave(manuscript, project, matcher, report) for manuscript in manuscripts]
    levels = project.settings.checks or {}
    check_parts(project, briefings, report, left_out=_left_out(project, options))
    if options.with_hints or makes_hints_count(levels):
        give_hints(project, briefings, report)
    weighed = apply_levels(report, levels)
    if _is_stopped(weighed, options):
        return Build(weighed, (), len(briefings))
    newest = sorted(briefings, key=lambda briefing: newest_first(briefing.abstract))[:LONGEST_FEED]
    site = gather_site(project, map(gather_record, briefings), newest=newest, html_of=html_of)
    press = Press(site, templates=options.templates, describe=portray)
    made = [artifact for briefing in briefings for artifact in _make_briefing(briefing, site, press, report)]
    made += press.print_lists(report)
    prefixes = [edition.prefix for edition in list_editions(project.settings)]
    pictures = copy_pictures(options.root / PICTURES, prefixes, report)
    artifacts = (*made, *pictures, *export_site(site, (artifact.path for artifact in made)))
    weighed = apply_levels(report, levels)
    return Build(weighed, () if _is_stopped(weighed, options) else artifacts, len(briefings))


def _make_briefing(briefing: Briefing, site: Site, press: Press, report: Report) -> Iterator[Artifact]:
    """Yield the files that are a briefing's own."""
    yield from press.print_briefing(briefing, report)
    yield from export_briefing(briefing, site)


def write_site(build: Build, output: Path, *, root: Path) -> Changes:
    """Write a site that was made to its folder, whole or not at all. Raises OutputError."""
    return write_output(output, build.artifacts, root=root)


def _is_stopped(report: Report, options: BuildOptions) -> bool:
    if options.keep_going:
        return False
    return report.has_errors or (options.strict and report.has_warnings)


def _with_base_url(project: Project, base_url: str) -> Project:
    if not base_url:
        return project
    return replace(project, settings=project.settings.with_url(base_url))


def _to_publish(project: Project, *, with_drafts: bool) -> Sequence[Manuscript]:
    return [manuscript for manuscript in project.manuscripts if with_drafts or not manuscript.is_draft]


def _left_out(project: Project, options: BuildOptions) -> tuple[str, ...]:
    """Return the slugs of drafts that readers do not see; a check reads them, but shows them to nobody."""
    if options.with_drafts and not options.with_hints:
        return ()
    return tuple(manuscript.slug for manuscript in project.manuscripts if manuscript.is_draft)


def _weave(manuscript: Manuscript, project: Project, matcher: Matcher, report: Report) -> Briefing:
    placements = _place_notes(manuscript, report)
    mentions = find_mentions(manuscript, matcher, report)
    digits = project.settings.digits
    prose = weave_prose(manuscript.seed, placements=placements, mentions=mentions, digits=digits)
    return gather_briefing(manuscript, prose, project.registers)


def _place_notes(manuscript: Manuscript, report: Report) -> tuple[Placement, ...]:
    """Return the placements in the order of notes' numbers: by place, the longer first, the whole article's last."""
    finder = QuoteFinder(manuscript.seed)
    placements = [
        placement for annotation in manuscript.annotations if (placement := _place_note(annotation, finder, report))
    ]
    return tuple(sorted(placements, key=_reading_order))


def _place_note(annotation: Annotation, finder: QuoteFinder, report: Report) -> Placement | None:
    if annotation.id is None:
        return None
    spans = finder.place(annotation.at, report) if annotation.at else ()
    if spans is None:
        return None
    return Placement(annotation.id.value, GROUP_OF_KIND[annotation.kind], spans)


def _reading_order(placement: Placement) -> tuple[bool, int, int]:
    if not placement.spans:
        return (True, 0, 0)
    return (False, placement.spans[0].start, -placement.spans[0].end)
