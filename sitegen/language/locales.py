"""CLDR's data on a language: the one door to Babel, which is imported where it is used, as it is slow to start."""

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from sitegen.language.direction import script

if TYPE_CHECKING:
    from babel import Locale

_ORDER_OF_DAYS: Final = {"en": "en_GB"}
"""CLDR's English without a region is that of the United States; a tag that names them gets it."""

_INVISIBLE_MARKS: Final = str.maketrans("", "", "\u061c\u200e\u200f")


@lru_cache(maxsize=64)
def find_locale(language: str) -> "Locale | None":
    """Return CLDR's locale for a BCP 47 tag, or the nearest above it: `ar` for `ar-XX`; None where there is none.

    None too where the tag asks for a script that the nearest locale is not written in, as for `ar-Latn`.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    name = _ORDER_OF_DAYS.get(language.lower(), language.replace("-", "_"))
    while name:
        try:
            locale = Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            name = name.rpartition("_")[0]
            continue
        return locale if locale.script or script(locale.language) == script(language) else None
    return None


def without_marks(text: str) -> str:
    """Return a text of CLDR's without the marks of direction that no page writes: elements isolate there."""
    return text.translate(_INVISIBLE_MARKS)
