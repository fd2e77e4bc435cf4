"""A trie of words: all names of thousands of entries, looked for at once.

Words and not characters, because a name must end where a word ends: an automaton over characters that keeps the
longest match loses عين when عين شمس is known and the text says عين شمسية.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from sitegen.language.function_words import is_function_word
from sitegen.language.proclitics import Reading, readings_of_first, readings_of_later
from sitegen.language.words import Word, is_same_word, joint, spelling, split_words, word_key
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm


@dataclass(slots=True)
class NameTrie:
    """A node: the names that end here and the words that go on from here. It changes only while it is grown."""

    names: tuple[NameForm, ...] = ()
    children: "dict[str, NameTrie]" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place where a name's letters stand, whether or not it counts there."""

    form: NameForm
    name: Span
    """The name's own characters."""
    words: Span
    """The whole written words."""
    departures: int = 0
    """In how many points the text is not the name letter for letter: of two namesakes the one with fewer is meant."""


def grow_trie(forms: Iterable[NameForm]) -> NameTrie:
    """Return a trie of these names."""
    root = NameTrie()
    for form in forms:
        node = root
        for index, word in enumerate(form.words):
            edge = word_key(word) if index == 0 else _edge(form.joints[index - 1], word)
            child = node.children.get(edge)
            if child is None:
                child = node.children[edge] = NameTrie()
            node = child
        node.names += (form,)
    return root


def find_candidates(text: str, block: Span, *, language: str, tries: tuple[NameTrie, ...]) -> Iterator[Candidate]:
    """Yield every place in the block where a name of the tries stands, in whole words; they may overlap."""
    words = split_words(text, block)
    walk = _Walk(text, block, words, language)
    for index, word in enumerate(words):
        keys = _first_keys(word.text, language)
        for trie in tries:
            if not trie.children.keys().isdisjoint(keys):
                yield from walk.names_from(trie, index)


@lru_cache(maxsize=1 << 16)
def _first_keys(word: str, language: str) -> frozenset[str]:
    """Return the keys under which a name may begin with this word: most words of an article are dismissed by them."""
    return frozenset(word_key(reading.words[0]) for reading in readings_of_first(word, language))


@dataclass(frozen=True, slots=True)
class _Step:
    """Where a walk through the trie has come to."""

    node: NameTrie
    first: int
    """The index of the word that was taken first."""
    last: int
    """The index of the word that was taken last."""
    taken: tuple[str, ...]
    """The words of the text as they were read."""
    start: int
    """Where the name's own characters begin."""
    reading: Reading
    """How the last word was read."""
    articles: tuple[bool, ...]
    """For each word that was taken whether it was read without its article."""


