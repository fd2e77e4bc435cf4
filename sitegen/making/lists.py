"""The pages and files over all briefings, family by family, each with what it was made from."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final, overload

from sitegen.archive import rows
from sitegen.archive.items import Items
from sitegen.archive.plans import MadePage
from sitegen.archive.shelves import Shelves
from sitegen.archive.store import Key, Store
from sitegen.engine.changes import SourcesChangedError
from sitegen.exports.feeds import LONGEST_FEED
from sitegen.exports.site_formats import SITE_FORMATS, export_feeds
from sitegen.language.editions import Edition, list_editions
from sitegen.making.order import Order
from sitegen.making.pieces import Item, SiteFacts
from sitegen.making.shop import Shop, shop_for
from sitegen.making.weave import read_whole
from sitegen.model.briefing import Briefing
from sitegen.model.library import BriefingLine
from sitegen.model.problems import Problem, Report
from sitegen.model.site import Site
from sitegen.model.site_files import SEEDS, Artifact
from sitegen.pages.family import Family
from sitegen.pages.render import Press


@dataclass(frozen=True, slots=True)
class MadeFamily:
    """A family with those of its pages that were made."""

    name: str
    keys: frozenset[Key]
    """What its plan rests on."""
    paths: tuple[str, ...]
    """Of all its pages, within the output folder."""
    pages: tuple[MadePage, ...]
    artifacts: tuple[Artifact, ...]
    """Of the pages that were made, in their order; a page whose template failed has none."""
    problems: tuple[Problem, ...]


class Hall:
    """All that lists are made of: the site over a whole archive."""

    def __init__(self, shop: Shop, store: Store, facts: SiteFacts) -> None:
        self._store = store
        library = Shelves(store)
        newest = _Newest(library.briefings, partial(_read_newest, store, Items(store.connection), shop))
        self.site: Site = shop.make_site(library, facts, newest)
        self.press: Press = shop.open_press(self.site)
        self._families = dict(self._list_families())
        self._formats = {f"data {export.__name__}": partial(export, self.site) for export in SITE_FORMATS}
        self._formats["data feeds"] = partial(export_feeds, self.site)

    @property
    def names(self) -> Sequence[str]:
        """Return the names of all families, the dearest first, so that none is begun last."""
        return (*self._formats, *self._families)

    def close(self) -> None:
        """Let go of the archive."""
        self._store.close()

    def make(self, name: str, only: Collection[str] | None = None) -> MadeFamily:
        """Return a family with its pages made: all of them, or only those of these paths and new ones."""
        if name in self._formats:
            return self._make_format(name, self._formats[name])
        return self._make_pages(name, *self._families[name], only)

    def _list_families(self) -> Iterator[tuple[str, tuple[Edition, Family]]]:
        for edition in list_editions(self.site.settings):
            for family in self.press.families(edition):
                yield f"{edition.prefix}{family.name}", (edition, family)

    def _make_format(self, name: str, export: Callable[[], Iterator[Artifact]]) -> MadeFamily:
        with self._store.tracing() as trace:
            artifacts = tuple(export())
        keys = frozenset(trace.keys)
        pages = tuple(MadePage(artifact.path, frozenset()) for artifact in artifacts)
        return MadeFamily(name, keys, tuple(page.path for page in pages), pages, artifacts, ())

    def _make_pages(self, name: str, edition: Edition, family: Family, only: Collection[str] | None) -> MadeFamily:
        report = Report()
        with self._store.tracing() as plan:
            planned = tuple(family.plan())
        paths = tuple(edition.path(page.address) for page in planned)
        made: list[MadePage] = []
        artifacts: list[Artifact] = []
        for path, page in zip(paths, planned, strict=True):
            if only is None or path in only:
                with self._store.tracing() as trace:
                    artifacts += self.press.print_page(page, edition, report)
                made.append(MadePage(path, frozenset(trace.keys)))
        return MadeFamily(name, frozenset(plan.keys), paths, tuple(made), tuple(artifacts), tuple(report))


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


def _read_newest(store: Store, items: Items, shop: Shop, slug: str) -> Briefing:
    known = store.heavy(rows.WHOLE, slug)
    path = items.path_of(slug) or ""
    briefing, digest = read_whole(Item(path, slug if path.startswith(f"{SEEDS}/") else ""), shop)
    if briefing is None or digest != known:
        raise SourcesChangedError([path])
    return briefing


_HALLS: Final[dict[tuple[Shop, Path, SiteFacts], Hall]] = {}
"""This process's halls: one, for the set-up at hand."""


def make_families(
    pieces: Sequence[tuple[str, Collection[str] | None]], order: Order, archive: Path, facts: SiteFacts
) -> Sequence[MadeFamily]:
    """Return families over an archive in a file, as any process makes them; see `Hall.make`."""
    key = (shop_for(order), archive, facts)
    if key not in _HALLS:
        while _HALLS:
            _HALLS.popitem()[1].close()
        _HALLS[key] = Hall(key[0], Store.open_to_read(archive), facts)
    return [_HALLS[key].make(name, only) for name, only in pieces]
