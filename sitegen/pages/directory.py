"""Where everything is shown: from the id that a writer gave to a name and an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from sitegen.model.project import Sidecar
from sitegen.model.registers import Actor, Claim, Entry, Event, Place, Source, Term
from sitegen.model.site import Briefing, Note, Site
from sitegen.model.wording import Reference, Text
from sitegen.pages import addresses

AUTHOR: Final = "author"
"""The speaker that stands for the article itself."""

_LIST_OF_REGISTER: Final = {
    "place": addresses.PLACES,
    "term": addresses.TERMS,
    "source": addresses.SOURCES,
    "claim": addresses.CLAIMS,
    "event": addresses.TIMELINE,
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to."""

    register: str
    """actor, place, term, source, topic, claim, event, annotation, briefing, author; empty for what is not there."""
    id: str
    address: str = ""
    """Within the edition, with its fragment; empty where there is nothing to link to."""
    name: Text | None = None
    briefing: Briefing | None = None
    note: Note | None = None


@dataclass(frozen=True)
class Directory:
    """Finds what references lead to."""

    _site: Site

    def find(self, reference: Reference | str, briefing: Briefing | None = None) -> Target:
        """Return what an id means, within a briefing if one is given; without address where nothing is shown."""
        whole = str(reference)
        slug, mark, local = whole.rpartition("#")
        if mark:
            other = self._briefings.get(slug)
            return self._within(other, local) or self._registered(local) if other else Target("", whole)
        return (briefing and self._within(briefing, whole)) or self._registered(whole)

    def briefing(self, slug: Reference | str) -> Target:
        """Return the briefing with this slug."""
        found = self._briefings.get(str(slug))
        if not found:
            return Target("", str(slug))
        return Target("briefing", found.slug, addresses.briefing_address(found.slug), briefing=found)

    def source(self, reference: Reference | str, briefing: Briefing | None = None) -> Source | None:
        """Return the source with this id: one of the briefing's own, or of the register."""
        own = briefing.sidecar.local_sources if briefing else ()
        found = next((source for source in own if source.id.value == str(reference)), None)
        return found or self._site.registers.sources.get(str(reference))

    def row(self, note: Note, briefing: Briefing) -> str:
        """Return where a ledger shows a claim, quote or event of which a note tells; empty for other notes."""
        kind, entry = note.annotation.kind, note.annotation.entry
        ledger = addresses.LEDGER_OF_KIND.get(kind, "")
        if not ledger:
            return ""
        registers = self._site.registers
        is_registered = entry and entry.id in (registers.claims if kind == "claim" else registers.events)
        fragment = entry.id if entry and is_registered else addresses.row_id(briefing.slug, note.id)
        return f"{ledger}#{fragment}"

    def topic(self, written: str) -> Target:
        """Return the topic with this id; one without an entry has no page."""
        topic = self._site.registers.topics.get(written)
        if not topic:
            return Target("", written)
        return Target("topic", written, addresses.topic_address(written), topic.name)

    def _within(self, briefing: Briefing, local: str) -> Target | None:
        page = addresses.briefing_address(briefing.slug)
        note = self._notes[briefing.slug].get(local)
        if note:
            return Target("annotation", local, f"{page}#{local}", briefing=briefing, note=note)
        definition = next((item for item in local_definitions(briefing.sidecar) if item.id.value == local), None)
        if definition:
            return Target(definition.register, local, f"{page}#{local}", name_of(definition), briefing)
        return None

    def _registered(self, entry_id: str) -> Target:
        if entry_id == AUTHOR:
            return Target(AUTHOR, entry_id)
        entry = self._site.registers.find(entry_id)
        if not entry:
            return Target("", entry_id)
        return Target(entry.register, entry_id, self._address(entry), name_of(entry))

    def _address(self, entry: Entry) -> str:
        entry_id = entry.id.value
        if isinstance(entry, Actor):
            return addresses.actor_address(entry_id)
        page = _LIST_OF_REGISTER.get(entry.register)
        return f"{page}#{entry_id}" if page else addresses.topic_address(entry_id)

    @cached_property
    def _briefings(self) -> Mapping[str, Briefing]:
        return {briefing.slug: briefing for briefing in self._site.briefings}

    @cached_property
    def _notes(self) -> Mapping[str, Mapping[str, Note]]:
        return {briefing.slug: {note.id: note for note in briefing.notes} for briefing in self._site.briefings}


def local_definitions(sidecar: Sidecar) -> tuple[Actor | Place | Term | Source, ...]:
    """Return what is defined in a briefing and nowhere else."""
    return (*sidecar.local_actors, *sidecar.local_places, *sidecar.local_terms, *sidecar.local_sources)


def name_of(entry: Entry) -> Text:
    """Return what an entry of any register is called."""
    if isinstance(entry, Claim):
        return entry.title or entry.text
    if isinstance(entry, Source):
        return _in_own_language(entry)
    if isinstance(entry, Event):
        return entry.title
    return entry.name


def _in_own_language(source: Source) -> Text:
    """Return a source's title; one that is given once is in the source's language, whatever the file's default."""
    if not source.language or len(source.title.wordings) != 1:
        return source.title
    return Text((replace(source.title.wordings[0], language=source.language),))
