import pytest

from sitegen.readers.context import Label, as_item, shown


def test_a_message_repeats_a_text_in_one_short_line() -> None:
    assert shown("one\n  two") == "one two"
    assert shown("x" * 100) == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("value", "pasted"), [("tokayev", "tokayev"), ("اسم آخر", "اسم آخر"), ("a: b", '"a: b"'), ("- x", '"- x"')]
)
def test_a_text_is_pasted_in_quotes_where_it_needs_them(value: str, pasted: str) -> None:
    assert as_item(value) == pasted


def test_a_sample_is_a_line_of_a_map_or_a_list() -> None:
    assert Label("at", "an annotation").sample("x") == "at: x"
    assert Label("at", "an annotation", is_item=True).sample("x") == "- x"
    assert str(Label("at", "an annotation")) == "`at` in an annotation"
