import pytest

from sitegen.language.compounds import writings_of


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("قاسم جومرت توكاييف", []),
        ("محمد عبد الله", ["محمد عبدالله"]),
        ("عبدالرحمن", ["عبد الرحمن"]),
        ("أبو ظبي", ["أبوظبي"]),
        ("عبدو خليل", []),
        ("محمد عبد", []),
        ("نخست\u200cوزیر", ["نخست وزیر"]),
    ],
)
def test_other_ways_to_write_a_name(name: str, others: list[str]) -> None:
    assert writings_of(name) == (name, *others)
