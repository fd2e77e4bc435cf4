"""Fonts made ready for the web: the one file that knows fontTools, which is slow to import and optional."""

import logging
import struct
import zlib
from collections.abc import Collection
from io import BytesIO
from typing import Any, Final

import brotli
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont, TTLibError
from fontTools.ttLib.tables.otBase import USE_HARFBUZZ_REPACKER

from sitegen.pages.font_cache import WebFont

# What it says of a font it would print.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_FONT_FAULTS: Final = (
    TTLibError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    brotli.error,
    struct.error,
    zlib.error,
)
"""What fontTools raises at a font that is damaged: it reads a table where that is asked for, and trusts it."""

_WEIGHTS: Final = (1, 1000)
"""That CSS knows (CSS Fonts 4, 2.2)."""
_NAMES: Final = (*range(8), 13, 14)
"""Of a font's names its own ones, which are blotted out, and copyright, trademark, licence and its address."""
_MOST_LETTERS_TOLD: Final = 8
_ITALIC: Final = 1
_EMBEDDING: Final = 0xF
_NO_EMBEDDING: Final = 2
_NO_SUBSET: Final = 0x100
_BITMAPS_ALONE: Final = 0x200
"""Bits of `fsSelection` and `fsType` (OpenType, OS/2); of the embedding bits only one alone forbids it."""


class BadFontError(Exception):
    """A file is no font that can be made ready; says why in words that stand behind the file's name."""

    def __init__(self, fault: str, way_out: str) -> None:
        super().__init__(fault)
        self.way_out = way_out


def subset_font(content: bytes, characters: Collection[int], letters: str) -> WebFont:
    """Return a font with these characters alone, whatever joins, places and replaces them, as far as it has them.

    BadFontError where it cannot be read, or lacks one of the `letters`. Its own name goes: some licences forbid that a
    changed font bears it (SIL Open Font License, 3).
    """
    try:
        with TTFont(BytesIO(content), recalcTimestamp=False) as font:
            _refuse_other_script(font, letters)
            return WebFont(_weights(font), _is_italic(font), _restriction(font), _subset(font, characters))
    except _FONT_FAULTS as error:
        if content.startswith(b"ttcf"):
            fault, way_out = "is a collection of fonts", "save the font that you mean as a file of its own"
        else:
            fault, way_out = "cannot be read", "take it from its maker again, as TTF, OTF, WOFF or WOFF2"
        raise BadFontError(fault, way_out) from error


def _refuse_other_script(font: Any, letters: str) -> None:  # noqa: ANN401 - fontTools has no types
    known = font.getBestCmap() or {}
    missing = [letter for letter in letters if ord(letter) not in known]
    if missing:
        fault = f"lacks letters of the script: {' '.join(missing[:_MOST_LETTERS_TOLD])}"
        raise BadFontError(fault, "change `script`, or take a font of this script")


def _weights(font: Any) -> tuple[int, int]:  # noqa: ANN401
    axes = font["fvar"].axes if "fvar" in font else ()
    least, greatest = next(
        ((axis.minValue, axis.maxValue) for axis in axes if axis.axisTag == "wght"),
        (font["OS/2"].usWeightClass, font["OS/2"].usWeightClass),
    )
    low, high = _WEIGHTS
    return max(low, min(high, int(least))), max(low, min(high, int(greatest)))


def _is_italic(font: Any) -> bool:  # noqa: ANN401
    return bool(font["OS/2"].fsSelection & _ITALIC)


def _restriction(font: Any) -> str:  # noqa: ANN401
    kind = font["OS/2"].fsType
    if kind & _EMBEDDING == _NO_EMBEDDING:
        return "may not be embedded without its maker's leave"
    if kind & _NO_SUBSET:
        return "may not be subset, and here it is"
    return "may be embedded as bitmaps alone" if kind & _BITMAPS_ALONE else ""


def _subset(font: Any, characters: Collection[int]) -> bytes:  # noqa: ANN401
    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = list(_NAMES)
    options.name_languages = ["*"]
    options.obfuscate_names = True
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    # The packer of uharfbuzz, taken where that is installed, writes other bytes.
    font.cfg[USE_HARFBUZZ_REPACKER] = False
    font.flavor = "woff2"
    file = BytesIO()
    font.save(file)
    return file.getvalue()
