"""What a language is called in another."""

from functools import lru_cache

from sitegen.language.direction import script
from sitegen.language.locales import find_locale, without_marks


@lru_cache(maxsize=512)
def language_name(tag: str, in_language: str) -> str:
    """Return the name of a BCP 47 tag's language in another language, with the script and region it names in brackets.

    In English where the other language has no name for it, the tag itself where English has none either.
    """
    return _name(tag, in_language) or _name(tag, "en") or tag


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
