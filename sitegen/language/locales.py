"""CLDR's data on a language: its locale, and its name in other languages.

Babel has the data. It is imported where it is used, as it is slow to start, and nowhere else but for numbers.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sitegen.language.folding import fold
from sitegen.language.tags import script
from sitegen.model.forms import SHORTER_TAGS, is_language

if TYPE_CHECKING:
    from babel import Locale


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


@lru_cache(maxsize=512)
def language_name(tag: str, in_language: str) -> str:
    """Return the name of a BCP 47 tag's language in another language, with the script and region it names in brackets.

    In English where the other language has no name for it, the tag itself where English has none either.
    """
    return _name(tag, in_language) or _name(tag, "en") or tag


def is_named_language(tag: str) -> bool:
    """Tell whether CLDR has an English name for a tag's language; it has none for the rarest."""
    return bool(_name(tag, "en"))


def meant_language(name: str) -> str:
    """Return the tag of the language that is called so, mostly in an interface's language; else empty.

    `en_US` and `eng` are read as tags that are written wrongly.
    """
    primary, dash, rest = name.strip().replace("_", "-").partition("-")
    tag = f"{SHORTER_TAGS.get(primary.lower(), primary)}{dash}{rest}"
    return tag if tag != name and is_language(tag) else _tags_by_name().get(_bare(name), "")


@cache
def _tags_by_name() -> Mapping[str, str]:
    found = {_bare(name): tag for name, tag in _OTHER_NAMES.items()}
    for in_language in _IN_LANGUAGES:
        locale = find_locale(in_language)
        for tag, name in sorted(locale.languages.items()) if locale else ():
            found.setdefault(_bare(name), tag.replace("_", "-"))
    return MappingProxyType(found)


def _bare(name: str) -> str:
    """Return a name folded, without the article: العربية is عربية."""
    return fold(without_marks(name)).text.strip().removeprefix("ال")


def _name(tag: str, in_language: str) -> str:
    locale = find_locale(in_language)
    primary, *others = tag.lower().replace("_", "-").split("-x-")[0].split("-")
    name = locale.languages.get(primary) if locale else None
    if locale is None or not name:
        return ""
    known = (locale.scripts.get(part.capitalize()) or locale.territories.get(part.upper()) for part in others)
    comma = "، " if script(in_language) == "Arab" else ", "
    details = comma.join(part for part in known if part)
    return without_marks(f"{name} ({details})" if details else name)


_ORDER_OF_DAYS: Final = {"en": "en_GB"}
"""CLDR's English without a region is that of the United States; a tag that names them gets it."""
_INVISIBLE_MARKS: Final = str.maketrans("", "", "\u061c\u200e\u200f")
_IN_LANGUAGES: Final = ("en", "ar", "fa", "he")
_OTHER_NAMES: Final = {
    "عربي": "ar",
    "إنكليزية": "en",
    "إنكليزي": "en",
    "إنجليزي": "en",
    "فرنسي": "fr",
    "فارسي": "fa",
    "français": "fr",
    "Deutsch": "de",
    "español": "es",
    "русский": "ru",
    "Türkçe": "tr",
    "اردو": "ur",
}
"""Names that the interface's languages lack."""
