"""The briefings that changed since the last build: they are read, woven and entered in the archive."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from sitegen.archive.archive import Archive
from sitegen.archive.items import Entry
from sitegen.engine.changes import Sources, composed_name
from sitegen.making.chunks import weave_chunk
from sitegen.making.crew import Crew
from sitegen.making.facts import count_facts
from sitegen.making.pieces import Item, SiteFacts, Woven
from sitegen.making.settle import Settlement, settle
from sitegen.making.shop import Shop
from sitegen.making.tally import Tally
from sitegen.making.weave import NEIGHBOUR_LISTS
from sitegen.model.problems import Report
from sitegen.model.site_files import CONTENT, SEEDS, SIDECARS, Artifact
from sitegen.progress import Progress

SAMPLE: Final = 64
"""So many briefings at most are read before the others are made: they show what the site will hold."""
SMALL: Final = 32
"""Of a site of so many all are read first; where a guess is wrong, all pages are made twice."""
SEED_NAMES: Final = "seeds"
"""A note in the archive: which seeds there were."""
UNSETTLED: Final = "unsettled"
"""A note in the archive: the sidecars of which something was refused when it was settled whose slug is whose."""


@dataclass
class Reading:
    """The stage of a run in which briefings are read."""

    shop: Shop
    archive: Archive
    sources: Sources
    tally: Tally
    is_making: bool
    """Pages are to be made at all: not where what all briefings share stops the build already."""
    progress: Progress
    _refused_aliases: dict[str, frozenset[str]] = field(default_factory=dict)
    _displaced: list[Woven] = field(default_factory=list)
    """Briefings without rows, as another has their slug."""
    _due: Sequence[str] = ()
    """The sidecars to be read."""
    _sample: Collection[str] = ()
    """Those of them that were read to know the site."""
    _before: Sequence[object] = ()
    """The register's summaries of those that are due, as they were."""
    _has_gone: bool = False
    _changed: Collection[str] = ()
    """The files that are others than when they were read last, and those of which something was refused then."""
    _was_settled: bool = True
    """Nothing was refused then."""
    _is_filling: bool = False
    """Rows go into an empty store, which is faster."""

    def find_changes(self) -> tuple[list[str], list[str]]:
        """Return the sidecars that are new or changed, or whose seeds are, and those that are gone."""
        items, inputs, present = self.archive.items, self.archive.inputs, self.shop.shared.sidecars
        content, seeds = inputs.read(CONTENT), inputs.read(SEEDS)
        if content is None or seeds is None:
            return list(present), []
        # What was refused is in the archive without its slug or aliases: it is read again, and told again or whole.
        unsettled = json.loads(self.archive.plans.note(UNSETTLED) or "[]")
        self._was_settled = not unsettled
        self._changed = self.sources.changed_since(content, seeds).union(unsettled)
        if not self._changed:
            return [], []
        changed, there = set(self._changed), set(present)
        for path in self._changed:
            if path.startswith(f"{SEEDS}/"):
                changed |= items.speaking_of(composed_name(path))
        gone = [path for path in changed - there if path.startswith(f"{SIDECARS}/") and items.has(path)]
        return sorted(changed & there), sorted(gone)

    def begin(self, due: list[str], gone: list[str]) -> None:
        """Forget what is gone; where nothing is known of the site yet, read so many that they show what it will hold.

        That is done before there is a crew, whose processes so know what was woven here.
        """
        self._is_filling = self.archive.is_fresh
        self._due, self._has_gone, self._before = due, bool(gone), self._light_summaries(due)
        for path in gone:
            self._forget(path)
        if due and self.tally.facts is None:
            size = min(SAMPLE, max(SMALL, len(due) // 4))
            sample = due[:: max(1, len(due) // size)][:size]
            for woven in weave_chunk(tuple(Item(path) for path in sample), self.shop.order, None):
                self._enter(woven)
            self._sample = frozenset(sample)
            if len(sample) < len(due):
                self.tally.facts = count_facts(self.archive, self.shop, len(sample) / len(due))

    def read(self, crew: Crew) -> Iterator[Artifact]:
        """Read what changed, and settle whose slug is whose; yield the files of briefings that name no others."""
        yield from self._weave([Item(path) for path in self._due if path not in self._sample], crew)
        if self._is_filling:
            self.archive.store.finish()
            self._is_filling = False
        seeds_before = self.archive.plans.note(SEED_NAMES)
        are_same = self._was_settled and seeds_before == self.sources.seeds_digest
        if self._has_gone or not are_same or self._before != self._light_summaries(self._due):
            yield from self._settle(crew)
        else:
            yield from self._weave(self._changed_seeds(), crew)
        self.archive.inputs.replace(self.sources.inventories)

    def item(self, path: str) -> Item:
        """Return the piece of work that a briefing's file is."""
        slug = self.archive.items.slug(path) if path.startswith(f"{SEEDS}/") else ""
        return Item(path, slug, self._refused_aliases.get(path, frozenset()))

    def files_of(self, path: str) -> tuple[str, ...]:
        """Return the files of a briefing that was entered: its sidecar, if it has one, and its seed."""
        seed = self.shop.shared.inputs.seed_named(self.archive.items.seed(path))
        return (path, f"{SEEDS}/{seed}") if seed else (path,)

    def note_seeds(self) -> None:
        """Note which seeds there are: not before the run has ended, as one that starts again settles again."""
        self.archive.plans.write_note(SEED_NAMES, self.sources.seeds_digest)

    def facts_to_make(self) -> SiteFacts | None:
        """Return the facts, where pages are to be made at all."""
        return self.tally.facts if self.is_making else None

    def _light_summaries(self, paths: Iterable[str]) -> list[object]:
        """Return what decides whose slug is whose, as it is written in the register."""
        entries = (self.archive.items.entry_of(path) for path in paths)
        return [entry and entry[:2] for entry in entries]

    def _changed_seeds(self) -> list[Item]:
        """Return the seeds without sidecars that changed."""
        lonely = self.archive.items.paths_below(f"{SEEDS}/")
        return [self.item(path) for path in sorted(lonely.intersection(self._changed))]

    def _weave(self, items: Collection[Item], crew: Crew) -> Iterator[Artifact]:
        """Read and weave briefings, and make those that are whole by themselves."""
        order, size = self.shop.order, crew.chunk_for(len(items))
        woven = crew.map_chunks(weave_chunk, items, order, self.facts_to_make(), size=size)
        for number, each in enumerate(woven, start=1):
            one = self._hold_back(each)
            self._enter(one)
            yield from self.tally.take(one.artifacts)
            self.progress("reading and making briefings", number, len(items))

    def _hold_back(self, woven: Woven) -> Woven:
        """Return a briefing without its files where they have the names of another's, until slugs are settled."""
        if woven.artifacts and self.archive.items.is_anothers(woven.summary.slug, woven.item.path):
            return replace(woven, artifacts=(), is_made=False)
        return woven

    # --- entering

    def _enter(self, woven: Woven) -> None:
        path, items = woven.item.path, self.archive.items
        day = woven.day if woven.rows is not None else None
        files = tuple(artifact.path for artifact in woven.artifacts)
        entry = Entry(path, woven.summary, day, woven.problems, woven.named, files)
        self.tally.entered.add(path)
        if woven.links or not self._is_filling:
            self.archive.links.put(path, woven.links)
        if self._is_filling:
            self.tally.touched.add(woven.summary.slug)
            self._enter_rows(woven)
            items.add(entry)
        else:
            self._enter_anew(woven, entry)
        self.tally.read.update(self.files_of(path))
        if not woven.is_made:
            self.tally.unmade.add(path)

    def _enter_anew(self, woven: Woven, entry: Entry) -> None:
        """Enter a briefing in the place of what was known of it, and note what others may show of it."""
        path, slug, items, store = entry.path, entry.summary.slug, self.archive.items, self.archive.store
        old = items.entry_of(path)
        slugs = {slug} | ({old[0]} if old else set())
        before = [store.rows_of(one, NEIGHBOUR_LISTS) for one in slugs]
        if old and old[0] != slug and items.path_of(old[0]) == path:
            self.tally.changed |= store.replace(old[0], None, ())
        self._enter_rows(woven)
        items.put(entry)
        if (
            old is None
            or old != items.entry_of(path)
            or before != [store.rows_of(one, NEIGHBOUR_LISTS) for one in slugs]
        ):
            self.tally.touched |= slugs

    def _enter_rows(self, woven: Woven) -> None:
        if self.archive.items.path_of(woven.summary.slug) in (None, woven.item.path):
            self._put_rows(woven)
        else:
            self._displaced.append(woven)

    def _put_rows(self, woven: Woven) -> None:
        slug, store = woven.summary.slug, self.archive.store
        day = woven.day if woven.rows is not None else None
        if not self._is_filling:
            self.tally.changed |= store.replace(slug, day, woven.rows or ())
        elif day is not None:
            store.fill([(slug, day, woven.rows or ())])

    def _place_displaced(self) -> None:
        """Enter the rows of briefings whose slugs were another's when they were read, and are theirs now."""
        waiting, self._displaced = self._displaced, []
        for woven in waiting:
            if self.archive.items.path_of(woven.summary.slug) == woven.item.path:
                self._put_rows(woven)
                self.tally.touched.add(woven.summary.slug)
            else:
                self._displaced.append(woven)

    def _forget(self, path: str) -> None:
        entry = self.archive.items.entry_of(path)
        if entry and self.archive.items.path_of(entry[0]) == path:
            self.tally.changed |= self.archive.store.replace(entry[0], None, ())
            self.tally.touched.add(entry[0])
        self.archive.items.remove(path)
        self.archive.links.put(path, ())

    # --- whose slug is whose

    def _settle(self, crew: Crew) -> Iterator[Artifact]:
        problems = Report()
        settled = settle(self.archive, self.shop.shared.inputs, problems)
        self.tally.later.extend(problems)
        self.archive.plans.write_note(UNSETTLED, json.dumps(sorted({problem.where.path for problem in problems})))
        known = self.archive.items.paths_below(f"{SEEDS}/")
        for path in known - {item.path for item in settled.lonely}:
            self._forget(path)
        for item in settled.lonely:
            if item.path in known and self.archive.items.slug(item.path) != item.slug:
                self._forget(item.path)
                known.remove(item.path)
        self._place_displaced()
        known.difference_update(self._changed)
        yield from self._weave([item for item in settled.lonely if item.path not in known], crew)
        self._obey(settled)
        self.tally.unmade |= self.archive.items.naming_nobody()

    def _obey(self, settled: Settlement) -> None:
        """Leave out what is another's; that is an error, so all this is for builds that go on all the same."""
        self._refused_aliases = settled.refused_aliases
        for path in settled.refused:
            slug = self.archive.items.slug(path)
            if self.archive.items.path_of(slug) == path:
                self.tally.changed |= self.archive.store.replace(slug, None, ())
            self.archive.items.refuse(path)
            self.tally.unmade.discard(path)
        self._place_displaced()
        made = self.archive.items.files() if settled.refused_aliases else {}
        for path in settled.refused_aliases:
            self.tally.made_before.update(made[path])
            (woven,) = weave_chunk((self.item(path),), self.shop.order, None)
            self._enter(woven)
