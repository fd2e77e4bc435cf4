from dataclasses import replace

import pytest

from sitegen.language.editions import list_editions
from sitegen.model.briefing import Note, Placement
from sitegen.model.project import Annotation
from sitegen.model.site import Site
from sitegen.pages.sheet import ListedNote, Sheet, make_sheet
from tests.pages.sample_site import HERE, make_sample, written


def sheet_of(site: Site) -> Sheet:
    return make_sheet(site.newest[0], site, list_editions(site.settings)[0])


def general(kind: str) -> ListedNote:
    """Return a note without words to stand on."""
    annotation = Annotation(where=HERE, id=written("x"), kind=kind)
    return ListedNote(Note(1, annotation, Placement("x", "explain", ()), annotation), "explain", (), ())


def test_notes_stand_in_parts() -> None:
    parts = {part.name: [listed.note.id for listed in part.notes] for part in sheet_of(make_sample()).note_parts}

    assert parts == {"placed": ["q1", "cl1"], "general": ["tr1"], "outside": ["f1"], "unplaced": ["lost"]}


@pytest.mark.parametrize("kind", ["event", "update", "claim", "figure", "quote"])
def test_what_happened_or_was_said_without_a_place_is_not_in_the_article(kind: str) -> None:
    assert general(kind).part == "outside"


@pytest.mark.parametrize("kind", ["context", "framing", "question", "assessment", "crossref"])
def test_what_is_thought_of_the_article_is_about_the_whole_of_it(kind: str) -> None:
    assert general(kind).part == "general"


def test_a_quote_that_only_names_its_speaker_is_compact() -> None:
    notes = {listed.note.id: listed for listed in sheet_of(make_sample()).notes}

    assert notes["q1"].is_compact
    assert not notes["cl1"].is_compact


def test_sources_come_in_the_order_of_their_use() -> None:
    listed = sheet_of(make_sample()).sources

    assert [(source.source.id.value, [note.id for note in source.notes]) for source in listed] == [("s_wire", ["cl1"])]


def test_rights_are_the_briefings_else_the_sites() -> None:
    site = make_sample()
    own = replace(site.settings, license=None)

    assert str(sheet_of(site).notes_license.wordings[0]) == "CC-BY-4.0"  # type: ignore[union-attr]
    assert sheet_of(replace(site, settings=own)).notes_license is None
