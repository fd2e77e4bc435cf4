from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.language.words import split_words, widen_to_words
from sitegen.model.prose import Mention
from tests.weaving.mention_cases import Case, make_case, mark, read_cases

CASES = tuple(read_cases(Path(__file__).parent / "cases" / "mentions"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_articles_as_a_reader_would_mark_them(case: Case) -> None:
    mentions, report = case.find()
    assert mark(case.text, mentions) == case.marked
    assert [problem.code for problem in report] == list(case.problems)
    for mention in mentions:
        assert mention.words == widen_to_words(mention.name, split_words(case.text))
