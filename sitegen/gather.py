"""Briefings to a Site: who is named where, who says what, what is cited by which note. Every later stage reads this."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.language.dates import parse_edtf
from sitegen.language.sentences import sentence_around
from sitegen.ledgers import list_claims, list_events, list_quotes
from sitegen.model.entries import with_entry
from sitegen.model.keys import walk
from sitegen.model.project import Manuscript, Project, Seed
from sitegen.model.prose import Meaning, Placement, Prose
from sitegen.model.registers import Registers
from sitegen.model.site import Abstract, Briefing, Citation, Note, Record, Sighting, Site
from sitegen.model.text import Span
from sitegen.model.wording import MarkdownText, Reference, Wording


def gather_briefing(manuscript: Manuscript, prose: Prose, registers: Registers) -> Briefing:
    """Return the briefing with its notes numbered: in the order of the placements, unplaced ones last.

    A note that names an entry of a register takes from there what it does not say itself (contract, section 3).
    """
    by_id = {annotation.id.value: annotation for annotation in manuscript.annotations if annotation.id}
    placed = [(by_id.pop(placement.annotation), placement) for placement in prose.placements]
    everything = [*placed, *((annotation, None) for annotation in by_id.values())]
    notes = tuple(
        Note(number, with_entry(annotation, registers), placement, annotation, _words(placement, manuscript.seed))
        for number, (annotation, placement) in enumerate(everything, 1)
    )
    return Briefing(manuscript, prose, notes)


def _words(placement: Placement | None, seed: Seed) -> tuple[str, ...]:
    spans = placement.spans if placement else ()
    return tuple(" ".join(span.of(seed.text).split()) for span in spans)


def gather_record(briefing: Briefing) -> Record:
    """Return what the lists of the site take from a briefing."""
    abstract = briefing.abstract
    return Record(
        abstract=abstract,
        sightings=tuple(_sightings(briefing, abstract)),
        notes=briefing.notes,
        citations=tuple(_citations(briefing)),
    )


def gather_site(
    project: Project, records: Iterable[Record], *, newest: Iterable[Briefing], html_of: Mapping[str, str]
) -> Site:
    """Return the finished site with its indexes over all briefings, newest first; feeds tell the `newest`."""
    ordered = sorted(records, key=lambda record: newest_first(record.abstract))
    abstracts = tuple(record.abstract for record in ordered)
    return Site(
        settings=project.settings,
        registers=project.registers,
        briefings=abstracts,
        by_slug={abstract.slug: abstract for abstract in abstracts},
        newest=tuple(sorted(newest, key=lambda briefing: newest_first(briefing.abstract))),
        pages=project.pages,
        html_of=html_of,
        sightings=_index_sightings(ordered),
        quotes_of=_index_quotes(ordered),
        citations_of=_index_citations(ordered),
        claims=list_claims(ordered, project.registers),
        events=list_events(ordered, project.registers),
        quotes=list_quotes(ordered),
        companions_of=_index_companions(abstracts),
    )


def newest_first(abstract: Abstract) -> tuple[int, str]:
    """Return the key by which briefings are ordered: the latest day of their dates, then the slug."""
    latest = parse_edtf(abstract.date).latest if abstract.date else None
    return (-latest.toordinal() if latest else 0, abstract.slug)


def markdown_wordings(project: Project, manuscripts: Iterable[Manuscript]) -> Iterator[Wording]:
    """Yield every wording in Markdown of the registers and these manuscripts."""
    registers = project.registers
    entries = (
        registers.actors,
        registers.places,
        registers.terms,
        registers.sources,
        registers.topics,
        registers.claims,
        registers.events,
    )
    nouns: list[object] = [entry for register in entries for entry in register.values()]
    nouns += [manuscript.sidecar for manuscript in manuscripts]
    for noun in nouns:
        yield from _wordings_in(noun)


def page_wordings(project: Project) -> Iterator[Wording]:
    """Yield the bodies of the free pages."""
    for page in project.pages:
        yield from page.body.wordings


def _wordings_in(noun: object) -> Iterator[Wording]:
    found: list[Wording] = []

    def keep(part: object) -> None:
        if isinstance(part, MarkdownText):
            found.extend(part.wordings)

    walk(noun, keep)
    return iter(found)


def _sightings(briefing: Briefing, abstract: Abstract) -> Iterator[Sighting]:
    text = briefing.seed.text
    for mention in briefing.prose.mentions:
        sentence = _sentence(briefing, mention.words)
        yield Sighting(abstract, mention, sentence, sentence.of(text))


def _sentence(briefing: Briefing, words: Span) -> Span:
    seed = briefing.seed
    block = next(block.span for block in seed.blocks if block.span.contains(words))
    return sentence_around(seed.text, block, words)


def _citations(briefing: Briefing) -> Iterator[tuple[str, int]]:
    """Yield the ids of entries that the briefing names in its keys, with the numbers of the notes; 0: it does itself."""
    if briefing.sidecar.source:
        yield briefing.sidecar.source.id, 0
    for note in briefing.notes:
        for entry_id in _referred_ids(note):
            yield entry_id, note.number


def _referred_ids(note: Note) -> Iterator[str]:
    found: list[str] = []

    def keep(part: object) -> None:
        if isinstance(part, Reference):
            found.append(part.id)

    walk(note.annotation, keep)
    return iter(dict.fromkeys(found))


def _index_sightings(records: Iterable[Record]) -> dict[Meaning, tuple[Sighting, ...]]:
    index: dict[Meaning, list[Sighting]] = defaultdict(list)
    for record in records:
        for sighting in record.sightings:
            for meaning in sighting.mention.meanings:
                index[meaning].append(sighting)
    return {meaning: tuple(sightings) for meaning, sightings in index.items()}


def _index_quotes(records: Iterable[Record]) -> dict[str, tuple[Citation, ...]]:
    index: dict[str, list[Citation]] = defaultdict(list)
    for record in records:
        for note in record.notes:
            if note.annotation.kind == "quote":
                voices = (voice.id for voice in (note.annotation.speaker, note.annotation.via) if voice)
                for actor in dict.fromkeys(voices):
                    index[actor].append(Citation(record.abstract, note))
    return {actor: tuple(citations) for actor, citations in index.items()}


def _index_citations(records: Iterable[Record]) -> dict[str, tuple[Citation, ...]]:
    index: dict[str, list[Citation]] = defaultdict(list)
    for record in records:
        notes = {note.number: note for note in record.notes}
        for entry_id, number in record.citations:
            index[entry_id].append(Citation(record.abstract, notes.get(number)))
    return {entry_id: tuple(citations) for entry_id, citations in index.items()}


def _index_companions(abstracts: Iterable[Abstract]) -> dict[str, tuple[tuple[str, int], ...]]:
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for abstract in abstracts:
        named = [actor for actor, is_local in abstract.actors if not is_local]
        for actor in named:
            shared[actor].update(other for other in named if other != actor)
    return {
        actor: tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))) for actor, counts in shared.items()
    }
