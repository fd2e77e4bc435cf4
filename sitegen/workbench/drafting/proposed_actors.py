"""Persons and organisations that no register has, by the words around their names."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from sitegen.language.common_words import is_function_word
from sitegen.language.locales import find_locale
from sitegen.model.text import Span
from sitegen.workbench.drafting.capitalised_names import find_capitalised
from sitegen.workbench.drafting.proposals import ProposedActor
from sitegen.workbench.drafting.romanising import name_id
from sitegen.workbench.drafting.sentences import Sentence
from sitegen.workbench.drafting.word_lists import PhraseList, WordLists


def propose_actors(
    sentences: Iterable[Sentence], lists: WordLists, *, known: Iterable[Span], taken: Collection[str]
) -> Iterator[ProposedActor]:
    """Yield the actors that the article names and no register has, each once.

    `known` are the places of names that a register has, `taken` the ids that are not free, in small letters.
    """
    known, ids = tuple(known), set(taken)
    seen: set[tuple[str, ...]] = set()
    for sentence in sentences:
        for found in _without_overlaps(_find(sentence, lists), known):
            words = tuple(key for key in _keys(sentence, found.span) if key)
            if any(_is_part(words, other) for other in seen):
                continue
            seen.add(words)
            actor = replace(found, id=name_id(found.name, ids, is_person=found.type == "person"))
            ids.add(actor.id.lower())
            yield actor


def _is_part(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether a name is another one, the end of it, or its beginning."""
    return words in (other, other[-len(words) :], other[: len(words)])


def _keys(sentence: Sentence, span: Span) -> Iterator[str]:
    return (word.key for word in sentence.words if word.span.overlaps(span))


def _find(sentence: Sentence, lists: WordLists) -> Iterator[ProposedActor]:
    if lists.language == "en":
        yield from find_capitalised(sentence, lists)
        return
    yield from _find_persons(sentence, lists)
    yield from _find_organisations(sentence, lists)
    yield from _find_states(sentence, lists)


def _without_overlaps(found: Iterable[ProposedActor], known: tuple[Span, ...]) -> list[ProposedActor]:
    """Return those that share no letter with a known name, the earlier of two that share one; in their order."""
    kept: list[ProposedActor] = []
    for actor in found:
        is_known = any(span.overlaps(actor.span) and not _is_within(span, actor) for span in known)
        if not is_known and not any(other.span.overlaps(actor.span) for other in kept):
            kept.append(actor)
    return sorted(kept, key=lambda actor: actor.span.start)


def _is_within(span: Span, actor: ProposedActor) -> bool:
    """Tell whether a known name is but a part of an organisation's: حكومة كازاخستان."""
    return actor.type != "person" and actor.span.contains(span) and span.start > actor.span.start


# Persons


@dataclass(frozen=True)
class _NameReader:
    """Reads names in scripts without capitals."""

    sentence: Sentence
    lists: WordLists

    def end_of_name(self, start: int) -> int:
        """Return the index behind the name that begins with a word; `start` where none does."""
        end, counted = start, 0
        most = self._most_words(start)
        while end < len(self.sentence.words) and counted < most and self._may_go_on(start, end):
            is_particle = self.sentence.keys[end] in self.lists["name particles"]
            if counted == _USUAL and not self._may_be_third(start, end):
                break
            counted += 0 if is_particle else 1
            end += 1
        while end > start and self.sentence.keys[end - 1] in self.lists["name particles"]:
            end -= 1
        return end

    def _most_words(self, start: int) -> int:
        return _MOST if start < len(self.sentence.words) else 0

    def _may_be_third(self, start: int, index: int) -> bool:
        """Tell whether a name has a third word: one with an article, or behind two given names or two short ones."""
        before = self.sentence.keys[index - 1]
        is_short = len(self.sentence.keys[start]) <= _SHORT and len(before) <= _SHORT_SECOND
        is_short = is_short and not before.startswith(_ARTICLES.get(self.lists.language, "-"))
        return (
            (self._has_article(index) and not before.startswith(_ARTICLES.get(self.lists.language, "-")))
            or before in self.lists["given names"]
            or before in self.lists["name particles"]
            or is_short
        )

    def _may_go_on(self, start: int, index: int) -> bool:
        if index > start and not self.sentence.between(index).isspace():
            return False
        if self.sentence.is_quoted(index) != self.sentence.is_quoted(start):
            return False
        return self.may_be_name(index, is_first=index == start)

    def may_be_name(self, index: int, *, is_first: bool) -> bool:
        """Tell whether a word may be one of a person's name."""
        word = self.sentence.words[index]
        text, key = word.span.of(self.sentence.text), word.key
        is_given = key in self.lists["given names"] and not is_function_word(text, self.lists.language)
        if is_given or key in self.lists["name particles"]:
            return True
        if len(key) < _SHORTEST or any(map(str.isdigit, key)) or is_function_word(text, self.lists.language):
            return False
        names = ("ends of a name", "verbs of speech", "titles", "organisations", "no names", "months", "weekdays")
        if any(self.sentence.match(self.lists[name], index, with_proclitics=False) for name in names):
            return False
        if key[0] in ("و", "ف") and any(bare in self.lists["verbs of speech"] for bare in word.bare):
            return False
        if is_first:
            is_verb = self.lists.language == "ar" and key[0] == "ي" and len(key) > _SHORT
            return not (is_verb or self._has_article(index) or self._may_have_conjunction(index))
        return not self._looks_like_other_word(text, key)

    def _has_article(self, index: int) -> bool:
        article = _ARTICLES.get(self.lists.language)
        return bool(article) and self.sentence.keys[index].startswith(article or "")

    def _may_have_conjunction(self, index: int) -> bool:
        return self.lists.language == "ar" and self.sentence.keys[index].startswith("وال")

    def _looks_like_other_word(self, text: str, key: str) -> bool:
        """Tell whether a word behind a name looks like a verb, or has a pronoun at its end."""
        if self.lists.language != "ar":
            return False
        is_verb = key[0] in "يست" and len(key) > _SHORT and key.startswith(("ي", "ست", "سي"))
        return is_verb or text.endswith(("ه", "ها", "هم", "ًا", "اً")) or key.startswith(("وال", "لل", "بال"))


