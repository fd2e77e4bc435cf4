"""A briefing as rows of the tables, with its facts: what it contributes to the answer of each question."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.language.dates import iso_date, parse_edtf
from sitegen.language.words import Sentences
from sitegen.model.addresses import LEDGER_OF_KIND
from sitegen.model.briefing import Abstract, Briefing, Meaning, Mention, Note
from sitegen.model.forms import UNNAMED
from sitegen.model.keys import find_in
from sitegen.model.project import Annotation
from sitegen.model.registers import Actor, Place, Term
from sitegen.model.text import Span
from sitegen.model.vocabularies import GROUPS
from sitegen.model.wording import Reference, Text, speaker_id
from sitegen.records import keys
from sitegen.records.json_nouns import encode
from sitegen.records.keys import Key, digest_of, pack_facts
from sitegen.records.tables import NOINDEX, RIGHTS_UNSTATED, THOUSANDTHS, BriefingRecords


def make_rows(
    briefing: Briefing, content: str, sheets: Mapping[str, str] | None = None, terms: str = ""
) -> BriefingRecords:
    """Return the rows of a briefing.

    `content` is a digest of its article and its sidecar, `sheets` are its lines in spreadsheets, by these' names,
    `terms` is what the search finds it by.
    """
    draft = _Draft(briefing)
    if terms:
        draft.add_terms(terms)
    draft.add_sidecar()
    draft.add_mentions()
    draft.add_notes()
    draft.add_strip()
    draft.add_sheets(sheets or {})
    return draft.finish(content)


def day_of(abstract: Abstract) -> int:
    """Return the day by which briefings are ordered: the last of their dates, counted from 1 January of the year 1."""
    latest = parse_edtf(abstract.date).latest if abstract.date else None
    return latest.toordinal() if latest else 0


class _Draft:
    """The rows of one briefing while they are made."""

    def __init__(self, briefing: Briefing) -> None:
        abstract = briefing.abstract
        self._briefing = briefing
        self._slug, self._date, self._age = abstract.slug, abstract.date, -day_of(abstract)
        self._tables: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
        self._lists: dict[Key, list[object]] = defaultdict(list)
        """The briefing's lines in each list."""
        self._items: dict[Key, object] = {}
        """The briefing's single things."""

    def add_terms(self, terms: str) -> None:
        """Add what the search finds the briefing by."""
        self._tables["searched"].append((None, self._slug, None, terms))

    def add_sidecar(self) -> None:
        """Add what the sidecar says of the whole briefing, and whom the article names."""
        slug, date, age, tables, lists = self._slug, self._date, self._age, self._tables, self._lists
        sidecar = self._briefing.abstract.sidecar
        for number, alias in enumerate(sidecar.aliases):
            tables["alias"].append((slug, number, age, alias.value))
            lists[keys.ALIASES].append(alias.value)
        for trait in _traits(self._briefing):
            tables["trait"].append((slug, trait))
            lists[keys.trait(trait)].append(slug)
        topics = tuple(dict.fromkeys(topic.value for topic in sidecar.topics))
        lists[keys.TOPICS] += topics
        for topic in topics:
            tables["topic"].append((slug, topic, age, date))
            lists[keys.topic(topic)].append((date, topics))
        for source in dict.fromkeys(item.id for item in sidecar.sources if isinstance(item, Reference)):
            tables["listed_source"].append((slug, source, age, date))
            lists[keys.listing(source)].append(date)
        defined: tuple[Actor | Place | Term, ...] = (*sidecar.local_actors, *sidecar.local_places, *sidecar.local_terms)
        for number, entry in enumerate(defined):
            filed, whole = encode(_filed(entry)), encode(entry)
            tables["definition"].append((slug, number, age, filed, whole))
            lists[keys.DEFINITION_LINES].append(filed)
            lists[keys.DEFINITIONS].append(whole)
        cast = sorted(actor for actor, is_local in self._briefing.abstract.actors if not is_local)
        tables["cast_member"] += [(slug, actor) for actor in cast]
        for actor in cast:
            lists[keys.companions(actor)] += cast
        for (one, other), times in self._briefing.pairs.items():
            if not (one.is_local or other.is_local):
                tables["pair"].append((slug, one.id, other.id, times))
                for key in (keys.PAIRS, keys.partners(one.id), keys.partners(other.id)):
                    lists[key].append((one.id, other.id, times))

    def add_mentions(self) -> None:
        """Add the places at which the article names something, with their sentences."""
        slug, age, date = self._slug, self._age, self._date
        sentences: dict[tuple[int, int], tuple[int, str]] = {}
        found: dict[Meaning, list[tuple[Mention, Span]]] = defaultdict(list)
        for mention, sentence in _mentions_with_sentences(self._briefing):
            place = (sentence.start, sentence.end)
            if place not in sentences:
                text = sentence.of(self._briefing.seed.text)
                sentences[place] = (len(sentences), text)
                self._tables["sentence"].append((slug, len(sentences) - 1, sentence.start, text))
            for meaning in mention.meanings:
                found[meaning].append((mention, sentence))
        for meaning, mentions in found.items():
            register, entry_id, is_local = meaning.register, meaning.id, int(meaning.is_local)
            self._tables["appearance"].append((slug, register, entry_id, is_local, age, date, len(mentions)))
            places, texts, last = [], [], -1
            for mention, sentence in mentions:
                number, text = sentences[sentence.start, sentence.end]
                name, words = mention.name, mention.words
                self._tables["mention"].append(
                    (slug, register, entry_id, is_local, name.start, name.end, words.start, words.end, number)
                )
                places.append((name.start, number == last))
                # A sentence once: one without an end may hold thousands of names.
                said = "" if number == last else text
                texts.append((name.start, name.end, words.start, words.end, sentence.start, said))
                last = number
            self._lists[keys.appearances(meaning)].append((date, places))
            self._items[keys.sentences(meaning, slug)] = texts

    def add_notes(self) -> None:
        """Add the notes that any list names: most notes are told on their own pages alone."""
        slug, age, tables, lists = self._slug, self._age, self._tables, self._lists
        cited: dict[str, dict[int, None]] = defaultdict(dict)
        if self._briefing.sidecar.source:
            cited[self._briefing.sidecar.source.id][0] = None
        sidecar = self._briefing.sidecar
        local_actors = {actor.id.value: actor.name for actor in sidecar.local_actors}
        local_places = {place.id.value: place.name for place in sidecar.local_places}
        for note in self._briefing.notes:
            annotation, number = note.annotation, note.number
            kind, entry = annotation.kind, annotation.entry.id if annotation.entry else ""
            named = {reference.id for reference in find_in(annotation, Reference)}
            for entry_id in named:
                cited[entry_id][number] = None
            if kind not in LEDGER_OF_KIND and not named:
                continue
            speaker = speaker_id(annotation.speaker)
            date = annotation.date.edtf if annotation.date else ""
            line = (entry, annotation.status or "", date, speaker, int(speaker in local_actors))
            facets, whole = _facets(annotation, local_actors, local_places), encode(note)
            tables["note"].append((slug, number, age, kind, *line, *facets, whole))
            self._items[keys.note(slug, number)] = whole
            if kind not in LEDGER_OF_KIND:
                continue
            lists[keys.ledger(kind)].append((number, line))
            if any(facets):
                lists[keys.facets(kind)].append((number, facets))
            if entry and kind != "quote":
                lists[keys.entry_notes(entry)].append((number, line))
            for told, actor in dict.fromkeys(_told(note)):
                tables["told"].append((slug, told, actor, number, age))
                lists[keys.told(told, actor)].append((number, line))
        for entry_id, numbers in cited.items():
            tables["citation"] += [(slug, entry_id, number, age) for number in numbers]
            lists[keys.citations(entry_id)] += numbers

    def add_strip(self) -> None:
        """Add where the notes of each group stand, in thousandths of the article, by the first words of each."""
        places: dict[str, list[str]] = defaultdict(list)
        for placement in self._briefing.prose.placements:
            if placement.spans:
                place = THOUSANDTHS * placement.spans[0].start // len(self._briefing.seed.text)
                places[placement.group].append(str(place))
        if places:
            written = ";".join(" ".join([group, *places[group]]) for group in GROUPS if group in places)
            self._tables["strip"].append((self._slug, written))
            self._items[keys.strip(self._slug)] = written

    def add_sheets(self, sheets: Mapping[str, str]) -> None:
        """Add its lines in spreadsheets."""
        for name, lines in sheets.items():
            self._tables["sheet"].append((self._slug, name, self._age, lines))
            self._lists[keys.sheet(name)].append(lines)

    def finish(self, content: str) -> BriefingRecords:
        """Return everything."""
        abstract, heads = encode(self._briefing.abstract), encode(self._briefing.heads)
        last_change = _last_change(self._briefing.abstract)
        self._lists[keys.BRIEFINGS].append(self._date)
        self._lists[keys.CHANGES].append(last_change)
        self._items |= {
            keys.abstract(self._slug): abstract,
            keys.heads(self._slug): heads,
            keys.content(self._slug): content,
        }
        self._lists[keys.SIZES] += sorted((key, len(lines)) for key, lines in self._lists.items())
        return BriefingRecords(
            abstract=(self._slug, self._age, self._date, last_change, abstract, heads),
            content=content,
            facts=self._pack_facts(),
            tables={table: rows for table, rows in self._tables.items() if rows},
        )

    def _pack_facts(self) -> bytes:
        """Return a digest for each key. A list's lines move with the briefing's day, so that is part of theirs."""
        facts = {key: digest_of(repr((self._age, lines)).encode()) for key, lines in self._lists.items()}
        facts |= {key: digest_of(str(thing).encode()) for key, thing in self._items.items()}
        return pack_facts(dict(sorted(facts.items())))


