"""The list of sources: each with the articles that come from it and the notes and entries that cite it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Event, Source
from sitegen.model.site import Abstract, Note, Site
from sitegen.model.wording import Reference
from sitegen.pages.citations import group_citations
from sitegen.pages.filing import file_entries


@dataclass(frozen=True, slots=True)
class Use:
    """A note that cites a source."""

    note: Note
    sides: tuple[str, ...]
    """On which sides of a claim the note has it as evidence: true, false, partly, or empty where it says none."""


@dataclass(frozen=True, slots=True)
class UsedIn:
    """A briefing in which a source is cited."""

    briefing: Abstract
    is_its_article: bool
    """The article itself comes from the source."""
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A source with all that cites it."""

    entry: Source
    used_in: tuple[UsedIn, ...]
    """Newest briefing first."""
    entries: tuple[Claim | Event, ...]
    """Of the registers that name it themselves."""

    @property
    def notes(self) -> int:
        """Return how many notes cite it."""
        return sum(len(used.uses) for used in self.used_in)


def list_sources(site: Site, edition: Edition) -> tuple[ListedSource, ...]:
    """Return the sources, filed by title."""
    entries, listing = _index_entries(site), _index_lists(site.briefings)
    return tuple(
        ListedSource(
            source,
            tuple(_list_uses(source.id.value, site, listing.get(source.id.value, ()))),
            tuple(entries.get(source.id.value, ())),
        )
        for source in file_entries(site.registers.sources.values(), edition)
    )


def _list_uses(source_id: str, site: Site, listing: Iterable[Abstract]) -> Iterable[UsedIn]:
    """Yield the briefings whose article or notes cite the source, then those that only list it."""
    seen = set()
    for group in group_citations(site.citations_of.get(source_id, ())):
        seen.add(group.briefing.slug)
        article = group.briefing.sidecar.source
        uses = tuple(Use(note, _sides(source_id, note.annotation)) for note in group.notes)
        yield UsedIn(group.briefing, bool(article and article.id == source_id), uses)
    yield from (UsedIn(briefing, is_its_article=False, uses=()) for briefing in listing if briefing.slug not in seen)


def _sides(source_id: str, annotation: Annotation) -> tuple[str, ...]:
    evidence = (item for item in annotation.evidence if item.source and item.source.id == source_id)
    return tuple(dict.fromkeys(item.supports or "" for item in evidence))


def _index_entries(site: Site) -> Mapping[str, list[Claim | Event]]:
    """Return the claims and events of the registers by the sources that they name."""
    index: dict[str, list[Claim | Event]] = defaultdict(list)
    entries: tuple[Claim | Event, ...] = (*site.registers.claims.values(), *site.registers.events.values())
    for entry in entries:
        for source in entry.cited:
            index[source.id].append(entry)
    return index


def _index_lists(briefings: Iterable[Abstract]) -> Mapping[str, list[Abstract]]:
    """Return the briefings by the sources of the register that they list."""
    index: dict[str, list[Abstract]] = defaultdict(list)
    for briefing in briefings:
        for item in briefing.sidecar.sources:
            if isinstance(item, Reference):
                index[item.id].append(briefing)
    return index
