"""An edition: the site in one of its languages, with its digits, the interface's words and its place in the output."""

from dataclasses import dataclass

from sitegen.language.catalogues import Catalogue, load_catalogue
from sitegen.language.digits import digits_for
from sitegen.language.locales import language_name
from sitegen.language.tags import direction
from sitegen.model.addresses import edition_folder
from sitegen.model.forms import same_language
from sitegen.model.settings import Settings
from sitegen.model.wording import Text, Wording


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
        """Return the path in the output of an address of this edition."""
        return self.prefix + address

    def choose(self, text: Text) -> Wording:
        """Return a text's wording in this edition's language, else the one that was written first."""
        return text.best((self.language,))

    def speaks(self, language: str) -> bool:
        """Tell whether a language is this edition's, whatever its region."""
        return same_language(language, self.language)


def list_editions(settings: Settings) -> tuple[Edition, ...]:
    """Return the site's editions, the default first (contract, section 5)."""
    return tuple(
        Edition(
            language=language,
            prefix=edition_folder(language, position),
            digits=digits_for(language, settings.digits),
            catalogue=load_catalogue(language),
        )
        for position, language in enumerate(settings.editions)
    )
