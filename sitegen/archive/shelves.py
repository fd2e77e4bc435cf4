"""The library over the archive's rows: lines and what is behind them as nouns; the last ones looked at are kept."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Final

from sitegen.archive import rows
from sitegen.archive.codec import decode
from sitegen.archive.sentences import read_sightings
from sitegen.archive.store import Key, Line, Store, list_key
from sitegen.model.addresses import CLAIMS, INDEX, PLACES, QUOTES, SOURCES, TERMS, TIMELINE
from sitegen.model.briefing import Abstract, Meaning, Note, NoteHead, Sighting
from sitegen.model.library import AppearanceLine, BriefingLine, CitationLine, DefinitionLine, NoteLine
from sitegen.model.registers import Actor, Place, Registers, Term
from sitegen.model.site import Lengths
from sitegen.model.text import Location
from sitegen.model.wording import Text, Wording, Written

MOST_KEPT: Final = 1 << 13
"""Nouns that are kept after they were made, some 30 MB: a page's worth many times over, whatever the site's size."""


_Name = tuple[str | int, ...]
_Kept = tuple[Collection[Key], Any]
"""A noun, behind what it was made of."""


class Shelves:
    """A Library over a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._young: dict[_Name, _Kept] = {}
        """What was looked at lately, by its name."""
        self._old: dict[_Name, _Kept] = {}
        """What was looked at before; forgotten when the young are many enough to take its place."""

    def briefings(self) -> Sequence[BriefingLine]:
        """Return all briefings."""
        found: Sequence[BriefingLine] = self._keep(
            ("briefings",), lambda: _briefing_lines(self._store.lines(rows.BRIEFINGS))
        )
        return found

    def abstract(self, slug: str) -> Abstract:
        """Return what other pages say of a briefing. LookupError where there is none of this slug."""
        found = self.find(slug)
        if found is None:
            raise LookupError(slug)
        return found

    def find(self, slug: str) -> Abstract | None:
        """Return the same, None where there is no briefing of this slug."""
        found: Abstract | None = self._noun(rows.BRIEFINGS, slug)
        return found

    def heads(self, slug: str) -> tuple[NoteHead, ...]:
        """Return what other pages say of a briefing's notes, by number."""
        return self._noun(rows.HEADS, slug) or ()

    def note(self, slug: str, number: int) -> Note:
        """Return a note. LookupError where there is none."""
        found: Note | None = self._noun(rows.NOTES, slug, number)
        if found is None:
            raise LookupError(f"{slug} {number}")
        return found

    def sightings(self, meaning: Meaning, slug: str) -> Sequence[Sighting]:
        """Return where a briefing's article names something."""
        name = rows.appearance_list(meaning)
        kept = self._recall((name, slug))
        if kept is None:
            key, heavy = self._store.keyed_heavy(name, slug)
            kept = self._keep_noun((name, slug), (key,), read_sightings(heavy, meaning) if heavy else ())
        self._store.note_keys(kept[0])
        found: Sequence[Sighting] = kept[1]
        return found

    def ledger(self, kind: str) -> Sequence[NoteLine]:
        """Return all claims, all quotes or all events."""
        return self._note_lines(rows.ledger_list(kind))

    def entry_notes(self, entry_id: str) -> Sequence[NoteLine]:
        """Return the notes that a claim or an event of a register is told by."""
        return self._note_lines(rows.entry_list(entry_id))

    def told_of(self, kind: str, actor_id: str) -> Sequence[NoteLine]:
        """Return the notes of a kind that bring an actor something: quote, claim, about, event."""
        return self._note_lines(rows.told_list(kind, actor_id))

    def appearances(self, meaning: Meaning) -> Sequence[AppearanceLine]:
        """Return the briefings whose articles name something."""
        name = rows.appearance_list(meaning)
        found: Sequence[AppearanceLine] = self._keep(
            (name,), lambda: tuple(_appearance_line(line) for line in self._store.lines(name))
        )
        return found

    def citations(self, entry_id: str) -> Sequence[CitationLine]:
        """Return what names an entry in its keys."""
        found = self._store.lines(rows.citation_list(entry_id))
        return tuple(CitationLine(line.slug, line.number) for line in found)

    def companions(self, actor_id: str) -> Sequence[tuple[str, int]]:
        """Return the actors whom the same articles name, with the number of those articles, most first."""
        found: Sequence[tuple[str, int]] = self._keep(
            ("companions", actor_id), lambda: self._count_companions(actor_id)
        )
        return found

    def on_topic(self, topic: str) -> Sequence[BriefingLine]:
        """Return the briefings on a topic."""
        name = rows.topic_list(topic)
        found: Sequence[BriefingLine] = self._keep((name,), lambda: _briefing_lines(self._store.lines(name)))
        return found

    def listing(self, source_id: str) -> Sequence[BriefingLine]:
        """Return the briefings that list a source of the register."""
        return _briefing_lines(self._store.lines(rows.source_list(source_id)))

    def definitions(self) -> Sequence[tuple[str, Actor | Place | Term]]:
        """Return what briefings define themselves, actors, places and terms, each behind the briefing's slug."""
        lines = self._store.lines(rows.DEFINITIONS)
        return tuple((line.slug, self._noun(rows.DEFINITIONS, line.slug, line.number)) for line in lines)

    def definition_lines(self) -> Sequence[DefinitionLine]:
        """Return the same as far as an index is sorted by it."""
        found: Sequence[DefinitionLine] = self._keep(
            ("definitions",), lambda: tuple(map(_read_definition, self._store.lines(rows.DEFINITIONS)))
        )
        return found

    def aliases(self) -> Sequence[tuple[str, str]]:
        """Return former slugs, each behind the briefing's present one."""
        return tuple((line.slug, line.light[0]) for line in self._store.lines(rows.ALIASES))

    def last_changes(self) -> Sequence[tuple[str, str]]:
        """Return the day of each briefing's last change (ISO 8601) behind its slug, empty where no day is known."""
        return tuple((line.slug, line.light[0]) for line in self._store.lines(rows.CHANGES))

    def _note_lines(self, name: str) -> Sequence[NoteLine]:
        found: Sequence[NoteLine] = self._keep(
            (name,), lambda: tuple(NoteLine(line.slug, line.number, *line.light) for line in self._store.lines(name))
        )
        return found

    def _count_companions(self, actor_id: str) -> Sequence[tuple[str, int]]:
        casts = self._store.behind(rows.CAST, of=rows.appearance_list(Meaning("actor", actor_id)))
        counts = Counter(chain.from_iterable(decode(f"[{','.join(casts)}]")))
        del counts[actor_id]
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))

    def _noun(self, name: str, slug: str, number: int = 0) -> Any:  # noqa: ANN401 - each list holds one sort
        kept = self._recall((name, slug, number))
        if kept is None:
            key, heavy = self._store.keyed_heavy(name, slug, number)
            kept = self._keep_noun((name, slug, number), (key,), decode(heavy) if heavy else None)
        self._store.note_keys(kept[0])
        return kept[1]

    def _keep(self, name: _Name, fetch: Callable[[], Any]) -> Any:  # noqa: ANN401 - what `fetch` returns
        """Return what was fetched before, or fetch it; either way whoever uses it depends on what it was made of."""
        kept = self._recall(name)
        if kept is None:
            with self._store.tracing() as trace:
                noun = fetch()
            kept = self._keep_noun(name, frozenset(trace.keys), noun)
        self._store.note_keys(kept[0])
        return kept[1]

    def _recall(self, name: _Name) -> _Kept | None:
        kept = self._young.get(name)
        if kept is None:
            kept = self._old.get(name)
            if kept is not None:
                self._keep_noun(name, *kept)
        return kept

    def _keep_noun(self, name: _Name, keys: Collection[Key], noun: object) -> _Kept:
        if len(self._young) >= MOST_KEPT // 2:
            self._old, self._young = self._young, {}
        kept = self._young[name] = (keys, noun)
        return kept


