"""The ledger of claims: every claim once, by what checking found of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sitegen.model.site import LedgerRow
from sitegen.pages.ledgers import ListedRow, list_rows

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


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one status."""

    status: str
    """From the closed set; empty for those without one."""
    rows: tuple[ListedRow, ...]


def group_claims(claims: Iterable[LedgerRow]) -> tuple[ClaimGroup, ...]:
    """Return the claims by status, those of the register first in each; the register's status counts."""
    listed = list_rows(claims)
    groups = (ClaimGroup(status, tuple(row for row in listed if row.status == status)) for status in ORDER_OF_STATUSES)
    return tuple(group for group in groups if group.rows)
