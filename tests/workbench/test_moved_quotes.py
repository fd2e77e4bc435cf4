"""Quotes moved to the article's words: what settles them where the words recur."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.model.problems import Problem, Report, Severity
from sitegen.model.project import Block, Seed, Selector
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Written
from sitegen.weaving.anchors import QuoteFinder
from sitegen.workbench.moved_quotes import Anchor, AnchorMover, FaultyAnchor

WHERE = Location("content/briefings/article.yaml")
TEXT = "The minister told reporters nothing. Then the spokesman told reporters nothing."


class FinderOfOne(QuoteFinder):
    """Finds the last place close, as an editor would choose it."""

    def find_close(self, selector: Selector) -> tuple[Span, ...]:
        assert super().find_close(selector) == ()
        start = TEXT.rindex("told")
        return (Span(start, start + len("told reporters nothing")),)


def move(selector: Selector) -> dict[str, str | int] | None:
    seed = Seed("article.txt", SourceText("seeds/article.txt", TEXT), "en", (Block("title", Span(0, len(TEXT))),))
    fault = FaultyAnchor(Anchor(selector), Problem("anchor-drifted", Severity.ERROR, "", WHERE))
    moved = AnchorMover(seed, FinderOfOne(seed)).move(fault)
    return moved.changes if moved else None


@pytest.mark.parametrize(
    ("prefix", "occurrence", "changes"),
    [
        (None, None, {"prefix": "spokesman"}),
        ("minister", None, {"prefix": "spokesman"}),
        (" the spokesman ", None, {}),
        (None, 1, {"occurrence": 2}),
        ("spokesman", 2, {"occurrence": 1}),
    ],
)
def test_words_that_recur_are_settled(prefix: str | None, occurrence: int | None, changes: dict[str, object]) -> None:
    words = Written("told them all nothing", WHERE)
    before = Written(prefix, WHERE) if prefix else None
    selector = Selector(where=WHERE, exact=words, prefix=before, occurrence=occurrence)
    assert move(selector) == {"exact": "told reporters nothing", **changes}


# --- Whatever is edited, no quote moves to where its words did not stand --------------------------------------------

NOUNS = """
الوزير الحكومة البرلمان الاتفاق الميناء المدينة النهر الجسر القطار المعرض الجامعة المستشفى السوق المصنع المزرعة الصحيفة
المحكمة النقابة الملعب المتحف المكتبة المطار الحديقة القرية الجبل الساحل الصيادون العمال الطلاب الأطباء
"""
VERBS = "أعلن افتتح زار أغلق وسع رمم باع درس ناقش أيد رفض أجل"
JOINTS = ("في", "من", "إلى", "على", "مع", "بعد", "قبل", "خلال")
NEW_WORDS = ("شيد", "نقل", "سجل", "الفندق", "الوادي", "المدرسة", "التجار")
Words = list[tuple[str, int]]
"""Words, each with its number in the article as it was; new ones have -1."""


@st.composite
def sentences_of(draw: st.DrawFn) -> list[Words]:
    """Return sentences of which no two share a noun or a verb."""
    nouns, verbs = (iter(draw(st.permutations(words.split()))) for words in (NOUNS, VERBS))
    number, sentences = iter(range(1000)), []
    for _ in range(draw(st.integers(3, 6))):
        parts = [next(verbs), next(nouns)]
        for _ in range(draw(st.integers(1, 4))):
            parts += [draw(st.sampled_from(JOINTS)), next(nouns)]
        sentences.append([(word, next(number)) for word in parts])
    return sentences


@st.composite
def edited(draw: st.DrawFn, sentences: list[Words]) -> list[Words]:
    """Return the sentences with some cut, moved, or worded anew."""
    left = [list(words) for words in sentences]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(left) - 1))
        words, place = left[at], draw(st.integers(0, len(left[at])))
        new = (draw(st.sampled_from(NEW_WORDS)), -1)
        match draw(st.sampled_from(("cut", "move", "replace", "insert", "drop", "respell"))):
            case "cut":
                left[at] = []
            case "move":
                left.insert(draw(st.integers(0, len(left) - 1)), left.pop(at))
            case "replace" if place < len(words):
                words[place] = new
            case "insert":
                words.insert(place, new)
            case "drop" if place < len(words):
                del words[place]
            case "respell" if place < len(words):
                words[place] = (words[place][0] + draw(st.sampled_from("ةهاين")), words[place][1])
    return left


def laid_out(sentences: list[Words]) -> tuple[str, list[tuple[Span, int]]]:
    """Return the article, and where each word stands with its number."""
    text, places = "", []
    for words in filter(None, sentences):
        for word, number in words:
            places.append((Span(len(text), len(text) + len(word)), number))
            text += word + " "
        text = text[:-1] + ".\n"
    return text, places


@given(st.data(), sentences_of())
def test_a_quote_moves_only_to_where_its_words_come_from(data: st.DataObject, sentences: list[Words]) -> None:
    words = data.draw(st.sampled_from(sentences))
    first = data.draw(st.integers(0, len(words) - 2))
    quoted = words[first : first + data.draw(st.integers(2, 10))]
    quote = " ".join(word for word, _ in quoted)
    assume(laid_out(sentences)[0].count(quote) == 1)
    text, places = laid_out(data.draw(edited(sentences)))
    blocks = (Block("title", Span(0, len(text))),)
    finder = QuoteFinder(Seed("article.txt", SourceText("seeds/article.txt", text), "ar", blocks))
    selector, report = Selector(where=WHERE, exact=Written(quote, WHERE)), Report()
    moved = finder.place((selector,), report) or finder.find_close(selector)
    if len(moved) == 1 and quote not in text:
        own = {number for _, number in quoted}
        numbers = [number for span, number in places if span.overlaps(moved[0])]
        assert 2 * sum(number in own for number in numbers) >= len(numbers)
