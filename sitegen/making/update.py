"""The course of a build: what changed since the last one is read and woven, then what rests on it is made again."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import blake2b
from typing import Final

from sitegen.archive.archive import Archive
from sitegen.archive.items import Entry
from sitegen.archive.plans import MadePage
from sitegen.archive.shelves import Shelves, what_is_filled, what_is_long
from sitegen.archive.store import Key, is_list
from sitegen.checking.levels import apply_levels
from sitegen.disk.stamps import UNSURE
from sitegen.exports.sitemap import export_sitemap
from sitegen.language.editions import list_editions
from sitegen.making.chunks import finish_chunk, weave_chunk
from sitegen.making.crew import Crew, crew_for
from sitegen.making.lists import FAMILIES_AT_ONCE, Hall, MadeFamily, make_families
from sitegen.making.manner import Manner
from sitegen.making.pieces import Finished, Item, SiteFacts, Woven
from sitegen.making.settle import Neighbourhood, Settlement, settle
from sitegen.making.shop import Shop, set_up
from sitegen.making.sources import Sources
from sitegen.making.weave import NEIGHBOUR_LISTS
from sitegen.model.artifact import Artifact
from sitegen.model.lengths import Lengths
from sitegen.model.problems import Report
from sitegen.pages.assets import copy_pictures
from sitegen.pages.render import print_rest
from sitegen.progress import Progress, no_progress
from sitegen.readers import references
from sitegen.readers.briefings import SEEDS
from sitegen.readers.project import check_entries

PICTURES: Final = "content/pages/pictures"
"""Pictures of the free pages, beside them."""
SAMPLE: Final = 64
"""So many briefings are read before the others are made: they show what the site will hold."""
SITEMAP: Final = "data sitemap"
FACTS, SEED_NAMES, PATHS = "facts", "seeds", "paths"
"""Notes in the archive."""


class StoppedError(Exception):
    """Problems stop the build; the report has them."""


class FactsChangedError(Exception):
    """What was taken for granted of the whole site turned out otherwise; the build starts again with what is known."""


@dataclass
class Update:
    """One run over an archive, in which `artifacts` is called once; what it learns is entered there."""

    shop: Shop
    archive: Archive
    sources: Sources
    manner: Manner
    is_stopped: Callable[[Report], bool]
    setup: Report
    """What is wrong with what all briefings share."""
    damaged: Collection[str] = ()
    """Files of the last build that are gone from the output or are not as they were left."""
    progress: Progress = no_progress
    facts: SiteFacts | None = None
    """What is known of the whole site before this run."""
    report: Report = field(default_factory=Report)
    """What is wrong with the site; whole when all artifacts were yielded, or the build was stopped."""
    _later: Report = field(default_factory=Report)
    """What is wrong with the lists, or was found in settling them."""
    _changed: set[Key] = field(default_factory=set)
    _touched: set[str] = field(default_factory=set)
    """Slugs of briefings of which other briefings' pages may say something new."""
    _unmade: set[str] = field(default_factory=set)
    """Paths of briefings that were read in this run, and wait for the others."""
    _made: set[str] = field(default_factory=set)
    """Paths of files that this run made."""
    _failed: set[str] = field(default_factory=set)
    """Paths of pages of lists that this run could not make."""
    _made_before: set[str] = field(default_factory=set)
    """Paths of files of briefings that are made once more only to tell what is wrong with them."""
    _refused_aliases: dict[str, frozenset[str]] = field(default_factory=dict)

    _displaced: list[Woven] = field(default_factory=list)
    """Briefings without rows, as another has their slug."""
    _is_filling: bool = False
    """Rows go into an empty store, which is faster."""

    def artifacts(self) -> Iterator[Artifact]:
        """Yield every file that has to be made. StoppedError where problems forbid it, FactsChangedError."""
        noted = self._noted_facts()
        self._is_filling = self.archive.is_fresh
        remake_all = self.archive.is_fresh or (self.facts is not None and self.facts != noted)
        self.facts = self.facts or noted
        due, gone = self._find_changes()
        set_up(self.shop)
        pieces = len(self.shop.frame.sidecars) if remake_all else len(due)
        with crew_for(self.manner, pieces, self.shop.order) as crew:
            yield from self._read(due, gone, crew)
            facts = self.facts_now
            self._check_entries()
            yield from self._finish(crew, facts, remake_all=remake_all)
            self._judge()
            if self.facts not in (None, facts):
                raise FactsChangedError
            yield from self._make_lists(crew, facts, remake_all=remake_all)
        yield from self._make_rest()
        self._judge()
        # Not before: a run that starts again settles again, and tells again what it finds then.
        self.archive.plans.write_note(SEED_NAMES, self.sources.seeds_digest)
        self.archive.plans.write_note(FACTS, _write_facts(facts))

    @property
    def made(self) -> Collection[str]:
        """Return the paths of the files that this run made."""
        return self._made

    @property
    def kept(self) -> set[str]:
        """Return the files of former builds that stay as they are; known when all artifacts were yielded."""
        return self._remembered - self._made - self._failed

    @cached_property
    def _remembered(self) -> set[str]:
        """The files of briefings and lists; known when all lists were made."""
        files = self.archive.items.files().values()
        return set(self.archive.plans.pages()).union(*files)

    # --- reading

    def _noted_facts(self) -> SiteFacts | None:
        written = self.archive.plans.note(FACTS)
        return _read_facts(written) if written else None

    @property
    def facts_now(self) -> SiteFacts:
        """Return what is true of the whole site as far as it was read."""
        noted = self._noted_facts()
        # Facts follow from how many lines the lists have: where those are as they were when the facts were noted, and
        # this run did not start again because they were others, there is no need to count hundreds of thousands.
        if noted and noted == self.facts and not any(is_list(key) for key in self._changed):
            return noted
        return self._facts(share=1)

    def _facts(self, share: float) -> SiteFacts:
        """Return what is true of a site of which a share was read."""
        store = self.archive.store
        long_lists = what_is_long(store, self.shop.frame.registers, Lengths(), share)
        return SiteFacts(what_is_filled(store), long_lists)

    def _find_changes(self) -> tuple[list[str], list[str]]:
        """Return the sidecars that are new or changed, and those that are gone."""
        known = {path: one for path, one in self.archive.items.stamps().items() if not path.startswith(f"{SEEDS}/")}
        present = self.shop.frame.sidecars
        due = [path for path in present if path not in known or self._is_changed(path, *known[path])]
        return due, sorted(known.keys() - set(present))

    def _is_changed(self, path: str, stamp: str, seed: str) -> bool:
        now = self.sources.stamp(path, seed)
        return UNSURE in (stamp, now) or stamp != now

    def _read(self, due: list[str], gone: list[str], crew: Crew) -> Iterator[Artifact]:
        before = self._light_faces(due)
        for path in gone:
            self._forget(path)
        sample = due[:: max(1, len(due) // SAMPLE)][:SAMPLE] if self.facts is None else []
        yield from self._weave([Item(path) for path in sample], crew=None)
        taken = frozenset(sample)
        rest = [Item(path) for path in due if path not in taken]
        if rest and self.facts is None:
            self.facts = self._facts(len(sample) / len(due))
        yield from self._weave(rest, crew)
        if self._is_filling:
            self.archive.store.finish()
            self._is_filling = False
        seeds_before = self.archive.plans.note(SEED_NAMES)
        if gone or seeds_before != self.sources.seeds_digest or before != self._light_faces(due):
            yield from self._settle(crew)
        else:
            yield from self._weave(self._changed_seeds(), crew)

    def _light_faces(self, paths: Iterable[str]) -> list[object]:
        """Return what decides whose slug is whose, as it is written in the register."""
        entries = (self.archive.items.entry_of(path) for path in paths)
        return [entry and entry[:2] for entry in entries]

    def _changed_seeds(self) -> list[Item]:
        """Return the seeds without sidecars that changed."""
        lonely = self.archive.items.stamps(f"{SEEDS}/").items()
        return [self._item(path) for path, one in lonely if self._is_changed(path, *one)]

    def _item(self, path: str) -> Item:
        slug = self.archive.items.slug(path) if path.startswith(f"{SEEDS}/") else ""
        return Item(path, slug, self._refused_aliases.get(path, frozenset()))

    def _weave(self, items: Collection[Item], crew: Crew | None) -> Iterator[Artifact]:
        """Read and weave briefings, and make those that are whole by themselves; without a crew none, and here."""
        if crew is None:
            woven: Iterable[Woven] = weave_chunk(tuple(items), self.shop.order, None)
        else:
            woven = crew.map_chunks(weave_chunk, items, self.shop.order, self._facts_to_make())
        for number, each in enumerate(woven, start=1):
            one = self._hold_back(each)
            self._enter(one)
            yield from self._take(one.artifacts)
            self.progress("reading and making briefings", number, len(items))

    def _hold_back(self, woven: Woven) -> Woven:
        """Return a briefing without its files where they have the names of another's, until slugs are settled."""
        if woven.artifacts and self.archive.items.is_anothers(woven.face.slug, woven.item.path):
            return replace(woven, artifacts=(), is_made=False)
        return woven

    def _facts_to_make(self) -> SiteFacts | None:
        """Return the facts, where pages are to be made at all: not where what all share stops the build already."""
        return None if self.is_stopped(apply_levels(self.setup, self.shop.levels)) else self.facts

    def _take(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        for artifact in artifacts:
            self._made.add(artifact.path)
            yield artifact

    def _enter(self, woven: Woven) -> None:
        path, face, items, store = woven.item.path, woven.face, self.archive.items, self.archive.store
        day = woven.day if woven.rows is not None else None
        old = items.entry_of(path)
        slugs = {face.slug} | ({old[0]} if old else set())
        before = [store.rows_of(slug, NEIGHBOUR_LISTS) for slug in slugs] if old else None
        if old and old[0] != face.slug and items.path_of(old[0]) == path:
            self._changed |= store.replace(old[0], None, ())
        if items.path_of(face.slug) in (None, path):
            self._put_rows(face.slug, day, woven)
        else:
            self._displaced.append(woven)
        files = tuple(artifact.path for artifact in woven.artifacts)
        stamp = self.sources.stamp(path, face.seed)
        items.put(Entry(path, stamp, face, day, woven.problems, woven.named, files))
        if (
            before is None
            or old != items.entry_of(path)
            or before != [store.rows_of(one, NEIGHBOUR_LISTS) for one in slugs]
        ):
            self._touched |= slugs
        if not woven.is_made:
            self._unmade.add(path)

    def _place_displaced(self) -> None:
        """Enter the rows of briefings whose slugs were another's when they were read, and are theirs now."""
        waiting, self._displaced = self._displaced, []
        for woven in waiting:
            if self.archive.items.path_of(woven.face.slug) == woven.item.path:
                self._put_rows(woven.face.slug, woven.day if woven.rows is not None else None, woven)
                self._touched.add(woven.face.slug)
            else:
                self._displaced.append(woven)

    def _put_rows(self, slug: str, day: int | None, woven: Woven) -> None:
        if not self._is_filling:
            self._changed |= self.archive.store.replace(slug, day, woven.rows or ())
        elif day is not None:
            self.archive.store.fill([(slug, day, woven.rows or ())])

    def _forget(self, path: str) -> None:
        entry = self.archive.items.entry_of(path)
        if entry and self.archive.items.path_of(entry[0]) == path:
            self._changed |= self.archive.store.replace(entry[0], None, ())
            self._touched.add(entry[0])
        self.archive.items.remove(path)

    # --- what follows from all together

    def _settle(self, crew: Crew) -> Iterator[Artifact]:
        settled = settle(self.archive, self.shop.frame.desk, self._later)
        known = self.archive.items.stamps(f"{SEEDS}/")
        for path in known.keys() - {item.path for item in settled.lonely}:
            self._forget(path)
        for item in settled.lonely:
            if item.path in known and self.archive.items.slug(item.path) != item.slug:
                self._forget(item.path)
                known.pop(item.path)
        self._place_displaced()
        new = [
            item for item in settled.lonely if item.path not in known or self._is_changed(item.path, *known[item.path])
        ]
        yield from self._weave(new, crew)
        self._obey(settled)

    def _obey(self, settled: Settlement) -> None:
        """Leave out what is another's; that is an error, so all this is for builds that go on all the same."""
        self._refused_aliases = settled.refused_aliases
        for path in settled.refused:
            slug = self.archive.items.slug(path)
            if self.archive.items.path_of(slug) == path:
                self._changed |= self.archive.store.replace(slug, None, ())
            self.archive.items.refuse(path)
            self._unmade.discard(path)
        self._place_displaced()
        made = self.archive.items.files() if settled.refused_aliases else {}
        for path in settled.refused_aliases:
            self._made_before.update(made[path])
            (woven,) = weave_chunk((self._item(path),), self.shop.order, None)
            self._enter(woven)

    def _check_entries(self) -> None:
        """Check what the registers' entries refer to, as far as that lies in briefings."""
        named = {slug for entry in self.shop.frame.entries for slug in references.briefings_named(entry)}
        world = Neighbourhood(self.archive).world_of(tuple(sorted(named)))
        faces = {slug: neighbour.face for slug, neighbour in world.neighbours.items()}
        check_entries(self.shop.frame, references.World(world.slugs, faces, world.slug_of_alias), self._later)

    def _finish(self, crew: Crew, facts: SiteFacts, *, remake_all: bool) -> Iterator[Artifact]:
        """Make the briefings that waited for the others, and those of which others' changes change something."""
        due = self._due(remake_all=remake_all)
        if self.facts is None:
            self.facts = facts
        neighbourhood = Neighbourhood(self.archive)
        pieces = ((self._item(path), neighbourhood.world_of(self.archive.items.named_by(path))) for path in due)
        finished = crew.map_chunks(finish_chunk, pieces, self.shop.order, self._facts_to_make())
        for number, one in enumerate(finished, start=1):
            self._enter_finished(one)
            yield from self._take(file for file in one.artifacts if file.path not in self._made_before)
            self.progress("making briefings", number, len(due))

    def _due(self, *, remake_all: bool) -> list[str]:
        files = self.archive.items.files() if remake_all or self.damaged else {}
        if remake_all:
            due = {path for path, made in files.items() if not made or self._made.isdisjoint(made)}
        else:
            lost = set(self.damaged)
            due = {path for path, made in files.items() if not lost.isdisjoint(made) and self._made.isdisjoint(made)}
        due |= self._unmade | self.archive.items.naming(self._touched)
        return sorted(path for path in due if not self.archive.items.is_refused(path))

    def _enter_finished(self, finished: Finished) -> None:
        files = [artifact.path for artifact in finished.artifacts]
        self.archive.items.finish(finished.item.path, finished.problems, files)

    def _judge(self) -> None:
        """Gather what is wrong, and stop where that forbids to go on."""
        found = Report([*self.setup, *self._later, *self.archive.items.problems()])
        self.report = apply_levels(found, self.shop.levels)
        if self.is_stopped(self.report):
            raise StoppedError

    # --- lists

    def _make_lists(self, crew: Crew, facts: SiteFacts, *, remake_all: bool) -> Iterator[Artifact]:
        plans = self.archive.plans
        hall = None
        if remake_all:
            hall = Hall(self.shop, self.archive.store, facts)
            for name in plans.families() - {*hall.names, SITEMAP}:
                plans.remove(name)
            due: list[tuple[str, Collection[str] | None]] = [(name, None) for name in hall.names]
        else:
            due = self._due_families()
        if self.archive.path and crew.can_share(self.archive.path):
            plans.write_note("unfinished", "1")
            self.archive.store.commit()
            work = (self.shop.order, self.archive.path, facts)
            made: Iterable[MadeFamily] = crew.map_chunks(make_families, due, *work, size=FAMILIES_AT_ONCE)
        else:
            hall = hall or Hall(self.shop, self.archive.store, facts)
            made = (hall.make(name, only) for name, only in due)
        for number, family in enumerate(made, start=1):
            self._later.extend(family.problems)
            self._failed |= {page.path for page in family.pages} - {file.path for file in family.artifacts}
            plans.put(family.name, family.keys, family.pages, all_paths=family.paths)
            yield from self._take(family.artifacts)
            self.progress("making lists", number, len(due))
        yield from self._make_sitemap(facts)

    def _due_families(self) -> list[tuple[str, Collection[str] | None]]:
        """Return the families of which something must be made again: whole where the plan may be another."""
        plans = self.archive.plans
        pages = plans.touched_pages(self._changed)
        for path in self.damaged:
            family = plans.family_of(path)
            if family:
                pages.setdefault(family, set()).add(path)
        pages.pop(SITEMAP, None)
        whole = plans.touched_families(self._changed) - {SITEMAP}
        return [
            (name, None if name in whole or name.startswith("data ") else pages[name])
            for name in sorted(whole | pages.keys())
        ]

    def _make_sitemap(self, facts: SiteFacts) -> Iterator[Artifact]:
        """Make the sitemap again where a page came or went, or a page's last change is another."""
        plans = self.archive.plans
        former = [path for path, family in plans.pages().items() if family == SITEMAP]
        pages = sorted(path for path in self._remembered if path.endswith(".html"))
        digest = blake2b("\n".join(pages).encode(), digest_size=16).hexdigest()
        is_known = plans.note(PATHS) == digest and SITEMAP in plans.families()
        if is_known and SITEMAP not in plans.touched_families(self._changed) and not set(former) & set(self.damaged):
            return
        store = self.archive.store
        with store.tracing() as trace:
            artifacts = tuple(export_sitemap(self.shop.make_site(Shelves(store), facts), pages))
        paths = [artifact.path for artifact in artifacts]
        plans.put(SITEMAP, trace.keys, [MadePage(path, frozenset()) for path in paths], all_paths=paths)
        plans.write_note(PATHS, digest)
        yield from self._take(artifacts)

    def _make_rest(self) -> Iterator[Artifact]:
        """Make what depends on no briefing; it costs less to do than to know whether it must be done."""
        settings = self.shop.frame.settings
        editions = list_editions(settings)
        yield from self._take(print_rest(editions, settings, self.shop.order.templates, self._later))
        prefixes = [edition.prefix for edition in editions]
        yield from self._take(copy_pictures(self.shop.order.root / PICTURES, prefixes, self._later))


def _write_facts(facts: SiteFacts) -> str:
    return json.dumps([sorted(facts.filled), sorted(facts.long_lists)])


def _read_facts(written: str) -> SiteFacts:
    filled, long_lists = json.loads(written)
    return SiteFacts(frozenset(filled), frozenset(long_lists))
