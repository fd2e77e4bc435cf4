"""A dossier: everything that the site knows of one actor, from all briefings and from the other actors' entries.

How actors stand to each other is told on both sides, whichever entry says it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

from sitegen.language.edtf import ChronologicalKey, parse_edtf
from sitegen.model.briefing import Meaning
from sitegen.model.registers import Actor, Claim, Event, Role
from sitegen.model.vocabularies import INVERSE_OF_RELATION
from sitegen.model.wording import Date, Reference, Text
from sitegen.pages.cast import roles_held
from sitegen.pages.ledgers import moment
from sitegen.pages.network_picture import NetworkPicture, draw_partners
from sitegen.pages.passages import Appearance, list_appearances
from sitegen.records.site import Citation, LedgerRow, Site

MOST_COMPANIONS: Final = 12
"""Behind them come mostly those who share a single briefing with the actor, whose page names them all."""


Item = TypeVar("Item")


class Companion(NamedTuple):
    """An actor named in the same briefings."""

    actor: str
    briefings: int


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
        own = (
            Tie(one.type or "", None if one.type else one.label, one.to.id, one.start, one.end)
            for one in actor.relations
        )
        ties: dict[tuple[str, str, Text | None], Tie] = {}
        for tie in (*own, *self.inverse.get(actor.id.value, ())):
            ties.setdefault((tie.type, tie.other, tie.label), tie)
        return tuple(ties.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One actor with all that leads there and from there."""

    actor: Actor
    roles_now: tuple[Role, ...]
    """Roles of which the register knows no end, the latest first."""
    roles_before: tuple[Role, ...]
    ties: tuple[Tie, ...]
    parts: tuple[str, ...]
    """Ids of the actors whose parent this is."""
    members: tuple[str, ...]
    """Ids of the actors that belong to it."""
    holders: tuple[OfficeHolder, ...]
    companions: tuple[Companion, ...]
    """Those named most often with the actor, most first."""
    appearances: tuple[Appearance, ...]
    """The briefings whose articles name the actor, newest first."""
    quotes: tuple[Citation, ...]
    claims: tuple[LedgerRow, ...]
    """What the actor claims."""
    claims_about: tuple[LedgerRow, ...]
    """Others' claims that name the actor among their `refs`."""
    events: tuple[LedgerRow, ...]
    """Events that happened there or name the actor among their `refs`, the earliest first."""
    notes: tuple[Citation, ...]
    """Other notes that name the actor in their keys."""
    site: Site = field(repr=False)

    @property
    def roles_in_brief(self) -> tuple[Role, ...]:
        """Return the roles of now, then those of the newest article's date that are past."""
        newest = self.appearances[0].briefing.sidecar if self.appearances else None
        then = roles_held(self.actor.roles, newest.covers or newest.published) if newest and self.roles_before else ()
        return tuple(dict.fromkeys((*self.roles_now, *then)))

    @property
    def companions_differ(self) -> bool:
        """Tell whether some companions are named more often than others."""
        return len({companion.briefings for companion in self.companions}) > 1

    @property
    def network(self) -> NetworkPicture | None:
        """Return the picture of the actor and those named most often with it."""
        return draw_partners(self.site.library.partners(self.actor.id.value))

    @property
    def mentions(self) -> int:
        """Return how often articles name the actor."""
        return sum(appearance.mentions for appearance in self.appearances)


