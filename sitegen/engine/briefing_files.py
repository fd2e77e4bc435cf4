"""The files of all briefings, in the archive's database: what each says of itself, and whether its slug is its own."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sitegen.model.project import BriefingSummary
from sitegen.model.site_files import SEEDS
from sitegen.model.text import Location
from sitegen.model.wording import Written
from sitegen.records.keys import Digest, digest_of

TABLES: Final = """
CREATE TABLE briefing_file (
  path TEXT PRIMARY KEY, seed TEXT NOT NULL, slug TEXT NOT NULL, day INTEGER, summary TEXT NOT NULL, ids TEXT NOT NULL,
  is_draft INTEGER NOT NULL, is_whole INTEGER NOT NULL, is_refused INTEGER NOT NULL, refused_aliases TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX briefing_file_by_slug ON briefing_file (slug COLLATE NOCASE);
CREATE INDEX briefing_file_published ON briefing_file (day) WHERE day IS NOT NULL;
CREATE INDEX briefing_file_drafts ON briefing_file (path) WHERE is_draft;
CREATE TABLE named (slug TEXT, path TEXT, PRIMARY KEY (slug, path)) WITHOUT ROWID;
CREATE INDEX named_by_path ON named (path);
"""


@dataclass(frozen=True, slots=True)
class Grant:
    """The names that a briefing may have: its slug and former slugs may be another briefing's (contract, section 3)."""

    is_refused: bool = False
    """The slug is another's: the briefing is not published."""
    refused_aliases: frozenset[str] = frozenset()
    """Former slugs that are another briefing's."""


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """A briefing's file as it was read."""

    path: str
    """Of the sidecar; of the seed where there is none."""
    summary: BriefingSummary
    """As written, whatever was refused."""
    day: int | None
    """See `records.rows.day_of`; None where the briefing is not published."""
    named: Sequence[str]
    """What stands where slugs of other briefings should, there or not."""
    grant: Grant


class BriefingFiles:
    """The register of briefings' files."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows = connection.cursor()
        self._rows.row_factory = sqlite3.Row

    def put(self, row: BriefingRow, *, is_known: bool = True) -> tuple[Digest, Digest]:
        """Enter a file, if it was entered before in the place of what was known of it.

        Return a digest of its summary without the ids that stand in the briefing, and one of all that was entered.
        """
        summary, grant = row.summary, row.grant
        written, ids, day = _write_summary(summary), _write_ids(summary), None if grant.is_refused else row.day
        if is_known:
            self.remove(row.path)
        self._connection.execute(
            "INSERT INTO briefing_file VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                row.path,
                summary.seed,
                summary.slug,
                day,
                written,
                ids,
                summary.is_draft,
                summary.is_whole,
                grant.is_refused,
                json.dumps(sorted(grant.refused_aliases)),
            ),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO named VALUES (?, ?)", [(one, row.path) for one in row.named]
        )
        whole = "\0".join((written, ids, str(day), str(grant.is_refused), *sorted(grant.refused_aliases)))
        return digest_of(written.encode("utf-8", "surrogatepass")), digest_of(whole.encode("utf-8", "surrogatepass"))

    def remove(self, path: str) -> None:
        """Forget a file."""
        self._connection.execute("DELETE FROM briefing_file WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM named WHERE path = ?", (path,))

    def refuse(self, path: str) -> None:
        """Note that a briefing is not published, as its slug is another's."""
        self._connection.execute("UPDATE briefing_file SET is_refused = 1, day = NULL WHERE path = ?", (path,))

    # --- one file

    def grant(self, path: str) -> Grant:
        """Return what a briefing was granted when it was entered. LookupError where it was not."""
        row = self._row(path)
        return Grant(bool(row["is_refused"]), frozenset(json.loads(row["refused_aliases"])))

    def summary(self, path: str) -> BriefingSummary:
        """Return what other files need to know of a briefing. LookupError where its file was not entered."""
        row = self._row(path)
        declared, local = json.loads(row["ids"])
        return _read_summary(
            json.loads(row["summary"]),
            tuple(Written(value, Location(*place)) for value, *place in declared),
            tuple((one, register) for one, register in local),
        )

    def granted_summary(self, path: str) -> BriefingSummary:
        """Return the same without the former slugs that are another's."""
        return without_aliases(self.summary(path), self.grant(path).refused_aliases)

    def published_slug(self, path: str) -> str | None:
        """Return the slug under which a briefing is published; None where it is not."""
        row = self._connection.execute("SELECT slug, day FROM briefing_file WHERE path = ?", (path,)).fetchone()
        return row[0] if row and row[1] is not None else None

    def slug(self, path: str) -> str:
        """Return a briefing's slug as its file says it. LookupError where the file was not entered."""
        return str(self._row(path)["slug"])

    def seed(self, path: str) -> str:
        """Return the name of a briefing's seed, composed (NFC). LookupError where the file was not entered."""
        return str(self._row(path)["seed"])

    def is_draft(self, path: str) -> bool:
        """Tell whether this is the file of a draft."""
        row = self._connection.execute("SELECT is_draft FROM briefing_file WHERE path = ?", (path,)).fetchone()
        return bool(row and row[0])

    def is_refused(self, path: str) -> bool:
        """Tell whether a briefing is not published, as its slug is another's."""
        row = self._connection.execute("SELECT is_refused FROM briefing_file WHERE path = ?", (path,)).fetchone()
        return bool(row and row[0])

    def _row(self, path: str) -> sqlite3.Row:
        """Return all columns of a file. LookupError where it was not entered."""
        row: sqlite3.Row | None = self._rows.execute("SELECT * FROM briefing_file WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        return row

    # --- slugs

    def path_of(self, slug: str) -> str | None:
        """Return the file whose briefing has this slug, the first where several have.

        Drafts stand behind all others, and behind these files that could not be read, whose slug is what it seems.
        """
        found = (
            "SELECT path FROM briefing_file WHERE slug = ? COLLATE NOCASE AND slug = ? AND NOT is_refused"
            " ORDER BY is_whole DESC, is_draft, path LIMIT 1"
        )
        row = self._connection.execute(found, (slug, slug)).fetchone()
        return row[0] if row else None

    def is_taken(self, slug: str, path: str) -> bool:
        """Tell whether the briefing of another file goes by this slug, upper and lower case alike."""
        found = (
            "SELECT 1 FROM briefing_file WHERE slug = ? COLLATE NOCASE AND path != ? AND is_whole AND NOT is_refused"
        )
        return self._connection.execute(found, (slug, path)).fetchone() is not None

    def named_by(self, path: str) -> tuple[str, ...]:
        """Return what stands in a briefing where slugs of others should."""
        return tuple(slug for (slug,) in self._connection.execute("SELECT slug FROM named WHERE path = ?", (path,)))

    # --- all of them

    def summaries(self) -> Iterator[tuple[str, BriefingSummary, bool]]:
        """Yield the path and summary of every file in the order of the paths, and whether its briefing is published.

        The summaries are as written, without the ids that stand in the briefing: `summary` has them.
        """
        found = self._connection.execute("SELECT path, summary, day FROM briefing_file ORDER BY path").fetchall()
        plain = json.loads(f"[{','.join(summary for _, summary, _ in found)}]")
        for (path, _, day), one in zip(found, plain, strict=True):
            yield path, _read_summary(one), day is not None

    def granted_summaries(self) -> Iterator[BriefingSummary]:
        """Yield the same summaries without slugs and former slugs that are another's."""
        found = (
            "SELECT path, is_refused, refused_aliases FROM briefing_file WHERE is_refused OR refused_aliases != '[]'"
        )
        refused = {
            path: (is_refused, json.loads(aliases)) for path, is_refused, aliases in self._connection.execute(found)
        }
        for path, summary, _ in self.summaries():
            is_refused, aliases = refused.get(path, (0, ()))
            if not is_refused:
                yield without_aliases(summary, aliases)

    def lonely(self) -> dict[str, str]:
        """Return the slugs of the drafts that seeds without a sidecar are, by the paths of the seeds."""
        found = "SELECT path, slug FROM briefing_file WHERE path >= ? AND path < ?"
        return dict(self._connection.execute(found, (f"{SEEDS}/", f"{SEEDS}/\U0010ffff")))

    def published(self) -> int:
        """Return how many briefings are published."""
        return int(self._connection.execute("SELECT COUNT(*) FROM briefing_file WHERE day IS NOT NULL").fetchone()[0])

    def drafts_left_out(self) -> int:
        """Return how many drafts, seeds without a sidecar among them, are not published."""
        found = "SELECT COUNT(*) FROM briefing_file WHERE is_draft AND day IS NULL"
        return int(self._connection.execute(found).fetchone()[0])


def without_aliases(summary: BriefingSummary, refused: Iterable[str]) -> BriefingSummary:
    """Return a summary without some of its former slugs."""
    refused = frozenset(refused)
    if not refused:
        return summary
    return replace(summary, aliases=tuple(alias for alias in summary.aliases if alias.value not in refused))


def _write_summary(summary: BriefingSummary) -> str:
    """Return a summary without its ids as JSON."""
    aliases = [(alias.value, *_plain_place(alias.where)) for alias in summary.aliases]
    flags = (summary.is_whole, summary.is_shown, summary.is_draft, summary.is_withdrawn)
    plain = (summary.slug, *_plain_place(summary.slug_where), summary.seed, aliases, *flags)
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _write_ids(summary: BriefingSummary) -> str:
    """Return the ids that stand in a briefing as JSON."""
    declared = [(one.value, *_plain_place(one.where)) for one in summary.declared]
    return json.dumps((declared, summary.local), ensure_ascii=False, separators=(",", ":"))


def _read_summary(
    plain: Any,  # noqa: ANN401 - JSON
    declared: tuple[Written, ...] = (),
    local: tuple[tuple[str, str], ...] = (),
) -> BriefingSummary:
    slug, path, line, column, seed, aliases, is_whole, is_shown, is_draft, is_withdrawn = plain
    return BriefingSummary(
        slug=slug,
        slug_where=Location(path, line, column),
        seed=seed,
        aliases=tuple(Written(value, Location(*place)) for value, *place in aliases),
        declared=declared,
        local=local,
        is_whole=is_whole,
        is_shown=is_shown,
        is_draft=is_draft,
        is_withdrawn=is_withdrawn,
    )


def _plain_place(where: Location) -> tuple[str, int, int]:
    return (where.path, where.line, where.column)
