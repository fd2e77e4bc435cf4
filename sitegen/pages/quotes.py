"""The ledger of quotes: who is quoted, filed by name, with the words as the articles give them.

A long ledger shows the names of the speakers, which lead to the quotes in their dossiers. The speakers who have no
dossier have pages here: those whom single briefings define share theirs, as there may be many with a quote each.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Final

from sitegen.language.editions import Edition
from sitegen.model.addresses import QUOTES, actor_address, note_address, row_id, voice_address, words_address
from sitegen.model.briefing import Abstract, Note
from sitegen.model.forms import AUTHOR, UNNAMED
from sitegen.model.registers import Actor
from sitegen.pages.facets import NOBODY, Facets, FacetTable, plan_rows
from sitegen.pages.filing import file_entries, filing_order
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import ALONE, Pager, cut_ahead, cut_back, weigh
from sitegen.records.directory import Directory, Target
from sitegen.records.library import NoteLine
from sitegen.records.site import Citation, Site

OF_ONE_BRIEFING: Final = "_others"
"""The speakers whom single briefings define, among the speakers' names; no id begins with a low line."""
NAMES_OF_OTHERS: Final = (OF_ONE_BRIEFING, AUTHOR, UNNAMED, NOBODY)
"""The names of those who have no dossier."""


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """A quote with its places: the note, and the words in the article."""

    citation: Citation

    @property
    def briefing(self) -> Abstract:
        """Return the briefing."""
        return self.citation.briefing

    @property
    def note(self) -> Note:
        """Return the note. LookupError where there is none."""
        return self.citation.library.note(self.citation.slug, self.citation.number)

    @property
    def id(self) -> str:
        """Return the fragment on the ledger's page."""
        return row_id(self.citation.slug, self.note.id)

    @property
    def address(self) -> str:
        """Return where the note stands, within an edition."""
        return note_address(self.citation.slug, self.note.id)

    @property
    def words_address(self) -> str:
        """Return where the words stand in the article, within an edition; the note where they have no place."""
        return words_address(self.citation.slug, self.note.id) if self.note.is_placed else self.address


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all quotes, or with a page's share of them."""

    number: int
    """From 1; the fragment is made of it."""
    speaker: Target | None
    """None for quotes of which no speaker is named."""
    quotes: tuple[ListedQuote, ...]
    count: int
    """How many quotes there are in all; 0 on the pages behind the first, which do not say it."""


@dataclass(frozen=True, slots=True)
class SpeakerStep:
    """A speaker in the menu of a long ledger, or all those of single briefings."""

    name: str
    """The id, or one of the names that stand for several."""
    quotes: int
    address: str
    """Where the quotes stand, within an edition."""


class Voices:
    """Makes the pages of the ledger of quotes in one edition."""

    def __init__(self, site: Site, edition: Edition, directory: Directory) -> None:
        self._site = site
        self._edition = edition
        self._directory = directory

    def plan_list(self) -> Iterator[ListPage]:
        """Yield the ledger's first pages: all quotes by speaker, or of a long ledger the speakers' names."""
        if not self._is_long():
            yield ListPage(QUOTES, "quotes.html", self._fill_all)
            return
        steps = [
            SpeakerStep(name, len(lines), self._address_of(name)) for name, lines in self._by_name().items() if lines
        ]
        for part in cut_ahead(weigh(len(steps)), self._site.lengths.names, QUOTES):
            shown = tuple(steps[part.span])
            yield ListPage(part.address, "quotes.html", partial(self._fill_names, shown, part.pager))

    def plan_rows(self) -> Iterator[ListPage]:
        """Yield the scripts that bring all quotes of a long ledger where they are filtered."""
        if self._is_long():
            yield from plan_rows(
                QUOTES,
                [line for lines in self._by_name().values() for line in lines],
                find_facets=self._all_facets,
                show=lambda lines: tuple(map(ListedQuote, self._site.cite(lines))),
                most=self._site.lengths.found,
            )

    def plan_others(self, name: str) -> Iterator[ListPage]:
        """Yield the pages of the quotes, in a long ledger, of those who have no dossier, the newest first."""
        lines = [line for line in self._site.quotes if self._name_of(line) == name] if self._is_long() else []
        parts = cut_back(weigh(len(lines)), self._site.lengths.rows, voice_address(name)) if lines else ()
        for part in parts:
            shown, total = tuple(lines[part.span]), len(lines) if part.is_first else 0
            fill = partial(self._fill_voices, name, shown, total, part.pager)
            yield ListPage(part.address, "quotes.html", fill)

    def _is_long(self) -> bool:
        return len(self._site.quotes) > 2 * self._site.lengths.rows

    def _address_of(self, name: str) -> str:
        return voice_address(name) if name in NAMES_OF_OTHERS else f"{actor_address(name)}#_quotes"

    def _by_name(self) -> dict[str, list[NoteLine]]:
        """Return the lines of all speakers, filed by name."""
        filed = file_entries(self._site.registers.actors.values(), self._edition)
        by_name: dict[str, list[NoteLine]] = {
            name: [] for name in (*(actor.id.value for actor in filed), *NAMES_OF_OTHERS)
        }
        for line in self._site.quotes:
            by_name[self._name_of(line)].append(line)
        return by_name

    def _name_of(self, line: NoteLine) -> str:
        if not line.speaker:
            return NOBODY
        is_known = line.speaker in (AUTHOR, UNNAMED) or line.speaker in self._site.registers.actors
        return line.speaker if is_known and not line.is_local_speaker else OF_ONE_BRIEFING

    def _fill_all(self) -> Nouns:
        sorted_voices = _sort_voices(self._site, self._edition, self._directory)
        addressed = [(f"{QUOTES}#_voice-{number}", lines) for number, (_, lines) in enumerate(sorted_voices, start=1)]
        return {
            "voices": _number_voices(sorted_voices, self._site),
            "speakers": (),
            "facets": quote_facets(addressed, self._site, self._edition, is_long=False),
            "pager": ALONE,
            "name": "",
        }

    def _fill_names(self, steps: Sequence[SpeakerStep], pager: Pager) -> Nouns:
        facets = self._all_facets() if pager.is_first else None
        return {"voices": (), "speakers": steps, "facets": facets, "pager": pager, "name": ""}

    def _all_facets(self) -> Facets | None:
        """Return what the quotes of a long ledger can be filtered by."""
        addressed = [(self._address_of(name), lines) for name, lines in self._by_name().items()]
        return quote_facets(addressed, self._site, self._edition, is_long=True)

    def _fill_voices(self, name: str, lines: Sequence[NoteLine], total: int, pager: Pager) -> Nouns:
        """Return the quotes of one page; of speakers whom briefings define, each briefing's apart."""
        runs = groupby(lines, key=lambda line: (line.slug if name == OF_ONE_BRIEFING else "", line.speaker))
        voices = (
            self._voice(number, slug, speaker, tuple(run)) for number, ((slug, speaker), run) in enumerate(runs, 1)
        )
        counted = tuple(
            Voice(one.number, one.speaker, one.quotes, one.count if name == OF_ONE_BRIEFING else total)
            for one in voices
        )
        return {"voices": counted, "speakers": (), "facets": None, "pager": pager, "name": name}

    def _voice(self, number: int, slug: str, speaker: str, lines: Sequence[NoteLine]) -> Voice:
        quotes = tuple(map(ListedQuote, self._site.cite(lines)))
        return Voice(number, _find_speaker(slug, speaker, self._site, self._directory), quotes, len(quotes))


