"""Which of the names that stand in a text are meant: the longest first, and of namesakes the one that is known here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sitegen.model.prose import Meaning
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm
from sitegen.weaving.name_trie import Candidate

REGISTERS: Final = ("actor", "place", "term")
"""In the order in which a stretch that fits several links to one of them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text with every name that fits it."""

    name: Span
    words: Span
    forms: tuple[NameForm, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A stretch and what it means."""

    stretch: Stretch
    meanings: tuple[Meaning, ...]
    """None where it would link to one of several actors and nothing tells which."""
    rivals: tuple[Meaning, ...] = ()
    """The namesakes between whom nothing decides."""


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Who is known in a briefing."""

    listed: frozenset[str]
    """Ids of what the sidecar lists or defines."""
    standing: frozenset[str] = frozenset()
    """Ids of persons whose full name stands in the article."""


def settle(candidates: Iterable[Candidate], known: Acquaintance) -> tuple[Settled, ...]:
    """Return the stretches that stay where they may not share a word, in the order of the text, with their meanings."""
    chosen = _longest_apart(_stretches(candidates))
    return tuple(_settle_stretch(stretch, known) for stretch in sorted(chosen, key=lambda chosen: chosen.words))


def _stretches(candidates: Iterable[Candidate]) -> Iterator[Stretch]:
    """Yield the stretches, the longest first, then the earliest."""
    for _, fitting in groupby(sorted(candidates, key=_rank), key=_rank):
        together = tuple(fitting)
        forms = tuple(dict.fromkeys(candidate.form for candidate in together))
        yield Stretch(together[0].name, together[0].words, forms)


def _rank(candidate: Candidate) -> tuple[int, int, int, int]:
    # Two names may be the same characters: للجنة is ل with لجنة or with اللجنة. The name with more letters is meant.
    return (-len(candidate.name), candidate.missing, -candidate.form.length, candidate.name.start)


def _longest_apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    chosen: list[Stretch] = []
    taken: set[int] = set()
    for stretch in stretches:
        characters = range(stretch.words.start, stretch.words.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            chosen.append(stretch)
    return chosen


def _settle_stretch(stretch: Stretch, known: Acquaintance) -> Settled:
    meant: list[Meaning] = []
    rivals: list[Meaning] = []
    for register in REGISTERS:
        namesakes = _likeliest([form for form in stretch.forms if form.meaning.register == register], known)
        (meant if len(namesakes) == 1 else rivals).extend(namesakes)
    if any(rival.register == REGISTERS[0] for rival in rivals):
        meant = []
    return Settled(stretch, tuple(meant), tuple(rivals))


def _likeliest(forms: list[NameForm], known: Acquaintance) -> tuple[Meaning, ...]:
    """Return the one that is meant, or all between whom nothing decides."""
    forms = [form for form in forms if form.meaning.id in known.listed] or forms
    forms = [form for form in forms if not form.is_last_name] or forms
    forms = [form for form in forms if form.meaning.id in known.standing] or forms
    return tuple(sorted({form.meaning for form in forms}))
