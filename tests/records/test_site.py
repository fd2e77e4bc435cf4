"""Ledgers: every claim, event and quote once, with all its places."""

from collections.abc import Sequence

from sitegen.model.briefing import Briefing, Note, Prose
from sitegen.model.project import Annotation, Block, Manuscript, Seed, Sidecar
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.settings import Settings
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Date, Reference, Text, Wording, Written
from sitegen.records.site import LedgerRow, Site
from tests.pages.sample_site import fill_library

HERE = Location("content/sample.yaml")


def text(words: str) -> Text:
    return Text((Wording("en", words, HERE),))


def annotation(note_id: str, kind: str, *, entry: str = "", date: str = "") -> Annotation:
    return Annotation(
        where=HERE,
        id=Written(note_id, HERE),
        kind=kind,
        entry=Reference(entry, HERE) if entry else None,
        date=Date(date, HERE) if date else None,
    )


def briefing(slug: str, *annotations: Annotation) -> Briefing:
    seed = Seed(f"{slug}.txt", SourceText(f"seeds/{slug}.txt", "x\n"), "en", (Block("title", Span(0, 1)),))
    notes = tuple(Note(number, note, None, note) for number, note in enumerate(annotations, start=1))
    manuscript = Manuscript(slug, seed, Sidecar(where=HERE), annotations, is_draft=False)
    return Briefing(manuscript, Prose((), (), "", ""), notes)


def event(event_id: str, date: str = "") -> Event:
    return Event(where=HERE, id=Written(event_id, HERE), title=text(event_id), date=Date(date, HERE) if date else None)


def site_of(*briefings: Briefing, registers: Registers | None = None) -> Site:
    library = fill_library(briefings)
    return Site(
        settings=Settings(where=HERE),
        registers=registers or Registers(),
        pages=(),
        newest=briefings,
        html_of={},
        library=library,
        filled=library.what_is_filled(),
    )


def shown(rows: Sequence[LedgerRow]) -> list[tuple[str, list[str]]]:
    """Return the entry's id, or nothing, and the places of each row."""
    return [
        (
            row.entry.id.value if row.entry else "",
            [f"{line.slug}#{row.library.note(line.slug, line.number).id}" for line in row.lines],
        )
        for row in rows
    ]


def test_a_claim_of_a_register_stands_once_with_all_its_places() -> None:
    claim = Claim(where=HERE, id=Written("c", HERE), text=text("It is so."))
    silent = Claim(where=HERE, id=Written("s", HERE), text=text("Nobody says it."))
    briefings = (
        briefing("a", annotation("own", "claim"), annotation("n1", "claim", entry="c")),
        briefing("b", annotation("n2", "claim", entry="c"), annotation("lost", "claim", entry="gone")),
    )

    rows = site_of(*briefings, registers=Registers(claims={"c": claim, "s": silent})).claims

    assert shown(rows) == [("c", ["a#n1", "b#n2"]), ("s", []), ("", ["a#own"]), ("", ["b#lost"])]


def test_events_stand_as_claims_do_the_registers_first() -> None:
    notes = (annotation("own", "event", date="2024-05-02"), annotation("told", "event", entry="e_told", date="2023"))
    registers = Registers(events={"e": event("e", "2024-05-01"), "e_told": event("e_told")})

    rows = site_of(briefing("a", *notes), registers=registers).events

    assert shown(rows) == [("e", []), ("e_told", ["a#told"]), ("", ["a#own"])]


def test_a_row_without_a_date_of_its_own_has_its_first_notes() -> None:
    (row,) = site_of(
        briefing("a", annotation("n", "event", entry="e")),
        briefing("b", annotation("m", "event", date="2023", entry="e")),
        registers=Registers(events={"e": event("e")}),
    ).events

    assert str(row.date) == row.edtf == "2023"


def test_quotes_stand_by_briefing_and_number() -> None:
    site = site_of(
        briefing("b", annotation("q3", "quote"), annotation("c", "claim"), annotation("q2", "quote")),
        briefing("a", annotation("q1", "quote")),
    )

    assert [site.library.note(line.slug, line.number).id for line in site.quotes] == ["q1", "q3", "q2"]


def test_the_kinds_that_briefings_tell_of_are_known() -> None:
    assert site_of(briefing("a", annotation("q", "quote"), annotation("x", "context"))).filled == {"quote"}
