import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model.problems import Report
from sitegen.model.text import BLANK, SourceText, Span
from sitegen.readers.seeds import cut_at_blank_lines, cut_at_lines, make_seed, name_blocks
from tests.readers.case_files import Case, read_cases


@pytest.mark.parametrize("case", read_cases("seeds"), ids=lambda case: case.title)
def test_articles_are_cut_into_blocks(case: Case) -> None:
    report = Report()
    paragraphs, _, deck = case.title.partition(":")[0].partition(" deck ")
    seed = make_seed(
        SourceText("seeds/a.txt", written_out(case.given)),
        language="ar",
        paragraphs=paragraphs,
        deck=deck == "true" if deck else None,
        report=report,
    )
    assert seed is not None
    blocks = [f'{one.role} "{one.span.of(seed.text)}"'.replace("\n", "⏎") for one in seed.blocks]
    assert "\n".join(blocks) == written_out(case.expected)
    assert len(report) == 0


def written_out(text: str) -> str:
    """Return a text with the characters that its case file writes as `<200F>`."""
    return re.sub("<([0-9A-F]{4})>", lambda found: chr(int(found[1], 16)), text)


@given(st.text(alphabet=st.sampled_from("اب \n\t\u2028\u00a0\u200c\u200f\u200b\ufeff")))
def test_blocks_leave_out_nothing_but_empty_lines(text: str) -> None:
    for spans in (cut_at_lines(text), cut_at_blank_lines(text)):
        outside = list(text)
        for span in reversed(spans):
            del outside[span.start : span.end]
        assert not re.sub(f"[{BLANK}]", "", "".join(outside))
        assert all(re.search(f"[^{BLANK}]", span.of(text)) for span in spans)
        assert list(spans) == sorted(spans)


@given(st.text(alphabet=st.sampled_from("اب \n\u200f")))
def test_runs_of_lines_are_parted_by_empty_lines_alone(text: str) -> None:
    lines, runs = cut_at_lines(text), cut_at_blank_lines(text)
    assert [line for line in lines if not any(run.contains(line) for run in runs)] == []
    assert all(text.count("\n", one.end, two.start) > 1 for one, two in pairwise(runs))
    assert all(re.search(f"[^{BLANK}]", line) for run in runs for line in run.of(text).split("\n"))


@given(st.integers(0, 8), st.integers(0, 7), st.sampled_from(["deck", "paragraph"]))
def test_every_block_has_a_role_and_the_title_stands_where_it_is_said_to(count: int, title: int, second: str) -> None:
    spans = [Span(index, index + 1) for index in range(max(count, title + 1))]
    roles = [block.role for block in name_blocks(spans, has_deck=second == "deck", title=title)]
    assert len(roles) == len(spans)
    assert roles[: title + 1] == [*["agency-line"] * title, "title"]
    assert set(roles[title + 1 : title + 2]) <= {second}
    assert set(roles[title + 2 :]) <= {"paragraph"}


def test_lines_end_at_lf_only() -> None:
    text = "one\u2028two\u2029three\x0bfour"
    assert [span.of(text) for span in cut_at_lines(text)] == [text]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n\u00a0"])
def test_a_seed_without_text_is_an_error(text: str) -> None:
    report = Report()
    seed = make_seed(SourceText("seeds/a.txt", text), language="ar", paragraphs="line", report=report)
    assert seed is None
    assert [(one.code, one.message) for one in report] == [("empty-file", "the seed holds no text")]
