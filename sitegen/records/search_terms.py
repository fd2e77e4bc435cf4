"""What the search finds briefings, entries of registers and free pages by: terms, each a word in a field.

A term is a folded word behind the digits of its group and before a letter that stands for its field, so that sorted
terms lie group by group and word by word (`language/search_words.py`). The texts in which the search's page looks for
the words again, and from which it cuts its excerpts, are told here too: both come from the same places.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from sitegen.language.plain_text import plain_text
from sitegen.language.search_words import file_words, search_words
from sitegen.model.briefing import Briefing, Meaning
from sitegen.model.forms import same_language
from sitegen.model.keys import find_in
from sitegen.model.project import FreePage
from sitegen.model.registers import Actor, Entry, Place, Registers, Source, Term, Topic, name_of
from sitegen.model.wording import MarkdownText, Reference, Text, Wording

SearchedEntry = Entry | FreePage


class Field(IntEnum):
    """Where a word stands."""

    TITLE = 0
    """A briefing's title, in any language."""
    NAMES = 1
    """Names of what the article names, in any language and spelling, and of the briefing's topics."""
    OFTEN = 2
    """The article's text, `OFTEN` times or more."""
    TEXT = 3
    """The article's text, fewer times."""
    ENTRY_NAMES = 4
    """The names of an entry of a register, the title of a free page, in any language."""
    ENTRY_TEXT = 5
    """What else is said of it."""
    NOTES = 6
    """The notes as the first edition shows them; the next fields are those of the other editions."""


OFTEN: Final = 3

_FIRST_FIELD: Final = 0xE000
"""Of the private use area: no word holds it."""


class SaidInNote(NamedTuple):
    """The texts of a note, or of what else stands beside an article."""

    id: str
    """The fragment on the briefing's page."""
    kind: str
    """Of a note; empty for the summary and translations."""
    wordings: tuple[Wording, ...]
    """Without markup, each in the edition's language, else in the one that was written first."""


def briefing_terms(
    briefing: Briefing, registers: Registers, languages: Sequence[str], html_of: Mapping[str, str]
) -> str:
    """Return the terms of a briefing, with a space between two; `languages` are those of the editions."""
    seed, body = briefing.seed, []
    for block in briefing.seed.blocks:
        if block.role not in ("title", "deck"):
            body += search_words(block.span.of(seed.text))
    counts = Counter(body)
    often = {word for word, count in counts.items() if count >= OFTEN}
    fields: dict[int, Collection[str]] = {
        Field.TITLE: _words(titles_of(briefing)),
        Field.NAMES: _words(name for entry in named_in(briefing, registers).values() for name in names_of(entry)),
        Field.OFTEN: often,
        Field.TEXT: counts.keys() - often,
    }
    for number, said in enumerate(said_beside(briefing, registers, languages, html_of)):
        fields[Field.NOTES + number] = _words(one.value for note in said for one in note.wordings)
    return _write_terms(fields)


def entry_terms(entry: SearchedEntry, html_of: Mapping[str, str]) -> str:
    """Return the terms of an entry of a register, or of a free page, in the same way."""
    names = _words(names_of(entry))
    texts: list[Text] = [entry.body] if isinstance(entry, FreePage) else find_in(entry, Text)
    about = (one.value for text in texts for one in _without_markup(text, html_of).wordings)
    return _write_terms({Field.ENTRY_NAMES: names, Field.ENTRY_TEXT: _words(about) - names})


def read_term(term: str) -> tuple[str, int]:
    """Return the word of a term, and its field."""
    return term[2:-1], ord(term[-1]) - _FIRST_FIELD


def searched_entries(registers: Registers, pages: Iterable[FreePage]) -> Iterator[SearchedEntry]:
    """Yield all entries of registers, then the free pages: in this order the index counts them, from 0."""
    return chain((entry for register in registers.all for entry in register.values()), pages)


def titles_of(briefing: Briefing) -> Iterator[str]:
    """Yield what a briefing is called: the lines over its text, and its titles in all languages."""
    yield from (block.span.of(briefing.seed.text) for block in briefing.seed.blocks if block.role in ("title", "deck"))
    if briefing.sidecar.title:
        yield from (one.value for one in briefing.sidecar.title.wordings)