def _find_persons(sentence: Sentence, lists: WordLists) -> Iterator[ProposedActor]:
    reader = _NameReader(sentence, lists)
    at = 0
    while at < len(sentence.words):
        found = _person_with_title(sentence, at, reader) or _person_at(sentence, at, reader)
        if found:
            yield found
            at = sentence.index_at(found.span.end - 1) + 1
        else:
            at += 1


def _person_with_title(sentence: Sentence, at: int, reader: _NameReader) -> ProposedActor | None:
    title = sentence.match(reader.lists["titles"], at)
    if not title:
        return None
    start = _end_of_title(sentence, at + title[0], reader)
    end = reader.end_of_name(start)
    counted = sum(sentence.keys[index] not in reader.lists["name particles"] for index in range(start, end))
    is_said = at > 0 and sentence.listed(reader.lists["verbs of speech"], at - 1)
    is_alone = start == at + title[0] and is_said and _is_settled(sentence, end)
    if end == start or (counted < _USUAL and not is_alone):
        return None
    role = _role(sentence, at, start)
    return _person(sentence, (start, end), role, f"“{role}” before the name")


def _is_settled(sentence: Sentence, end: int) -> bool:
    return end < len(sentence.words)


def _role(sentence: Sentence, at: int, start: int) -> str:
    """Return the title as it stands, without a conjunction before it."""
    span = sentence.span_of(at, start)
    word = sentence.words[at]
    lead = len(word.span.of(sentence.text)) - max((len(bare) for bare in word.bare), default=len(word.key))
    text = span.of(sentence.text)
    is_led = text[:1] in ("و", "ف") and lead == 1 and not text.startswith(("وزير", "وكيل", "ولي"))
    return text[1:] if is_led else text


def _end_of_title(sentence: Sentence, at: int, reader: _NameReader) -> int:
    """Return the index behind a title's words: those with an article, heads of organisations, states."""
    end = at
    while end < len(sentence.words) and end - at < _LONGEST_TITLE:
        step = _words_of_title(sentence, end, reader)
        if step == 0 or not sentence.between(end).isspace():
            break
        end += step
    return end


def _words_of_title(sentence: Sentence, at: int, reader: _NameReader) -> int:
    """Return how many words at an index belong to a title; 0 where a name may begin."""
    lists, word = reader.lists, sentence.words[at]
    for phrases in (lists["inside titles"], lists["titles"], _states(lists)):
        found = sentence.match(phrases, at)
        if found:
            return found[0]
    if sentence.match(lists["before a place"], at) and at + 1 < len(sentence.words):
        return 2 if sentence.between(at + 1).isspace() else 1
    if word.key in lists["given names"]:
        return 0
    article = _ARTICLES.get(lists.language)
    has_article = bool(article) and any(reading.startswith(article or "") for reading in word.readings)
    if has_article or sentence.match(lists["organisations"], at):
        return 1
    return _noun_of_title(sentence, at, reader)


