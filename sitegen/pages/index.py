"""The A-Z index: actors, places and terms under their letters, with every place at which they are named.

A long index stands on several pages. Where a page would be too full it shows of each entry the newest places; the
entry's own page has all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby

from sitegen.language.editions import Edition
from sitegen.model.addresses import INDEX, entry_address, index_id, note_address
from sitegen.model.briefing import Meaning
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.wording import Wording
from sitegen.pages.filing import filing_order, headword_of, letter_of
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import Pager, Part, cut_ahead, part_of, weigh
from sitegen.pages.passages import Appearance, list_appearances, list_own_appearances
from sitegen.records.site import Site

Indexed = Actor | Place | Term


@dataclass(frozen=True, slots=True)
class FiledEntry:
    """An entry in its place in the index; what is filed is all that is known of a briefing's own."""

    entry: Indexed
    slug: str = ""
    """Of the briefing that defines it, where no register does."""

    @property
    def id(self) -> str:
        """Return its fragment on the index page."""
        return index_id(self.slug, self.entry.id.value) if self.slug else self.entry.id.value


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index."""

    entry: Indexed
    id: str
    """Its fragment on the index page."""
    headword: Wording | None
    """The last name, where the entry is filed under it."""
    address: str
    """Where it is shown in full: its own page, or the briefing that defines it."""
    appearances: tuple[Appearance, ...]
    """The newest, where there are many."""
    slug: str = ""
    """Of the briefing that defines it, where no register does."""
    briefings: int = 0
    """How many briefings name it."""


@dataclass(frozen=True, slots=True)
class IndexLetter:
    """A letter with what is filed under it, or with a page's share of that."""

    letter: str
    number: int
    """From 1; the letter's fragment is made of it, since a letter is no safe one."""
    entries: tuple[IndexEntry, ...]


@dataclass(frozen=True, slots=True)
class LetterStep:
    """A letter in the index's menu."""

    letter: str
    number: int
    first: int
    """The number of its first entry, from 0."""
    address: str
    """Where it begins, within an edition."""


@dataclass(frozen=True, slots=True)
class IndexPage:
    """A page of the index."""

    entries: tuple[FiledEntry, ...]
    start: int
    """The number of its first entry, from 0."""
    menu: tuple[LetterStep, ...]
    """All letters."""
    pager: Pager

    def fill(self, site: Site, edition: Edition) -> Nouns:
        """Return what the template shows of it."""
        leads = _list_ids(site) if self.pager.steps and self.pager.is_first else {}
        return {"part": self, "letters": tuple(self._list_letters(site, edition)), "leads": leads}

    def _list_letters(self, site: Site, edition: Edition) -> Iterator[IndexLetter]:
        found = [_find_appearances(filed, site) for filed in self.entries]
        most = site.lengths.limit_places(map(len, found))
        listed = [_list_entry(*one, most, edition) for one in zip(self.entries, found, strict=True)]
        end = self.start + len(self.entries)
        for step, following in zip(self.menu, [*(step.first for step in self.menu[1:]), end], strict=False):
            run = listed[max(step.first - self.start, 0) : max(following - self.start, 0)]
            if run:
                yield IndexLetter(step.letter, step.number, tuple(run))


def plan_index(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the pages of the index in the order of the edition's alphabet."""
    filed = sorted(_file_all(site), key=lambda one: filing_order(one.entry, edition))
    parts = cut_ahead(weigh(len(filed)), site.lengths.entries, INDEX)
    menu = tuple(_list_steps(filed, parts, edition))
    for part in parts:
        page = IndexPage(tuple(filed[part.span]), part.start, menu, part.pager)
        yield ListPage(part.address, "a-z.html", partial(page.fill, site, edition))


def _list_ids(site: Site) -> dict[str, str]:
    """Return the ids of places and terms, by the folders of their pages: all others are actors'."""
    return {"places": " ".join(site.registers.places), "terms": " ".join(site.registers.terms)}


def _file_all(site: Site) -> Iterator[FiledEntry]:
    registers = site.registers
    entries: Iterator[Indexed] = chain(registers.actors.values(), registers.places.values(), registers.terms.values())
    yield from map(FiledEntry, entries)
    yield from (FiledEntry(line.entry, line.slug) for line in site.library.definition_lines())


def _list_steps(filed: Sequence[FiledEntry], parts: Sequence[Part], edition: Edition) -> Iterator[LetterStep]:
    first = 0
    by_letter = groupby(filed, key=lambda one: letter_of(one.entry, edition))
    for number, (letter, run) in enumerate(by_letter, start=1):
        address = f"{part_of(parts, first).address}#_letter-{number}"
        yield LetterStep(letter, number, first, address)
        first += sum(1 for _ in run)


def _list_entry(
    filed: FiledEntry, appearances: tuple[Appearance, ...], most: int | None, edition: Edition
) -> IndexEntry:
    entry, slug = filed.entry, filed.slug
    entry_id, headword = entry.id.value, headword_of(entry, edition)
    address = note_address(slug, entry_id) if slug else entry_address(entry.register, entry_id)
    return IndexEntry(entry, filed.id, headword, address, appearances[:most], slug, len(appearances))


def _find_appearances(filed: FiledEntry, site: Site) -> tuple[Appearance, ...]:
    register, entry_id = filed.entry.register, filed.entry.id.value
    if filed.slug:
        return list_own_appearances(Meaning(register, entry_id, is_local=True), filed.slug, site)
    return list_appearances(Meaning(register, entry_id), site)
