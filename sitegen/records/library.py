"""Questions that pages and exports ask of all briefings: lines that tell what is there, and behind each line the whole.

Lines come newest briefing first, within one in the order of the text or of the notes' numbers. What sorts, counts or
cuts a list reads lines; what prints a page of it takes the few things behind them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sitegen.language.search_words import write_group
from sitegen.model.addresses import LEDGER_OF_KIND
from sitegen.model.briefing import Abstract, Meaning, Note, NoteHead
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.wording import Text
from sitegen.records import keys
from sitegen.records.database import Connection
from sitegen.records.json_nouns import decode
from sitegen.records.keys import Key

MOST_NOUNS: Final = 1 << 12
"""Nouns that are kept after they were made, some 20 MB: a page's worth many times over, whatever the site's size."""
MOST_LISTS: Final = 1 << 9
"""Lists that are kept: the pages of one list follow each other."""


@dataclass(frozen=True, slots=True)
class Lengths:
    """The most that a page takes of each sort of thing; what comes of it is some 100 to 300 KB."""

    cards: int = 60
    """Briefings with their summaries. The first page of such a list may hold twice as many."""
    rows: int = 60
    """Claims, quotes or notes with all that is said of them; the first page may hold twice as many."""
    entries: int = 60
    """Entries of a register with all that is said of them."""
    names: int = 1000
    """Entries of a register by their names alone."""
    found: int = 200
    """Rows of a script that brings what is not on a page, in lines of their own."""
    values: int = 36
    """Values by which a long list is filtered, on its page; a script brings the others."""
    places: int = 6
    """Briefings beside an entry in a full list, or notes beside a row; the others stand on the entry's own page."""
    moments: int = 360
    """Of a timeline: briefings that appeared, for each of which a line is enough."""
    weight_of_event: int = 4
    """The room that an event takes, in briefings that appeared."""

    def limit_places(self, counts: Iterable[int]) -> int | None:
        """Return how many briefings a list shows beside each entry, by how many there are; None for all of them."""
        return self.places if sum(counts) > self.entries * self.places else None


class BriefingLine(NamedTuple):
    """A briefing, as far as lists sort by it."""

    slug: str
    date: str
    """Its own, else the article's (EDTF); empty where there is none."""


class NoteLine(NamedTuple):
    """A claim, quote or event that a note tells of, as far as ledgers sort by it."""

    slug: str
    number: int
    entry: str
    """The id of the register's claim or event that it is; empty where the note alone tells it."""
    status: str
    """Of a claim, empty where none is given."""
    date: str
    """When an event happened (EDTF); empty where that is not known."""
    speaker: str
    """The id; UNNAMED for one who is told in words alone, empty where nobody is told."""
    is_local_speaker: bool
    """The briefing itself defines the speaker."""

    @property
    def key(self) -> str:
        """Return what tells the note from all others; no id is like it."""
        return f"{self.slug}.{self.number}"


class FacetLine(NamedTuple):
    """What a claim, quote or event can be found by beside what its `NoteLine` tells."""

    slug: str
    number: int
    stance: str
    form: str
    """Both of a quote; empty where they are not told."""
    place: str
    """The id of an event's place; empty where none is told."""
    refs: tuple[str, ...]
    """What else an event names, by their ids."""
    names: Mapping[str, Text]
    """The names, by their ids, of the speaker, the place and the actors among the refs whom the briefing itself
    defines; of a speaker in words alone these, by UNNAMED."""

    @property
    def key(self) -> str:
        """Return the key of the same note's `NoteLine`."""
        return f"{self.slug}.{self.number}"


class StripLane(NamedTuple):
    """Where the notes of one group stand along an article."""

    group: str
    places: tuple[int, ...]
    """In thousandths of the article, one for each note, in the order of the text."""


class PairLine(NamedTuple):
    """Two actors named together."""

    one: str
    other: str
    times: int
    """How many paragraphs name both; a title is one, too."""


class CitationLine(NamedTuple):
    """A note, or a briefing, that names an entry in its keys."""

    slug: str
    number: int
    """Of the note; 0 where the briefing itself names it, as the source of its article."""


class AppearanceLine(NamedTuple):
    """A briefing whose article names something."""

    slug: str
    date: str
    """The briefing's (EDTF), empty where it has none."""
    anchors: tuple[str, ...]
    """The fragments of the places, in the order of the text."""
    sizes: tuple[int, ...]
    """How many of the places each sentence holds."""