def _noun_of_title(sentence: Sentence, at: int, reader: _NameReader) -> int:
    """Return 1 where a noun without an article is of a title: what stands before a given name, or مستشفى الشفاء."""
    lists, word = reader.lists, sentence.words[at]
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if following is None or not sentence.between(at + 1).isspace() or word.key in lists["ends of a name"]:
        return 0
    is_before_name = following.key in lists["given names"] and word.key not in lists["name particles"]
    if is_before_name and at > 0 and reader.may_be_name(at, is_first=True):
        return 1
    # Behind the head of an organisation alone, as a name may have an article too.
    is_led = sentence.match(lists["organisations"], at - 1) is not None
    article = _ARTICLES.get(lists.language)
    return 1 if is_led and article and following.key.startswith(article) else 0


def _person_at(sentence: Sentence, at: int, reader: _NameReader) -> ProposedActor | None:
    """Return a person whose name begins with a given name, or stands between a verb of speech and a title."""
    word = sentence.words[at]
    text = word.span.of(sentence.text)
    if is_function_word(text, reader.lists.language):
        return None
    end = reader.end_of_name(at)
    counted = sum(sentence.keys[index] not in reader.lists["name particles"] for index in range(at, end))
    if counted < _USUAL:
        return None
    is_said = at > 0 and sentence.match(reader.lists["verbs of speech"], at - 1) is not None
    has_title = end < len(sentence.words) and sentence.between(end).strip() in ("،", ",")
    title = sentence.match(reader.lists["titles"], end) if has_title else None
    if word.key in reader.lists["given names"]:
        why = f"“{text}” is a given name"
    elif is_said and title:
        why = "a name between a verb of speech and a title"
    elif _is_subject(sentence, at, end, reader):
        why = "a name between a verb of speech and what is said"
    else:
        return None
    role = ""
    if title:
        role = sentence.span_of(end, _end_of_title(sentence, end + title[0], reader)).of(sentence.text)
    return _person(sentence, (at, end), role, why)


def _is_subject(sentence: Sentence, at: int, end: int, reader: _NameReader) -> bool:
    """Tell whether words stand between a verb of speech and what is said, and are no nouns with adjectives."""
    lists = reader.lists
    before = at - 1
    if before > 0 and sentence.words[before].span.of(sentence.text).endswith(("ه", "ها", "هم")):
        before -= 1
    if before < 0 or not sentence.match(lists["verbs of speech"], before) or end >= len(sentence.words):
        return False
    words = [sentence.words[index].span.of(sentence.text) for index in range(at, end)]
    is_common = sentence.listed(lists["unnamed"], at) or sentence.listed(_states(lists), at)
    is_common = is_common or words[0].endswith(("ة", "ون", "ين", "ات"))
    has_adjective = words[-1].endswith(("ية", "يون", "يين", "ة", "ين", "ون")) and not words[-1].startswith("ال")
    opens = sentence.match(lists["complementisers"], end) is not None or sentence.is_quoted(end)
    return opens and not is_common and not has_adjective


def _person(sentence: Sentence, words: tuple[int, int], role: str, why: str) -> ProposedActor:
    span = sentence.span_of(*words)
    name = " ".join(span.of(sentence.text).split())
    return ProposedActor(span=span, id="", type="person", name=name, role=" ".join(role.split()), why=why)


# Organisations


def _find_organisations(sentence: Sentence, lists: WordLists) -> Iterator[ProposedActor]:
    at = 0
    while at < len(sentence.words):
        found = _organisation_at(sentence, at, lists)
        if found:
            yield found
            at = sentence.index_at(found.span.end - 1) + 1
        else:
            at += 1


def _organisation_at(sentence: Sentence, at: int, lists: WordLists) -> ProposedActor | None:
    whole = sentence.match(lists["names of organisations"], at)
    head = whole or sentence.match(lists["organisations"], at)
    if not head:
        return None
    end = at + head[0] if whole else _end_of_organisation(sentence, at, at + head[0], lists)
    if end == at + head[0] and not whole:
        return None
    start = sentence.words[at].span.start + _lead(sentence, at, lists)
    span = Span(start, sentence.words[end - 1].span.end)
    written = span.of(sentence.text)
    name = f"ال{written[2:]}" if written.startswith("لل") else " ".join(written.split())
    why = f"“{name.split()[0]}” begins the name of an organisation"
    return ProposedActor(span=span, id="", type=head[1], name=name, why=why)


def _lead(sentence: Sentence, at: int, lists: WordLists) -> int:
    """Return how many letters of a head are proclitics."""
    word = sentence.words[at]
    if sentence.match(lists["names of organisations"], at, with_proclitics=False) or word.key in lists["organisations"]:
        return 0
    for bare in sorted(word.bare, key=len, reverse=True):
        if bare in lists["organisations"] and not word.key.startswith("لل"):
            return len(word.key) - len(bare)
    return 0


