"""Languages whose words are taken apart alike: which rules of names an article follows."""

from functools import lru_cache
from typing import Final, Literal

from sitegen.model.forms import primary_language

Family = Literal["arabic", "persian", "hebrew", "other"]

_FAMILY_OF_LANGUAGE: Final[dict[str, Family]] = {
    **dict.fromkeys(("ar", "arb", "arz", "ary", "apc", "ajp", "acm", "afb", "aeb", "apd", "ars"), "arabic"),
    **dict.fromkeys(("fa", "pes", "prs"), "persian"),
    **dict.fromkeys(("he", "iw"), "hebrew"),
}
"""By primary subtag; the spoken kinds of Arabic that are written have the proclitics of the standard language."""


@lru_cache(maxsize=256)
def family_of(language: str) -> Family:
    """Return the family of a BCP 47 tag."""
    return _FAMILY_OF_LANGUAGE.get(primary_language(language), "other")
