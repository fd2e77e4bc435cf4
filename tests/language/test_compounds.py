import pytest

from sitegen.language.compounds import writings_of


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("قاسم جومرت توكاييف", []),
        ("محمد عبد الله", ["محمد عبدالله"]),
        ("عبدالرحمن", ["عبد الرحمن"]),
        ("أبو ظبي", ["أبوظبي", "أبي ظبي", "أبا ظبي"]),
        ("عبد ربه", ["عبدربه"]),
        ("محمد بن سلمان", ["محمد ابن سلمان"]),
        ("ابن خلدون", ["بن خلدون"]),
        ("أبي أحمد", ["أبيأحمد"]),
        ("عبدو خليل", []),
        ("محمد عبد", []),
        ("نخست\u200cوزیر", ["نخست وزیر"]),
        ("خانه\u200cی سبز", ["خانه ی سبز", "خانه سبز"]),
    ],
)
def test_other_ways_to_write_a_name(name: str, others: list[str]) -> None:
    assert writings_of(name) == (name, *others)
