import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.weaving.string_search import Approximation, find_closest, settle_borders


def distance(left: str, right: str) -> int:
    """Return the edit distance as the textbook has it."""
    row = list(range(len(right) + 1))
    for index, wanted in enumerate(left, start=1):
        above, row[0] = row[0], index
        for column, there in enumerate(right, start=1):
            above, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, above + (wanted != there))
    return row[-1]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("some years later", "many years later, as he faced", ["many years later"]),
        ("quick brown fix", "the quick brown fox, the quick brown fax", ["quick brown fox", "quick brown fax"]),
        ("befor us", "it was before us", ["before us"]),
        ("xyz", "abc", []),
        ("", "abc", []),
        ("abc", "", []),
    ],
)
def test_the_closest_places_are_found(pattern: str, text: str, found: list[str]) -> None:
    assert [text[place.start : place.end] for place in find_closest(pattern, text, most=9)] == found


def test_no_more_places_than_wanted() -> None:
    assert len(find_closest("ab", "ax ax ax ax", most=3)) == 3


@pytest.mark.parametrize(
    ("pattern", "text", "shown"),
    [
        ("البلاد التي أعلنت", "في البلاد التي أعلنوا الحرب", "البلاد التي أعلنوا"),
        ("said the old king of it", "he said then the old king of it", "said then the old king of it"),
        ("government of the land", "megagovernment in the land", "government in the land"),
    ],
)
def test_borders_are_drawn_as_an_editor_would(pattern: str, text: str, shown: str) -> None:
    (place,) = find_closest(pattern, text, most=1)
    start, end = settle_borders(pattern, text, place, most_edits=len(pattern) // 4)
    assert text[start:end] == shown


LETTERS = st.sampled_from("ab c")


@given(st.text(LETTERS, min_size=1, max_size=60), st.text(LETTERS, min_size=1, max_size=30))
def test_no_other_place_takes_fewer_edits(text: str, pattern: str) -> None:
    fewest = min(distance(pattern, text[start:end]) for end in range(len(text) + 1) for start in range(end + 1))
    places = find_closest(pattern, text, most=9)
    assert all(place.edits == fewest == distance(pattern, text[place.start : place.end]) for place in places)
    assert bool(places) == (fewest < len(pattern))
    assert list(places) == sorted(places, key=lambda place: place.start)


@given(st.text(LETTERS, min_size=40, max_size=300), st.data())
def test_looking_up_pieces_first_changes_nothing(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 30))
    pattern = text[start : start + 12] + "x" + text[start + 13 : start + 30]
    first = find_closest(pattern, "z" * 200 + text + "z" * 600, most=1)
    plain = find_closest(pattern, text, most=1)
    assert [Approximation(place.start - 200, place.end - 200, place.edits) for place in first] == list(plain)