def _traits(briefing: Briefing) -> Iterator[str]:
    """Yield what is true of a briefing, of which few are asked at once."""
    sidecar = briefing.sidecar
    if sidecar.noindex:
        yield NOINDEX
    # A draft shows nobody the article yet, a withdrawn briefing no more.
    is_public = not briefing.manuscript.is_draft and not sidecar.withdrawn
    if is_public and not (sidecar.license and sidecar.license.article):
        yield RIGHTS_UNSTATED


def _filed(entry: Actor | Place | Term) -> Actor | Place | Term:
    """Return an entry with no more than what an index is sorted by."""
    if isinstance(entry, Actor):
        return Actor(where=entry.where, id=entry.id, name=entry.name, family=entry.family, sort=entry.sort)
    if isinstance(entry, Place):
        return Place(where=entry.where, id=entry.id, name=entry.name, sort=entry.sort)
    return Term(where=entry.where, id=entry.id, term=entry.term, sort=entry.sort)


def _last_change(abstract: Abstract) -> str:
    """Return the last exact day in a briefing's own dates, empty where it has none."""
    sidecar = abstract.sidecar
    dates = (sidecar.updated, sidecar.date or sidecar.published, *(revision.date for revision in sidecar.revisions))
    days = ((iso_date(date.edtf) or "")[:10] for date in dates if date)
    return max((day for day in days if len(day) == len("2022-01-11")), default="")


