"""The names of a briefing: its cast by type with the roles of the article's date, its places and terms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from sitegen.language.dates import Edtf, parse_edtf
from sitegen.model.addresses import mention_address
from sitegen.model.briefing import Briefing, Meaning
from sitegen.model.registers import Actor, Place, Registers, Role, Term
from sitegen.model.wording import Date, Reference, Speaker, Text


@dataclass(frozen=True, slots=True)
class BriefingName:
    """An actor, place or term of a briefing with its places in the article."""

    entry: Actor | Place | Term
    is_local: bool
    """Defined in this briefing: its entry here is the only one, and bears the id."""
    mentions: int
    address: str
    """Of the first mention, within the edition; empty where the article does not name it."""
    roles: tuple[Role, ...] = ()
    """Held on the article's date."""


@dataclass(frozen=True, slots=True)
class CastGroup:
    """The actors of one type."""

    type: str
    """From the closed set; empty for those without one."""
    members: tuple[BriefingName, ...]


def group_cast(actors: Iterable[BriefingName]) -> tuple[CastGroup, ...]:
    """Return the actors by type; types and actors stand in the order in which they come."""
    groups: dict[str, list[BriefingName]] = {}
    for listed in actors:
        kind = listed.entry.type if isinstance(listed.entry, Actor) else None
        groups.setdefault(kind or "", []).append(listed)
    return tuple(CastGroup(kind, tuple(members)) for kind, members in groups.items())


class BriefingNames:
    """The names of one briefing: what it lists, and what its article names."""

    def __init__(self, briefing: Briefing, registers: Registers) -> None:
        self._briefing = briefing
        self._registers = registers
        self._anchors: dict[Meaning, list[str]] = {}
        for mention in briefing.prose.mentions:
            for meaning in mention.meanings:
                anchors = self._anchors.get(meaning)
                if anchors is None:
                    anchors = self._anchors[meaning] = []
                anchors.append(mention.anchor)

    def list_cast(self) -> Iterator[BriefingName]:
        """Yield the listed actors in the writer's order, then those that the article names besides."""
        sidecar = self._briefing.sidecar
        listed = tuple(self.list_named("actor", sidecar.actors))
        seen = {name.entry.id.value for name in listed}
        named = (meaning for meaning in self._anchors if meaning.register == "actor" and meaning.id not in seen)
        for name in chain(listed, self._entries(named)):
            roles = name.entry.roles if isinstance(name.entry, Actor) else ()
            held = roles_held(roles, sidecar.covers or sidecar.published) if roles else ()
            yield replace(name, roles=held) if held else name

    def list_named(self, register: str, listed: Iterable[Reference | Actor | Place | Term]) -> Iterator[BriefingName]:
        """Yield what the sidecar lists of one register, in the writer's order; what is missing is left out."""
        for item in listed:
            if isinstance(item, Reference):
                yield from self._entries([Meaning(register, item.id)])
            else:
                yield self._listed(item, Meaning(register, item.id.value, is_local=True))

    def short_name(self, speaker: Speaker) -> Text | None:
        """Return a speaker's family name, else the name; None for the article itself and for an id without entry."""
        if isinstance(speaker, Text):
            return speaker
        local = (item for item in self._briefing.sidecar.actors if isinstance(item, Actor))
        own = next((actor for actor in local if actor.id.value == speaker.id), None)
        entry = own or self._registers.find(speaker.id)
        return (entry.family or entry.name) if isinstance(entry, Actor) else None

    def _entries(self, meanings: Iterable[Meaning]) -> Iterator[BriefingName]:
        for meaning in meanings:
            entry = self._registers.find(meaning.id)
            if isinstance(entry, Actor | Place | Term):
                yield self._listed(entry, meaning)

    def _listed(self, entry: Actor | Place | Term, meaning: Meaning) -> BriefingName:
        anchors = self._anchors.get(meaning)
        if anchors is None:
            return BriefingName(entry, meaning.is_local, 0, "")
        return BriefingName(entry, meaning.is_local, len(anchors), mention_address(self._briefing.slug, anchors[0]))


def roles_held(roles: Iterable[Role], date: Date | None) -> tuple[Role, ...]:
    """Return the roles that may have been held on a date (EDTF); without a date those that have no end."""
    if not date:
        return tuple(role for role in roles if not role.end)
    day = parse_edtf(date.edtf)
    return tuple(role for role in roles if _may_be_held(role, day))


def _may_be_held(role: Role, day: Edtf) -> bool:
    """Tell whether a role may be held on a day that is not known exactly; what stands open is unlimited."""
    begun = parse_edtf(role.start.edtf).earliest if role.start else None
    ended = parse_edtf(role.end.edtf).latest if role.end else None
    is_too_early = bool(begun and day.latest and day.latest < begun)
    is_too_late = bool(ended and day.earliest and day.earliest > ended)
    return not (is_too_early or is_too_late)