@dataclass(frozen=True)
class Dossiers:
    """Makes dossiers; knows which entries point at which others."""

    _site: Site

    def open(self, actor: Actor) -> Dossier:
        """Return what is known of an actor."""
        actor_id, site = actor.id.value, self._site
        library = site.library
        quotes = site.cite(library.told_of("quote", actor_id))
        claims = self._claims(actor_id, "claim", self._claims_by)
        own = {_key(row) for row in claims}
        claims_about = tuple(row for row in self._claims(actor_id, "about", self._claims_about) if _key(row) not in own)
        events = self.events_with(actor_id)
        rows = (*claims, *claims_about, *events)
        shown = {(one.slug, one.number) for one in quotes}
        shown |= {(line.slug, line.number) for row in rows for line in row.lines}
        named = (line for line in library.citations(actor_id) if line.number and (line.slug, line.number) not in shown)
        return Dossier(
            actor=actor,
            roles_now=roles_of_now(actor),
            roles_before=roles_of_the_past(actor),
            ties=self._ties.of(actor),
            parts=self._ties.parts.get(actor_id, ()),
            members=self._ties.members.get(actor_id, ()),
            holders=self._ties.holders.get(actor_id, ()),
            companions=tuple(map(Companion._make, library.companions(actor_id)[:MOST_COMPANIONS])),
            appearances=list_appearances(Meaning("actor", actor_id), site),
            quotes=quotes,
            claims=claims,
            claims_about=claims_about,
            events=events,
            notes=site.cite(named),
            site=site,
        )

    def _claims(self, actor_id: str, told: str, entries_of: Mapping[str, list[Claim]]) -> tuple[LedgerRow, ...]:
        """Return the claims that a register's entry or a note brings to an actor, in the order of the ledger."""
        return tuple(self._rows(actor_id, told, self._site.registers.claims, entries_of))

    def events_with(self, actor_id: str) -> tuple[LedgerRow, ...]:
        """Return the events that happened at an actor or a place, or name it, the earliest first."""
        rows = self._rows(actor_id, "event", self._site.registers.events, self._events_with)
        return tuple(sorted(rows, key=lambda row: moment(row.edtf)))

    def _rows(
        self,
        actor_id: str,
        told: str,
        register: Mapping[str, Claim] | Mapping[str, Event],
        entries_of: Mapping[str, list[Claim]] | Mapping[str, list[Event]],
    ) -> Iterator[LedgerRow]:
        lines = self._site.library.told_of(told, actor_id)
        named = {entry.id.value for entry in entries_of.get(actor_id, ())} | {line.entry for line in lines}
        yield from (self._site.row_of(register[entry_id]) for entry_id in register if entry_id in named)
        yield from (self._site.lone_row(line) for line in lines if line.entry not in register)

    @cached_property
    def _ties(self) -> Ties:
        return gather_ties(self._site.registers.actors.values())

    @cached_property
    def _claims_by(self) -> Mapping[str, list[Claim]]:
        return _index(
            self._site.registers.claims.values(),
            lambda claim: [claim.speaker] if isinstance(claim.speaker, Reference) else [],
        )

    @cached_property
    def _claims_about(self) -> Mapping[str, list[Claim]]:
        return _index(self._site.registers.claims.values(), lambda claim: claim.refs)

    @cached_property
    def _events_with(self) -> Mapping[str, list[Event]]:
        return _index(
            self._site.registers.events.values(), lambda event: [*([event.place] if event.place else []), *event.refs]
        )


def _index(entries: Iterable[Item], references_in: Callable[[Item], Iterable[Reference]]) -> Mapping[str, list[Item]]:
    """Return entries by the ids that they name."""
    index: dict[str, list[Item]] = defaultdict(list)
    for entry in entries:
        for named in dict.fromkeys(reference.id for reference in references_in(entry)):
            index[named].append(entry)
    return index


def _key(row: LedgerRow) -> tuple[str, str, int]:
    """Return what tells rows of one ledger apart."""
    return (row.entry.id.value, "", 0) if row.entry else ("", row.lines[0].slug, row.lines[0].number)


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


def _inverse_ties(actor: Actor) -> Iterator[tuple[str, Tie]]:
    for relation in actor.relations:
        inverse = INVERSE_OF_RELATION.get(relation.type or "", "")
        if inverse or relation.inverse:
            label = None if inverse else relation.inverse
            yield relation.to.id, Tie(inverse, label, actor.id.value, relation.start, relation.end)
