"""Briefings to a Site: who is named where, who says what, what is cited by which note. Every later stage reads this."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from sitegen.language.dates import parse_edtf
from sitegen.language.sentences import sentence_around
from sitegen.ledgers import list_claims, list_events, list_quotes
from sitegen.model.entries import with_entry
from sitegen.model.keys import walk
from sitegen.model.project import Manuscript, Project
from sitegen.model.prose import Meaning, Prose
from sitegen.model.registers import Registers
from sitegen.model.site import Briefing, Citation, Note, Sighting, Site
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
        Note(number, with_entry(annotation, registers), placement, annotation)
        for number, (annotation, placement) in enumerate(everything, 1)
    )
    return Briefing(manuscript, prose, notes)


def gather_site(project: Project, briefings: Iterable[Briefing], html_of: Mapping[str, str]) -> Site:
    """Return the finished site with its indexes over all briefings, newest first."""
    ordered = tuple(sorted(briefings, key=_newest_first))
    return Site(
        settings=project.settings,
        registers=project.registers,
        briefings=ordered,
        pages=project.pages,
        html_of=html_of,
        sightings=_index_sightings(ordered),
        quotes_of=_index_quotes(ordered),
        citations_of=_index_citations(ordered),
        claims=list_claims(ordered, project.registers),
        events=list_events(ordered, project.registers),
        quotes=list_quotes(ordered),
        companions_of=_index_companions(ordered),
    )


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


def _newest_first(briefing: Briefing) -> tuple[int, str]:
    latest = parse_edtf(briefing.date).latest if briefing.date else None
    return (-latest.toordinal() if latest else 0, briefing.slug)


def _index_sightings(briefings: Iterable[Briefing]) -> dict[Meaning, tuple[Sighting, ...]]:
    index: dict[Meaning, list[Sighting]] = defaultdict(list)
    for briefing in briefings:
        for mention in briefing.prose.mentions:
            sighting = Sighting(briefing, mention, _sentence(briefing, mention.words))
            for meaning in mention.meanings:
                index[meaning].append(sighting)
    return {meaning: tuple(sightings) for meaning, sightings in index.items()}


def _sentence(briefing: Briefing, words: Span) -> Span:
    seed = briefing.seed
    block = next(block.span for block in seed.blocks if block.span.contains(words))
    return sentence_around(seed.text, block, words)


def _index_quotes(briefings: Iterable[Briefing]) -> dict[str, tuple[Citation, ...]]:
    index: dict[str, list[Citation]] = defaultdict(list)
    for briefing in briefings:
        for note in briefing.notes:
            if note.annotation.kind == "quote":
                voices = (voice.id for voice in (note.annotation.speaker, note.annotation.via) if voice)
                for actor in dict.fromkeys(voices):
                    index[actor].append(Citation(briefing, note))
    return {actor: tuple(citations) for actor, citations in index.items()}


def _index_citations(briefings: Iterable[Briefing]) -> dict[str, tuple[Citation, ...]]:
    index: dict[str, dict[tuple[str, int], Citation]] = defaultdict(dict)
    for briefing in briefings:
        if briefing.sidecar.source:
            index[briefing.sidecar.source.id][briefing.slug, 0] = Citation(briefing, None)
        for note in briefing.notes:
            for entry_id in _referred_ids(note):
                index[entry_id].setdefault((briefing.slug, note.number), Citation(briefing, note))
    return {entry_id: tuple(citations.values()) for entry_id, citations in index.items()}


def _referred_ids(note: Note) -> Iterator[str]:
    found: list[str] = []

    def keep(part: object) -> None:
        if isinstance(part, Reference):
            found.append(part.id)

    walk(note.annotation, keep)
    return iter(dict.fromkeys(found))


def _index_companions(briefings: Iterable[Briefing]) -> dict[str, tuple[tuple[str, int], ...]]:
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for briefing in briefings:
        named = _named_actors(briefing)
        for actor in named:
            shared[actor].update(other for other in named if other != actor)
    return {
        actor: tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0]))) for actor, counts in shared.items()
    }


def _named_actors(briefing: Briefing) -> list[str]:
    meanings = {meaning for mention in briefing.prose.mentions for meaning in mention.meanings}
    return sorted(meaning.id for meaning in meanings if meaning.register == "actor" and not meaning.is_local)