class DefinitionLine(NamedTuple):
    """An actor, place or term that a briefing defines itself, as far as an index is sorted by it."""

    slug: str
    entry: Actor | Place | Term
    """Its id and what it is filed by: the name, the family name, the sort."""


class NamedPlace(NamedTuple):
    """A place in an article that names something, in offsets of the article."""

    start: int
    """Where the name begins."""
    end: int
    words_start: int
    """Where the written word or words begin that hold the name."""
    words_end: int

    @property
    def anchor(self) -> str:
        """Return the fragment under which the place is linked to."""
        return f"_m{self.start}"


class NamingSentence(NamedTuple):
    """A sentence of an article with the places in it that name something."""

    start: int
    """Where it begins in the article."""
    text: str
    places: tuple[NamedPlace, ...]


class Library:
    """Answers questions about all published briefings, and notes on what each answer rests.

    Lists are kept, so a library is of one state of the tables; single things are looked up anew each time.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._traces: list[set[Key]] = []
        self._decode = lru_cache(MOST_NOUNS)(decode)
        self._lines = lru_cache(MOST_LISTS)(self._read_lines)

    @contextmanager
    def tracing(self) -> Iterator[set[Key]]:
        """Give the keys on which all answers rest that are asked for while the block runs."""
        trace: set[Key] = set()
        self._traces.append(trace)
        try:
            yield trace
        finally:
            self._traces.remove(trace)

    # --- briefings

    def briefings(self) -> Sequence[BriefingLine]:
        """Return all briefings."""
        self._rest_on(keys.BRIEFINGS)
        return self._lines(_briefing_lines, "SELECT slug, date FROM briefing ORDER BY age, slug")

    def is_published(self, slug: str) -> bool:
        """Tell whether there is a briefing of this slug."""
        self._rest_on(keys.BRIEFINGS)
        return self._first("SELECT 1 FROM briefing WHERE slug = ?", slug) is not None

    def abstract(self, slug: str) -> Abstract:
        """Return what other pages say of a briefing. LookupError where there is none of this slug."""
        found = self.find(slug)
        if found is None:
            raise LookupError(slug)
        return found

    def find(self, slug: str) -> Abstract | None:
        """Return the same, None where there is no briefing of this slug."""
        self._rest_on(keys.abstract(slug))
        found: Abstract | None = self._noun("SELECT abstract FROM briefing WHERE slug = ?", slug)
        return found

    def heads(self, slug: str) -> tuple[NoteHead, ...]:
        """Return what other pages say of a briefing's notes, by number."""
        self._rest_on(keys.heads(slug))
        return self._noun("SELECT heads FROM briefing WHERE slug = ?", slug) or ()

    def content(self, slug: str) -> str:
        """Return a digest of a briefing's article and sidecar; empty where there is no briefing of this slug."""
        self._rest_on(keys.content(slug))
        return self._first("SELECT content FROM facts WHERE slug = ?", slug) or ""

    def on_topic(self, topic: str) -> Sequence[BriefingLine]:
        """Return the briefings on a topic."""
        self._rest_on(keys.topic(topic))
        query = "SELECT slug, date FROM topic WHERE topic = ? ORDER BY age, slug"
        return self._lines(_briefing_lines, query, topic)

    def topics(self) -> Sequence[tuple[str, str]]:
        """Return every topic that a briefing has, by its text, with the slug of one such briefing."""
        self._rest_on(keys.TOPICS)
        return self._lines(tuple, "SELECT topic, MIN(slug) FROM topic GROUP BY topic ORDER BY topic")

    def topics_of_briefings(self) -> Mapping[str, Sequence[str]]:
        """Return the topics of every briefing that has any, by its slug, as it writes them."""
        self._rest_on(keys.TOPICS)
        topics: dict[str, list[str]] = defaultdict(list)
        for topic, slug in self._lines(tuple, "SELECT topic, slug FROM topic ORDER BY topic, age, slug"):
            topics[slug].append(topic)
        return topics

    def topics_beside(self, topic: str) -> Sequence[tuple[str, int]]:
        """Return the other topics of a topic's briefings, with the number of these, most first."""
        self._rest_on(keys.topic(topic))
        query = (
            "SELECT own.topic, others.topic FROM topic AS own CROSS JOIN topic AS others USING (slug)"
            " WHERE own.topic = ?"
        )
        return self._lines(_count_companions, query, topic)

    def listing(self, source_id: str) -> Sequence[BriefingLine]:
        """Return the briefings that list a source of the register."""
        self._rest_on(keys.listing(source_id))
        query = "SELECT slug, date FROM listed_source WHERE source = ? ORDER BY age, slug"
        return self._lines(_briefing_lines, query, source_id)

    def aliases(self) -> Sequence[tuple[str, str]]:
        """Return former slugs, each behind the briefing's present one."""
        self._rest_on(keys.ALIASES)
        return self._lines(tuple, "SELECT slug, alias FROM alias ORDER BY age, slug, number")

    def with_trait(self, trait: str) -> Sequence[str]:
        """Return the slugs of the briefings of which something is true, in their order."""
        self._rest_on(keys.trait(trait))
        return [
            slug
            for (slug,) in self._connection.execute("SELECT slug FROM trait WHERE trait = ? ORDER BY slug", (trait,))
        ]

    def last_changes(self) -> Sequence[tuple[str, str]]:
        """Return the day of each briefing's last change (ISO 8601) behind its slug, empty where no day is known."""
        self._rest_on(keys.CHANGES)
        return self._lines(tuple, "SELECT slug, last_change FROM briefing ORDER BY age, slug")

    # --- notes

    def note(self, slug: str, number: int) -> Note:
        """Return a note. LookupError where there is none."""
        self._rest_on(keys.note(slug, number))
        found: Note | None = self._noun("SELECT note FROM note WHERE slug = ? AND number = ?", slug, number)
        if found is None:
            raise LookupError(f"{slug} {number}")
        return found

    def strip(self, slug: str) -> Sequence[StripLane]:
        """Return where a briefing's notes stand along its article, by their groups in the order of the closed set."""
        self._rest_on(keys.strip(slug))
        written = self._first("SELECT places FROM strip WHERE slug = ?", slug) or ""
        lanes = (lane.split(" ") for lane in written.split(";") if lane)
        return tuple(StripLane(group, tuple(map(int, places))) for group, *places in lanes)

    def ledger(self, kind: str) -> Sequence[NoteLine]:
        """Return all claims, all quotes or all events."""
        self._rest_on(keys.ledger(kind))
        query = (
            "SELECT slug, number, entry, status, date, speaker, is_local_speaker FROM note"
            " WHERE kind = ? ORDER BY age, slug, number"
        )
        return self._lines(_note_lines, query, kind)

    def facet_lines(self, kind: str) -> Sequence[FacetLine]:
        """Return what all claims, quotes or events can be found by; only those of which something is told."""
        self._rest_on(keys.facets(kind))
        query = (
            "SELECT slug, number, stance, form, place, refs, names FROM note"
            " WHERE kind = ? AND stance || form || place || refs || names <> '' ORDER BY age, slug, number"
        )
        return self._lines(_facet_lines, query, kind)

    def entry_notes(self, entry_id: str) -> Sequence[NoteLine]:
        """Return the notes that a claim or an event of a register is told by."""
        self._rest_on(keys.entry_notes(entry_id))
        query = (
            "SELECT slug, number, entry, status, date, speaker, is_local_speaker FROM note"
            " WHERE entry = ? AND entry <> '' AND kind IN ('claim', 'event') ORDER BY age, slug, number"
        )
        return self._lines(_note_lines, query, entry_id)

    def told_of(self, kind: str, actor_id: str) -> Sequence[NoteLine]:
        """Return the notes of a kind that an actor speaks in (claim, quote) or happen at or name one (event).

        The kind `about` gives the claims that name the actor among their `refs`.
        """
        self._rest_on(keys.told(kind, actor_id))
        query = (
            "SELECT slug, number, entry, status, date, speaker, is_local_speaker"
            " FROM told CROSS JOIN note USING (slug, number)"
            " WHERE actor = ? AND told = ? ORDER BY told.age, slug, number"
        )
        return self._lines(_note_lines, query, actor_id, kind)

    def citations(self, entry_id: str) -> Sequence[CitationLine]:
        """Return what names an entry in its keys."""
        self._rest_on(keys.citations(entry_id))
        query = "SELECT slug, number FROM citation WHERE entry = ? ORDER BY age, slug, number"
        return self._lines(_citation_lines, query, entry_id)

    # --- mentions

    def appearances(self, meaning: Meaning) -> Sequence[AppearanceLine]:
        """Return the briefings whose articles name something."""
        self._rest_on(keys.appearances(meaning))
        query = (
            "SELECT slug, date, start, sentence FROM appearance CROSS JOIN mention USING (slug, register, id, is_local)"
            " WHERE register = ? AND id = ? AND is_local = ? ORDER BY age, slug, start"
        )
        return self._lines(_appearance_lines, query, *_columns(meaning))

    def count_appearances(self, meaning: Meaning) -> tuple[int, int]:
        """Return how many briefings' articles name something, and how often they do together."""
        self._rest_on(keys.appearances(meaning))
        query = (
            "SELECT COUNT(*), COALESCE(SUM(mentions), 0) FROM appearance WHERE register = ? AND id = ? AND is_local = ?"
        )
        briefings, mentions = self._connection.execute(query, _columns(meaning)).fetchone()
        return briefings, mentions

    def sentences(self, meaning: Meaning, slug: str) -> Sequence[NamingSentence]:
        """Return the sentences of an article that name something, in the order of the text."""
        self._rest_on(keys.sentences(meaning, slug))
        query = (
            'SELECT sentence, start, "end", words_start, words_end'
            " FROM mention WHERE slug = ? AND register = ? AND id = ? AND is_local = ? ORDER BY start"
        )
        found = self._connection.execute(query, (slug, *_columns(meaning)))
        # Its text once for each sentence: joined to every place, one that holds thousands would be read as often.
        lookup = "SELECT start, text FROM sentence WHERE slug = ? AND number = ?"
        sentences = []
        for number, run in groupby(found.fetchall(), key=itemgetter(0)):
            start, text = self._connection.execute(lookup, (slug, number)).fetchone()
            sentences.append(NamingSentence(start, text, tuple([NamedPlace._make(row[1:]) for row in run])))
        return sentences

    def companions(self, actor_id: str) -> Sequence[tuple[str, int]]:
        """Return the actors whom the same articles name, with the number of those articles, most first."""
        self._rest_on(keys.companions(actor_id))
        query = (
            "SELECT named.actor, others.actor FROM cast_member AS named CROSS JOIN cast_member AS others USING (slug)"
            " WHERE named.actor = ?"
        )
        return self._lines(_count_companions, query, actor_id)

    def pairs(self) -> Sequence[PairLine]:
        """Return all pairs of actors whom the same paragraphs name, the most often named together first."""
        self._rest_on(keys.PAIRS)
        return self._lines(_count_pairs, "SELECT one, other, SUM(times) FROM pair GROUP BY one, other")

    def partners(self, actor_id: str) -> Sequence[PairLine]:
        """Return the pairs of an actor, who is the one of each, the most often named together first."""
        self._rest_on(keys.partners(actor_id))
        query = (
            "SELECT one, other, times FROM pair WHERE one = ?1"
            " UNION ALL SELECT other, one, times FROM pair WHERE other = ?1"
        )
        return self._lines(_count_pairs, query, actor_id)

    # --- definitions

    def definitions(self) -> Sequence[tuple[str, Actor | Place | Term]]:
        """Return what briefings define themselves, actors, places and terms, each behind the briefing's slug."""
        self._rest_on(keys.DEFINITIONS)
        found = self._connection.execute("SELECT slug, entry FROM definition ORDER BY age, slug, number")
        return [(slug, self._decode(entry)) for slug, entry in found]

    def definition_lines(self) -> Sequence[DefinitionLine]:
        """Return the same as far as an index is sorted by it."""
        self._rest_on(keys.DEFINITION_LINES)
        found = self._connection.execute("SELECT slug, filed FROM definition ORDER BY age, slug, number")
        return [DefinitionLine(slug, self._decode(filed)) for slug, filed in found]

    # --- words

    def search_places(self, first: int, end: int) -> Iterator[tuple[str, Sequence[int]]]:
        """Yield the terms of the groups from `first` to before `end`, in their order.

        Each with the numbers, ascending, of the briefings, or else of the entries and pages, that are found by it.
        """
        for group in range(first, end):
            self._rest_on(keys.search_group(group))
        (numbers,) = self._lines(_numbers, "SELECT CAST(id AS TEXT), number FROM searched")
        query = "SELECT term, group_concat(doc) FROM term_place WHERE term >= ? AND term < ? GROUP BY term"
        for term, rows in self._connection.execute(query, (write_group(first), write_group(end))):
            yield term, sorted([numbers[row] for row in rows.split(",")])

    # --- the site as a whole

    def sheet(self, name: str) -> Sequence[str]:
        """Return the lines of a spreadsheet, briefing by briefing."""
        self._rest_on(keys.sheet(name))
        found = self._connection.execute("SELECT lines FROM sheet WHERE sheet = ? ORDER BY age, slug", (name,))
        return [lines for (lines,) in found]

    def what_is_filled(self) -> frozenset[str]:
        """Return what briefings tell of: `claim`, `quote`, `event`, and `mention` where an article names anything."""
        self._rest_on(keys.SIZES)
        filled = {kind for kind in LEDGER_OF_KIND if self._first("SELECT 1 FROM note WHERE kind = ? LIMIT 1", kind)}
        if self._first("SELECT 1 FROM appearance LIMIT 1"):
            filled.add("mention")
        return frozenset(filled)

    # --- looking up

    def _rest_on(self, key: Key) -> None:
        for trace in self._traces:
            trace.add(key)

    def _first(self, query: str, *arguments: str | int) -> Any:  # noqa: ANN401 - a column's value
        row = self._connection.execute(query, arguments).fetchone()
        return row[0] if row else None

    def _noun(self, query: str, *arguments: str | int) -> Any:  # noqa: ANN401 - each column holds nouns of one sort
        written = self._first(query, *arguments)
        return None if written is None else self._decode(written)

    def _read_lines(
        self, make: Callable[[Iterable[Any]], tuple[Any, ...]], query: str, *arguments: str | int
    ) -> tuple[Any, ...]:
        return make(self._connection.execute(query, arguments))


