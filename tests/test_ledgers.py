"""Ledgers: every claim, event and quote once, with all its places."""

from sitegen.gather import gather_record
from sitegen.ledgers import list_claims, list_events, list_quotes
from sitegen.model.project import Annotation, Block, Manuscript, Seed, Sidecar
from sitegen.model.prose import Prose
from sitegen.model.registers import Claim, Event, Registers
from sitegen.model.site import Briefing, LedgerRow, Note, Record
from sitegen.model.text import Location, SourceText, Span
from sitegen.model.wording import Date, Reference, Text, Wording, Written

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


def briefing(slug: str, *annotations: Annotation) -> Record:
    seed = Seed(f"{slug}.txt", SourceText(f"seeds/{slug}.txt", "x\n"), "en", (Block("title", Span(0, 1)),))
    notes = tuple(Note(number, note, None, note) for number, note in enumerate(annotations, start=1))
    manuscript = Manuscript(slug, seed, Sidecar(where=HERE), annotations, is_draft=False)
    return gather_record(Briefing(manuscript, Prose((), (), "", ""), notes))


def event(event_id: str, date: str = "") -> Event:
    return Event(where=HERE, id=Written(event_id, HERE), title=text(event_id), date=Date(date, HERE) if date else None)


def shown(rows: tuple[LedgerRow, ...]) -> list[tuple[str, list[str]]]:
    """Return the entry's id, or nothing, and the places of each row."""
    return [
        (
            row.entry.id.value if row.entry else "",
            [f"{citation.briefing.slug}#{citation.note.id}" for citation in row.citations if citation.note],
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

    rows = list_claims(briefings, Registers(claims={"c": claim, "s": silent}))

    assert shown(rows) == [("c", ["a#n1", "b#n2"]), ("s", []), ("", ["a#own"]), ("", ["b#lost"])]


def test_events_stand_in_the_order_of_time() -> None:
    notes = (
        annotation("later", "event", date="2024-05-02"),
        annotation("month", "event", date="2024-05"),
        annotation("undated", "event"),
        annotation("ancient", "event", date="-0100"),
        annotation("open", "event", date="../2024-05-01"),
        annotation("told", "event", entry="e_told", date="2023"),
    )
    registers = Registers(events={"e": event("e", "2024-05-01"), "e_told": event("e_told")})

    rows = list_events((briefing("a", *notes),), registers)

    assert shown(rows) == [
        ("", ["a#ancient"]),
        ("e_told", ["a#told"]),
        ("", ["a#month"]),
        ("", ["a#open"]),
        ("e", []),
        ("", ["a#later"]),
        ("", ["a#undated"]),
    ]


def test_a_row_without_a_date_of_its_own_has_its_first_notes() -> None:
    (row,) = list_events(
        (
            briefing("a", annotation("n", "event", entry="e")),
            briefing("b", annotation("m", "event", date="2023", entry="e")),
        ),
        Registers(events={"e": event("e")}),
    )

    assert str(row.date) == "2023"


def test_quotes_stand_by_briefing_and_number() -> None:
    quotes = list_quotes(
        (briefing("b", annotation("q2", "quote"), annotation("c", "claim")), briefing("a", annotation("q1", "quote")))
    )

    assert [citation.note.id for citation in quotes if citation.note] == ["q2", "q1"]
