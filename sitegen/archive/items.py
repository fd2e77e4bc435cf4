"""The archive's register of files: what each briefing's files were when they were read, and what came of them."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sitegen.model.problems import Problem, read_problems, write_problems
from sitegen.model.project import BriefingSummary
from sitegen.model.text import Location
from sitegen.model.wording import Written

TABLES: Final = """
CREATE TABLE items (
  path TEXT PRIMARY KEY, seed TEXT NOT NULL, slug TEXT NOT NULL, day INTEGER, summary TEXT NOT NULL, ids TEXT NOT NULL,
  problems TEXT NOT NULL, late_problems TEXT NOT NULL, files TEXT NOT NULL, is_draft INTEGER NOT NULL,
  is_whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX items_by_slug ON items (slug);
CREATE INDEX items_by_folded_slug ON items (slug COLLATE NOCASE);
CREATE INDEX items_by_seed ON items (seed);
CREATE INDEX items_published ON items (day) WHERE day IS NOT NULL;
CREATE INDEX items_in_trouble ON items (path) WHERE problems != '[]' OR late_problems != '[]';
CREATE TABLE named (target TEXT, path TEXT, PRIMARY KEY (target, path)) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A briefing as it was read."""

    path: str
    """Of the sidecar; of the seed where there is none."""
    summary: BriefingSummary
    day: int | None
    """See `gather.day_of`; None where the briefing is not published."""
    problems: tuple[Problem, ...]
    named: tuple[str, ...]
    """Other briefings that it names, there or not."""
    files: tuple[str, ...]
    """What was made of it, within the output folder."""


class Items:
    """The register, in the archive's database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._files_before: dict[str, str] = {}
        """What was made of the briefings that this process entered or removed, as it was before."""

    @property
    def has_same_files(self) -> bool:
        """Tell whether the files that were made of briefings are those that were here when the register was opened."""
        return all(self._files_of(path) == before for path, before in self._files_before.items())

    def has(self, path: str) -> bool:
        """Tell whether a briefing's file is in the register."""
        return self._connection.execute("SELECT 1 FROM items WHERE path = ?", (path,)).fetchone() is not None

    def paths_below(self, folder: str) -> set[str]:
        """Return the paths of all briefings' files below a folder, which ends with `/`."""
        found = self._connection.execute(
            "SELECT path FROM items WHERE path >= ? AND path < ?", (folder, f"{folder}\U0010ffff")
        )
        return {path for (path,) in found}

    def speaking_of(self, seed: str) -> set[str]:
        """Return the paths of the briefings whose seed has this name, composed."""
        return {path for (path,) in self._connection.execute("SELECT path FROM items WHERE seed = ?", (seed,))}

    def put(self, entry: Entry) -> None:
        """Enter a briefing's files in the place of what was known of them."""
        self.remove(entry.path)
        self.add(entry)

    def add(self, entry: Entry) -> None:
        """Enter the files of a briefing of which nothing is known yet."""
        summary = entry.summary
        self._connection.execute(
            "INSERT INTO items VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.path,
                summary.seed,
                summary.slug,
                entry.day,
                _write_summary(summary),
                _write_ids(summary),
                write_problems(entry.problems),
                "[]",
                _write_files(entry.files),
                summary.is_draft,
                summary.is_whole,
            ),
        )
        self._connection.executemany(
            "INSERT OR IGNORE INTO named VALUES (?, ?)", [(one, entry.path) for one in entry.named]
        )

    def finish(self, path: str, problems: Iterable[Problem], files: Iterable[str]) -> None:
        """Enter what came of a briefing once the others were known."""
        self._files_before.setdefault(path, self._files_of(path))
        written = (write_problems(problems), _write_files(files), path)
        self._connection.execute("UPDATE items SET late_problems = ?, files = ? WHERE path = ?", written)

    def remove(self, path: str) -> None:
        """Forget a briefing's files."""
        self._files_before.setdefault(path, self._files_of(path))
        self._connection.execute("DELETE FROM items WHERE path = ?", (path,))
        self._connection.execute("DELETE FROM named WHERE path = ?", (path,))

    def light_summaries(self) -> Iterator[tuple[str, BriefingSummary, bool]]:
        """Yield the path and summary of every briefing in the order of the paths, and whether it is published.

        The ids that stand in it are left out: `summary` has them.
        """
        found = self._connection.execute("SELECT path, summary, day FROM items ORDER BY path").fetchall()
        for (path, _, day), plain in zip(
            found, json.loads(f"[{','.join(summary for _, summary, _ in found)}]"), strict=True
        ):
            yield path, _read_summary(plain), day is not None

    def summary(self, path: str) -> BriefingSummary:
        """Return all that other files need to know of a briefing. LookupError where it is not in the register."""
        row = self._connection.execute("SELECT summary, ids FROM items WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        declared, local = json.loads(row[1])
        return _read_summary(
            json.loads(row[0]),
            tuple(Written(value, Location(*place)) for value, *place in declared),
            tuple((one, register) for one, register in local),
        )

    def entry_of(self, path: str) -> tuple[str, str, str, int | None] | None:
        """Return a briefing's slug, summary, ids and day as written, to be compared; None where it is not here."""
        row = self._connection.execute("SELECT slug, summary, ids, day FROM items WHERE path = ?", (path,)).fetchone()
        return tuple(row) if row else None

    def seed(self, path: str) -> str:
        """Return the name of a briefing's seed, composed. LookupError where the briefing is not in the register."""
        row = self._connection.execute("SELECT seed FROM items WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        return str(row[0])

    def slug(self, path: str) -> str:
        """Return a briefing's slug. LookupError where it is not in the register."""
        row = self._connection.execute("SELECT slug FROM items WHERE path = ?", (path,)).fetchone()
        if row is None:
            raise LookupError(path)
        return str(row[0])

    def refuse(self, path: str) -> None:
        """Note that a briefing is not published, as its slug is another's."""
        self._connection.execute("UPDATE items SET slug = '', day = NULL WHERE path = ?", (path,))

    def is_refused(self, path: str) -> bool:
        """Tell whether `refuse` was called for a briefing."""
        row = self._connection.execute("SELECT slug FROM items WHERE path = ?", (path,)).fetchone()
        return row is not None and row[0] == ""

    def path_of(self, slug: str) -> str | None:
        """Return the file whose briefing has this slug, the first where several have.

        Drafts stand behind all others, and behind these what could not be read, whose slug is only what it seems.
        """
        found = "SELECT path FROM items WHERE slug = ? ORDER BY is_whole DESC, is_draft, path LIMIT 1"
        row = self._connection.execute(found, (slug,)).fetchone()
        return row[0] if row else None

    def is_anothers(self, slug: str, path: str) -> bool:
        """Tell whether another file's briefing has this slug, upper and lower case alike."""
        found = self._connection.execute(
            "SELECT 1 FROM items WHERE slug = ? COLLATE NOCASE AND path != ? LIMIT 1", (slug, path)
        )
        return found.fetchone() is not None

    def day(self, path: str) -> int | None:
        """Return the day of a briefing; None where it is not published."""
        row = self._connection.execute("SELECT day FROM items WHERE path = ?", (path,)).fetchone()
        return row[0] if row else None

    def named_by(self, path: str) -> tuple[str, ...]:
        """Return the briefings that one names."""
        return tuple(row[0] for row in self._connection.execute("SELECT target FROM named WHERE path = ?", (path,)))

    def naming(self, slugs: Iterable[str]) -> set[str]:
        """Return the files of the briefings that name one of these."""
        found: set[str] = set()
        for slug in slugs:
            found.update(row[0] for row in self._connection.execute("SELECT path FROM named WHERE target = ?", (slug,)))
        return found

    def naming_nobody(self) -> set[str]:
        """Return the files of the briefings that name one which is not there: what they are told rests on all."""
        found = "SELECT path FROM named WHERE NOT EXISTS (SELECT 1 FROM items WHERE slug = target)"
        return {path for (path,) in self._connection.execute(found)}

    def files(self) -> Mapping[str, tuple[str, ...]]:
        """Return what was made of each briefing, by its path."""
        found = self._connection.execute("SELECT path, files FROM items").fetchall()
        made = json.loads(f"[{','.join(files for _, files in found)}]")
        return {path: tuple(files) for (path, _), files in zip(found, made, strict=True)}

    def files_of(self, path: str) -> tuple[str, ...]:
        """Return what was made of one briefing; nothing where it is not in the register."""
        return tuple(json.loads(self._files_of(path)))

    def _files_of(self, path: str) -> str:
        row = self._connection.execute("SELECT files FROM items WHERE path = ?", (path,)).fetchone()
        return row[0] if row else _write_files(())

    def published(self) -> int:
        """Return how many briefings are published."""
        return int(self._connection.execute("SELECT COUNT(*) FROM items WHERE day IS NOT NULL").fetchone()[0])

    def drafts_left_out(self) -> int:
        """Return how many drafts, seeds without a sidecar among them, are not published."""
        found = self._connection.execute("SELECT COUNT(*) FROM items WHERE is_draft AND day IS NULL")
        return int(found.fetchone()[0])

    def is_draft(self, path: str) -> bool:
        """Tell whether this is the file of a draft."""
        row = self._connection.execute("SELECT is_draft FROM items WHERE path = ?", (path,)).fetchone()
        return bool(row and row[0])

    def problems(self) -> Iterator[tuple[str, Sequence[Problem]]]:
        """Yield the file of each briefing with which something is wrong, with what it is, early and late."""
        for path, early, late in self._connection.execute(
            "SELECT path, problems, late_problems FROM items WHERE problems != '[]' OR late_problems != '[]'"
        ).fetchall():
            yield path, [*read_problems(early), *read_problems(late)]


def _write_files(files: Iterable[str]) -> str:
    return json.dumps(tuple(files), ensure_ascii=False)


def _write_summary(summary: BriefingSummary) -> str:
    """Return a summary without its ids as JSON."""
    aliases = [(alias.value, *_plain_place(alias.where)) for alias in summary.aliases]
    flags = (summary.is_whole, summary.is_shown, summary.is_draft)
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
    slug, path, line, column, seed, aliases, is_whole, is_shown, is_draft = plain
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
    )


def _plain_place(where: Location) -> tuple[str, int, int]:
    return (where.path, where.line, where.column)
