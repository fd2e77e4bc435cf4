"""What is asked of all briefings: each answer is that of a clean build, rests on what it tells, and has an index."""

import sqlite3

import pytest

from sitegen.model.briefing import Meaning
from sitegen.records import keys
from sitegen.records.database import DamagedError, create_database
from sitegen.records.keys import Key
from sitegen.records.library import AppearanceLine, Lengths, Library, NamedPlace, NoteLine
from sitegen.records.rows import make_rows
from sitegen.records.tables import BriefingRecords, Records
from tests.pages.sample_site import (
    PAPER,
    SEED_TEXT,
    arabic_briefing,
    english_briefing,
    fill_library,
    library_of,
    text,
)
from tests.records.random_briefings import SLUGS, all_questions, dice, make_briefing

QUESTIONS = all_questions()
MINISTER = Meaning("actor", "minister")


def sample_library() -> Library:
    return fill_library((arabic_briefing(), english_briefing()))


def empty_records() -> tuple[sqlite3.Connection, Records]:
    connection = create_database(None)
    records = Records(connection)
    records.create()
    records.finish()
    return connection, records


def answers_of(library: Library) -> dict[str, tuple[object, frozenset[Key]]]:
    """Return the answer to each question with the keys on which it rests."""
    answers = {}
    for name, ask in QUESTIONS.items():
        with library.tracing() as trace:
            answer = ask(library)
        answers[name] = (answer, frozenset(trace))
    return answers


@pytest.mark.parametrize("seed", range(6))
def test_an_answer_changes_only_where_a_key_does_on_which_it_rests(seed: int) -> None:
    random = dice(seed)
    connection, records = empty_records()
    present: dict[str, BriefingRecords] = {}
    before = answers_of(Library(connection))
    for step in range(25):
        slug = random.choice(SLUGS)
        present.pop(slug, None)
        if random.random() < 0.8:
            sheets = {name: random.choice(("1\r\n", "2\r\n")) for name in ("claims", "quotes") if random.random() < 0.6}
            present[slug] = make_rows(make_briefing(slug, random), f"content {step}", sheets)
        changed = records.replace(slug, present.get(slug))
        after = answers_of(Library(connection))
        for name, (answer, rests_on) in after.items():
            assert rests_on
            if answer != before[name][0]:
                assert not changed.isdisjoint(rests_on & before[name][1]), name
        assert after == answers_of(library_of(present.values()))
        before = after


def test_where_nothing_changes_no_key_does() -> None:
    random = dice(1)
    _, records = empty_records()
    rows = make_rows(make_briefing("a", random), "content")
    assert records.replace("a", rows)
    assert records.replace("a", rows) == set()
    assert records.replace("b", None) == set()


def test_every_question_and_every_change_has_an_index() -> None:
    """A question for everything goes through the index in whose order the answer comes."""
    connection, records = empty_records()
    asked: set[str] = set()
    connection.set_trace_callback(asked.add)
    for slug in SLUGS:
        records.replace(slug, make_rows(make_briefing(slug, dice(slug)), "content"))
        records.replace(slug, make_rows(make_briefing(slug, dice(slug)), "content"))
    records.put_abstract_row("a", records.abstract_row("a"))
    answers_of(Library(connection))
    connection.set_trace_callback(None)

    slow = set()
    for query in asked:
        if not query.startswith(("SELECT", "DELETE")):
            continue
        for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {query}"):
            is_whole = "WHERE" not in query and ("LIMIT 1" in query or "INDEX" in step)
            if "TEMP B-TREE" in step or (step.startswith("SCAN") and not is_whole):
                slow.add((query, step))
    assert len(asked) > 100
    assert slow == set()


def test_lines_come_newest_first_then_by_slug_and_number() -> None:
    random = dice(3)
    library = library_of(make_rows(make_briefing(slug, random), slug) for slug in (*SLUGS, "e", "f", "g", "h"))
    place = {line.slug: position for position, line in enumerate(library.briefings())}
    days = [library.abstract(slug).date for slug in place]

    assert len(place) == 8
    assert days.index("") > days.index("2024-05") > -1
    for kind in ("claim", "quote", "event"):
        lines = [(place[line.slug], line.number) for line in library.ledger(kind)]
        assert lines == sorted(lines)


