"""Social cards as pictures: joined letters, words in their order, the same bytes for the same words."""

import struct
import subprocess
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFont

from sitegen.exports.card_drawing import LONGEST_HEADLINE, draw_card
from sitegen.exports.card_words import FONT, CardText, CardWords

PAPER, GOLD = (255, 255, 255), (176, 138, 60)
DARK = [255] * 128 + [0] * 128
"""What is more ink than paper, as a mask."""

HEADLINE_TOP, HEADLINE_BOTTOM = 165, 525
"""Between the rules and the date, in pixels."""


def words(headline: str, language: str = "ar", *, edition: str = "ar", date: str = "", topics: str = "") -> CardWords:
    return CardWords(
        language=edition,
        headline=CardText(headline, language),
        site_title=CardText("متن وحاشية", "ar"),
        date=date,
        topics=tuple(CardText(topic, edition) for topic in topics.split(",") if topic),
    )


def picture(card: CardWords) -> Image.Image:
    return Image.open(BytesIO(draw_card(card))).convert("RGB")


def ink(image: Image.Image, top: int = HEADLINE_TOP, bottom: int = HEADLINE_BOTTOM) -> tuple[int, int, int, int]:
    """Return the box within which a stretch of a card has letters."""
    dark = image.crop((0, top, image.width, bottom)).convert("L").point(DARK)
    box = dark.getbbox()
    assert box, "nothing is written"
    return box


def lines_of(image: Image.Image) -> int:
    """Return how many lines of letters a headline has, counted by empty rows; for letters without long strokes."""
    dark = image.crop((0, HEADLINE_TOP, image.width, HEADLINE_BOTTOM)).convert("L").point(DARK)
    rows = [dark.crop((0, row, dark.width, row + 1)).getbbox() is not None for row in range(dark.height)]
    return sum(here and not above for above, here in zip([False, *rows], rows, strict=False))


def chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the chunks of a PNG file (PNG, 5.3), each with its checksum verified."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    offset = 8
    while offset < len(png):
        (length,) = struct.unpack_from(">I", png, offset)
        kind, data = png[offset + 4 : offset + 8], png[offset + 8 : offset + 8 + length]
        assert struct.unpack_from(">I", png, offset + 8 + length) == (zlib.crc32(kind + data),)
        yield kind, data
        offset += 12 + length


def font(size: int = 84) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT, size, layout_engine=ImageFont.Layout.RAQM)


def test_a_card_is_a_small_png_without_dates_and_texts() -> None:
    png = draw_card(words("قمة الماء", date="1 أيار/مايو 2024", topics="الماء,النيل"))
    found = dict(chunks(png))
    assert struct.unpack(">IIB", found[b"IHDR"][:9]) == (1200, 630, 4)
    assert set(found) == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
    assert len(png) < 40_000


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import sys; from hashlib import sha256; from tests.exports.test_card_drawing import draw_card, words;"
        "sys.stdout.write(sha256(draw_card(words('قمة الماء'))).hexdigest())"
    )
    command = [sys.executable, "-X", "utf8", "-c", script]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], check=True, capture_output=True, text=True)
    assert done.stdout == sha256(draw_card(words("قمة الماء"))).hexdigest()


def test_arabic_letters_are_joined() -> None:
    word = "لجهاز"
    joined = font().getlength(word, direction="rtl", language="ar")
    apart = sum(font().getlength(letter, direction="rtl", language="ar") for letter in word)
    assert joined < 0.8 * apart
    left, _, right, _ = ink(picture(words(word)))
    assert abs((right - left) - joined) < 12


def test_the_first_word_stands_at_the_right() -> None:
    """The first word is wide and flat, the last is a bare alef: so the left end is high and narrow."""
    image = picture(words("سسسسس ا"))
    left, top, right, bottom = ink(image)
    assert right > 1200 - 76 - 12
    first = image.crop((right - 200, HEADLINE_TOP, right, HEADLINE_BOTTOM))
    last = image.crop((left, HEADLINE_TOP, left + 20, HEADLINE_BOTTOM))
    heights = [box[3] - box[1] for part in (first, last) if (box := part.convert("L").point(DARK).getbbox())]
    assert heights[1] > heights[0]
    assert bottom - top < 200


def test_left_to_right_titles_begin_at_the_left() -> None:
    left, *_ = ink(picture(words("Water", "en")))
    assert left < 76 + 12


def test_a_title_keeps_its_direction_in_an_edition_of_another() -> None:
    *_, right, _ = ink(picture(words("قمة", edition="en")))
    assert right > 1200 - 76 - 12


