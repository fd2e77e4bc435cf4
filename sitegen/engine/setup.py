"""The set-up that all briefings share, made once in each process: registers, the matcher of names, shared texts."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import chain
from typing import Final

from sitegen.checking.hints import give_hints
from sitegen.checking.severities import Levels, makes_hints_count
from sitegen.checking.unregistered_names import words_of_registers
from sitegen.engine.build_settings import BuildSettings
from sitegen.exports.formats import describe_page
from sitegen.exports.schema_org import claim_review
from sitegen.exports.spreadsheets import SheetRows
from sitegen.language.editions import list_editions
from sitegen.language.text_links import briefing_of, list_text_links
from sitegen.model.briefing import Briefing
from sitegen.model.keys import find_in
from sitegen.model.problems import Problem, Report
from sitegen.model.project import BriefingSummary, Sidecar
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import MarkdownText, TextLink, Wording
from sitegen.pages.assets import list_assets, list_pictures
from sitegen.pages.page_renderer import PageRenderer
from sitegen.pages.template_cache import TemplateCache, find_cache_folder
from sitegen.readers.briefings import BriefingFile
from sitegen.readers.files import SizeLimit
from sitegen.readers.project import SharedContent, check_content, list_briefings, read_shared_content
from sitegen.records.database import Connection, create_database
from sitegen.records.library import Library
from sitegen.records.search_terms import briefing_terms, entry_terms, searched_entries
from sitegen.records.site import Site
from sitegen.records.tables import AbstractRow, Records
from sitegen.weaving import notes
from sitegen.weaving.mentions import Matcher, build_matcher, warn_of_names_never_found
from sitegen.weaving.written_links import LinkFinder

MOST_HTML: Final = 20_000
"""Texts whose HTML is kept beside what all share."""


class HtmlOf(dict[str, str]):
    """The HTML of Markdown by its source; what is not there is made when it is asked for."""

    def __init__(self, shared: dict[str, str]) -> None:
        super().__init__(shared)
        self._shared = shared

    def __missing__(self, source: str) -> str:
        """Return the HTML of a text that was checked before: nothing is reported again."""
        self.take_in(notes.render_markdown([Wording("", source, Location(""))], Report()))
        return self[source]

    def take_in(self, html: dict[str, str]) -> None:
        """Keep what was made, for as long as there is room."""
        if len(self) > len(self._shared) + MOST_HTML:
            self.clear()
            self.update(self._shared)
        self.update(html)


@dataclass(frozen=True, slots=True)
class SiteFlags:
    """Facts about all briefings on which every page depends: few and coarse, so that they seldom change."""

    filled: frozenset[str]
    """See Site."""
    unpublished: frozenset[str] = frozenset()
    """See Site."""


@dataclass(frozen=True, slots=True)
class BriefingItem:
    """A briefing to be read."""

    path: str
    """Of the sidecar; of the seed where there is none."""
    slug: str = ""
    """Of a seed without a sidecar, which gets one where all are known."""
    refused_aliases: frozenset[str] = frozenset()
    """Former slugs that are another briefing's."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another briefing, as far as pages that name it need it."""

    summary: BriefingSummary
    abstract: AbstractRow | None
    """With the heads of its notes; None where it is not published."""


