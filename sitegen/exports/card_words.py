"""The words on a social card: of a briefing in one edition, as far as the cards' font can write them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import regex

from sitegen.language.date_patterns import NO_BREAK_SPACE
from sitegen.language.dates import print_date
from sitegen.language.editions import Edition
from sitegen.model.briefing import Briefing, make_headline
from sitegen.model.wording import Text
from sitegen.records.site import Site

WIDTH: Final = 1200
HEIGHT: Final = 630
"""In pixels: what those who show links expect, at about twice the size at which they show it."""

FONT: Final = Path(__file__).parent / "fonts" / "cards.ttf"
"""Arabic, Latin, Greek, Cyrillic and Hebrew letters in one font, as a title may mix them."""

_CHARACTERS: Final = FONT.with_name("characters.txt")

_UNSEEN: Final = regex.compile(r"(?!\p{L})\p{Default_Ignorable_Code_Point}")
"""Marks of joining, direction and the like: shapers obey them and draw nothing, whether a font has them or not."""


@dataclass(frozen=True, slots=True)
class CardText:
    """Words in a language, without line breaks."""

    words: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """All that a card depends on but its font and its drawing: cards of equal words are equal."""

    language: str
    """The edition's."""
    headline: CardText | None
    """The briefing's, else the site's title; None where the font has letters for neither."""
    site_title: CardText | None
    """None where it is the headline, is not given or cannot be written."""
    date: str
    """Empty where there is none, or its words cannot be written."""
    topics: tuple[CardText, ...]


def choose_words(briefing: Briefing, site: Site, edition: Edition) -> CardWords:
    """Return what a briefing's card says; a headline for which the font lacks letters makes room for the site's title.

    Nothing is written in part: words with holes or empty boxes in them would be worse than none.
    """
    shown = make_headline(briefing, edition.language).shown
    headline = _writable(shown.value, shown.language)
    site_title = _in_edition(site.settings.title, edition) if site.settings.title else None
    date = (
        print_date(briefing.date, edition.language, edition.digits).replace(NO_BREAK_SPACE, " ")
        if briefing.date
        else ""
    )
    return CardWords(
        language=edition.language,
        headline=headline or site_title,
        site_title=site_title if headline else None,
        date=date if can_write(date) else "",
        topics=tuple(_topics(briefing, site, edition)),
    )


def can_write(text: str) -> bool:
    """Tell whether the cards' font has all letters of a text; a letter with marks may be put together from parts."""
    seen = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return all(_can_write_character(character) for character in seen)


def _topics(briefing: Briefing, site: Site, edition: Edition) -> Iterator[CardText]:
    for topic in briefing.sidecar.topics:
        entry = site.registers.topics.get(topic.value)
        said = _in_edition(entry.name, edition) if entry else _writable(topic.value, edition.language)
        if said:
            yield said


def _in_edition(text: Text, edition: Edition) -> CardText | None:
    wording = edition.choose(text)
    return _writable(wording.value, wording.language)


def _writable(words: str, language: str) -> CardText | None:
    on_one_line = " ".join(words.split())
    return CardText(on_one_line, language) if on_one_line and can_write(on_one_line) else None


def _can_write_character(character: str) -> bool:
    known = _known_characters()
    return character in known or all(part in known for part in unicodedata.normalize("NFD", character))


@cache
def _known_characters() -> frozenset[str]:
    """Return the characters of the font, from the list that is made with it."""
    ranges = (line.split("-") for line in _CHARACTERS.read_text(encoding="ascii").split())
    return frozenset(chr(code) for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))
