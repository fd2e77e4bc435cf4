"""The ledger of quotes: who is quoted, filed by name, with the words as the articles give them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.language.editions import Edition
from sitegen.model.directory import Directory, Target
from sitegen.model.forms import AUTHOR
from sitegen.model.page_addresses import note_address, row_id, words_address
from sitegen.model.registers import Actor
from sitegen.model.site import Abstract, Citation, Note, Site
from sitegen.model.wording import Reference
from sitegen.pages.filing import filing_order


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """A quote with its places: the note, and the words in the article."""

    briefing: Abstract
    note: Note

    @property
    def id(self) -> str:
        """Return the fragment on the ledger's page."""
        return row_id(self.briefing.slug, self.note.id)

    @property
    def address(self) -> str:
        """Return where the note stands, within an edition."""
        return note_address(self.briefing.slug, self.note.id)

    @property
    def words_address(self) -> str:
        """Return where the words stand in the article, within an edition; the note where they have no place."""
        return words_address(self.briefing.slug, self.note.id) if self.note.is_placed else self.address


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker with all quotes."""

    number: int
    """From 1; the fragment is made of it."""
    speaker: Target | None
    """None for quotes of which no speaker is named."""
    quotes: tuple[ListedQuote, ...]


def list_voices(site: Site, edition: Edition, directory: Directory) -> tuple[Voice, ...]:
    """Return the quotes by speaker, filed by name; then what the articles say themselves, then what nobody says."""
    by_speaker: dict[tuple[str, str], list[ListedQuote]] = {}
    for quote in _list_quotes(site.quotes):
        by_speaker.setdefault(_speaker_key(quote, directory), []).append(quote)
    voices = sorted(
        ((_find_speaker(quotes[0], directory), tuple(quotes)) for quotes in by_speaker.values()),
        key=lambda voice: _order(voice[0], site, edition),
    )
    return tuple(Voice(number, speaker, quotes) for number, (speaker, quotes) in enumerate(voices, start=1))


def _list_quotes(citations: Iterable[Citation]) -> Iterable[ListedQuote]:
    return (ListedQuote(citation.briefing, citation.note) for citation in citations if citation.note)


def _speaker_key(quote: ListedQuote, directory: Directory) -> tuple[str, str]:
    """Return what tells speakers apart: the id, with the briefing where it is defined there alone."""
    speaker = _find_speaker(quote, directory)
    if not speaker:
        return ("", "")
    return (speaker.briefing.slug if speaker.briefing else "", speaker.id)


def _find_speaker(quote: ListedQuote, directory: Directory) -> Target | None:
    reference: Reference | None = quote.note.annotation.speaker
    return directory.find(reference, quote.briefing) if reference else None


def _order(speaker: Target | None, site: Site, edition: Edition) -> tuple[object, ...]:
    if not speaker:
        return (3,)
    if speaker.register == AUTHOR:
        return (2,)
    actor = _find_actor(speaker, site)
    return (0, *filing_order(actor, edition), _slug(speaker)) if actor else (1, speaker.id, _slug(speaker))


def _find_actor(speaker: Target, site: Site) -> Actor | None:
    own = speaker.briefing.sidecar.local_actors if speaker.briefing else ()
    return next((actor for actor in own if actor.id.value == speaker.id), None) or site.registers.actors.get(speaker.id)


def _slug(speaker: Target) -> str:
    return speaker.briefing.slug if speaker.briefing else ""
