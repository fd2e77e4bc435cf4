import pytest

from sitegen.language.quotation_marks import find_quotations
from sitegen.model.text import Span

CASES = {
    "straight marks, and curly and angular ones": (
        'He said "yes" and “no”, «maybe» too',
        ["yes", "no", "maybe"],
    ),
    "proclitics before a mark": (
        'لقواته بـ"إطلاق النار" و"اثنان" والـ"ثالث" و«رابع»',
        ["إطلاق النار", "اثنان", "ثالث", "رابع"],
    ),
    "in brackets": ('استتب ("قد")', ["قد"]),
    "Hebrew abbreviations are none": (
        'צה"ל אמר ל"הארץ" כי מנכ"ל ה"ליכוד" ו"יש עתיד" (ח"כ)',
        ["הארץ", "ליכוד", "יש עתיד"],
    ),
    "the outermost of nested ones": ("«a « b » c» “x ‘y’ z”", ["a « b » c", "x ‘y’ z"]),
    "the marks of other languages": ("„Zitat“ »Zitat« ”svenska”", ["Zitat", "Zitat", "svenska"]),
    "inches and seconds": ('a board of 5" and one of 6" wide', []),
    "a mark that nothing closes": ('a "b c', []),
    "a mark that nothing closes, before a pair": ('"a "b c" d', ["b c"]),
    "spaces around the marks": ('" spaced text " , " other "', ["spaced text", "other"]),
    "nothing between the marks": ('«» "" « »', []),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in find_quotations(text, Span(0, len(text)))] == expected


def test_a_quotation_ends_with_its_block() -> None:
    text = 'a "b\nc" d'
    assert list(find_quotations(text, Span(0, 4))) == []
    assert list(find_quotations(text, Span(5, 9))) == []