@pytest.mark.parametrize("unit", ["WI", "@WI", "+99 555 7777"])
def test_mixed_directions_are_ordered(unit: str) -> None:
    """The Latin word of a right-to-left line reads from left to right, and stands at the left of what it follows."""
    mixed, apart = picture(words(f"سسس {unit}")), picture(words(unit, "en"))
    left, top, *_ = ink(mixed)
    begin, height, end, _ = ink(apart)
    latin = mixed.crop((left, HEADLINE_TOP, left + end - begin, HEADLINE_BOTTOM)).convert("L")
    alone = apart.crop((begin, HEADLINE_TOP, end, HEADLINE_BOTTOM)).convert("L")
    assert top == height
    different = sum(abs(a - b) > 128 for a, b in zip(latin.tobytes(), alone.tobytes(), strict=True))
    assert different < 0.01 * latin.width * latin.height


@pytest.mark.parametrize(
    ("headline", "language"),
    [
        ("قمة الماء في عمان تنتهي بلا اتفاق " * 40, "ar"),
        ("W" * 4000, "en"),
        ("خ" * 4000, "ar"),
        ("נשיא קזחסטן הודיע על נסיגה " * 9, "he"),
        ("گزارش‌های خبرگزاری‌ها " * 9, "fa"),
        ("e" + "\u0301" * 3000, "en"),
    ],
    ids=["words", "one word", "one Arabic word", "Hebrew", "Persian", "marks"],
)
def test_a_title_of_any_length_stays_within_the_card(headline: str, language: str) -> None:
    image = picture(words(headline, language))
    left, _, right, _ = ink(image)
    assert left >= 76 - 20
    assert right <= 1200 - 76 + 20
    assert image.crop((0, HEADLINE_BOTTOM, 1200, 630)).convert("L").point(DARK).getbbox() is None


def test_longer_titles_are_smaller_and_have_more_lines() -> None:
    title = "norse ovens " * 3
    shown = [picture(words(title * times, "en")) for times in (1, 2, 4)]
    assert [lines_of(image) for image in shown] == [2, 3, 4]


def test_no_more_of_a_headline_is_looked_at_than_can_have_room() -> None:
    text = "ا " * LONGEST_HEADLINE
    assert draw_card(words(text)) == draw_card(words(text * 2))


def test_topics_that_have_no_room_are_left_out() -> None:
    date = "1 أيار/مايو 2024"
    assert draw_card(words("قمة", date=date, topics="الماء," + "النيل " * 40)) == draw_card(
        words("قمة", date=date, topics="الماء")
    )


@pytest.mark.parametrize(("edition", "side"), [("ar", slice(1000, 1200)), ("en", slice(0, 200))])
def test_the_star_stands_where_lines_begin(edition: str, side: slice) -> None:
    image = picture(words("قمة", edition=edition))
    golden = [x for x in range(1200) for y in range(60, 140) if image.getpixel((x, y)) == GOLD]
    assert golden
    assert all(side.start <= x < side.stop for x in golden)


def test_a_card_without_words_has_the_star_alone() -> None:
    image = picture(CardWords(language="ar", headline=None, site_title=None, date="", topics=()))
    assert {color for _, color in image.getcolors() or ()} >= {PAPER, GOLD}
    assert image.convert("L").point([255] * 64 + [0] * 192).getbbox() is None


def test_the_list_of_characters_is_that_of_the_font() -> None:
    """Read from the font's own table (OpenType, cmap, format 4)."""
    data = FONT.read_bytes()
    tables = {data[at : at + 4]: struct.unpack_from(">II", data, at + 8) for at in range(12, 12 + 16 * data[5], 16)}
    offset, _ = tables[b"cmap"]
    subtables = [struct.unpack_from(">HHI", data, offset + 4 + 8 * number) for number in range(data[offset + 3])]
    start = next(offset + where for platform, encoding, where in subtables if (platform, encoding) == (3, 1))
    count = struct.unpack_from(">H", data, start + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, start + 14)
    starts = struct.unpack_from(f">{count}H", data, start + 16 + 2 * count)
    in_font = {code for first, last in zip(starts, ends, strict=True) for code in range(first, last + 1)} - {0xFFFF}
    listed = (line.split("-") for line in FONT.with_name("characters.txt").read_text(encoding="ascii").split())
    assert in_font == {code for first, last in listed for code in range(int(first, 16), int(last, 16) + 1)}
