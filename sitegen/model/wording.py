"""Words as written, each with its place in its file: strings, texts in several languages, references, dates, links."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sitegen.model.forms import UNNAMED, same_language
from sitegen.model.text import Location


@dataclass(frozen=True, slots=True)
class Written:
    """A string and where it stands."""

    value: str
    where: Location = field(compare=False)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class Wording:
    """What a text says in one language."""

    language: str
    """A BCP 47 tag."""
    value: str
    where: Location = field(compare=False)
    first: Location | None = field(compare=False, default=None)
    """Where its first line begins, if its lines are the file's: in a free page, in a literal block (`|`) of YAML."""

    def __str__(self) -> str:
        return self.value

    def place_of(self, offset: int) -> Location:
        """Return the place of a character in the file; the wording's own where its lines are not the file's."""
        first = self.first
        if first is None:
            return self.where
        line_start = self.value.rfind("\n", 0, offset) + 1
        return Location(first.path, first.line + self.value.count("\n", 0, offset), first.column + offset - line_start)


@dataclass(frozen=True, slots=True)
class LinkingWording(Wording):
    """A wording in Markdown, in a text of a briefing, that may hold a link: `#id` is a note of this briefing."""

    briefing: str = ""
    """The briefing's slug."""


@dataclass(frozen=True, slots=True)
class Text:
    """What the contract calls a text: the same in one language or several."""

    wordings: tuple[Wording, ...]

    def in_language(self, language: str) -> Wording | None:
        """Return the wording in exactly this language, else in one with the same primary subtag (`ar` for `ar-EG`)."""
        exact = (wording for wording in self.wordings if wording.language.lower() == language.lower())
        near = (wording for wording in self.wordings if same_language(wording.language, language))
        return next(exact, None) or next(near, None)

    def best(self, languages: Iterable[str]) -> Wording:
        """Return the wording in the first of these languages that there is, else the one written first."""
        if len(self.wordings) == 1:
            return self.wordings[0]
        found = (self.in_language(language) for language in languages)
        return next((wording for wording in found if wording), self.wordings[0])


@dataclass(frozen=True, slots=True)
class MarkdownText(Text):
    """A text whose wordings are Markdown, raw HTML off: summaries, bodies, definitions, descriptions, notes."""


@dataclass(frozen=True, slots=True)
class BlockTranslation:
    """An article in another language, block by block."""

    language: str
    """A BCP 47 tag."""
    blocks: tuple[Wording | None, ...]
    """One for each block of the article, in order; None where a block has none."""
    where: Location = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reference:
    """The id of an entry, note or briefing, as a key names it: `tokayev`, `a01`, `other-briefing#a01`."""

    id: str
    where: Location = field(compare=False)

    @property
    def briefing(self) -> str:
        """Return the slug before `#`, empty where there is none."""
        return self.id.partition("#")[0] if "#" in self.id else ""

    def __str__(self) -> str:
        return self.id


Speaker = Reference | Text
"""A speaker: an actor by the id, or a person without a name in words (`an informed source`)."""


def speaker_id(speaker: Speaker | None) -> str:
    """Return the id of who speaks; UNNAMED for one who is not named, empty where nobody is told."""
    if isinstance(speaker, Reference):
        return speaker.id
    return UNNAMED if speaker else ""


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date of level 0 or 1, as written; `sitegen.language.dates` reads and prints it."""

    edtf: str
    where: Location = field(compare=False)

    def __str__(self) -> str:
        return self.edtf


@dataclass(frozen=True, slots=True)
class Url:
    """An address whose scheme is allowed."""

    value: str
    where: Location = field(compare=False)

    def __str__(self) -> str:
        return self.value


@dataclass(frozen=True, slots=True)
class TextLink:
    """A link, or a picture, as it stands in one edition."""

    where: Location
    written: str
    """The address as it stands in the text."""
    file: str
    """The file of the site to which it leads, relative to the output; empty where the address means nothing there."""
    fragment: str
    """The place on that page, escapes resolved; empty for none."""
    is_picture: bool = False
