"""Which of the names that stand in a text are meant: the longest first, and of namesakes the listed one."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sitegen.model.briefing import Meaning
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm

REGISTERS: Final = ("actor", "place", "term")
"""In the order in which a stretch that fits several links to one of them."""


class Candidate(NamedTuple):
    """A name at a place where its letters stand."""

    form: NameForm
    name: Span
    """The name's own characters."""
    words: Span
    """The whole written words."""
    departures: int = 0
    """In how many points the text is not the name letter for letter: of two namesakes the one with fewer is meant."""


class Stretch(NamedTuple):
    """A stretch of the text with all that fits it."""

    name: Span
    words: Span
    fits: tuple[Candidate, ...]


class Settled(NamedTuple):
    """A stretch and what it means."""

    stretch: Stretch
    meanings: tuple[Meaning, ...]
    """None where it would link to one of several actors and nothing tells which."""
    rivals: tuple[Meaning, ...] = ()
    """The namesakes between whom nothing decides."""


def settle(candidates: Iterable[Candidate], listed: frozenset[str]) -> tuple[Settled, ...]:
    """Return the stretches that stay where they may not share a word, in the order of the text, with their meanings.

    `listed` are the ids of what the sidecar lists or defines.
    """
    chosen = _longest_apart(_stretches(candidates))
    return tuple(_settle_stretch(stretch, listed) for stretch in sorted(chosen, key=lambda chosen: chosen.words.start))


def _stretches(candidates: Iterable[Candidate]) -> Iterator[Stretch]:
    """Yield the stretches, the longest first, then the earliest."""
    fitting: dict[tuple[int, int], list[Candidate]] = {}
    for candidate in candidates:
        name = candidate.name
        fitting.setdefault((name.start - name.end, name.start), []).append(candidate)
    for rank in sorted(fitting):
        together = fitting[rank]
        yield Stretch(together[0].name, together[0].words, tuple(together))


def _longest_apart(stretches: Iterable[Stretch]) -> list[Stretch]:
    chosen: list[Stretch] = []
    taken: set[int] = set()
    for stretch in stretches:
        characters = range(stretch.words.start, stretch.words.end)
        if taken.isdisjoint(characters):
            taken.update(characters)
            chosen.append(stretch)
    return chosen


def _settle_stretch(stretch: Stretch, listed: frozenset[str]) -> Settled:
    if len(stretch.fits) == 1:
        return Settled(stretch, (stretch.fits[0].form.meaning,))
    meant: list[Meaning] = []
    rivals: list[Meaning] = []
    for register in REGISTERS:
        namesakes = _likeliest([fit for fit in stretch.fits if fit.form.meaning.register == register], listed)
        (meant if len(namesakes) == 1 else rivals).extend(namesakes)
    if any(rival.register == REGISTERS[0] for rival in rivals):
        meant = []
    return Settled(stretch, tuple(meant), tuple(rivals))


def _likeliest(fits: list[Candidate], listed: frozenset[str]) -> tuple[Meaning, ...]:
    """Return the one that is meant, or all between whom nothing decides."""
    fits = [fit for fit in fits if fit.form.meaning.id in listed] or fits
    fits = [fit for fit in fits if not fit.form.is_last_name] or fits
    closest = min((_closeness(fit) for fit in fits), default=(0, 0))
    return tuple(sorted({fit.form.meaning for fit in fits if _closeness(fit) == closest}))


def _closeness(fit: Candidate) -> tuple[int, int]:
    # للجنة is ل with لجنة or with اللجنة: the name with more letters is meant.
    return (fit.departures, -fit.form.length)
