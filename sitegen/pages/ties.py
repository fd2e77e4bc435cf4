"""How actors stand to each other: what other actors' entries say of one, from its side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sitegen.language.edtf import ChronologicalKey, parse_edtf
from sitegen.model.registers import Actor, Relation, Role
from sitegen.model.vocabularies import INVERSE_OF_RELATION
from sitegen.model.wording import Date, Text

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
    """Someone who holds or held a role at the actor whose dossier it is."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Ties:
    """What the entries of all actors say of one, by its id."""

    parts: Mapping[str, tuple[str, ...]]
    """Ids of the actors whose parent it is."""
    members: Mapping[str, tuple[str, ...]]
    """Ids of the actors that belong to it."""
    holders: Mapping[str, tuple[OfficeHolder, ...]]
    """Who holds or held a role there: those of now first, the latest first."""
    inverse: Mapping[str, tuple[Tie, ...]]
    """What others' relations to it are from its side."""

    def of(self, actor: Actor) -> tuple[Tie, ...]:
        """Return the actor's own relations and the inverses of others', each once though both sides tell of it."""
        own = (_own_tie(relation) for relation in actor.relations)
        ties: dict[tuple[str, str, Text | None], Tie] = {}
        for tie in (*own, *self.inverse.get(actor.id.value, ())):
            ties.setdefault((tie.type, tie.other, tie.label), tie)
        return tuple(ties.values())


def gather_ties(actors: Iterable[Actor]) -> Ties:
    """Return how all actors stand to each other."""
    parts: dict[str, list[str]] = defaultdict(list)
    members: dict[str, list[str]] = defaultdict(list)
    holders: dict[str, list[OfficeHolder]] = defaultdict(list)
    inverse: dict[str, list[Tie]] = defaultdict(list)
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
            inverse[other].append(tie)
    for held in holders.values():
        held.sort(key=lambda holder: _recency(holder.role), reverse=True)
    return Ties(_frozen(parts), _frozen(members), _frozen(holders), _frozen(inverse))


def roles_of_now(actor: Actor) -> tuple[Role, ...]:
    """Return the roles of which the register knows no end, the latest first."""
    return _latest_first(role for role in actor.roles if not role.end)


def roles_of_the_past(actor: Actor) -> tuple[Role, ...]:
    """Return the roles that have an end, the latest first."""
    return _latest_first(role for role in actor.roles if role.end)


def _latest_first(roles: Iterable[Role]) -> tuple[Role, ...]:
    return tuple(sorted(roles, key=_recency, reverse=True))


def _recency(role: Role) -> tuple[bool, tuple[ChronologicalKey, ...], tuple[ChronologicalKey, ...]]:
    """Return what is greater the later a role was held: by its end, none being the latest, then by its start."""
    return (role.end is None, _moment(role.end), _moment(role.start))


def _moment(date: Date | None) -> tuple[ChronologicalKey, ...]:
    return (parse_edtf(date.edtf).chronological_key,) if date else ()


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
