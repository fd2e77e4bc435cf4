"""Words as the search compares them; `tests/browser/test_search.py` holds the pages' script to the same cases."""

import pytest

from sitegen.language.proclitics import readings_of_first
from sitegen.language.search_words import GROUPS, file_words, group_of, read_group, search_words, write_group
from sitegen.language.words import word_key
from tests.language.case_files import Case, read_cases

CASES = read_cases("search_words")


def cases_under(heading: str) -> list[Case]:
    return [case for case in CASES if case.heading == heading]


@pytest.mark.parametrize("case", cases_under("words"), ids=lambda case: case.given)
def test_words_are_folded(case: Case) -> None:
    assert search_words(case.given) == case.expected.split()


@pytest.mark.parametrize("case", cases_under("one group"), ids=lambda case: case.expected)
def test_what_stands_before_a_word_leaves_its_group_as_it_is(case: Case) -> None:
    assert group_of(case.given) == group_of(case.expected)


@pytest.mark.parametrize("case", cases_under("fit"), ids=lambda case: case.given)
def test_a_word_behind_proclitics_is_one_that_mentions_see_through_too(case: Case) -> None:
    wanted, word = case.given.split()
    language = "he" if "\u05d0" <= wanted[0] <= "\u05ea" else "ar"
    keys = {word_key(reading.words[0]) for reading in readings_of_first(word, language)}
    assert (word_key(wanted) in keys) == (int(case.expected) >= 90)
    if int(case.expected) >= 50:
        assert group_of(wanted) == group_of(word)


def test_groups_sort_by_their_digits() -> None:
    digits = [write_group(number) for number in range(GROUPS + 1)]
    assert digits == sorted(digits)
    assert [read_group(two) for two in digits[:-1]] == list(range(GROUPS))
    assert list(file_words(["قال"])) == [write_group(group_of("قال")) + "قال"]
