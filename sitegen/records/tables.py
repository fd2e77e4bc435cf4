"""The tables of all briefings, and what changes when the rows of one are replaced.

Every table begins with the briefing's slug, by which its rows are replaced, and has an index for each question that is
asked of it: in the order of the answer, the newest briefing first. `age` counts days backwards, so that all of an index
ascends. The *facts* of a briefing sum up what it contributes to each answer: a key and a digest.

The terms of the search (`search_terms.py`) stand in a full-text index (https://www.sqlite.org/fts5.html), which knows
of each term where it stands; `searched` holds those of a briefing by its slug, of entries and free pages without one.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple

from sitegen.language.search_words import GROUPS, read_group
from sitegen.records import keys
from sitegen.records.database import Connection
from sitegen.records.keys import Key, unpack_facts

NOINDEX: Final = "noindex"
"""The trait of briefings that search engines are asked to leave out."""
RIGHTS_UNSTATED: Final = "rights-unstated"
"""The trait of briefings that do not say whose the article is."""

THOUSANDTHS: Final = 1000
"""Of an article, in which the places of its notes are told: finer than a picture of it shows."""

_TABLES: Final = """
CREATE TABLE briefing (
  slug TEXT PRIMARY KEY, age INTEGER NOT NULL, date TEXT NOT NULL, last_change TEXT NOT NULL, abstract TEXT NOT NULL,
  heads TEXT NOT NULL
);
CREATE TABLE facts (slug TEXT PRIMARY KEY, content TEXT NOT NULL, digests BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE alias (
  slug TEXT, number INTEGER, age INTEGER NOT NULL, alias TEXT NOT NULL, PRIMARY KEY (slug, number)
) WITHOUT ROWID;
CREATE TABLE topic (
  slug TEXT, topic TEXT, age INTEGER NOT NULL, date TEXT NOT NULL, PRIMARY KEY (slug, topic)
) WITHOUT ROWID;
CREATE TABLE listed_source (
  slug TEXT, source TEXT, age INTEGER NOT NULL, date TEXT NOT NULL, PRIMARY KEY (slug, source)
) WITHOUT ROWID;
CREATE TABLE definition (
  slug TEXT, number INTEGER, age INTEGER NOT NULL, filed TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (slug, number)
);
CREATE TABLE strip (slug TEXT PRIMARY KEY, places TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE trait (slug TEXT, trait TEXT, PRIMARY KEY (slug, trait)) WITHOUT ROWID;
CREATE TABLE cast_member (slug TEXT, actor TEXT, PRIMARY KEY (slug, actor)) WITHOUT ROWID;
CREATE TABLE pair (
  slug TEXT, one TEXT, other TEXT, times INTEGER NOT NULL, PRIMARY KEY (slug, one, other)
) WITHOUT ROWID;
CREATE TABLE sentence (
  slug TEXT, number INTEGER, start INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (slug, number)
) WITHOUT ROWID;
CREATE TABLE appearance (
  slug TEXT, register TEXT, id TEXT, is_local INTEGER, age INTEGER NOT NULL, date TEXT NOT NULL,
  mentions INTEGER NOT NULL, PRIMARY KEY (slug, register, id, is_local)
) WITHOUT ROWID;
CREATE TABLE mention (
  slug TEXT, register TEXT, id TEXT, is_local INTEGER, start INTEGER, "end" INTEGER NOT NULL,
  words_start INTEGER NOT NULL, words_end INTEGER NOT NULL, sentence INTEGER NOT NULL,
  PRIMARY KEY (slug, register, id, is_local, start)
) WITHOUT ROWID;
CREATE TABLE note (
  slug TEXT, number INTEGER, age INTEGER NOT NULL, kind TEXT NOT NULL, entry TEXT NOT NULL, status TEXT NOT NULL,
  date TEXT NOT NULL, speaker TEXT NOT NULL, is_local_speaker INTEGER NOT NULL, stance TEXT NOT NULL,
  form TEXT NOT NULL, place TEXT NOT NULL, refs TEXT NOT NULL, names TEXT NOT NULL, note TEXT NOT NULL,
  PRIMARY KEY (slug, number)
);
CREATE TABLE told (
  slug TEXT, told TEXT, actor TEXT, number INTEGER, age INTEGER NOT NULL, PRIMARY KEY (slug, told, actor, number)
) WITHOUT ROWID;
CREATE TABLE searched (id INTEGER PRIMARY KEY, slug TEXT UNIQUE, number INTEGER, terms TEXT NOT NULL);
CREATE VIRTUAL TABLE term USING fts5(
  terms, content = 'searched', content_rowid = 'id', columnsize = 0, detail = none, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE term_place USING fts5vocab(term, instance);
CREATE TABLE citation (
  slug TEXT, entry TEXT, number INTEGER, age INTEGER NOT NULL, PRIMARY KEY (slug, entry, number)
) WITHOUT ROWID;
CREATE TABLE sheet (
  slug TEXT, sheet TEXT, age INTEGER NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (slug, sheet)
);
"""
_INDEXES: Final = """
INSERT INTO term (term) VALUES ('rebuild');
CREATE UNIQUE INDEX IF NOT EXISTS searched_number ON searched (id, number);
CREATE UNIQUE INDEX IF NOT EXISTS briefing_by_age ON briefing (age, slug, date, last_change);
CREATE UNIQUE INDEX IF NOT EXISTS alias_by_age ON alias (age, slug, number, alias);
CREATE UNIQUE INDEX IF NOT EXISTS topic_by_name ON topic (topic, age, slug, date);
CREATE UNIQUE INDEX IF NOT EXISTS trait_by_name ON trait (trait, slug);
CREATE UNIQUE INDEX IF NOT EXISTS listed_source_by_name ON listed_source (source, age, slug, date);
CREATE UNIQUE INDEX IF NOT EXISTS definition_by_age ON definition (age, slug, number);
CREATE UNIQUE INDEX IF NOT EXISTS cast_member_by_actor ON cast_member (actor, slug);
CREATE INDEX IF NOT EXISTS pair_by_one ON pair (one, other, times);
CREATE INDEX IF NOT EXISTS pair_by_other ON pair (other, one, times);
CREATE UNIQUE INDEX IF NOT EXISTS appearance_by_meaning ON appearance (register, id, is_local, age, slug);
CREATE UNIQUE INDEX IF NOT EXISTS note_by_kind
  ON note (kind, age, slug, number, entry, status, date, speaker, is_local_speaker);
CREATE INDEX IF NOT EXISTS note_by_entry
  ON note (entry, age, slug, number, kind, status, date, speaker, is_local_speaker) WHERE entry <> '';
CREATE UNIQUE INDEX IF NOT EXISTS told_by_actor ON told (actor, told, age, slug, number);
CREATE UNIQUE INDEX IF NOT EXISTS citation_by_entry ON citation (entry, age, slug, number);
CREATE UNIQUE INDEX IF NOT EXISTS sheet_by_name ON sheet (sheet, age, slug);
"""

AbstractRow = tuple[str, int, str, str, str, str]
"""A row of the table of briefings: what pages of other briefings need."""


class BriefingRecords(NamedTuple):
    """A briefing's rows: plain tuples, as dozens are made of each briefing and sent to other processes."""

    abstract: AbstractRow
    content: str
    """What differs where anything of the article or its sidecar does."""
    facts: bytes
    """Keys and digests, by turns, in the order of the keys."""
    tables: Mapping[str, list[tuple[Any, ...]]]
    """The rows of all other tables."""


class Records:
    """The tables in a database, which one process at a time writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def create(self) -> None:
        """Make the tables, in which nothing can be found yet; see `finish`."""
        self._connection.executescript(_TABLES)

    def fill(self, rows: BriefingRecords) -> None:
        """Put a briefing's rows where it has none."""
        slug = rows.abstract[0]
        self._connection.execute("INSERT INTO briefing VALUES (?, ?, ?, ?, ?, ?)", rows.abstract)
        self._connection.execute("INSERT INTO facts VALUES (?, ?, ?)", (slug, rows.content, rows.facts))
        for table, lines in rows.tables.items():
            places = ",".join("?" * len(lines[0]))
            self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", lines)  # noqa: S608 - our own names

    def finish(self) -> None:
        """Make the indexes, which takes less time when the tables are full, and number what is searched."""
        self._connection.executescript(_INDEXES)
        self.number_searched()

    def replace(self, slug: str, rows: BriefingRecords | None) -> set[Key]:
        """Put a briefing's rows in the place of its former ones, and return the keys of what changed.

        Without rows the briefing is taken out.
        """
        found = self._connection.execute("SELECT digests FROM facts WHERE slug = ?", (slug,)).fetchone()
        before = unpack_facts(found[0]) if found else {}
        terms: set[str] = set()
        number = self._connection.execute("SELECT number FROM searched WHERE slug = ?", (slug,)).fetchone()
        if found:
            terms ^= self._index_terms(slug, "INSERT INTO term (term, rowid, terms) VALUES ('delete', ?, ?)")
            for table in _NAMES:
                self._connection.execute(f"DELETE FROM {table} WHERE slug = ?", (slug,))  # noqa: S608 - our own names
        if rows:
            self.fill(rows)
            if number:
                self._connection.execute("UPDATE searched SET number = ? WHERE slug = ?", (*number, slug))
            terms ^= self._index_terms(slug, "INSERT INTO term (rowid, terms) VALUES (?, ?)")
        now = unpack_facts(rows.facts) if rows else {}
        return {key for key, _ in before.items() ^ now.items()} | _groups_of(terms)

    def enter_entries(self, terms: Iterable[str]) -> None:
        """Enter the terms of each entry of the registers, and of each free page, in the order of their numbers."""
        self._connection.executemany("INSERT INTO searched VALUES (NULL, NULL, ?, ?)", enumerate(terms))

    def number_searched(self) -> set[Key]:
        """Give the briefings the numbers by which the search knows them, from the oldest; return what changed by it."""
        found = "SELECT id, number FROM searched CROSS JOIN briefing USING (slug) ORDER BY age DESC, slug DESC"
        moved = [(new, row) for new, (row, old) in enumerate(self._connection.execute(found)) if new != old]
        self._connection.executemany("UPDATE searched SET number = ? WHERE id = ?", moved)
        if len(moved) > MANY_MOVED:
            return set(map(keys.search_group, range(GROUPS)))
        terms = (self._connection.execute("SELECT terms FROM searched WHERE id = ?", (row,)) for _, row in moved)
        return _groups_of({term for one in terms for term in one.fetchone()[0].split()})

    def _index_terms(self, slug: str, question: str) -> set[str]:
        """Put a briefing's terms into the full-text index, or take them out, and return them."""
        row = self._connection.execute("SELECT id, terms FROM searched WHERE slug = ?", (slug,)).fetchone()
        if row is None:
            return set()
        self._connection.execute(question, row)
        return set(row[1].split())

    def abstract_row(self, slug: str) -> AbstractRow | None:
        """Return what pages of other briefings need of a briefing; None where it is not published."""
        found: AbstractRow | None = self._connection.execute(
            "SELECT * FROM briefing WHERE slug = ?", (slug,)
        ).fetchone()
        return found

    def put_abstract_row(self, slug: str, row: AbstractRow | None) -> None:
        """Enter what pages of other briefings need: for a process that makes these alone."""
        self._connection.execute("DELETE FROM briefing WHERE slug = ?", (slug,))
        if row:
            self._connection.execute("INSERT INTO briefing VALUES (?, ?, ?, ?, ?, ?)", row)


def _groups_of(terms: Iterable[str]) -> set[Key]:
    """Return the keys of the groups in which these terms are."""
    return {keys.search_group(read_group(group)) for group in {term[:2] for term in terms}}


MANY_MOVED: Final = 50
"""Briefings of whose words hardly a group is free: all are made again, as where an old briefing comes between."""

_NAMES: Final = (
    "briefing", "searched", "facts", "alias", "topic", "listed_source", "definition", "cast_member", "sentence",
    "appearance", "mention", "note", "told", "citation", "trait", "strip", "sheet", "pair",
)  # fmt: skip
