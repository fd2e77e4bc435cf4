"""A trie of words, by which all names of thousands of entries are looked for at once, and the walks through it.

Words and not characters, because a name must end where a word ends: an automaton over characters that keeps the
longest match loses عين when عين شمس is known and the text says عين شمسية. A walk begins with a first word and decides
which names stand here, and where they begin and end.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from sitegen.language.common_words import days_and_months, is_function_word, is_of_date, with_bare_alef
from sitegen.language.proclitics import Reading, readings_of_later
from sitegen.language.words import is_same_word, joint, next_word, spelling, word_key
from sitegen.model.text import Span
from sitegen.weaving.name_forms import NameForm

Writing: TypeAlias = tuple[tuple[str, ...], str, str, bool, bool, bool, bool]
"""All that decides where a name stands; whose name it is, and where it counts, is no part of it."""


@dataclass(slots=True)
class NameTrie:
    """A node: the names that end here and the words that go on from here. It changes only while it is grown."""

    names: dict[Writing, list[NameForm]] = field(default_factory=dict)
    """Those that are written alike together: where one of them stands, all do."""
    children: "dict[str, NameTrie]" = field(default_factory=dict)
    has_signs: bool = False
    """One of the names that end here or further on has signs before its first word or after its last."""

    def follow(self, words: tuple[str, ...]) -> "NameTrie | None":
        """Return the node under these words, one space between them; None where the trie does not go on with them."""
        node: NameTrie | None = self
        for word in words:
            node = node.children.get(word_key(word)) if node else None
        return node


def grow_trie(forms: Iterable[NameForm]) -> NameTrie:
    """Return a trie of these names."""
    root = NameTrie()
    for form in forms:
        node = root
        for between, word in zip((" ", *form.joints), form.words, strict=True):
            edge = edge_key(between, word)
            child = node.children.get(edge)
            if child is None:
                child = node.children[edge] = NameTrie()
            node = child
            node.has_signs |= bool(form.opening or form.closing)
        node.names.setdefault(_writing(form), []).append(form)
    return root


def edge_key(between: str, word: str) -> str:
    """Return the key of the child that a word leads to; `between` is the `words.joint` before it."""
    key = word_key(word)
    return key if between == " " else f"{between}\0{key}"


def _writing(form: NameForm) -> Writing:
    return (
        form.words,
        form.opening,
        form.closing,
        form.is_last_name,
        form.is_persons,
        form.is_rewritten,
        form.is_place,
    )


class NameMatch(NamedTuple):
    """Names that are written alike at a place where their letters stand, whether or not they count there."""

    forms: Sequence[NameForm]
    name: Span
    """The name's own characters."""
    words: Span
    """The whole written words."""
    departures: int
    """In how many points the text is not the name letter for letter: of two namesakes the one with fewer is meant."""


class FirstWord(NamedTuple):
    """A word that may begin names, in one reading."""

    node: NameTrie
    reading: Reading
    written: str
    start: int
    """Where the word begins, from the beginning of what stands between two spaces; as is its end."""
    end: int

    def needs_context(self, language: str) -> bool:
        """Tell whether what stands around the word decides if a name begins: signs, words in capitals, or a date."""
        first = self.reading.words[0]
        if self.node.has_signs or first.isupper():
            return True
        # Without capitals no day or month looks like a name; to ask CLDR for them takes longer than to make a page.
        return first[:1].isupper() and word_key(first) in days_and_months(language)


class TrieStep(NamedTuple):
    """A state of a walk through the trie. Offsets are the text's."""

    node: NameTrie
    taken: tuple[str, ...]
    """The words of the text as they were read."""
    articles: tuple[bool, ...]
    """For each word that was taken whether it was read without its article."""
    reading: Reading
    """How the last word was read."""
    written: str
    """The first word."""
    first: int
    """Where the first word begins."""
    start: int
    """Where the name's own characters begin."""
    last: int
    """Where the last word begins."""
    end: int
    """Where it ends."""

    def go_on(self, node: NameTrie, reading: Reading, last: int, end: int) -> "TrieStep":
        """Return the step after this one: where the word read so leads to, and where that word begins and ends."""
        _, taken, articles, _, written, first, start, _, _ = self
        taken, articles = taken + reading.words, (*articles, reading.sees_through_article)
        return TrieStep(node, taken, articles, reading, written, first, start, last, end)


def first_step(word: FirstWord, offset: int) -> TrieStep:
    """Return the step to the first word of a name; the word's own offsets count from the offset."""
    node, reading, written, start, end = word
    first = offset + start
    articles = (reading.sees_through_article,)
    return TrieStep(node, reading.words, articles, reading, written, first, first + reading.start, first, offset + end)