def _end_of_organisation(sentence: Sentence, at: int, end: int, lists: WordLists) -> int:
    """Return the index behind an organisation's name; `end`, that of its head's end, where it has none."""
    article = _ARTICLES.get(lists.language, "")
    start = end
    is_definite = bool(article) and any(one.startswith(article) for one in sentence.words[at].readings)
    if not is_definite and _goes_on(sentence, end) and _is_proper(sentence, end, lists):
        end += 1
    elif not is_definite and _goes_on(sentence, end + 1) and sentence.keys[end] in lists["of namesakes"]:
        end += 2
    while _goes_on(sentence, end) and end - start < _LONGEST_ORGANISATION:
        key = sentence.keys[end]
        if any(key == bare for bare in ("العام", "الثلاثاء")) or key in lists["no names of the definite"]:
            break
        if key in lists["ends of a name"] or key in lists["verbs of speech"] or key in lists["titles"]:
            break
        if is_definite and end > start and _is_purpose(sentence, end, article):
            end += 1 if key.startswith("لل") else 2
            break
        with_article = bool(article) and key.startswith((article,) if is_definite else (article, f"و{article}", "لل"))
        if is_definite and not _agrees(sentence, at, end):
            break
        if not with_article or sentence.is_quoted(end) != sentence.is_quoted(at):
            break
        end += 1
    return end


def _is_purpose(sentence: Sentence, index: int, article: str) -> bool:
    """Tell whether words say what an organisation is for: للحسابات, لإدارة الطوارئ."""
    key = sentence.keys[index]
    if key.startswith("لل"):
        return True
    is_led = key.startswith("ل") and len(key) > _SHORT and _goes_on(sentence, index + 1)
    return is_led and sentence.keys[index + 1].startswith(article)


def _agrees(sentence: Sentence, head: int, adjective: int) -> bool:
    """Tell whether an adjective may belong to a head: behind a feminine noun one is feminine too."""
    nouns = (sentence.words[index].span.of(sentence.text) for index in (head, adjective))
    return not next(nouns).endswith("ة") or next(nouns).endswith(("ة", "ى"))


def _goes_on(sentence: Sentence, index: int) -> bool:
    return index < len(sentence.words) and sentence.between(index).isspace()


def _is_proper(sentence: Sentence, index: int, lists: WordLists) -> bool:
    """Tell whether the word behind a head may name it: no adjective, verb or word of grammar."""
    word = sentence.words[index]
    text, key = word.span.of(sentence.text), word.key
    article = _ARTICLES.get(lists.language, "")
    if article and key.startswith(article):
        return False
    names = ("no names", "ends of a name", "verbs of speech", "titles")
    if any(key in lists[name] for name in names) or is_function_word(text, lists.language):
        return False
    if any(map(str.isdigit, key)) or len(key) < _SHORTEST:
        return False
    following = sentence.keys[index + 1] if _goes_on(sentence, index + 1) else ""
    is_with_article = bool(article) and following.startswith(article)
    return is_with_article or not (text.endswith(("ية", "ة", "ين", "ون", "ات", "ها", "ه", "هم", "ي")) or key[0] in "يت")


# States


def _find_states(sentence: Sentence, lists: WordLists) -> Iterator[ProposedActor]:
    """Yield the states that a verb of speech has for its subject."""
    for at, length, _ in sentence.matches(lists["verbs of speech"]):
        start = at + length
        state = sentence.match(_states(lists), start, with_proclitics=False)
        if state:
            span = sentence.span_of(start, start + state[0])
            why = "the name of a state, of which a verb of speech tells"
            yield ProposedActor(span=span, id="", type="state", name=span.of(sentence.text), why=why)


@cache
def _names_of_states(language: str) -> PhraseList:
    locale = find_locale(language)
    territories = locale.territories.items() if locale else ()
    return PhraseList((name, code) for code, name in territories if len(code) == _COUNTRY_CODE and code.isalpha())


def _states(lists: WordLists) -> PhraseList:
    return _names_of_states(lists.language)


_ARTICLES: Final = {"ar": "ال", "he": "ה"}
_USUAL: Final = 2
"""Words of most names."""
_MOST: Final = 3
_SHORTEST: Final = 2
_SHORT: Final = 3
_SHORT_SECOND: Final = 4
_LONGEST_TITLE: Final = 9
_LONGEST_ORGANISATION: Final = 6
_COUNTRY_CODE: Final = 2
