"""Who is mentioned with whom: which pairs are drawn, in which order, and as which arcs."""

import random
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.network_picture import (
    DEEPEST,
    DOTS,
    MOST_ARCS,
    MOST_NAMES,
    ROW,
    choose_pairs,
    draw_network,
    draw_partners,
    order_names,
)
from sitegen.records.library import PairLine

NAMES = [f"a{number:02}" for number in range(40)]
PAIRS = st.dictionaries(
    st.sets(st.sampled_from(NAMES), min_size=2, max_size=2).map(lambda two: (min(two), max(two))),
    st.integers(1, 9),
    min_size=1,
    max_size=80,
).map(lambda found: [PairLine(*pair, times) for pair, times in sorted(found.items())])


def length(order: tuple[str, ...], pairs: list[PairLine]) -> int:
    return sum(abs(order.index(pair.one) - order.index(pair.other)) * pair.times for pair in pairs)


def test_pairs_named_once_are_drawn_only_for_those_without_another_tie() -> None:
    pairs = [PairLine("a", "b", 3), PairLine("a", "c", 2), PairLine("a", "d", 1), PairLine("b", "c", 1)]

    assert choose_pairs(pairs) == (pairs[0], pairs[1], pairs[2])


@given(PAIRS)
def test_a_picture_is_bounded_and_ties_everyone_in_it(pairs: list[PairLine]) -> None:
    pairs.sort(key=lambda pair: -pair.times)
    chosen = choose_pairs(pairs)

    assert len({name for pair in chosen for name in (pair.one, pair.other)}) <= MOST_NAMES
    assert len(chosen) <= MOST_ARCS + MOST_NAMES


@given(PAIRS, st.randoms(use_true_random=False))
def test_the_order_holds_every_name_once_and_depends_on_nothing_else(
    pairs: list[PairLine], chance: random.Random
) -> None:
    order = order_names(tuple(pairs))
    shuffled = list(pairs)
    chance.shuffle(shuffled)

    assert sorted(order) == sorted({name for pair in pairs for name in (pair.one, pair.other)})
    assert order_names(tuple(shuffled)) == order


def test_the_order_is_nearly_as_short_as_it_can_be() -> None:
    chain = [PairLine(one, other, 2) for one, other in pairwise(NAMES)]
    star = [PairLine("centre", name, 3) for name in NAMES[:8]]

    assert length(order_names(tuple(sorted(chain, key=lambda pair: pair.one[::-1]))), chain) == 2 * len(chain)
    assert length(order_names(tuple(star)), star) == 3 * 2 * (1 + 2 + 3 + 4)


def test_arcs_lead_from_dot_to_dot_and_reach_no_further_than_there_is_room() -> None:
    pairs = [PairLine(one, other, 2) for one, other in pairwise(NAMES[:7])]
    picture = draw_network([PairLine("a00", "a05", 20), *pairs], dict.fromkeys(NAMES, 4))

    assert picture
    assert picture.height == 7 * ROW
    middles = {dot.y for dot in picture.dots}
    arcs = [arc for one in picture.arcs for arc in re.findall(r"M(\d+) (\d+)a(\d+) (\d+) 0 0 0 0 (\d+)", one.path)]
    assert len(arcs) == len(picture.pairs) == 7
    for x, top, reach, half, way in (map(int, arc) for arc in arcs):
        assert x == DOTS
        assert {top, top + way} <= middles
        assert 2 * half == way
        assert reach <= DEEPEST
    assert picture.arcs[-1].width > picture.arcs[0].width


def test_little_is_no_picture() -> None:
    few = [PairLine(one, other, 2) for one, other in pairwise(NAMES[:5])]
    chance = [PairLine(one, other, 1) for one, other in pairwise(NAMES[:20])]

    assert draw_network(few, {}) is None
    assert draw_network(chance, {}) is None
    assert draw_partners([PairLine("a", name, 2) for name in NAMES]) is None
    assert draw_partners([PairLine("a", name, max(1, 4 - int(name[1:]))) for name in NAMES[2:]]) is None


def test_around_an_actor_stand_those_named_most_often_with_it() -> None:
    picture = draw_partners([PairLine("a", f"b{times}", times) for times in range(20, 0, -1)])

    assert picture
    assert picture.names == ("a", *(f"b{times}" for times in range(20, 12, -1)))