def test_what_a_briefing_tells_is_found_from_every_side() -> None:
    library = sample_library()
    claim = NoteLine("date", 2, "c_date", "disputed", "", "minister", is_local_speaker=False)

    assert library.ledger("claim") == library.entry_notes("c_date") == library.told_of("claim", "minister") == (claim,)
    assert library.told_of("about", "minister") == ()
    assert [tuple(line) for line in library.citations("s_wire")] == [("date", 0), ("date", 2)]
    assert [line.slug for line in library.on_topic("budget")] == ["date"]
    assert library.note("date", 1) == arabic_briefing().notes[0]
    assert library.heads("date") == arabic_briefing().heads
    assert library.find("date") == arabic_briefing().abstract
    assert library.find("gone") is None
    assert library.last_changes() == (("date", "2024-05-01"), ("english", ""))


@pytest.mark.parametrize("ask", [lambda library: library.note("date", 9), lambda library: library.abstract("gone")])
def test_what_is_not_there_is_a_lookup_error(ask: object) -> None:
    with pytest.raises(LookupError):
        ask(sample_library())  # type: ignore[operator]


def test_mentions_are_told_by_sentence() -> None:
    library = sample_library()
    (sentence,) = library.sentences(MINISTER, "date")

    assert library.appearances(MINISTER) == (AppearanceLine("date", "2024-05-01", ("_m18", "_m63"), (2,)),)
    assert library.count_appearances(MINISTER) == (1, 2)
    assert sentence.text == SEED_TEXT[sentence.start : sentence.start + len(sentence.text)]
    assert sentence.places == (NamedPlace(18, 28, 18, 28), NamedPlace(63, 68, 63, 68))
    assert [place.anchor for place in sentence.places] == ["_m18", "_m63"]


def test_companions_are_counted_most_first() -> None:
    random = dice(5)
    library = library_of(make_rows(make_briefing(slug, random), slug) for slug in SLUGS)
    companions = library.companions("ali")

    assert companions
    assert "ali" not in dict(companions)
    assert list(companions) == sorted(companions, key=lambda one: (-one[1], one[0]))


def test_pairs_are_counted_by_paragraph_and_told_on_both_sides() -> None:
    random = dice(5)
    briefings = [make_briefing(slug, random) for slug in SLUGS]
    library = library_of(make_rows(briefing, "content") for briefing in briefings)
    (first, *_) = pairs = library.pairs()

    assert sum(pair.times for pair in pairs) == sum(
        times
        for briefing in briefings
        for (one, other), times in briefing.pairs.items()
        if not (one.is_local or other.is_local)
    )
    assert list(pairs) == sorted(pairs, key=lambda pair: (-pair.times, pair.one, pair.other))
    assert (first.one, first.other, first.times) in library.partners(first.one)
    assert (first.other, first.one, first.times) in library.partners(first.other)


def test_a_strip_tells_where_placed_notes_begin() -> None:
    briefing = arabic_briefing()
    placed = [placement for placement in briefing.prose.placements if placement.spans]
    places = {lane.group: lane.places for lane in sample_library().strip("date")}

    assert placed
    for placement in placed:
        assert 1000 * placement.spans[0].start // len(SEED_TEXT) in places[placement.group]
    assert sum(map(len, places.values())) == len(placed)
    assert sample_library().strip("gone") == ()


def test_a_definition_is_told_by_what_it_is_filed_by_without_its_place_in_the_file() -> None:
    (line,) = sample_library().definition_lines()

    assert (line.slug, line.entry.register, line.entry.id.value) == ("date", "actor", PAPER.id.value)
    assert line.entry.name == text(ar="جريدة اليوم")
    assert line.entry.id.where.path == ""
    assert list(sample_library().definitions()) == [("date", PAPER)]


def test_a_question_within_another_ones_trace_is_noted_in_both() -> None:
    library = sample_library()
    with library.tracing() as outer:
        library.briefings()
        with library.tracing() as inner:
            library.on_topic("budget")
    library.aliases()

    assert inner == {keys.topic("budget")}
    assert outer == {keys.BRIEFINGS, keys.topic("budget")}


def test_what_was_not_written_by_a_build_is_damage() -> None:
    connection, records = empty_records()
    records.put_abstract_row("a", ("a", 0, "", "", "{}", "[1"))
    library = Library(connection)
    for ask in (library.find, library.heads):
        with pytest.raises(DamagedError):
            ask("a")


def test_a_list_shows_the_newest_places_alone_where_all_of_them_are_too_many() -> None:
    lengths = Lengths(entries=2, places=3)

    assert lengths.limit_places([6, 0]) is None
    assert lengths.limit_places([6, 1]) == 3
