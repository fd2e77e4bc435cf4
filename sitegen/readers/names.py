"""Entries of registers by what they are called, for writers who type a name where an id belongs, or an id to be."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from sitegen.language.folding import fold
from sitegen.language.last_names import last_names
from sitegen.model.forms import is_id, propose_id
from sitegen.model.keys import key_fields
from sitegen.model.registers import Actor, Alias, Entry, name_of
from sitegen.model.vocabularies import ACTOR_TYPES
from sitegen.model.wording import Text
from sitegen.readers.closed_sets import named_value
from sitegen.readers.context import as_item
from sitegen.readers.registers import NOUN_OF_REGISTER


@dataclass(frozen=True)
class NameList:
    """Finds entries by their names and aliases in any language; names are read when the first is looked up."""

    _entries: tuple[Entry, ...]

    def find(self, name: str) -> tuple[tuple[str, str], ...]:
        """Return the ids of the entries that are called so, with their registers; else of persons of this last name."""
        folded = fold(name).text
        return (self._by_name.get(folded) or self._by_last_name.get(folded, ())) if self._entries else ()

    @cached_property
    def _by_name(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return self._filed(_names_of)

    @cached_property
    def _by_last_name(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        return self._filed(_last_names_of)

    def _filed(self, names_of: Callable[[Entry], Iterable[str]]) -> Mapping[str, tuple[tuple[str, str], ...]]:
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for entry in self._entries:
            for name in dict.fromkeys(names_of(entry)):
                found[name] = (*found.get(name, ()), (entry.id.value, entry.register))
        return found


def free_id(written: str, taken: Collection[str]) -> str:
    """Return an id made from a name, or the id itself if it is one, that is not among those taken (in lower case)."""
    proposed = written if is_id(written) else propose_id(written)
    numbered = (proposed if number == 1 else f"{proposed}_{number}" for number in count(1))
    return next(one for one in numbered if one.lower() not in taken)


def as_text(written: str, *, language: str) -> str:
    """Return what is written as YAML's map of languages; of an id the words, in English as all ASCII is."""
    words = written.replace("_", " ").replace("-", " ").strip().capitalize() if is_id(written) else written
    return f"{{{'en' if written.isascii() else language}: {as_item(words)}}}"


def draft_entry(register: str, entry_id: str, written: str, *, language: str) -> str:
    """Return an entry of a register as YAML, an item of its list, with all that it must have; what is written names it.

    The language is the file's.
    """
    name = as_text(written, language=language)
    noun = NOUN_OF_REGISTER[f"{register}s"]
    needed = (field.name for field in key_fields(noun) if field.required and field.name != "id")
    kind = [f"type: {_type_of(written)}"] if noun is Actor else []
    return "\n    ".join([f"  - id: {as_item(entry_id)}", *kind, *(f"{key}: {name}" for key in needed)])


def _type_of(words: str) -> str:
    """Return what sort of actor a name tells by its first or last word: a ministry is an institution."""
    ends = words.split()[:1] + words.split()[-1:]
    return next((kind for kind in (named_value(word, ACTOR_TYPES) for word in ends) if kind), "person")


def _names_of(entry: Entry) -> Iterator[str]:
    """Yield what an entry is called, folded."""
    aliases: Iterable[Alias] = getattr(entry, "aliases", ())
    texts: list[Text] = [name_of(entry), *(alias.text for alias in aliases)]
    yield from (fold(wording.value).text for text in texts for wording in text.wordings)


def _last_names_of(entry: Entry) -> Iterator[str]:
    """Yield what a person may be called by the last name alone, folded."""
    if isinstance(entry, Actor) and (entry.type == "person" or entry.family):
        yield from (fold(wording.value).text for wording in (entry.family.wordings if entry.family else ()))
        for wording in name_of(entry).wordings:
            yield from (fold(name).text for name in last_names(wording.value, wording.language))