def names_of(entry: SearchedEntry) -> Iterator[str]:
    """Yield all names of an entry, in every language and spelling."""
    texts = [entry.title if isinstance(entry, FreePage) else name_of(entry)]
    if isinstance(entry, Actor | Place | Term):
        texts += [alias.text for alias in entry.aliases]
    if isinstance(entry, Actor) and entry.family:
        texts.append(entry.family)
    if isinstance(entry, Place):
        texts += [former.name for former in entry.names]
    if isinstance(entry, Term) and entry.abbr:
        texts.append(entry.abbr)
    if isinstance(entry, Source) and entry.container_title:
        texts.append(entry.container_title)
    return (one.value for text in texts for one in text.wordings)


def named_in(briefing: Briefing, registers: Registers) -> Mapping[Meaning, Actor | Place | Term | Topic]:
    """Return what the article names, in the order of the first mentions, then what the briefing lists, then its topics.

    Each has its entry; a topic without one is what the briefing writes.
    """
    sidecar = briefing.sidecar
    local = {entry.id.value: entry for entry in sidecar.local_definitions}
    found: dict[Meaning, Actor | Place | Term | Topic] = {}
    named = [meaning for mention in briefing.prose.mentions for meaning in mention.meanings]
    for listed in (*sidecar.actors, *sidecar.places, *sidecar.terms):
        is_local = not isinstance(listed, Reference)
        entry_id = listed.id if isinstance(listed, Reference) else listed.id.value
        entry = local.get(entry_id) if is_local else registers.find(entry_id)
        if entry:
            named.append(Meaning(entry.register, entry_id, is_local=is_local))
    for meaning in dict.fromkeys(named):
        entry = local.get(meaning.id) if meaning.is_local else registers.find(meaning.id)
        if isinstance(entry, Actor | Place | Term):
            found[meaning] = entry
    for topic in sidecar.topics:
        name = Text((Wording(briefing.language, topic.value, topic.where),))
        without_entry = Topic(where=topic.where, id=topic, name=name)
        found[Meaning("topic", topic.value)] = registers.topics.get(topic.value, without_entry)
    return found


def said_beside(
    briefing: Briefing, registers: Registers, languages: Sequence[str], html_of: Mapping[str, str]
) -> tuple[list[SaidInNote], ...]:
    """Return what each edition, by its language, says beside the article: bottom line, notes, terms, translation."""
    sidecar = briefing.sidecar
    said: tuple[list[SaidInNote], ...] = tuple([] for _ in languages)
    read_first = [*([sidecar.summary] if sidecar.summary else []), *(point.text for point in sidecar.key_points)]
    beside: list[tuple[str, str, Sequence[Text]]] = [("_summary", "", read_first)]
    beside += [(note.id, note.annotation.kind, find_in(note.annotation, Text)) for note in briefing.notes]
    terms = [entry for entry in named_in(briefing, registers).values() if isinstance(entry, Term)]
    beside.append(("_terms", "", [term.definition for term in terms if term.definition]))
    for id_, kind, texts in beside:
        if texts:
            plain = [_without_markup(text, html_of) for text in texts]
            for language, notes in zip(languages, said, strict=True):
                notes.append(SaidInNote(id_, kind, tuple([text.best((language,)) for text in plain])))
    for language, notes in zip(languages, said, strict=True):
        for translation in sidecar.translation:
            if same_language(translation.language, language):
                notes.append(SaidInNote("_text", "", tuple(block for block in translation.blocks if block)))
    return said


def _without_markup(text: Text, html_of: Mapping[str, str]) -> Text:
    """Return a text whose wordings hold no Markdown."""
    if not isinstance(text, MarkdownText):
        return text
    return Text(tuple([replace(one, value=plain_text(html_of[one.value])) for one in text.wordings]))


@lru_cache(maxsize=1 << 14)
def _words_of_name(name: str) -> tuple[str, ...]:
    return tuple(search_words(name))


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in (_words_of_name(text) if len(text) < _SHORT else search_words(text))}


_SHORT: Final = 60
"""Characters of a name, which likely comes again in the next article."""


def _write_terms(fields: Mapping[int, Collection[str]]) -> str:
    written = []
    for field, words in fields.items():
        letter = chr(_FIRST_FIELD + field)
        if words:
            written.append(f"{letter} ".join(file_words(words)) + letter)
    return " ".join(written)
