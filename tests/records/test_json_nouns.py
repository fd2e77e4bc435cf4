"""Nouns come back from their JSON as they were, but for their places; nothing else is ever made of it."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.model.briefing import Briefing, Placement
from sitegen.model.registers import Actor
from sitegen.model.text import Location, Span
from sitegen.model.wording import Reference, Text, Wording, Written
from sitegen.records.database import DamagedError
from sitegen.records.json_nouns import decode, encode
from tests.pages.sample_site import arabic_briefing, english_briefing

WHERE = Location("content/actors.yaml", 7, 3)
NAME = Text((Wording("ar", 'سامي "العلي"\n', WHERE), Wording("en", "50% Sami", WHERE)))


@pytest.mark.parametrize("briefing", [arabic_briefing(), english_briefing()])
def test_what_lists_take_from_a_briefing_comes_back(briefing: Briefing) -> None:
    for noun in (briefing.abstract, briefing.heads, *briefing.notes):
        assert decode(encode(noun)) == noun


@pytest.mark.parametrize(
    "noun",
    [
        Actor(where=WHERE, id=Written("ali", WHERE), name=NAME, lat=52.5, lon=-0.0, ids={"wikidata": "Q1", "b": ""}),
        Placement("n1", "voice", (Span(0, 7), Span(9, 12))),
        (Reference("ali", WHERE),),
        (None, True, False, 0, -3, 0.1, "", "\u2028</script>", (), ((),)),
    ],
)
def test_nouns_of_every_shape_come_back(noun: object) -> None:
    assert decode(encode(noun)) == noun


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(),
)
DATA = st.recursive(SCALARS, lambda of: st.lists(of) | st.dictionaries(st.text(), of), max_leaves=20)
"""Whatever JSON can say."""


@pytest.mark.slow
@given(st.dictionaries(st.text(), DATA))
@example({"": {"": "Span", "0": 1}, "{}": [[["a", 1]], [], {}], "where": [{"{}": []}]})
def test_params_come_back_whatever_they_hold(params: dict[str, object]) -> None:
    """Lists stay lists, as templates print them and compare them."""
    actor: Actor = decode(encode((Actor(where=WHERE, id=Written("ali", WHERE), name=NAME, params=params),)))[0]
    assert repr(actor.params) == repr(params)


def test_what_is_written_is_json_without_what_goes_without_saying() -> None:
    assert json.loads(encode(Written("a", WHERE))) == {"": "Written", "0": "a"}
    assert json.loads(encode(Span(1, 2))) == {"": "Span", "0": 1, "1": 2}
    assert json.loads(encode(Actor(where=WHERE, id=Written("a", WHERE), name=NAME))).keys() == {"", "1", "2"}


def test_a_place_is_not_kept() -> None:
    written: Written = decode(encode(Written("a", WHERE)))
    assert written.where == Location("")


def test_a_note_without_an_entry_holds_one_annotation_after_as_before() -> None:
    note = decode(encode(arabic_briefing().notes[0]))
    assert note.written is note.annotation


@pytest.mark.parametrize("thing", [{1, 2}, b"bytes", object()])
def test_what_is_no_noun_is_refused(thing: object) -> None:
    with pytest.raises(DamagedError):
        encode(thing)


@pytest.mark.parametrize("damaged", ["", "[1", '{"":"Path","0":"x"}', '{"":"Span","0":1}', '{"":"Span","9":1}', "{}"])
def test_what_encode_never_writes_is_refused(damaged: str) -> None:
    with pytest.raises(DamagedError):
        decode(damaged)
