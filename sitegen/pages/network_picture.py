"""Who is mentioned with whom, as an arc diagram: names in a column, an arc for each pair.

Lengths are CSS pixels; lengths across are measured from the side at which lines of the page's language begin.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from sitegen.model.briefing import Briefing
from sitegen.records.library import PairLine

LEAST_TIMES: Final = 2
"""To be named together once is chance; an actor with no other tie keeps its strongest one all the same."""
LEAST_NAMES: Final = 5
LEAST_ARCS: Final = 5
"""With fewer names or arcs a sentence says as much."""
MOST_NAMES: Final = 30
"""A screen and a half. Of more those with the strongest ties are shown."""
MOST_ARCS: Final = 45
"""Three for two names: more can no longer be followed."""
MOST_PARTNERS: Final = 8
"""Around one actor."""
LEAST_PARTNERS: Final = 3
ROW: Final = 28
"""The height of a name."""
NAMES: Final = 112
"""Where names begin; the dots stand before them, and the arcs before these."""
DOTS: Final = 98
DEEPEST: Final = 86
"""How far the longest arc reaches out, the shortest `SHALLOWEST`."""
SHALLOWEST: Final = 14
THINNEST: Final = 1.0
THICKEST: Final = 5.0
MANY_TIMES: Final = 8
"""To be named together so often gives the thickest arc, unless others are named together more often still."""
SMALLEST: Final = 2.5
LARGEST: Final = 7.0
"""Radiuses of dots, whose areas show the mentions."""
ROUNDS: Final = 24
"""Of ordering by barycentres: behind them no picture of `MOST_NAMES` that was tried got better."""


class Arcs(NamedTuple):
    """Arcs of one width."""

    width: float
    path: str


class Dot(NamedTuple):
    """Stands before a name."""

    y: int
    radius: float


@dataclass(frozen=True, slots=True)
class NetworkPicture:
    """Names and the arcs between them, drawn from left to right."""

    names: tuple[str, ...]
    """The actors' ids, from above."""
    dots: tuple[Dot, ...]
    arcs: tuple[Arcs, ...]
    pairs: tuple[PairLine, ...]
    """What the arcs stand for, the most often named together first."""

    @property
    def height(self) -> int:
        """Return the height of the whole."""
        return ROW * len(self.names)


def draw_network(pairs: Sequence[PairLine], mentions: Mapping[str, int]) -> NetworkPicture | None:
    """Return the picture of pairs that were chosen; None where they are few. Dots are as large as the `mentions`."""
    names = {name for pair in pairs for name in (pair.one, pair.other)}
    strong = sum(pair.times >= LEAST_TIMES for pair in pairs)
    if len(names) < LEAST_NAMES or strong < LEAST_ARCS:
        return None
    return _draw(order_names(tuple(pairs)), pairs, mentions)


def draw_partners(partners: Sequence[PairLine]) -> NetworkPicture | None:
    """Return the picture of an actor, who stands above, with those named most often with it; None for few partners.

    Where all of them are named with it equally often, the picture would say nothing.
    """
    pairs = [pair for pair in partners[:MOST_PARTNERS] if pair.times >= LEAST_TIMES]
    if len(pairs) < LEAST_PARTNERS or len({pair.times for pair in pairs}) == 1:
        return None
    return _draw((pairs[0].one, *(pair.other for pair in pairs)), pairs, {})


def list_pairs(briefing: Briefing) -> Sequence[PairLine]:
    """Return the pairs of a briefing, the most often named together first.

    An actor that the briefing itself defines is told apart by a `#` before its id.
    """
    times = {
        (name_in(one.id, is_local=one.is_local), name_in(other.id, is_local=other.is_local)): count
        for (one, other), count in briefing.pairs.items()
    }
    return [PairLine(*pair, times[pair]) for pair in sorted(times, key=lambda pair: (-times[pair], pair))]


def name_in(actor_id: str, *, is_local: bool) -> str:
    """Return what an actor is called in the pairs of a briefing."""
    return f"#{actor_id}" if is_local else actor_id


def choose_pairs(pairs: Iterable[PairLine]) -> tuple[PairLine, ...]:
    """Return the pairs that are drawn, of all, which come with the most often named together first.

    They are the strongest of the actors with the strongest ties, and of each of these its strongest.
    """
    pairs = tuple(pairs)
    strength: Counter[str] = Counter()
    for pair in pairs:
        strength[pair.one] += pair.times
        strength[pair.other] += pair.times
    strongest = sorted(strength, key=lambda name: (-strength[name], name))[:MOST_NAMES]
    among = [pair for pair in pairs if pair.one in set(strongest) and pair.other in set(strongest)]
    drawn = [pair for pair in among if pair.times >= LEAST_TIMES][:MOST_ARCS]
    tied = {name for pair in drawn for name in (pair.one, pair.other)}
    for pair in among:
        if pair.one not in tied or pair.other not in tied:
            drawn.append(pair)
            tied |= {pair.one, pair.other}
    return tuple(sorted(drawn, key=lambda pair: (-pair.times, pair.one, pair.other)))


