"""The A-Z index: actors, places and terms under their letters, with every place at which they are named."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, groupby

from sitegen.language.editions import Edition
from sitegen.model.directory import Directory
from sitegen.model.page_addresses import index_id
from sitegen.model.prose import Meaning
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.site import Abstract, Site
from sitegen.model.wording import Wording
from sitegen.pages.filing import filing_order, headword_of, letter_of
from sitegen.pages.passages import Appearance, list_appearances

Indexed = Actor | Place | Term


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index."""

    entry: Indexed
    id: str
    """Its fragment on the index page."""
    headword: Wording | None
    """The last name, where the entry is filed under it."""
    address: str
    """Where it is shown in full: a dossier, an entry of a list, its own briefing."""
    appearances: tuple[Appearance, ...]
    briefing: Abstract | None = None
    """The briefing that defines it, where no register does."""


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """A letter with what is filed under it."""

    letter: str
    number: int
    """From 1; the letter's fragment is made of it, since a letter is no safe one."""
    entries: tuple[IndexEntry, ...]


def list_letters(site: Site, edition: Edition, directory: Directory) -> tuple[IndexLetter, ...]:
    """Return the whole index in the order of the edition's alphabet."""
    entries = sorted(
        chain(_registered(site, edition, directory), _local(site, edition, directory)),
        key=lambda line: filing_order(line.entry, edition),
    )
    by_letter = groupby(entries, key=lambda line: letter_of(line.entry, edition))
    return tuple(IndexLetter(letter, number, tuple(lines)) for number, (letter, lines) in enumerate(by_letter, start=1))


def _registered(site: Site, edition: Edition, directory: Directory) -> Iterator[IndexEntry]:
    registers = site.registers
    entries: Iterator[Indexed] = chain(registers.actors.values(), registers.places.values(), registers.terms.values())
    for entry in entries:
        entry_id = entry.id.value
        sightings = site.sightings.get(Meaning(entry.register, entry_id), ())
        address = directory.find(entry_id).address
        yield IndexEntry(entry, entry_id, headword_of(entry, edition), address, list_appearances(sightings))


def _local(site: Site, edition: Edition, directory: Directory) -> Iterator[IndexEntry]:
    for briefing in site.briefings:
        sidecar = briefing.sidecar
        definitions: tuple[Indexed, ...] = (*sidecar.local_actors, *sidecar.local_places, *sidecar.local_terms)
        for entry in definitions:
            entry_id = entry.id.value
            everywhere = site.sightings.get(Meaning(entry.register, entry_id, is_local=True), ())
            sightings = (sighting for sighting in everywhere if sighting.briefing.slug == briefing.slug)
            yield IndexEntry(
                entry,
                index_id(briefing.slug, entry_id),
                headword_of(entry, edition),
                directory.find(entry_id, briefing).address,
                list_appearances(sightings),
                briefing,
            )
