"""A small font for tests, and the libraries without which none is made ready."""

from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from sitegen.exports.card_words import FONT
from sitegen.language.repertoires import LETTERS
from tests.needs import need

BESIDE_LETTERS = " .12\u064b\u064e\u0651\u0622\u0644\u200d\u060c\ufefb"
"""Marks, a ligature and signs."""


def need_font_tools() -> None:
    need("fontTools or brotli", found=bool(find_spec("fontTools") and find_spec("brotli")))


@cache
def small_font() -> bytes:
    """Return a font of the letters of every script and little more, which is made ready quickly."""
    need_font_tools()
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    options = Options()
    options.layout_features = ["*"]
    options.name_IDs = ["*"]
    subsetter = Subsetter(options)
    subsetter.populate(text="".join(LETTERS.values()) + BESIDE_LETTERS)
    font = TTFont(FONT, recalcTimestamp=False)
    subsetter.subset(font)
    return saved(font)


def changed_font(**fields: int) -> bytes:
    """Return the same with other values in its OS/2 table."""
    font = opened(small_font())
    for name, value in fields.items():
        setattr(font["OS/2"], name, value)
    return saved(font)


def opened(content: bytes) -> Any:  # noqa: ANN401 - fontTools has no types
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    return TTFont(BytesIO(content), recalcTimestamp=False)


def saved(font: Any) -> bytes:  # noqa: ANN401
    file = BytesIO()
    font.save(file)
    return file.getvalue()
