"""A dossier: everything that the site knows of one actor, gathered from all briefings and from the others' entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sitegen.model.kinds import INVERSE_OF_RELATION
from sitegen.model.prose import Meaning
from sitegen.model.registers import Actor, Relation, Role
from sitegen.model.site import Citation, Site
from sitegen.model.wording import Date, Text
from sitegen.pages.citations import CitedIn, group_citations
from sitegen.pages.directory import AUTHOR
from sitegen.pages.passages import Appearance, list_appearances

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Tie:
    """How an actor stands to another, seen from the one whose dossier it is."""

    type: str
    """From the closed set; empty where the writer's own words say it."""
    label: Text | None
    other: str
    """The other actor's id."""
    start: Date | None
    end: Date | None


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """Someone who held a role at the actor whose dossier it is."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor named in the same briefings."""

    actor: str
    briefings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One actor with all that leads there and from there."""

    actor: Actor
    ties: tuple[Tie, ...]
    parts: tuple[str, ...]
    """Ids of the actors whose parent this is."""
    members: tuple[str, ...]
    """Ids of the actors that belong to it."""
    holders: tuple[OfficeHolder, ...]
    appearances: tuple[Appearance, ...]
    quotes: tuple[CitedIn, ...]
    claims: tuple[CitedIn, ...]
    notes: tuple[CitedIn, ...]
    """Other notes that name the actor in their keys."""
    companions: tuple[Companion, ...]

    @property
    def mentions(self) -> int:
        """Return how often articles name the actor."""
        return sum(len(appearance.sightings) for appearance in self.appearances)


@dataclass(frozen=True)
class Dossiers:
    """Makes dossiers; knows which entries point at which others."""

    _site: Site

    def open(self, actor: Actor) -> Dossier:
        """Return what is known of an actor."""
        actor_id = actor.id.value
        site = self._site
        citations = site.citations_of.get(actor_id, ())
        quotes = site.quotes_of.get(actor_id, ())
        claims = tuple(citation for citation in citations if _is_claim_by(citation, actor_id))
        shown = {_place(citation) for citation in (*quotes, *claims)}
        return Dossier(
            actor=actor,
            ties=self._ties(actor),
            parts=self._pointing_at.parts.get(actor_id, ()),
            members=self._pointing_at.members.get(actor_id, ()),
            holders=self._pointing_at.holders.get(actor_id, ()),
            appearances=list_appearances(site.sightings.get(Meaning("actor", actor_id), ())),
            quotes=group_citations(quotes),
            claims=group_citations(claims),
            notes=group_citations(
                citation for citation in citations if citation.note and _place(citation) not in shown
            ),
            companions=tuple(Companion(*companion) for companion in site.companions_of.get(actor_id, ())),
        )

    def _ties(self, actor: Actor) -> tuple[Tie, ...]:
        """Return the actor's own relations and the inverses of others', each once though both sides tell of it."""
        own = (_own_tie(relation) for relation in actor.relations)
        ties: dict[tuple[str, str, Text | None], Tie] = {}
        for tie in (*own, *self._pointing_at.ties.get(actor.id.value, ())):
            ties.setdefault((tie.type, tie.other, tie.label), tie)
        return tuple(ties.values())

    @cached_property
    def _pointing_at(self) -> "_Backlinks":
        return _gather_backlinks(self._site.registers.actors.values())


@dataclass(frozen=True, slots=True)
class _Backlinks:
    """What other actors' entries say of an actor, by its id."""

    parts: Mapping[str, tuple[str, ...]]
    members: Mapping[str, tuple[str, ...]]
    holders: Mapping[str, tuple[OfficeHolder, ...]]
    ties: Mapping[str, tuple[Tie, ...]]


def _gather_backlinks(actors: Iterable[Actor]) -> _Backlinks:
    parts: dict[str, list[str]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    holders: dict[str, list[OfficeHolder]] = defaultdict(list)
    ties: dict[str, list[Tie]] = defaultdict(list)
    for actor in actors:
        actor_id = actor.id.value
        if actor.parent:
            parts[actor.parent.id].append(actor_id)
        for affiliation in actor.affiliations:
            members[affiliation.id].append(actor_id)
        for role in actor.roles:
            if role.org:
                holders[role.org.id].append(OfficeHolder(actor_id, role))
        for other, tie in _inverse_ties(actor):
            ties[other].append(tie)
    return _Backlinks(_frozen(parts), _frozen(members), _frozen(holders), _frozen(ties))


def _frozen(lists: Mapping[str, list[Item]]) -> dict[str, tuple[Item, ...]]:
    return {key: tuple(items) for key, items in lists.items()}


def _own_tie(relation: Relation) -> Tie:
    label = relation.label if not relation.type else None
    return Tie(relation.type or "", label, relation.to.id, relation.start, relation.end)


def _inverse_ties(actor: Actor) -> Iterator[tuple[str, Tie]]:
    for relation in actor.relations:
        inverse = INVERSE_OF_RELATION.get(relation.type or "", "")
        if inverse or relation.inverse:
            label = None if inverse else relation.inverse
            yield relation.to.id, Tie(inverse, label, actor.id.value, relation.start, relation.end)


def _is_claim_by(citation: Citation, actor_id: str) -> bool:
    note = citation.note
    return bool(
        note
        and note.annotation.kind == "claim"
        and note.annotation.speaker
        and note.annotation.speaker.id == actor_id != AUTHOR
    )


def _place(citation: Citation) -> tuple[str, str]:
    return (citation.briefing.slug, citation.note.id if citation.note else "")
