"""Families of files over all briefings, as any process makes them; and the one that an edit of a note mostly touches.

What makes all others is in `lists.py`, which is imported where one of them is made.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sitegen.exports.search_index import plan_search
from sitegen.model.problems import Problem
from sitegen.model.site_files import Artifact
from sitegen.records.keys import Key
from sitegen.records.site import Site

SEARCH: Final = "search"
"""The family of the files of the search's index."""

DueFamily = tuple[str, Collection[str] | None]
"""A family with the paths of those of its pages that must be made again; None for all of them."""


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that was made."""

    path: str
    """Within the output folder."""
    reads: frozenset[Key]
    artifacts: tuple[Artifact, ...]
    """None where the page's template failed."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeFamily:
    """A family with those of its pages that were made."""

    name: str
    reads: frozenset[Key]
    """Of the plan which pages there are."""
    paths: tuple[str, ...]
    """Of all pages."""
    pages: tuple[MadePage, ...]


def make_search(site: Site, only: Collection[str] | None) -> MadeFamily:
    """Return the index of the search, or those of its files that have these paths: each rests on keys of its own."""
    library = site.library
    with library.tracing() as plan:
        planned = tuple(plan_search(site))
    made: list[MadePage] = []
    for file in planned:
        if only is None or file.path in only:
            with library.tracing() as reads:
                artifact = file.make()
            made.append(MadePage(file.path, frozenset(reads), (artifact,)))
    return MadeFamily(SEARCH, frozenset(plan), tuple(file.path for file in planned), tuple(made))
