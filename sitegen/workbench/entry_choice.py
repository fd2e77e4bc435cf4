"""Entries to choose from while one types a name: those of the registers and of the briefing, in any spelling."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from sitegen.language.annotation_words import annotation_words
from sitegen.language.editions import Edition
from sitegen.language.folding import fold
from sitegen.language.labels import LABELS, label
from sitegen.model.forms import AUTHOR
from sitegen.model.project import Annotation, Manuscript
from sitegen.model.registers import Actor, Entry, Place, Registers, Source, Term, name_of
from sitegen.model.wording import Text
from sitegen.readers.references import ANYTHING
from sitegen.workbench.annotated_site import id_of

MOST: Final = 20
"""Entries that are offered at a time."""

_EXACT, _BEGINNING, _WORD, _WITHIN = range(4)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a key can refer to."""

    id: str
    register: str
    """`actor`, `place` … of a note `annotation`, of the article itself `author`."""
    noun: Entry | Annotation | None
    is_local: bool
    names: tuple[str, ...]
    """Folded."""

    def rank(self, wanted: str) -> int | None:
        """Return how well folded words fit, 0 best; None where they do not."""
        if not wanted:
            return _WITHIN
        ranks = [rank for name in (*self.names, self.id) if (rank := _rank(name, wanted)) is not None]
        return min(ranks, default=None)


@dataclass(frozen=True)
class RegisterChoices:
    """All entries of the registers."""

    registers: Registers

    @cached_property
    def all(self) -> tuple[Choice, ...]:
        """Return them with their names folded, which is done once for a state of the registers."""
        return tuple(_choice(entry, is_local=False) for register in self.registers.all for entry in register.values())

    @cached_property
    def by_id(self) -> dict[str, Choice]:
        """Return them by their ids."""
        return {choice.id: choice for choice in self.all}


def local_choices(manuscript: Manuscript) -> tuple[Choice, ...]:
    """Return what a briefing itself defines: its own entries, and its notes."""
    entries = [_choice(entry, is_local=True) for entry in manuscript.sidecar.local_definitions]
    return (*entries, *(_choice_of_note(note, manuscript) for note in manuscript.annotations))


def find_choices(text: str, wanted: Collection[str], choices: Iterable[Choice]) -> list[Choice]:
    """Return the entries of some registers whose names fit a text, the best first; at most MOST."""
    folded = fold(text).text.strip()
    of_registers = (one for one in choices if ANYTHING in wanted or one.register in wanted)
    ranked = [(rank, not one.is_local, one) for one in of_registers if (rank := one.rank(folded)) is not None]
    ranked.sort(key=lambda found: found[:2])
    return [choice for _, _, choice in ranked[:MOST]]


def author_choice(edition: Edition) -> Choice:
    """Return the article itself as a speaker."""
    return Choice(AUTHOR, AUTHOR, None, is_local=False, names=(fold(_name_of_author(edition)).text,))


def tell_choice(choice: Choice, edition: Edition) -> dict[str, Any]:
    """Return an entry as JSON, its name in the edition's language if it has one."""
    return {
        "id": choice.id,
        "register": choice.register,
        "type": getattr(choice.noun, "type", None) or getattr(choice.noun, "kind", None) or "",
        "label": _name(choice, edition),
        "hint": _hint(choice, edition),
        "is_local": choice.is_local,
    }


def _choice(entry: Entry, *, is_local: bool) -> Choice:
    return Choice(entry.id.value, entry.register, entry, is_local, tuple(_folded_names(entry)))


def _choice_of_note(note: Annotation, manuscript: Manuscript) -> Choice:
    texts = [note.title] if note.title else []
    names = [wording.value for text in texts for wording in text.wordings] or [one.exact.value for one in note.at[:1]]
    is_written = any(note.where == one.where and one.id for one in manuscript.sidecar.annotations)
    return Choice(id_of(note), "annotation", note, is_written, tuple(fold(name).text for name in names))


def _folded_names(entry: Entry) -> Iterator[str]:
    texts: list[Text | None] = [name_of(entry), *(alias.text for alias in getattr(entry, "aliases", ()))]
    texts += [getattr(entry, key, None) for key in ("abbr", "family", "text", "container_title")]
    yield from dict.fromkeys(fold(wording.value).text for text in texts if text for wording in text.wordings)


def _rank(name: str, wanted: str) -> int | None:
    if name == wanted:
        return _EXACT
    if name.startswith(wanted):
        return _BEGINNING
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return _WORD
    return _WITHIN if wanted in name else None


def _name(choice: Choice, edition: Edition) -> str:
    noun = choice.noun
    if noun is None:
        return _name_of_author(edition)
    if isinstance(noun, Annotation):
        return edition.choose(noun.title).value if noun.title else next((one.exact.value for one in noun.at), choice.id)
    return edition.choose(name_of(noun)).value


def _name_of_author(edition: Edition) -> str:
    return annotation_words(edition.catalogue, "annotate")["the-article"]


def _hint(choice: Choice, edition: Edition) -> str:
    """Return what tells entries of one name apart: of whom the office, of a source where it appeared."""
    noun = choice.noun
    texts: list[Text | None] = []
    if isinstance(noun, Actor):
        texts = [noun.roles[-1].title if noun.roles else None]
    elif isinstance(noun, Source):
        texts = [noun.container_title or noun.publisher]
    elif isinstance(noun, Term):
        texts = [noun.abbr]
    said = next((edition.choose(text).value for text in texts if text), "")
    return said or _sort(noun, choice, edition)


def _sort(noun: Entry | Annotation | None, choice: Choice, edition: Edition) -> str:
    of_set, value = "register", choice.register
    if isinstance(noun, Annotation):
        of_set, value = "kind", noun.kind
    elif isinstance(noun, Actor):
        of_set, value = "actor_kind", noun.type or ""
    elif isinstance(noun, Place) and noun.type in LABELS["place_type"]:
        of_set, value = "place_type", noun.type or ""
    elif noun is None:
        return ""
    said = label(edition.catalogue, of_set, value)
    return str(said.striptags() if hasattr(said, "striptags") else said)
