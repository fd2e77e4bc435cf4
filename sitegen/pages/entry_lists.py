"""The lists of the registers: actors by type, places and terms, each with where it is named.

A long list of places or terms shows their names. Each has a page of its own.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import Final

from sitegen.language.editions import Edition
from sitegen.model.addresses import ACTORS, LIST_OF_REGISTER, entry_address
from sitegen.model.briefing import Meaning
from sitegen.model.registers import Actor, FormerName, Place, Source, Term
from sitegen.model.vocabularies import ACTOR_TYPES
from sitegen.pages.filing import file_entries
from sitegen.pages.ledgers import list_rows
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.network_picture import NetworkPicture, choose_pairs, draw_network
from sitegen.pages.pagination import ALONE, Pager, cut_ahead, cut_back, part_of, weigh
from sitegen.pages.passages import Appearance, list_appearances
from sitegen.records.site import LedgerRow, Site


@dataclass(frozen=True, slots=True)
class TypeStep:
    """A type of actors in the glossary's menu."""

    type: str
    """From the closed set; empty for those without one."""
    actors: int
    address: str
    """Where they begin, within an edition."""


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one type, or a page's share of them."""

    type: str
    """From the closed set; empty for those without one."""
    actors: tuple["ListedActor", ...]


@dataclass(frozen=True, slots=True)
class ListedActor:
    """An actor with the number of its mentions on the whole site."""

    actor: Actor
    mentions: int
    briefings: int


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A place or term with where it is named."""

    entry: Place | Term
    appearances: tuple[Appearance, ...]
    """The newest, where there are many."""
    briefings: int = 0
    """How many briefings name it, in a list, which may show the newest alone."""

    @property
    def names(self) -> tuple[FormerName, ...]:
        """Return a place's names over time; one without an end lasted until the one behind it began."""
        names = self.entry.names if isinstance(self.entry, Place) else ()
        followed = zip(names, [*(name.start for name in names[1:]), None], strict=False)
        return tuple(replace(name, end=name.end or next_start) for name, next_start in followed)


@dataclass(frozen=True, slots=True)
class ListedName:
    """An entry in a list that shows names alone."""

    entry: Place | Term | Source
    address: str
    """Of its own page, within an edition."""
    count: int
    """How many briefings name it; of a source how many notes and briefings cite it."""


@dataclass(frozen=True, slots=True)
class EntryPage:
    """A page of an entry of its own."""

    entry: Place | Term
    start: int
    """The number of the first briefing here, from 0."""
    end: int
    pager: Pager

    @property
    def is_first(self) -> bool:
        """Tell whether it is the page that says what the entry is."""
        return not self.start

    def fill(self, site: Site, find_events: Callable[[str], Sequence[LedgerRow]]) -> Nouns:
        """Return what the template shows of it."""
        entry_id = self.entry.id.value
        appearances = list_appearances(Meaning(self.entry.register, entry_id), site)
        events = list_rows(find_events(entry_id)[: 2 * site.lengths.rows], site) if self.is_first else ()
        return {"part": self, "listed": ListedEntry(self.entry, appearances[self.start : self.end]), "events": events}


def plan_actors(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of the actors by type, in the order of the closed set, filed by name within each."""
    filed = file_entries(site.registers.actors.values(), edition)
    sorted_by_type = sorted(filed, key=_type_order)
    parts = cut_ahead(weigh(len(filed)), 2 * site.lengths.entries, ACTORS)
    steps, first = [], 0
    for kind, run in groupby(sorted_by_type, key=lambda actor: actor.type or ""):
        count = sum(1 for _ in run)
        steps.append(TypeStep(kind, count, f"{part_of(parts, first).address}#_{kind or 'other'}"))
        first += count
    for part in parts:
        actors = tuple(sorted_by_type[part.span])
        fill = partial(_fill_actors, actors, tuple(steps), part.pager, site)
        yield ListPage(part.address, "actors.html", fill)


def plan_entries(register: str, entries: Iterable[Place | Term], site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of the list of places or terms, filed by name: in full, or of a long list the names."""
    filed, address = file_entries(entries, edition), LIST_OF_REGISTER[register]
    if len(filed) <= site.lengths.entries:
        yield ListPage(address, address, partial(_fill_list, address, filed, site))
        return
    for part in cut_ahead(weigh(len(filed)), site.lengths.names, address):
        shown = filed[part.span]
        fill = partial(_fill_names, shown, part.pager, site)
        yield ListPage(part.address, address, fill)


def plan_entry(
    entry: Place | Term, site: Site, find_events: Callable[[str], Sequence[LedgerRow]]
) -> Iterator[ListPage]:
    """Yield the pages of a place or term of its own; the first tells of the first of its events."""
    lines = site.library.appearances(Meaning(entry.register, entry.id.value))
    weights = [1 + len(line.anchors) // _ANCHORS_OF_A_LINE for line in lines]
    for part in cut_back(weights, site.lengths.entries, entry_address(entry.register, entry.id.value)):
        page = EntryPage(entry, part.start, part.end, part.pager)
        yield ListPage(part.address, f"{entry.register}.html", partial(page.fill, site, find_events))


_ORDER_OF_TYPES: Final = {kind: position for position, kind in enumerate((*ACTOR_TYPES, ""))}

_ANCHORS_OF_A_LINE: Final = 10
"""So many numbers of mentions take as much room as the headline before them."""


def _type_order(actor: Actor) -> int:
    return _ORDER_OF_TYPES[actor.type or ""]


def _fill_actors(actors: Sequence[Actor], steps: Sequence[TypeStep], pager: Pager, site: Site) -> Nouns:
    by_type = groupby(actors, key=lambda actor: actor.type or "")
    groups = tuple(ActorGroup(kind, tuple(_list_actor(site, actor) for actor in run)) for kind, run in by_type)
    network = _draw_site_network(site) if pager.is_first else None
    return {"groups": groups, "types": steps, "pager": pager, "network": network}


def _draw_site_network(site: Site) -> NetworkPicture | None:
    pairs = choose_pairs(site.library.pairs())
    names = {name for pair in pairs for name in (pair.one, pair.other)}
    return draw_network(pairs, {name: site.library.count_appearances(Meaning("actor", name))[1] for name in names})


def _fill_list(address: str, entries: Iterable[Place | Term], site: Site) -> Nouns:
    found = [(entry, list_appearances(Meaning(entry.register, entry.id.value), site)) for entry in entries]
    most = site.lengths.limit_places(len(appearances) for _, appearances in found)
    listed = tuple(ListedEntry(entry, all_of_it[:most], len(all_of_it)) for entry, all_of_it in found)
    return {address.removesuffix(".html"): listed, "names": (), "pager": ALONE}


def _fill_names(entries: Iterable[Place | Term], pager: Pager, site: Site) -> Nouns:
    return {"names": tuple(_list_name(site, entry) for entry in entries), "pager": pager}


def _list_actor(site: Site, actor: Actor) -> ListedActor:
    briefings, mentions = site.library.count_appearances(Meaning("actor", actor.id.value))
    return ListedActor(actor, mentions, briefings)


def _list_name(site: Site, entry: Place | Term) -> ListedName:
    briefings, _ = site.library.count_appearances(Meaning(entry.register, entry.id.value))
    return ListedName(entry, entry_address(entry.register, entry.id.value), briefings)
