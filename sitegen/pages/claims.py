"""The ledger of claims: every claim once, by what checking found of it.

A long ledger begins with the newest claims of each status; all of a status stand on pages of its own. Each claim of the
register has a page with all its places.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from sitegen.language.editions import Edition
from sitegen.model.addresses import CLAIMS, entry_address, part_address
from sitegen.model.registers import Claim
from sitegen.pages.facets import Facets, FacetTable, plan_rows
from sitegen.pages.ledgers import ListedRow, fill_row, list_first_places, list_rows
from sitegen.pages.list_page import ListPage, Nouns
from sitegen.pages.pagination import ALONE, Pager, Part, cut_back, weigh
from sitegen.records.site import LedgerRow, Site

ORDER_OF_STATUSES: Final = (
    "confirmed",
    "corroborated",
    "disputed",
    "contradicted",
    "unsubstantiated",
    "unverified",
    "not_checkable",
    "outdated",
    "",
)
"""From what holds to what does not, then what is not known; last the claims whose writers say nothing of it."""

NO_STATUS: Final = "none"
"""Stands for the lack of a status in addresses."""


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one status, or some of them."""

    status: str
    """From the closed set; empty for those without one."""
    rows: tuple[ListedRow, ...]
    claims: int
    """How many there are in all; 0 on the pages behind the first, which do not say it."""
    address: str
    """Where all of them stand; empty on the pages where they do."""


def plan_claims(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the ledger's first page: all claims by status, or of a long ledger the newest of each status."""
    claims = site.claims
    by_status, is_long = group_claims(claims), _is_long(claims, site)
    yield ListPage(CLAIMS, "claims.html", partial(_fill_claims, by_status, site, edition, is_long=is_long))


def plan_claim_rows(site: Site, edition: Edition) -> Iterator[ListPage]:
    """Yield the scripts that bring all claims of a long ledger where they are filtered."""
    by_status = group_claims(site.claims)
    claims = [row for _, rows in by_status for row in rows]
    if _is_long(claims, site):
        yield from plan_rows(
            CLAIMS,
            claims,
            find_facets=partial(claim_facets, claims, site, edition, is_long=True),
            show=partial(list_first_places, site=site),
            most=site.lengths.found,
        )


def plan_statuses(site: Site) -> Iterator[ListPage]:
    """Yield the pages of the claims of each status in a long ledger."""
    claims = site.claims
    if not _is_long(claims, site):
        return
    for status, rows in group_claims(claims):
        for part in cut_back(weigh(len(rows)), site.lengths.rows, _status_address(status)):
            shown, total = rows[part.span], len(rows) if part.is_first else 0
            fill = partial(_fill_status, status, shown, total, part.pager, site)
            yield ListPage(part.address, "claims.html", fill)


def plan_claim(claim: Claim, site: Site, describe: Callable[[LedgerRow], Mapping[str, object]]) -> Iterator[ListPage]:
    """Yield the pages of a claim of the register: all its places; the first holds what `describe` says of it."""
    row = site.row_of(claim)
    address = entry_address("claim", claim.id.value)
    for part in cut_back(weigh(len(row.lines)), site.lengths.rows, address):
        fill = partial(_fill_claim, row, part, site, describe)
        yield ListPage(part.address, "claim.html", fill)


def group_claims(claims: Sequence[LedgerRow]) -> tuple[tuple[str, Sequence[LedgerRow]], ...]:
    """Return the claims by status, those of the register first in each; the register's status counts."""
    groups: dict[str, list[LedgerRow]] = {status: [] for status in ORDER_OF_STATUSES}
    for row in claims:
        groups[row.status].append(row)
    return tuple((status, tuple(rows)) for status, rows in groups.items() if rows)


def _fill_claim(row: LedgerRow, part: Part, site: Site, describe: Callable[[LedgerRow], Mapping[str, object]]) -> Nouns:
    return {**fill_row(row, part, site), "description": describe(row) if part.is_first else None}


def _is_long(claims: Sequence[LedgerRow], site: Site) -> bool:
    return len(claims) > 2 * site.lengths.rows


def _fill_claims(
    by_status: Sequence[tuple[str, Sequence[LedgerRow]]], site: Site, edition: Edition, *, is_long: bool
) -> Nouns:
    most = site.lengths.places if is_long else None
    groups = tuple(
        ClaimGroup(status, list_rows(rows[:most], site), len(rows), _status_address(status) if is_long else "")
        for status, rows in by_status
    )
    facets = claim_facets([row for _, rows in by_status for row in rows], site, edition, is_long=is_long)
    return {"groups": groups, "facets": facets, "pager": ALONE, "is_part": False, "is_split": is_long}


def claim_facets(claims: Sequence[LedgerRow], site: Site, edition: Edition, *, is_long: bool) -> Facets | None:
    """Return what claims, which stand as in the ledger, can be filtered by."""
    table = FacetTable("claim", ("status", "speaker", "topic"), site, edition)
    names = {line.key: line.names for line in site.library.facet_lines("claim")}
    for row in claims:
        own = row.entry.speaker if isinstance(row.entry, Claim) and row.entry.speaker else ""
        speakers = [*table.speaker_values(own, {})]
        for line in row.lines:
            speakers += table.speaker_values(line.speaker, names.get(line.key, {}))
        table.add(row.key, [row.status or NO_STATUS], speakers, table.topic_values(line.slug for line in row.lines))
    groups = {row.status or NO_STATUS: f"{CLAIMS}#{_fragment(row.status)}" for row in claims}
    return table.finish(groups, in_order=True, is_long=is_long)


def _fill_status(status: str, rows: Sequence[LedgerRow], total: int, pager: Pager, site: Site) -> Nouns:
    group = ClaimGroup(status, list_rows(rows, site), total, "")
    return {"groups": (group,), "facets": None, "pager": pager, "is_part": True, "is_split": False}


def _status_address(status: str) -> str:
    return part_address(CLAIMS, status or NO_STATUS)


def _fragment(status: str) -> str:
    return f"_status-{status or NO_STATUS}"
