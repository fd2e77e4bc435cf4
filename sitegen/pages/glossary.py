"""The lists of the registers: actors by type, places and terms, each with where it is named."""

from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.kinds import ACTOR_TYPES
from sitegen.model.prose import Meaning
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.site import Site
from sitegen.pages.filing import file_entries
from sitegen.pages.passages import Appearance, list_appearances


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one type."""

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


def list_actors(site: Site, edition: Edition) -> tuple[ActorGroup, ...]:
    """Return the actors by type, in the order of the closed set, filed by name within each."""
    filed = file_entries(site.registers.actors.values(), edition)
    groups = (
        ActorGroup(kind, tuple(_list_actor(site, actor) for actor in filed if (actor.type or "") == kind))
        for kind in (*ACTOR_TYPES, "")
    )
    return tuple(group for group in groups if group.actors)


def list_places(site: Site, edition: Edition) -> tuple[ListedEntry, ...]:
    """Return the places, filed by name."""
    return tuple(_list_entry(site, place) for place in file_entries(site.registers.places.values(), edition))


def list_terms(site: Site, edition: Edition) -> tuple[ListedEntry, ...]:
    """Return the terms, filed by name."""
    return tuple(_list_entry(site, term) for term in file_entries(site.registers.terms.values(), edition))


def _list_actor(site: Site, actor: Actor) -> ListedActor:
    sightings = site.sightings.get(Meaning("actor", actor.id.value), ())
    return ListedActor(actor, len(sightings), len({sighting.briefing.slug for sighting in sightings}))


def _list_entry(site: Site, entry: Place | Term) -> ListedEntry:
    sightings = site.sightings.get(Meaning(entry.register, entry.id.value), ())
    return ListedEntry(entry, list_appearances(sightings))
