"""What the rows of a list can be filtered by: for each key its values, how many rows have them, and which (facets).

Those whom no register knows have no id: they are told apart by their names in the language of the edition.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from itertools import chain
from typing import Final, TypeVar

from sitegen.language.collation import FilingKey, filing_key
from sitegen.language.editions import Edition
from sitegen.model.addresses import entry_address, rows_address
from sitegen.model.forms import AUTHOR, UNNAMED
from sitegen.model.registers import name_of
from sitegen.model.wording import Speaker, Text, speaker_id
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.records.directory import find_topic
from sitegen.records.site import Site

ANY_REGISTER: Final = ("actor", "place", "term", "source", "topic", "claim", "event")

SomeRow = TypeVar("SomeRow")

NOBODY: Final = "_nobody"
"""Stands for the lack of a speaker; no id begins with a low line."""
UNDATED: Final = "undated"
"""Stands for the lack of a date in addresses."""
MANY: Final = 2
"""Rows from which on there is something to choose."""
MOST_IN_A_ROW: Final = 6
"""Values that stand before the list without being asked for, where there are more: some three lines of a phone."""


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value by which rows can be found."""

    value: str
    """As addresses have it."""
    name: Text | None
    """None where the interface names it."""
    rows: int
    """How many have it."""
    address: str
    """Where these stand, within the edition; empty where the list is not grouped by the key."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A key with its values."""

    key: str
    values: tuple[FacetValue, ...]
    is_grouping: bool
    """The list is grouped by it."""
    most: int
    """How many values the list's page holds; a script brings the others."""

    @property
    def first(self) -> tuple[FacetValue, ...]:
        """Return the values that stand in a row; none where the list is not grouped by the key."""
        return self.values[: self._in_a_row]

    @property
    def others(self) -> tuple[FacetValue, ...]:
        """Return the values that open below."""
        return self.values[self._in_a_row : self.most]

    @property
    def rest(self) -> tuple[FacetValue, ...]:
        """Return the values that a script brings."""
        return self.values[self.most :]

    @property
    def _in_a_row(self) -> int:
        """Return how many values stand in a row: all of a closed set, whose labels are short."""
        most = len(self.values) if self.key == "status" else MOST_IN_A_ROW
        return most if self.is_grouping else 0


@dataclass(frozen=True, slots=True)
class Facets:
    """All keys of a list."""

    kind: str
    """What its rows are: `claim`, `quote`, `event` or `briefing`."""
    facets: tuple[Facet, ...]
    of_rows: Mapping[str, str]
    """Which values each row has, by the row's key: their numbers from 0, parted by `,`, and the facets by `;`."""
    rows_in_script: int
    """How many rows a script holds of those that are not on the page; 0 where all are there."""


def plan_rows(
    address: str,
    rows: Sequence[SomeRow],
    *,
    find_facets: Callable[[], Facets | None],
    show: Callable[[Sequence[SomeRow]], Sequence[object]],
    most: int,
) -> Iterator[ListPage]:
    """Yield the scripts of a split list: what all its rows have, then the rows, as they are shown, so many in each."""
    yield ListPage(rows_address(address), "rows.html", partial(_fill_facets, find_facets))
    for number, start in enumerate(range(0, len(rows), most), start=1):
        fill = partial(_fill_rows, number, rows[start : start + most], show)
        yield ListPage(rows_address(address, number), "rows.html", fill)


def _fill_facets(find_facets: Callable[[], Facets | None]) -> Nouns:
    return {"facets": find_facets(), "number": 0, "rows": ()}


def _fill_rows(number: int, rows: Sequence[SomeRow], show: Callable[[Sequence[SomeRow]], Sequence[object]]) -> Nouns:
    return {"facets": None, "number": number, "rows": show(rows)}


