import pytest

from sitegen.language.folding import fold
from sitegen.weaving.differences import changed_words, first_difference, name_differences


@pytest.mark.parametrize(
    ("quote", "found", "kinds"),
    [
        ("كتب", "كَتَبَ", ("harakat",)),
        ("כתב", "כָּתַב", ("niqqud",)),
        ("كتاب", "كتـاب", ("tatweel",)),
        ("كتاب", "كت\u200fاب", ("invisible marks",)),
        ("❤", "❤\ufe0f", ("invisible marks",)),
        ("é", "e\u0301", ("Unicode form",)),
        ("أ", "ا\u0654", ("Unicode form",)),
        ("ﻷ", "لأ", ("Unicode form",)),
        ("ﻷ", "لا", ("letter variants",)),
        ("الى", "إلي", ("letter variants",)),
        ("A", "a", ("case",)),
        ("١", "1", ("digits",)),
        ("a b", "a  b", ("white space",)),
        ("a ", "a", ("white space",)),
        ("«a»", '"a"', ("quotation marks",)),
        ("—", "-", ("dashes",)),
        ("؟", "?", ("punctuation",)),
        ("كَ", "ك", ("final harakat",)),
        ("كتاب جديد", "كتابٌ جديدٌ", ("final harakat",)),
        ("شكرا", "شكرًا", ("final harakat",)),
        ("مدرسة", "مَدرسةٌ", ("harakat",)),
        ("قال نعم", "قال، نعم", ("a comma",)),
        ("قال, نعم", "قال، نعم", ("a comma",)),
        ("قال? لا, نعم", "قال؟ لا، نعم", ("punctuation",)),
        ("قال ،نعم", "قال، نعم", ("white space",)),
        ("و قال", "وقال", ("white space",)),
        ("و قال، الى", "وقال إلى", ("letter variants", "white space", "a comma")),
        ("قال نعم،", "قال نعم", ("a comma",)),
        ("a", "a", ()),
        ("صلى الله", "ﷺ", ("Unicode form",)),
    ],
)
def test_the_kinds_of_difference(quote: str, found: str, kinds: tuple[str, ...]) -> None:
    assert name_differences(quote, found) == kinds


def test_changed_words() -> None:
    assert changed_words("the old King said", "the king said so") == (("old", ""), ("", "so"))
    assert changed_words("قالت الحكومة أمس", "قالت الحكومه اليوم") == (("أمس", "اليوم"),)


def test_the_first_difference_stands_in_both_sources() -> None:
    quote, found = fold("كَتَبَ لا"), fold("كتب ما")
    spans = first_difference(quote, found)
    assert [span.of(folded.source) for span, folded in zip(spans, (quote, found), strict=True)] == ["ل", "م"]
