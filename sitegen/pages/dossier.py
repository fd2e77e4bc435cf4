"""A dossier: everything that the site knows of one actor, gathered from all briefings and from the others' entries."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sitegen.model.project import Annotation
from sitegen.model.prose import Meaning
from sitegen.model.registers import Actor, Claim, Event, Role
from sitegen.model.site import Citation, LedgerRow, Sighting, Site
from sitegen.pages.ledgers import ListedRow, list_rows
from sitegen.pages.ties import OfficeHolder, Tie, Ties, gather_ties, roles_of_now, roles_of_the_past

MOST_COMPANIONS: Final = 12
"""Shown at once; beyond them the list is folded, as few readers go on."""


@dataclass(frozen=True, slots=True)
class Companion:
    """An actor named in the same briefings."""

    actor: str
    briefings: int


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
    further_companions: tuple[Companion, ...]
    sightings: tuple[Sighting, ...]
    """Every mention, newest briefing first."""
    quotes: tuple[Citation, ...]
    claims: tuple[ListedRow, ...]
    """What the actor claims."""
    claims_about: tuple[ListedRow, ...]
    """Others' claims that name the actor among their `refs`."""
    events: tuple[ListedRow, ...]
    """Events that happened there or name the actor among their `refs`, the earliest first."""
    notes: tuple[Citation, ...]
    """Other notes that name the actor in their keys."""


@dataclass(frozen=True)
class Dossiers:
    """Makes dossiers; knows which entries point at which others."""

    _site: Site

    def open(self, actor: Actor) -> Dossier:
        """Return what is known of an actor."""
        actor_id, site = actor.id.value, self._site
        quotes = site.quotes_of.get(actor_id, ())
        claims = self._claims_by.get(actor_id, ())
        claims_about = tuple(row for row in self._claims_about.get(actor_id, ()) if row not in claims)
        events = self._events_with.get(actor_id, ())
        rows = (*claims, *claims_about, *events)
        shown = {_place(citation) for citation in (*quotes, *(citation for row in rows for citation in row.citations))}
        citations = site.citations_of.get(actor_id, ())
        companions = tuple(Companion(*companion) for companion in site.companions_of.get(actor_id, ()))
        return Dossier(
            actor=actor,
            roles_now=roles_of_now(actor),
            roles_before=roles_of_the_past(actor),
            ties=self._ties.of(actor),
            parts=self._ties.parts.get(actor_id, ()),
            members=self._ties.members.get(actor_id, ()),
            holders=self._ties.holders.get(actor_id, ()),
            companions=companions[:MOST_COMPANIONS],
            further_companions=companions[MOST_COMPANIONS:],
            sightings=site.sightings.get(Meaning("actor", actor_id), ()),
            quotes=quotes,
            claims=list_rows(claims),
            claims_about=list_rows(claims_about),
            events=list_rows(events),
            notes=tuple(citation for citation in citations if citation.note and _place(citation) not in shown),
        )

    @cached_property
    def _ties(self) -> Ties:
        return gather_ties(self._site.registers.actors.values())

    @cached_property
    def _claims_by(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        return _index_rows(self._site.claims, _speaker)

    @cached_property
    def _claims_about(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        return _index_rows(self._site.claims, _refs)

    @cached_property
    def _events_with(self) -> Mapping[str, tuple[LedgerRow, ...]]:
        return _index_rows(self._site.events, _place_and_refs)


Told = Annotation | Claim | Event
"""What tells of a claim or an event: the register's entry, or a note."""


def _index_rows(
    rows: Iterable[LedgerRow], ids_in: Callable[[Told], Iterable[str]]
) -> Mapping[str, tuple[LedgerRow, ...]]:
    """Return rows by the ids that the entry or any of the notes names, each row once an id, in the order of rows."""
    index: dict[str, list[LedgerRow]] = defaultdict(list)
    for row in rows:
        for named in dict.fromkeys(named for told in _tellings(row) for named in ids_in(told)):
            index[named].append(row)
    return {named: tuple(found) for named, found in index.items()}


def _tellings(row: LedgerRow) -> tuple[Told, ...]:
    notes = (citation.note.annotation for citation in row.citations if citation.note)
    return (row.entry, *notes) if row.entry else tuple(notes)


def _speaker(told: Told) -> tuple[str, ...]:
    return () if isinstance(told, Event) or not told.speaker else (told.speaker.id,)


def _refs(told: Told) -> tuple[str, ...]:
    return tuple(reference.id for reference in told.refs)


def _place_and_refs(told: Told) -> tuple[str, ...]:
    place = () if isinstance(told, Claim) or not told.place else (told.place.id,)
    return (*place, *_refs(told))


def _place(citation: Citation) -> tuple[str, str]:
    return (citation.briefing.slug, citation.note.id if citation.note else "")
