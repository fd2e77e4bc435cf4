"""An edition: the site in one language of the interface, with its place in the output."""

from dataclasses import dataclass

from sitegen.language.digits import digits_for
from sitegen.language.direction import direction
from sitegen.language.names import language_name
from sitegen.model.problems import Report
from sitegen.model.project import Settings
from sitegen.model.wording import Text, Wording
from sitegen.pages.catalogues import Catalogue, interface_languages, load_catalogue


@dataclass(frozen=True, slots=True)
class Edition:
    """The site in one language."""

    language: str
    """A BCP 47 tag, as the settings give it."""
    prefix: str
    """The folder in which it stands, with a slash; empty for the first, which stands at the root."""
    digits: str
    """The digits of its numbers and dates: latn, arab, arabext."""
    catalogue: Catalogue

    @property
    def dir(self) -> str:
        """Return the direction of the language."""
        return direction(self.language)

    @property
    def name(self) -> str:
        """Return the language's name in that language."""
        return language_name(self.language, self.language)

    def path(self, address: str) -> str:
        """Return where an address of this edition stands in the output."""
        return self.prefix + address

    def choose(self, text: Text) -> Wording:
        """Return what a text says in this edition's language, else as it was first written."""
        return text.best((self.language,))

    def speaks(self, language: str) -> bool:
        """Tell whether a language is this edition's, whatever its region."""
        return language.lower().split("-")[0] == self.language.lower().split("-")[0]


def list_editions(settings: Settings, report: Report) -> tuple[Edition, ...]:
    """Return the site's editions, the default first; warns of languages in which the interface has no words."""
    editions = tuple(
        _make_edition(language, position, settings.digits) for position, language in enumerate(settings.editions)
    )
    written = {language.value: language.where for language in settings.languages}
    for edition in editions:
        if edition.catalogue.is_fallback:
            report.warn(
                "no-interface-language",
                f"the interface has no words in “{edition.language}”; English ones are shown",
                written.get(edition.language, settings.where),
                found=edition.language,
                help=f"languages with an interface: {', '.join(interface_languages())}",
            )
    return editions


def _make_edition(language: str, position: int, digits: str) -> Edition:
    prefix = f"{language}/" if position else ""
    return Edition(language, prefix, digits_for(language, digits), load_catalogue(language))
