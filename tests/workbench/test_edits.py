"""Edits of a file's stretches."""

import pytest

from sitegen.workbench.edits import Edit, apply_edits


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\ntwo\nthree", "1\ntwo\n3\n4ee"),
        ("one\r\ntwo\r\nthree", "1\r\ntwo\r\n3\r\n4ee"),
        ("\ufeffone\rtwo\rthree", "\ufeff1\rtwo\r3\r4ee"),
        ("one\ntwo\r\nthree", "1\ntwo\r\n3\n4ee"),
    ],
)
def test_offsets_are_those_of_the_text_as_it_is_read(raw: str, expected: str) -> None:
    assert apply_edits(raw, [Edit(0, 3, "1"), Edit(8, 11, "3\n4")]) == expected


def test_an_edit_may_stand_right_behind_another() -> None:
    assert apply_edits("abc", [Edit(1, 1, "-"), Edit(0, 1, "x")]) == "x-bc"
