"""Made-up briefings that name, quote and cite each other's entries at random, and all that can be asked of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import product
from operator import methodcaller
from random import Random
from typing import Final

from sitegen.model.briefing import Briefing, Meaning, Mention, Note, Placement, Prose
from sitegen.model.project import Annotation, Block, Manuscript, Seed, Sidecar
from sitegen.model.registers import Actor, Place, Registers, Source, Term
from sitegen.model.text import SourceText, Span
from sitegen.records.library import Library
from sitegen.records.tables import NOINDEX, RIGHTS_UNSTATED
from tests.pages.sample_site import HERE, date, ref, text, written

SLUGS: Final = ("a", "b", "c", "d")
ACTORS: Final = ("ali", "badr", "carim")
MEANINGS: Final = (
    *(Meaning("actor", actor) for actor in ACTORS),
    Meaning("place", "city"),
    Meaning("term", "word"),
    *(Meaning(register, "own", is_local=True) for register in ("actor", "place", "term")),
)
ENTRIES: Final = (*ACTORS, "city", "word", "report", "claimed", "held", "a", "b")
DATES: Final = ("2024-05-01", "2024-05-02", "2024-05", "")
KINDS: Final = ("claim", "quote", "event", "context")
REGISTERS: Final = Registers(
    actors={actor: Actor(where=HERE, id=written(actor), name=text(en=actor)) for actor in ACTORS},
    places={"city": Place(where=HERE, id=written("city"), name=text(en="City"))},
    terms={"word": Term(where=HERE, id=written("word"), term=text(en="Word"))},
    sources={"report": Source(where=HERE, id=written("report"), title=text(en="Report"))},
)

Question = Callable[[Library], object]


def dice(seed: int | str) -> Random:
    """Return a source of chance that is the same in every run."""
    return Random(seed)  # noqa: S311 - nothing secret is made here


def make_briefing(slug: str, random: Random) -> Briefing:
    """Return a briefing in which everything that lists ask for may be there or not."""
    words = [random.choice(("One", "two.", "Three", "four", "five.")) for _ in range(random.randrange(2, 12))]
    article = " ".join(words)
    seed = Seed(f"{slug}.txt", SourceText(f"seeds/{slug}.txt", article), "en", (Block("title", Span(0, len(article))),))
    annotations = tuple(_make_annotation(f"n{number}", random) for number in range(random.randrange(4)))
    notes = tuple(Note(number, one, None, one) for number, one in enumerate(annotations, start=1))
    placements: tuple[Placement, ...] = ()
    manuscript = Manuscript(slug, seed, _make_sidecar(random), annotations, is_draft=False)
    return Briefing(manuscript, Prose(placements, tuple(_make_mentions(words, random)), "", ""), notes)


def _make_sidecar(random: Random) -> Sidecar:
    day = random.choice(DATES)
    own = Actor(where=HERE, id=written("own"), name=text(en=random.choice(("Own", "Mine"))), type="person")
    return Sidecar(
        where=HERE,
        title=text(en=random.choice(("Title", "Other title"))),
        published=date(day) if day else None,
        updated=date("2024-06-01") if random.random() < 0.3 else None,
        source=ref("report") if random.random() < 0.3 else None,
        sources=(ref("report"),) if random.random() < 0.3 else (),
        noindex=random.random() < 0.3,
        topics=tuple(written(topic) for topic in ("fire", "water") if random.random() < 0.4),
        aliases=tuple(written(alias) for alias in ("old", "older") if random.random() < 0.3),
        actors=(own,) if random.random() < 0.4 else (),
    )


def _make_annotation(note_id: str, random: Random) -> Annotation:
    kind = random.choice(KINDS)
    day = random.choice(DATES)
    return Annotation(
        where=HERE,
        id=written(note_id),
        kind=kind,
        title=text(en=random.choice(("Told", "Retold"))),
        entry=ref({"claim": "claimed", "event": "held"}[kind]) if kind in ("claim", "event") and day else None,
        speaker=random.choice((None, ref("own"), text(en="A source"), *map(ref, ACTORS))),
        refs=tuple(ref(entry) for entry in random.sample(ENTRIES, random.randrange(3))),
        date=date(day) if kind == "event" and day else None,
        status=random.choice((None, "confirmed")) if kind == "claim" else None,
        stance=random.choice((None, "deny")) if kind == "quote" else None,
        place=random.choice((None, ref("own"), ref("city"))) if kind == "event" else None,
    )


def _make_mentions(words: list[str], random: Random) -> Iterator[Mention]:
    start = 0
    for word in words:
        if random.random() < 0.5:
            span = Span(start, start + len(word.rstrip(".")))
            yield Mention(span, span, tuple(random.sample(MEANINGS, random.randrange(1, 3))))
        start += len(word) + 1


def all_questions() -> Mapping[str, Question]:
    """Return everything that can be asked of these briefings."""
    of_everything = (
        "briefings",
        "aliases",
        "last_changes",
        "definitions",
        "definition_lines",
        "what_is_filled",
        "topics",
        "topics_of_briefings",
        "pairs",
    )
    questions: dict[str, Question] = {name: methodcaller(name) for name in of_everything}
    slugs, entries, meanings = ([(one,) for one in each] for each in (SLUGS, ENTRIES, MEANINGS))
    asked: dict[str, Iterable[tuple[object, ...]]] = {
        "is_published": slugs,
        "find": slugs,
        "heads": slugs,
        "content": slugs,
        "sentences": product(MEANINGS, SLUGS),
        "appearances": meanings,
        "count_appearances": meanings,
        "ledger": product(KINDS[:3]),
        "sheet": product(("claims", "quotes")),
        "facet_lines": product(KINDS[:3]),
        "told_of": product(("claim", "quote", "about", "event"), ENTRIES),
        "on_topic": product(("fire", "water")),
        "topics_beside": product(("fire", "water")),
        "with_trait": product((NOINDEX, RIGHTS_UNSTATED)),
        "listing": entries,
        "entry_notes": entries,
        "citations": entries,
        "companions": entries,
        "partners": entries,
        "strip": slugs,
    }
    for name, calls in asked.items():
        questions |= {f"{name} {arguments}": methodcaller(name, *arguments) for arguments in calls}
    questions |= {f"note {place}": partial(_note, *place) for place in product(SLUGS, range(1, 4))}
    return questions


def _note(slug: str, number: int, library: Library) -> Note | None:
    try:
        return library.note(slug, number)
    except LookupError:
        return None