class NameWalk(NamedTuple):
    """Walks in one block of a text."""

    text: str
    block: Span
    language: str

    def names_from(self, word: FirstWord, offset: int) -> list[NameMatch]:
        """Return the names that begin with a word, shorter ones first; the word's own offsets count from the offset."""
        return self.follow([first_step(word, offset)])[0]

    def follow(self, steps: Sequence[TrieStep]) -> tuple[list[NameMatch], list[TrieStep]]:
        """Return the names at these steps and those after them, and the steps behind which no word of the block stands.

        Of the latter there are only those from which a name may go on.
        """
        found: list[NameMatch] = []
        last: list[TrieStep] = []
        while steps:
            for step in steps:
                if step.node.names:
                    found += self._names_at(step)
            steps, ends = self.go_on(steps)
            last += ends
        return found, last

    def go_on(self, steps: Sequence[TrieStep]) -> tuple[list[TrieStep], list[TrieStep]]:
        """Return the steps to the next word, and those of the given ones behind which no word of the block stands."""
        following: list[TrieStep] = []
        last: list[TrieStep] = []
        for step in steps:
            if step.node.children and not step.reading.is_last:
                if place := next_word(self.text, step.end, self.block.end):
                    following += self._next_steps(step, *place)
                else:
                    last.append(step)
        return following, last

    def _next_steps(self, step: TrieStep, start: int, end: int) -> list[TrieStep]:
        """Return the ways to go on with the next word, which begins and ends there."""
        between, children = self.text[step.end : start], step.node.children
        before = "" if between == " " else edge_key(joint(between), "")
        return [
            step.go_on(node, reading, start, end)
            for key, reading in _ways_to_go_on(self.text[start:end], self.language)
            if (child := children.get(before + key)) and (node := child.follow(reading.words[1:]))
        ]

    def _names_at(self, step: TrieStep) -> Iterator[NameMatch]:
        core = Span(step.start, step.last + step.reading.end)
        words = Span(step.first, step.end)
        for forms in step.node.names.values():
            form = forms[0]
            if self._is_meant(form, step):
                departures = step.reading.has_melted_article + (form.words != step.taken) + form.is_rewritten
                if not form.opening and not form.closing:
                    yield NameMatch(forms, core, words, departures)
                elif name := self._with_signs(form, core):
                    wide = Span(min(words.start, name.start), max(words.end, name.end))
                    yield NameMatch(forms, name, wide, departures + (name == core))

    def _is_meant(self, form: NameForm, step: TrieStep) -> bool:
        """Tell whether what was looked up folded is the name in its spelling: its capitals, and no function word."""
        if form.is_persons and any(step.articles):
            return False  # علي حسن is not علي الحسن, nor is الصالح a man of the name صالح
        if len(form.words) == 1 and (self._is_doubtful(form, step) or self._is_rather_an_acronym(form.words[0], step)):
            return False
        if form.is_last_name and is_of_date(Span(step.start, step.end), self.text, self.language):
            return False
        if form.words == step.taken:
            return True
        if not all(map(is_same_word, form.words, step.taken)):
            return False
        return len(form.words) > _LONGEST_WITH_GRAMMAR or not self._has_grammar(form, step)

    def _has_grammar(self, form: NameForm, step: TrieStep) -> bool:
        """Tell whether a word of the text that is not the name's letter for letter is one of grammar.

        Before the last word the hamza may be missing: ام كلثوم is أم كلثوم, but على خان is not علي خان.
        """
        last = len(form.words) - 1
        return any(
            taken != word
            and self._joins_others(taken, word)
            and (index == last or with_bare_alef(taken) != with_bare_alef(word))
            for index, (word, taken) in enumerate(zip(form.words, step.taken, strict=True))
        )

    def _joins_others(self, taken: str, word: str) -> bool:
        """Tell whether a written word is one of grammar; of Lê also Le, as marks and a capital tell too little."""
        letters = taken if taken.lower() == word.lower() else taken.lower()
        return is_function_word(letters, self.language) or is_function_word(taken, self.language)

    def _is_doubtful(self, form: NameForm, step: TrieStep) -> bool:
        """Tell whether a single word that was taken apart is rather what the language makes of it: بعد, שלי, בארץ."""
        letters, written = step.taken[0], spelling(step.written)
        if letters == written:
            return False
        is_short = len(letters) < _SHORTEST_WITH_MELTED_ARTICLE and not form.is_place
        if step.reading.has_melted_article and is_short:
            return True
        return is_function_word(letters, self.language) or is_function_word(written, self.language)

    def _is_rather_an_acronym(self, name: str, step: TrieStep) -> bool:
        """Tell whether a short word in capitals, in no headline that is, says something else than the name: UN, Un."""
        letters = step.taken[0]
        if len(letters) > _LONGEST_ACRONYM or not letters.isupper() or name.isupper():
            return False
        return any(map(str.islower, self.block.of(self.text)))

    def _with_signs(self, form: NameForm, core: Span) -> Span | None:
        """Return the name with those signs around it that the text has; None where a telling one is missing."""
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


@lru_cache(maxsize=1 << 14)
def _ways_to_go_on(word: str, language: str) -> tuple[tuple[str, Reading], ...]:
    """Return the readings of a later word, each with the `word_key` of its first word."""
    return tuple((word_key(reading.words[0]), reading) for reading in readings_of_later(word, language))


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
"""Letters of a Hebrew name of one word whose article may be hidden: בארץ is "in the country", not the paper הארץ.

Of a place, which counts only where the briefing lists it, the article may always be hidden: הנגב in בנגב."""