def _mentions_with_sentences(briefing: Briefing) -> Iterator[tuple[Mention, Span]]:
    seed = briefing.seed
    starts = [block.span.start for block in seed.blocks]
    sentences: dict[int, Sentences] = {}
    for mention in briefing.prose.mentions:
        number = bisect_right(starts, mention.words.start) - 1
        if number not in sentences:
            sentences[number] = Sentences(seed.text, seed.blocks[number].span)
        yield mention, sentences[number].enclosing(mention.words)


def _facets(
    annotation: Annotation, local_actors: Mapping[str, Text], local_places: Mapping[str, Text]
) -> tuple[str, str, str, str, str]:
    """Return the columns of a note that a `FacetLine` is made of; all are empty where no ledger tells of the note."""
    kind, speaker = annotation.kind, annotation.speaker
    names: dict[str, Text] = {}
    if kind == "event":
        place = annotation.place.id if annotation.place else ""
        refs = [reference.id for reference in annotation.refs]
        names = {one: local_actors[one] for one in (place, *refs) if one in local_actors}
        if place in local_places:
            names[place] = local_places[place]
        return "", "", place, " ".join(refs), _encode_names(names)
    if kind not in LEDGER_OF_KIND:
        return "", "", "", "", ""
    if isinstance(speaker, Text):
        names = {UNNAMED: speaker}
    elif speaker and speaker.id in local_actors:
        names = {speaker.id: local_actors[speaker.id]}
    is_quote = kind == "quote"
    stance, form = (annotation.stance or "", annotation.form or "") if is_quote else ("", "")
    return stance, form, "", "", _encode_names(names)


def _encode_names(names: Mapping[str, Text]) -> str:
    return encode(tuple(names.items())) if names else ""


def _told(note: Note) -> Iterator[tuple[str, str]]:
    """Yield how a note is told of whom: what an actor says, claims about one, events at a place or with an actor."""
    annotation = note.annotation
    refs = [reference.id for reference in annotation.refs]
    if annotation.kind in ("quote", "claim"):
        voices = (voice for voice in (annotation.speaker, annotation.via) if isinstance(voice, Reference))
        yield from ((annotation.kind, voice.id) for voice in voices)
    if annotation.kind == "claim":
        yield from (("about", named) for named in refs)
    elif annotation.kind == "event":
        yield from (("event", named) for named in [*([annotation.place.id] if annotation.place else []), *refs])
