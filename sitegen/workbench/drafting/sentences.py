"""An article as rules look at it: sentences with their words, and where words stand in quotation marks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sitegen.language.quotation_marks import find_quotations
from sitegen.language.words import Sentences, split_words
from sitegen.model.project import Seed
from sitegen.model.text import Span
from sitegen.workbench.drafting.word_lists import PhraseList, WordLists, word_key_of_list


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of an article."""

    span: Span
    key: str
    """As it is compared with word lists."""
    bare: tuple[str, ...]
    """The same without proclitics, for each way to take them off."""

    @property
    def readings(self) -> tuple[str, ...]:
        """Return the word's key, and its keys without proclitics."""
        return (self.key, *self.bare)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a block; one that a quotation crosses goes on to the quotation's end."""

    text: str
    """The whole article; offsets are code points in it."""
    span: Span
    words: tuple[ReadWord, ...]
    quotations: tuple[Span, ...]
    """The words between quotation marks, the marks left out."""
    is_of_title: bool
    """It stands in the title or deck."""

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the words' keys."""
        return tuple(word.key for word in self.words)

    def match(self, phrases: PhraseList, at: int, *, with_proclitics: bool = True) -> tuple[int, str] | None:
        """Return how many words from `at` are a listed phrase, and its meaning."""
        if not 0 <= at < len(self.words):
            return None
        first = self.words[at].bare if with_proclitics else ()
        return phrases.match(self.keys, at, first=first)

    def listed(self, phrases: PhraseList, at: int) -> bool:
        """Tell whether a listed phrase stands at a word."""
        return self.match(phrases, at) is not None

    def matches(self, phrases: PhraseList) -> Iterator[tuple[int, int, str]]:
        """Yield the index of each listed phrase, how many words it has and what it means; they do not overlap."""
        at = 0
        while at < len(self.words):
            found = self.match(phrases, at)
            if found:
                yield (at, *found)
            at += found[0] if found else 1

    def span_of(self, first: int, end: int) -> Span:
        """Return the span of the words from `first` to before `end`."""
        return Span(self.words[first].span.start, self.words[end - 1].span.end)

    def between(self, index: int) -> str:
        """Return what stands between the word before the index and the word at it."""
        start = self.words[index - 1].span.end if index else self.span.start
        end = self.words[index].span.start if index < len(self.words) else self.span.end
        return self.text[start:end]

    def index_at(self, offset: int) -> int:
        """Return the index of the first word that ends behind the offset."""
        return next((index for index, word in enumerate(self.words) if word.span.end > offset), len(self.words))

    def is_quoted(self, index: int) -> bool:
        """Tell whether a word stands in quotation marks."""
        return any(quotation.contains(self.words[index].span) for quotation in self.quotations)


def read_sentences(seed: Seed, lists: WordLists) -> tuple[Sentence, ...]:
    """Return the sentences of an article in its order."""
    sentences: list[Sentence] = []
    for block in seed.blocks:
        quotations = tuple(find_quotations(seed.text, block.span))
        sentences.extend(
            Sentence(
                text=seed.text,
                span=span,
                words=tuple(_read_word(*word, lists) for word in _words(seed.text, span)),
                quotations=tuple(one for one in quotations if span.contains(one)),
                is_of_title=block.role != "paragraph",
            )
            for span in _cut(seed.text, block.span, quotations)
        )
    return tuple(sentences)


def _cut(text: str, block: Span, quotations: Sequence[Span]) -> Iterator[Span]:
    ends = Sentences(text, block)
    start = block.start
    while start < block.end:
        end = ends.enclosing(Span(start, start + 1)).end
        crossing = next((one for one in quotations if one.start < end < one.end), None)
        while crossing:
            last = Span(max(start, crossing.end - 1), crossing.end)
            end = max(crossing.end + 1, ends.enclosing(last).end)
            crossing = next((one for one in quotations if one.start < end < one.end), None)
        end = min(max(end, start + 1), block.end)
        yield Span(start, end)
        start = end
        while start < block.end and text[start].isspace():
            start += 1


def _words(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    for word in split_words(text, span):
        yield word.span, word.text


def _read_word(span: Span, text: str, lists: WordLists) -> ReadWord:
    key = word_key_of_list(text)
    return ReadWord(span, key, tuple(_without_proclitics(key, lists.language)))


def _without_proclitics(key: str, language: str) -> Iterator[str]:
    """Yield a word without what is written together with it: و ف, ب ل ك, س in Arabic; ו ה ב ל מ ש כ in Hebrew.

    Nothing tells here which of them is right: a list decides, as none but the right one is in it.
    """
    if language == "ar":
        conjunction = key[1:] if key[:1] in ("و", "ف") and len(key) > _SHORTEST else ""
        for bare in (key, conjunction):
            if bare != key and bare:
                yield bare
            if len(bare) > _SHORTEST:
                if bare.startswith("لل"):
                    yield f"ال{bare[2:]}"
                    yield bare[2:]
                elif bare[0] in "بلكس":
                    yield bare[1:]
    elif language == "he":
        for length in (1, 2):
            if len(key) > length + 1 and all(letter in "ובלמשהכ" for letter in key[:length]):
                yield key[length:]


_SHORTEST = 2
"""Letters that a word has at least beside a proclitic."""
