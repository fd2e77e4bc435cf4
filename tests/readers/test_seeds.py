import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.problems import Report
from sitegen.model.text import SourceText
from sitegen.readers.seeds import cut_at_blank_lines, cut_at_lines, make_seed
from tests.readers.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("seeds"), ids=lambda case: case.title)
def test_articles_are_cut_into_blocks(case: Case) -> None:
    report = Report()
    paragraphs = case.title.partition(":")[0]
    seed = make_seed(SourceText("seeds/a.txt", case.given), language="ar", paragraphs=paragraphs, report=report)
    assert seed is not None
    blocks = [f'{one.role} "{one.span.of(seed.text)}"'.replace("\n", "⏎") for one in seed.blocks]
    assert "\n".join(blocks) == case.expected
    assert len(report) == 0


@given(st.text(alphabet=st.sampled_from("اب \n\t\u2028\u00a0\u200c")))
def test_blocks_leave_out_nothing_but_white_space(text: str) -> None:
    for spans in (cut_at_lines(text), cut_at_blank_lines(text)):
        outside = list(text)
        for span in reversed(spans):
            del outside[span.start : span.end]
        assert not "".join(outside).strip()
        assert all(span.of(text).strip() for span in spans)
        assert list(spans) == sorted(spans)


def test_lines_end_at_lf_only() -> None:
    text = "one\u2028two\u2029three\x0bfour"
    assert [span.of(text) for span in cut_at_lines(text)] == [text]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\u00a0"])
def test_a_seed_without_text_is_an_error(text: str) -> None:
    report = Report()
    seed = make_seed(SourceText("seeds/a.txt", text), language="ar", paragraphs="line", report=report)
    assert seed is None
    assert [(one.code, one.message) for one in report] == [("empty-file", "the seed holds no text")]


def test_characters_that_turn_the_direction_are_warned_of() -> None:
    report = Report()
    text = "عنوان\u061c\u200f\n\u2067x\u2069 \u202eمقلوب\u202c\nو\u2066مفتوح\nآخر\u2069"
    seed = make_seed(SourceText("seeds/a.txt", text), language="ar", paragraphs="line", report=report)
    assert seed is not None
    assert seed.text == text
    told = [(one.where.line, one.where.column, one.severity, one.message) for one in report]
    assert told == [
        (2, 5, "warning", "the character U+202E (RIGHT-TO-LEFT OVERRIDE) turns the direction of what follows"),
        (3, 2, "warning", "the character U+2066 (LEFT-TO-RIGHT ISOLATE) turns the direction of what follows"),
    ]