def _briefing_lines(lines: Sequence[Line]) -> Sequence[BriefingLine]:
    return tuple(BriefingLine(line.slug, line.light[0]) for line in lines)


def _appearance_line(line: Line) -> AppearanceLine:
    date, anchors, sizes = line.light
    return AppearanceLine(line.slug, date, tuple(anchors), tuple(sizes))


def _read_definition(line: Line) -> DefinitionLine:
    register, entry_id, name, family, sort = line.light
    own_id, own_name, own_sort = Written(entry_id, _NOWHERE), _read_text(name), _read_text(sort) if sort else None
    entry: Actor | Place | Term
    if register == "actor":
        own_family = _read_text(family) if family else None
        entry = Actor(where=_NOWHERE, id=own_id, name=own_name, family=own_family, sort=own_sort)
    elif register == "place":
        entry = Place(where=_NOWHERE, id=own_id, name=own_name, sort=own_sort)
    else:
        entry = Term(where=_NOWHERE, id=own_id, term=own_name, sort=own_sort)
    return DefinitionLine(line.slug, line.number, entry)


def _read_text(wordings: Iterable[tuple[str, str]]) -> Text:
    return Text(tuple(Wording(language, value, _NOWHERE) for language, value in wordings))


_NOWHERE: Final = Location("")
"""Where something stands in its file changes with every line above it, and no list shows it."""