@lru_cache(maxsize=4)  # the editions of a page are made one after the other
def order_names(pairs: tuple[PairLine, ...]) -> tuple[str, ...]:
    """Return the names in an order in which the arcs are short: each near the barycentre of those it is tied to.

    The best of some rounds, by the sum of lengths, each arc as often as its pair is named together; then each name goes
    where it makes the sum least (sifting), as long as that helps. Equal places are settled by the names.
    """
    ties: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for pair in pairs:
        ties[pair.one].append((pair.other, pair.times))
        ties[pair.other].append((pair.one, pair.times))
    order = _walk(ties)
    best, shortest = order, _length(order, pairs)
    for _ in range(ROUNDS):
        at = {name: place for place, name in enumerate(order)}
        centre = {
            name: (at[name] + sum(at[other] * times for other, times in tied) / sum(times for _, times in tied)) / 2
            for name, tied in ties.items()
        }
        order = sorted(order, key=lambda name: (centre[name], name))
        length = _length(order, pairs)
        if length < shortest:
            best, shortest = order, length
    return tuple(_sift(best, ties))


def _walk(ties: Mapping[str, Sequence[tuple[str, int]]]) -> list[str]:
    """Return the names so that each stands behind one that it is tied to: the strongest ties first."""
    order: list[str] = []
    seen: set[str] = set()
    for start in sorted(ties, key=lambda name: (len(ties[name]), name)):
        waiting = [start]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                order.append(name)
                waiting += [other for other, _ in sorted(ties[name], key=lambda tie: (tie[1], tie[0]))]
    return order


def _length(order: Sequence[str], pairs: Iterable[PairLine]) -> int:
    at = {name: place for place, name in enumerate(order)}
    return sum(abs(at[pair.one] - at[pair.other]) * pair.times for pair in pairs)


def _sift(order: Iterable[str], ties: Mapping[str, Sequence[tuple[str, int]]]) -> list[str]:
    """Return an order that no name can make shorter by going elsewhere."""
    order = list(order)
    is_better = True
    while is_better:
        is_better = False
        for name in sorted(ties):
            place = order.index(name)
            best = _best_place(place, order, ties)
            if best != place:
                order.insert(best, order.pop(place))
                is_better = True
    return order


def _best_place(place: int, order: Sequence[str], ties: Mapping[str, Sequence[tuple[str, int]]]) -> int:
    """Return where the name at a place makes the arcs shortest; it passes the others one by one, both ways."""
    name, at = order[place], {one: number for number, one in enumerate(order)}
    tied = dict(ties[name])
    most, best = 0, place
    for step in (1, -1):
        ahead = sum(times for other, times in tied.items() if (at[other] - place) * step > 0)
        behind = sum(tied.values()) - ahead
        gain = 0
        for number in range(place + step, len(order) if step > 0 else -1, step):
            passed = order[number]
            # The name comes nearer to those ahead and leaves those behind; the one that it passes goes a place back.
            ahead -= tied.get(passed, 0)
            gain += ahead - behind
            behind += tied.get(passed, 0)
            gain += sum(
                times if (at[other] - number) * step < 0 else -times for other, times in ties[passed] if other != name
            )
            if gain > most:
                most, best = gain, number
    return best


def _draw(names: Sequence[str], pairs: Sequence[PairLine], mentions: Mapping[str, int]) -> NetworkPicture:
    at = {name: place for place, name in enumerate(names)}
    most = max(MANY_TIMES, *(pair.times for pair in pairs))
    longest = max(2, *(abs(at[pair.one] - at[pair.other]) for pair in pairs))
    widths: dict[float, list[str]] = defaultdict(list)
    for pair in pairs:
        upper, lower = sorted((at[pair.one], at[pair.other]))
        reach = SHALLOWEST + (DEEPEST - SHALLOWEST) * ((lower - upper - 1) / (longest - 1)) ** 0.7
        # In halves, so that few widths come of it and one path draws many arcs.
        width = round(2 * (THINNEST + (THICKEST - THINNEST) * ((pair.times - 1) / (most - 1)) ** 0.5)) / 2
        half = (lower - upper) * ROW // 2
        widths[width].append(f"M{DOTS} {upper * ROW + ROW // 2}a{reach:.0f} {half} 0 0 0 0 {2 * half}")
    largest = max((mentions.get(name, 0) for name in names), default=0) or 1
    dots = tuple(
        Dot(
            place * ROW + ROW // 2, round(SMALLEST + (LARGEST - SMALLEST) * (mentions.get(name, 0) / largest) ** 0.5, 1)
        )
        for place, name in enumerate(names)
    )
    arcs = tuple(Arcs(width, "".join(paths)) for width, paths in sorted(widths.items()))
    return NetworkPicture(tuple(names), dots, arcs, tuple(pairs))
