"""Digits: the three systems that editions in Arabic script may use, and numbers written in them.

Babel writes Latin digits in every Arabic locale, and mixes separators when asked for others; so the digits are ours and
only the separators and patterns are CLDR's.
"""

from decimal import Decimal
from typing import Final

from sitegen.language.locales import find_locale
from sitegen.language.tags import script


def digits_for(language: str, setting: str) -> str:
    """Return the digits of an edition: the site's setting where its language is in Arabic script, else `latn`."""
    return setting if setting in DIGITS and script(language) == "Arab" else "latn"


def write_digits(text: str, system: str) -> str:
    """Return a text with its Latin, Arabic and Persian digits in the system `latn`, `arab` or `arabext`.

    Nothing else is touched: the signs between the digits of `2.17.1` or `10:30` are no separators of a number.
    """
    return text.translate(_TABLES[system])


def print_number(number: Decimal | float, language: str, digits: str = "latn") -> str:
    """Return a number with the groups and the decimal sign of its language and its digits, nothing of it rounded.

    `digits` is the site's setting; a language in another script than Arabic keeps Latin ones.
    """
    from babel.numbers import format_decimal  # noqa: PLC0415 (slow to start)

    system = digits_for(language, digits)
    written = format_decimal(
        Decimal(str(number)),
        locale=find_locale(language) or "en",
        decimal_quantization=False,
        numbering_system=_SEPARATORS[system],
    )
    return write_digits(written, system)


DIGITS: Final = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}

_TABLES: Final = {
    system: str.maketrans("".join(DIGITS.values()), digits * len(DIGITS)) for system, digits in DIGITS.items()
}

_SEPARATORS: Final = {"latn": "latn", "arab": "arabext", "arabext": "arabext"}
"""Whose separators are asked of CLDR: `٬` and `٫` for both, as those of `arab` are broken in Urdu."""
