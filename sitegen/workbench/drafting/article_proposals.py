"""All that a draft proposes for an article."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sitegen.model.briefing import Mention
from sitegen.model.problems import Report
from sitegen.model.project import Manuscript, Seed, Sidecar
from sitegen.model.registers import Actor, Registers
from sitegen.model.text import Location, SourceText
from sitegen.model.wording import Reference
from sitegen.readers.sidecars import read_sidecar
from sitegen.weaving.mentions import build_matcher, find_mentions
from sitegen.workbench.drafting.attribution import Attribution, NamedActor
from sitegen.workbench.drafting.date_phrases import find_dates
from sitegen.workbench.drafting.figures import find_figures
from sitegen.workbench.drafting.proposal_yaml import write_actor
from sitegen.workbench.drafting.proposals import ProposedActor, ProposedNote
from sitegen.workbench.drafting.proposed_actors import propose_actors
from sitegen.workbench.drafting.reported_speech import find_quotes
from sitegen.workbench.drafting.sentences import read_sentences
from sitegen.workbench.drafting.word_lists import WordLists


@dataclass(frozen=True, slots=True)
class ArticleProposals:
    """What a draft proposes for an article."""

    known: Mapping[str, str]
    """The ids of the registers' actors that it names, each with the name by which it does first."""
    actors: tuple[ProposedActor, ...]
    notes: tuple[ProposedNote, ...]
    """In the order of the text."""


def propose(manuscript: Manuscript, registers: Registers, lists: WordLists, published: date | None) -> ArticleProposals:
    """Return what the article of a manuscript says, as far as rules find it; its sidecar may be empty."""
    seed, matcher = manuscript.seed, build_matcher(registers)
    sentences = read_sentences(seed, lists)
    mentions = find_mentions(manuscript, matcher, Report())
    known = _known(mentions, seed, registers)
    cast = replace(manuscript, sidecar=_with_actors(manuscript.sidecar, known, (), seed))
    places = [mention.words for mention in find_mentions(cast, matcher, Report())]
    local = [actor.id.value for actor in manuscript.sidecar.local_actors]
    taken = {entry.lower() for entry in (*_ids(registers), *local, *_note_ids(manuscript))}
    actors = tuple(propose_actors(sentences, lists, known=places, taken=taken))
    listed = replace(manuscript, sidecar=_with_actors(manuscript.sidecar, known, actors, seed))
    again = find_mentions(listed, matcher, Report())
    persons = {actor.id for actor in actors if actor.type == "person"} | _persons(registers, manuscript.sidecar)
    names = [
        NamedActor(mention.name, meaning.id, meaning.id in persons)
        for mention in again
        for meaning in mention.meanings[:1]
        if meaning.register == "actor"
    ]
    dates = list(find_dates(sentences, lists, published))
    covered = [event.span for event in dates]
    figures = [figure for sentence in sentences for figure in find_figures(sentence, lists, covered)]
    quotes = find_quotes(sentences, lists, Attribution(lists, names))
    notes: list[ProposedNote] = [*quotes, *dates, *figures]
    notes.sort(key=lambda note: (note.span.start, note.span.end))
    return ArticleProposals(known, actors, tuple(notes))


def _ids(registers: Registers) -> list[str]:
    return [entry for register in registers.all for entry in register]


def _note_ids(manuscript: Manuscript) -> list[str]:
    return [note.id.value for note in manuscript.annotations if note.id]


def _known(mentions: tuple[Mention, ...], seed: Seed, registers: Registers) -> dict[str, str]:
    known: dict[str, str] = {}
    for mention in mentions:
        for meaning in mention.meanings:
            if meaning.register == "actor" and meaning.id in registers.actors:
                known.setdefault(meaning.id, " ".join(mention.name.of(seed.text).split()))
    return known


def _with_actors(sidecar: Sidecar, known: Mapping[str, str], actors: tuple[ProposedActor, ...], seed: Seed) -> Sidecar:
    """Return a sidecar that lists the actors, so that last names and other names that need it are found."""
    where = Location(sidecar.where.path)
    listed = {item.id if isinstance(item, Reference) else item.id.value for item in sidecar.actors}
    references = [Reference(actor, where) for actor in known if actor not in listed]
    return replace(sidecar, actors=(*sidecar.actors, *references, *_as_nouns(actors, seed)))


def _as_nouns(actors: tuple[ProposedActor, ...], seed: Seed) -> tuple[Actor, ...]:
    if not actors:
        return ()
    text = "actors:\n" + "\n".join(write_actor(actor, seed.language) for actor in actors) + "\n"
    file = read_sidecar(SourceText("proposals.yaml", text), language=seed.language, report=Report())
    return file.sidecar.local_actors if file else ()


def _persons(registers: Registers, sidecar: Sidecar) -> set[str]:
    actors = (*registers.actors.values(), *sidecar.local_actors)
    return {actor.id.value for actor in actors if actor.type in (None, "person")}
