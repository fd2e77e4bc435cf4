"""Pieces of work and what comes of them: what processes pass to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sitegen.archive.rows import Row
from sitegen.model.problems import Problem
from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import Artifact
from sitegen.model.wording import TextLink


@dataclass(frozen=True, slots=True)
class Item:
    """A briefing's file."""

    path: str
    """Of the sidecar; of the seed where there is none."""
    slug: str = ""
    """Of a seed without a sidecar, which gets one where all are known."""
    refused_aliases: frozenset[str] = frozenset()
    """Former slugs that are another briefing's."""


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What every page depends on though it follows from all briefings: few and coarse, so that they seldom change."""

    filled: frozenset[str]
    """See Site."""
    long_lists: frozenset[str] = frozenset()
    """See Site."""
    unpublished: frozenset[str] = frozenset()
    """See Site."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another briefing, as far as pages that name it need it."""

    summary: BriefingSummary
    day: int | None
    """None where it is not published."""
    rows: tuple[Row, ...]
    """Its abstract and the heads of its notes."""


@dataclass(frozen=True, slots=True)
class World:
    """The other briefings."""

    slugs: tuple[str, ...] = ()
    """Of all of them."""
    slug_of_alias: Mapping[str, str] = field(default_factory=dict)
    neighbours: Mapping[str, Neighbour] = field(default_factory=dict)
    """Those that are named, by slug."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Woven:
    """What came of one briefing."""

    item: Item
    summary: BriefingSummary
    problems: tuple[Problem, ...]
    named: tuple[str, ...]
    """What stands where slugs of other briefings should: without them neither references nor pages can be settled."""
    is_made: bool
    """Its references were checked, and its files were made."""
    day: int
    """See `gather.day_of`."""
    rows: tuple[Row, ...] | None
    """None where the briefing is not published."""
    artifacts: tuple[Artifact, ...]
    links: tuple[TextLink, ...] = ()
    """Those of its texts that lead to files of the site."""


@dataclass(frozen=True, slots=True)
class Finished:
    """What was left of a briefing until the others were known."""

    item: Item
    problems: tuple[Problem, ...]
    artifacts: tuple[Artifact, ...]
