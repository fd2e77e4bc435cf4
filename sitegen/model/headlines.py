"""What a briefing is called in a language: the article's own title to who reads it, else a translation of it."""

from dataclasses import dataclass

from sitegen.model.briefing import Abstract, Briefing
from sitegen.model.forms import same_language
from sitegen.model.project import Sidecar
from sitegen.model.wording import BlockTranslation, Wording


@dataclass(frozen=True, slots=True)
class Headline:
    """What a briefing is called in a language."""

    shown: Wording
    """In that language where a translation is given, else the article's own title."""
    original: Wording | None
    """The article's own title, where that is not the one shown."""


def make_headline(briefing: Abstract | Briefing, language: str) -> Headline:
    """Return a briefing's headline: the article's own in its language, else the translation if there is one."""
    abstract = briefing.abstract if isinstance(briefing, Briefing) else briefing
    own = own_title(abstract, abstract.language)
    if same_language(abstract.language, language):
        return Headline(own_title(abstract, language), None)
    translated = translated_title(abstract.sidecar, language)
    return Headline(translated, own) if translated else Headline(own, None)


def own_title(briefing: Abstract, language: str) -> Wording:
    """Return the title in the article's language, or a region's form of it: as the sidecar gives it, else the seed's.

    An agency's article may have none that lists can use; over the article the seed's own stands all the same.
    """
    given = briefing.sidecar.title.in_language(language) if briefing.sidecar.title else None
    return given or Wording(briefing.language, briefing.title, briefing.sidecar.where)


def translated_title(sidecar: Sidecar, language: str) -> Wording | None:
    """Return the title in a language: as an abstract's sidecar gives it, else the translation of the title's block."""
    given = sidecar.title.in_language(language) if sidecar.title else None
    translation = None if given else find_translation(sidecar, language)
    return given or (translation.blocks[0] if translation and translation.blocks else None)


def find_translation(sidecar: Sidecar, language: str) -> BlockTranslation | None:
    """Return the article's translation into exactly this language, else into a region's form of it."""
    spoken = [item for item in sidecar.translation if same_language(item.language, language)]
    exact = (item for item in spoken if item.language.lower() == language.lower())
    return next(exact, None) or next(iter(spoken), None)
