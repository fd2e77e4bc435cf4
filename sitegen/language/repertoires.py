"""The characters that a shipped font shows of its script: a fixed set, so that no new word changes a font's file."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_SIGNS_OF_EVERY_SCRIPT: Final = (
    "U+20, U+A0, U+AB, U+BB, U+200B-200F, U+2010-2015, U+2018-201F, U+2026, U+202A-202E, U+2039-203A, U+2060, "
    "U+2066-2069, U+25CC"
)
"""Spaces, quotation marks, dashes, and what a shaper obeys and nobody sees: where a word joins, which way it runs."""

UNICODE_RANGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # Digits and what stands between them are Latin's, so that a year is as high as the letters around it.
        "arab": f"{_SIGNS_OF_EVERY_SCRIPT}, U+21, U+28-29, U+2E, U+3A, U+5B, U+5D, U+34F, U+600-6FF, U+FD3E-FD3F, "
        "U+FDF0-FDFF, U+FE70-FEFC",
        "latn": f"{_SIGNS_OF_EVERY_SCRIPT}, U+21-7E, U+A1-AA, U+AC-BA, U+BC-17F, U+18F, U+192, U+1A0-1A1, U+1AF-1B0, "
        "U+1CD-1DC, U+1E6-1E7, U+1F0, U+218-21B, U+259, U+2B0-2FF, U+300-36F, U+1E00-1EFF, U+2016-2017, U+2020-2025, "
        "U+2027, U+202F-2038, U+203C-205F, U+2070-209F, U+20A0-20BF, U+2113, U+2116, U+2122, U+2150-215E, "
        "U+2190-2193, U+2212, U+2215, U+2248, U+2260, U+2264-2265, U+FB00-FB06, U+FFFD",
        "hebr": f"{_SIGNS_OF_EVERY_SCRIPT}, U+21-22, U+27-29, U+2C-2E, U+3A-3B, U+3F, U+5B, U+5D, U+34F, U+590-5FF, "
        "U+20AA, U+FB1D-FB4F",
    }
)
"""The characters of each script as CSS writes them (CSS Fonts 4, `unicode-range`): letters, marks, signs and digits of
the languages that are written in it, transliterations of Arabic and Hebrew among them, ligatures for which there are
code points; no letter of another script."""

LETTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "arab": "ءابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "latn": "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
        "hebr": "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
    }
)
"""The letters without which a font is none of the script."""

_RANGE: Final = re.compile(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?")


def repertoire(script: str) -> frozenset[int]:
    """Return the code points of a script's characters."""
    ranges = (found.groups() for found in _RANGE.finditer(UNICODE_RANGES[script]))
    return frozenset(point for first, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1))
