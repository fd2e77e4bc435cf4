"""Finding names in articles: most words begin none, and what was found out of a word holds in all articles.

A text is taken apart at its spaces, which no word holds. Most of what stands between two of them is ruled out by its
last letters; the rest is looked up whole, its full stop included, and only what begins a name is followed.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from sitegen.language.proclitics import keys_of_first
from sitegen.language.words import written_words
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm
from sitegen.weaving.name_runs import Runs
from sitegen.weaving.name_trie import grow_trie
from sitegen.weaving.name_walk import NameWalk, Standing


def first_keys(piece: str, language: str) -> tuple[str, ...]:
    """Return the keys under which a name may begin with a word of a piece between two spaces."""
    return tuple(key for word in written_words(piece) for key in keys_of_first(word, language))


remembered_first_keys = lru_cache(maxsize=1 << 14)(first_keys)
"""The same for finders that are made for one article only and remember nothing from those before it."""


class NameFinder:
    """Finds names in articles. Made once and used for many of them, it remembers their words."""

    def __init__(self, forms: Iterable[NameForm], keys_of: Callable[[str, str], tuple[str, ...]] = first_keys) -> None:
        self._trie = grow_trie(forms)
        self._keys_of = keys_of
        self._runs: dict[str, Runs] = {}

    def find(self, text: str, blocks: Iterable[Span], language: str) -> Iterator[Standing]:
        """Yield every place in the blocks where names stand, in whole words; places may overlap."""
        if not self._trie.children:
            return
        runs = self._runs.get(language)
        if runs is None:
            runs = self._runs[language] = Runs(self._trie, language, self._keys_of)
        for block in blocks:
            yield from _follow(runs, NameWalk(text, block, language))


def _follow(runs: Runs, walk: NameWalk) -> Iterator[Standing]:
    """Yield the names of a block."""
    start, done = walk.block.start, 0
    text = walk.block.of(walk.text)
    pieces = text.split(" ")
    for index in runs.places(text, pieces):
        run = runs[pieces[index]]
        if run is None:
            continue
        start += len(" ".join((*pieces[done:index], "")))
        done = index
        if run.ends:
            run = runs.lengthen(run, pieces, index)
        if run.looks_around:
            for opening in run.openings:
                yield from walk.names_from(opening, start)
        for forms, name, words, departures in run.standings:
            core, wide = Span(name.start + start, name.end + start), Span(words.start + start, words.end + start)
            yield Standing(forms, core, wide, departures)
