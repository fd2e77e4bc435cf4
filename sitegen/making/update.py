"""The course of a build: what changed since the last one is read and woven, then what rests on it is made again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sitegen.archive.archive import Archive
from sitegen.archive.store import is_list
from sitegen.checking.severities import apply_levels, soften_left_out_draft, soften_shown_draft
from sitegen.engine.changes import Sources
from sitegen.making.chunks import finish_chunk
from sitegen.making.crew import Crew, crew_for
from sitegen.making.facts import count_facts, note_facts, noted_facts
from sitegen.making.link_check import LinkCheck
from sitegen.making.listing import Listing
from sitegen.making.manner import Manner
from sitegen.making.pieces import Finished, SiteFacts
from sitegen.making.reading import Reading
from sitegen.making.settle import Neighbourhood
from sitegen.making.shop import Shop, set_up
from sitegen.making.tally import Tally
from sitegen.model.problems import Problem, Report
from sitegen.model.site_files import SEEDS, SIDECARS, Artifact
from sitegen.progress import Progress, no_progress
from sitegen.readers import references
from sitegen.readers.project import check_entries


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
    listed: Collection[str] = ()
    """All files of the last build, where none of them is gone or another one."""
    progress: Progress = no_progress
    facts: SiteFacts | None = None
    """What is known of the whole site before this run."""
    report: Report = field(default_factory=Report)
    """What is wrong with the site; whole when all artifacts were yielded, or the build was stopped."""
    _tally: Tally = field(default_factory=Tally)

    def artifacts(self) -> Iterator[Artifact]:
        """Yield every file that has to be made. StoppedError where problems forbid it, FactsChangedError."""
        noted, tally = noted_facts(self.archive), self._tally
        remake_all = self.archive.is_fresh or (self.facts is not None and self.facts != noted)
        tally.facts = self.facts or noted
        reading = self._open_reading()
        due, gone = reading.find_changes()
        set_up(self.shop)
        reading.begin(due, gone)
        links = LinkCheck(self.shop, self.archive, tally, is_whole=remake_all)
        if self.archive.is_fresh:
            links.enter_frame()
        pieces = len(self.shop.shared.sidecars) if remake_all else len(due)
        with crew_for(self.manner, pieces, self.shop.order) as crew:
            yield from reading.read(crew)
            facts = self.facts_now
            self._check_entries()
            yield from self._finish(reading, crew, links, facts)
            try:
                self._judge()
            except StoppedError:
                self._judge(links.surely_dead())
            if tally.facts not in (None, facts):
                raise FactsChangedError
            listing = Listing(self.shop, self.archive, tally, facts, self.progress)
            yield from links.read(listing.make(crew, self._due_families(listing, links)))
            yield from listing.make_sitemap(self.damaged, has_same_files=self._has_same_files)
        yield from listing.make_rest()
        links.judge(has_same_files=self._has_same_files)
        self._judge(self.archive.links.problems())
        self.refuse_changes()
        reading.note_seeds()
        note_facts(self.archive, facts)

    def refuse_changes(self) -> None:
        """Raise SourcesChangedError where a file that this run read is another now."""
        self.sources.refuse_changes(None if self._reads_all else self._tally.read)

    @property
    def made(self) -> Collection[str]:
        """Return the paths of the files that this run made."""
        return self._tally.made

    @cached_property
    def kept(self) -> set[str] | None:
        """Return the files of former builds that stay as they are; None where the same files are there as before.

        Known when all artifacts were yielded.
        """
        tally = self._tally
        if self._has_same_files and not tally.failed and tally.made.issubset(self.listed):
            return None
        files = self.archive.items.files().values()
        return set(self.archive.plans.pages()).union(*files) - tally.made - tally.failed

    @property
    def _reads_all(self) -> bool:
        """Tell whether all briefings are read in this run, or were in the one that it starts again."""
        return self.archive.is_fresh or self.facts is not None

    @property
    def facts_now(self) -> SiteFacts:
        """Return what is true of the whole site as far as it was read."""
        noted = noted_facts(self.archive)
        # Facts follow from how many lines the lists have: where those are as they were when the facts were noted, and
        # this run did not start again because they were others, there is no need to count hundreds of thousands.
        if noted and noted == self._tally.facts and not any(is_list(key) for key in self._tally.changed):
            return noted
        return count_facts(self.archive, self.shop)

    @property
    def _has_same_files(self) -> bool:
        """Tell whether all files of the last build are there, and no file of a briefing or a list came or went."""
        return bool(self.listed) and self.archive.items.has_same_files and self.archive.plans.has_same_pages

    def _open_reading(self) -> Reading:
        is_making = not self.is_stopped(apply_levels(self.setup, self.shop.levels))
        return Reading(self.shop, self.archive, self.sources, self._tally, is_making, self.progress)

    def _check_entries(self) -> None:
        """Check what the registers' entries refer to, as far as that lies in briefings."""
        named = {slug for entry in self.shop.shared.entries for slug in references.briefings_named(entry)}
        world = Neighbourhood(self.archive).world_of(tuple(sorted(named)))
        summaries = {slug: neighbour.summary for slug, neighbour in world.neighbours.items()}
        check_entries(
            self.shop.shared, references.OtherBriefings(world.slugs, summaries, world.slug_of_alias), self._tally.later
        )

    def _finish(self, reading: Reading, crew: Crew, links: LinkCheck, facts: SiteFacts) -> Iterator[Artifact]:
        """Make the briefings that waited for the others, and those of which others' changes change something."""
        due, tally = self._due(links), self._tally
        tally.facts = tally.facts or facts
        tally.read.update(*map(reading.files_of, due))
        neighbourhood = Neighbourhood(self.archive)
        pieces = ((reading.item(path), neighbourhood.world_of(self.archive.items.named_by(path))) for path in due)
        order, size = self.shop.order, crew.chunk_for(len(due))
        finished = crew.map_chunks(finish_chunk, pieces, order, reading.facts_to_make(), size=size)
        for number, one in enumerate(finished, start=1):
            self._enter_finished(one)
            yield from tally.take(file for file in links.read(one.artifacts) if file.path not in tally.made_before)
            self.progress("making briefings", number, len(due))

    def _due(self, links: LinkCheck) -> list[str]:
        made, items = self._tally.made, self.archive.items
        files = items.files() if links.is_whole or self.damaged else {}
        if links.is_whole:
            due = {path for path, own in files.items() if not own or made.isdisjoint(own)}
        else:
            lost = set(self.damaged)
            due = {path for path, own in files.items() if not lost.isdisjoint(own) and made.isdisjoint(own)}
        for path in links.briefings_to_read:
            self._tally.made_before.update(made.intersection(items.files_of(path)))
        due |= self._tally.unmade | items.naming(self._tally.touched) | links.briefings_to_read
        return sorted(path for path in due if not items.is_refused(path))

    def _enter_finished(self, finished: Finished) -> None:
        files = [artifact.path for artifact in finished.artifacts]
        self.archive.items.finish(finished.item.path, finished.problems, files)

    def _due_families(self, listing: Listing, links: LinkCheck) -> list[tuple[str, Collection[str] | None]]:
        if links.is_whole:
            return listing.all_families()
        return listing.touched_families({*self.damaged, *links.pages_to_read})

    def _judge(self, more: Iterable[Problem] = ()) -> None:
        """Gather what is wrong, and stop where that forbids to go on."""
        items, levels = self.archive.items, self.shop.levels
        report = Report(self.setup)
        of_drafts: dict[str, list[Problem]] = {}
        for path, problems in (*((one.where.path, [one]) for one in (*self._tally.later, *more)), *items.problems()):
            is_draft = items.is_draft(path)
            for problem in problems:
                # What is wrong with a template is wrong for all briefings, on whose page it showed first or not.
                if is_draft and problem.where.path.startswith((f"{SIDECARS}/", f"{SEEDS}/")):
                    of_drafts.setdefault(path, []).append(problem)
                else:
                    report.add(problem)
        self.report = apply_levels(report, levels)
        self.report.extend(self._soften(of_drafts))
        if self.is_stopped(self.report):
            raise StoppedError

    def _soften(self, of_drafts: Mapping[str, Iterable[Problem]]) -> Iterator[Problem]:
        """Yield what is told of drafts, whose errors stop nothing; their problems are given by the files' paths."""
        levels = self.shop.levels
        for path, problems in of_drafts.items():
            if self.shop.order.with_drafts:
                yield from soften_shown_draft((one for one in problems if one not in self.report), levels)
            else:
                yield from soften_left_out_draft(problems, levels, self.archive.items.summary(path).slug)
