"""The names of an entry, each with where it counts: the name in every language, aliases, last names, former names."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sitegen.language.common_words import is_function_word
from sitegen.language.personal_names import last_names, may_stand_alone, writings_of
from sitegen.language.words import joint, spelling, split_words, word_key
from sitegen.model.briefing import Meaning
from sitegen.model.registers import Actor, Alias, Place, Term
from sitegen.model.wording import Text, Wording


@dataclass(frozen=True, slots=True)
class NameForm:
    """One name of an entry, cut into words."""

    meaning: Meaning
    words: tuple[str, ...]
    """In the writer's spelling."""
    joints: tuple[str, ...]
    """The signs between the words, as `words.joint` gives them: one fewer than the words."""
    opening: str
    """Signs before the first word, as in #MeToo."""
    closing: str
    """Signs after the last word, as in U.S."""
    is_listed_only: bool = False
    """Counts only where the briefing lists the entry."""
    is_last_name: bool = False
    """Counts only where the person's full name stands or the briefing lists the person."""
    is_full_name: bool = False
    """Where it stands, the person's last name counts too."""
    is_persons: bool = False
    """A name, alias or last name of a person: it takes on no article."""
    is_rewritten: bool = False
    """Not as the editor writes it: عبدالله for عبد الله."""
    valid: str | None = None
    """The interval (EDTF) in which it counts."""

    @property
    def length(self) -> int:
        """Return how many letters the name has: of two names for one stretch the longer is meant."""
        return sum(map(len, self.words))

    @property
    def is_place(self) -> bool:
        """Tell whether it names a place of the register of places, which counts only where the briefing lists it."""
        return self.meaning.register == "place"


@dataclass(frozen=True, slots=True)
class _Name:
    """A name as written, before it is cut into words."""

    wording: Wording
    match: str
    is_alias: bool = False
    is_last_name: bool = False
    valid: str | None = None


def actor_forms(actor: Actor, *, is_local: bool = False) -> Iterator[NameForm]:
    """Yield every form of an actor's names that matching may ever use."""
    names = tuple(_actor_names(actor))
    last_names_alone = [name.wording.value for name in names if name.is_last_name]
    meaning = Meaning("actor", actor.id.value, is_local)
    for name in names:
        yield from _cut(name, meaning, is_person=_is_person(actor), is_full_name=_is_full(name, last_names_alone))


def listed_forms(entry: Place | Term, *, is_local: bool = False) -> Iterator[NameForm]:
    """Yield every form of a place's or term's names: they are looked for where the briefing lists the entry."""
    meaning = Meaning(entry.register, entry.id.value, is_local)
    for name in _listed_names(entry):
        yield from _cut(name, meaning)


def names_never_found(entry: Actor | Place | Term) -> Iterator[Wording]:
    """Yield the wordings of an entry's names that are words of grammar or no words at all, so that none is looked for.

    What `match: manual` keeps from being looked for is none of them.
    """
    if isinstance(entry, Actor):
        names = tuple(_actor_names(entry))
        if entry.family and _is_person(entry) and entry.match != "manual":
            given = _wordings(entry.family)
            yield from (wording for wording in given if not may_stand_alone(wording.value, wording.language))
    else:
        names = tuple(_listed_names(entry))
    nobody = Meaning("actor", "")
    yield from (name.wording for name in names if name.match != "manual" and not any(_cut(name, nobody)))


def _listed_names(entry: Place | Term) -> Iterator[_Name]:
    """Yield the names of a place, former ones too, or of a term, its abbreviation too."""
    match = entry.match or "briefing"
    if isinstance(entry, Place):
        texts = (entry.name, *(former.name for former in entry.names))
    else:
        texts = (entry.term, *((entry.abbr,) if entry.abbr else ()))
    for text in texts:
        for wording in _wordings(text):
            yield _Name(wording, match)
    yield from _alias_names(entry.aliases, match)


def _actor_names(actor: Actor) -> Iterator[_Name]:
    match = actor.match or "auto"
    for wording in _wordings(actor.name):
        yield _Name(wording, match)
    yield from _alias_names(actor.aliases, match)
    if _is_person(actor):
        for last in _last_names(actor):
            yield _Name(last, match, is_last_name=True)


def _alias_names(aliases: tuple[Alias, ...], match: str) -> Iterator[_Name]:
    for alias in aliases:
        valid = alias.valid.edtf if alias.valid else None
        for wording in _wordings(alias.text):
            yield _Name(wording, alias.match or match, is_alias=True, valid=valid)


def _last_names(actor: Actor) -> Iterator[Wording]:
    """Yield the family name in the languages in which it is given, in the others the end of the name."""
    given = _wordings(actor.family) if actor.family else ()
    yield from (wording for wording in given if may_stand_alone(wording.value, wording.language))
    languages = {wording.language for wording in given}
    for wording in actor.name.wordings:
        if wording.language not in languages:
            for last in last_names(wording.value, wording.language):
                yield Wording(wording.language, last, wording.where)


def _is_person(actor: Actor) -> bool:
    return actor.type == "person" or (actor.type is None and actor.family is not None)


def _wordings(text: Text) -> tuple[Wording, ...]:
    """Return the wordings, those that are alike in several languages once."""
    return tuple({wording.value: wording for wording in reversed(text.wordings)}.values())[::-1]


def _is_full(name: _Name, last_names_alone: list[str]) -> bool:
    """Tell whether the name is the person's full name or another spelling of it, and no title."""
    if name.is_last_name:
        return False
    return not name.is_alias or any(_ends_with(name.wording.value, last) for last in last_names_alone)


def _ends_with(name: str, last: str) -> bool:
    """Tell whether the name holds the last name and a word more: at its end, or at its beginning (Xi Jinping)."""
    words = [word_key(spelling(word.text)) for word in split_words(name)]
    last_words = [word_key(spelling(word.text)) for word in split_words(last)]
    count = len(last_words)
    return 0 < count < len(words) and last_words in (words[-count:], words[:count])


def _cut(name: _Name, meaning: Meaning, *, is_person: bool = False, is_full_name: bool = False) -> Iterator[NameForm]:
    """Yield the name cut into words, once for each way to write its compounds; none where grammar has the same word."""
    if name.match == "manual":
        return
    for text in writings_of(name.wording.value):
        words = split_words(text)
        spellings = tuple(spelling(word.text) for word in words)
        if not words or not all(spellings):
            continue
        if len(words) == 1 and is_function_word(spellings[0], name.wording.language):
            continue
        yield NameForm(
            meaning,
            spellings,
            tuple(joint(text[before.span.end : after.span.start]) for before, after in pairwise(words)),
            opening="".join(text[: words[0].span.start].split()),
            closing="".join(text[words[-1].span.end :].split()),
            is_listed_only=name.match == "briefing",
            is_last_name=name.is_last_name,
            is_full_name=is_full_name,
            is_persons=is_person,
            is_rewritten=text != name.wording.value,
            valid=name.valid,
        )
