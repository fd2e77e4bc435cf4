"""Finding names in articles: most words begin none, and what was found out of a word holds in all articles.

A text is taken apart at its spaces, which no word holds, and what stands between two of them is looked up whole, its
full stop included: so each word of an article costs one look into a dictionary, and only those that may begin a name
are cut out and followed.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import lru_cache

from sitegen.language.proclitics import Endings, keys_of_first, keys_of_later, readings_of_first
from sitegen.language.words import SIGNS_BESIDE_WORDS, split_words, written_words
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm
from sitegen.weaving.name_trie import NameTrie, grow_trie
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
        self._openings: dict[str, _Openings] = {}

    def find(self, text: str, blocks: Iterable[Span], language: str) -> Iterator[Standing]:
        """Yield every place in the blocks where names stand, in whole words; places may overlap."""
        if not self._trie.children:
            return
        known = self._openings.get(language)
        if known is None:
            known = self._openings[language] = _Openings(self._trie, language, self._keys_of)
        for block in blocks:
            pieces = text[block.start : block.end].split(" ")
            openings = [known[piece] for piece in pieces]
            if any(openings):
                yield from _follow(pieces, openings, NameWalk(text, block, language))


class _Openings(dict[str, tuple[Opening, ...]]):
    """What may begin a name in a piece between two spaces, by the piece: looked up once, and remembered."""

    def __init__(self, trie: NameTrie, language: str, keys_of: Callable[[str, str], tuple[str, ...]]) -> None:
        super().__init__()
        self._trie = trie
        self._language = language
        self._keys_of = keys_of
        self._endings = Endings(trie.children)

    def __missing__(self, piece: str) -> tuple[Opening, ...]:
        if len(piece) > LONGEST_REMEMBERED:
            return tuple(self._open(piece))
        openings = () if self._begins_none(piece) else tuple(self._open(piece))
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[piece] = openings
        return openings

    def _begins_none(self, piece: str) -> bool:
        """Tell whether no name begins in a piece."""
        if self._endings.rule_out(piece.strip(SIGNS_BESIDE_WORDS), self._language):
            return True
        return self._trie.children.keys().isdisjoint(self._keys_of(piece, self._language))

    def _open(self, piece: str) -> Iterator[Opening]:
        for word in split_words(piece):
            for reading in readings_of_first(word.text, self._language):
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
