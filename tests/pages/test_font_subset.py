"""Fonts cut to a script: what stays, what goes, and files that are no fonts."""

import random
from io import BytesIO

import pytest

from sitegen.language.repertoires import LETTERS, repertoire
from sitegen.pages.font_cache import WebFont
from tests.pages.small_font import changed_font, need_font_tools, opened, saved, small_font

need_font_tools()

from sitegen.pages.font_subset import BadFontError, subset_font  # noqa: E402 - where fontTools is installed


def cut(content: bytes, script: str = "hebr") -> WebFont:
    return subset_font(content, repertoire(script), LETTERS[script])


@pytest.fixture(scope="module")
def arabic() -> WebFont:
    return cut(small_font(), "arab")


def features(content: bytes, table: str) -> set[str]:
    return {record.FeatureTag for record in opened(content)[table].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("script", ["latn", "hebr"])
def test_the_characters_of_the_script_stay_and_no_others(script: str) -> None:
    before, after = (set(opened(one).getBestCmap()) for one in (small_font(), cut(small_font(), script).content))
    assert after == before & repertoire(script)


def test_what_joins_and_places_letters_stays(arabic: WebFont) -> None:
    made = arabic.content
    assert {"init", "medi", "fina", "rlig"} <= features(made, "GSUB")
    assert features(made, "GSUB") >= features(small_font(), "GSUB") - {"frac", "numr", "dnom", "liga"}  # Latin's
    assert {"mark", "mkmk"} <= features(made, "GPOS")
    assert "GDEF" in opened(made)


def test_the_font_loses_its_name_and_keeps_its_licence() -> None:
    before, after = opened(small_font())["name"], opened(cut(small_font()).content)["name"]
    assert after.getDebugName(13) == before.getDebugName(13) is not None
    names = {record.toUnicode() for record in after.names if record.nameID in {1, 3, 4, 6, 16}}
    assert not any(name in names for name in (before.getDebugName(1), before.getDebugName(4), before.getDebugName(6)))


def test_it_is_woff2_and_the_same_each_time(arabic: WebFont) -> None:
    assert arabic.content[:4] == b"wOF2"
    assert len(arabic.content) < len(small_font())
    assert arabic == cut(small_font(), "arab")


def test_fonts_of_the_web_are_read_too() -> None:
    font = opened(small_font())
    font.flavor = "woff2"
    assert ord(LETTERS["hebr"][0]) in opened(cut(saved(font)).content).getBestCmap()


@pytest.mark.parametrize(("fields", "weights", "is_italic"), [
    ({"usWeightClass": 700}, (700, 700), False),
    ({"usWeightClass": 0}, (1, 1), False),
    ({"usWeightClass": 400, "fsSelection": 1}, (400, 400), True),
])  # fmt: skip
def test_weight_and_slant_are_the_fonts(fields: dict[str, int], weights: tuple[int, int], *, is_italic: bool) -> None:
    made = cut(changed_font(**fields))
    assert (made.weights, made.is_italic) == (weights, is_italic)


def test_a_variable_font_has_all_its_weights() -> None:
    from fontTools.ttLib import newTable  # noqa: PLC0415
    from fontTools.ttLib.tables._f_v_a_r import Axis  # noqa: PLC0415

    font = opened(small_font())
    font["fvar"], axis = newTable("fvar"), Axis()
    axis.axisTag, axis.minValue, axis.defaultValue, axis.maxValue = "wght", 300, 400, 800
    axis.axisNameID = font["name"].addName("Weight")
    font["fvar"].axes = [axis]
    made = cut(saved(font))
    assert made.weights == (300, 800)
    assert "fvar" in opened(made.content)


@pytest.mark.parametrize(("bits", "is_told"), [
    (0, False), (2, True), (4, False), (8, False), (6, False), (0x100, True), (0x200, True),
])  # fmt: skip
def test_what_the_maker_forbids_is_told(bits: int, *, is_told: bool) -> None:
    """OpenType, OS/2, fsType: of several embedding bits the freest holds."""
    assert bool(cut(changed_font(fsType=bits)).restriction) == is_told


def test_a_font_of_another_script_is_refused() -> None:
    latin = cut(small_font(), "latn").content
    with pytest.raises(BadFontError, match=r"lacks letters of the script: ء ا ب ت ث ج ح خ$"):
        cut(latin, "arab")


def test_a_collection_is_refused_with_the_way_out() -> None:
    from fontTools.ttLib import TTCollection  # noqa: PLC0415

    collection, file = TTCollection(), BytesIO()
    collection.fonts = [opened(small_font()), opened(small_font())]
    collection.save(file)
    with pytest.raises(BadFontError, match="collection") as refused:
        cut(file.getvalue())
    assert "file of its own" in refused.value.way_out


@pytest.mark.parametrize("content", [b"", b"hello", b"\0\1\0\0", b"OTTO" + b"\xff" * 40, b"wOF2" + b"\0" * 60])
def test_what_is_no_font_is_refused(content: bytes) -> None:
    with pytest.raises(BadFontError):
        cut(content)


def test_a_damaged_font_is_refused_or_made_ready_but_never_a_fault_of_ours() -> None:
    sound, chance = small_font(), random.Random(1)  # noqa: S311 - the same each time
    for number in range(24):
        damaged = bytearray(sound[: len(sound) * number // 24] if number % 2 else sound)
        for _ in range(30):
            if damaged:
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            cut(bytes(damaged))
        except BadFontError:
            continue
