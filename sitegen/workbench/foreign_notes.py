"""Notes as other tools have them, on their way into a sidecar."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from typing import Final

from sitegen.model.forms import is_id
from sitegen.model.text import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignQuote:
    """The words that a note of another tool is about."""

    exact: str = ""
    """Empty where the place alone is told."""
    prefix: str = ""
    suffix: str = ""
    occurrence: str = ""
    start: int | None = None
    """In a text that may not be the seed's, as `end`."""
    end: int | None = None
    counts_utf16: bool = False
    """Offsets are UTF-16 code units, not code points."""
    is_written: bool = False
    """An editor chose the context, and it stays as it is where it settles the place."""


@dataclass(slots=True, kw_only=True)
class ForeignNote:
    """A note of another tool, as far as it was understood."""

    where: Location
    """Where it begins in its file."""
    keys: dict[str, object] = field(default_factory=dict)
    """What it says, by the keys of a sidecar; texts may be strings in an unknown language."""
    quotes: list[ForeignQuote] = field(default_factory=list)
    left: dict[str, object] = field(default_factory=dict)
    """What a sidecar has no place for, by the tool's own names."""


def id_from(name: str) -> str:
    """Return the id of a note that another tool calls so: the end of an address; empty where none can be made."""
    tail = re.split(r"[/#:]", name.strip().rstrip("/#"))[-1]
    made = re.sub("[^A-Za-z0-9_-]+", "-", tail).strip("-")
    if not made or tail.startswith("_"):  # such ids are made of kind and anchor, and are made again
        return ""
    return made if made[0].isalpha() and is_id(made) else f"n-{made}"


def date_from(stamp: object) -> str:
    """Return a moment as a sidecar writes it: a day where it is a day's first moment in UTC; as told where it is none.

    Empty where nothing is told.
    """
    try:
        moment = datetime.fromisoformat(str(stamp or ""))
    except ValueError:
        return str(stamp or "")
    utc = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return utc.date().isoformat() if utc.time() == time() else f"{utc:%Y-%m-%dT%H:%M:%SZ}"


def as_map(value: object) -> Mapping[str, object]:
    """Return a map of JSON, an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> Sequence[object]:
    """Return what may be one thing or several as several; none for null."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def words(value: object) -> str:
    """Return a string of JSON without the halves of characters that an escape can bring; empty for anything else."""
    return _NO_CHARACTER.sub("\ufffd", value) if isinstance(value, str) else ""


_NO_CHARACTER: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def offset(value: object) -> int | None:
    """Return an offset of JSON or of a cell; None where it is none."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    return int(value) if isinstance(value, str) and _OFFSET.fullmatch(value.strip()) else None


_OFFSET: Final = re.compile("[0-9]{1,12}")


def quotes_of(target: object, *, counts_utf16: bool) -> Iterator[ForeignQuote]:
    """Yield the quote of a W3C target, or of Hypothesis' row: its quote and its position as one.

    What refines another selector is the more exact of the two. Of a place that is told in another way, in a picture or
    by elements, the quote is empty; of a target that is the whole page there is none.
    """
    selectors = list(_selectors(as_map(target).get("selector")))
    exact = next((one for one in selectors if _is(one, "TextQuoteSelector")), {})
    position = next((one for one in selectors if _is(one, "TextPositionSelector")), {})
    if selectors:
        yield ForeignQuote(
            exact=words(exact.get("exact")),
            prefix=words(exact.get("prefix")),
            suffix=words(exact.get("suffix")),
            start=offset(position.get("start")),
            end=offset(position.get("end")),
            counts_utf16=counts_utf16,
        )


def _selectors(value: object) -> Iterator[Mapping[str, object]]:
    for selector in map(as_map, as_list(value)):
        yield from _selectors(selector.get("refinedBy"))
        yield selector
        if _is(selector, "Choice"):
            yield from _selectors(selector.get("items"))


def _is(selector: Mapping[str, object], name: str) -> bool:
    return any(words(one).rpartition(":")[2] == name for one in as_list(selector.get("type") or selector.get("@type")))
