"""A briefing's rows: which of its notes are kept for lists, and what its facts tell apart."""

from dataclasses import replace

from sitegen.model.briefing import Briefing
from sitegen.records import keys
from sitegen.records.keys import unpack_facts
from sitegen.records.rows import make_rows
from sitegen.records.tables import BriefingRecords
from tests.pages.sample_site import arabic_briefing, date, english_briefing, text, written


def sample_rows() -> BriefingRecords:
    return make_rows(arabic_briefing(), "digest")


def changed_keys(before: Briefing, after: Briefing) -> set[keys.Key]:
    rows = (make_rows(one, "digest") for one in (before, after))
    one, other = (set(unpack_facts(each.facts).items()) for each in rows)
    return {key for key, _ in one ^ other}


def test_a_note_is_kept_where_a_list_names_it() -> None:
    tables = sample_rows().tables
    named = {number for _, _, _, number, _ in tables["told"]} | {number for _, _, number, _ in tables["citation"]}
    kept = [row[1] for row in tables["note"]]

    assert kept == sorted(named - {0})
    assert 0 < len(kept) < len(arabic_briefing().notes)


def test_the_cast_are_the_registers_actors() -> None:
    assert sample_rows().tables["cast_member"] == [("date", "minister")]


def test_a_sentence_is_kept_once_however_many_names_stand_in_it() -> None:
    tables = sample_rows().tables
    assert [number for _, number, _, _ in tables["sentence"]] == [0]
    assert len(tables["mention"]) == 3


def test_a_briefing_that_nothing_is_said_of_has_no_rows_in_other_tables() -> None:
    assert make_rows(english_briefing(), "digest").tables == {}


def test_an_edit_of_a_note_changes_that_note_alone() -> None:
    before = arabic_briefing()
    quote, *others = before.notes
    told = replace(quote.annotation, verb=text(en="told"))
    denied = replace(quote.annotation, stance="deny")
    after, other = (
        replace(before, notes=(replace(quote, annotation=one, written=one), *others)) for one in (told, denied)
    )

    assert changed_keys(before, after) == {keys.note("date", 1)}
    assert changed_keys(before, other) == {keys.note("date", 1), keys.facets("quote")}


def test_another_day_changes_every_list_that_names_the_briefing() -> None:
    before = arabic_briefing()
    sidecar = replace(before.sidecar, published=date("2024-05-02"))
    after = replace(before, manuscript=replace(before.manuscript, sidecar=sidecar))
    changed = changed_keys(before, after)

    assert {keys.BRIEFINGS, keys.topic("budget"), keys.ledger("claim"), keys.told("quote", "minister")} <= changed
    assert keys.note("date", 1) not in changed


def test_a_new_topic_changes_the_lists_of_the_briefings_topics_alone() -> None:
    before = arabic_briefing()
    sidecar = replace(before.sidecar, topics=(*before.sidecar.topics, written("new")))
    after = replace(before, manuscript=replace(before.manuscript, sidecar=sidecar))

    of_topics = {keys.topic(topic.value) for topic in sidecar.topics}
    assert changed_keys(before, after) == {*of_topics, keys.TOPICS, keys.SIZES, keys.abstract("date")}
