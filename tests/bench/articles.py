"""Articles made up for the benchmark: Arabic, with notes and names, the same for the same number on any machine.

An article is made from its number alone, so that archives of all sizes begin alike.
"""

from dataclasses import dataclass
from typing import Final

from tests.bench.words import VERBS, Dice, person_names, respell

ACTORS: Final = 300
TOPICS: Final = 20
PARAGRAPHS: Final = 20
"""The deck among them."""
MENTIONS: Final = 15
CAST: Final = 5
"""Persons that an article names; each of them at least once by the full name."""
MARKDOWN_EVERY: Final = 12
"""One note of so many holds Markdown; of 192 notes written by hand for this project's own site two do."""
KINDS: Final = (
    "context",
    "definition",
    "question",
    "language",
    "framing",
    "quote",
    "claim",
    "figure",
    "update",
    "assessment",
)
PROCLITICS: Final = ("", "", "", "", "و", "ل", "ب", "ف", "ول", "وب")


@dataclass(frozen=True, slots=True)
class Profile:
    """How much is said of an article."""

    name: str
    notes: int
    words: int
    """Of a note's body."""


LIGHT: Final = Profile("light", notes=12, words=12)
"""A sidecar of about 3.5 KB."""
HEAVY: Final = Profile("heavy", notes=90, words=28)
"""A sidecar of about 40 KB."""
PROFILES: Final = {profile.name: profile for profile in (LIGHT, HEAVY)}


@dataclass(frozen=True, slots=True)
class MadeNote:
    """One note on an article."""

    id: str
    kind: str
    exact: str
    body: str
    speaker: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with what is said of it."""

    stem: str
    date: str
    title: str
    paragraphs: tuple[str, ...]
    """The first of them is the deck."""
    summary: str
    topic: str
    cast: tuple[str, ...]
    notes: tuple[MadeNote, ...]


def actor_id(index: int) -> str:
    """Return the id of the person of this place in `person_names`."""
    return f"actor{index:03}"


def topic_ids() -> tuple[str, ...]:
    """Return the ids of all topics."""
    return tuple(f"topic{index:02}" for index in range(TOPICS))


def make_article(number: int, profile: Profile) -> Article:
    """Return the article of a number: about 550 words, 15 mentions, notes on words that stand in it once."""
    dice = Dice(1000 + number)
    cast = _choose_cast(dice)
    title = " ".join(dice.words(7))
    paragraphs = _write_paragraphs(dice, cast)
    whole = "\n".join((title, *paragraphs))
    return Article(
        stem=f"briefing-{number:06}",
        date=f"{dice.between(2010, 2024)}-{dice.between(1, 12):02}-{dice.between(1, 28):02}",
        title=title,
        paragraphs=paragraphs,
        summary=" ".join(dice.words(18)),
        topic=dice.pick(topic_ids()),
        cast=tuple(actor_id(index) for index in cast),
        notes=tuple(_make_note(dice, index, whole, cast=cast, words=profile.words) for index in range(profile.notes)),
    )


def _choose_cast(dice: Dice) -> list[int]:
    """Return persons of different families, so that a last name alone means one of them."""
    names = person_names(ACTORS)
    while True:
        cast = dice.pick_some(range(ACTORS), CAST)
        if len({names[index].split()[-1] for index in cast}) == CAST:
            return cast


def _write_paragraphs(dice: Dice, cast: list[int]) -> tuple[str, ...]:
    """Return the paragraphs: all persons are named in full first, then in full or by the last name alone."""
    mentions = [_write_name(dice, index, in_full=True) for index in cast]
    mentions += [_write_name(dice, dice.pick(cast), in_full=dice.one_in(3)) for _ in range(MENTIONS - CAST)]
    places = sorted(dice.pick_some(range(PARAGRAPHS), MENTIONS))
    named = dict(zip(places, mentions, strict=True))
    return tuple(_write_paragraph(dice, named.get(index)) for index in range(PARAGRAPHS))


def _write_name(dice: Dice, index: int, *, in_full: bool) -> str:
    name = person_names(ACTORS)[index]
    written = name if in_full else name.split()[-1]
    spelled = respell(written, dice) if dice.one_in(4) else written
    proclitic = dice.pick(PROCLITICS)
    is_contracted = proclitic.endswith("ل") and spelled.startswith("ال")
    return proclitic + spelled[is_contracted:]


def _write_paragraph(dice: Dice, name: str | None) -> str:
    """Return one paragraph of two sentences, 18 to 32 words and a name."""
    words = [dice.pick(VERBS), *dice.words(dice.between(17, 31))]
    middle = len(words) // 2
    words[middle - 4] += "،"
    words[middle] += "."
    if name:
        words.insert(dice.between(1, middle - 5), name)
    return f"{' '.join(words)}."


def _make_note(dice: Dice, index: int, whole: str, *, cast: list[int], words: int) -> MadeNote:
    kind = KINDS[index % len(KINDS)]
    body = dice.words(words)
    if index % MARKDOWN_EVERY == MARKDOWN_EVERY - 1:
        body[3:5] = (f"**{body[3]}**", f"[{body[4]}](https://example.org/{index})")
    return MadeNote(
        id=f"n{index:02}",
        kind=kind,
        exact=_choose_quote(dice, whole),
        body=" ".join(body),
        speaker=actor_id(dice.pick(cast)) if kind == "quote" else "",
        status="unverified" if kind == "claim" else "",
    )


def _choose_quote(dice: Dice, whole: str) -> str:
    """Return five to eight words of one paragraph that stand in the article once."""
    lines = whole.split("\n")
    while True:
        words = dice.pick(lines[1:]).split()
        count = dice.between(5, 8)
        start = dice.below(len(words) - count + 1)
        quote = " ".join(words[start : start + count])
        if whole.count(quote) == 1:
            return quote
