"""What references lead to, for readers outside of the site: a path within an edition, and a name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sitegen.exports.addresses import briefing_path, entry_path
from sitegen.model.project import Sidecar
from sitegen.model.registers import Actor, Claim, Entry, Event, Place, Source, Term
from sitegen.model.site import Briefing, Note, Site
from sitegen.model.wording import Reference, Text


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to."""

    path: str
    """Within an edition, with its fragment."""
    name: Text | None
    """Of a note its title, which it may lack."""
    number: int = 0
    """A note's."""


@dataclass(frozen=True)
class References:
    """Finds what references lead to; what is not published, or not there, leads nowhere."""

    _site: Site

    def find_all(self, references: Iterable[Reference], briefing: Briefing) -> Iterator[Target]:
        """Yield what references within a briefing lead to, in their order, each once."""
        for reference in dict.fromkeys(references):
            target = self.find(reference, briefing)
            if target:
                yield target

    def find(self, reference: Reference, briefing: Briefing) -> Target | None:
        """Return what a reference within a briefing leads to."""
        slug, mark, local = reference.id.rpartition("#")
        if mark:
            other = self._briefings.get(slug)
            return (self._within(other, local) or self._registered(local)) if other else None
        return self._within(briefing, reference.id) or self._registered(reference.id)

    def source(self, reference: Reference, briefing: Briefing) -> Source | None:
        """Return a source of the briefing's own, or of the register."""
        own = (source for source in briefing.sidecar.local_sources if source.id.value == reference.id)
        return next(own, None) or self._site.registers.sources.get(reference.id)

    def _within(self, briefing: Briefing, local: str) -> Target | None:
        path = f"{briefing_path(briefing.slug)}#{local}"
        note = self._notes[briefing.slug].get(local)
        if note:
            return Target(path, note.annotation.title, note.number)
        entry = next((entry for entry in _local_entries(briefing.sidecar) if entry.id.value == local), None)
        return Target(path, name_of(entry)) if entry else None

    def _registered(self, entry_id: str) -> Target | None:
        entry = self._site.registers.find(entry_id)
        return Target(entry_path(entry.register, entry_id), name_of(entry)) if entry else None

    @cached_property
    def _briefings(self) -> Mapping[str, Briefing]:
        return {briefing.slug: briefing for briefing in self._site.briefings}

    @cached_property
    def _notes(self) -> Mapping[str, Mapping[str, Note]]:
        return {briefing.slug: {note.id: note for note in briefing.notes} for briefing in self._site.briefings}


def name_of(entry: Entry) -> Text:
    """Return what an entry of any register is called."""
    if isinstance(entry, Claim):
        return entry.title or entry.text
    if isinstance(entry, Source):
        return _in_own_language(entry)
    return entry.title if isinstance(entry, Event) else entry.name


def _in_own_language(source: Source) -> Text:
    """Return a source's title; one that is given once is in the source's language, whatever the file's default."""
    if not source.language or len(source.title.wordings) != 1:
        return source.title
    return Text((replace(source.title.wordings[0], language=source.language),))


def _local_entries(sidecar: Sidecar) -> tuple[Actor | Place | Term | Source, ...]:
    return (*sidecar.local_actors, *sidecar.local_places, *sidecar.local_terms, *sidecar.local_sources)
