"""Social cards as PNG: the one file that knows Pillow, which is slow to import and needed only where there are cards.

Pillow shapes Arabic and orders mixed directions with Raqm, which its wheels carry; `can_draw` says whether it is there.
"""

from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from math import cos, radians, sin
from typing import Final, Literal, TypeAlias

from PIL import Image, ImageDraw, ImageFont, features

from sitegen.exports.card_lines import ELLIPSIS, Measure, break_lines, cut_lines, in_context, shorten
from sitegen.exports.card_words import FONT, HEIGHT, WIDTH, CardText, CardWords
from sitegen.language.isolation import find_units
from sitegen.language.tags import Direction, direction

LONGEST_HEADLINE: Final = 400
"""Characters that are looked at; more have no room on any card, and an article may be one line of a megabyte."""

_MARGIN: Final = 76
_INNER: Final = WIDTH - 2 * _MARGIN
_TITLE_SIZES: Final = ((84, 2), (70, 3), (60, 3), (50, 4))
"""How large a headline is written, in pixels, and in how many lines at most: the first in which it fits."""

_LEADING: Final = 1.55
_HALF_HEIGHT: Final = 0.31
"""Half of what letters stand above their baseline; both in sizes of the font."""

_TITLE_MIDDLE: Final = 348
_STAR: Final = 30
"""From its middle to its points, in pixels."""

_STAR_MIDDLE: Final = 96
_STAR_STROKE: Final = 5
_FINER: Final = 4
"""Ornaments are drawn so many times as large and made small, as Pillow's lines have hard edges."""

_MAST_BASELINE: Final = 108
_MAST_SIZE: Final = 36
_RULES: Final = (146, 154)
_RULE_WIDTH: Final = 3
_FOOT_BASELINE: Final = 566
_FOOT_SIZE: Final = 30
_GAP: Final = 40
"""Between the date and the topics, at least."""

_BETWEEN_TOPICS: Final = " · "
_ISOLATED: Final = "\u2068{}\u2069"
_FROM_THE_LEFT: Final = "\u2066{}\u2069"
"""Words whose direction turns nothing around them, the latter with signs and digits read from the left (UAX 9, 2.4)."""

_INK: Final = 255
_SOFT_INK: Final = 176
"""How dark the letters are, of 255."""

_SHADES_OF_INK: Final = 11
_SHADES_OF_GOLD: Final = 4
"""Sixteen colours in all: half a byte a pixel, which nobody can tell from 256 at this size."""

_Edge: TypeAlias = Literal["left", "right"]

_PAPER_RGB: Final = (255, 255, 255)
_INK_RGB: Final = (22, 25, 29)
_GOLD_RGB: Final = (176, 138, 60)
"""The theme's colours on paper."""


def can_draw() -> bool:
    """Tell whether this Pillow can shape text."""
    return bool(features.check("raqm"))


@lru_cache(maxsize=1024)
def draw_card(words: CardWords) -> bytes:
    """Return a card as a PNG of 1200 by 630 pixels; kept, so that a server draws anew only what has changed."""
    card = _CardImage(Image.new("L", (WIDTH, HEIGHT), 0), direction(words.language))
    if words.site_title:
        card.write_site_title(words.site_title)
    if words.headline:
        card.write_headline(words.headline)
    card.write_foot(words)
    return card.as_png()


@dataclass(frozen=True, slots=True)
class _LinePlace:
    """The place at which a line of text begins or ends."""

    edge: _Edge
    indent: float
    """From the margin at this edge."""
    baseline: float


@dataclass(frozen=True, slots=True)
class _CardImage:
    """A card being drawn: how much ink lies on each pixel, and the direction in which the whole is laid out."""

    ink: Image.Image
    towards: Direction

    def write_site_title(self, title: CardText) -> None:
        """Write the title of the site beside the star, on one line."""
        indent = 2 * _STAR + _STAR // 2
        said = _shortened(title, _MAST_SIZE, _INNER - indent)
        self._write(said, _LinePlace(_start(self.towards), indent, _MAST_BASELINE), _MAST_SIZE, _INK)

    def write_headline(self, headline: CardText) -> None:
        """Write the headline in the middle, in its own direction, as large as it fits."""
        size, lines = _set_headline(headline)
        leading = size * _LEADING
        first = _TITLE_MIDDLE - leading * (len(lines) - 1) / 2 + size * _HALF_HEIGHT
        edge = _start(direction(headline.language))
        for number, line in enumerate(lines):
            place = _LinePlace(edge, 0, first + number * leading)
            self._write(CardText(line, headline.language), place, size, _INK)

    def write_foot(self, words: CardWords) -> None:
        """Write the date, and at the other side as many topics as have room."""
        date = CardText(words.date, words.language)
        self._write(date, _LinePlace(_start(self.towards), 0, _FOOT_BASELINE), _FOOT_SIZE, _SOFT_INK)
        room = _INNER - _width(date, _FOOT_SIZE) - _GAP
        topics = _joined_topics(words, room if words.date else _INNER)
        end: _Edge = "left" if self.towards == "rtl" else "right"
        place = _LinePlace(end if words.date else _start(self.towards), 0, _FOOT_BASELINE)
        self._write(topics, place, _FOOT_SIZE, _SOFT_INK)

    def as_png(self) -> bytes:
        """Return the card with its star and rules in colours."""
        picture = self.ink.point(_SHADE_OF_INK)
        gold = _ornament(self.towards)
        picture.paste(gold, mask=gold.point(_HAS_GOLD))
        picture.putpalette(_PALETTE)
        file = BytesIO()
        picture.save(file, "PNG", compress_level=6)
        return file.getvalue()

    def _write(self, said: CardText, place: _LinePlace, size: int, ink: int) -> None:
        is_left = place.edge == "left"
        x = _MARGIN + place.indent if is_left else WIDTH - _MARGIN - place.indent
        ImageDraw.Draw(self.ink).text(
            (x, place.baseline),
            said.words,
            fill=ink,
            font=_font(size),
            anchor="ls" if is_left else "rs",
            direction=direction(said.language),
            language=said.language,
        )