@dataclass(eq=False)
class Setup:
    """Everything that all briefings share, made once in a process."""

    build_settings: BuildSettings
    shared: SharedContent
    matcher: Matcher
    html_of: HtmlOf
    problems: tuple[Problem, ...]
    """Problems of what all briefings share; those of the list of briefings are not among them."""
    links: tuple[TextLink, ...] = ()
    """Those that lead to files of the site from texts and settings that all briefings share."""
    kept: dict[BriefingItem, tuple[BriefingFile, Briefing | None]] = field(default_factory=dict)
    """Briefings that were woven, and wait for the others."""
    _topics: dict[str, str] = field(default_factory=dict)
    _neighbours: Connection = field(default_factory=lambda: create_database(None))
    _renderer_of: dict[SiteFlags, tuple[PageRenderer, Site]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        Records(self._neighbours).create()

    @property
    def levels(self) -> Levels:
        """Return what the settings make of problems."""
        return self.shared.settings.checks or {}

    @property
    def with_hints(self) -> bool:
        """Tell whether hints are looked for: on request, or because the settings make more of one."""
        return self.build_settings.with_hints or makes_hints_count(self.levels)

    @cached_property
    def registered_words(self) -> frozenset[str] | None:
        """Return the words of the registers, which are not unregistered; None where one of them could not be read."""
        return None if self.shared.known.unread else words_of_registers(self.shared.registers)

    def topic_of(self, written: str) -> str:
        """Return the id of the topic that a briefing means; what it wrote, where no entry bears that id or name."""
        if written not in self._topics:
            entry = self.shared.registers.topic_named(written)
            self._topics[written] = entry.id.value if entry else written
        return self._topics[written]

    @cached_property
    def sheet_rows(self) -> SheetRows:
        """Return what makes briefings' rows of spreadsheets."""
        return SheetRows(self.shared.registers, self.shared.settings)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Return the folders of the editions but the first, each with its slash."""
        return frozenset(edition.prefix for edition in list_editions(self.shared.settings)) - {""}

    @cached_property
    def linked_briefings(self) -> frozenset[str]:
        """Return the slugs of the briefings, there or not, to which `links` lead."""
        return frozenset(briefing_of(link.file, self.folders) for link in self.links) - {""}

    def terms_of(self, briefing: Briefing) -> str:
        """Return what the search finds a briefing by."""
        return briefing_terms(briefing, self.shared.registers, self.shared.settings.editions, self.html_of)

    def terms_of_entries(self) -> Iterator[str]:
        """Yield what the search finds each entry of the registers and each free page by."""
        for entry in searched_entries(self.shared.registers, self.shared.pages):
            yield entry_terms(entry, self.html_of)

    def find_links(self, sidecar: Sidecar, report: Report) -> tuple[TextLink, ...]:
        """Return the links of a sidecar's texts to files of the site; pictures of other hosts are reported."""
        finder = _open_finder(self.shared, self.html_of, report)
        authors = (author.url for author in sidecar.authors if author.url)
        return (*finder.in_texts(find_in(sidecar, MarkdownText)), *finder.in_addresses(authors))

    def meet(self, neighbours: Iterable[Neighbour]) -> None:
        """Know these briefings when pages of others name them."""
        records = Records(self._neighbours)
        for one in neighbours:
            records.put_abstract_row(one.summary.slug, one.abstract)

    def renderer(self, flags: SiteFlags) -> tuple[PageRenderer, Site]:
        """Return what makes pages of briefings, and the site as far as those see it."""
        if flags not in self._renderer_of:
            site = self.make_site(Library(self._neighbours), flags)
            self._renderer_of[flags] = (self.open_renderer(site), site)
        return self._renderer_of[flags]

    def make_site(self, library: Library, flags: SiteFlags, newest: Sequence[Briefing] = ()) -> Site:
        """Return the site over a library."""
        shared = self.shared
        return Site(
            settings=shared.settings,
            registers=shared.registers,
            pages=shared.pages,
            newest=newest,
            html_of=self.html_of,
            library=library,
            filled=flags.filled,
            unpublished=flags.unpublished,
        )

    def open_renderer(self, site: Site) -> PageRenderer:
        """Return what makes pages of a site."""
        folder = find_cache_folder()
        cache = TemplateCache(folder / "templates") if folder else None
        return PageRenderer(
            site,
            templates=self.build_settings.templates,
            describe=describe_page,
            describe_claim=claim_review,
            template_cache=cache,
        )


_SETUPS: Final[dict[BuildSettings, Setup]] = {}
"""The set-up that this process works with, one at most. Work comes to a process as a function and its arguments: what
takes longer to make than most work has no other place to wait in."""


def set_up(setup: Setup) -> None:
    """Let this process, and those that are forked from it from now on, work with a set-up."""
    _SETUPS.clear()
    _SETUPS[setup.build_settings] = setup


def setup_for(build_settings: BuildSettings) -> Setup:
    """Return this process's set-up for a build; its problems were told where it was made first."""
    if build_settings not in _SETUPS:
        set_up(open_setup(build_settings, Report()))
    return _SETUPS[build_settings]


def forget_setup() -> None:
    """Let this process set up anew what it works for next."""
    _SETUPS.clear()


def open_setup(build_settings: BuildSettings, report: Report, former: Setup | None = None) -> Setup:
    """Return the set-up for a site; what is wrong with what all briefings share is reported.

    What a `former` one of the same settings, registers and pages had set up is used again.
    """
    setup = former or _read_shared(build_settings)
    report.extend(setup.problems)
    shared = list_briefings(setup.shared, report)
    check_content(shared, report)
    return Setup(build_settings, shared, setup.matcher, setup.html_of, setup.problems, setup.links)


def _read_shared(build_settings: BuildSettings) -> Setup:
    """Return a set-up without briefings."""
    report = Report()
    shared = read_shared_content(build_settings.root, report)
    if build_settings.base_url:
        shared = replace(shared, settings=shared.settings.with_url(build_settings.base_url))
    list_assets(build_settings.templates, report)
    list_pictures(build_settings.root, report)
    html = notes.render_pages((wording for page in shared.pages for wording in page.body.wordings), report)
    texts = tuple(shared.registers.texts())
    html |= notes.render_markdown((wording for text in texts for wording in text.wordings), report)
    links = _find_links(shared, texts, html, report)
    registers = shared.registers
    warn_of_names_never_found(
        chain(registers.actors.values(), registers.places.values(), registers.terms.values()), report
    )
    if build_settings.with_hints or makes_hints_count(shared.settings.checks or {}):
        give_hints(shared.settings, shared.registers, report)
    return Setup(build_settings, shared, build_matcher(shared.registers), HtmlOf(html), tuple(report), links)


def _find_links(
    shared: SharedContent, texts: Iterable[MarkdownText], html_of: Mapping[str, str], report: Report
) -> tuple[TextLink, ...]:
    """Return the links of registers, free pages and settings to files of the site."""
    finder, settings = _open_finder(shared, html_of, report), shared.settings
    found = list(finder.in_texts(texts))
    for page in shared.pages:
        found += finder.in_texts([page.body], page=page.name)
    addresses = (*(author.url for author in settings.authors), *(item.url for item in settings.nav))
    return (*found, *finder.in_addresses(url for url in addresses if url))


def _open_finder(shared: SharedContent, html_of: Mapping[str, str], report: Report) -> LinkFinder:
    @cache
    def read(path: str) -> SourceText | None:
        try:
            return shared.inputs.disk.read_text(path, SizeLimit(sys.maxsize, ""), Report())
        except OSError:  # it was there a moment ago; without it a link is told at its text
            return None

    return LinkFinder(list_text_links(shared.settings), html_of, read, report)