@dataclass
class FacetTable:
    """The values of the rows while they are gathered."""

    kind: str
    keys: Sequence[str]
    site: Site
    edition: Edition
    _rows: dict[str, Sequence[Sequence[str]]] = field(default_factory=dict, init=False)
    _names: dict[str, Text] = field(default_factory=dict, init=False)
    _topic_ids: dict[str, str] = field(default_factory=dict, init=False)
    """Of topics as briefings write them."""

    def add(self, row: str, *values: Iterable[str]) -> None:
        """Enter a row by its key, with its values of all keys in their order."""
        self._rows[row] = [[value for value in dict.fromkeys(some) if value] for some in values]

    def value_of(self, one: str, own: Mapping[str, Text], registers: Sequence[str] = ("actor",)) -> str:
        """Return the value for an id: the same if one of these registers has it, the name where `own` does, or none."""
        if name := own.get(one):
            return self._name(name)
        entry = self.site.registers.find(one)
        if entry is None or entry.register not in registers:
            return ""
        self._names[one] = name_of(entry)
        return one

    def speaker_values(self, speaker: Speaker | str, own: Mapping[str, Text]) -> Sequence[str]:
        """Return the values for who speaks: of one who is told in words alone, first that of all unnamed ones."""
        if isinstance(speaker, Text):
            return UNNAMED, self._name(speaker)
        one = speaker if isinstance(speaker, str) else speaker_id(speaker)
        if one == UNNAMED:
            return UNNAMED, self.value_of(one, own)
        if not one or one in (AUTHOR, NOBODY):
            return (one,)
        # Every quote has a speaker among the values, as the ledger is grouped by them.
        return (self.value_of(one, own, ANY_REGISTER) or one,)

    def topic_values(self, slugs: Iterable[str]) -> Sequence[str]:
        """Return the values for the topics of briefings."""
        return [self._topic(written) for slug in slugs for written in self._topics_of_briefings.get(slug, ())]

    def topic_addresses(self) -> Mapping[str, str]:
        """Return the addresses of the topics that rows have, by their values."""
        return {one: entry_address("topic", one) for one in self._topic_ids.values()}

    def finish(self, groups: Mapping[str, str], *, in_order: bool, is_long: bool = False) -> Facets | None:
        """Return everything, None for less than two rows; the list is grouped by the first key.

        Its values have these addresses; they come in the order of the groups, or like all others the commonest first.
        Of a long list the page has some of the values and rows.
        """
        if len(self._rows) < MANY:
            return None
        # A key of which no row has a value is none.
        places = [place for place, _ in enumerate(self.keys) if any(row[place] for row in self._rows.values())]
        facets = [
            self._facet(
                self.keys[place],
                Counter(chain.from_iterable(row[place] for row in self._rows.values())),
                {} if place else groups,
                in_order=in_order,
            )
            for place in places
        ]
        numbers = [{one.value: str(number) for number, one in enumerate(facet.values)} for facet in facets]
        of_rows = {
            row: ";".join(
                ",".join([by_value[one] for one in values[place]])
                for place, by_value in zip(places, numbers, strict=True)
            )
            for row, values in self._rows.items()
        }
        lengths = self.site.lengths
        if is_long:
            # The groups in their order are few, and their headings are found without scripts.
            facets = [one if one.is_grouping and in_order else replace(one, most=lengths.values) for one in facets]
        return Facets(self.kind, tuple(facets), of_rows, lengths.found if is_long else 0)

    def _facet(self, key: str, counts: Mapping[str, int], addresses: Mapping[str, str], *, in_order: bool) -> Facet:
        order = {value: place for place, value in enumerate(addresses)} if in_order else {}
        values = sorted(counts, key=lambda one: (order.get(one, len(order)), -counts[one], self._filed(one)))
        found = tuple(FacetValue(one, self._names.get(one), counts[one], addresses.get(one, "")) for one in values)
        return Facet(key, found, is_grouping=bool(addresses), most=len(found))

    def _filed(self, value: str) -> FilingKey:
        name = self._names.get(value)
        return filing_key(self.edition.choose(name).value if name else "", self.edition.language)

    @cached_property
    def _topics_of_briefings(self) -> Mapping[str, Sequence[str]]:
        return self.site.library.topics_of_briefings()

    def _topic(self, written: str) -> str:
        if written not in self._topic_ids:
            topic = find_topic(written, self.site)
            self._topic_ids[written] = topic.id.value
            self._names[topic.id.value] = topic.name
        return self._topic_ids[written]

    def _name(self, name: Text) -> str:
        value = self.edition.choose(name).value
        self._names.setdefault(value, name)
        return value
