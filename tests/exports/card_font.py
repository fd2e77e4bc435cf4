"""Makes the font of the social cards, sitegen/exports/fonts/: `make card-font`, with Debian's packages of fonts.

Cards must have the same bytes on every machine, so their font comes with sitegen. It is one font, as a title may mix
scripts and Pillow draws a text with one font: Amiri's Arabic, Noto Serif's Latin, Greek and Cyrillic, Noto Serif
Hebrew's Hebrew, with all that shaping needs, without hints, which do nothing at these sizes. All are under the SIL Open
Font License; none of them reserves its name, and what is made here bears a name of its own all the same.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

FAMILY: Final = "Sitegen Cards"
COPYRIGHT: Final = (
    "Made from parts of Amiri, Copyright 2010-2020 The Amiri Project Authors (https://github.com/alif-type/amiri), and "
    "of Noto Serif and Noto Serif Hebrew, Copyright 2015-2020 Google LLC."
)
LICENCE: Final = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

NOTO: Final = Path("/usr/share/fonts/truetype/noto")
AMIRI: Final = Path("/usr/share/fonts/opentype/fonts-hosny-amiri")

ARABIC_IS_LARGER: Final = 1.16
"""Amiri's letters are small in their square; so much larger, an alef stands as high as a Latin capital."""

LATIN: Final = "20-7E A0-17F 18F 192 1A0-1A1 1AF-1B0 218-21B 259 2BB-2BC 2BE-2BF 2C6-2C7 2D8-2DD"
"""The letters of Europe's and Turkic languages; those of transliteration and Vietnamese are shaped from MARKS."""

MARKS: Final = "300-304 306-30C 31B 323-328 32D-32E 331"
SIGNS: Final = (
    "2010-2015 2018-201E 2020-2022 2026 202F 2030 2032-2033 2039-203A 2044 20AA 20AC 20B4 20BD 2116 2122 2212"
)
GREEK: Final = "386 388-38A 38C 38E-3A1 3A3-3CE"
CYRILLIC: Final = "400-45F 48A-4FF"
ARABIC: Final = "60C 60F 61B 61E-6D5 6EE-6FF 750-77F FD3E-FD3F FDFA FDFC 25CC"
"""Without the signs of the Quran's recitation."""

HEBREW: Final = "5B0-5C7 5D0-5EA 5F0-5F4"


def main(folder: Path) -> None:
    """Write the font and the list of the characters that it holds."""
    font = _merge(_parts())
    _rename(font)
    font.save(folder / "cards.ttf")
    (folder / "characters.txt").write_text(_list_characters(font), encoding="ascii")


def _parts() -> Iterator[TTFont]:
    yield _cut(NOTO / "NotoSerif-Bold.ttf", f"{LATIN} {MARKS} {SIGNS} {GREEK} {CYRILLIC}")
    yield _enlarge(_cut(AMIRI / "Amiri-Bold.ttf", ARABIC))
    yield _cut(NOTO / "NotoSerifHebrew-Bold.ttf", HEBREW)


def _cut(path: Path, ranges: str) -> TTFont:
    options = Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = []
    options.drop_tables += ["DSIG", "gasp", "prep", "cvt ", "fpgm"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=list(_characters(ranges)))
    font = TTFont(path, recalcTimestamp=False)
    subsetter.subset(font)
    return font


def _enlarge(font: TTFont) -> TTFont:
    """Return the font with larger letters in the same square."""
    square = font["head"].unitsPerEm
    scale_upem(font, round(square * ARABIC_IS_LARGER))
    font["head"].unitsPerEm = square
    return font


def _merge(parts: Iterator[TTFont]) -> TTFont:
    with TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate(parts):
            paths.append(f"{folder}/{number}.ttf")
            part.save(paths[-1])
        return Merger().merge(paths)


def _rename(font: TTFont) -> None:
    font["name"].names = []
    full = f"{FAMILY} Bold"
    names = {
        0: COPYRIGHT,
        1: FAMILY,
        2: "Bold",
        3: full,
        4: full,
        5: "Version 1.000",
        6: full.replace(" ", "-"),
        13: LICENCE,
    }
    for number, words in names.items():
        font["name"].setName(words, number, 3, 1, 0x409)
    font["post"].formatType = 3  # without the glyphs' names
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False


def _characters(ranges: str) -> Iterator[int]:
    for part in ranges.split():
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def _list_characters(font: TTFont) -> str:
    """Return the characters of a font as ranges of code points, one a line."""
    lines: list[list[int]] = []
    for character in sorted(font.getBestCmap()):
        if lines and lines[-1][1] == character - 1:
            lines[-1][1] = character
        else:
            lines.append([character, character])
    return "".join(f"{first:04X}-{last:04X}\n" for first, last in lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
