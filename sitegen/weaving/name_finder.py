"""Finding names in articles: most words begin none, and what was found out of a word holds in all articles.

A text is taken apart at its spaces, which no word holds, and what stands between two of them is looked up whole, its
full stop included: so each word of an article costs one look into a dictionary, and only those that may begin a name
are cut out and followed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from sitegen.language.proclitics import keys_of_first, keys_of_later, readings_of_first
from sitegen.language.words import split_words, written_words
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm
from sitegen.weaving.name_trie import grow_trie
from sitegen.weaving.name_walk import NameWalk, Opening, Standing

MOST_REMEMBERED = 1 << 16
"""Pieces of text of which a finder knows what begins with them, about 10 MB; beyond that it begins anew."""

LONGEST_REMEMBERED = 40
"""Characters of a piece that is likely to come again; a script without spaces makes longer ones that never do."""


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
        self._openings: dict[str, dict[str, tuple[Opening, ...]]] = {}

    def find(self, text: str, blocks: Iterable[Span], language: str) -> Iterator[Standing]:
        """Yield every place in the blocks where names stand, in whole words; places may overlap."""
        if not self._trie.children:
            return
        for block in blocks:
            pieces = text[block.start : block.end].split(" ")
            openings = self._openings_in(pieces, language)
            if any(openings):
                yield from _follow(pieces, openings, NameWalk(text, block, language))

    def _openings_in(self, pieces: list[str], language: str) -> list[tuple[Opening, ...]]:
        """Return what may begin a name in each of the pieces between spaces."""
        remembered = self._openings.setdefault(language, {})
        try:
            return [remembered[piece] for piece in pieces]
        except KeyError:
            found = [(piece, remembered.get(piece)) for piece in pieces]
            return [self._look_up(piece, language) if known is None else known for piece, known in found]

    def _look_up(self, piece: str, language: str) -> tuple[Opening, ...]:
        """Return what may begin a name in a piece between two spaces, and remember it."""
        if len(piece) > LONGEST_REMEMBERED:
            return tuple(self._open(piece, language))
        is_without = self._trie.children.keys().isdisjoint(self._keys_of(piece, language))
        openings = () if is_without else tuple(self._open(piece, language))
        remembered = self._openings[language]
        if len(remembered) >= MOST_REMEMBERED:
            remembered.clear()
        remembered[piece] = openings
        return openings

    def _open(self, piece: str, language: str) -> Iterator[Opening]:
        for word in split_words(piece):
            for reading in readings_of_first(word.text, language):
                node = self._trie.follow(reading.words)
                if node:
                    yield Opening(node, reading, word.text, word.span.start, word.span.end)


def _follow(pieces: list[str], openings: list[tuple[Opening, ...]], walk: NameWalk) -> Iterator[Standing]:
    """Yield the names to which the openings in a block's pieces lead."""
    start, done = walk.block.start, 0
    for index, found in enumerate(openings):
        if found:
            start += sum(map(len, pieces[done:index])) + index - done
            done = index
            following = pieces[index + 1] if index + 1 < len(pieces) else ""
            for opening in found:
                if opening.node.names or _may_go_on(opening, pieces[index], following, walk.language):
                    yield from walk.names_from(opening, start)


def _may_go_on(opening: Opening, piece: str, following: str, language: str) -> bool:
    """Tell whether a name may go on in the next piece: the frequent على seldom begins one, though علي does."""
    if opening.end != len(piece):
        return True
    keys = _later_keys(following, language)
    return keys is None or not opening.node.children.keys().isdisjoint(keys)


@lru_cache(maxsize=1 << 14)
def _later_keys(piece: str, language: str) -> Collection[str] | None:
    """Return the keys under which a name may go on with a piece; None where it does not begin with a word."""
    words = written_words(piece)
    return keys_of_later(words[0], language) if words and piece.startswith(words[0]) else None
