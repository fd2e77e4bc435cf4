"""Long lists in parts: where they are cut, where the parts stand, and how readers go from one to another.

What is sorted by name is cut from its beginning. What grows at its beginning, as news does, is cut from its end, where
nothing changes any more: its parts are numbered from the oldest, and the first page takes what is new until there is
enough of it for a part of its own. So one more briefing makes one page anew, or two, not the whole archive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sitegen.model.addresses import part_address

REACH: Final = 2
"""How many parts on each side a page leads to, beside the first and the last."""


@dataclass(frozen=True, slots=True)
class PagerStep:
    """A part of a list, as the other parts lead to it."""

    number: int
    """As readers see it; 0 for the newest part of an archive, whose number is not known yet."""
    address: str
    """Within an edition."""
    is_current: bool = False
    is_behind_gap: bool = False
    """Parts are left out before it."""


@dataclass(frozen=True, slots=True)
class Pager:
    """The way from one part of a list to the others."""

    steps: tuple[PagerStep, ...]
    """The first part, the last and those around this one; none where there is only one."""
    next: str
    """The address of the part behind this one; empty on the last."""

    @property
    def is_first(self) -> bool:
        """Tell whether this part keeps the list's address."""
        return not self.steps or self.steps[0].is_current

    @property
    def first(self) -> str:
        """Return the address of the first part; empty where there is only one."""
        return self.steps[0].address if self.steps else ""

    @property
    def number(self) -> int:
        """Return this part's number; 0 for the first."""
        return 0 if self.is_first else next(step.number for step in self.steps if step.is_current)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a list."""

    start: int
    """The number of its first item, from 0."""
    end: int
    """The number of the item behind its last."""
    address: str
    pager: Pager

    @property
    def is_first(self) -> bool:
        """Tell whether it is the part that keeps the list's address."""
        return not self.start

    @property
    def span(self) -> slice:
        """Return its items' place among all."""
        return slice(self.start, self.end)


ALONE: Final = Pager((), "")


def cut_ahead(weights: Sequence[int], most: int, address: str) -> tuple[Part, ...]:
    """Return the parts of a list in order, numbered from 1: at least one, none heavier than `most` but of one item."""
    ends: list[int] = []
    room = most
    for position, weight in enumerate(weights):
        if weight > room and position:
            ends.append(position)
            room = most
        room -= weight
    ends.append(len(weights))
    addresses = [address, *(part_address(address, number) for number in range(2, len(ends) + 1))]
    return _make_parts(ends, addresses, list(range(1, len(ends) + 1)))


def cut_back(weights: Sequence[int], most: int, address: str) -> tuple[Part, ...]:
    """Return the parts of a list whose newest items come first; the parts are numbered from the last, the oldest.

    The first part has no number, and is at most twice as heavy as the others may be.
    """
    starts: list[int] = []
    weight = 0
    for position in range(len(weights) - 1, -1, -1):
        if weight and weight + weights[position] > most:
            starts.append(position + 1)
            weight = 0
        weight += weights[position]
    ends = [*reversed(starts[:-1]), len(weights)]
    numbers = list(range(len(ends) - 1, -1, -1))
    numbers = [0, *numbers[:-1]]
    addresses = [part_address(address, number) if number else address for number in numbers]
    return _make_parts(ends, addresses, numbers)


def weigh(items: int) -> Sequence[int]:
    """Return the weights of items of which each counts as one."""
    return [1] * items


def make_pager(addresses: Sequence[str], numbers: Sequence[int], place: int) -> Pager:
    """Return the way from the part at a place, from 0, to the others."""
    last = len(addresses) - 1
    if not last:
        return ALONE
    shown = sorted({0, last, *range(max(0, place - REACH), min(last, place + REACH) + 1)})
    before = [-1, *shown]
    steps = tuple(
        PagerStep(numbers[position], addresses[position], position == place, position > former + 1)
        for former, position in zip(before, shown, strict=False)
    )
    return Pager(steps, addresses[place + 1] if place < last else "")


def _make_parts(ends: Sequence[int], addresses: Sequence[str], numbers: Sequence[int]) -> tuple[Part, ...]:
    return tuple(
        Part(start, end, addresses[place], make_pager(addresses, numbers, place))
        for place, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
    )


def part_of(parts: Sequence[Part], position: int) -> Part:
    """Return the part in which an item stands, by its number from 0."""
    return next(part for part in parts if position < part.end)
