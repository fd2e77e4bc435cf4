"""What follows from all briefings together: whose slug is whose, which seeds are drafts, what others may be named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitegen.archive.archive import Archive
from sitegen.making.pieces import Item, Neighbour, World
from sitegen.making.weave import NEIGHBOUR_LISTS
from sitegen.model.problems import Report
from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import SEEDS
from sitegen.readers.briefings import BriefingInputs, lonely_seeds, settle_slugs
from sitegen.readers.references import describe_briefings


@dataclass(frozen=True, slots=True)
class Settlement:
    """Which briefings there are."""

    summaries: dict[str, BriefingSummary]
    """Of those that keep their slugs, by path; ids left out."""
    lonely: tuple[Item, ...]
    """The seeds without sidecars."""
    refused: tuple[str, ...]
    """The files whose slugs are another's."""
    refused_aliases: dict[str, frozenset[str]]
    """By path."""


def settle(archive: Archive, inputs: BriefingInputs, report: Report) -> Settlement:
    """Return which briefings there are; slugs and former slugs that are taken are reported."""
    summaries = {
        path: summary for path, summary, _ in archive.items.light_summaries() if not path.startswith(f"{SEEDS}/")
    }
    kept = {
        summary.slug_where: summary
        for summary in settle_slugs((summary for summary in summaries.values() if summary.is_whole), report)
    }
    settled = {path: kept.get(summary.slug_where, summary) for path, summary in summaries.items()}
    refused = [path for path, summary in summaries.items() if summary.is_whole and summary.slug_where not in kept]
    aliases = {
        path: frozenset(alias.value for alias in summary.aliases) - {alias.value for alias in settled[path].aliases}
        for path, summary in summaries.items()
        if len(summary.aliases) != len(settled[path].aliases)
    }
    for path in refused:
        settled[path] = replace(settled[path], slug="")
    lonely = tuple(Item(f"{SEEDS}/{name}", slug) for name, slug in lonely_seeds(inputs, settled.values()))
    return Settlement(
        {path: summary for path, summary in settled.items() if summary.slug}, lonely, tuple(refused), aliases
    )


class Neighbourhood:
    """Tells of other briefings what those who name them need."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._summaries: dict[str, BriefingSummary] | None = None

    def world_of(self, named: Sequence[str]) -> World:
        """Return the world as far as a briefing needs it that names these; all slugs where one of them is none."""
        neighbours = {slug: neighbour for slug in named if (neighbour := self._neighbour(slug))}
        if len(neighbours) == len(named):
            return World(tuple(neighbours), {}, neighbours)
        world = describe_briefings(self._all_summaries())
        return World(tuple(world.slugs), world.slug_of_alias, neighbours)

    def _neighbour(self, slug: str) -> Neighbour | None:
        path = self._archive.items.path_of(slug)
        if path is None:
            return None
        rows = tuple(self._archive.store.rows_of(slug, NEIGHBOUR_LISTS))
        return Neighbour(self._archive.items.summary(path), self._archive.items.day(path), rows)

    def _all_summaries(self) -> Iterable[BriefingSummary]:
        if self._summaries is None:
            self._summaries = {path: summary for path, summary, _ in self._archive.items.light_summaries()}
        return self._summaries.values()
