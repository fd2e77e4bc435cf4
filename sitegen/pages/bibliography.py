"""The list of sources: each with the articles that come from it and the notes and entries that cite it.

A long list shows the titles. Each source has a page of its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import groupby

from sitegen.language.editions import Edition
from sitegen.model.addresses import SOURCES, entry_address
from sitegen.model.briefing import Abstract, Note
from sitegen.model.project import Annotation
from sitegen.model.registers import Claim, Event, Source
from sitegen.pages.entry_lists import ListedName
from sitegen.pages.filing import file_entries
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import ALONE, Pager, cut_ahead, cut_back, weigh
from sitegen.records.site import Site


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
    """A source with all that cites it, or with a page's share of that."""

    entry: Source
    used_in: tuple[UsedIn, ...]
    """Newest briefing first."""
    entries: tuple[Claim | Event, ...]
    """Of the registers that name it themselves."""
    notes: int
    """How many notes cite it in all."""
    briefings: int = 0
    """In how many briefings it is cited, in a list, which may show the newest alone."""


@dataclass(frozen=True, slots=True)
class _Group:
    """A briefing that cites or lists a source, as far as a list is cut by it."""

    slug: str
    numbers: tuple[int, ...]
    """Of the notes that cite it, and 0 where the briefing itself does; none where it only lists the source."""

    @property
    def notes(self) -> int:
        """Return how many notes of it cite the source."""
        return sum(bool(number) for number in self.numbers)


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page of a source of its own."""

    groups: tuple[_Group, ...]
    notes: int
    """How many notes cite the source in all; 0 on the pages behind the first, which do not say it."""
    is_first: bool
    pager: Pager


@dataclass(frozen=True)
class Bibliography:
    """Makes the pages of the sources of a site; knows which entries of registers name which of them."""

    _site: Site = field(repr=False)

    def plan_list(self, edition: Edition) -> Iterator[ListPage]:
        """Yield the pages of the list of sources, filed by title: in full, or of a long list the titles."""
        filed = file_entries(self._site.registers.sources.values(), edition)
        if len(filed) <= self._site.lengths.entries:
            yield ListPage(SOURCES, "sources.html", partial(self._fill_list, filed))
            return
        for part in cut_ahead(weigh(len(filed)), self._site.lengths.names, SOURCES):
            shown = filed[part.span]
            fill = partial(self._fill_names, shown, part.pager)
            yield ListPage(part.address, "sources.html", fill)

    def plan_source(self, source: Source) -> Iterator[ListPage]:
        """Yield the pages of a source of its own."""
        groups, source_id = self._groups(source.id.value), source.id.value
        weights = [1 + group.notes // _NOTES_OF_A_LINE for group in groups]
        address = entry_address("source", source_id)
        for part in cut_back(weights, self._site.lengths.entries, address):
            notes = sum(group.notes for group in groups) if part.is_first else 0
            page = SourcePage(groups[part.span], notes, part.is_first, part.pager)
            yield ListPage(part.address, "source.html", partial(self._fill_source, source, page))

    def _fill_list(self, filed: tuple[Source, ...]) -> Nouns:
        groups = [self._groups(source.id.value) for source in filed]
        most = self._site.lengths.limit_places(map(len, groups))
        listed = tuple(self._shorten(source, found, most) for source, found in zip(filed, groups, strict=True))
        return {"sources": listed, "names": (), "pager": ALONE}

    def _shorten(self, source: Source, groups: tuple[_Group, ...], most: int | None) -> ListedSource:
        notes = sum(group.notes for group in groups)
        return replace(self._list_source(source, groups[:most], notes), briefings=len(groups))

    def _fill_names(self, filed: tuple[Source, ...], pager: Pager) -> Nouns:
        return {"names": tuple(map(self._list_name, filed)), "pager": pager}

    def _fill_source(self, source: Source, page: SourcePage) -> Nouns:
        return {"part": page, "listed": self._list_source(source, page.groups, page.notes)}

    def _list_name(self, source: Source) -> ListedName:
        address = entry_address("source", source.id.value)
        return ListedName(source, address, len(self._groups(source.id.value)))

    def _list_source(self, source: Source, groups: tuple[_Group, ...], notes: int = 0) -> ListedSource:
        used_in = tuple(self._list_use(source.id.value, group) for group in groups)
        entries = tuple(self._entries_naming.get(source.id.value, ()))
        return ListedSource(source, used_in, entries, notes or sum(group.notes for group in groups))

    def _groups(self, source_id: str) -> tuple[_Group, ...]:
        """Return the briefings whose article or notes cite the source, then those that only list it."""
        library = self._site.library
        by_briefing = groupby(library.citations(source_id), key=lambda line: line.slug)
        citing = [_Group(slug, tuple(line.number for line in run)) for slug, run in by_briefing]
        seen = {group.slug for group in citing}
        listing = (_Group(line.slug, ()) for line in library.listing(source_id) if line.slug not in seen)
        return (*citing, *listing)

    def _list_use(self, source_id: str, group: _Group) -> UsedIn:
        library = self._site.library
        briefing = library.abstract(group.slug)
        notes = (library.note(group.slug, number) for number in group.numbers if number)
        uses = tuple(Use(note, _sides(source_id, note.annotation)) for note in notes)
        article = briefing.sidecar.source
        return UsedIn(briefing, bool(group.numbers and article and article.id == source_id), uses)

    @cached_property
    def _entries_naming(self) -> Mapping[str, list[Claim | Event]]:
        """Return the claims and events of the registers by the sources that they name."""
        registers = self._site.registers
        index: dict[str, list[Claim | Event]] = defaultdict(list)
        entries: tuple[Claim | Event, ...] = (*registers.claims.values(), *registers.events.values())
        for entry in entries:
            for source in entry.cited:
                index[source.id].append(entry)
        return index


_NOTES_OF_A_LINE = 3
"""So many chips of notes take as much room as the headline before them."""


def _sides(source_id: str, annotation: Annotation) -> tuple[str, ...]:
    evidence = (item for item in annotation.evidence if item.source and item.source.id == source_id)
    return tuple(dict.fromkeys(item.supports or "" for item in evidence))
