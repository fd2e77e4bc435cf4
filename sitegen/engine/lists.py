"""The pages and files over all briefings, family by family, each with the keys that it read."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Final, overload

from sitegen.engine.briefing import read_whole
from sitegen.engine.briefing_files import BriefingFiles
from sitegen.engine.build_settings import BuildSettings
from sitegen.engine.changes import SourcesChangedError
from sitegen.engine.families import SEARCH, DueFamily, MadeFamily, MadePage, make_search
from sitegen.engine.setup import BriefingItem, Setup, SiteFlags, setup_for
from sitegen.engine.steps import DATA
from sitegen.exports.feeds import LONGEST_FEED
from sitegen.exports.site_formats import SITE_FORMATS, export_feeds
from sitegen.language.editions import Edition, list_editions
from sitegen.model.briefing import Briefing
from sitegen.model.problems import Report
from sitegen.model.site_files import SEEDS, Artifact
from sitegen.pages.list_page import Family
from sitegen.pages.page_renderer import PageRenderer
from sitegen.records.database import Connection, read_database
from sitegen.records.library import BriefingLine, Library
from sitegen.records.site import Site


class ListMaker:
    """Makes the lists of a site over a whole archive."""

    def __init__(self, setup: Setup, connection: Connection, flags: SiteFlags) -> None:
        self._connection = connection
        self._library = library = Library(connection)
        newest = _Newest(library.briefings, partial(_read_newest, library, BriefingFiles(connection), setup))
        self.site: Site = setup.make_site(library, flags, newest)
        self._renderer: PageRenderer = setup.open_renderer(self.site)
        self._families = {
            f"{edition.prefix}{family.name}": (edition, family)
            for edition in list_editions(self.site.settings)
            for family in self._renderer.families(edition)
        }
        self._formats = {f"{DATA}{export.__name__}": partial(export, self.site) for export in SITE_FORMATS}
        self._formats[f"{DATA}feeds"] = partial(export_feeds, self.site)

    @property
    def names(self) -> Sequence[str]:
        """Return the names of all families, the dearest first, so that none is begun last."""
        return (SEARCH, *self._formats, *self._families)

    def close(self) -> None:
        """Let go of the archive."""
        self._connection.close()

    def make(self, name: str, only: Collection[str] | None = None) -> MadeFamily:
        """Return a family with its pages made: all of them, or only those of these paths."""
        if name == SEARCH:
            return make_search(self.site, only)
        if name in self._formats:
            return self._make_format(name, self._formats[name])
        return self._make_pages(name, *self._families[name], only)

    def _make_format(self, name: str, export: Callable[[], Iterator[Artifact]]) -> MadeFamily:
        with self._library.tracing() as reads:
            artifacts = tuple(export())
        pages = tuple(MadePage(artifact.path, frozenset(), (artifact,)) for artifact in artifacts)
        return MadeFamily(name, frozenset(reads), tuple(page.path for page in pages), pages)

    def _make_pages(self, name: str, edition: Edition, family: Family, only: Collection[str] | None) -> MadeFamily:
        with self._library.tracing() as plan:
            planned = {edition.path(page.address): page for page in family.plan()}
        made: list[MadePage] = []
        for path, page in planned.items():
            if only is None or path in only:
                report = Report()
                with self._library.tracing() as reads:
                    artifacts = tuple(self._renderer.render_page(page, edition, report))
                made.append(MadePage(path, frozenset(reads), artifacts, tuple(report)))
        return MadeFamily(name, frozenset(plan), tuple(planned), tuple(made))


class _Newest(Sequence[Briefing]):
    """The newest briefings, read anew when they are asked for."""

    def __init__(self, list_all: Callable[[], Sequence[BriefingLine]], read: Callable[[str], Briefing]) -> None:
        self._list_all = list_all
        self._read = read

    @overload
    def __getitem__(self, index: int) -> Briefing: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Briefing]: ...
    def __getitem__(self, index: int | slice) -> Briefing | Sequence[Briefing]:
        """Return one of them, or some."""
        lines = self._list_all()[:LONGEST_FEED]
        if isinstance(index, slice):
            return [self._read(line.slug) for line in lines[index]]
        return self._read(lines[index].slug)

    def __len__(self) -> int:
        return len(self._list_all()[:LONGEST_FEED])


def _read_newest(library: Library, files: BriefingFiles, setup: Setup, slug: str) -> Briefing:
    known = library.content(slug)
    path = files.path_of(slug) or ""
    refused = files.grant(path).refused_aliases
    briefing, digest = read_whole(BriefingItem(path, slug if path.startswith(f"{SEEDS}/") else "", refused), setup)
    if briefing is None or known != digest:
        raise SourcesChangedError([path])
    return briefing


_LIST_MAKERS: Final[dict[tuple[Setup, Path, SiteFlags], ListMaker]] = {}
"""The maker of lists of this process, over an archive in a file: one at most. It waits here as a set-up does."""


def make_families(
    due: Sequence[DueFamily], build_settings: BuildSettings, archive: Path, flags: SiteFlags
) -> Sequence[MadeFamily]:
    """Return families over an archive in a file, as any process makes them; see `ListMaker.make`."""
    key = (setup_for(build_settings), archive, flags)
    if key not in _LIST_MAKERS:
        while _LIST_MAKERS:
            _LIST_MAKERS.popitem()[1].close()
        _LIST_MAKERS[key] = ListMaker(key[0], read_database(archive), flags)
    return [_LIST_MAKERS[key].make(name, only) for name, only in due]
