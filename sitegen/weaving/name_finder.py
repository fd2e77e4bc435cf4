"""Finding names in articles: most words begin none, and what was found out of a word holds in all articles.

A text is taken apart at its spaces, which no word holds. Most of the pieces between two spaces are ruled out by their
last letters; the others are looked up whole, full stop included, and only what begins a name is followed. What was
found out of a run of pieces holds wherever the same pieces stand: names recur, in one article and in the next, so each
of them is read once and then only looked up.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.language.folding import OTHER_LETTERS
from sitegen.language.proclitics import Endings, keys_of_first, keys_of_later, readings_of_first
from sitegen.language.tags import family_of
from sitegen.language.words import SIGNS_BESIDE_WORDS, split_words, written_words
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm
from sitegen.weaving.name_trie import FirstWord, NameMatch, NameTrie, NameWalk, TrieStep, first_step, grow_trie

MOST_REMEMBERED = 1 << 16
"""Pieces and longer runs of which it is known what begins with them, about 10 MB; beyond that it begins anew."""

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
        self._runs: dict[str, PieceRuns] = {}

    def find(self, text: str, blocks: Iterable[Span], language: str) -> Iterator[NameMatch]:
        """Yield every place in the blocks where names stand, in whole words; places may overlap."""
        if not self._trie.children:
            return
        runs = self._runs.get(language)
        if runs is None:
            runs = self._runs[language] = PieceRuns(self._trie, language, self._keys_of)
        for block in blocks:
            yield from _follow(runs, NameWalk(text, block, language))


@dataclass(slots=True)
class PieceRun:
    """One piece or several with a space between them, in the first of which a name may begin."""

    text: str
    first_words: tuple[FirstWord, ...]
    needs_context: bool
    """Which names stand here depends on what stands around them: each place must be walked by itself."""
    matches: tuple[NameMatch, ...] = ()
    """The names within it; offsets are the run's."""
    ends: tuple[TrieStep, ...] = ()
    """The steps from which names may go on behind it."""
    longer: "dict[str, PieceRun]" = field(default_factory=dict)
    """By the next piece."""


class PieceRuns(dict[str, PieceRun | None]):
    """The runs that begin with a piece, by the piece: looked up once, and remembered. None where no name begins."""

    def __init__(self, trie: NameTrie, language: str, keys_of: Callable[[str, str], Iterable[str]]) -> None:
        super().__init__()
        self._trie = trie
        self._language = language
        self._keys_of = keys_of
        self._endings = Endings(trie.children) if family_of(language) == "arabic" else None
        self._most = MOST_REMEMBERED

    def __missing__(self, piece: str) -> PieceRun | None:
        if len(piece) > LONGEST_REMEMBERED:
            return self._begin(piece)
        run = None if self._begins_none(piece) else self._begin(piece)
        if len(self) >= self._most:
            self._forget()
        self[piece] = run
        return run

    def places(self, text: str, pieces: list[str]) -> Iterable[int]:
        """Return the indexes of those pieces of a text in which a name may begin."""
        if self._endings is None or OTHER_LETTERS.search(text):
            return range(len(pieces))
        return self._endings.not_ruled_out(pieces)

    def lengthen(self, run: PieceRun, pieces: list[str], index: int) -> PieceRun:
        """Return the run that begins with the piece of this index as far as its names go."""
        while run.ends and (index := index + 1) < len(pieces):
            piece = pieces[index]
            longer = run.longer.get(piece)
            if longer is None:
                keys = _later_keys(piece, self._language)
                if keys is None:
                    return PieceRun(run.text, run.first_words, needs_context=True)
                if not _may_go_on(run, keys):
                    break
                longer = self._go_on(run, piece)
            run = longer
        return run

    def _begins_none(self, piece: str) -> bool:
        """Tell whether no name begins in a piece."""
        if self._endings is not None and self._endings.rule_out(piece.strip(SIGNS_BESIDE_WORDS)):
            return True
        return self._trie.children.keys().isdisjoint(self._keys_of(piece, self._language))

    def _begin(self, piece: str) -> PieceRun | None:
        first_words = tuple(self._first_words(piece))
        return _read_run(piece, first_words, self._language) if first_words else None

    def _first_words(self, piece: str) -> Iterator[FirstWord]:
        for word in split_words(piece):
            for reading in readings_of_first(word.text, self._language):
                node = self._trie.follow(reading.words)
                if node:
                    yield FirstWord(node, reading, word.text, word.span.start, word.span.end)

    def _go_on(self, run: PieceRun, piece: str) -> PieceRun:
        longer = _lengthen(run, piece, self._language)
        if len(piece) <= LONGEST_REMEMBERED:
            self._most -= 1
            run.longer[piece] = longer
        return longer

    def _forget(self) -> None:
        self.clear()
        self._most = MOST_REMEMBERED


def _follow(runs: PieceRuns, walk: NameWalk) -> Iterator[NameMatch]:
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
        if run.needs_context:
            for first_word in run.first_words:
                yield from walk.names_from(first_word, start)
        for forms, name, words, departures in run.matches:
            core, wide = Span(name.start + start, name.end + start), Span(words.start + start, words.end + start)
            yield NameMatch(forms, core, wide, departures)


def _read_run(text: str, first_words: tuple[FirstWord, ...], language: str) -> PieceRun:
    """Return what is to be known of a run of one piece."""
    if any(first_word.needs_context(language) for first_word in first_words):
        return PieceRun(text, first_words, needs_context=True)
    walk = NameWalk(text, Span(0, len(text)), language)
    matches, ends = walk.follow([first_step(first_word, 0) for first_word in first_words])
    return PieceRun(text, first_words, needs_context=False, matches=tuple(matches), ends=tuple(ends))


def _lengthen(run: PieceRun, piece: str, language: str) -> PieceRun:
    """Return the run with one more piece, which begins with a word: so it has no more of them than the longest name."""
    text = f"{run.text} {piece}"
    walk = NameWalk(text, Span(0, len(text)), language)
    following, _ = walk.go_on(run.ends)
    matches, ends = walk.follow(following)
    return PieceRun(text, run.first_words, needs_context=False, matches=(*run.matches, *matches), ends=tuple(ends))


def _may_go_on(run: PieceRun, keys: Collection[str]) -> bool:
    """Tell whether a name may go on with a word of these keys: the frequent على seldom begins one, though علي does."""
    for step in run.ends:  # noqa: SIM110 - for one step a generator takes twice as long
        if step.end != len(run.text) or not step.node.children.keys().isdisjoint(keys):
            return True
    return False


@lru_cache(maxsize=1 << 14)
def _later_keys(piece: str, language: str) -> Collection[str] | None:
    """Return the keys under which a name may go on with a piece; None where it does not begin with a word."""
    words = written_words(piece)
    return keys_of_later(words[0], language) if words and piece.startswith(words[0]) else None