def _briefing_lines(rows: Iterable[tuple[Any, ...]]) -> tuple[BriefingLine, ...]:
    return tuple(map(BriefingLine._make, rows))


def _note_lines(rows: Iterable[tuple[Any, ...]]) -> tuple[NoteLine, ...]:
    return tuple(
        [
            NoteLine(slug, number, entry, status, date, speaker, bool(is_local))
            for slug, number, entry, status, date, speaker, is_local in rows
        ]
    )


def _count_pairs(rows: Iterable[tuple[str, str, int]]) -> tuple[PairLine, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for one, other, times in rows:
        counts[one, other] += times
    return tuple(
        [PairLine(*pair, times) for pair, times in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    )


def _facet_lines(rows: Iterable[tuple[Any, ...]]) -> tuple[FacetLine, ...]:
    return tuple(
        [
            FacetLine(slug, number, stance, form, place, tuple(refs.split()), dict(decode(names)) if names else {})
            for slug, number, stance, form, place, refs, names in rows
        ]
    )


def _citation_lines(rows: Iterable[tuple[Any, ...]]) -> tuple[CitationLine, ...]:
    return tuple(map(CitationLine._make, rows))


def _appearance_lines(rows: Iterable[tuple[str, str, int, int]]) -> tuple[AppearanceLine, ...]:
    """Return a line for each briefing; a row has its slug and date, where a mention starts and in which sentence."""
    lines = []
    for (slug, date), run in groupby(rows, key=itemgetter(0, 1)):
        mentions = list(run)
        sizes = tuple(sum(1 for _ in sentence) for _, sentence in groupby(mentions, key=itemgetter(3)))
        lines.append(AppearanceLine(slug, date, tuple([f"_m{start}" for _, _, start, _ in mentions]), sizes))
    return tuple(lines)


def _numbers(rows: Iterable[tuple[str, int]]) -> tuple[dict[str, int]]:
    """Return the numbers of what is searched, by its rows, which are numbers as text."""
    return (dict(rows),)


def _count_companions(rows: Iterable[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
    """Return how often each actor or topic stands behind another one, most often first."""
    counts = Counter(companion for actor, companion in rows if companion != actor)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _columns(meaning: Meaning) -> tuple[str, str, int]:
    return meaning.register, meaning.id, int(meaning.is_local)
