"""From ids to pages: the name and the address of each thing that a writer refers to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from sitegen.language.scripts import guess_language
from sitegen.model.addresses import (
    briefing_address,
    entry_address,
    note_address,
)
from sitegen.model.briefing import Abstract, Briefing, NoteHead
from sitegen.model.forms import AUTHOR, UNNAMED, topic_id
from sitegen.model.registers import Source, Topic, name_of
from sitegen.model.wording import Reference, Speaker, Text, Wording, Written
from sitegen.records.site import Site


@dataclass(frozen=True, slots=True)
class Target:
    """The thing to which a reference leads."""

    register: str
    """actor, place, term, source, topic, claim, event, annotation, briefing, author or _unnamed; empty for nothing."""
    id: str
    address: str = ""
    """Within the edition, with its fragment; empty where there is nothing to link to."""
    name: Text | None = None
    """Of a note its title, which it may lack."""
    briefing: Abstract | None = None
    note: NoteHead | None = None


def find_topic(written: str, site: Site) -> Topic:
    """Return the topic with this id; for a text without an entry one of that name, whose id is made from it."""
    if entry := site.registers.topics.get(written):
        return entry
    where = site.settings.where
    name = Text((Wording(guess_language(written, site.settings.editions), written, where),))
    return Topic(where=where, id=Written(topic_id(written), where), name=name)


def list_topics(site: Site) -> dict[str, str]:
    """Return all topics by their ids, each as briefings write it: those of the register, then those without an entry.

    Of two with one id the first counts.
    """
    topics = {topic_id.lower(): topic_id for topic_id in site.registers.topics}
    for written, _ in site.library.topics():
        topics.setdefault(find_topic(written, site).id.value.lower(), written)
    return topics


def former_topics(site: Site) -> Iterator[tuple[str, Topic]]:
    """Yield the ids that topics had before they got entries, those that are made from their names and nobody's now."""
    taken = set(list_topics(site))
    for topic in site.registers.topics.values():
        for wording in topic.name.wordings:
            former = topic_id(wording.value)
            if former.lower() not in taken:
                taken.add(former.lower())
                yield former, topic


@dataclass(frozen=True)
class Directory:
    """Finds the targets of references."""

    _site: Site
    _found: dict[str, Target] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Entries of the registers that were asked for: pages name the same ones again and again."""

    def find(self, reference: Speaker | str, briefing: Abstract | Briefing | None = None) -> Target:
        """Return the target of an id, within a briefing if one is given; without address where no page shows it.

        Who is told in words alone has these for a name, and no address.
        """
        if isinstance(reference, Text):
            return Target(UNNAMED, UNNAMED, name=reference)
        whole = str(reference)
        slug, mark, local = whole.rpartition("#")
        if mark:
            other = self._site.library.find(slug)
            if other and other.sidecar.withdrawn:
                return self.briefing(slug)
            return self._within(other, local) or self._registered(local) if other else Target("", whole)
        return (briefing and self._within(briefing, whole)) or self._registered(whole)

    def find_each(
        self, references: Iterable[Reference], briefing: Abstract | Briefing | None = None
    ) -> Iterator[Target]:
        """Yield the targets of references, within a briefing if one is given, in their order, each once."""
        targets = (self.find(reference, briefing) for reference in references)
        yield from {target.address or target.id: target for target in targets}.values()

    def find_shown(self, references: Iterable[Reference], briefing: Abstract | Briefing) -> Iterator[Target]:
        """Yield the same, only those with an address."""
        return (target for target in self.find_each(references, briefing) if target.address)

    def briefing(self, slug: Reference | str) -> Target:
        """Return the briefing with this slug."""
        found = self._site.library.find(str(slug))
        if not found:
            return Target("", str(slug))
        return Target("briefing", found.slug, briefing_address(found.slug), briefing=found)

    def source(self, reference: Reference | str, briefing: Abstract | Briefing | None = None) -> Source | None:
        """Return the source with this id: one of the briefing's own, or of the register."""
        own = briefing.sidecar.local_sources if briefing else ()
        found = next((source for source in own if source.id.value == str(reference)), None)
        return found or self._site.registers.sources.get(str(reference))

    def topic(self, written: str) -> Target:
        """Return the topic with this id, or the one without an entry that is called so."""
        topic = find_topic(written, self._site)
        return Target("topic", topic.id.value, entry_address("topic", topic.id.value), topic.name)

    def _within(self, briefing: Abstract | Briefing, local: str) -> Target | None:
        if isinstance(briefing, Briefing):
            abstract, heads = briefing.abstract, briefing.heads
        else:
            abstract, heads = briefing, self._site.library.heads(briefing.slug)
        address, sidecar = note_address(abstract.slug, local), abstract.sidecar
        for head in heads:  # plain loops, as most references of all pages come by here
            if head.id == local:
                return Target("annotation", local, address, head.title, abstract, head)
        for item in chain(sidecar.actors, sidecar.places, sidecar.terms, sidecar.sources):
            if not isinstance(item, Reference) and item.id.value == local:
                return Target(item.register, local, address, name_of(item), abstract)
        return None

    def _registered(self, entry_id: str) -> Target:
        return self._found.get(entry_id) or self._look_up(entry_id)

    def _look_up(self, entry_id: str) -> Target:
        if entry_id == AUTHOR:
            return Target(AUTHOR, entry_id)
        entry = self._site.registers.find(entry_id)
        if not entry:
            return Target("", entry_id)
        address = entry_address(entry.register, entry_id)
        target = self._found[entry_id] = Target(entry.register, entry_id, address, name_of(entry))
        return target