@dataclass(frozen=True, slots=True)
class _Walk:
    text: str
    block: Span
    words: tuple[Word, ...]
    language: str

    def names_from(self, trie: NameTrie, index: int) -> Iterator[Candidate]:
        """Yield the names that begin at a word, shorter ones first."""
        steps = self._first_steps(trie, index)
        while steps:
            for step in steps:
                yield from self._names_at(step)
            steps = [following for step in steps for following in self._next_steps(step)]

    def _first_steps(self, trie: NameTrie, index: int) -> list[_Step]:
        word = self.words[index]
        steps = []
        for reading in readings_of_first(word.text, self.language):
            node = trie.children.get(word_key(reading.words[0]))
            if node and len(reading.words) > 1:
                node = _descend(node, reading.words[1:])
            if node:
                start = word.span.start + reading.start
                steps.append(_Step(node, index, index, reading.words, start, reading, (reading.sees_through_article,)))
        return steps

    def _next_steps(self, step: _Step) -> Iterator[_Step]:
        index = step.last + 1
        if not step.node.children or step.reading.is_last or index >= len(self.words):
            return
        word = self.words[index]
        between = joint(self.text[self.words[step.last].span.end : word.span.start])
        for reading in readings_of_later(word.text, self.language):
            following = step.node.children.get(_edge(between, reading.words[0]))
            node = _descend(following, reading.words[1:]) if following else None
            if node:
                yield _Step(
                    node,
                    step.first,
                    index,
                    (*step.taken, *reading.words),
                    step.start,
                    reading,
                    (*step.articles, reading.sees_through_article),
                )

    def _names_at(self, step: _Step) -> Iterator[Candidate]:
        first, last = self.words[step.first], self.words[step.last]
        core = Span(step.start, last.span.start + step.reading.end)
        for form in step.node.names:
            name = self._with_signs(form, core) if self._is_meant(form, step) else None
            if name:
                words = Span(min(first.span.start, name.start), max(last.span.end, name.end))
                yield Candidate(form, name, words, _departures(form, step, has_signs=name != core))

    def _is_meant(self, form: NameForm, step: _Step) -> bool:
        """Tell whether what was looked up folded is the name in its spelling: its capitals, and no function word."""
        if form.is_persons_own and any(step.articles if form.is_last_name else step.articles[1:]):
            return False  # علي حسن is not علي الحسن; but titles and all other names take the article as they come
        if len(form.words) == 1 and (self._is_doubtful(step) or self._is_rather_an_acronym(form.words[0], step)):
            return False
        if form.words == step.taken:
            return True
        is_long = len(form.words) > _LONGEST_WITH_GRAMMAR
        return all(
            taken == word or (is_same_word(word, taken) and (is_long or not is_function_word(taken, self.language)))
            for word, taken in zip(form.words, step.taken, strict=True)
        )

    def _is_doubtful(self, step: _Step) -> bool:
        """Tell whether a single word that was taken apart is rather what the language makes of it: بعد, שלי, בארץ."""
        letters, written = step.taken[0], spelling(self.words[step.first].text)
        if letters == written:
            return False
        if step.reading.has_melted_article and len(letters) < _SHORTEST_WITH_MELTED_ARTICLE:
            return True
        return is_function_word(letters, self.language) or is_function_word(written, self.language)

    def _is_rather_an_acronym(self, name: str, step: _Step) -> bool:
        """Tell whether a short word in capitals, in no headline that is, says something else than the name: UN, Un."""
        letters = step.taken[0]
        if len(letters) > _LONGEST_ACRONYM or not letters.isupper() or name.isupper():
            return False
        return any(map(str.islower, self.block.of(self.text)))

    def _with_signs(self, form: NameForm, core: Span) -> Span | None:
        """Return the name with those signs around it that the text has; None where a telling one is missing."""
        if not form.opening and not form.closing:
            return core
        start = self._start_of_signs(form.opening, core.start)
        end = self._end_of_signs(form.closing, core.end)
        if (start is None and _are_telling(form.opening)) or (end is None and _are_telling(form.closing)):
            return None
        return Span(core.start if start is None else start, core.end if end is None else end)

    def _start_of_signs(self, signs: str, start: int) -> int | None:
        """Return where the signs before an offset begin, white space aside; None where others stand there."""
        for sign in reversed(signs):
            while start > self.block.start and self.text[start - 1].isspace():
                start -= 1
            if start == self.block.start or joint(self.text[start - 1]) != joint(sign):
                return None
            start -= 1
        return start

    def _end_of_signs(self, signs: str, end: int) -> int | None:
        for sign in signs:
            while end < self.block.end and self.text[end].isspace():
                end += 1
            if end == self.block.end or joint(self.text[end]) != joint(sign):
                return None
            end += 1
        return end


def _edge(between: str, word: str) -> str:
    key = word_key(word)
    return key if between == " " else f"{between}\0{key}"


def _descend(node: NameTrie, words: tuple[str, ...]) -> NameTrie | None:
    """Return the node under these words, None where the trie does not go on with them."""
    for word in words:
        following = node.children.get(word_key(word))
        if following is None:
            return None
        node = following
    return node


def _departures(form: NameForm, step: _Step, *, has_signs: bool) -> int:
    missing_signs = bool(form.opening + form.closing) and not has_signs
    return missing_signs + step.reading.has_melted_article + (form.words != step.taken) + form.is_rewritten


def _are_telling(signs: str) -> bool:
    return not _TELLING_SIGNS.isdisjoint(signs)


_TELLING_SIGNS = frozenset("#@+*$€£&%=°™")
"""Signs without which a name is another one (C++); full stops, quotation marks and brackets may be missing."""

_LONGEST_ACRONYM = 3
"""Letters of what is likelier short for something, written in capitals, than a name in capitals."""

_LONGEST_WITH_GRAMMAR = 2
"""Words of a name in which a word of grammar is the sentence's own: وضع محمد على الطاولة has no محمد علي, but whoever
writes محمد على باشا means محمد علي باشا."""

_SHORTEST_WITH_MELTED_ARTICLE = 5
"""Letters of a Hebrew name of one word whose article may be hidden: בארץ is "in the country", not the paper הארץ."""