def list_voices(site: Site, edition: Edition, directory: Directory) -> tuple[Voice, ...]:
    """Return the quotes by speaker, filed by name; then the articles' own, those of unnamed speakers, of nobody."""
    return _number_voices(_sort_voices(site, edition, directory), site)


def quote_facets(
    groups: Iterable[tuple[str, Sequence[NoteLine]]], site: Site, edition: Edition, *, is_long: bool
) -> Facets | None:
    """Return what quotes can be filtered by; they come in the groups of the ledger, each with its address."""
    table = FacetTable("quote", ("speaker", "stance", "form", "briefing"), site, edition)
    told = {line.key: line for line in site.library.facet_lines("quote")}
    addresses: dict[str, str] = {}
    for address, lines in groups:
        for line in lines:
            own = told.get(line.key)
            speakers = table.speaker_values(line.speaker or NOBODY, own.names if own else {})
            how = ([own.stance], [own.form]) if own else ([], [])
            table.add(line.key, speakers, *how, [line.slug])
            addresses.setdefault(speakers[0], address)
    return table.finish(addresses, in_order=False, is_long=is_long)


def _sort_voices(
    site: Site, edition: Edition, directory: Directory
) -> Sequence[tuple[Target | None, Sequence[NoteLine]]]:
    by_speaker: dict[tuple[str, str], list[NoteLine]] = {}
    for line in site.quotes:
        by_speaker.setdefault((line.slug if line.is_local_speaker else "", line.speaker), []).append(line)
    return sorted(
        ((_find_speaker(*key, site, directory), lines) for key, lines in by_speaker.items()),
        key=lambda voice: _order(voice[0], site, edition),
    )


def _number_voices(voices: Iterable[tuple[Target | None, Sequence[NoteLine]]], site: Site) -> tuple[Voice, ...]:
    return tuple(
        Voice(number, speaker, tuple(map(ListedQuote, site.cite(lines))), len(lines))
        for number, (speaker, lines) in enumerate(voices, start=1)
    )


def _find_speaker(slug: str, speaker: str, site: Site, directory: Directory) -> Target | None:
    """Return whom an id means; `slug` is the briefing's where it is defined there alone."""
    if not speaker:
        return None
    if speaker == UNNAMED:
        return Target(UNNAMED, UNNAMED)
    return directory.find(speaker, site.library.abstract(slug) if slug else None)


def _order(speaker: Target | None, site: Site, edition: Edition) -> tuple[object, ...]:
    if not speaker:
        return (4,)
    if speaker.register in (AUTHOR, UNNAMED):
        return (2 if speaker.register == AUTHOR else 3,)
    actor = _find_actor(speaker, site)
    return (0, *filing_order(actor, edition), _slug(speaker)) if actor else (1, speaker.id, _slug(speaker))


def _find_actor(speaker: Target, site: Site) -> Actor | None:
    own = speaker.briefing.sidecar.local_actors if speaker.briefing else ()
    return next((actor for actor in own if actor.id.value == speaker.id), None) or site.registers.actors.get(speaker.id)


def _slug(speaker: Target) -> str:
    return speaker.briefing.slug if speaker.briefing else ""
