"""Persons and organisations in languages that write names with capitals."""

from collections.abc import Iterator
from typing import Final

from sitegen.language.common_words import capitalised_commons, is_function_word
from sitegen.language.words import word_key
from sitegen.workbench.drafting.proposals import ProposedActor
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import WordLists


def find_capitalised(sentence: Sentence, lists: WordLists) -> Iterator[ProposedActor]:
    """Yield the names of a sentence: runs of capitalised words that a head or a title tells, or a verb of speech."""
    if sentence.is_of_title:
        return
    at = 0
    while at < len(sentence.words):
        end = _end_of_run(sentence, at, lists)
        if end > at:
            yield from _name_of_run(sentence, at, end, lists)
        at = max(end, at + 1)


def _text(sentence: Sentence, index: int) -> str:
    return sentence.words[index].span.of(sentence.text)


def _is_capitalised(sentence: Sentence, index: int, lists: WordLists) -> bool:
    text = _text(sentence, index)
    if not text[:1].isupper() or word_key(text) in capitalised_commons(lists.language):
        return False
    return index > 0 or not is_function_word(text.lower(), lists.language)


def _end_of_run(sentence: Sentence, at: int, lists: WordLists) -> int:
    if not _is_capitalised(sentence, at, lists):
        return at
    end = at + 1
    while end < len(sentence.words):
        if sentence.between(end) not in (" ", "-", "\u2011"):
            break
        if _is_capitalised(sentence, end, lists):
            end += 1
        elif _joins(sentence, at, end, lists):
            end += 2 if sentence.keys[end + 1] != "the" else 3
        else:
            break
    return end


def _joins(sentence: Sentence, at: int, index: int, lists: WordLists) -> bool:
    """Tell whether a small word stands within a name: Ministry of Health, Organization for the Prohibition."""
    is_joining = sentence.keys[index] in lists["within names"]
    has_head = any(sentence.keys[one] in lists["organisations"] for one in range(at, index))
    is_particle = sentence.keys[index] in lists["name particles"]
    following = index + (2 if index + 1 < len(sentence.words) and sentence.keys[index + 1] == "the" else 1)
    if not (is_particle or (is_joining and has_head)) or following >= len(sentence.words):
        return False
    return _is_capitalised(sentence, following, lists) and not sentence.between(following).strip()


def _name_of_run(sentence: Sentence, at: int, end: int, lists: WordLists) -> Iterator[ProposedActor]:
    heads = [lists["organisations"].meaning(sentence.keys[index]) for index in range(at, end)]
    kinds = [head for head in heads if head]
    if kinds and end - at > 1:
        span = sentence.span_of(at, end)
        why = "capitalised words, one of which names an organisation"
        yield ProposedActor(span=span, id="", type=kinds[0], name=_joined(span.of(sentence.text)), why=why)
        return
    start = at
    while start < end and sentence.match(lists["titles"], start):
        start += 1
    has_title = start > at or (at > 0 and sentence.match(lists["titles"], at - 1) is not None)
    said = any(
        0 <= index < len(sentence.words) and sentence.match(lists["verbs of speech"], index) is not None
        for index in (at - 1, end)
    )
    is_given = sentence.keys[start] in lists["given names"] if start < end else False
    follows = end < len(sentence.words) and sentence.between(end).strip() == ","
    titled = follows and any(
        sentence.match(lists["titles"], index) for index in range(end, min(end + _NEAR, len(sentence.words)))
    )
    words = end - start
    if _FEWEST <= words <= _MOST and (has_title or said or is_given or titled):
        span = sentence.span_of(start, end)
        first = _title_start(sentence, start, lists)
        role = sentence.span_of(first, start).of(sentence.text) if first < start else ""
        why = "capitalised words beside a title, a verb of speech, or with a given name"
        name = _joined(span.of(sentence.text))
        yield ProposedActor(span=span, id="", type="person", name=name, role=_joined(role), why=why)


def _title_start(sentence: Sentence, start: int, lists: WordLists) -> int:
    while start > 0 and sentence.between(start) == " " and sentence.match(lists["titles"], start - 1):
        start -= 1
    return start


def _joined(text: str) -> str:
    return " ".join(text.split())


_FEWEST: Final = 2
_MOST: Final = 4
_NEAR: Final = 6
