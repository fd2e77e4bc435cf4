"""Long lists in parts: nothing is lost, no part is too heavy, and what is old stays where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.pagination import Part, cut_ahead, cut_back, make_pager, part_of, weigh

WEIGHTS = st.lists(st.integers(1, 5), max_size=60)
MOST = 7


def weights_of(parts: tuple[Part, ...], weights: list[int]) -> list[int]:
    return [sum(weights[part.span]) for part in parts]


@given(WEIGHTS)
def test_parts_hold_every_item_once_in_order_and_are_not_too_heavy(weights: list[int]) -> None:
    ahead, back = cut_ahead(weights, MOST, "a-z.html"), cut_back(weights, MOST, "index.html")

    for parts in (ahead, back):
        assert [position for part in parts for position in range(part.start, part.end)] == list(range(len(weights)))
        assert parts[0].is_first
        assert all(not part.is_first for part in parts[1:])
        assert len({part.address for part in parts}) == len(parts)
    assert all(weight <= MOST for weight in weights_of(ahead, weights))
    first, *others = weights_of(back, weights)
    assert first <= 2 * MOST
    assert all(weight <= MOST for weight in others)


@given(WEIGHTS, st.integers(1, 5))
def test_what_is_new_changes_the_first_part_of_an_archive_and_no_other(weights: list[int], new: int) -> None:
    before = {part.address: weights[part.span] for part in cut_back(weights, MOST, "index.html")[1:]}
    after = {part.address: [new, *weights][part.span] for part in cut_back([new, *weights], MOST, "index.html")[1:]}

    assert before.items() <= after.items()
    assert len(after) <= len(before) + 1


def test_the_first_part_keeps_the_address_and_the_others_are_numbered() -> None:
    ahead, back = cut_ahead(weigh(7), 3, "places.html"), cut_back(weigh(12), 3, "index.html")

    assert [part.address for part in ahead] == ["places.html", "places.2.html", "places.3.html"]
    assert [part.address for part in back] == ["index.html", "index.2.html", "index.1.html"]


def test_an_item_that_is_too_heavy_has_a_part_of_its_own() -> None:
    assert [part.span for part in cut_ahead([9, 1], MOST, "x.html")] == [slice(0, 1), slice(1, 2)]
    assert [part.span for part in cut_back([1, 1, 9, 1], MOST, "x.html")] == [slice(0, 3), slice(3, 4)]


@pytest.mark.parametrize("cut", [cut_ahead, cut_back])
def test_a_list_of_nothing_has_one_part_and_no_pager(cut: object) -> None:
    assert callable(cut)
    (part,) = cut([], MOST, "x.html")

    assert part.address == "x.html"
    assert part.pager.steps == ()
    assert part.pager.is_first


def test_a_pager_leads_to_the_neighbours_the_first_and_the_last() -> None:
    addresses = [f"x.{number}.html" for number in range(1, 21)]
    pager = make_pager(addresses, range(1, 21), 9)

    assert [(step.number, step.is_behind_gap) for step in pager.steps] == [
        (1, False),
        (8, True),
        (9, False),
        (10, False),
        (11, False),
        (12, False),
        (20, True),
    ]
    assert [step.number for step in pager.steps if step.is_current] == [pager.number] == [10]
    assert pager.first == "x.1.html"


def test_the_pager_of_an_old_part_does_not_change_with_what_is_new() -> None:
    few, many = (cut_back(weigh(items), 3, "index.html") for items in (30, 60))

    assert few[-1].pager == many[-1].pager
    assert few[-2].pager == many[-2].pager


def test_an_item_is_found_in_its_part() -> None:
    parts = cut_ahead(weigh(7), 3, "places.html")

    assert [part_of(parts, position).address for position in (0, 2, 3, 6)] == [
        "places.html",
        "places.html",
        "places.2.html",
        "places.3.html",
    ]
