"""The pages and files over all briefings of which something changed since the last build: they are made again."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sitegen.archive.archive import Archive
from sitegen.archive.plans import MadePage
from sitegen.archive.shelves import Shelves
from sitegen.engine.build_key import digest_of
from sitegen.language.editions import list_editions
from sitegen.making.crew import Crew
from sitegen.making.pieces import SiteFacts
from sitegen.making.shop import Shop
from sitegen.making.tally import Tally
from sitegen.model.site_files import Artifact
from sitegen.pages.assets import copy_pictures
from sitegen.pages.render import print_rest
from sitegen.progress import Progress

if TYPE_CHECKING:
    from sitegen.making.lists import Hall, MadeFamily

SITEMAP: Final = "data sitemap"
"""The family of the sitemap, which names all pages, and so is made behind all others."""
PATHS: Final = "paths"
"""A note in the archive: of which pages the sitemap tells."""
FAMILIES_AT_ONCE: Final = (2, 16)
"""Of a large and of a small site. A family of a large one is far more work than a briefing, and some are far more than
others; of a small one it is less work than it is to send it."""
LARGE: Final = 1000
"""Briefings of a site of which a family is so much work as one briefing is."""

Due = tuple[str, Collection[str] | None]
"""A family with those of its pages that must be made again; None for all of them."""


@dataclass
class Listing:
    """The stage of a run in which lists are made."""

    shop: Shop
    archive: Archive
    tally: Tally
    facts: SiteFacts
    """What is true of the whole site."""
    progress: Progress

    def all_families(self) -> list[Due]:
        """Return all families, the dearest first; those that are no more are forgotten."""
        for name in self.archive.plans.families() - {*self._hall.names, SITEMAP}:
            self.archive.plans.remove(name)
        return [(name, None) for name in self._hall.names]

    def touched_families(self, damaged: Iterable[str]) -> list[Due]:
        """Return the families of which something must be made again: whole where the plan may be another."""
        plans, changed = self.archive.plans, self.tally.changed
        pages = plans.touched_pages(changed)
        for path in damaged:
            family = plans.family_of(path)
            if family:
                pages.setdefault(family, set()).add(path)
        pages.pop(SITEMAP, None)
        whole = plans.touched_families(changed) - {SITEMAP}
        return [
            (name, None if name in whole or name.startswith("data ") else pages[name])
            for name in sorted(whole | pages.keys())
        ]

    def make(self, crew: Crew, due: Collection[Due]) -> Iterator[Artifact]:
        """Make the families that are due."""
        for number, family in enumerate(self._make_families(crew, due), start=1):
            self.tally.later.extend(family.problems)
            self.tally.failed |= {page.path for page in family.pages} - {file.path for file in family.artifacts}
            self.archive.plans.put(family.name, family.keys, family.pages, all_paths=family.paths)
            yield from self.tally.take(family.artifacts)
            self.progress("making lists", number, len(due))

    def make_sitemap(self, damaged: Collection[str], *, has_same_files: bool) -> Iterator[Artifact]:
        """Make the sitemap again where a page came or went, or a page's last change is another."""
        plans = self.archive.plans
        is_touched = SITEMAP in plans.touched_families(self.tally.changed) or SITEMAP not in plans.families()
        if has_same_files and not is_touched:
            return
        families = plans.pages()
        files = set(families).union(*self.archive.items.files().values())
        pages = sorted(path for path in files if path.endswith(".html"))
        digest = digest_of("\n".join(pages).encode())
        is_damaged = any(families.get(path) == SITEMAP for path in damaged)
        if plans.note(PATHS) != digest or is_touched or is_damaged:
            yield from self._write_sitemap(pages)
            plans.write_note(PATHS, digest)

    def make_rest(self) -> Iterator[Artifact]:
        """Make what depends on no briefing; it costs less to do than to know whether it must be done."""
        settings, order = self.shop.shared.settings, self.shop.order
        editions = list_editions(settings)
        yield from self.tally.take(print_rest(editions, settings, order.templates, self.tally.later))
        prefixes = [edition.prefix for edition in editions]
        yield from self.tally.take(copy_pictures(order.root, prefixes))

    @cached_property
    def _hall(self) -> "Hall":
        # Imported where a list must be made: mostly a change touches none.
        from sitegen.making.lists import Hall  # noqa: PLC0415

        return Hall(self.shop, self.archive.store, self.facts)

    def _make_families(self, crew: Crew, due: Collection[Due]) -> "Iterable[MadeFamily]":
        if not due:
            return ()
        if self.archive.path and crew.can_share(self.archive.path):
            from sitegen.making.lists import make_families  # noqa: PLC0415 - as in `_hall`

            self.archive.plans.write_note("unfinished", "1")
            self.archive.store.commit()
            work = (self.shop.order, self.archive.path, self.facts)
            return crew.map_chunks(make_families, due, *work, size=self._families_at_once)
        return (self._hall.make(name, only) for name, only in due)

    @property
    def _families_at_once(self) -> int:
        fewest, most = FAMILIES_AT_ONCE
        return max(fewest, min(most, LARGE // max(1, self.archive.items.published())))

    def _write_sitemap(self, pages: list[str]) -> Iterator[Artifact]:
        from sitegen.exports.sitemap import export_sitemap  # noqa: PLC0415 - as in `_hall`

        store = self.archive.store
        with store.tracing() as trace:
            artifacts = tuple(export_sitemap(self.shop.make_site(Shelves(store), self.facts), pages))
        paths = [artifact.path for artifact in artifacts]
        self.archive.plans.put(SITEMAP, trace.keys, [MadePage(path, frozenset()) for path in paths], all_paths=paths)
        yield from self.tally.take(artifacts)
