"""Sentences come back from their JSON as they were."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from sitegen.archive.damage import CodecError
from sitegen.archive.sentences import fold_sightings, read_sightings, sizes_of, write_sentences
from sitegen.gather import gather_record
from sitegen.model.briefing import Meaning, Sighting
from sitegen.model.text import Span
from tests.pages.sample_site import arabic_briefing

MINISTER = Meaning("actor", "minister")


def write_sightings(sightings: Iterable[Sighting]) -> str:
    return write_sentences(fold_sightings(sightings))


def test_sightings_come_back_as_they_were() -> None:
    found = [one for one in gather_record(arabic_briefing()).sightings if MINISTER in one.mention.meanings]

    assert len(found) == 2
    assert read_sightings(write_sightings(found), MINISTER) == tuple(found)


def test_of_several_meanings_the_one_that_was_asked_for_is_known() -> None:
    first, *_ = gather_record(arabic_briefing()).sightings
    both = replace(first, mention=replace(first.mention, meanings=(MINISTER, Meaning("term", "t_term"))))

    (read,) = read_sightings(write_sightings([both]), Meaning("term", "t_term"))
    assert read.mention == replace(first.mention, meanings=(Meaning("term", "t_term"),))


def test_mentions_are_counted_sentence_by_sentence() -> None:
    first, *_ = gather_record(arabic_briefing()).sightings
    later = replace(first, sentence=Span(80, 90), text="another")

    assert sizes_of(fold_sightings([first, first, later, first])) == (2, 1, 1)


def test_nothing_is_written_as_nothing() -> None:
    assert read_sightings(write_sightings([]), MINISTER) == ()


@pytest.mark.parametrize("damaged", ["", "{}}", "[1]", "[[0,1]]", '[[0,1,"x",[0,1,2]]]'])
def test_what_is_no_sentence_is_refused(damaged: str) -> None:
    with pytest.raises(CodecError):
        read_sightings(damaged, MINISTER)
