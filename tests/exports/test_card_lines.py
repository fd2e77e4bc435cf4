"""Lines of a card's texts: where they break, how even they are, what is cut, what keeps the direction of their ends."""

import pytest

from sitegen.exports.card_lines import break_lines, cut_lines, in_context, shorten

LRM, RLM, ALM = "\u200e", "\u200f", "\u061c"


def measure(text: str) -> float:
    """Every character is as wide as the others."""
    return float(len(text))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("one", ("one",)),
        ("one two", ("one two",)),
        ("one two three", ("one two", "three")),
        ("aa bb cc dd ee", ("aa bb cc", "dd ee")),
        ("قمة الماء في عمان", ("قمة الماء", "في عمان")),
        ("twelve\u00a0lett ers", ("twelve\u00a0let", "t ers")),
        ("abcdefghijklm", ("abcdefghij", "klm")),
        (" one \n two ", ("one two",)),
    ],
)
def test_a_text_breaks_between_words(text: str, lines: tuple[str, ...]) -> None:
    assert break_lines(text, width=10, measure=measure) == lines


def test_lines_are_as_even_as_they_can_be() -> None:
    assert break_lines("aaaa bbbb cccc dddd e", width=19, measure=measure) == ("aaaa bbbb", "cccc dddd e")


def test_letters_with_marks_are_not_broken() -> None:
    assert break_lines("عَ" * 7, width=5, measure=measure) == ("عَعَ", "عَعَ", "عَعَ", "عَ")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("one two", "one two"), ("one two three", "one two…"), ("abcdefghijklm", "abcdefghi…"), ("عَ" * 7, "عَ" * 4 + "…")],
)
def test_what_is_too_long_for_its_line_is_cut(text: str, shown: str) -> None:
    assert shorten(text, width=10, measure=measure) == shown


def test_where_nothing_fits_an_ellipsis_remains() -> None:
    assert shorten("one", width=0, measure=measure) == "…"


def test_what_is_too_long_for_its_lines_is_cut() -> None:
    assert cut_lines("one two three fours", width=10, most=2, measure=measure) == ("one two", "three…")
    assert cut_lines("one two three", width=10, most=2, measure=measure) == ("one two", "three")


def test_a_line_that_stands_alone_needs_no_marks() -> None:
    assert in_context(["قال Reuters"]) == ("قال Reuters",)


def test_a_line_ends_as_its_neighbours_make_it_end() -> None:
    assert in_context(["قال (", "2021-2022", ") Reuters", "נכון"]) == (
        f"قال ({LRM}",
        f"{ALM}2021-2022{LRM}",
        f"{ALM}) Reuters{RLM}",
        f"{LRM}נכון",
    )


def test_what_is_isolated_gives_the_next_line_no_direction() -> None:
    assert in_context(["اتصل \u2066@news\u2069", "5 مرات"]) == ("اتصل \u2066@news\u2069" + ALM, ALM + "5 مرات")
