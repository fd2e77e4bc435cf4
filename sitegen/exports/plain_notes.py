"""Notes as plain data, strings, numbers, lists and maps by the keys of a sidecar: what formats for other tools tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sitegen.model.briefing import Briefing, Note
from sitegen.model.keys import Key, key_fields
from sitegen.model.project import Annotation
from sitegen.model.registers import Registers
from sitegen.model.text import Span
from sitegen.model.wording import Date, Reference, Text, Url, Written

Plain = dict[str, object]


@dataclass(frozen=True)
class NotesToExport:
    """A briefing whose notes are to travel, with what the site says of all of them."""

    briefing: Briefing
    url: str
    """The address of the site; empty where it has none."""
    editions: tuple[str, ...]
    registers: Registers = field(default_factory=Registers, repr=False)
    html_of: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The HTML of every Markdown wording, by its source."""

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Return the languages in which a text is looked for where a format holds one alone: the article's first."""
        return (self.briefing.language, *self.editions)

    def best(self, text: Text | None) -> str:
        """Return a text in one language, empty where there is none."""
        return text.best(self.languages).value if text else ""


def plain_note(annotation: Annotation, language: str) -> Plain:
    """Return a note's keys as a sidecar in this language has them; an id that was made for it is left out."""
    keys = plain(annotation, language)
    return keys if not str(keys.get("id", "")).startswith("_") else {key: keys[key] for key in keys if key != "id"}


def plain(noun: object, language: str) -> Plain:
    """Return a noun's keys that say something; texts of one language that is this one are strings."""
    kind: type = type(noun)
    pairs = ((one, getattr(noun, one.attribute)) for one in key_fields(kind))
    return {
        one.name: _plain_value(value, language, one.key) for one, value in pairs if value is not None and value != ()
    }


def spans_of(note: Note) -> tuple[Span, ...]:
    """Return a note's stretches; none where it stands on no words, or could not be placed."""
    return note.placement.spans if note.placement else ()


def _plain_value(value: object, language: str, key: Key) -> object:
    if isinstance(value, Text):
        wordings = {wording.language: wording.value for wording in value.wordings}
        # A speaker's string would be an id.
        return wordings.get(language) if [*wordings] == [language] and not key.refers_to else wordings
    if isinstance(value, Written | Reference | Date | Url):
        return str(value)
    if isinstance(value, tuple):
        return [_plain_value(item, language, key) for item in value]
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, str | int):
        return value
    return dict(_plain_data(value)) if isinstance(value, Mapping) else plain(value, language)


def _plain_data(data: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    for key, value in data.items():
        yield key, dict(_plain_data(value)) if isinstance(value, Mapping) else value
