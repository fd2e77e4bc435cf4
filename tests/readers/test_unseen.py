import pytest

from sitegen.readers.unseen import first_unseen, name_unseen, unsettled_bidi_controls


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("نص \u061c\u200e\u200f\u200c\u200d", []),
        ("\u2067x\u2069 \u2068y\u2066z\u2069\u2069", []),
        ("a\u202ab\u202c", [1]),
        ("\u202e\u202d\u202b", [0, 1, 2]),
        ("\u2066a\n\u2069", [0]),
        ("\u2066\u2067a\u2069\nb\u2068", [0, 6]),
        ("\u2069", []),
    ],
)
def test_controls_that_reach_beyond_themselves(text: str, offsets: list[int]) -> None:
    assert list(unsettled_bidi_controls(text)) == offsets


def test_unseen_characters_have_names() -> None:
    assert first_unseen("a\u200bb") == "\u200b"
    assert first_unseen("نص") == ""
    assert name_unseen("\u200b") == "U+200B (ZERO WIDTH SPACE)"
    assert name_unseen("\x00") == "U+0000"