def what_is_filled(store: Store) -> frozenset[str]:
    """Return what briefings tell of: `claim`, `quote`, `event`, and `mention` where an article names anything."""
    ledgers = {kind for kind in ("claim", "quote", "event") if store.has(rows.ledger_list(kind))}
    return frozenset(ledgers | ({"mention"} if store.has(rows.MEANINGS) else set()))


def what_is_long(store: Store, registers: Registers, lengths: Lengths, share: float = 1) -> frozenset[str]:
    """Return the lists that are too long for one page, by their addresses; like what is filled this is never traced.

    Where the store holds a share of the briefings only, the whole is estimated. It changes seldom: where one of the
    lists grows too long, or no longer is, every page that leads there is another.
    """
    counts = store.counts()

    def count(name: str) -> float:
        return counts.get(list_key(name), 0) / share

    sizes = {
        INDEX: (len(_indexed(registers)) + count(rows.DEFINITIONS), lengths.entries),
        CLAIMS: (count(rows.ledger_list("claim")) + len(registers.claims), 2 * lengths.rows),
        QUOTES: (count(rows.ledger_list("quote")), 2 * lengths.rows),
        TIMELINE: (_count_moments(count, registers, lengths), lengths.moments),
    }
    found = {address for address, (size, most) in sizes.items() if size > most}
    for address, names in _lists_of_entries(registers):
        if len(names) > lengths.entries or sum(map(count, names)) > lengths.entries * lengths.places:
            found.add(address)
    return frozenset(found)


def _count_moments(count: Callable[[str], float], registers: Registers, lengths: Lengths) -> float:
    events = count(rows.ledger_list("event")) + len(registers.events)
    return events * lengths.weight_of_event + count(rows.BRIEFINGS)


def _lists_of_entries(registers: Registers) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield the lists of entries, each with the names of the lists of what stands beside the entries."""
    yield PLACES, [rows.appearance_list(Meaning("place", entry_id)) for entry_id in registers.places]
    yield TERMS, [rows.appearance_list(Meaning("term", entry_id)) for entry_id in registers.terms]
    yield SOURCES, [rows.citation_list(entry_id) for entry_id in registers.sources]
    yield INDEX, _indexed(registers)


def _indexed(registers: Registers) -> Sequence[str]:
    ids: Mapping[str, Collection[str]] = {
        "actor": registers.actors,
        "place": registers.places,
        "term": registers.terms,
    }
    return [rows.appearance_list(Meaning(register, entry_id)) for register in ids for entry_id in ids[register]]
