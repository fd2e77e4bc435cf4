"""The characters that a shipped font shows of its script: a fixed set, so that no new word changes a font's file."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

UNICODE_RANGES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "arab": "U+200C-200F, U+600-6FF, U+FD3E-FD3F, U+FDF0-FDFF, U+FE70-FEFC",
        "latn": "U+20-7E, U+A0-17F, U+18F, U+192, U+1A0-1A1, U+1AF-1B0, U+1CD-1DC, U+1E6-1E7, U+1F0, U+218-21B, "
        "U+259, U+2B0-2FF, U+300-36F, U+1E00-1EFF, U+2000-206F, U+2070-209F, U+20A0-20A9, U+20AB-20BF, U+2113, U+2116, "
        "U+2122, U+2150-215E, U+2190-2193, U+2212, U+2215, U+2248, U+2260, U+2264-2265, U+25CC, U+FB00-FB06, U+FFFD",
        "hebr": "U+200C-200F, U+590-5FF, U+20AA, U+FB1D-FB4F",
    }
)
"""The characters of each script as CSS writes them (CSS Fonts 4, `unicode-range`): letters, marks, signs and digits of
the languages that are written in it, transliterations of Arabic and Hebrew among them, and ligatures that have code
points. What all scripts share is Latin's, as in the theme: Arabic faces come first there, and a year in an Arabic text
is as high as the letters around it. Joiners and marks of direction are of each, as they stand within words."""

_SHAPED_WITH: Final = frozenset(map(ord, " \u00a0\u25cc\u034f"))
"""What a shaper puts beside letters, or asks a font for, wherever a page takes it from: spaces, the circle under a mark
that has no letter, the joiner of marks."""

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
    """Return the code points that a font of a script keeps."""
    ranges = (found.groups() for found in _RANGE.finditer(UNICODE_RANGES[script]))
    shown = (point for first, last in ranges for point in range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(shown) | _SHAPED_WITH