def _set_headline(headline: CardText) -> tuple[int, tuple[str, ...]]:
    """Return the size and the lines of a headline; one that is too long at the smallest size is cut."""
    text = headline.words[:LONGEST_HEADLINE]
    text = _with_whole_units(CardText(text + (ELLIPSIS if text != headline.words else ""), headline.language)).words
    for size, most in _TITLE_SIZES:
        lines = break_lines(text, width=_INNER, measure=_measure(headline.language, size))
        if len(lines) <= most:
            return size, in_context(lines)
    size, most = _TITLE_SIZES[-1]
    return size, in_context(cut_lines(text, width=_INNER, most=most, measure=_measure(headline.language, size)))


def _joined_topics(words: CardWords, room: float) -> CardText:
    """Return the topics that have room, in their order; the first is shortened if it has none."""
    isolated = [_ISOLATED.format(_with_whole_units(topic).words) for topic in words.topics]
    joined = (CardText(_BETWEEN_TOPICS.join(isolated[:count]), words.language) for count in range(len(isolated), 0, -1))
    found = next((said for said in joined if _width(said, _FOOT_SIZE) <= room), None)
    return found or (_shortened(words.topics[0], _FOOT_SIZE, room) if words.topics else CardText("", words.language))


def _shortened(said: CardText, size: int, width: float) -> CardText:
    words = _with_whole_units(said).words
    return CardText(shorten(words, width=width, measure=_measure(said.language, size)), said.language)


def _with_whole_units(said: CardText) -> CardText:
    """Return words in which phone numbers, handles and the like keep their order, each on one line, as pages show."""
    pieces, done = [], 0
    for unit in find_units(said.words, said.language):
        written = unit.of(said.words).replace(" ", "\u00a0")
        pieces += [said.words[done : unit.start], _FROM_THE_LEFT.format(written)]
        done = unit.end
    return CardText("".join([*pieces, said.words[done:]]), said.language)


def _measure(language: str, size: int) -> Measure:
    return partial(_font(size).getlength, direction=direction(language), language=language)


def _width(said: CardText, size: int) -> float:
    return _measure(said.language, size)(said.words)


def _start(towards: Direction) -> _Edge:
    return "right" if towards == "rtl" else "left"


@lru_cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.RAQM)


@lru_cache
def _ornament(towards: Direction) -> Image.Image:
    """Return the star and the double rule as shades of gold, 0 where there is none."""
    large = Image.new("L", (WIDTH * _FINER, HEIGHT * _FINER), 0)
    pen = ImageDraw.Draw(large)
    middle = (WIDTH - _MARGIN - _STAR if towards == "rtl" else _MARGIN + _STAR, _STAR_MIDDLE)
    for turn in (0, 45):
        corners = _square(middle, turn)
        pen.line([*corners, *corners[:2]], fill=255, width=_STAR_STROKE * _FINER, joint="curve")
    for top in _RULES:
        edges = (_MARGIN, top, WIDTH - _MARGIN, top + _RULE_WIDTH)
        left, upper, right, lower = (edge * _FINER for edge in edges)
        pen.rectangle((left, upper, right - 1, lower - 1), fill=255)
    return large.resize((WIDTH, HEIGHT), Image.Resampling.BOX).point(_SHADE_OF_GOLD)


def _square(middle: tuple[int, int], turn: int) -> list[tuple[float, float]]:
    """Return the corners of a square around a point, turned by degrees."""
    angles = (radians(45 + turn + quarter) for quarter in (0, 90, 180, 270))
    x, y = middle
    return [((x + _STAR * cos(angle)) * _FINER, (y + _STAR * sin(angle)) * _FINER) for angle in angles]


def _shades(rgb: tuple[int, int, int], count: int) -> list[int]:
    """Return so many colours from this side of the paper's white to the full one."""
    return [
        round(white + (full - white) * shade / count)
        for shade in range(1, count + 1)
        for white, full in zip(_PAPER_RGB, rgb, strict=True)
    ]


_PALETTE: Final = [*_PAPER_RGB, *_shades(_INK_RGB, _SHADES_OF_INK), *_shades(_GOLD_RGB, _SHADES_OF_GOLD)]
_SHADE_OF_INK: Final = [round(amount / 255 * _SHADES_OF_INK) for amount in range(256)]
_SHADE_OF_GOLD: Final = [0, *(_SHADES_OF_INK + round(amount / 255 * _SHADES_OF_GOLD) for amount in range(1, 256))]
_HAS_GOLD: Final = [255 if shade > _SHADES_OF_INK else 0 for shade in range(256)]
"""For each of 256 amounts of ink a colour's number in the palette, or a mask."""
